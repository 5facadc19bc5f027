"""Starts the fork server in bubblewrap, and says what is missing where that does not work.

What a kernel can see is decided in `visible_folders`: the system's programs and libraries and
the Python environment, all read-only. The course's own folder, the submissions and the results
are not among them; where one of them lies inside a folder that is, it is covered.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import course_utils
from course_grader.sandbox.inside.protocol import NOBODY
from course_grader.sandbox.settings import ENVIRONMENT

COURSE = Path(course_utils.__file__).resolve().parent
GRADER = Path(__file__).resolve().parents[1]
INSIDE = "sandbox/inside"  # all of the grader that a box is shown
SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/etc/fonts")
COVERED = ("/tmp", "/dev", "/proc", "/kernels", "/stages", "/box", "/course")


class SandboxUnavailable(RuntimeError):
    """The sandbox does not work on this machine; the message says what is missing."""


@dataclass(frozen=True)
class Mount:
    """`source` at `target`, read-only unless `writable`; without a source, an empty folder."""

    source: Path | None
    target: Path
    writable: bool = False


def visible_folders(root: Path, hidden: list[Path]) -> list[Mount]:
    """What the sandbox shows, parents before children.

    root
        The grader's folder for this run. Only its `kernels`, `stages` and `passwd` are shown.
    hidden
        Folders that nothing in the sandbox may see, such as that of the submissions.
    """
    shown = {Path(path) for path in (*SYSTEM, *SETTINGS, sys.prefix, sys.base_prefix)}
    shown = {path for path in shown if path.exists()}
    mounts = {path: Mount(path, path) for path in shown}
    for path in {COURSE, GRADER, *(folder.resolve() for folder in hidden)}:
        if any(path.is_relative_to(folder.resolve()) for folder in shown):
            mounts[path] = Mount(None, path)
    for source, target in (
        (root / "passwd", Path("/etc/passwd")),
        (root / "stages", Path("/stages")),
        (COURSE / "assets", Path("/assets")),
        (GRADER / INSIDE, Path("/code/course_grader", INSIDE)),
    ):
        if source.exists():
            mounts[target] = Mount(source, target)
    mounts[Path("/kernels")] = Mount(root / "kernels", Path("/kernels"), writable=True)
    return [mounts[path] for path in sorted(mounts, key=lambda path: len(path.parts))]


def mount_options(mounts: list[Mount]) -> list[str]:
    """The bubblewrap options that make these mounts, the folders above them open to all."""
    parents = {parent for mount in mounts for parent in mount.target.parents}
    options = [word for path in sorted(parents) if path.name for word in ("--dir", str(path))]
    for mount in mounts:
        if mount.source is None:
            options += ["--tmpfs", str(mount.target), "--remount-ro", str(mount.target)]
        else:
            kind = "--bind" if mount.writable else "--ro-bind"
            options += [kind, str(mount.source), str(mount.target)]
    return options


def sandbox_command(root: Path, hidden: list[Path]) -> list[str]:
    """The command that runs what follows it in the sandbox, as an unprivileged user.

    Root goes two steps: a first bubblewrap, still as root, shows the same folders, so that they
    can be reached from inside folders that only root may enter; then the user changes, and the
    second bubblewrap is what it is for everybody.
    """
    mounts = visible_folders(root, hidden)
    command = []
    if os.getuid() == 0:
        command = [
            *("bwrap", "--unshare-pid", "--unshare-net", "--die-with-parent", "--dir", "/tmp"),
            *mount_options(mounts),
            *("--dev-bind", "/dev", "/dev", "--bind", "/proc", "/proc"),
            *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
            *("--inh-caps=-all", "--"),
        ]
        mounts = [
            Mount(mount.source and mount.target, mount.target, mount.writable) for mount in mounts
        ]
    environment = ENVIRONMENT | {"PYTHONPATH": "/code"}
    return [
        *command,
        *("bwrap", "--unshare-all", "--uid", str(NOBODY), "--gid", str(NOBODY)),
        *("--hostname", "box", "--die-with-parent", "--new-session", "--clearenv"),
        *(word for name, value in environment.items() for word in ("--setenv", name, value)),
        *mount_options(mounts),
        *("--dir", "/box", "--dir", "/course", "--tmpfs", "/tmp", "--proc", "/proc"),
        # a mapping of /dev/zero would be memory that no process's size shows
        *("--dev", "/dev", "--dev-bind", "/dev/null", "/dev/zero", "--remount-ro", "/dev"),
        *("--remount-ro", "/", "--chdir", "/"),
    ]


def why_unavailable() -> str:
    """One line on what keeps the sandbox from working here; empty if nothing obvious does."""
    if sys.platform != "linux":
        return "grading a class needs Linux"
    if not shutil.which("bwrap"):
        return "bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap)"
    if os.getuid() == 0 and not shutil.which("setpriv"):
        return "root needs setpriv as well (Debian, Ubuntu: apt install util-linux)"
    for path in (Path(sys.prefix), Path(sys.base_prefix)):
        if any(path.is_relative_to(folder) for folder in COVERED):
            return (
                f"the Python environment {path} is in a folder that the sandbox replaces: put the "
                "course and its environment elsewhere"
            )
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    attempt = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"]
    done = subprocess.run(
        [*(user if os.getuid() == 0 else []), *attempt], capture_output=True, text=True
    )
    if done.returncode:
        return (
            f"this system forbids what bubblewrap needs ({done.stderr.strip()}). Docker: run with "
            "--security-opt seccomp=unconfined; Ubuntu 24.04: give bwrap an AppArmor profile"
        )
    return ""
