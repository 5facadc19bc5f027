"""The question trial_angles."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions.lesson_97._shared import _two


@question(inputs=_two, withheld=("similarity.angular_distance",))
def trial_angles(answer, holds):
    def reference(a, b):
        a = a / np.linalg.norm(a, axis=1, keepdims=True)
        b = b / np.linalg.norm(b, axis=1, keepdims=True)
        return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi

    a, b = _two(np.random.default_rng(5))
    with holds("the angle in half turns"):
        expect.close(answer(a, b), reference(a, b), "Are these radians?")
