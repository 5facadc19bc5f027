"""What is run for a grade, and what it may see: seeds, order, stages, values."""

import json
import subprocess
import sys
from unittest.mock import patch

import numpy as np
import pytest
from nbformat.v4 import new_output

from course_grader import run_order as papers
from course_grader.exam import Exam, ExamError, derived_seed, seeded, with_references
from course_grader.run_order import paper
from course_grader.sandbox.bubblewrap import COURSE
from course_grader.sandbox.staged_package import build_stage, question_sources, without_checks
from course_grader.value_answers import NAMED, judged
from course_utils.grading.kernel.plain_data import Opaque, from_text, to_text
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import printed, question_cells
from course_utils.grading.notebook.rebuild import rebuild
from tests.grading import sample, trial


@pytest.fixture
def exam() -> Exam:
    """The sample exercise's exam, its references made here."""
    notebook = seeded(sample.master(), sample.STEM, "a seed")
    outputs = {}
    for question in question_cells(notebook):
        for number in question.hidden:
            text = f"{question.name}  seed 1  draws 0 1\n  1  0.7531\n"
            output = {"output_type": "stream", "name": "stdout", "text": text}
            outputs[notebook.cells[number].id] = [output]
    return with_references(sample.STEM, notebook, outputs)


class TestSeeds:
    def test_the_same_run_has_the_same_and_no_two_cells_do(self):
        cells = [
            ("r", "01_a", "f", 0),
            ("r", "01_a", "f", 1),
            ("r", "01_a", "g", 0),
            ("r", "02_b", "f", 0),
            ("s", "01_a", "f", 0),
        ]
        seeds = [derived_seed(*cell) for cell in cells]
        assert len(set(seeds)) == len(cells)
        assert seeds == [derived_seed(*cell) for cell in cells]

    def test_each_hidden_cell_gets_its_own(self):
        notebook = seeded(sample.master(), sample.STEM, "a seed")
        sources = [c.source for c in notebook.cells if "hidden" in c.metadata.get("tags", [])]
        assert len(set(sources)) == len(sources) == 2
        assert not any("seed=0" in source for source in sources)
        assert all(cell.get("outputs", []) == [] for cell in notebook.cells)

    def test_a_question_without_a_hidden_cell_is_refused(self):
        master = sample.master()
        master.cells = [c for c in master.cells if c.id != "threshold-probe"]
        with pytest.raises(ExamError, match="threshold has no hidden cell"):
            seeded(master, sample.STEM, "a seed")

    def test_a_solution_that_fails_is_refused_with_its_error(self):
        notebook = seeded(sample.master(), sample.STEM, "a seed")
        error = {"output_type": "error", "ename": "NameError", "evalue": "x", "traceback": []}
        with pytest.raises(ExamError, match="NameError: x"):
            with_references(sample.STEM, notebook, {"unit-rows-probe": [error]})


class TestPaper:
    def made(self, exam):
        return paper(rebuild(exam.master, sample.with_answers()).notebook)

    def test_checks_come_after_all_that_earns_points(self, exam):
        ids = [cell.id for cell in self.made(exam).cells]
        delivery = ids.index(papers.DELIVERY)
        assert {cell_id for cell_id in ids[delivery + 1 :]} == {
            "unit-rows-check",
            "threshold-check",
        }
        assert {"unit-rows-probe", "threshold-probe"} <= set(ids[:delivery])

    def test_an_answer_runs_before_its_seed_is_there(self, exam):
        cells = self.made(exam).cells
        ids = [cell.id for cell in cells]
        for question in exam.questions:
            [probe] = exam.hidden[question.name]
            seed = str(derived_seed("a seed", exam.stem, question.name, 0))
            text = json.dumps([cells[ids.index(probe)]])
            assert seed in text
            assert seed not in "".join(cell.source for cell in cells[: ids.index(probe)])

    def test_hidden_cells_and_only_they_are_compared(self, exam):
        for cell in self.made(exam).cells:
            compared = cell.metadata.get("tags") == ["nbval-check-output"]
            assert compared == cell.id.endswith("-probe")
            assert (cell.execution_count is not None) == compared
            assert bool(cell.outputs) == compared

    def test_nothing_of_the_references_is_in_the_code(self, exam):
        assert "0.7531" not in "".join(cell.source for cell in self.made(exam).cells)

    def test_the_delivered_questions_are_those_with_checks(self, exam):
        delivery = next(c for c in self.made(exam).cells if c.id == papers.DELIVERY)
        name = find("unit_rows").checks.__module__
        kept = sys.modules[name]
        with patch.dict(sys.modules):
            exec(delivery.source, {})
            assert sys.modules[name] is not kept
            assert "expect" in sys.modules[name].unit_rows.checks.__code__.co_names


