"""The question better_model."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

# Standard errors that the mean difference lies from 0. A 95 % interval reaches 1.96 of them, a
# 90 % or one-sided one 1.64, a 99 % one 2.58.
CLEAR, LIKELY, UNSURE, NOTHING = 6.0, 2.27, 1.77, 0.4
N, MANY = 82, 120


def _apart(rng, errors, n=N):
    """Values of two models, the first so many standard errors better: (a, b)."""
    hardness = rng.normal(scale=3, size=n)  # common to both, so that unpaired tests see nothing
    half = rng.normal(scale=0.3, size=n // 2)
    noise = np.concatenate([half, -half])  # without skew, on which methods differ
    return hardness + rng.permutation(noise) + errors * noise.std() / math.sqrt(n), hardness


def _hits(rng, wins):
    """Hits of two models that differ on so few queries that an interval begins at 0."""
    b = rng.permutation(np.arange(100) % 2).astype(float)
    a = b.copy()
    a[rng.permutation(np.flatnonzero(b == 0))[:wins]] = 1
    return a, b


def _few(rng):
    """Nine queries are enough where one model is far ahead on each of them."""
    b = rng.normal(size=9)
    return b + rng.uniform(4, 5, 9), b


def _one_against(rng, at):
    """The same, but for one query on which the other model is farther ahead."""
    a, b = _few(rng)
    a[at] = b[at] - 60
    return a, b


def _few_large(rng):
    """Wins of 10 on 24 of 82 queries, where both values are high, and else losses of 0.5.

    So the ranks of wins and losses add up to the same.
    """
    wins = rng.permutation(N) < 24
    b = np.where(wins, 100.0, 1.0) + rng.normal(scale=0.1, size=N)
    return b + np.where(wins, 10, -0.5), b


def _one_in_common(rng):
    """Three clear pairs, the second with the b of the first, and the third with its a."""
    a, b, lower, higher = rng.normal([[5], [0], [-5], [9]], 1, (4, 82))
    return [(a, b), (lower, b), (a, higher)]


def _in_units(pair, unit):
    return pair[0] * unit, pair[1] * unit


def _by_difference(a, b):
    """The queries in order of what they say, so that a part of them says something else."""
    order = np.argsort(a - b)
    return a[order], b[order]


def _pairs_of_models(rng):
    pairs = [_apart(rng, e) for e in (CLEAR, LIKELY, UNSURE, NOTHING)] + [_hits(rng, 3), _few(rng)]
    pairs += [_one_against(rng, at) for at in (0, -1)]
    pairs[1] = _by_difference(*_apart(rng, LIKELY, MANY))
    pairs += [(b, a) for a, b in (_apart(rng, e) for e in (CLEAR, LIKELY, UNSURE, NOTHING))]
    pairs += [_hits(rng, 3)[::-1], _few(rng)[::-1], _hits(rng, 40), _hits(rng, 40)[::-1]]
    pairs += [_few_large(rng), _few_large(rng)[::-1]]
    pairs += [_in_units(_apart(rng, CLEAR), 1e-4), _in_units(_apart(rng, NOTHING), 100)]
    return (pairs + _one_in_common(rng),)


def _words(answer, pairs):
    found = [answer(a, b) for a, b in pairs]
    for word in found:
        expect.one_of(word, ["a", "b", "open"])
    return [str(word) for word in found]


@question(inputs=_pairs_of_models, observe=_words, count=1)
def better_model(answer, holds):
    def compare(pair, right, *reasons):
        """The word for a and b, and for b and a, is right."""
        a, b = pair
        turned = {"a": "b", "b": "a", "open": "open"}
        found = answer(a, b)
        expect.one_of(found, list(turned))
        for wrong, message in reasons:
            expect.unlike(found, wrong, message)
        expect.equal(found, right)
        again = "with a and b exchanged, the answer is exchanged too. When do you say b?"
        expect.equal(answer(b, a), turned[right], again)

    rng = np.random.default_rng(6)
    with holds("one of three words"):
        expect.one_of(answer(np.arange(9.0) + 5, np.arange(9.0)), ["a", "b", "open"])
    with holds("a is better where every query says so, and b can be better too"):
        turned = "a has the higher values nearly everywhere. Is a minus b above or below 0?"
        noise = 0.1 * rng.normal(size=9)
        compare((np.arange(9.0) + 5 + noise, np.arange(9.0)), "a", ("b", turned))
    with holds("queries that are hard for both do not hide a difference"):
        apart = "a is better on nearly every single query. Are the queries the same for both?"
        compare(_apart(rng, 15.0), "a", ("open", apart))
        compare(_apart(rng, CLEAR), "a", ("open", apart))
    with holds("a difference within chance is open"):
        mean = "the mean lies 0.4 standard errors from 0. Is that beyond chance?"
        compare(_apart(rng, NOTHING), "open", ("a", mean), ("b", mean))
    with holds("95 %: neither more nor less"):
        sure = "2.27 standard errors are outside a 95 % interval. Is yours wider?"
        compare(_apart(rng, LIKELY), "a", ("open", sure))
        unsure = "1.77 standard errors are inside a 95 % interval, which has two sides. Is yours?"
        compare(_apart(rng, UNSURE), "open", ("a", unsure), ("b", unsure))
    with holds("every query counts, in any order"):
        a, b = _by_difference(*_apart(rng, LIKELY, MANY))
        order = (
            "it was clear, and in another order of the queries it is open. Do all of them count?"
        )
        for pair in ((a, b), (a[::-1], b[::-1])):
            compare(pair, "a", ("open", order))
        against = "eight queries are for a, and one far more against it. Is it left out?"
        for at in (0, -1):
            compare(_one_against(rng, at), "open", ("a", against))
    with holds("the mean is asked for, in whatever unit"):
        wins = "a wins 40 of 100 queries and loses none. Is this the median?"
        compare(_hits(rng, 40), "a", ("open", wins))
        large = "a wins rarely, and by so much that its mean is higher. Are wins or ranks counted?"
        compare(_few_large(rng), "a", ("open", large), ("b", large))
        unit = "in whatever unit, what counts is on which side of 0 the whole interval lies"
        compare(_in_units(_apart(rng, CLEAR), 1e-4), "a", ("open", unit))
        compare(_in_units(_apart(rng, NOTHING), 100), "open", ("a", unit), ("b", unit))
    with holds("another call is another question"):
        for pair, right in zip(_one_in_common(rng), "abb", strict=True):
            compare(
                pair, right, ({"a": "b", "b": "a"}[right], "is anything kept from another call?")
            )
    with holds("an interval that touches 0 does not stay away from it"):
        touches = (
            "three wins in a hundred, no loss: the interval begins at 0. Is that away from it?"
        )
        compare(_hits(rng, 3), "open", ("a", touches), ("b", touches))
