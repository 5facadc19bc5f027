"""Questions of exercise 01: cosine similarity."""

import math
from functools import cache

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question


@question(kind="value", observe=lambda scores: [round(1000 * score) for score in scores])
def hand_scores(value, holds):
    image, texts = np.array([0.60, 0.80]), np.array([[0.64, 0.77], [0.00, 1.00], [0.80, 0.60]])
    found = np.array(value) if isinstance(value, tuple | list) else value
    dots = texts @ image
    lengths = np.linalg.norm(texts, axis=1)
    cosines = dots / lengths

    with holds("three numbers, one for each label"):
        expect.shape(found, (3,), "a list of three numbers")
    with holds("they are cosines of the right pairs"):
        degrees = np.degrees(np.arccos(cosines))
        expect.unlike(found, degrees, "these are angles. Which number is asked for?", 0.01)
        expect.unlike(found, 1 - cosines, "these are 1 - cos: distances, not cosines", 1e-3)
        only_first = "these are the first products alone. What is added to them?"
        expect.unlike(found, texts[:, 0] * image[0], only_first, 1e-3)
        by_rank = "these are ranked. Keep the order of the labels in the question"
        expect.unlike(found, np.sort(cosines)[::-1], by_rank, 1e-3)
        expect.close(found, cosines, "Multiply place by place, then add", tolerance=2e-3)
    with holds("each is right to three places"):
        plain = "the first is the plain dot product. Is every one of the four vectors 1 long?"
        expect.unlike(found, dots, plain, 4e-4)
        squared = "the first is divided by the square of a length. Where is the root?"
        expect.unlike(found, dots / lengths**2, squared, 4e-4)
        expect.close(found, cosines, "Work with four places, then round", tolerance=6e-4)


def _rows_of_all_lengths(rng):
    x = rng.normal(size=(4, 3)) * np.array([[1.0], [30.0], [0.02], [0.0]])
    return (x[rng.permutation(4)],)


@question(inputs=_rows_of_all_lengths)
def l2_normalize(answer, holds):
    x = np.array([[3.0, 4.0], [0.0, -2.0], [0.5, 0.0]])
    known = np.array([[0.6, 0.8], [0.0, -1.0], [1.0, 0.0]])

    with holds("one row for every row"):
        expect.shape(answer(x), (3, 2), "the shape of x")
    with holds("each row is divided by its own length"):
        found = answer(x)
        expect.unlike(found, x / np.linalg.norm(x), "all rows are divided by one length")
        columns = "the columns have length 1 now. Which axis holds the numbers of one vector?"
        expect.unlike(found, x / np.linalg.norm(x, axis=0), columns)
        taxicab = "each row is divided by the sum of its numbers. The length squares them first"
        expect.unlike(found, x / np.abs(x).sum(axis=1, keepdims=True), taxicab)
        largest = "each row is divided by its largest number. What is its length?"
        expect.unlike(found, x / np.abs(x).max(axis=1, keepdims=True), largest)
        squared = "each row is divided by the square of its length. Where is the root?"
        expect.unlike(found, x / np.square(x).sum(axis=1, keepdims=True), squared)
        expect.close(found, known)
    with holds("short rows get length 1 too"):
        short = "a row of length 0.01 did not get length 1. What was added to its length?"
        expect.close(answer(x / 500), known, short, tolerance=1e-5)
    with holds("a zero row stays zero"):
        found = answer(np.array([[0.0, 0.0], [0.0, 2.0]]))
        expect.finite(found, "Dividing by a length of 0 has no result. What could you divide by?")
        expect.close(found, np.array([[0.0, 0.0], [0.0, 1.0]]))


def _image_and_texts(rng):
    texts = rng.normal(size=(4, 5)) * rng.permutation([0.2, 0.8, 2.0, 6.0])[:, None]
    return rng.normal(size=5) * 3, texts


