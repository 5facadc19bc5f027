"""The question pq_estimates."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions.lesson_05._shared import _unit


def _pieces(rng):
    """Codes of one byte, of 200 entries: 400 have no number of their own in it, and 200 no sign.

    And codes of more pieces and entries, beyond a byte, of more vectors.
    """
    pieces, width = rng.permutation([2, 3, 4])[:2]
    codes = rng.integers(200, size=(3, pieces)).astype(np.uint8)
    codes[0] = rng.integers(128, 200)
    codes[[1, 2], rng.integers(pieces, size=2)] = 0, 199  # the first and the last are entries too
    wide = rng.integers(300, size=(37, 10))
    wide[0] = rng.integers(256, 300)
    return (
        (rng.normal(size=(2, pieces * width)), rng.normal(size=(pieces, 200, width)), codes),
        (rng.normal(size=(2, 20)), rng.normal(size=(10, 300, 2)), wide),
    )


def _case(rng):
    return rng.normal(size=(2, 6)), rng.normal(size=(3, 10, 2)), rng.integers(10, size=(5, 3))


def _all_and_one(answer, small, large):
    """The estimates, of many vectors the first and the last; for one query or vector the shape."""
    queries, codebooks, codes = small
    ones = (queries[:1], codebooks, codes), (queries, codebooks, codes[:1])
    many = numbers(answer(*large))
    return numbers(answer(*small)), many[:, [0, -1]], [numbers(answer(*x)).shape for x in ones]


@question(inputs=and_another(_pieces, _case), observe=and_as_before(_all_and_one, numbers))
def pq_estimates(answer, holds):
    answer = reading(answer, numbers)
    rng = np.random.default_rng(3)
    queries, codebooks, codes = rng.normal(size=(4, 15)), rng.normal(size=(5, 8, 3)), None
    codes = rng.integers(8, size=(30, 5))

    def decoded(codes, books=codebooks):
        return np.array(
            [[x for m, code in enumerate(row) for x in books[m][code]] for row in codes]
        )

    with holds("by hand: two pieces of one number, two entries each"):
        books = np.array([[[1.0], [2.0]], [[10.0], [20.0]]])
        found = answer(np.array([[3.0, 0.5]]), books, np.array([[0, 0], [0, 1], [1, 0]]))
        expect.shape(found, (1, 3), "an estimate for each query and each vector")
        mean = "these are means over the pieces. A dot product adds them up"
        expect.unlike(found, np.array([[4.0, 6.5, 5.5]]), mean)
        first = "every piece is looked up in the first codebook. Each piece has its own"
        expect.unlike(found, np.array([[3.5, 4.0, 6.5]]), first)
        back = "the codebooks are in the wrong order. Piece 0 of the query meets codebook 0"
        expect.unlike(found, np.array([[30.5, 31.0, 60.5]]), back)
        last = "only the last piece counts. Where are the others added?"
        expect.unlike(found, np.array([[5.0, 10.0, 5.0]]), last)
        zero = "code 0 added nothing. It is an entry like any other"
        expect.unlike(found, np.array([[0.0, 10.0, 6.0]]), zero)
        times = "the pieces' products were multiplied. A dot product adds them up"
        expect.unlike(found, np.array([[15.0, 30.0, 30.0]]), times)
        one = "entries are counted from 0, as Python does"
        expect.unlike(found, np.array([[16.0, 11.0, 13.0]]), one)
        expect.close(found, np.array([[8.0, 13.0, 11.0]]), "3 · 1 + 0.5 · 10 is the first")
    with holds("one estimate for every pair: shape (n_queries, n)"):
        expect.shape(answer(queries, codebooks, codes), (4, 30), "a row for each query")
        one = answer(queries, codebooks, codes[:1])
        expect.shape(one, (4, 1), "one column for one vector, too")
    with holds("it is the product with the decoded vector"):
        found = answer(queries, codebooks, codes)
        vectors = decoded(codes)
        distance = np.square(queries[:, None] - vectors).sum(axis=2)
        squared = "these are squared distances to the decoded vectors. Estimate the product"
        expect.unlike(found, distance, squared)
        expect.unlike(found, -distance, squared)
        cosine = "the decoded vectors were normalized. An estimate leaves them as they are"
        expect.unlike(found, queries @ _unit(vectors).T, cosine)
        expect.unlike(found, _unit(queries) @ _unit(vectors).T, cosine)
        half = "half the pieces or fewer are in the sum. How many are there?"
        for some in range(1, 5):
            partial = queries[:, : 3 * some] @ vectors[:, : 3 * some].T
            expect.unlike(found, partial, half.replace("half the pieces or fewer", f"only {some}"))
        one_code = decoded(np.repeat(codes[:, :1], 5, axis=1))
        first = "the first code of a vector is used for all its pieces. Each piece has its own"
        expect.unlike(found, queries @ one_code.T, first)
        unit = "the queries were normalized. An estimate leaves them as they are"
        expect.unlike(found, _unit(queries) @ vectors.T, unit)
        largest = np.max(
            [queries[:, 3 * m : 3 * m + 3] @ vectors[:, 3 * m : 3 * m + 3].T for m in range(5)],
            axis=0,
        )
        expect.unlike(found, largest, "this is the largest piece alone. A dot product adds them up")
        strided = queries.reshape(4, 3, 5).transpose(0, 2, 1).reshape(4, 15)
        why = "piece m is made of every 5th number. Pieces are neighbours: the first 3, the next 3"
        expect.unlike(found, strided @ vectors.T, why)
        expect.close(found, queries @ vectors.T, "Decode one vector and check", tolerance=1e-5)
        again = "other queries got estimates of the first ones. Is anything kept from call to call?"
        expect.close(answer(2 * queries, codebooks, codes), 2 * found, again, tolerance=1e-5)
        again = again.replace("queries", "codebooks")
        expect.close(answer(queries, 2 * codebooks, codes), 2 * found, again, tolerance=1e-5)
    with holds("codes may be of one byte"):
        byte = "codes of type uint8 changed it. Do you add to them? 255 + 1 is 0 in a byte"
        for entries in (200, 256):
            books = rng.normal(size=(5, entries, 3))
            wide = rng.integers(entries, size=(30, 5))
            found = answer(queries, books, wide.astype(np.uint8))
            expect.close(found, queries @ decoded(wide, books).T, byte, tolerance=1e-5)
    with holds("there may be more pieces, and entries beyond a byte"):
        asked, books = rng.normal(size=(2, 20)), rng.normal(size=(10, 300, 2))
        wide = rng.integers(300, size=(30, 10))
        beyond = "ten pieces of 300 entries. Are all pieces added, and no code cut to a byte?"
        expect.close(answer(asked, books, wide), asked @ decoded(wide, books).T, beyond, 1e-5)
    with holds("vectors with one code get one estimate"):
        same = np.repeat(codes[:1], 3, axis=0)
        found = answer(queries, codebooks, same)
        expect.shape(found, (4, 3), "a row for each query")
        expect.close(found, np.repeat(found[:, :1], 3, axis=1), tolerance=1e-5)
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "queries codebooks codes")
