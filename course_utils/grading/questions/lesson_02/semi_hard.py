"""The question semi_hard."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _cosine_table(rng):
    cosines = rng.uniform(-1, 1, size=(6, 6))
    own = np.arange(6)
    cosines[own, own] = rng.uniform(0, 1, size=6)
    cosines[0, 0] = -1.01 + 2.02 * (cosines[0, 0] > 0.7)  # lower, or higher, than all others
    return (cosines,)


@question(inputs=_cosine_table)
def semi_hard(answer, holds):
    cosines = np.array([[0.6, 0.7, 0.5, 0.1], [0.2, 0.9, 0.3, 0.8], [0.4, 0.1, 0.3, 0.2]])
    cosines = np.vstack([cosines, [0.9, 0.6, 0.8, 0.5]])

    def slow(cosines):
        chosen = []
        for i, row in enumerate(cosines):
            farther = [j for j, cosine in enumerate(row) if cosine < row[i]]
            chosen.append(max(farther, key=lambda j: row[j]) if farther else -1)
        return np.array(chosen)

    with holds("one column for each row"):
        expect.shape(answer(cosines), (4,), "one column number for each row")
    with holds("the most similar of those farther than the positive"):
        found = answer(cosines)[:3]
        hardest = "that is the hardest of all. Is it farther from the anchor than the positive?"
        expect.unlike(found, np.array([1, 3, 0]), hardest)
        easiest = "that is the easiest one. Which of the farther ones is the hardest?"
        expect.unlike(found, np.array([3, 0, 1]), easiest)
        positive = "a row chose its own positive"
        expect.that((found != np.arange(3)).all(), positive)
        expect.equal(found, np.array([2, 3, 3]))
    with holds("-1 where no negative is farther"):
        found = answer(cosines)
        expect.that(found[3] == -1, f"row 3 has none, and got {found[3]}. Who answers then?")
    with holds("it holds for any table"):
        table = np.random.default_rng(3).uniform(-1, 1, size=(40, 40))
        columns = "this looks along the columns. Where is an anchor, in a row or a column?"
        expect.unlike(answer(table), slow(table.T), columns)
        off = int(np.sum(answer(table) != slow(table)))
        expect.that(off == 0, f"{off} of 40 rows chose another column")
