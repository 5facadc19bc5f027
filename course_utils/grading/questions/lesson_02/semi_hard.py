"""The question semi_hard."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import observed, reading, whole


def _cosine_table(rng):
    """Each draw has every case once; which rival plays which part is drawn."""
    n = 8
    cosines = rng.uniform(-1, 1, size=(n, n))
    for row, own in enumerate([0.6, 0.5, 0.4, -0.2, 0.9, 0.3]):
        cosines[row, row] = own + rng.uniform(-0.05, 0.05)
    own = np.diag(cosines).copy()
    cosines[0, 5], cosines[1, 0] = own[0], own[1]  # equal to the positive, after it and before
    cosines[2, :] = rng.uniform(0.5, 1, size=n)
    cosines[2, 2], cosines[2, rng.choice([0, 7])] = own[2], own[2]  # and there is none lower
    cosines[3, [0, 6]] = rng.uniform(-0.9, -0.3, size=2)  # all that are lower are negative
    cosines[4, :] = rng.uniform(-1, 0.8, size=n)  # the positive is highest
    cosines[4, 4] = own[4]
    cosines[5, :] = rng.uniform(0.4, 1, size=n)  # none is lower
    cosines[5, 5] = own[5]
    cosines[6, :] = rng.uniform(0.6, 1, size=n)  # the only one that is lower is opposite
    cosines[6, 6], cosines[6, rng.choice([1, 4])] = 0.5, -1
    cosines[7, [3, 7]] = cosines[5, 6] - [1e-6, 0]  # hardly lower; the same one, in another row
    cosines[5, 2] = cosines[7, 3]
    return (cosines,)


@question(inputs=_cosine_table, observe=observed(whole))
def semi_hard(answer, holds):
    read = reading(answer, whole)

    def answer(cosines):
        found = read(cosines)
        expect.shape(found, (len(cosines),), "one column number for each row")
        return found

    cosines = np.array([[0.6, 0.7, 0.5, 0.1], [0.2, 0.9, 0.3, 0.8], [0.4, 0.1, 0.3, 0.2]])
    cosines = np.vstack([cosines, [0.9, 0.6, 0.8, 0.5]])

    def slow(cosines):
        chosen = []
        for i, row in enumerate(cosines):
            farther = [j for j, cosine in enumerate(row) if cosine < row[i]]
            chosen.append(max(farther, key=lambda j: row[j]) if farther else -1)
        return np.array(chosen)

    with holds("one column for each row"):
        answer(cosines)
    with holds("the most similar of those farther than the positive"):
        found = answer(cosines)[:3]
        hardest = "that is the hardest of all. Is it farther from the anchor than the positive?"
        expect.unlike(found, np.array([1, 3, 0]), hardest)
        easiest = "that is the easiest one. Which of the farther ones is the hardest?"
        expect.unlike(found, np.array([3, 0, 1]), easiest)
        nearer = "these are more similar than the positive. Semi-hard ones are less similar"
        expect.unlike(found, np.array([1, -1, 0]), nearer)
        first = "that is the first of the farther ones. Which of them is the hardest?"
        expect.unlike(found, np.array([2, 0, 1]), first)
        expect.unlike(found, np.array([3, 4, 4]), "columns are counted from 0, as Python does")
        positive = "a row chose its own positive"
        expect.that((found != np.arange(3)).all(), positive)
        lower = "Of those that are lower than the row's own, the highest"
        expect.equal(found, np.array([2, 3, 3]), lower)
    with holds("-1 where no negative is farther"):
        found = answer(cosines)
        expect.that(found[3] == -1, f"row 3 has none, and got {found[3]}. Who answers then?")
    with holds("equal to the positive is not less"):
        table = np.array([[0.5, 0.5, 0.2], [0.3, 0.3, 0.1], [0.4, 0.9, 0.4]])
        found = answer(table)
        equal = "a negative as similar as the positive was chosen. Is it less similar?"
        expect.that(found[0] != 1 and found[1] != 0 and found[2] != 0, equal)
        expect.equal(found, np.array([2, 2, -1]))
        little = "less by a millionth is less. Are they rounded, or compared with a tolerance?"
        table = np.array([[0.5, 0.499999, 0.2], [0.1, 0.7, 0.1], [0.499999, 0.1, 0.2]])
        expect.that(answer(table)[0] == 1, little)
    with holds("cosines may all be negative"):
        found = answer(np.array([[-0.2, -0.5, -0.9], [-0.4, -0.3, -0.1], [-0.6, -0.9, -0.7]]))
        zero = "a 0 where nothing should be is higher than a negative cosine"
        expect.unlike(found, np.array([0, 0, 0]), zero)
        expect.equal(found, np.array([1, 0, 1]))
        opposite = "a cosine of -1 is less than another, too. What marks those that are not less?"
        expect.equal(answer(np.array([[0.3, -1.0], [-1.0, -0.5]])), np.array([1, 0]), opposite)
    with holds("it holds for any table"):
        table = np.random.default_rng(3).uniform(-1, 1, size=(40, 40))
        columns = "this looks along the columns. Where is an anchor, in a row or a column?"
        expect.unlike(answer(table), slow(table.T), columns)
        off = int(np.sum(answer(table) != slow(table)))
        expect.that(off == 0, f"{off} of 40 rows chose another column")
