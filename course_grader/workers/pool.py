"""Who does the grading: one process here, or Dask workers on this machine or on many.

A task carries the bytes of one submission and of its exam, and comes back as a verdict. A worker
that dies costs a retry: Dask gives its task to another one.
"""

import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from course_grader.exam import Exam
from course_grader.workers.client import Desk, GraderFailed, Settings
from course_grader.workers.locked_folder import LockedFolder

INSTALL_DASK = (
    "Dask is not installed: python -m pip install 'shared-space[grade]', or --workers 1 without it"
)
Task = tuple[object, Exam, bytes]  # whose it is, the exam, the submission


class OneDesk:
    """Grades in one process of this machine, one submission after the other."""

    def __init__(self, settings: Settings):
        self._desk = Desk(settings)
        self._desk.open()

    def prepare(self, notebooks: Iterable[tuple[str, str]], run_seed: str) -> Iterator[Exam]:
        for stem, text in notebooks:
            yield self._desk.prepare(stem, text, run_seed)

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[object, dict | None]]:
        """Each task's owner with the verdict, or with None where the grader itself failed."""
        for whose, exam, content in tasks:
            try:
                yield whose, self._desk.grade(exam, content)
            except GraderFailed:
                yield whose, None

    def close(self) -> None:
        self._desk.close()


class Cluster:
    """Grades on Dask workers: `workers` on this machine, or those of a scheduler's address."""

    def __init__(self, settings: Settings, workers: int, scheduler: str | None = None):
        try:
            import cryptography  # noqa: F401  for the workers' certificates
            from distributed import Client, LocalCluster
        except ImportError:
            raise ModuleNotFoundError(INSTALL_DASK) from None
        self._stack = ExitStack()
        self._in_flight = 2 * workers
        address = scheduler
        if scheduler is None:
            folder = LockedFolder()
            self._stack.callback(folder.remove)
            with _deaf_to_interrupts():
                cluster = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    memory_limit=0,
                    dashboard_address=None,
                    local_directory=str(folder.private),
                    security=True,  # others on this machine cannot give the workers orders
                    silence_logs=50,
                )
            address = self._stack.enter_context(cluster)
        self.client = self._stack.enter_context(Client(address))
        if scheduler is not None:
            self._in_flight = 2 * max(1, sum(self.client.nthreads().values()))
        self.client.register_plugin(_desk_plugin(settings))
        self._stack.callback(self.client.unregister_worker_plugin, NAME)

    def prepare(self, notebooks: Iterable[tuple[str, str]], run_seed: str) -> Iterator[Exam]:
        futures = [
            self.client.submit(_prepare, stem, text, run_seed, pure=False)
            for stem, text in notebooks
        ]
        for future in futures:
            yield Exam(**future.result())

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[object, dict | None]]:
        """As `OneDesk.grade`, in whatever order the workers finish."""
        from distributed import KilledWorker, as_completed

        owners, waiting = {}, iter(tasks)
        running = as_completed()

        def add_one() -> None:
            for whose, exam, content in waiting:
                future = self.client.submit(_grade, exam.to_json(), content, pure=False)
                owners[future.key] = whose
                running.add(future)
                return

        for _ in range(self._in_flight):
            add_one()
        for future in running:
            try:
                verdict = future.result()
            except (GraderFailed, KilledWorker):
                verdict = None
            yield owners.pop(future.key), verdict
            future.release()
            add_one()

    def close(self) -> None:
        self._stack.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started meanwhile ignores Ctrl-C: the command hears it, and says what ends."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


NAME = "course-desk"


def _desk_plugin(settings: Settings):
    from distributed.diagnostics.plugin import WorkerPlugin

    class DeskPlugin(WorkerPlugin):
        """Gives each worker a desk of its own, which it starts with its first task."""

        name = NAME

        def setup(self, worker) -> None:
            worker.course_desk = Desk(settings)

        def teardown(self, worker) -> None:
            worker.course_desk.close()

    return DeskPlugin()


def _of_this_worker() -> Desk:
    from distributed import get_worker

    return get_worker().course_desk


def _prepare(stem: str, text: str, run_seed: str) -> dict:
    return _of_this_worker().prepare(stem, text, run_seed).to_json()


def _grade(exam: dict, content: bytes) -> dict:
    return _of_this_worker().grade(Exam(**exam), content)


def pool(settings: Settings, workers: int, scheduler: str | None) -> OneDesk | Cluster:
    """One desk for one worker, else a cluster."""
    if scheduler is None and workers == 1:
        return OneDesk(settings)
    return Cluster(settings, workers, scheduler)
