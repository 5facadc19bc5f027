"""Questions of exercise 02: InfoNCE, its temperature and its relatives."""

import math
from functools import cache

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question


@question(kind="value", observe=lambda losses: [round(200 * loss) for loss in losses])
def hand_losses(value, holds):
    cosines = np.array([[0.9, 0.1], [0.3, 0.5]])

    def both(table, log=math.log):
        """The surprise of the rows, and of rows and columns together."""
        rows = [log(sum(math.exp(s - row[i]) for s in row)) for i, row in enumerate(table)]
        columns = [log(sum(math.exp(s - c[i]) for s in c)) for i, c in enumerate(table.T)]
        return np.array([sum(rows) / 2, sum(rows + columns) / 4])

    known = both(cosines / 0.5)
    found = np.array(value) if isinstance(value, tuple | list) else value
    with holds("two losses"):
        expect.shape(found, (2,), "a list of two numbers")
    with holds("they are means of -log p"):
        expect.unlike(found, known[::-1], "first the one direction, then both", 2e-3)
        expect.unlike(found, both(cosines), "where is the temperature?", 2e-3)
        times = "the cosines are multiplied by the temperature. Which way does it sharpen?"
        expect.unlike(found, both(cosines * 0.5), times, 2e-3)
        expect.unlike(found, known * [2, 4], "these are sums. Divide by the questions asked", 2e-3)
        bits = "this logarithm has base 2 or 10. The natural one is meant"
        expect.unlike(found, both(cosines / 0.5, math.log2), bits, 2e-3)
        expect.unlike(found, both(cosines / 0.5, math.log10), bits, 2e-3)
        halves = np.array([known[0], 2 * known[1] - known[0]])
        columns = "the second is the columns' loss alone. CLIP averages both directions"
        expect.unlike(found, halves, columns, 2e-3)
        known_to = "The own key's probability is exp(its score) / (sum over both keys)"
        expect.close(found, known, known_to, tolerance=3e-3)


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _sides(rng):
    queries, keys = rng.normal(size=(2, 4, 5)) * rng.uniform(0.3, 4, size=(2, 4, 1))
    return queries, keys, rng.uniform(0.1, 1)


def _mild_and_cold(answer, queries, keys, temperature):
    return [answer(queries, keys, temperature), answer(queries, keys, temperature / 4000)]


@question(inputs=_sides, observe=_mild_and_cold)
def info_nce(answer, holds):
    def slow(queries, keys, temperature):
        losses = []
        for i, q in enumerate(queries):
            scores = [q @ k / math.sqrt((q @ q) * (k @ k)) / temperature for k in keys]
            highest = max(scores)
            losses.append(
                highest + math.log(sum(math.exp(s - highest) for s in scores)) - scores[i]
            )
        return sum(losses) / len(losses)

    rng = np.random.default_rng(5)
    queries, keys = rng.normal(size=(2, 6, 4))
    perfect = np.eye(4)
    with holds("who knows nothing pays log(n)"):
        found = answer(np.ones((8, 3)), np.ones((8, 3)), 0.1)
        expect.kind(found, 1.0)
        expect.unlike(found, 8 * math.log(8), "this is the sum over the batch. Take the mean")
        expect.unlike(found, -math.log(8), "the sign is turned: a surprise is positive")
        bits = "this is log2(8). The natural logarithm is meant"
        expect.unlike(found, 3.0, bits)
        others = "log(7): the own key is missing among the keys to choose from"
        expect.unlike(found, math.log(7), others)
        expect.close(found, math.log(8))
    with holds("four perfect pairs at temperature 0.5"):
        found = answer(perfect, perfect, 0.5)
        times = "the cosines are multiplied by the temperature. Which way does it sharpen?"
        expect.unlike(found, math.log(1 + 3 * math.exp(-0.5)), times)
        expect.close(found, math.log(1 + 3 * math.exp(-2)))
    with holds("lengths do not matter"):
        found = answer(5 * queries, keys * rng.uniform(0.2, 3, size=(6, 1)), 0.3)
        expect.close(found, answer(queries, keys, 0.3), "Are both sides normalized?")
    with holds("each query chooses among all keys"):
        found = answer(queries, keys, 0.3)
        turned = "here keys choose among queries. Which way does the sum run?"
        expect.unlike(found, slow(keys, queries, 0.3), turned)
        symmetric = (slow(keys, queries, 0.3) + slow(queries, keys, 0.3)) / 2
        expect.unlike(found, symmetric, "that is the mean of both directions. One is asked for")
        expect.close(found, slow(queries, keys, 0.3))
    with holds("it stays finite at any temperature"):
        found = answer(queries, keys, 1e-4)
        overflow = "exp of a large score overflows. What can you subtract from each row first?"
        expect.finite(found, overflow)
        expect.close(found, slow(queries, keys, 1e-4), overflow)
        own = "The own score can be far below the highest. Does its log survive?"
        expect.close(answer(perfect, perfect[::-1], 1e-4), 1e4, own)


