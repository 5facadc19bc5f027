"""`course grade` on every real exercise, beside nbgrader, otter-grader and plain nbval.

The answers are those that the tests keep, right and wrong ones mixed, a notebook a learner, each
without the others of its file; each grader gets the same notebooks. The sandbox is on.

    python -m benchmarks.grading [--quick] [--peers FOLDER]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from nbformat import NotebookNode

from benchmarks import grading_peers
from benchmarks.processes import Cost, PeakMemory, children_cost, tree_cost
from course_grader.sandbox.bubblewrap import why_unavailable
from course_grader.workers.client import Desk, Settings
from course_utils.grading.notebook.cells import notebook_bytes, question_cells, read_notebook
from course_utils.grading.notebook.helpers import helpers, statements
from course_utils.grading.notebook.release import released
from tests.grading.answers import RIGHT, SOLUTIONS, packed
from tests.grading.four_ways import with_answers

PEERS = {  # each with the submissions that it gets: only nbgrader grades several at once
    "nbgrader": (grading_peers.nbgrader, 2),
    "otter-grader": (grading_peers.otter, 1),
    "nbval": (grading_peers.nbval, 1),
}
ALL = sorted(path.stem for path in SOLUTIONS.glob("*.ipynb"))
QUICK = ("03_clip_pipeline", "05_ann_retrieval")
OURS, OF_CLASS = {True: 4, False: 10}, 4  # submissions of each exercise
GOAL_EACH, GOAL_RATIO, GOAL_ONE, GOAL_ALL, GOAL_MEMORY = 0.4, 20, 4, 10, 600

INTRO = """\
Each exercise as {ours} notebooks, the first two of them for nbgrader, which grades both in one
command, and the first for the others. A row has seconds a submission, the median of wall time and
the mean of CPU time of all processes; "start" is what preparing that exercise takes, once a run.
nbval is pytest on the rebuilt notebook, without sandbox or fresh inputs. "alike" says for how many
submissions a grader gave the points of `course grade`. Goals are judged by CPU seconds: wall time
is the neighbours' too."""


@dataclass
class Exercise:
    """One exercise, the notebooks handed in, and the points that they deserve."""

    stem: str
    master: NotebookNode
    learners: list[NotebookNode]
    deserved: list[float]


@dataclass
class Measured:
    """What one exercise costs `course grade`, and the points that it gives."""

    start: Cost
    each: list[Cost] = field(default_factory=list)
    points: list[float] = field(default_factory=list)


def exercise(stem: str, count: int) -> Exercise:
    """The first `count` of the notebooks that hold all kept answers."""
    master = read_notebook(SOLUTIONS / f"{stem}.ipynb")
    points = {question.name: question.points for question in question_cells(master)}
    release, learners, deserved = released(master, stem), [], []
    for chosen in packed(stem)[:count]:
        sources = {name: without_others(source) for name, (_, _, source) in chosen.items()}
        learners.append(with_answers(release, sources))
        right = [name for name, (folder, _, _) in chosen.items() if folder == RIGHT]
        deserved.append(sum(points[name] for name in right))
    return Exercise(stem, master, learners, deserved)


def without_others(source: str) -> str:
    """A kept answer without the others of its file and what they import, as a learner writes one.

    >>> print(without_others("import a, b\\ndef f(x): return a\\ndef g(x): return b\\nq = f"))
    import a, b
    def f(x): return a
    q = f
    """
    *others, name = statements(source)
    return "\n".join([*helpers(name.text, others, frozenset(), len(others)), name.text])


def measure_ours(exercises: list[Exercise]) -> tuple[Cost, float, dict[str, Measured]]:
    """The fork server's start, the most memory, and each exercise by one worker."""
    found = {}
    with PeakMemory() as memory, closing(Desk(Settings(hidden=[str(SOLUTIONS.parent)]))) as desk:
        with tree_cost() as start:
            desk.open()
        for one in exercises:
            with tree_cost() as prepared:
                exam = desk.prepare(one.stem, notebook_bytes(one.master).decode(), "benchmark")
            measured = found[one.stem] = Measured(prepared)
            for learner in one.learners:
                with tree_cost() as cost:
                    verdict = desk.grade(exam, notebook_bytes(learner))
                measured.each.append(cost)
                measured.points.append(verdict["score"])
    return start, memory.peak, found


def measure_theirs(one: Exercise, environment: Path) -> dict[str, tuple[list, Cost]]:
    """Points and cost of each peer on the first notebooks of an exercise."""
    found = {}
    for name, (grade, count) in PEERS.items():
        if name != "nbval" and not (environment / "bin/otter").exists():
            continue
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            binaries = environment / "bin"
            found[name] = grade(Path(folder), one.master, one.learners[:count], binaries)
    return found


