"""What a set-up needs: each finding says what is wrong and how to mend it."""

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from course_utils import doctor_around as around
from course_utils import doctor_machine as machine
from course_utils.finding import Finding


def examine() -> Iterator[Finding]:
    """Look at everything in turn, the quick things first."""
    for look in LOOKS:
        try:
            yield look()
        except Exception as error:
            yield Finding(look.__name__.strip("_"), f"{type(error).__name__}: {error}", REINSTALL)


REINSTALL = "install the course again: python -m pip install -e ."


def _python() -> Finding:
    found = sys.version.split()[0]
    mend = "" if sys.version_info >= (3, 11) else "use Python 3.11, 3.12 or 3.13"
    return Finding("Python", found, mend)


def _packages() -> Finding:
    wrong = []
    needs = [Requirement(r) for r in requires("shared-space") or []]
    needs = [r for r in needs if r.marker is None or r.marker.evaluate()]
    for need in needs:
        try:
            if not need.specifier.contains(version(need.name), prereleases=True):
                wrong.append(f"{need.name} {version(need.name)}")
        except PackageNotFoundError:
            wrong.append(f"no {need.name}")
    if wrong:
        return Finding("Packages", ", ".join(wrong), REINSTALL)
    shown = ("torch", "transformers", "faiss-cpu", "jupyterlab")
    return Finding("Packages", ", ".join(f"{name} {version(name)}" for name in shown))


def _threads() -> Finding:
    from course_utils.threads import load_faiss, load_torch, usable_cores

    torch, faiss = load_torch(), load_faiss()
    found = f"{usable_cores()} cores; torch uses {torch.get_num_threads()}, "
    found += f"faiss {faiss.omp_get_max_threads()}"
    return Finding("Threads", found)


def _transformers() -> Finding:
    try:
        from transformers import CLIPModel, CLIPProcessor  # noqa: F401
    except Exception as error:
        extra = [m for m in ("torchvision", "timm") if importlib.util.find_spec(m)]
        mend = f"python -m pip uninstall {' '.join(extra)}" if extra else REINSTALL
        return Finding("CLIP classes", f"{type(error).__name__}: {error}", mend)
    return Finding("CLIP classes", "import from transformers")


def _pairs() -> Finding:
    from course_utils.datasets import NAMES, load_pairs

    try:
        found = ", ".join(f"{len(load_pairs(name)):,} {name}" for name in NAMES)
    except ValueError as error:
        return Finding("Pictures", str(error), machine.restore())
    return Finding("Pictures", found)


def _model() -> Finding:
    from course_utils.clip import load_clip

    try:
        clip = load_clip()
        clip.model  # noqa: B018  the image tower comes with its first use
    except ValueError as error:
        return Finding("Pocket model", str(error), machine.restore())
    near, far = clip.encode_texts(["a cat", "a kitten"]), clip.encode_texts(["a lorry"])
    if not near[0] @ near[1] > near[0] @ far[0]:
        return Finding("Pocket model", "its vectors make no sense", machine.restore())
    return Finding("Pocket model", f"loads; {clip.dim} dimensions")


def _folder() -> Finding:
    from course_utils.progress import course_folder

    try:
        folder = course_folder()
    except FileNotFoundError as error:
        return Finding("Course folder", "not here", str(error))
    if not os.access(folder, os.W_OK):
        return Finding("Course folder", "cannot be written", "copy the course to a folder of yours")
    return Finding("Course folder", f"{folder.name}, writable")


LOOKS: tuple[Callable[[], Finding], ...] = (
    _python,
    _packages,
    machine.package,
    machine.pip,
    _folder,
    machine.home,
    machine.memory,
    machine.console,
    machine.opening,
    machine.kernel,
    machine.quizzes,
    machine.assets,
    around.hub,
    around.grading,
    _transformers,
    around.openmp,
    _threads,
    _pairs,
    _model,
)
