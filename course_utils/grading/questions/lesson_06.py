"""Questions of exercise 06: evaluation metrics."""

import math
from collections.abc import Mapping

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question


@question(kind="value", observe=lambda scores: [round(20 * score) for score in scores])
def hand_metrics(value, holds):
    found = np.array(value) if isinstance(value, tuple | list) else value
    with holds("five numbers"):
        expect.shape(found, (5,), "a list of five numbers")
    with holds("recall at 3"):
        expect.unlike(found[0], 0.6, "this is recall at 5. How far does k = 3 look?", 1e-2)
        swapped = "this is precision. How many umbrellas exist?"
        expect.unlike(found[0], 2 / 3, swapped, 1e-2)
        expect.unlike(found[0], 1.0, "this is the hit rate. What share of the five?", 1e-2)
        expect.close(found[0], np.float64(0.4), "Found, out of all that exist", 6e-3)
    with holds("precision at 3"):
        expect.unlike(found[1], 0.4, "this is recall. How many were returned?", 1e-2)
        expect.close(found[1], np.float64(2 / 3), "Right, out of those returned", 6e-3)
    with holds("hit rate at 3"):
        share = "the hit rate of one query is 0 or 1: is anything right there?"
        expect.close(found[2], np.float64(1.0), share, 1e-3)
    with holds("reciprocal rank"):
        expect.unlike(found[3], 2.0, "this is the rank. What is its reciprocal?", 1e-2)
        expect.close(found[3], np.float64(0.5), "At which rank is the first umbrella?", 6e-3)
    with holds("average precision"):
        of_found = "this is divided by the umbrellas found. How many are there to find?"
        expect.unlike(found[4], (1 / 2 + 2 / 3 + 3 / 5) / 3, of_found, 6e-3)
        every = "this averages the precision at every rank. At which ranks does it count?"
        expect.unlike(found[4], (1 / 2 + 2 / 3 + 2 / 4 + 3 / 5) / 5, every, 6e-3)
        expect.close(found[4], np.float64(53 / 150), "Precision at ranks 2, 3 and 5", 6e-3)


def _what_an_index_found(rng):
    ids = [int(i) for i in rng.permutation(12)]
    ranked, case = ids[:6], rng.integers(3)
    if case == 0:  # the list repeats a right item
        ranked[1] = ranked[0]
        relevant, k = [ids[0], ids[5], ids[7]], int(rng.integers(2, 9))
    elif case == 1:
        relevant, k = [], int(rng.integers(1, 9))
    else:  # more right items than places
        relevant, k = [ids[0], ids[2], ids[3], ids[6], ids[7]], int(rng.integers(1, 5))
    if rng.random() < 0.5:
        ranked[4:] = [-1, -1]
        relevant.append(-1)
    return ranked, relevant, k


def _and_nothing_to_find(answer, ranked, relevant, k):
    return [answer(ranked, relevant, k), answer(ranked, [], k)]


@question(inputs=_what_an_index_found, observe=_and_nothing_to_find, count=12)
def recall_at_k(answer, holds):
    with holds("one of five right items found is a recall of 0.2"):
        found = answer([7, 3, 9], [3, 10, 11, 12, 13], 3)
        hit = "found 1. One of five was found. Which metric is 1 as soon as anything is?"
        expect.unlike(found, 1.0, hit)
        expect.unlike(found, 1 / 3, "this is divided by k. Out of how many right items?")
        expect.close(found, 0.2)
    with holds("only the first k count"):
        expect.close(answer([7, 3, 9, 10], [3, 10], 3), 0.5, "What stands behind rank k?")
    with holds("k larger than the list is no problem"):
        expect.close(answer([3, 7], [3, 10], 10), 0.5, "The divisor is not k")
    with holds("an id that the list repeats counts once"):
        expect.close(answer([3, 3, 7], [3, 10], 3), 0.5, "3 is one item, shown twice")
    with holds("-1 is nothing, and never right"):
        pad = "padding of -1 met a -1 among the relevant. What stands for no id?"
        expect.close(answer([7, -1, -1], [3, -1], 3), 0.0, pad)
        below = "-1 was counted as one of the right items. How many are there to find?"
        expect.close(answer([3, 7], [3, -1], 2), 1.0, below)
    with holds("a query with nothing relevant has recall 0"):
        expect.close(answer([3, 7], [], 2), 0.0, "There is nothing to divide by")
        expect.close(answer([3, 7], [-1], 2), 0.0, "There is nothing to divide by")


