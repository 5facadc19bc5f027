"""How long the course takes to begin: CPU seconds of whole processes, children included."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

BARE = [sys.executable, "-c", "pass"]
COURSE = str(Path(sys.executable).parent / "course")
STEPS = {
    "python, nothing else": BARE,
    "import course_utils": [sys.executable, "-c", "import course_utils"],
    "course --help": [COURSE, "--help"],
    "import torch": [sys.executable, "-c", "import torch"],
    "the imports of lesson 01": [
        sys.executable, "-c",
        "import course_utils.plotting, course_utils.widgets, course_utils.clip",
    ],
    "first search, from words": [
        sys.executable, "-c",
        "from course_utils.search import PictureSearch; PictureSearch().find('a red umbrella')",
    ],
    "course check 01, all right": [COURSE, "check", "exercises/01_cosine_similarity.ipynb"],
}  # fmt: skip


def cpu_seconds(command: list[str], folder: Path) -> float:
    """Of one process in a folder, and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command} failed:\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(rounds: int) -> str:
    """A table: the median of each, the steps taken in turn."""
    times = {name: [] for name in STEPS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "my-course"
        subprocess.run([COURSE, "init", str(folder)], check=True, capture_output=True)
        solved = next((folder / "solutions").glob("01_*.ipynb"))
        (folder / "exercises" / solved.name).write_bytes(solved.read_bytes())
        for _ in range(rounds + 1):
            for step, command in STEPS.items():
                times[step].append(cpu_seconds(command, folder))
    lines = ["| step | CPU s | from | to |", "|---|---|---|---|"]
    for name, (_, *counted) in times.items():  # the first fills the caches
        lines.append(
            f"| {name} | {median(counted):.2f} | {min(counted):.2f} | {max(counted):.2f} |"
        )
    return "\n".join(lines)
