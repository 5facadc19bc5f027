"""The question padded_maxsim."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, observed_each, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept

WITHHELD = ("rerank.interaction.maxsim", "rerank.maxsim")


def _mask(rng, length, real):
    """`real` places of `length`, not at the start, and with padding between them too."""
    while True:
        places = np.sort(1 + rng.permutation(length - 1)[:real])
        if real == 1 or np.ptp(places) >= real:
            return np.isin(np.arange(length), places)


def _span(mask):
    """From the first real place to the last."""
    places = np.flatnonzero(mask)
    return np.isin(np.arange(len(mask)), np.arange(places[0], places[-1] + 1))


def _tokens_and_cells(rng):
    """Padding that would win if it took part, and one word of the query that is there twice.

    The first item has products far below 0 alone, and the third one of 0 at best: a real product.
    Both are exact in float32, too. What is left over is large in one place.
    """
    n_items = int(rng.integers(4, 6))
    query, items = rng.normal(size=(6, 3)), rng.normal(size=(n_items, 7, 3))
    query_mask = _mask(rng, 6, 4)
    item_mask = np.stack([_mask(rng, 7, real) for real in (3, 1, 2, 4, 5)[:n_items]])
    query[:, 0] = rng.integers(2, 7, 6) / 4
    one, other = rng.permutation(np.flatnonzero(query_mask))[:2]
    query[other] = query[one]
    items[0], items[2] = 0, 0
    items[0, :, 0], items[2, :, 0] = -rng.integers(300_000, 400_000, 7), -rng.integers(1, 5, 7)
    items[2, rng.choice(np.flatnonzero(item_mask[2]))] = 0
    items[~item_mask] = 2 * rng.normal(size=((~item_mask).sum(), 3))
    items[~item_mask, 0] += 3
    items[3, np.flatnonzero(~item_mask[3])[0], 0] = 1e10
    return query, query_mask, items, item_mask


def _many_and_one(rng):
    query, query_mask, items, item_mask = _tokens_and_cells(rng)
    words, one = (query, query_mask), slice(1, 2)
    return ([(*words, items, item_mask), (*words, items[one], item_mask[one])],)


def _case(rng):
    query, items = rng.normal(size=(6, 3)), rng.normal(size=(4, 7, 3))
    query_mask, item_mask = rng.permutation(6) < 4, np.stack([_mask(rng, 7, 3) for _ in range(4)])
    return query, query_mask, items, item_mask


@question(
    inputs=and_another(_many_and_one, _case),
    observe=and_as_before(observed_each(numbers), numbers),
    withheld=WITHHELD,
)
def padded_maxsim(answer, holds):
    answer = reading(answer, numbers)
    query, every = np.eye(2), np.ones(2, dtype=bool)

    def slow(query, query_mask, items, item_mask):
        found = []
        for cells, there in zip(items, item_mask, strict=True):
            best = [max(token @ c for c in cells[there]) for token in query[query_mask]]
            found.append(sum(best))
        return np.array(found)

    def misread(query, query_mask, items, item_mask):
        """What each misconception computes, and what to say of it."""
        products = np.einsum("td,icd->itc", query, items)
        real = np.where(item_mask[:, None], products, -np.inf).max(axis=2)
        zeros = np.where(item_mask[:, None], products, 0).max(axis=2)
        floor = np.where(item_mask[:, None], products, -1).max(axis=2)
        fined = (products - 1e6 * ~item_mask[:, None]).max(axis=2)
        cells = products[:, query_mask].max(axis=1)
        lengths = np.linalg.norm(query, axis=1)[:, None] * np.linalg.norm(items, axis=2)[:, None]
        cosines = np.where(item_mask[:, None], products / (lengths + 1e-12), -np.inf).max(axis=2)
        first = [i[: m.sum()] for i, m in zip(items, item_mask, strict=True)]
        ours = query[query_mask]
        start = [sum((i @ t).max() for t in ours) for i in first]
        theirs = query[: query_mask.sum()]
        both = [sum((i @ t).max() for t in theirs) for i in first]
        one = np.where(item_mask[0], products, -np.inf).max(axis=2)
        words, spanned = _span(query_mask), np.stack([_span(m) for m in item_mask])
        between = np.where(spanned[:, None], products, -np.inf).max(axis=2)
        before = "padding can stand before the tokens, too"
        amid = "padding can stand between real rows, too"
        return (
            (real.sum(axis=1), "padding of the query was counted as words"),
            (products.max(axis=2) @ query_mask, "padding of an item won. May it take part?"),
            (products.max(axis=2).sum(axis=1), "the masks were left out"),
            (zeros @ query_mask, "padding that scores 0 beats real cells that score less"),
            (floor @ query_mask, "a product can be less than -1. What can never win?"),
            (fined @ query_mask, "what is left over can be larger than all that is taken from it"),
            (real @ ~query_mask, "the query's mask was read the wrong way: True is a token"),
            (np.where(item_mask, cells, 0).sum(axis=1), "each cell took its best word"),
            (real @ query_mask / query_mask.sum(), "this is a mean over the words. Add them"),
            (cosines @ query_mask, "these are cosines. Take the products as they come"),
            (np.array(start), before),
            (np.array(both), before),
            (between @ query_mask, amid),
            (real @ words, amid),
            (between @ words, amid),
            (one @ query_mask, "the first item's mask was taken for all. Each has its own"),
        )

    def compare(*arguments):
        found = answer(*arguments)
        right = slow(*arguments)
        expect.shape(found, right.shape, "one number for each item")
        for wrong, message in misread(*arguments):
            if not np.allclose(wrong, right):
                expect.unlike(found, wrong, message)
        expect.close(found, right)

    with holds("without padding: each word's best product, added up"):
        items = np.array([[[0.9, 0.8], [0.2, 0.3]], [[0.5, 0.1], [0.1, 0.7]]])
        compare(query, every, items, np.ones((2, 2), dtype=bool))
    with holds("a word may choose a cell that another word has chosen"):
        used = np.array([[[0.9, 0.8], [0.1, 0.2]]])
        expect.close(answer(query, every, used, every[None]), np.array([1.7]))
    with holds("a word that is there twice counts twice"):
        twice = answer(query[[0, 0]], every, np.array([[[0.9, 0.8], [0.1, 0.2]]]), every[None])
        expect.close(twice, np.array([1.8]), "the mask says which rows are left out, nothing else")
    with holds("a longer row counts more"):
        compare(3 * query, every, np.array([[[0.9, 0.8], [2.0, 0.3]]]), every[None])
    rng = np.random.default_rng(7)
    query, query_mask, items, item_mask = _tokens_and_cells(rng)
    with holds("padding of the query adds nothing"):
        compare(query, query_mask, items, np.ones_like(item_mask))
    with holds("padding of an item never wins, wherever it stands"):
        compare(query, np.ones_like(query_mask), items, item_mask)
    with holds("also where all real products are negative"):
        compare(query, query_mask, items[:1], item_mask[:1])
    with holds("a product of 0 is a product like any other"):
        compare(query, query_mask, items[2:3], item_mask[2:3])
    with holds("many random items"):
        for _ in range(8):
            compare(*_tokens_and_cells(rng))
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "query query_mask items item_mask")
