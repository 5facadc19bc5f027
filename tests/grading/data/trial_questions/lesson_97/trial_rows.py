"""The question trial_rows."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _rows(rng):
    return (rng.normal(size=(3, 4)),)


@question(inputs=_rows, withheld=("similarity.l2_normalize",))
def trial_rows(answer, holds):
    def reference(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    x = np.random.default_rng(5).normal(size=(3, 4))
    with holds("every row has length 1"):
        why = "all is divided by one length. Which axis are the rows?"
        expect.unlike(answer(x), x / np.linalg.norm(x), why)
        expect.close(answer(x), reference(x), "Is each row divided by its own length?")
