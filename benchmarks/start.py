"""How long the course takes to begin: CPU seconds of whole processes, children included."""

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

BARE = [sys.executable, "-c", "pass"]
STEPS = {
    "python, nothing else": BARE,
    "import course_utils": [sys.executable, "-c", "import course_utils"],
    "course --help": [str(Path(sys.executable).parent / "course"), "--help"],
    "import torch": [sys.executable, "-c", "import torch"],
    "the imports of lesson 01": [
        sys.executable, "-c",
        "import course_utils.plotting, course_utils.widgets, course_utils.clip",
    ],
    "first search, from words": [
        sys.executable, "-c",
        "from course_utils.search import PictureSearch; PictureSearch().find('a red umbrella')",
    ],
}  # fmt: skip


def cpu_seconds(command: list[str]) -> float:
    """Of one process and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command} failed:\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(rounds: int) -> str:
    """A table: the median of each, the steps taken in turn."""
    times = {name: [] for name in STEPS}
    for _ in range(rounds + 1):
        for name, command in STEPS.items():
            times[name].append(cpu_seconds(command))
    lines = ["| step | CPU s | from | to |", "|---|---|---|---|"]
    for name, (_, *counted) in times.items():  # the first fills the caches
        lines.append(
            f"| {name} | {median(counted):.2f} | {min(counted):.2f} | {max(counted):.2f} |"
        )
    return "\n".join(lines)