class TestStage:
    def stage(self, tmp_path, *names):
        build_stage(tmp_path, [find(name) for name in names], boxed=False)
        return tmp_path / "course_utils"

    def test_of_the_grader_it_has_what_probes_need(self, tmp_path):
        grading = self.stage(tmp_path, "unit_rows", "threshold") / "grading"
        names = {str(path.relative_to(grading)) for path in grading.rglob("*.pyc")}
        kernel = COURSE / "grading/kernel"
        assert names == {
            *("__init__.pyc", "questions/lesson_98/unit_rows.pyc"),
            *(f"kernel/{path.stem}.pyc" for path in kernel.glob("*.py")),
        }

    def test_it_has_no_text_that_a_submission_could_run(self, tmp_path):
        package = self.stage(tmp_path, "unit_rows")
        assert not list(package.glob("*.py"))
        code = "import course_utils.similarity as s; print(s.l2_normalize([[3.0, 4.0]]))"
        done = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONPATH": str(tmp_path)}, capture_output=True
        )
        assert done.stdout.strip() == b"[[0.6 0.8]]", done.stderr

    def test_questions_have_no_checks(self):
        text = without_checks(
            question_sources([find("unit_rows")])[find("unit_rows").checks.__module__]
        )
        assert "expect" not in text
        assert "rng.normal" in text

    def test_references_and_what_only_checks_use_are_cut(self):
        source = (trial.QUESTIONS / "lesson_97/trial_rows.py").read_text()
        made = without_checks(source + "\n\ndef _solved(x):\n    return x\n")
        assert "reference" not in made
        assert "_solved" not in made
        assert "rng.normal(size=(3, 4))" in made


class TestValues:
    @pytest.mark.parametrize(
        "value", [None, True, 3, 0.1, "a\n", [1, [2.5]], (1, ("x",)), {1, 2}, {"a": (1, {2: 3})}]
    )
    def test_plain_data_survive(self, value):
        assert from_text(to_text(value)) == value

    def test_numpy_survives(self):
        assert from_text(to_text(np.float64(0.25))) == 0.25
        array = from_text(to_text(np.arange(6).reshape(2, 3)))
        assert (array == np.arange(6).reshape(2, 3)).all()
        assert array.shape == (2, 3)

    def test_objects_do_not(self):
        class Number(float):
            def __eq__(self, other):
                return True

        found = from_text(to_text(Number(1)))  # the number itself, without its tricks
        assert type(found) is float
        assert found == 1
        for value in (object(), len, np.array([object()])):
            assert isinstance(from_text(to_text(value)), Opaque)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "x",
            "[1]",
            '{"list": 5}',
            '{"evil": 1}',
            "[" * 100_000,
            '{"dict": [[{"list": []}, 1]]}',
        ],
    )
    def test_other_text_is_no_value(self, text):
        with pytest.raises(ValueError):  # noqa: PT011  the message does not matter
            from_text(text)

    def hidden(self, exam):
        made = paper(rebuild(exam.master, sample.with_answers()).notebook)
        return next(cell for cell in made.cells if cell.id == "threshold-probe")

    def printed(self, text):
        return [new_output("stream", name="stdout", text=text)]

    def test_a_value_is_judged_by_what_the_question_observes(self, exam):
        cell = self.hidden(exam)
        assert "probe" not in cell.source
        [output] = judged(cell, self.printed(f"{NAMED}0.27\n"))
        assert "True, True, True, True" in output.text
        [wrong] = judged(cell, self.printed(f"{NAMED}0.5\n"))
        assert "True, True" not in wrong.text

    def test_what_is_printed_beside_a_value_or_a_probe_plays_no_part(self, exam):
        cell = self.hidden(exam)
        right = judged(cell, self.printed(f"{NAMED}0.27\n"))
        beside = new_output("stream", name="stderr", text="WARNING\n")
        loud = self.printed(f"INFO{NAMED}0.27\ntook 1 s\n")
        assert judged(cell, [beside, *loud]) == right
        rows = next(cell for cell in exam.master.cells if cell.id == "unit-rows-probe")
        said = printed(rows)
        assert judged(rows, [beside, *self.printed(f"INFO{said}took 1 s\n")]) == self.printed(said)
        assert judged(rows, self.printed("nothing of it")) != self.printed(said)

    def test_printing_what_would_be_observed_is_nothing(self, exam):
        cell = self.hidden(exam)
        [right] = judged(cell, self.printed(f"{NAMED}0.27\n"))
        assert judged(cell, [right]) == []
        assert judged(cell, self.printed(NAMED + to_text(object))) != [right]
