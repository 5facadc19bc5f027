"""The question named_results."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import texts
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept

LISTS = "return a list of lists: one for each query, also where it has empty places"


def _padded(rng):
    """A full list, a short one and an empty one, with row 0 and the last row in both lists.

    Of the full one two articles have one name. There are more articles than a byte can number.
    """
    some = 1 + rng.permutation(298)[:10]
    rows = np.array([rng.permutation([0, 299, *some]) for _ in range(3)])
    rows[1, :2] = rng.permutation([0, 299])
    for row, kept in zip(rows, (12, 2, 0), strict=True):
        row[kept:] = -1
    names = [f"article {number}" for number in rng.permutation(300)]
    names[some[0]] = names[some[1]]
    return rng.permutation(rows), names


def _case(rng):
    names = [f"article {number}" for number in rng.permutation(99)[:9]]
    rows = rng.permuted(np.tile(np.arange(9), (2, 1)), axis=1)[:, :5]
    rows[0, rng.integers(1, 6) :] = -1
    return rows, names


def _read(found):
    """A list of names for each query, in whatever they came."""
    several = isinstance(found, (list, tuple)) or (isinstance(found, np.ndarray) and found.ndim)
    expect.that(several and not any(isinstance(part, str) for part in found), LISTS)
    return [texts(part) for part in found]


@question(
    inputs=and_another(_padded, _case),
    observe=and_as_before(lambda answer, *args: _read(answer(*args)), _read),
)
def named_results(answer, holds):
    names = ["lamp", "violin", "umbrella", "zebra"]

    def lists(rows):
        found = _read(answer(np.array(rows), names))
        expect.that(len(found) == len(rows), LISTS)
        return found

    with holds("the names, best first"):
        right = [["umbrella", "violin", "zebra"], ["zebra", "lamp", "umbrella"]]
        found = lists([[2, 1, 3], [3, 0, 2]])
        back = "the best comes last. The rows stand best first"
        expect.that(found != [part[::-1] for part in right], back)
        sorted_ = "the names are in the order of the alphabet or of their rows, not best first"
        expect.that(found != [sorted(part) for part in right], sorted_)
        expect.that(
            found != [["violin", "umbrella", "zebra"], ["lamp", "umbrella", "zebra"]], sorted_
        )
        for rows, why in (
            ({0}, "the article in row 0 got lost. Which numbers are no row?"),
            ({3}, "the last article got lost. It is wrong only where the row is -1"),
        ):
            kept = [[name for name in part if names.index(name) not in rows] for part in right]
            expect.that(found != kept, why)
        expect.that(found == right, "some names are not those of the rows")
    with holds("an empty place is no article"):
        found = lists([[2, -1, -1], [1, 3, -1]])
        last = "the last article fills the empty places. What does names[-1] mean in Python?"
        expect.that("zebra" not in found[0], last)
        expect.that(len(found[0]) == 1, "an empty place should leave nothing behind, no blank")
        expect.that(found == [["umbrella"], ["violin", "zebra"]], "other names were expected")
    with holds("row 0 is an article like any other"):
        found = lists([[0, 3, -1]])
        lost = "the article in row 0 got lost. Which numbers are no row?"
        expect.that("lamp" in found[0], lost)
        expect.that(found == [["lamp", "zebra"]], "other names were expected")
    with holds("the last row is an article like any other"):
        lost = "the last article got lost. It is wrong only where the row is -1"
        expect.that(lists([[3, 0, -1]]) == [["zebra", "lamp"]], lost)
    with holds("a list and a catalogue may be long"):
        found = _read(answer(np.array([np.arange(299, 0, -23)]), [f"no {i}" for i in range(300)]))
        many = "thirteen rows of 300 articles are thirteen names. Where are the others?"
        expect.that([len(part) for part in found] == [13], many)
        other = "300 articles: are rows beyond 127 kept as they are?"
        expect.that(found == [[f"no {i}" for i in range(299, 0, -23)]], other)
    with holds("two articles of one name are two"):
        found = _read(answer(np.array([[1, 0, 2]]), ["lamp", "lamp", "zebra", "violin"]))
        once = "two articles have one name, and one of them got lost"
        expect.that([len(part) for part in found] == [3], once)
        kept = "other articles have other names. Is anything kept from call to call?"
        expect.that(found == [["lamp", "lamp", "zebra"]], kept)
    with holds("a query that found nothing has an empty list"):
        empty = "an empty list keeps the place of such a query"
        found = lists([[-1, -1], [1, -1], [-1, -1]])
        expect.that(found == [[], ["violin"], []], empty)
    with holds("another call is another question"):
        nothing_is_kept(lambda *args: _read(answer(*args)), _case, "rows names")