def _scores(rng):
    return rng.uniform(-1, 1, size=(3, 3)), rng.uniform(0.2, 1)


@question(inputs=_scores)
def score_gradient(answer, holds):
    rng = np.random.default_rng(7)
    cosines = rng.uniform(-1, 1, size=(4, 4))

    def loss(table, temperature):
        scores = table / temperature
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - np.diag(scores))

    def slow(table, temperature):
        slopes = np.zeros_like(table)
        for place in np.ndindex(table.shape):
            step = np.zeros_like(table)
            step[place] = 1e-5
            rise = loss(table + step, temperature) - loss(table - step, temperature)
            slopes[place] = rise / 2e-5
        return slopes

    with holds("one slope for each cosine"):
        expect.shape(answer(cosines, 0.5), (4, 4), "one slope for each cosine")
    with holds("the own key is pulled, the others are pushed"):
        found = answer(cosines, 0.5)
        turned = "the signs are turned. Does a higher own cosine raise the loss?"
        expect.unlike(found, -slow(cosines, 0.5), turned, 1e-4)
        expect.that((np.diag(found) < 0).all(), "a higher own cosine lowers the loss")
        expect.that((found[~np.eye(4, dtype=bool)] > 0).all(), "a higher stranger's raises it")
    with holds("each row's pull and push cancel"):
        sums = answer(cosines, 0.5).sum(axis=1)
        by_row = "a row's slopes do not add up to 0. Over what does the softmax run?"
        expect.that(np.abs(sums).max() < 1e-9, by_row)
    with holds("it is the slope that a small step measures"):
        found, known = answer(cosines, 0.4), slow(cosines, 0.4)
        no_mean = "this is the slope of the sum. The loss is a mean over the rows"
        expect.unlike(found, 4 * known, no_mean, 1e-4)
        no_chain = "the temperature is inside the softmax, and outside too: think of the chain rule"
        expect.unlike(found, known * 0.4, no_chain, 1e-4)
        expect.unlike(found, known * 0.4 * 4, no_chain, 1e-4)
        expect.close(found, known, "p - 1 for the own key, p for others", tolerance=1e-5)


def _two_sides(rng):
    return _sides(rng)[:2]


def _usual_and_firm(answer, images, texts):
    return [answer(images, texts, 10.0, -3.0), answer(images, texts, 4000.0, -3.0)]