@question(inputs=_image_and_texts)
def rank_labels(answer, holds):
    rng = np.random.default_rng(1)

    def slow(image, texts):
        def length(v):
            return math.sqrt(sum(t * t for t in v))

        scores = [
            sum(s * t for s, t in zip(image, text, strict=True)) / length(image) / length(text)
            for text in texts
        ]
        order = sorted(range(len(texts)), key=lambda i: -scores[i])
        return np.array(order), np.array([scores[i] for i in order])

    def both(image, texts):
        found = answer(image, texts)
        two = isinstance(found, tuple) and len(found) == 2
        expect.that(two, "return two arrays: `return order, cosines`")
        return found

    image, texts = _image_and_texts(rng)
    with holds("two arrays, one entry for each text"):
        order, cosines = both(image, texts)
        expect.shape(order, (4,), "one row number for each text")
        expect.shape(cosines, (4,), "one cosine for each text")
    with holds("the best text comes first"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[0.0, 1.0], [3.0, 0.1], [1.0, 1.0]]))
        expect.unlike(order, np.array([0, 2, 1]), "the worst comes first. Which way does it sort?")
        expect.equal(order, np.array([1, 2, 0]), "Row numbers, best first")
    with holds("order holds row numbers, not ranks"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[1.0, 1.0], [0.0, 1.0], [3.0, 0.1]]))
        ranks = "these are ranks: entry i says how text i did. Which texts come first, second, ...?"
        expect.unlike(order, np.array([1, 2, 0]), ranks)
        expect.equal(order, np.array([2, 0, 1]))
    with holds("a long text vector has no advantage"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[9.0, 9.0], [1.0, 0.1]]))
        long = "the long vector won, though its angle is larger. Are the texts normalized?"
        expect.equal(order, np.array([1, 0]), long)
    with holds("cosines go with order"):
        order, cosines = both(image, texts)
        unsorted = slow(image, texts)[1][np.argsort(slow(image, texts)[0])]
        expect.unlike(cosines, unsorted, "the cosines are still in the order of the texts")
        expect.close(cosines, slow(image, texts)[1], "Are image and texts both normalized?")
        expect.equal(order, slow(image, texts)[0])


@question(kind="value")
def ranking_reason(value, holds):
    with holds("one of the four letters"):
        expect.one_of(value, ["a", "b", "c", "d"])
    with holds("the explanation fits the numbers"):
        expect.that(value != "a", "1.000 is no cosine here. What did the length of z1 add to it?")
        expect.that(value != "c", "compute it: without the extra length, is 0.999 below 0.960?")
        expect.that(value != "d", "compare cos 0° with cos 2.9°. How much is lost?")


def _two_matrices(rng):
    a, b = rng.normal(size=(2, 6)), rng.normal(size=(6, 6))
    # Half of the rows are parallel: often enough their cosine is rounded to more than 1.
    b[:2] = a[0] * rng.uniform(1, 9, size=(2, 1))
    b[2:4] = -a[1] * rng.uniform(1, 9, size=(2, 1))
    return a, b


