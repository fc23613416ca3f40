"""Work in several processes: the same results in the same order as in one, and a worker that dies costs one piece of it."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Generic, TypeVar

from clinlint.engine.jobs import CHUNK, Failure, Job, one
from clinlint.model.finding import FileReport

SECONDS = 60.0
"""What one file may take; an article takes milliseconds."""
MEMORY = 4_000_000_000
"""Bytes of address space of a worker."""
_GRACE = 10.0
"""Seconds over what a file may take after which its process is not waited for any more."""
_AHEAD = 8
"""Chunks a process that are read ahead of the one whose results are waited for."""
_LIFE = 1_000
"""Chunks a process works on before a fresh one takes over: the parser keeps every word it ever saw."""

T = TypeVar("T")
R = TypeVar("R")


def many(jobs: Sequence[Job], processes: int, progress: Callable[[int], None] = lambda _done: None) -> Iterator[FileReport | Failure]:
    """Reports in the order of the jobs. A file whose worker died or ran out of time gives a Failure; the others go on.

    Raises ConfigError or PackError, as one process does.
    """
    chunks = [jobs[i : i + CHUNK] for i in range(0, len(jobs), CHUNK)]
    done = 0
    for results in stream(chunks, one, min(processes, len(chunks) or 1)):
        done += len(results)
        progress(done)
        yield from results


def stream(
    chunks: Iterable[Sequence[T]], work: Callable[[T], R | Failure], processes: int, seconds: float | None = None
) -> Iterator[list[R | Failure]]:
    """The results of each chunk, in order, reading only a few chunks ahead; what kills its worker or takes too long gives a Failure.

    Where no process can be started (no shared memory, a caller's script without a main guard), this one does the work.
    What `work` raises ends the run.
    """
    limit = SECONDS if seconds is None else seconds
    source = iter(chunks)
    tasks: deque[_Task[T, R]] = deque()
    crew = _Crew(processes, work, limit)
    alone = False
    try:
        while True:
            while len(tasks) < _AHEAD * processes and (chunk := next(source, None)) is not None:
                tasks.append(_Task(chunk))
            if not tasks:
                break
            try:
                if not alone:
                    crew.give(tasks)
                    tasks[0].wait(limit + _GRACE)
            except (BrokenProcessPool, LateError, OSError):
                crew.kill()
                alone = _after_a_death(tasks, work, processes, limit)
            yield tasks[0].results or [timed(work, item, limit) for item in tasks[0].chunk]
            tasks.popleft()
        crew.dismiss()
    except BaseException:
        crew.kill()
        raise


class _Task(Generic[T, R]):
    """A chunk, who works on it, and what came of it."""

    __slots__ = ("chunk", "future", "results")

    def __init__(self, chunk: Sequence[T]) -> None:
        self.chunk = chunk
        self.future: Future[list[R | Failure]] | None = None
        self.results: list[R | Failure] = []

    def wait(self, seconds: float) -> None:
        """Raise what its worker raised, or LateError."""
        if self.future:
            self.results = self.future.result(seconds)
            self.future = None

    def keep(self) -> None:
        """Keep what a worker that is gone had finished."""
        if self.future and self.future.done():
            with suppress(BrokenProcessPool, LateError):
                self.wait(0)
        self.future = None


class _Crew(Generic[T, R]):
    """The processes at work, started when there is something to do; fresh ones take over now and then."""

    def __init__(self, processes: int, work: Callable[[T], R | Failure], limit: float) -> None:
        self._processes = processes
        self._work = work
        self._limit = limit
        self._pool: ProcessPoolExecutor | None = None
        self._given = 0

    def give(self, tasks: deque[_Task[T, R]]) -> None:
        """Hand over the chunks that nobody works on; where fresh processes are due, once the old ones are through."""
        if self._given >= _LIFE * self._processes:
            if any(task.future for task in tasks):
                return
            self.dismiss()
        if self._pool is None:
            self._pool, self._given = _pool(self._processes), 0
        for task in tasks:
            if not (task.results or task.future):
                task.future = self._pool.submit(_several, self._work, task.chunk, self._limit)
                self._given += 1

    def dismiss(self) -> None:
        """Let the processes end; they have nothing left to do."""
        if self._pool:
            self._pool.shutdown()
        self._pool = None

    def kill(self) -> None:
        """End the processes, whatever they do."""
        if self._pool:
            _stop(self._pool)
        self._pool = None


def _after_a_death(tasks: Iterable[_Task[T, R]], work: Callable[[T], R | Failure], processes: int, limit: float) -> bool:
    """Finish what may be at fault one by one: chunks start in their order, so it is among the first without results.

    Says whether this process must do the work because no other can be started.
    """
    for task in tasks:
        task.keep()
    if not _can_start():
        return True
    for task in [task for task in tasks if not task.results][: processes + 1]:
        task.results = list(_one_by_one(task.chunk, work, limit))
    return False


def _can_start() -> bool:
    """Whether a worker answers at all."""
    try:
        with _pool(1) as pool:
            return pool.submit(_answer).result(SECONDS + _GRACE)
    except (BrokenProcessPool, LateError, OSError):
        return False


def _answer() -> bool:
    return True


def _one_by_one(chunk: Sequence[T], work: Callable[[T], R | Failure], limit: float) -> Iterator[R | Failure]:
    """Results of items among which one killed or held up its process: each is waited for by itself."""
    left = list(chunk)
    while left:
        with _pool(1) as pool:
            try:
                while left:
                    future: Future[list[R | Failure]] = pool.submit(_several, work, left[:1], limit)
                    yield future.result(limit + _GRACE)[0]
                    left.pop(0)
            except BrokenProcessPool:
                _stop(pool)
                yield Failure("its process died")
            except LateError:
                _stop(pool)
                yield _late(limit)
            except BaseException:
                _stop(pool)
                raise
            else:
                return
        left.pop(0)


def _several(work: Callable[[T], R | Failure], chunk: Sequence[T], limit: float) -> list[R | Failure]:
    return [timed(work, item, limit) for item in chunk]


def timed(work: Callable[[T], R | Failure], item: T, limit: float) -> R | Failure:
    """What comes of one item in this process, or a Failure after so many seconds where the system can interrupt it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return work(item)
    before = signal.signal(signal.SIGALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        return work(item)
    except _OutOfTimeError:
        return _late(limit)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _OutOfTimeError(BaseException):
    """Raised by the clock, past every `except Exception`."""


def _out_of_time(_signal: int, _frame: object) -> None:
    raise _OutOfTimeError


def _late(limit: float) -> Failure:
    return Failure(f"it took more than {limit:g} seconds")


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