@question(inputs=_two_sides, observe=_usual_and_firm)
def sigmoid_loss(answer, holds):
    def slow(images, texts, scale, bias):
        total = 0.0
        for i, x in enumerate(images):
            for j, y in enumerate(texts):
                logit = scale * (x @ y) / math.sqrt((x @ x) * (y @ y)) + bias
                wrong = -logit if i == j else logit
                total += max(wrong, 0) + math.log1p(math.exp(-abs(wrong)))
        return total

    rng = np.random.default_rng(2)
    images, texts = rng.normal(size=(2, 5, 4))
    with holds("one perfect pair at scale 10, bias -10 costs log(2)"):
        found = answer(np.array([[3.0, 0.0]]), np.array([[1.0, 0.0]]), 10.0, -10.0)
        bias = "exp(-20): the bias is subtracted. Which sign does the formula give it?"
        expect.unlike(found, math.log1p(math.exp(-20)), bias)
        expect.close(found, math.log(2), "sigmoid(0) is one half")
    with holds("all combinations count, summed and divided by the pairs"):
        found, total = answer(images, texts, 10.0, -3.0), slow(images, texts, 10.0, -3.0)
        expect.kind(found, 1.0)
        mean = "this is the mean over all n * n combinations: the more pairs, the less it counts"
        expect.unlike(found, total / 25, mean)
        expect.unlike(found, total, "this is the bare sum. SigLIP divides by the number of pairs")
        own = sum(slow(images[[i]], texts[[i]], 10.0, -3.0) for i in range(5))
        expect.unlike(found, own / 5, "only the partners count. What about the strangers?")
        expect.close(found, total / 5)
    with holds("lengths do not matter"):
        found, known = answer(3 * images, texts, 10.0, -3.0), slow(images, texts, 10.0, -3.0) / 5
        expect.close(found, known, "Tripling the images must change nothing, and 5 pairs divide")
    with holds("it stays finite when the model is very sure"):
        found = answer(images, texts, 4000.0, -3.0)
        why = "p or 1 - p was rounded to 0, and its log is infinite"
        expect.finite(found, why)
        clipped = "a clipped probability is finite, but wrong: the loss stops growing"
        expect.close(found, slow(images, texts, 4000.0, -3.0) / 5, clipped)


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


def _triplets(rng):
    return *rng.normal(size=(3, 5, 4)) * rng.uniform(0.3, 3, size=(3, 5, 1)), rng.uniform(0.1, 0.8)


@question(inputs=_triplets)
def margin_loss(answer, holds):
    def slow(anchors, positives, negatives, margin):
        total = 0.0
        for a, p, n in zip(anchors, positives, negatives, strict=True):
            to_positive = 1 - a @ p / math.sqrt((a @ a) * (p @ p))
            to_negative = 1 - a @ n / math.sqrt((a @ a) * (n @ n))
            total += max(0.0, to_positive - to_negative + margin)
        return total / len(anchors)

    right = np.array([[1.0, 0.0]]), np.array([[0.8, 0.6]]), np.array([[0.6, 0.8]])
    rng = np.random.default_rng(9)
    a, p, n = rng.normal(size=(3, 6, 5))
    with holds("a collapsed encoder pays exactly the margin"):
        expect.close(answer(np.ones((3, 2)), np.ones((3, 2)), np.ones((3, 2)), 0.3), 0.3)
    with holds("cosines 0.8 and 0.6 differ by 0.2"):
        found = answer(*right, 0.5)
        squared = "squared distances of unit vectors are twice 1 - cos: your margin counts half"
        expect.unlike(found, 0.1, squared)
        straight = math.sqrt(0.4) - math.sqrt(0.8) + 0.5
        expect.unlike(found, straight, "these are straight lines. The distance is 1 - cos")
        swapped = "positive and negative are swapped: here the loss pushes the partner away"
        expect.unlike(found, 0.7, swapped)
        expect.close(found, 0.3)
        expect.close(answer(*right, 0.1), 0.0, "A margin that is kept costs nothing")
    with holds("lengths do not matter"):
        found = answer(2 * a, p * rng.uniform(0.2, 4, size=(6, 1)), n, 0.4)
        why = "a longer vector changed the loss. Is every one of the three normalized?"
        expect.close(found, slow(a, p, n, 0.4), why)
    with holds("each triplet is cut at 0, then they are averaged"):
        found = answer(a, p, n, 0.4)
        gaps = np.sum(_unit(a) * (_unit(n) - _unit(p)), axis=1) + 0.4
        late = "good triplets pay for bad ones: the cut at 0 comes after the mean"
        expect.unlike(found, max(0.0, gaps.mean()), late)
        expect.unlike(found, np.maximum(0, gaps).sum(), "this is the sum. Take the mean")
        expect.close(found, slow(a, p, n, 0.4))


def _batch_with_twins(rng):
    captions = rng.choice(["a cat", "a dog", "a cup", "a key"], size=5)
    captions[rng.permutation(5)[:2]] = "a cat"
    return rng.uniform(-1, 1, size=(5, 5)), captions, rng.uniform(0.2, 1)