@question(inputs=_two_matrices)
def angular_distance(answer, holds):
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(3, 8)), rng.normal(size=(4, 8))

    with holds("the same direction is 0, the opposite 1, a right angle 0.5"):
        found = answer(np.array([[1.0, 0.0]]), np.array([[2.0, 0.0], [-1.0, 0.0], [0.0, 3.0]]))
        expect.shape(found, (1, 3), "one value for every pair")
        known = np.array([[0.0, 1.0, 0.5]])
        expect.unlike(found, known * math.pi, "these are radians. What is the largest angle?")
        expect.unlike(found, known * 180, "these are degrees. What is the largest angle?")
        expect.unlike(found, known * 2, "this is 1 - cos. Which function gives back an angle?")
        expect.close(found, known)
    with holds("half of a right angle is half as far"):
        found = answer(np.array([[1.0, 0.0]]), np.array([[1.0, 1.0]]))
        cosine = 1 - math.sqrt(0.5)
        why = "the result follows the cosine, not the angle. Which function gives back an angle?"
        expect.unlike(found, np.array([[cosine]]), why)
        expect.unlike(found, np.array([[cosine / 2]]), why)
        expect.close(found, np.array([[0.25]]))
    with holds("one value for every pair: shape (n, m)"):
        expect.shape(answer(a, b), (3, 4), "one value for every pair")
    with holds("lengths do not matter"):
        doubled = answer(a, 2 * b)
        why = "doubling b changed the result. Are the rows normalized?"
        expect.close(doubled, answer(a, b), why, tolerance=1e-4)
    with holds("a detour through a third vector is never shorter"):
        third = np.concatenate([rng.normal(size=(20, 8)), a[:1] + b[:1]])
        detours = answer(a, third)[:, :, None] + answer(third, b)[None]
        shorter = answer(a, b) > detours.min(axis=1) + 1e-4
        expect.that(not shorter.any(), "a detour is shorter, so this is no metric")
    with holds("rounding does not make NaN"):
        rows = rng.normal(size=(200, 5))
        cosines_above_1 = "A cosine of 1.0000001 has no angle. What could you do before arccos?"
        expect.finite(answer(rows, 3 * rows), cosines_above_1)
        expect.finite(answer(rows.astype(np.float32), rows.astype(np.float32)), cosines_above_1)
    with holds("parallel rows are 0 apart, to six places"):
        apart = np.diagonal(answer(rows, 3 * rows))
        why = "Near a cosine of 1 the angle needs all digits. Is something computed in float32?"
        expect.between(apart, -1e-6, 1e-6, why)


def _a_search(rng):
    gallery = rng.normal(size=(8, 6)) * rng.uniform(0.3, 3, size=(8, 1))
    gallery[:, 2:] *= rng.uniform(0.1, 4, size=(8, 1))  # what is cut off weighs differently
    return rng.normal(size=(5, 6)), gallery, 2


@question(inputs=_a_search)
def truncated_search(answer, holds):
    rng = np.random.default_rng(4)
    queries, gallery = rng.normal(size=(40, 12)), rng.normal(size=(60, 12))

    def slow(queries, gallery, dim):
        best = []
        for q in queries[:, :dim]:
            cosines = [q @ g / math.sqrt((q @ q) * (g @ g)) for g in gallery[:, :dim]]
            best.append(cosines.index(max(cosines)))
        return np.array(best)

    def same(found, right, why):
        expect.shape(found, (40,), "one row of the gallery for each query")
        off = int(np.sum(found != right))
        expect.that(off == 0, f"{off} of 40 queries get another row. {why}")

    with holds("one row number for each query"):
        expect.shape(answer(queries, gallery, 4), (40,), "one row of the gallery for each query")
    with holds("with all numbers kept it is the ordinary search"):
        found = answer(queries, 5 * gallery, 12)
        farthest = "these are the lowest cosines. Is the highest one the best?"
        expect.unlike(found, slow(queries, -gallery, 12), farthest)
        same(found, slow(queries, gallery, 12), "The highest cosine wins")
    with holds("the numbers that are cut off change nothing"):
        other = gallery.copy()
        other[::2, 4:] *= 5
        when = "When is the length measured, before or after the cut?"
        same(answer(queries, other, 4), answer(queries, gallery, 4), when)
    with holds("the length of a row changes nothing"):
        longer = gallery * rng.uniform(0.2, 5, size=(60, 1))
        why = "Which side has to be normalized for a ranking?"
        same(answer(queries, longer, 4), answer(queries, gallery, 4), why)
    with holds("it is the highest cosine of the first dim numbers"):
        last = "these are the last dim numbers. Where does truncation keep the important ones?"
        found = answer(queries, gallery, 4)
        expect.unlike(found, slow(queries[:, ::-1], gallery[:, ::-1], 4), last)
        same(found, slow(queries, gallery, 4), "These cosines were worked out one by one")


def _pairs_with_hubs(rng):
    shown = rng.normal(size=(20, 6))
    queries = shown + 0.5 * rng.normal(size=(20, 6))
    gallery = shown + 0.5 * rng.normal(size=(20, 6))
    return queries, gallery * rng.lognormal(sigma=0.5, size=(20, 1))


