"""What the doctor looks at around the course: the kernel, the machine, the console."""

import base64
import hashlib
import importlib.metadata
import os
import socket
import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path

from packaging.version import Version

from course_utils.finding import Finding

LEAST_MEMORY = 1 << 30
OLDEST_PIP = Version("23")
PORT = 8888


def kernel() -> Finding:
    """Whether a notebook runs in the environment that the doctor runs in."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    name, mend = "Jupyter kernel", "python -m ipykernel install --sys-prefix --name python3"
    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Finding(name, "there is none called python3", mend)
    program = Path(spec.argv[0])
    if program.is_absolute() and program.parent != Path(sys.executable).parent:
        return Finding(name, f"runs another Python: {program}", mend)
    return Finding(name, spec.display_name)


def package() -> Finding:
    """Whether the package is the one beside the lessons, where a clone is."""
    from course_utils.progress import course_folder

    name, here = "Package", Path(__file__).parent
    version = importlib.metadata.version("shared-space")
    try:
        beside = course_folder() / "course_utils"
    except FileNotFoundError:
        return Finding(name, version)
    if not beside.is_dir() or beside == here:
        return Finding(name, version)
    for source in sorted(beside.rglob("*.py")):
        used = here / source.relative_to(beside)
        if not used.exists() or used.read_bytes() != source.read_bytes():
            found = f"installed is another {source.name} than lies beside the lessons"
            return Finding(name, found, f'python -m pip install "{beside.parent}"')
    return Finding(name, f"{version}, as beside the lessons")


def assets(files: Iterable | None = None) -> Finding:
    """Whether every asset has the bytes that the installation noted."""
    name = "Assets"
    files = files if files is not None else importlib.metadata.files("shared-space") or ()
    noted = [f for f in files if f.hash and "/assets/" in f.as_posix()]
    for file in noted:
        path = Path(file.locate())
        if not path.exists():
            return Finding(name, f"{path.name} is missing", restore())
        digest = hashlib.new(file.hash.mode, path.read_bytes()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
            return Finding(name, f"{path.name} is damaged", restore())
    return Finding(name, f"{len(noted)} as installed" if noted else "in a clone: see git status")


def restore() -> str:
    """How to have the course's own files back."""
    from course_utils.material import clone

    if root := clone():
        return f'git -C "{root}" checkout -- course_utils/assets'
    return "install the package again with pip's options --force-reinstall --no-deps"


def quizzes() -> Finding:
    from course_utils.quizzes import load_quiz, quiz_names

    for name in quiz_names():
        try:
            load_quiz(name)
        except (ValueError, KeyError, TypeError) as error:
            return Finding("Quizzes", f"{name}.toml cannot be read ({error})", restore())
    return Finding("Quizzes", f"{len(quiz_names())}")


def home() -> Finding:
    """Whether there is a home folder: JupyterLab keeps its settings there."""
    try:
        folder = Path.home()
    except RuntimeError:
        folder = None
    if folder is None or not (folder.is_dir() and os.access(folder, os.W_OK)):
        found = f"{folder} cannot be written" if folder else "there is none"
        return Finding("Home folder", found, "set HOME to a folder of yours, then try again")
    return Finding("Home folder", "writable")


def memory() -> Finding:
    """How much memory is free, where the system says so."""
    name = "Memory"
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        free = next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvail"))
    except (OSError, StopIteration):
        return Finding(name, "not known on this system")
    found = f"{free / 2**30:.1f} GiB free"
    if free < LEAST_MEMORY:
        return Finding(name, found, "shut down kernels that you do not use")
    return Finding(name, found)


def pip() -> Finding:
    try:
        version = importlib.metadata.version("pip")
    except importlib.metadata.PackageNotFoundError:
        return Finding("pip", "none, and none is needed")
    old = Version(version) < OLDEST_PIP
    return Finding("pip", version, "python -m pip install --upgrade pip" if old else "")


def opening() -> Finding:
    """What `course lab` will meet: a browser, and the usual port. Neither stops it."""
    try:
        webbrowser.get()
        found = "a browser is there"
    except webbrowser.Error:
        found = "no browser: `course lab --no-browser` prints an address to open elsewhere"
    with socket.socket() as tried:
        if tried.connect_ex(("127.0.0.1", PORT)) == 0:
            found += f"; port {PORT} is taken, JupyterLab takes the next"
    return Finding("JupyterLab", found)


def console() -> Finding:
    """What the console can show. It never stops a command."""
    encoding = (getattr(sys.stdout, "encoding", None) or "unknown").lower()
    if encoding.replace("-", "") == "utf8":
        return Finding("Console", "UTF-8")
    return Finding("Console", f"{encoding}: some letters show as ?; with PYTHONUTF8=1 all do")
