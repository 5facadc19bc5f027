"""What a class's exercise gives is run once before kernels are forked: grades are the same."""

import random
import sys
import threading
import time
from unittest.mock import patch

import matplotlib.pyplot as plt
import numpy as np
import psutil
import pytest
from tqdm import tqdm

from course_grader.exam import Exam
from course_grader.sandbox.inside import warm
from course_utils.grading.notebook.cells import notebook_bytes, read_notebook
from course_utils.grading.notebook.release import released
from tests.grading import answers, four_ways, sample
from tests.grading.sandbox import examiner_here, needs_sandbox

STEMS = sorted(path.stem for path in answers.SOLUTIONS.glob("*.ipynb"))
QUICK = "01_cosine_similarity"
IF_THERE = "threshold = {} if 'this' in __import__('sys').modules else {}"
A_THREAD = "import threading, time\nthreading.Thread(target=time.sleep, args=[99]).start()"


class TestRun:
    def test_modules_keep_what_they_loaded_and_names_are_gone(self):
        sys.modules.pop("this", None)
        warm.run(["import this", "loaded = True", "assert loaded"])
        assert "this" in sys.modules
        assert not hasattr(sys.modules["__main__"], "loaded")

    def test_a_cell_that_fails_does_not_keep_the_next_from_running(self):
        sys.modules.pop("this", None)
        warm.run(["%matplotlib inline", "1 / 0", "raise SystemExit", "import this"])
        assert "this" in sys.modules

    def test_random_numbers_and_plots_are_as_before(self):
        random.seed(1)
        np.random.seed(1)
        style = dict(plt.rcParams)
        warm.run(
            [
                "import random, numpy as np, matplotlib.pyplot as plt",
                "random.seed(5); np.random.seed(5); plt.rcParams['font.size'] = 99; plt.figure()",
            ]
        )
        assert (random.random(), np.random.rand()) == (0.13436424411240122, 0.417022004702574)
        assert (dict(plt.rcParams), plt.get_fignums()) == (style, [])

    def test_a_progress_bar_leaves_no_thread(self):
        tqdm.monitor_interval = 10
        before = threading.active_count()
        warm.run(["from tqdm import tqdm", "for _ in tqdm(range(3)): pass"])
        assert threading.active_count() == before
        assert tqdm.monitor_interval == 10


@needs_sandbox
class TestGrades:
    @pytest.mark.parametrize(
        ("stem", "count"),
        [(QUICK, 2), *(pytest.param(stem, 30, marks=pytest.mark.slow) for stem in STEMS)],
    )
    def test_warm_and_cold_kernels_give_the_same(self, stem, count):
        path = answers.SOLUTIONS / f"{stem}.ipynb"
        exercise = released(read_notebook(path), stem)
        chosen = [
            {name: source for name, (_, _, source) in each.items()}
            for each in answers.packed(stem)[:count]
        ]
        contents = [notebook_bytes(four_ways.with_answers(exercise, each)) for each in chosen]
        with examiner_here() as examiner:
            exam = examiner.prepare(stem, path.read_text(), "a seed")
            examiner.limits = examiner.limits.patient()
            warmed = [examiner.grade(exam, content) for content in contents]
        with patch.object(Exam, "given", []), examiner_here() as examiner:
            assert examiner.prepare(stem, path.read_text(), "a seed") == exam
            examiner.limits = examiner.limits.patient()
            assert [examiner.grade(exam, content) for content in contents] == warmed

    @pytest.mark.parametrize(
        ("given", "threshold", "right"),
        [
            ("import this", IF_THERE.format(0.27, 1), True),
            ("import this", IF_THERE.format(1, 0.27), False),
            (f"import this\n{A_THREAD}", IF_THERE.format(1, 0.27), True),
        ],
        ids=["kept", "kept, asked otherwise", "not run where it leaves a thread"],
    )
    def test_what_is_given_is_there_in_a_kernel(self, given, threshold, right):
        solution = notebook_bytes(sample.master())
        with patch.object(Exam, "given", [given]), examiner_here(modules=["numpy"]) as examiner:
            exam = examiner.prepare(sample.STEM, solution.decode(), "a seed")
            verdict = examiner.grade(exam, notebook_bytes(sample.with_answers(threshold=threshold)))
        assert (verdict["score"] == verdict["max_score"]) == right

    def test_nothing_of_one_kernel_is_in_the_next(self):
        solution = notebook_bytes(sample.master())
        leaves = "import course_utils\ncourse_utils.left = 1\nthreshold = 0.27"
        finds = "import course_utils\nthreshold = 0.27 if hasattr(course_utils, 'left') else 1"
        with examiner_here(modules=["numpy"]) as examiner:
            exam = examiner.prepare(sample.STEM, solution.decode(), "a seed")
            first, second = (
                examiner.grade(exam, notebook_bytes(sample.with_answers(threshold=source)))
                for source in (leaves, finds)
            )
        assert first["score"] == first["max_score"] > second["score"]

    def test_one_exercise_is_ready_at_a_time(self):
        solution = notebook_bytes(sample.master())
        with examiner_here(modules=["numpy"]) as examiner:
            exams = [examiner.prepare(s, solution.decode(), "a") for s in (sample.STEM, "99_other")]
            for exam in exams * 2:
                assert examiner.grade(exam, solution)["score"] == exam.max_score
            end = time.monotonic() + 20
            while len(running := forked_by(examiner)) > 2 and time.monotonic() < end:
                time.sleep(0.1)
        assert len(running) == 2, "the zygote and one stage"


def forked_by(examiner) -> list[psutil.Process]:
    started = psutil.Process(examiner.server._process.pid)
    return [p for p in started.children(recursive=True) if p.name().startswith("python")]
