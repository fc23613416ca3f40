"""Many files in several processes: the same reports in the same order as in one, and a worker that dies costs one file."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool

from clinlint.engine.jobs import CHUNK, Failure, Job, one
from clinlint.model.finding import FileReport

SECONDS = 60.0
"""What one file may take; an article takes milliseconds."""
MEMORY = 4_000_000_000
"""Bytes of address space of a worker."""
_GRACE = 10.0
"""Seconds over what a file may take after which its process is not waited for any more."""

Results = list[FileReport | Failure]


def many(jobs: Sequence[Job], processes: int, progress: Callable[[int], None] = lambda _done: None) -> Iterator[FileReport | Failure]:
    """Reports in the order of the jobs. A file whose worker died or ran out of time gives a Failure; the others go on.

    Where no process can be started (no shared memory, a caller's script without a main guard), this one does the work.
    Raises ConfigError or PackError, as one process does.
    """
    chunks = [jobs[i : i + CHUNK] for i in range(0, len(jobs), CHUNK)]
    results: dict[int, Results] = {}
    following = done = 0
    while following < len(chunks):
        left = [index for index in range(following, len(chunks)) if index not in results]
        for index, result in _until_one_dies(chunks, left, processes):
            results[index] = result
            done += len(result)
            progress(done)
            while following in results:
                yield from results.pop(following)
                following += 1
        left = [index for index in range(following, len(chunks)) if index not in results]
        lint = _one_by_one if left and _can_start() else _here
        for index in left[: processes + 1] if lint is _one_by_one else left:
            results[index] = list(lint(chunks[index]))
            done += len(results[index])
            progress(done)
        while following in results:
            yield from results.pop(following)
            following += 1


def _until_one_dies(chunks: Sequence[Sequence[Job]], left: Sequence[int], processes: int) -> Iterator[tuple[int, Results]]:
    """Numbers and results of chunks in their order; ends early when a worker died or one takes too long.

    Chunks are started in their order, so that the one that is at fault is among the first that have no result then.
    """
    futures: dict[int, Future[Results]] = {}
    try:
        pool = _pool(min(processes, len(left) or 1))
    except OSError:
        return
    with pool:
        try:
            for index in left:
                futures[index] = pool.submit(_several, chunks[index])
            for index in left:
                result = futures[index].result(SECONDS + _GRACE)
                del futures[index]
                yield index, result
        except (BrokenProcessPool, LateError):
            _stop(pool)
        except BaseException:
            _stop(pool)
            raise
    for index, future in futures.items():
        if future.done() and not future.cancelled() and future.exception() is None:
            yield index, future.result()


def _can_start() -> bool:
    """Whether a worker answers at all."""
    try:
        with _pool(1) as pool:
            return pool.submit(_answer).result(SECONDS + _GRACE)
    except (BrokenProcessPool, LateError, OSError):
        return False


def _answer() -> bool:
    return True


def _here(jobs: Sequence[Job]) -> Iterator[FileReport | Failure]:
    """Results of files in this process."""
    return map(one, jobs)


def _one_by_one(jobs: Sequence[Job]) -> Iterator[FileReport | Failure]:
    """Results of files among which one killed or held up its process: each is waited for by itself."""
    left = list(jobs)
    while left:
        with _pool(1) as pool:
            try:
                while left:
                    yield pool.submit(_several, left[:1]).result(SECONDS + _GRACE)[0]
                    left.pop(0)
            except BrokenProcessPool:
                _stop(pool)
                yield Failure("its process died")
            except LateError:
                _stop(pool)
                yield _late()
            except BaseException:
                _stop(pool)
                raise
            else:
                return
        left.pop(0)


def _several(chunk: Sequence[Job]) -> Results:
    return [_timed(job) for job in chunk]


def _timed(job: Job) -> FileReport | Failure:
    if not hasattr(signal, "setitimer"):
        return one(job)
    signal.signal(signal.SIGALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return one(job)
    except _OutOfTimeError:
        return _late()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class _OutOfTimeError(BaseException):
    """Raised by the clock, past every `except Exception`."""


def _out_of_time(_signal: int, _frame: object) -> None:
    raise _OutOfTimeError


def _late() -> Failure:
    return Failure(f"it took more than {SECONDS:.0f} seconds")


def _pool(processes: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(processes, context, initializer=_prepare)


def _prepare() -> None:
    """In a worker: leave interrupts to the process that was started, and bound the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return


def _stop(pool: ProcessPoolExecutor) -> None:
    """Kill what runs and forget what waits."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)
