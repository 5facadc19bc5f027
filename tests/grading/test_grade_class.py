"""A class: a row each, nobody graded twice, the same table whatever happened on the way."""

import json
import shutil
import sys

import pytest

from course_grader import class_run
from course_grader.class_run import FAILED, Class, RunConflict, grade_class
from course_grader.exam import Exam
from course_grader.report.gradebook import gradebook_csv
from course_grader.report.verdict import refusal
from course_grader.workers.client import Settings
from course_utils import cli
from tests.grading import sample

STEM = sample.STEM
SOLUTION = (sample.DATA / f"solutions/{STEM}.ipynb").read_text()


class Pool:
    """Grades by the first byte of a submission; stops like a killed run after `until`."""

    def __init__(self, until=None):
        self.until, self.graded = until, []

    def prepare(self, notebooks, seed):
        self.seed = seed
        self.exams = [Exam(stem, text) for stem, text in notebooks]
        return iter(self.exams)

    def grade(self, tasks):
        for whose, exam, content in tasks:
            if self.until is not None and len(self.graded) == self.until:
                raise KeyboardInterrupt
            self.graded.append(whose.learner)
            verdict = refusal(exam, "graded", "")
            verdict["score"] = verdict["questions"][0]["score"] = content[0] - ord("0")
            yield whose, None if content == b"9" else verdict

    def close(self):
        self.closed = True


@pytest.fixture
def group(tmp_path):
    for number in range(8):
        folder = tmp_path / f"submissions/learner {number}"
        folder.mkdir(parents=True)
        (folder / f"{STEM}.ipynb").write_text(str(number % 3))
    solutions = tmp_path / "solutions"
    solutions.mkdir()
    (solutions / f"{STEM}.ipynb").write_text(SOLUTION)
    return Class(tmp_path / "submissions", solutions, tmp_path / "grades", 1 << 20)


def run(monkeypatch, group, pool=None, settings=None, **options):
    pool = pool or Pool()
    monkeypatch.setattr(class_run, "pool", lambda *arguments: pool)
    return pool, grade_class(group, settings or Settings(), **options)