def _lists_with_several_targets(rng):
    ranked, relevant = [], []
    for _ in range(4):
        ids = rng.permutation(20)
        ranked.append([int(i) for i in ids[:7]])
        relevant.append({int(i) for i in ids[rng.integers(1, 6) :][: rng.integers(2, 4)]})
    relevant[int(rng.integers(4))] = {98, 99}  # not in any list
    return ranked, relevant, [None, 3, 5][int(rng.integers(3))]


@question(inputs=_lists_with_several_targets)
def mrr(answer, holds):
    with holds("the first right item at ranks 1, 2 and 4"):
        found = answer([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]], [{1}, {2}, {4}])
        expect.unlike(found, 3 / 7, "this is 1 / (mean rank). Which is taken first?", 1e-3)
        zero = "ranks seem to count from 0. The first place is rank 1"
        expect.unlike(found, 1.75, "this is the sum. A mean divides by the number of queries")
        expect.between(found, 0, 1, zero)
        expect.close(found, (1 + 1 / 2 + 1 / 4) / 3, zero)
    with holds("with several right items the first one counts"):
        found = answer([[5, 6, 7, 8]], [{6, 8}])
        several = "two right items, at ranks 2 and 4. Do both add to it?"
        expect.unlike(found, 1 / 2 + 1 / 4, several)
        expect.unlike(found, (1 / 2 + 1 / 4) / 2, several)
        expect.unlike(found, 1 / 4, "the last right item counted. Which one does a reader meet?")
        one = "it was not found. Is the item compared with the set as a whole?"
        expect.unlike(found, 0.0, one)
        expect.close(found, 1 / 2)
    with holds("a query that finds nothing counts 0, and counts"):
        found = answer([[1, 2], [1, 2]], [{1}, {9}])
        expect.unlike(found, 1.0, "the query that found nothing was left out of the mean")
        expect.close(found, 0.5)
    with holds("with k only the first k places count"):
        cut = "k = 2, and the right item is at rank 3"
        expect.close(answer([[1, 2, 3]], [{3}], 2), 0.0, cut)
        expect.close(answer([[1, 2, 3]], [{3}], 3), 1 / 3, "The right item is at rank 3, k is 3")


def _one_list(rng):
    ids = rng.permutation(30)
    ranked = [int(i) for i in ids[:8]]
    found, missed = rng.permutation(ids[:8])[: rng.integers(1, 5)], ids[8 : 8 + rng.integers(0, 4)]
    relevant = {int(i) for i in (*found, *missed)} if rng.random() < 0.9 else set()
    return ranked, relevant


@question(inputs=_one_list)
def average_precision(answer, holds):
    def slow(ranked, relevant):
        at = [r for r in range(1, len(ranked) + 1) if ranked[r - 1] in relevant]
        return math.fsum(sum(q <= r for q in at) / r for r in at) / max(len(relevant), 1)

    with holds("the umbrellas of question 1"):
        found = answer(["kite", "u2", "u1", "tent", "u3"], {"u1", "u2", "u3", "u4", "u5"})
        of_found = "divided by the right items found. How many are there to find?"
        expect.unlike(found, (1 / 2 + 2 / 3 + 3 / 5) / 3, of_found)
        every = "the precision of every rank was added. At which ranks does it count?"
        expect.unlike(found, (1 / 2 + 2 / 3 + 2 / 4 + 3 / 5) / 5, every)
        inverse = "these are reciprocal ranks. How many right ones are there so far at each?"
        expect.unlike(found, (1 / 2 + 1 / 3 + 1 / 5) / 5, inverse)
        expect.unlike(found, 3 / 5, "this is the precision of the list. Where is the order?")
        expect.close(found, 53 / 150, "Divide by all right items", 1e-6)
    with holds("1 for all right items on top, in any order"):
        expect.close(answer([2, 1, 8, 9], {1, 2}), 1.0)
    with holds("what was not found counts below the line"):
        missed = "one of four was found, on top. Is that perfect?"
        expect.close(answer([1], {1, 2, 3, 4}), 0.25, missed)
    with holds("nothing found, or nothing to find, is 0"):
        expect.close(answer([8, 9], {1, 2}), 0.0)
        expect.close(answer([8, 9], set()), 0.0, "There is nothing to divide by")
    with holds("many random lists"):
        rng = np.random.default_rng(6)
        for _ in range(20):
            ranked, relevant = _one_list(rng)
            expect.close(answer(ranked, relevant), slow(ranked, relevant), "", 1e-6)


