"""The question name_or_unknown."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import observed, reading, texts
from course_utils.grading.questions.lesson_04._shared import _unit

LABELS, LONG = ["cat", "dog", "bird"], "dinosaur"


def _at_the_threshold(rng):
    """Pictures whose best cosine is exactly 1/2 or 1, whatever the way to compute it."""
    lengths = rng.choice([0.5, 2.0, 8.0], size=(2, 1))
    images = lengths * np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 4.0, 0.0]])
    prototypes = np.array([[2.0, 0, 0, 0], [0, -1.0, 0, 0], [0, 0, 0, -4.0]])
    prototypes = np.concatenate([prototypes, [[0, 0, 2.0, 0]]])
    order = rng.permutation(3)
    half = images[:1], prototypes[order], [LABELS[i] for i in order], 0.5
    whole = images, prototypes[[0, 1, 3]], LABELS, 1.0
    return half, whole


def _behind_and_between(rng):
    """A picture behind all prototypes, and one nearly in the middle of two; nobody is unknown."""
    prototypes = np.diag(rng.uniform(0.3, 4, size=3))
    images = np.array([rng.permutation([-3.0, -2.0, -1.0]), rng.permutation([1.0, 0.9995, 0.1])])
    return images, prototypes, LABELS, -0.9


def _around_the_threshold(rng):
    """Two best cosines that differ by very little, and a threshold between them."""
    cosines = rng.uniform(0.55, 0.85) + rng.permutation([0.0, 4e-5])
    images = np.stack([cosines, -np.sqrt(1 - cosines**2)], axis=1) * rng.uniform(0.3, 4, (2, 1))
    return images, np.diag(rng.uniform(0.3, 4, size=2)), LABELS[:2], float(cosines.mean())


def _pictures(rng):
    images = rng.normal(size=(6, 4)) * rng.permutation([0.2, 0.4, 0.9, 1.5, 3, 6])[:, None]
    prototypes = rng.normal(size=(3, 4)) * rng.permutation([0.3, 1.0, 5.0])[:, None]
    best = np.sort((_unit(images) @ _unit(prototypes).T).max(axis=1))
    between = images, prototypes, LABELS, float((best[2] + best[3]) / 2)
    one = images, prototypes[:1], [LONG], 0.0
    others = _behind_and_between(rng), _around_the_threshold(rng)
    return between, one, *_at_the_threshold(rng), *others


@question(
    inputs=_pictures,
    count=10,
    observe=lambda answer, *calls: [observed(texts)(answer, *call) for call in calls],
    withheld=("zero_shot.ZeroShotClassifier",),
)
def name_or_unknown(answer, holds):
    axes = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

    def read(found):
        several = isinstance(found, list | tuple | np.ndarray)
        expect.that(several, "give a list with a name for each picture")
        expect.that(not any(name is None for name in found), 'None is no name. Write "unknown"')
        text = all(isinstance(name, str) for name in found)
        expect.that(text, "give names, not numbers: `labels[i]` is the name of row i")
        found = texts(found)
        other = [name for name in found if name.lower() == "unknown" != name]
        expect.that(not other, 'write "unknown" in small letters')
        room = "an array of such short names has no room for more letters. Make a list"
        for name in ("unknown", LONG):
            cut = [part for part in found if len(part) > 2 and part != name]
            cut = [part for part in cut if name.startswith(part)]
            expect.that(not cut, f"{name!r} became {''.join(cut[:1])!r}: {room}")
        return found

    names = reading(answer, read)
    clear = np.array([[0.1, 3.0, 0.0], [0.2, 0.0, 0.4], [5.0, 1.0, 0.0]])
    with holds("a name for each picture"):
        found = names(clear, axes, LABELS, 0.1)
        expect.that(len(found) == 3, f"3 pictures, {len(found)} names")
        one = names(clear, axes[:1], [LONG], 0.1)
        expect.equal(one, ["unknown", LONG, LONG], "three pictures have names with one label, too")
    with holds("the closest label wins"):
        found = names(clear, axes, LABELS, -1.0)
        expect.unlike(found, ["bird", "dog", "bird"], "the farthest label wins")
        alphabet = "the labels were sorted. Row i of the prototypes is labels[i]"
        expect.unlike(found, ["cat", "dog", "bird"], alphabet)
        expect.equal(found, ["dog", "bird", "cat"], "The highest cosine decides")
        found = names(np.array([[-1.0, 0.2, 0.0]]), axes, LABELS, -1.0)
        opposite = "the largest absolute cosine won. A cosine of -1 is the farthest"
        expect.unlike(found, ["cat"], opposite)
        expect.equal(found, ["dog"])
        found = names(np.array([[-3.0, -1.0, -2.0]]), axes, LABELS, -1.0)
        behind = "all its cosines are negative, and the highest wins. Are they cut at 0?"
        expect.equal(found, ["dog"], behind)
        for low, why in ((-0.2, "cut at 0"), (0.0, "0 taken for no threshold")):
            found = names(np.array([[-3.0, -1.0, -2.0]]), axes, LABELS, low)
            passed = f"a cosine of -0.27 passed a threshold of {low:g}. Is {why}?"
            expect.equal(found, ["unknown"], passed)
        near = "the second is nearly as near. The highest cosine decides alone"
        expect.equal(names(np.array([[0.9995, 1.0, 0.1]]), axes, LABELS, 0.5), ["dog"], near)
    with holds("a long prototype has no advantage"):
        long = axes * np.array([[1.0], [1.0], [9.0]])
        found = names(np.array([[1.0, 0.0, 0.3]]), long, LABELS, -1.0)
        won = "the long one won. Are the prototypes normalized?"
        expect.unlike(found, ["bird"], won)
        expect.equal(found, ["cat"])
        found = names(np.array([[1.0, 0.5, 0.0]]), axes * [[9.0], [1.0], [1.0]], LABELS, -1.0)
        ends = "the nearest end to end won. Which prototype has the smallest angle?"
        expect.equal(found, ["cat"], ends)
        short = "a short prototype lost. Are all the prototypes normalized?"
        found = names(np.array([[1.0, 0.3, 0.0]]), axes * [[0.1], [1.0], [1.0]], LABELS, -1.0)
        expect.equal(found, ["cat"], short)
    with holds("the threshold is a cosine"):
        right = "a cosine of 1 became unknown at a threshold of 0.9. What is compared with it?"
        expect.equal(names(axes[:1], axes, LABELS, 0.9), ["cat"], right)
        off = "a cosine of 0.58 passed a threshold of 0.9, at length 1 too. Is it used?"
        unit = np.full((1, 3), 3**-0.5)
        expect.unlike(names(unit, axes, LABELS, 0.9), ["cat"], off)
        dropped = "a picture that is unknown has its place in the list, too"
        expect.that(len(names(unit, axes, LABELS, 0.9)) == 1, dropped)
        for near in (0.6, 0.58, 0.57738):
            rounded = f"a cosine of 0.57735 passed a threshold of {near}. Was it rounded?"
            expect.unlike(names(unit, axes, LABELS, near), ["cat"], rounded)
        found = names(np.array([[0.05, 0.01, 0.0]]), axes, LABELS, 0.9)
        short = "a short vector became unknown. Are the pictures normalized?"
        expect.unlike(found, ["unknown"], short)
        expect.equal(found, ["cat"])
        found = names(np.array([[30.0, 30.0, 30.0]]), axes, LABELS, 0.9)
        long = "a cosine of 0.58 passed a threshold of 0.9. Are the pictures normalized?"
        expect.unlike(found, ["cat"], long)
        expect.equal(found, ["unknown"])
    with holds("each picture is judged by its own best score"):
        both = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
        found = names(both, axes, LABELS, 0.9)
        every = "all pictures share one fate. Whose score meets the threshold?"
        expect.that(found not in (["unknown", "unknown"], ["cat", "cat"]), every)
        expect.equal(found, ["cat", "unknown"], "cosines of 1 and 0.58, threshold 0.9")
        found = names(2 * both[[0, 0]], axes, LABELS, 0.9)
        expect.equal(found, ["cat", "cat"], "Two pictures may have one name")
    with holds("a score exactly at the threshold is not under it"):
        for half_or_whole in _at_the_threshold(np.random.default_rng(0)):
            found = names(*half_or_whole)
            expect.that(len(found) == len(half_or_whole[0]), "a name for each picture")
            at = "the best cosine is exactly the threshold: under, or at it?"
            expect.unlike(found[-1], "unknown", at)
            share = float(half_or_whole[3])
            kept = ["cat"] if share == 0.5 else ["unknown", "bird"]
            expect.equal(found, kept)
