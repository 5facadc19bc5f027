"""The question name_or_unknown."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions.lesson_04._shared import _unit


def _pictures(rng):
    images = rng.normal(size=(6, 4)) * rng.uniform(0.2, 4, size=(6, 1))
    prototypes = rng.normal(size=(3, 4)) * rng.permutation([0.3, 1.0, 5.0])[:, None]
    best = np.sort((_unit(images) @ _unit(prototypes).T).max(axis=1))
    return images, prototypes, ["cat", "dog", "bird"], float((best[2] + best[3]) / 2)


@question(
    inputs=_pictures,
    count=16,
    observe=lambda answer, *args: [str(x) for x in answer(*args)],
    withheld=("zero_shot.ZeroShotClassifier",),
)
def name_or_unknown(answer, holds):
    labels = ["cat", "dog", "bird"]
    axes = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

    def names(*args):
        found = answer(*args)
        several = isinstance(found, list | tuple | np.ndarray)
        expect.that(several, "give a list with a name for each picture")
        found = [x.item() if isinstance(x, np.generic) else x for x in found]
        text = all(isinstance(name, str) for name in found)
        expect.that(text, "give names, not numbers: `labels[i]` is the name of row i")
        return found

    clear = np.array([[0.0, 3.0, 0.1], [0.2, 0.0, 0.4], [5.0, 1.0, 0.0]])
    with holds("a name for each picture"):
        found = names(clear, axes, labels, 0.1)
        expect.that(len(found) == 3, f"3 pictures, {len(found)} names")
    with holds("the closest label wins"):
        found = names(clear, axes, labels, -1.0)
        expect.unlike(found, ["cat", "dog", "bird"], "the farthest label wins")
        expect.equal(found, ["dog", "bird", "cat"], "The highest cosine decides")
    with holds("a long prototype has no advantage"):
        long = axes * np.array([[1.0], [1.0], [9.0]])
        found = names(np.array([[1.0, 0.0, 0.3]]), long, labels, -1.0)
        expect.equal(found, ["cat"], "the long one won. Are the prototypes normalized?")
    with holds("the threshold is a cosine"):
        found = names(np.array([[0.05, 0.01, 0.0]]), axes, labels, 0.9)
        expect.equal(found, ["cat"], "a short vector became unknown. Are the pictures normalized?")
        found = names(np.array([[30.0, 30.0, 30.0]]), axes, labels, 0.9)
        long = "a cosine of 0.58 passed a threshold of 0.9. Are the pictures normalized?"
        expect.equal(found, ["unknown"], long)
    with holds("each picture is judged by its own best score"):
        both = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
        found = names(both, axes, labels, 0.9)
        every = "all pictures share one fate. Whose score meets the threshold?"
        expect.that(found not in (["unknown", "unknown"], ["cat", "cat"]), every)
        expect.equal(found, ["cat", "unknown"], "cosines of 1 and 0.58, threshold 0.9")
    with holds("a score exactly at the threshold is not under it"):
        found = names(np.array([[2.0, 0.0, 0.0]]), axes, labels, 1.0)
        expect.equal(found, ["cat"], "the cosine is 1.0 and so is the threshold: under, or at it?")