@question(inputs=_pairs_with_hubs)
def normalization_gain(answer, holds):
    queries, gallery = _pairs_with_hubs(np.random.default_rng(3))

    def first(queries, gallery):
        """Percent of queries whose partner has the highest dot product, one at a time."""
        hits = 0
        for i, q in enumerate(queries):
            scores = [float(q @ g) for g in gallery]
            hits += scores.index(max(scores)) == i
        return 100 * hits / len(queries)

    def unit(x):
        return np.array([row / math.sqrt(row @ row) for row in x])

    with holds("by hand: the cosine finds both partners, the dot product one"):
        found = answer(np.array([[1.0, 0.2], [0.2, 1.0]]), np.array([[1.0, 0.0], [4.0, 9.0]]))
        expect.unlike(found, 0.5, "this is a share. Points are hundredths: multiply by 100")
        expect.unlike(found, -50.0, "the sign is turned round: a gain is positive")
        expect.unlike(found, 100.0, "that is a recall, or a ratio. Points gained are a difference")
        expect.unlike(found, 0.0, "no gain found. For a ranking, whose lengths have to go?")
        expect.close(found, 50.0, "Count the queries whose partner comes first")
    with holds("each query looks for its partner in the gallery"):
        found = answer(queries, gallery)
        dot, cosine = first(queries, gallery), first(unit(queries), unit(gallery))
        turned = first(unit(gallery), unit(queries)) - first(gallery, queries)
        other_way = "here the gallery looks for queries. Along which axis is the best one?"
        expect.unlike(found, turned, other_way)
        expect.close(found, cosine - dot)
    with holds("nothing is gained where all rows are unit already"):
        expect.close(answer(unit(queries), unit(gallery)), 0.0)


PICTURES, MEMORY = 30_000_000, 16e9


@cache
def _drawings():
    """What the image tower gives for one thing drawn by two artists, plain and turned by PCA."""
    from course_utils.datasets import load_pairs

    emoji = load_pairs("emoji")
    gallery = emoji.select(emoji.styles == "fluent-emoji")
    queries = emoji.select(emoji.styles == "noto")
    queries = queries.select(np.isin(queries.concepts, gallery.concepts))
    plain = _unit(queries.image_features), _unit(gallery.image_features)
    sample = plain[1][::3]
    turn = np.linalg.svd(sample - sample.mean(axis=0), full_matrices=False)[2].T
    return {"plain": plain, "pca": (plain[0] @ turn, plain[1] @ turn)}


def _unit(x):
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0, length, 1)


def _recall_at_10(method, dim):
    queries, gallery = (_unit(side[:, :dim]) for side in _drawings()[method])
    scores = queries @ gallery.T
    return 100 * float(np.mean((scores > np.diag(scores)[:, None]).sum(axis=1) < 10))


def _outcome(plan):
    """Bytes for the shop's pictures, and R@10 as a share of what full vectors reach."""
    method, dim = plan
    return PICTURES * 4 * dim, _recall_at_10(method, dim) / _recall_at_10("plain", 1280)


def _kept_promises(plan):
    size, share = _outcome(plan)
    return {"fits": size <= MEMORY, "finds enough": share >= 0.9}


@question(kind="value", observe=_kept_promises)
def plan(value, holds):
    with holds("a way to cut, and how many numbers to keep"):
        two = isinstance(value, tuple | list) and len(value) == 2
        expect.that(two, 'give a pair such as ("plain", 1280)')
        expect.one_of(value[0], ["plain", "pca"])
        whole = isinstance(value[1], int | np.integer) and 1 <= value[1] <= 1280
        expect.that(whole, "the second is a whole number from 1 to 1280: how many numbers are kept")
    with holds("30 million of them fit into 16 GB"):
        size, _ = _outcome(value)
        too_much = f"they take {size / 1e9:.0f} GB. How many numbers of 4 bytes has one vector?"
        expect.that(size <= MEMORY, too_much)
    with holds("they find nine tenths of what full vectors find"):
        _, share = _outcome(value)
        plain, pca = "Which order of the numbers keeps more?", "There is room for more numbers"
        better = plain if value[0] == "plain" else pca
        expect.that(share >= 0.9, f"they find {share:.0%} of it. {better}")