class TestRun:
    def test_every_submission_has_a_record_a_page_and_results(self, monkeypatch, group):
        (group.submissions / "learner 3/Untitled.ipynb").write_text("{}")
        _, grades = run(monkeypatch, group)
        assert len(grades.records) == 9
        for record in grades.records:
            learner, notebook = record["learner"], record["notebook"]
            for path in (
                f"feedback/{learner}/{notebook}.html",
                f"results/{learner}/{notebook}.json",
            ):
                assert (group.out / path).stat().st_size

    def test_no_notebook_and_one_called_none_have_a_record_each(self, monkeypatch, group):
        (group.submissions / "zoe").mkdir()
        (group.submissions / "zoe__none.ipynb").write_text("{}")
        run(monkeypatch, group)
        assert len(list((group.out / "records/zoe").iterdir())) == 2

    def test_an_interrupted_run_goes_on_and_grades_nobody_twice(self, monkeypatch, group):
        first = Pool(until=3)
        with pytest.raises(KeyboardInterrupt):
            run(monkeypatch, group, first)
        second, grades = run(monkeypatch, group, resume=True)
        assert sorted(first.graded + second.graded) == [f"learner {n}" for n in range(8)]
        _, undisturbed = run(
            monkeypatch, Class(**{**vars(group), "out": group.out.with_name("other")})
        )
        exams = grades.exams
        assert gradebook_csv(grades.records, exams) == gradebook_csv(undisturbed.records, exams)

    def test_a_changed_submission_is_graded_again_and_a_new_one_too(self, monkeypatch, group):
        run(monkeypatch, group)
        (group.submissions / f"learner 1/{STEM}.ipynb").write_text("2")
        (group.submissions / f"late__{STEM}.ipynb").write_text("2")
        pool, grades = run(monkeypatch, group, resume=True)
        assert pool.graded == ["late", "learner 1"]
        assert len(grades.records) == 9

    def test_a_damaged_record_is_graded_again(self, monkeypatch, group):
        run(monkeypatch, group)
        (group.out / f"records/learner 4/{STEM}.json").write_text("{")
        assert run(monkeypatch, group, resume=True)[0].graded == ["learner 4"]

    def test_what_the_grader_failed_on_is_tried_again(self, monkeypatch, group):
        path = group.submissions / f"learner 1/{STEM}.ipynb"
        path.write_text("9")
        _, grades = run(monkeypatch, group)
        assert grades.failed == 1
        assert [r["reason"] for r in grades.records if r["status"] == "crashed"] == [FAILED]
        pool, grades = run(monkeypatch, group, resume=True)
        assert pool.graded == ["learner 1"]

    def test_the_seed_is_kept(self, monkeypatch, group):
        run(monkeypatch, group)
        seed = json.loads((group.out / "run.json").read_text())["seed"]
        results = json.loads((group.out / f"results/learner 0/{STEM}.json").read_text())
        assert results["extra_data"]["seed"] == seed
        assert len(seed) == 32
        assert json.loads((group.out / "run.json").read_text())["resumed"] == []

    def test_what_is_graded_later_gets_a_fresh_seed(self, monkeypatch, group):
        first, _ = run(monkeypatch, group)
        (group.submissions / f"learner 1/{STEM}.ipynb").write_text("2")
        again, _ = run(monkeypatch, group, resume=True)
        assert again.graded == ["learner 1"]
        assert again.seed != first.seed
        known = json.loads((group.out / "run.json").read_text())
        assert (known["seed"], known["resumed"]) == (first.seed, [again.seed])

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({}, "--resume goes on with it"),
            ({"resume": True, "seed": "other"}, "leave out --seed"),
            ({"resume": True, "settings": Settings(mode="open")}, "another sandbox"),
        ],
    )
    def test_another_run_s_grades_are_not_written_over(self, monkeypatch, group, options, message):
        run(monkeypatch, group, seed="one")
        with pytest.raises(RunConflict, match=message):
            run(monkeypatch, group, **options)

    def test_without_a_sandbox_every_row_says_so(self, monkeypatch, group):
        _, grades = run(monkeypatch, group, settings=Settings(mode="open"))
        assert {record["reason"] for record in grades.records} == {"sandbox: open"}

    def test_a_file_that_goes_away_meanwhile_is_a_row(self, monkeypatch, group):
        class Slow(Pool):
            def grade(self, tasks):
                shutil.rmtree(group.submissions / "learner 5")
                return super().grade(tasks)

        _, grades = run(monkeypatch, group, Slow())
        assert [r["learner"] for r in grades.records if r["status"] == "rejected"] == ["learner 5"]


def command(monkeypatch, capsys, *words) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["course", "grade", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return stopped.value.code or 0, "".join(capsys.readouterr())


def grade(monkeypatch, capsys, group, workers: int) -> tuple[int, str]:
    options = ("--out", group.out, "--workers", workers, "--solutions", group.solutions)
    return command(monkeypatch, capsys, group.submissions, *options)


class TestCommand:
    def test_help_has_examples_and_every_option_a_sentence(self, monkeypatch, capsys):
        code, text = command(monkeypatch, capsys, "--help")
        assert code == 0
        assert "course grade submissions/ --out grades/ --resume" in text
        for option in ("--seed", "--workers", "--scheduler", "--no-sandbox", "--container"):
            assert option in text

    def test_no_sandbox_is_one_line_and_a_way_on(self, monkeypatch, capsys, group, tmp_path):
        (tmp_path / "bin").mkdir()
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        code, text = grade(monkeypatch, capsys, group, workers=1)
        assert code == 2
        assert "bubblewrap is not installed" in text
        assert "Traceback" not in text
        assert not (group.out / "gradebook.csv").exists()

    def test_workers_without_dask_say_how_to_install_it(self, monkeypatch, capsys, group):
        monkeypatch.setitem(sys.modules, "distributed", None)
        code, text = grade(monkeypatch, capsys, group, workers=2)
        assert code == 2
        assert "python -m pip install 'shared-space[grade]'" in text

    def test_a_finished_run_is_not_overwritten(self, monkeypatch, capsys, group):
        run(monkeypatch, group)
        monkeypatch.setattr(class_run, "pool", lambda *arguments: pytest.fail("it went on"))
        code, text = grade(monkeypatch, capsys, group, workers=1)
        assert code == 2
        assert "--resume goes on with it" in text
