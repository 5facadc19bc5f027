"""Shards given to Dask workers, on this machine or on many, by the same call."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path

from course_utils._checks import positive_int
from course_utils.scaling.extra import require
from course_utils.scaling.shards import find_shards
from course_utils.scaling.task import check_weights, embed_shard, is_done
from course_utils.scaling.vectors import gather, start

DEATHS = 10  # a shard that costs more workers than this is left, and named
# Ctrl-C reaches every process of a terminal: it ends the one that people see, which ends these.
# (Where a process can be started deaf, see below, it is so before it reads this.)
UNMOVED = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"


def embed_shards(
    shards: Iterable[str | os.PathLike],
    out: str | os.PathLike,
    model: str = "pocket",
    workers: int = 2,
    scheduler: str | None = None,
    on_shard: Callable[[int, int], None] = lambda done, of: None,
) -> list[str]:
    """Embed the pictures of tar files (or of folders of them) into the folder `out`.

    Writes vectors.npy (n, dim) float32 with unit rows, keys.txt, and bad.txt with the pictures
    that could not be read. Shards that are done are skipped, so a job that was stopped goes on
    where it was. `model` is a name or folder for `load_clip`, or "colours", a stand-in that starts
    at once. `scheduler` is the address of a Dask scheduler; its workers must see the files
    under the same paths. Without one, `workers` processes start here.

    Returns the names of shards that no worker survived: empty, or nothing was gathered. Raises
    ValueError where there is no shard, or `out` holds vectors of another model, or of other weights
    under its name; ModuleNotFoundError where Dask is missing.
    """
    workers, out = positive_int("workers", workers), Path(out).absolute()
    shards = [shard.absolute() for shard in find_shards(shards)]
    if Path(model).exists():
        model = str(Path(model).absolute())
    start(out, model)
    waiting = [shard for shard in shards if not is_done(shard, out)]
    done, failed = len(shards) - len(waiting), []
    on_shard(done, len(shards))
    if waiting:
        with _client(min(workers, len(waiting)), scheduler) as client:
            for name, survived in _embedded(client, waiting, out, model):
                done += survived
                failed += [] if survived else [name]
                on_shard(done, len(shards))
    elif scheduler is None:  # else the model may be where the workers are, and not here
        check_weights(out, model)
    if not failed:
        gather(shards, out)
    return sorted(failed)


def _embedded(client, shards: list[Path], out: Path, model: str) -> Iterator[tuple[str, bool]]:
    from distributed import KilledWorker, as_completed

    futures = client.map(embed_shard, shards, out=out, model=model, pure=False)
    names = {future.key: shard.name for future, shard in zip(futures, shards, strict=True)}
    for future in as_completed(futures):
        try:
            yield future.result(), True
        except KilledWorker:
            yield names[future.key], False


@contextmanager
def _client(workers: int, scheduler: str | None):
    require("dask", "distributed")
    import dask
    from distributed import Client, LocalCluster

    if scheduler is not None:
        with Client(scheduler) as client:
            yield client
        return
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": DEATHS}),
        _deaf() as listen,
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address=None,
            silence_logs=50,
            preload=[UNMOVED],
        ) as cluster,
        Client(cluster) as client,
    ):
        listen()
        yield client


@contextmanager
def _deaf() -> Iterator[Callable[[], object]]:
    """Hold Ctrl-C back until the given function is called; processes started before never hear it.

    A worker that hears it while it starts, before it can read UNMOVED, ends in a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield lambda: None
        return
    resource_tracker.ensure_running()  # or it would start later, and let Ctrl-C in once it has
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    listen = partial(signal.pthread_sigmask, signal.SIG_SETMASK, before)
    try:
        yield listen
    finally:
        listen()
