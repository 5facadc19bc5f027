"""The question angular_distance."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading

SIX_PLACES, LITTLE = 1e-6, 1.2344e-4


def _two_matrices(rng):
    a, b = rng.normal(size=(2, 4)), rng.normal(size=(4, 4))
    b[0] = a[0] * rng.uniform(1, 9)
    b[1] = -a[1] * rng.uniform(1, 9)
    # Rows beside their multiples: the cosine of some is rounded to more than 1.
    return a, b, rng.normal(size=(30, 5)) * 10 ** rng.uniform(-3, 1, size=(30, 1))


def _turned_a_little(rows):
    """Each row turned by about 0.02 degrees: there the cosine is 1 - 7.5e-8."""
    aside = np.roll(rows, 1, axis=1)
    along = (aside * rows).sum(axis=1) / (rows**2).sum(axis=1)
    aside -= along[:, None] * rows
    aside *= np.sqrt((rows**2).sum(axis=1) / (aside**2).sum(axis=1))[:, None]
    return math.cos(LITTLE * math.pi) * rows + math.sin(LITTLE * math.pi) * aside


def _pairs_and_parallel_rows(answer, a, b, rows):
    """All angles of few rows; of many parallel ones, what the visible checks ask of them."""
    turned = _turned_a_little(rows)
    others = {0: 3 * rows, 1: -3 * rows, LITTLE: turned, 1 - LITTLE: -turned}
    apart = {known: numbers(answer(rows, other)).diagonal() for known, other in others.items()}
    held = [bool((np.abs(found - known) <= SIX_PLACES).all()) for known, found in apart.items()]
    found, square = numbers(answer(a, b)), numbers(answer(a, b[1:3]))
    held.append(np.allclose(square, found[:, 1:3], atol=1e-4))
    held.append(np.allclose(numbers(answer(b, a)), found.T, atol=1e-4))
    return found, *held, numbers(answer(a[:1], b[:1])).shape


@question(
    inputs=_two_matrices,
    observe=_pairs_and_parallel_rows,
    withheld=("similarity.angular_distance",),
)
def angular_distance(answer, holds):
    read = reading(answer, numbers)

    def answer(a, b):
        found = read(a, b)
        expect.shape(found, (len(a), len(b)), "one value for every pair")
        return found

    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(3, 4)), rng.normal(size=(4, 4))
    rows = rng.normal(size=(200, 5))

    with holds("the same direction is 0, the opposite 1, a right angle 0.5"):
        others = [[2.0, 0.0], [-1.0, 0.0], [0.0, 3.0], [1.0, 1.0], [-1.0, 1.0], [3**0.5, 1.0]]
        found = answer(np.array([[1.0, 0.0]]), np.array(others))
        known = np.array([[0.0, 1.0, 0.5, 0.25, 0.75, 1 / 6]])
        cosines = np.cos(known * math.pi)
        expect.unlike(found, known * math.pi, "these are radians. What is the largest angle?")
        expect.unlike(found, known * 180, "these are degrees. What is the largest angle?")
        expect.unlike(found, known * 2, "the opposite direction is 2 here. It should be 1")
        follows = (
            "the result follows the cosine, not the angle. Which function gives back an angle?"
        )
        expect.unlike(found, 1 - cosines, f"this is 1 - cos. {follows}")
        expect.unlike(found, (1 - cosines) / 2, f"this is half of 1 - cos: {follows}")
        expect.unlike(found, cosines, "these are cosines. Which function gives back an angle?")
        expect.unlike(found, 1 - known, "near and far are exchanged: the same direction is 0 apart")
        lines = np.abs(cosines)
        expect.unlike(found, np.arccos(lines) / math.pi, "the sign of the cosine is lost")
        sine = np.arcsin(cosines) / math.pi
        expect.unlike(found, sine, "the arc sine is 0 at a right angle. Which one is 0 at 0°?")
        chord = "this is the straight way from end to end. The angle is the way along the circle"
        expect.unlike(found, np.sqrt((1 - cosines) / 2), chord)
        for places in (2, 3):
            expect.unlike(found, known.round(places), "these are rounded. Leave all digits")
        front = "nothing is beyond a right angle: what becomes of negative cosines?"
        expect.unlike(found, known.clip(0, 0.5), front)
        expect.close(found, known, "Leave all digits", tolerance=1e-5)
    with holds("one value for every pair: shape (n, m)"):
        found = answer(a, b)
        answer(a[:1], b[:1])
        square = (
            "with as many rows in a as in b it came out otherwise. Row i of a is not row i of b"
        )
        expect.close(answer(a, b[:3]), found[:, :3], square, 1e-4)
        turned = "from b to a it is another angle than from a to b"
        expect.close(answer(b, a), found.T, turned, 1e-4)
        order = "with the rows of a in another order their angles changed"
        expect.close(answer(a[::-1], b), found[::-1], order, 1e-4)
    with holds("lengths do not matter"):
        doubled, once = answer(a, 2 * b), answer(a, b)
        changed = "doubling b changed the result. Are the rows normalized?"
        expect.close(doubled, once, changed, tolerance=1e-4)
        expect.close(answer(2 * a, b), once, changed.replace("b", "a", 1), tolerance=1e-4)
        short = "short vectors got other angles. Are rows normalized whatever their lengths?"
        expect.close(answer(a / 500, b / 500), once, short, tolerance=1e-4)
    with holds("a detour through a third vector is never shorter"):
        third = np.concatenate([rng.normal(size=(20, 4)), a[:1] + b[:1]])
        detours = answer(a, third)[:, :, None] + answer(third, b)[None]
        shorter = answer(a, b) > detours.min(axis=1) + 1e-4
        expect.that(not shorter.any(), "a detour is shorter, so this is no metric")
    with holds("rounding does not make NaN"):
        cosines_above_1 = "A cosine of 1.0000001 has no angle. What could you do before arccos?"
        expect.finite(answer(rows, 3 * rows), cosines_above_1)
        expect.finite(answer(rows.astype(np.float32), rows.astype(np.float32)), cosines_above_1)
    why = "Near a cosine of 1 the angle needs all digits. Is something computed in float32?"
    with holds("parallel rows are 0 apart and opposite ones 1, to six places"):
        apart = np.diagonal(answer(rows, 3 * rows))
        expect.between(apart, -SIX_PLACES, SIX_PLACES, why)
        apart = np.diagonal(answer(rows, -3 * rows))
        expect.that((apart > 0.5).all(), "rows in opposite directions came out as 0 apart")
        expect.between(apart, 1 - SIX_PLACES, 1 + SIX_PLACES, why)
    with holds("a small angle is right to six places, too"):
        apart = np.diagonal(answer(rows, _turned_a_little(rows)))
        expect.between(apart, LITTLE - SIX_PLACES, LITTLE + SIX_PLACES, why)
        apart = 1 - np.diagonal(answer(rows, -_turned_a_little(rows)))
        opposite = "Nearly opposite rows are not quite 1 apart. Were they taken for opposite?"
        expect.between(apart, LITTLE - SIX_PLACES, LITTLE + SIX_PLACES, opposite)
