"""The question word_places."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import observed_each, reading, whole

ROWS, COLUMNS = 3, 5


def _words_and_cells(rng):
    """Quarters: words with a clear best cell, one that only just has none, one below.

    Cells differ in length, so that the largest product and the largest cosine fall apart.
    """
    while True:
        words, cells = rng.integers(-4, 5, (5, 3)), rng.integers(-4, 5, (ROWS * COLUMNS, 3))
        products = words @ cells.T
        best, second = np.sort(products, axis=1)[:, [-1, -2]].T
        if (best == second).any() or not (np.linalg.norm(cells, axis=1).min() > 0):
            continue
        cosines = products / np.linalg.norm(cells, axis=1)
        lowest, nowhere = np.sort(best)[:2].astype(int)
        above = best > nowhere
        sideways = products.argmax(axis=1) // COLUMNS != products.argmax(axis=1) % COLUMNS
        other = products.argmax(axis=1) != cosines.argmax(axis=1)
        clear = above.sum() == 3 and (sideways & other & above).sum() >= 2 and nowhere % 4
        if clear and 0 < lowest < nowhere:
            return words / 4, cells.astype(float), COLUMNS, nowhere / 4


def _below_zero(rng):
    """Two rows of four cells that no word likes, all products below 0, and so is `nowhere`."""
    while True:
        words, cells = rng.integers(1, 5, (4, 3)), -rng.integers(1, 5, (8, 3))
        products = words @ cells.T
        best, second = np.sort(products, axis=1)[:, [-1, -2]].T
        between = (best > best.min()) & (best <= -(-best.min() // 4) * 4)
        if (best > second).all() and between.any():
            return words / 4, cells.astype(float), 4, best.min() / 4


def _at_zero(rng):
    """`nowhere` is 0, as one word's best product is; another word's is only just above it."""
    cells = -rng.integers(1, 9, (6, 3)).astype(float)
    cells[rng.integers(6, size=3), [0, 1, 2]] = rng.permutation([0, 0.125, 2])
    return np.eye(3), cells, 3, 0


def _column_and_row(rng):
    """One word and 300 cells of little difference, one of them only just above `nowhere`."""
    cells = np.zeros((300, 3))
    cells[:, 0] = 1 + rng.permutation(300) / 2**14
    best, late = cells[:, 0].argmax(), rng.integers(257, 300)
    cells[[best, late]] = cells[[late, best]]
    return [(np.eye(1, 3), cells, columns, 1 + 298 / 2**14) for columns in (1, 300)]


def _pictures(rng):
    words, *picture, nowhere = _words_and_cells(rng)
    plain = [(words[order], *picture, nowhere) for order in ([0, 1, 2, 3, 4], [1, 2, 3, 4, 0])]
    plain += [(words, picture[0][::-1].copy(), picture[1], nowhere)]
    plain += [(words, *picture, nowhere - 0.125)]  # one more word is there
    return ([*plain, _below_zero(rng), _at_zero(rng), *_column_and_row(rng)],)


@question(inputs=_pictures, observe=observed_each(whole))
def word_places(answer, holds):
    answer = reading(answer, whole)

    def slow(words, cells, columns, nowhere):
        found = []
        for word in words:
            best = max(range(len(cells)), key=lambda cell: float(word @ cells[cell]))
            seen = word @ cells[best] > nowhere
            found.append((best // columns, best % columns) if seen else (-1, -1))
        return np.array(found)

    def misread(words, cells, columns, nowhere):
        """What each misconception finds, and what to say of it."""
        right, products = slow(words, cells, columns, nowhere), words @ cells.T
        there, rows = right[:, :1] >= 0, -(-len(cells) // columns)

        def places(best):
            return np.stack([best // columns, best % columns], axis=1)

        best = products.argmax(axis=1)
        counted = np.where(there, right + 1, right)
        down = np.where(there, np.stack([best % rows, best // rows], axis=1), -1)
        across = np.where(there, np.stack([best // rows, best % rows], axis=1), -1)
        cosines = products / (np.linalg.norm(cells, axis=1) + 1e-12)
        products_above = (products.max(axis=1) > max(nowhere, 0))[:, None]
        positive = np.where(products_above, places(best), -1)
        touching = np.where((products.max(axis=1) >= nowhere)[:, None], places(best), -1)
        return (
            (places(best), "a word whose best product is too low is nowhere: (-1, -1)"),
            (right[:, ::-1], "the column came first. Return the row, then the column"),
            (counted, "rows and columns count from 0"),
            (down, "the cells were read column by column. Cell 1 stands beside cell 0"),
            (across, "a row has `columns` cells. By what do you divide?"),
            (places(products.argmin(axis=1)), "this is the least similar cell"),
            (
                np.where(there, places(cosines.argmax(axis=1)), -1),
                "this is the best cell by cosine. Take the products as they come",
            ),
            (np.where(there, right, 0), "(0, 0) is a cell. Nowhere is (-1, -1)"),
            (positive, "`nowhere` may be below 0, and so may a best product"),
            (touching, "a best product of exactly `nowhere` is not above it"),
        )

    def compare(*arguments):
        found, right = answer(*arguments), slow(*arguments)
        flat = "these are numbers of cells. In which row and column does each stand?"
        expect.that(found.shape != (len(right),), flat)
        expect.shape(found, right.shape, "a row and a column for each word")
        for wrong, message in misread(*arguments):
            if (wrong != right).any():
                expect.unlike(found, wrong, message)
        expect.equal(found, right)

    words = np.eye(3)
    cells = np.zeros((6, 3))
    cells[[1, 3, 4], [0, 1, 2]] = 0.9, 0.8, 0.7
    with holds("three words in a picture of two rows and three columns"):
        compare(words, cells, 3, 0.3)
    with holds("the same cells as three rows of two"):
        compare(words, cells, 2, 0.3)
    with holds("a word that resembles nothing is nowhere"):
        compare(words, cells, 3, 0.75)
        compare(words, cells, 3, 5.0)
    with holds("at exactly `nowhere` it is nowhere"):
        compare(words * [3, 2, 1], np.where(cells > 0, 2.0, 0.0), 3, 4)
    with holds("two words may be in one cell"):
        compare(np.array([[1.0, 0, 0], [1.0, 0.1, 0]]), cells, 3, 0.3)
    with holds("`nowhere` may be 0 or below, and need not be whole"):
        zero = "0 is a limit like any other: what is only just above it is there, 0 is not"
        expect.close(answer(words, cells / 8 - 0.05, 3, 0)[:, 0], np.array([0, 1, 1]), zero)
        expect.close(answer(words, cells - 0.8, 3, 0)[:, 0], np.array([0, -1, -1]), zero)
        compare(words, cells - 1, 3, -0.25)
        compare(words, cells - 1, 3, -2)
    rng = np.random.default_rng(7)
    with holds("one word, in a column of 300 cells and in a row of them"):
        for picture in _column_and_row(rng):
            little = "its best product is above `nowhere` by little, and that is above"
            expect.unlike(answer(*picture), np.array([[-1, -1]]), little)
            compare(*picture)
    with holds("many random pictures"):
        for picture in [picture for _ in range(12) for picture in _pictures(rng)[0]]:
            compare(*picture)
