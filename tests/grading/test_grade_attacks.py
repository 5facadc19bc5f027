"""The attack corpus in one run: nothing is gained, nothing stops, nothing outside is touched."""

import csv
import hashlib
import json
import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from course_utils.grading.notebook.cells import notebook_bytes
from tests.attacks import corpus
from tests.attacks.attack import Attack
from tests.grading import trial
from tests.grading.sandbox import needs_sandbox

RIGHT_LEARNERS = 4


@dataclass
class Outcome:
    attacks: dict[str, Attack]
    rows: dict[str, dict]
    folder: Path
    before: dict[str, str]
    connections: list
    run: subprocess.CompletedProcess


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Outcome:
    """Every attack and some right submissions, graded by the command."""
    folder = tmp_path_factory.mktemp("class")
    course = trial.build_course(folder / "course")
    submissions = folder / "submissions"
    submissions.mkdir()
    connections: list = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_listen, args=(server, connections), daemon=True).start()
        attacks = {attack.name: attack for attack in corpus(server.getsockname()[1])}
        for attack in attacks.values():
            _hand_in(submissions, attack.name, attack.content())
        for number in range(RIGHT_LEARNERS):
            _hand_in(submissions, f"right {number}", notebook_bytes(trial.right_submission()))
        before = _digests(course, submissions)
        run = subprocess.run(
            [
                *(sys.executable, "-P", "-m", "course_utils", "grade", str(submissions)),
                *("--out", str(folder / "grades"), "--solutions", str(course / "solutions")),
                *("--workers", "1", "--deadline", "12", "--memory", "700", "--output", "4"),
            ],
            env=trial.environment(course),
            cwd=folder,
            capture_output=True,
            text=True,
        )
    with (folder / "grades/gradebook.csv").open() as file:
        rows = {row["learner"]: row for row in csv.DictReader(file)}
    return Outcome(attacks, rows, folder, before, connections, run)


def _hand_in(submissions: Path, learner: str, content: bytes) -> None:
    (submissions / learner).mkdir()
    (submissions / learner / f"{trial.STEM}.ipynb").write_bytes(content)


def _listen(server: socket.socket, connections: list) -> None:
    while True:
        try:
            connections.append(server.accept())
        except OSError:
            return


def _digests(*folders: Path) -> dict[str, str]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "__pycache__" not in path.parts and "assets" not in path.parts
    }


@needs_sandbox
@pytest.mark.slow
class TestCorpus:
    def test_every_submission_has_one_row(self, graded):
        assert graded.run.returncode == 0, graded.run.stderr[-3000:]
        assert set(graded.rows) == {*graded.attacks, *(f"right {n}" for n in range(RIGHT_LEARNERS))}

    def test_each_gets_its_status_and_score(self, graded):
        assert len(graded.attacks) >= 40
        wrong = [
            (name, row["status"], row["score"], row["reason"])
            for name, attack in graded.attacks.items()
            if (row := graded.rows[name])["status"] not in attack.statuses
            or float(row["score"]) != attack.score
        ]
        assert wrong == []

    def test_right_submissions_among_them_have_full_marks(self, graded):
        rows = [row for name, row in graded.rows.items() if name.startswith("right ")]
        assert [(row["status"], row["score"]) for row in rows] == [("graded", "8")] * RIGHT_LEARNERS

    def test_nothing_outside_was_touched(self, graded):
        assert _digests(graded.folder / "course", graded.folder / "submissions") == graded.before

    def test_nobody_called_home(self, graded):
        assert graded.connections == []

    def test_nothing_is_left_alive(self, graded):
        names = []
        for process in Path("/proc").glob("[0-9]*/comm"):
            try:
                names.append(process.read_text().strip())
            except OSError:
                continue
        assert "course-outlives" not in names

    def test_what_is_published_is_bounded_and_plain(self, graded):
        published = ("feedback", "results", "gradebook.csv", "junit.xml", "items.csv")
        for part in published:
            path = graded.folder / "grades" / part
            for file in [path] if path.is_file() else path.rglob("*.*"):
                text = file.read_text(encoding="utf-8")
                assert "\x1b" not in text
                assert len(text) < 200_000
        pages = list((graded.folder / "grades/feedback").rglob("*.html"))
        assert len(pages) == len(graded.rows)
        for page in pages:
            assert "<script" not in page.read_text()
            assert "<img" not in page.read_text()

    def test_no_reference_is_published(self, graded):
        run = json.loads((graded.folder / "grades/run.json").read_text())
        assert len(run["seed"]) == 32
        for page in (graded.folder / "grades/feedback").rglob("*.html"):
            # What a learner wrote is theirs to read, attacks that look for draws included.
            ours = re.sub("(?s)<summary>Your answer</summary>.*?</details>", "", page.read_text())
            assert "draws" not in ours
