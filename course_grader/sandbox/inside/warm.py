"""What an exercise gives to everybody, run once before its kernels are forked.

Each kernel still runs these cells itself. But what they import, read and cache in modules (a set of
pictures, the model) is in its memory then, as a copy of its own. The code is the released
exercise's, with stubs for answers: nothing that a submission could look for and did not have.

What is put back afterwards is that of packages which the fork server has imported by then.
"""

import contextlib
import io
import random
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence


def run(given: Sequence[str]) -> None:
    """Run code cells one after the other, and leave nothing but what modules keep of it.

    A cell that fails here fails in the kernel too, where that is told.
    """
    namespace = {"__name__": "__main__"}
    with _randomness_put_back(), _plots_put_back(), _bars_without_threads(), _quiet():
        for source in given:
            with contextlib.suppress(Exception, SystemExit):
                exec(compile(source, "<given>", "exec"), namespace)
    namespace.clear()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stderr(io.StringIO()):
            yield


@contextlib.contextmanager
def _randomness_put_back() -> Iterator[None]:
    """Random numbers go on as if none had been drawn."""
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    drawn = random.getstate()
    numpy_drawn = numpy.random.get_state() if numpy else None
    torch_drawn = torch.get_rng_state() if torch else None
    yield
    random.setstate(drawn)
    if numpy:
        numpy.random.set_state(numpy_drawn)
    if torch:
        torch.set_rng_state(torch_drawn)


@contextlib.contextmanager
def _plots_put_back() -> Iterator[None]:
    """No figure is open, and the style is what it was."""
    matplotlib = sys.modules.get("matplotlib")
    style = dict(matplotlib.rcParams) if matplotlib else {}
    yield
    if matplotlib:
        sys.modules["matplotlib.pyplot"].close("all")
        dict.update(matplotlib.rcParams, style)


@contextlib.contextmanager
def _bars_without_threads() -> Iterator[None]:
    """A progress bar would start a thread that watches it, and a lock in shared memory."""
    bars = sys.modules.get("tqdm")
    if bars is None:
        yield
        return
    usual, bars.tqdm.monitor_interval = bars.tqdm.monitor_interval, 0
    bars.tqdm.set_lock(threading.RLock())
    yield
    bars.tqdm.monitor_interval = usual
    del bars.tqdm._lock