def _graded_list(rng):
    ids = [f"i{i}" for i in rng.permutation(12)]
    grades = {i: int(g) for i, g in zip(ids[3:10], rng.integers(0, 4, size=7), strict=True)}
    return [str(i) for i in rng.permutation(ids)[:7]], grades, int(rng.integers(2, 10))


def _and_the_extremes(answer, ranked, grades, k):
    best_first = sorted(grades, key=grades.get, reverse=True)
    return [
        answer(ranked, grades, k),
        answer(best_first, grades, k),
        answer(ranked, dict.fromkeys(grades, 0), k),
    ]


@question(inputs=_graded_list, observe=_and_the_extremes)
def ndcg(answer, holds):
    grades = {"a": 1, "b": 3, "c": 2, "d": 3}

    def slow(ranked, k, gain, ideal_from):
        def dcg(values):
            return math.fsum(gain(g) / math.log2(r + 2) for r, g in enumerate(values[:k]))

        found = [grades.get(i, 0) for i in ranked]
        return dcg(found) / dcg(sorted(ideal_from or found[:k], reverse=True))

    def exponential(grade):
        return 2**grade - 1

    every = list(grades.values())
    ranked = ["x", "a", "y", "b", "c"]
    with holds("the best of all grades is what a list is measured against"):
        own = "1 for a list that misses the best items. What is the ideal made of?"
        found = answer(["a", "x"], grades, 2)
        expect.that(not (np.isreal(found) and found > 0.9), own)
        for gain in (exponential, float):
            expect.unlike(answer(ranked, grades, 5), slow(ranked, 5, gain, None), own, 1e-3)
    with holds("the gain is exponential"):
        linear = "this is linear gain: the grade itself. What is 2 ** grade - 1?"
        found = answer(ranked, grades, 5)
        expect.unlike(found, slow(ranked, 5, float, every), linear, 1e-3)
        expect.unlike(found, slow(ranked, 5, lambda g: 2**g, every), "grade 0 gains nothing", 1e-3)
        expect.close(found, slow(ranked, 5, exponential, every), "Is the discount log2(rank + 1)?")
    with holds("a perfect list is exactly 1"):
        small = "a perfect list is below 1. What was added below the line?"
        expect.close(answer(["d", "b", "c", "a"], grades, 4), 1.0, small, 1e-9)
    with holds("both lists are cut at k"):
        cut = "two of the best at k = 2 is perfect. How long is the ideal list?"
        expect.close(answer(["d", "b", "x"], grades, 2), 1.0, cut, 1e-3)
        behind = "what stands behind rank k changed the result"
        expect.close(answer(["x", "d", "b"], grades, 2), answer(["x", "d", "c"], grades, 2), behind)
    with holds("a list shorter than k loses what it lacks"):
        expected = slow(["b"], 4, exponential, every)
        short = "the ideal list is not as short as the one retrieved"
        expect.close(answer(["b"], grades, 4), expected, short)
    with holds("without any grade above 0 it is 0"):
        expect.close(answer(["a", "b"], {"a": 0}, 2), 0.0, "There is nothing to divide by")
        expect.close(answer(["a", "b"], {}, 2), 0.0, "There is nothing to divide by")


def _scores_with_ties(rng):
    similarity = rng.integers(0, 6, size=(6, 9)) / 4
    return similarity, np.concatenate([rng.permutation(6), rng.integers(0, 6, size=3)])


@question(inputs=_scores_with_ties)
def right_ranks(answer, holds):
    def slow(similarity, own, better):
        return np.array(
            [
                1 + sum(better(s, similarity[i, j]) for s in np.delete(similarity[:, j], i))
                for j, i in enumerate(own)
            ]
        )

    similarity = np.array([[0.9, 0.2, 0.5, 0.1], [0.3, 0.8, 0.4, 0.7], [0.1, 0.9, 0.6, 0.2]])
    own = np.array([0, 1, 0, 2])
    with holds("one rank for each text"):
        expect.shape(answer(similarity, own), (4,), "one rank for each text (column)")
    with holds("the rank of the right image, from 1"):
        found = answer(similarity, own)
        expected = slow(similarity, own, lambda s, right: s >= right)
        zero = "these count from 0. The best rank is 1"
        expect.unlike(found, expected - 1, zero)
        worst = "the lowest score comes first here. Is higher closer?"
        expect.unlike(found, slow(-similarity, own, lambda s, right: s >= right), worst)
        itself = "one too many everywhere: the right image counted itself"
        expect.unlike(found, expected + 1, itself)
        expect.equal(found, expected, "Count the images that score at least as high")
    with holds("a tie counts against the model"):
        dead = np.zeros((4, 4))
        for_it = "all scores are equal, and the right image came first. Who wins a tie?"
        found = answer(dead, np.arange(4))
        expect.unlike(found, np.ones(4, dtype=int), for_it)
        by_place = "ties went by position. A shuffled gallery would score differently"
        expect.unlike(found, np.arange(1, 5), by_place)
        expect.unlike(found, np.arange(4, 0, -1), by_place)
        expect.equal(found, np.full(4, 4))
    with holds("texts of one image do not compete"):
        two = np.array([[0.9, 0.8, 0.1], [0.2, 0.3, 0.7]])
        found = answer(two, np.array([0, 0, 1]))
        expect.equal(found, np.array([1, 1, 1]), "A text looks at images, down its column")


