"""The question mapped_back."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, numbers, pair
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions.lesson_09._shared import unit

DIM, KEPT, FITTING, ROWS, MOVED = 3, 20, 12, 6, 3
TWO = "give two things: the mended gallery, and the mean cosine of the kept items left over"


def _versions(rng):
    """A gallery of two versions whose spaces differ by more than a turn, and kept items of both.

    One that is left over is mapped far from its old vector: a cosine below 0.
    """
    to_new = rng.normal(size=(DIM, DIM)) + 2 * np.linalg.qr(rng.normal(size=(DIM, DIM)))[0]
    old, gallery = unit(rng.normal(size=(KEPT, DIM))), unit(rng.normal(size=(ROWS, DIM)))
    new = unit(old @ to_new + 0.3 * rng.normal(size=(KEPT, DIM)))
    moved, fitting = rng.permutation(np.arange(ROWS) < MOVED), rng.permutation(KEPT) < FITTING
    gallery[moved] = unit(gallery[moved] @ to_new)
    strange = np.flatnonzero(~fitting)[0]
    new[strange] = -unit(old[strange] @ to_new)
    return gallery, moved, old, new, fitting


def _read(found):
    gallery, cosine = pair(found, TWO)
    return numbers(gallery), number(cosine)


def _result(answer, *arguments):
    """The gallery along one direction, and the mean cosine: few floats."""
    gallery, cosine = _read(answer(*arguments))
    return [gallery.shape, gallery @ np.array([0.7, -0.4, 0.6]), cosine]


@question(inputs=and_another(_versions, _versions), observe=and_as_before(_result, _read))
def mapped_back(answer, holds):
    def least_squares(x, y):
        return np.linalg.solve(x.T @ x, x.T @ y)

    def slow(gallery, moved, old, new, fitting):
        back = least_squares(new[fitting], old[fitting])
        mended = np.where(moved[:, None], unit(gallery @ back), gallery)
        left = unit(new[~fitting] @ back) * old[~fitting]
        return mended, left.sum(axis=1).mean()

    def misread(gallery, moved, old, new, fitting):
        """Gallery and cosine of each misconception, and what to say of it."""
        back = least_squares(new[fitting], old[fitting])
        mended, cosine = slow(gallery, moved, old, new, fitting)

        def by(m, where=moved, left=~fitting):
            there = (unit(new[left] @ m) * old[left]).sum(axis=1).mean()
            return np.where(where[:, None], unit(gallery @ m), gallery), there

        def reported(x, y):
            return mended, (x * y).sum(axis=1).mean()

        u, _, v = np.linalg.svd(new[fitting].T @ old[fitting])
        on, off = new[fitting], new[~fitting]
        size = np.abs((unit(off @ back) * old[~fitting]).sum(axis=1)).mean()
        raw = np.where(moved[:, None], gallery @ back, gallery)
        shift = new[fitting].mean(axis=0), old[fitting].mean(axis=0)
        centred = least_squares(new[fitting] - shift[0], old[fitting] - shift[1])
        return (
            (*by(least_squares(new, old)), "items that are left over took part in the fit"),
            (
                *by(least_squares(off, old[~fitting]), left=fitting),
                "the parts were exchanged. Where is `fitting` true?",
            ),
            (
                *by(least_squares(off, old[~fitting])),
                "the map was fitted to the items that it is reported on",
            ),
            (
                *by(least_squares(old[fitting], on)),
                "this map leads from old to new. Queries are still of the old version",
            ),
            (*by(back.T), "the map is transposed. A row times it gives a row"),
            (*by(u @ v), "this map can only turn. The least squares may stretch as well"),
            (*by(centred), "this map was fitted to rows without their mean"),
            (*by(back, moved | True), "rows that are of the old version were mapped, too"),
            (*by(back, ~moved), "the wrong rows were mapped. Where is `moved` true?"),
            (*by(back, moved & False), "the gallery is as it was"),
            (raw, cosine, "mapped rows do not have length one"),
            (unit(gallery[moved] @ back), cosine, "only the moved rows came back"),
            (mended, size, "a cosine below 0 keeps its sign"),
            (*reported(unit(on @ back), old[fitting]), "these items fitted the map"),
            (*reported(unit(new @ back), old), "all kept items were reported"),
            (*reported(off @ back, old[~fitting]), "this is a product. Is it a cosine?"),
            (*reported(off, old[~fitting]), "this is the cosine before the mapping"),
        )

    def alike(found, other):
        return found.shape == other.shape and np.allclose(found, other, atol=1e-5)

    def compare(*arguments):
        returned = answer(*arguments)
        swapped = "the gallery comes first, then the mean cosine"
        expect.that(np.ndim(pair(returned, TWO)[1]) == 0, swapped)
        (found, cosine), (right, kept) = _read(returned), slow(*arguments)
        given = misread(*arguments)
        for gallery, left, words in given:
            expect.that(not (alike(found, gallery) and abs(cosine - left) < 1e-5), words)
        for gallery, _, words in given:
            expect.that(not alike(found, gallery) or alike(right, gallery), words)
        expect.shape(found, right.shape, "the whole gallery")
        stay = arguments[0][~arguments[1]]
        expect.close(found[~arguments[1]], stay, "Rows of the old version stay as they are", 1e-5)
        expect.close(found, right, "Old rows are right. Is it the map of the least squares?", 1e-5)
        expect.close(cosine, kept, "The gallery is right. Which items are left over?", 1e-5)

    rng = np.random.default_rng(7)
    old = np.array([[1.0, 0], [0, 1], [0.6, 0.8], [0.8, -0.6]])
    fitting = np.array([True, True, False, False])
    with holds("a new version that exchanges the two axes is undone"):
        gallery = np.array([[0.28, 0.96], [1, 0], [0.96, 0.28]])
        found, cosine = _read(answer(gallery, np.arange(3) == 2, old, old[:, ::-1], fitting))
        expect.shape(found, (3, 2), "the whole gallery")
        expect.close(found, gallery[[0, 1, 0]], "Row 2 alone was moved", 1e-5)
        expect.close(cosine, 1.0, "What is left over is mapped exactly, too", 1e-5)
    with holds("two versions that differ by more than a turn"):
        compare(*_versions(rng))
    with holds("every row has length one"):
        found, _ = _read(answer(*_versions(rng)))
        lengths = np.linalg.norm(found, axis=1)
        expect.close(lengths, np.ones(len(lengths)), "A map changes lengths", 1e-5)
    with holds("many random galleries"):
        for _ in range(8):
            compare(*_versions(rng))
    with holds("another call is another question"):
        nothing_is_kept(
            lambda *args: _read(answer(*args)), _versions, "gallery moved old new fitting"
        )
