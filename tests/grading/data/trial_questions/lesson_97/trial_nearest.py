"""The question trial_nearest."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions.lesson_97._shared import _two


@question(inputs=_two)
def trial_nearest(answer, holds):
    a, b = _two(np.random.default_rng(5))
    with holds("the place and the cosine of the best row"):
        places, _ = answer(a, b)
        expect.shape(places, (2,), "a place for every row of a")