def measure_class(exercises: list[Exercise], workers: int) -> tuple[Cost, float]:
    """Seconds and the most MiB of the whole command on the first notebooks of each exercise."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for one in exercises:
            for number, learner in enumerate(one.learners[:OF_CLASS]):
                place = folder / f"submissions/s{number:03}/{one.stem}.ipynb"
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(notebook_bytes(learner))
        words = ["--out", str(folder / "grades"), "--workers", str(workers)]
        command = [sys.executable, "-P", "-m", "course_utils", "grade", f"{folder}/submissions"]
        with PeakMemory() as memory, children_cost() as cost:
            done = subprocess.run([*command, *words], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"course grade failed:\n{done.stderr[-3000:]}")
    return cost, memory.peak


def report(quick: bool, environment: Path) -> Iterator[str]:
    """The tables, part by part as they are measured."""
    if reason := why_unavailable():
        yield f"The sandbox does not work here ({reason}): not measured."
        return
    if reason := grading_peers.environment(environment):
        yield f"nbgrader and otter-grader could not be installed ({reason}): left out."
    else:
        yield f"Beside {grading_peers.versions(environment)}."
    exercises = [exercise(stem, OURS[quick]) for stem in (QUICK if quick else ALL)]
    yield INTRO.format(ours=OURS[quick])
    start, memory, ours = measure_ours(exercises)
    head = "| exercise | start, wall | CPU | each, wall | CPU |"
    head += "".join(f" {peer}, wall | CPU | alike |" for peer in PEERS)
    lines, missed = [head, "|---|" + "---|" * (head.count("|") - 2)], []
    ratios = {}
    for one in exercises:
        mine = ours[one.stem]
        wall = median(cost.wall for cost in mine.each)
        cpu = _mean_cpu(mine.each)
        row = f"| {one.stem} | {mine.start.wall:.1f} | {mine.start.cpu:.1f} "
        row += f"| {wall:.2f} | {cpu:.2f} |"
        theirs = measure_theirs(one, environment)
        for peer in PEERS:
            if peer not in theirs:
                row += " | | |"
                continue
            points, cost = theirs[peer]
            alike = sum(a == b for a, b in zip(points, mine.points, strict=False))
            row += f" {cost.wall / len(points):.2f} | {cost.cpu / len(points):.2f} "
            row += f"| {alike} of {len(points)} |"
            ratios.setdefault(peer, {})[one.stem] = cost.cpu / len(points) / cpu
        lines.append(row)
        wrong = sum(a != b for a, b in zip(mine.points, one.deserved, strict=True))
        missed += [f"{one.stem}: {wrong} submissions not graded as they deserve"] if wrong else []
    yield "\n".join(lines)
    yield "\n".join(f"- {line}" for line in [*_goals(start, memory, ours, ratios), *missed])
    yield "\n".join(_whole(exercises))


def _goals(start: Cost, memory: float, ours: dict[str, Measured], ratios: dict) -> Iterator[str]:
    """A line for each goal: what was measured, and whether it is met."""
    each = {stem: _mean_cpu(found.each) for stem, found in ours.items()}
    slow = [f"{stem[:2]} {seconds:.2f}" for stem, seconds in each.items() if seconds > GOAL_EACH]
    said = f"at most {GOAL_EACH} CPU s a submission: {_met(not slow)}"
    yield f"{said} ({', '.join(slow)})" if slow else said
    for peer, found in ratios.items():
        worst = min(found, key=found.get)
        said = f"{peer} takes {found[worst]:.0f} (exercise {worst[:2]}) to "
        said += f"{max(found.values()):.0f} times the CPU seconds a submission"
        goal = f" (goal {GOAL_RATIO}: {_met(found[worst] >= GOAL_RATIO)})"
        yield said + (goal if peer == "nbgrader" else "")
    starts = [found.start.cpu for found in ours.values()]
    for what, seconds, goal in (
        ("of one exercise, the slowest,", start.cpu + max(starts), GOAL_ONE),
        (f"of these {len(starts)}", start.cpu + sum(starts), GOAL_ALL),
    ):
        yield f"the start {what} takes {seconds:.1f} CPU s (goal {goal}: {_met(seconds < goal)})"
    kept = _met(memory < GOAL_MEMORY)
    yield f"one worker has up to {memory:.0f} MiB together (goal {GOAL_MEMORY}: {kept})"


def _whole(exercises: list[Exercise]) -> Iterator[str]:
    """The command on the whole class, its start included."""
    count = OF_CLASS * len(exercises)
    yield f"| `course grade`, {count} notebooks, start included | wall, s | memory, MiB |"
    yield "|---|---|---|"
    for workers in (1, 2):
        cost, memory = measure_class(exercises, workers)
        yield f"| {workers} worker{'s' if workers > 1 else ''} | {cost.wall:.0f} | {memory:.0f} |"


def _mean_cpu(costs: list[Cost]) -> float:
    return sum(cost.cpu for cost in costs) / len(costs)


def _met(holds: bool) -> str:
    return "met" if holds else "missed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--peers", type=Path, default=grading_peers.ROOT / ".venv-peers/graders")
    given = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for part in report(given.quick, given.peers):
        print(part, end="\n\n", flush=True)


if __name__ == "__main__":
    main()