@question(inputs=_batch_with_twins)
def loss_without_twins(answer, holds):
    def slow(cosines, captions, temperature):
        losses = []
        for i, row in enumerate(cosines):
            seen = [j for j in range(len(row)) if j == i or captions[j] != captions[i]]
            total = sum(math.exp((row[j] - row[i]) / temperature) for j in seen)
            losses.append(math.log(total))
        return sum(losses) / len(losses)

    rng = np.random.default_rng(8)
    cosines = rng.uniform(-1, 1, size=(6, 6))
    alone = np.array(["a cat", "a dog", "a cup", "a key", "a car", "a pen"])
    twins = np.array(["a cat", "a dog", "a cat", "a cat", "a car", "a car"])
    perfect = np.eye(3)[[0, 0, 1, 2]] @ np.eye(3)[[0, 0, 1, 2]].T
    with holds("without twins it is InfoNCE"):
        found = answer(cosines, alone, 0.3)
        expect.kind(found, 1.0)
        expect.finite(found, "Is the own key masked too? It has its own caption")
        expect.close(found, slow(cosines, alone, 0.3))
    with holds("perfect embeddings with a twin cost nothing"):
        found = answer(perfect, np.array(["a cat", "a cat", "a dog", "a cup"]), 0.01)
        plain = "log(2) / 2: two of four rows toss a coin. Are their twins still in the sum?"
        expect.unlike(found, math.log(2) / 2, plain)
        expect.finite(found, "Is the own key masked too? It has its own caption")
        expect.close(found, 0.0)
    with holds("a twin leaves the sum altogether"):
        found, known = answer(cosines, twins, 0.8), slow(cosines, twins, 0.8)
        zero = cosines.copy()
        zero[(twins[:, None] == twins) & ~np.eye(6, dtype=bool)] = 0
        still = "the twin's cosine is 0, and exp(0) is 1: it still counts"
        expect.unlike(found, slow(zero, alone, 0.8), still)
        expect.unlike(found, slow(cosines, alone, 0.8), "the twins are still in the sum")
        expect.close(found, known, "Which rows and which keys does your mean still see?")
    with holds("every row keeps its question"):
        one_key = np.array(["a cat"] * 6)
        expect.close(answer(cosines, one_key, 0.3), 0.0, "All are twins: only the own key is left")


PAIRS, COLDEST = 64, 0.01


@cache
def _photograph_cosines():
    """Cosines of 64 photographs with their captions, as the exercise draws them."""
    from course_utils.clip import pair_embeddings
    from course_utils.datasets import load_pairs

    photos = load_pairs("photos")
    rows = np.flatnonzero(photos.kinds == "photo")
    rows = rows[np.unique(photos.captions[rows], return_index=True)[1]]
    rows = np.random.default_rng(0).permutation(rows)[:PAIRS]
    images, texts = (side[rows].astype(float) for side in pair_embeddings("photos"))
    return images @ texts.T


def _outcome(temperature):
    """The loss of perfect pairs among strangers at a right angle, and how many get a push."""
    scores = _photograph_cosines() / temperature
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    np.fill_diagonal(p, 0)
    p /= p.sum(axis=1, keepdims=True)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    pushed = np.exp(-(p * logs).sum(axis=1)).mean()
    return math.log(1 + (PAIRS - 1) * math.exp(-1 / temperature)), pushed


def _kept(temperature):
    if not 0 < temperature <= 10:
        return "no temperature"
    lowest, pushed = _outcome(temperature)
    return {"can be learned": lowest < 0.05, "several are pushed": pushed >= 8}


@question(kind="value", observe=_kept)
def temperature(value, holds):
    with holds("one positive number"):
        expect.kind(value, 0.1)
        expect.that(value > 0, "a temperature is positive; its logarithm may be negative")
        scale = "is that a logit scale? The temperature is 1 divided by it"
        expect.that(value <= 10, scale)
    with holds("perfect pairs among strangers cost less than 0.05"):
        lowest, _ = _outcome(value)
        why = f"they still cost {lowest:.2f}, so the loss cannot fall below. Too hot or too cold?"
        expect.that(lowest < 0.05, why)
    with holds("at least 8 of the 63 negatives are pushed"):
        _, pushed = _outcome(value)
        why = f"the push is worth {pushed:.1f} negatives. Too hot or too cold?"
        expect.that(pushed >= 8, why)
