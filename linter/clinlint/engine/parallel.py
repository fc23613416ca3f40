"""Many files in several processes: the same reports in the same order as in one, and a worker that dies costs one file."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from clinlint.engine.jobs import CHUNK, Failure, Job, one
from clinlint.model.finding import FileReport

SECONDS = 60.0
"""What one file may take; an article takes milliseconds."""


def many(jobs: Sequence[Job], processes: int, progress: Callable[[int], None] = lambda _done: None) -> Iterator[FileReport | Failure]:
    """Reports in the order of the jobs. A file whose worker died or ran out of time gives a Failure; the others go on."""
    chunks = [jobs[i : i + CHUNK] for i in range(0, len(jobs), CHUNK)]
    results: list[list[FileReport | Failure] | None] = [None] * len(chunks)
    with _pool(processes) as pool:
        futures: dict[int, Future[list[FileReport | Failure]]] = {}
        try:
            futures = {index: pool.submit(_several, chunk) for index, chunk in enumerate(chunks)}
            for index, future in futures.items():
                results[index] = future.result()
                progress(min((index + 1) * CHUNK, len(jobs)))
        except BrokenProcessPool:
            _stop(pool)
        except BaseException:
            _stop(pool)
            raise
    for index, chunk in enumerate(chunks):
        done = results[index]
        yield from done if done is not None else (_alone(job) for job in chunk)


def _several(chunk: Sequence[Job]) -> list[FileReport | Failure]:
    return [_timed(job) for job in chunk]


def _timed(job: Job) -> FileReport | Failure:
    if not hasattr(signal, "setitimer"):
        return one(job)
    signal.signal(signal.SIGALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return one(job)
    except _OutOfTimeError:
        return Failure(f"{job[1]}: took more than {SECONDS:.0f} seconds")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class _OutOfTimeError(BaseException):
    """Raised by the clock, past every `except Exception`."""


def _out_of_time(_signal: int, _frame: object) -> None:
    raise _OutOfTimeError


def _alone(job: Job) -> FileReport | Failure:
    """One file in a process of its own, after a worker died on some file of its chunk."""
    with _pool(1) as pool:
        try:
            return pool.submit(_several, [job]).result()[0]
        except BrokenProcessPool:
            return Failure(f"{job[1]}: the process that linted it died")


def _pool(processes: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(processes, context, initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)