def _two_models(rng):
    n, shift = 80, rng.choice([5.0, -5.0, 0.4, -0.4])
    hardness = rng.normal(scale=3, size=n)  # common to both, so that unpaired tests see nothing
    noise = rng.normal(scale=0.3, size=n)
    difference = noise - noise.mean() + shift * noise.std() / math.sqrt(n)
    return hardness + difference, hardness


@question(inputs=_two_models)
def better_model(answer, holds):
    rng = np.random.default_rng(6)
    hardness = rng.normal(scale=3, size=100)
    better = hardness + 0.3 + rng.normal(scale=0.2, size=100)
    noise = rng.normal(size=100)
    noise -= noise.mean()
    with holds("one of three words"):
        expect.one_of(answer(better, hardness), ["a", "b", "open"])
    with holds("a is better where every query says so"):
        turned = "a has the higher values nearly everywhere. Is a minus b above or below 0?"
        expect.unlike(answer(np.arange(9.0) + 5, np.arange(9.0)), "b", turned)
        expect.equal(answer(np.arange(9.0) + 5 + 0.1 * noise[:9], np.arange(9.0)), "a")
    with holds("b can be better too"):
        expect.equal(answer(hardness - 9, hardness + 0.1 * noise), "b", "b is 9 higher everywhere")
    with holds("queries that are hard for both do not hide a difference"):
        apart = "a is better on nearly every single query. Are the queries the same for both?"
        expect.equal(answer(better, hardness), "a", apart)
        expect.equal(answer(hardness, better), "b", apart)
    with holds("a difference within chance is open"):
        mean = "the means differ by a twentieth of a standard deviation. Is that beyond chance?"
        expect.equal(answer(hardness + noise + 0.05, hardness), "open", mean)
        expect.equal(answer(hardness + noise - 0.05, hardness), "open", mean)


METRICS = ("hit rate at 1", "MRR", "precision at 5", "recall at 10", "nDCG at 5")
SHIPPED = {
    "voice": dict(zip(METRICS, "AABBB", strict=True)),
    "shortlist": dict(zip(METRICS, "AAABA", strict=True)),
    "shop": dict(zip(METRICS, "==BBA", strict=True)),
    "page": dict(zip(METRICS, "AABAB", strict=True)),
}


def _what_is_shipped(choice: Mapping[str, str]) -> list[str]:
    return [f"{job}: {shipped[choice[job]]}" for job, shipped in SHIPPED.items()]


@question(kind="value", observe=_what_is_shipped)
def metric_for(value, holds):
    wanted = {"voice": "A", "shortlist": "B", "shop": "A", "page": "B"}
    users = {
        "voice": "the loudspeaker never says the right answer first",
        "shortlist": "two of five right items never reach the second model",
        "shop": "the exact fit stands last on the page",
        "page": "four of the five pictures are junk",
    }
    with holds("a metric for each of the four jobs"):
        expect.kind(value, {})
        expect.that(set(value) == set(wanted), f"the jobs are {', '.join(wanted)}")
    for job, system in wanted.items():
        with holds(f"{job}: your metric ships the system that serves the users"):
            expect.that(job in value, "no metric was chosen")
            expect.one_of(value[job], METRICS)
            shipped = SHIPPED[job][value[job]]
            tie = f"{value[job]} sees no difference between the two"
            expect.that(shipped != "=", f"{tie}, and the wrong one may go out")
            ships = f"{value[job]} ships system {shipped}, and {users[job]}"
            expect.that(shipped == system, ships)
