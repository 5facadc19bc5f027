"""The question mean_pool."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading


def _tokens_and_mask(rng):
    """A text of one token, one without filling, and one filled on its left and inside.

    Each token of the second has a 0 in it, one is nothing but zeros, and one comes twice: real
    tokens all the same.
    """
    tokens = rng.normal(size=(3, 5, 3))
    lengths = np.array([1, 5, 0])
    mask = (np.arange(5) < lengths[:, None]).astype(np.int64)
    mask[2] = rng.choice([[0, 1, 0, 1, 0], [0, 1, 0, 1, 1], [0, 1, 1, 0, 1], [0, 0, 1, 0, 1]])
    tokens[1, np.arange(5), rng.permutation(5) % 3] = 0
    zero, one, again = rng.permutation(5)[:3]
    tokens[1, zero], tokens[1, again] = 0, tokens[1, one]
    order = rng.permutation(3)
    return tokens[order], mask[order]


def _texts_and_one_text(answer, tokens, mask):
    """The means, the shape of one, and whether other batches have the same ones.

    They are five texts of five tokens, and texts twenty times as long.
    """
    found, rows = numbers(answer(tokens, mask)), [0, 1, 2, 0, 1]
    cube = np.concatenate([tokens, tokens[:, :, :2]], axis=2)[rows]
    same = np.allclose(numbers(answer(cube, mask[rows]))[:, :3], found[rows], atol=1e-4)
    long = numbers(answer(np.tile(tokens, (1, 20, 1)), np.tile(mask, 20)))
    one = numbers(answer(tokens[:1], mask[:1])).shape
    return found, one, same, np.allclose(long, found, atol=1e-4)


@question(inputs=_tokens_and_mask, observe=_texts_and_one_text, withheld=("_heads.mean_of_tokens",))
def mean_pool(answer, holds):
    answer = reading(answer, numbers)
    tokens = np.array([[[4.0, -8.0], [2.0, -2.0], [5.0, 1.0], [9.0, 9.0]]])
    mask = np.array([[1, 1, 0, 0]])
    masks = np.array([[1, 1, 0, 0], [1, 1, 1, 1], [1, 0, 0, 0]])

    with holds("one vector for each text"):
        found = answer(np.ones((2, 4, 3)), np.ones((2, 4), dtype=int))
        per_token = np.shape(found) == (2, 4)
        expect.that(not per_token, "that is a mean over each vector's numbers. Which axis is it?")
        expect.that(np.shape(found) != (4, 3), "that is a mean over the texts. Which axis is it?")
        expect.shape(found, (2, 3), "n texts, dim numbers each")
        one = answer(np.ones((1, 4, 3)), np.ones((1, 4), dtype=int))
        expect.shape(one, (1, 3), "n texts, dim numbers each, one text too")
    with holds("the mean of the real tokens"):
        found = answer(tokens, mask)
        plain = "the padding is averaged in. Which tokens does the mask leave out?"
        expect.unlike(found, tokens.mean(axis=1), plain)
        total = "this is the sum of the real tokens. By how many is it divided?"
        expect.unlike(found, tokens[:, :2].sum(axis=1), total)
        length = "the sum is right, but it is divided by the padded length"
        expect.unlike(found, tokens[:, :2].sum(axis=1) / 4, length)
        expect.unlike(found, tokens.sum(axis=1) / 2, "the count is right, the padding in the sum")
        expect.unlike(found, tokens[:, 0], "this is the first token alone")
        expect.unlike(found, tokens[:, 1], "this is the last real token alone")
        expect.unlike(found, tokens[:, :2].max(axis=1), "this is the largest, not the mean")
        expect.unlike(found, tokens[:, 2:].mean(axis=1), "this is the mean of the padding")
        unit = np.array([[3.0, -5.0]]) / np.sqrt(34)
        expect.unlike(found, unit, "this is normalized. Only the mean is asked for", 1e-5)
        expect.unlike(found, np.array([[3.0, 5.0]]), "the signs are lost", 1e-5)
        expect.close(found, np.array([[3.0, -5.0]]), tolerance=1e-5)
    with holds("each text is divided by its own count"):
        three = answer(np.concatenate([tokens] * 3), masks)
        sums = np.array([[6.0, -10.0], [20.0, 0.0], [4.0, -8.0]])
        shared = "texts of different length were divided by one number"
        for count in (2, 7 / 3, 3, 4, 7, 12):
            expect.unlike(three, sums / count, shared, 1e-5)
        alone = "a text of one real token has that token's vector"
        expect.close(answer(tokens, masks[2:]), tokens[:, 0], alone, 1e-5)
        order = "these are the texts in another order. Row i is text i"
        expect.close(
            np.sort(three, axis=0), np.sort([[3, -5], [5, 0], [4.0, -8]], axis=0), "", 1e-5
        )
        expect.close(three, np.array([[3.0, -5.0], [5.0, 0.0], [4.0, -8.0]]), order, 1e-5)
    with holds("as many texts as tokens, and as many numbers"):
        cube = np.concatenate([np.concatenate([tokens, tokens], axis=2)] * 4)
        found = answer(cube, np.concatenate([masks, mask]))
        axis = (
            "with 4 texts of 4 tokens of 4 numbers it is wrong. Along which axis does the mask go?"
        )
        expect.close(found, np.tile([[3.0, -5], [5, 0], [4, -8], [3, -5]], 2), axis, 1e-5)
    with holds("a token that comes twice counts twice"):
        found = answer(tokens[:, [0, 1, 0]], np.ones((1, 3), dtype=int))
        expect.unlike(found, np.array([[3.0, -5.0]]), "one of two equal tokens got lost", 1e-5)
        expect.close(found, np.array([[10 / 3, -6.0]]), tolerance=1e-5)
    with holds("a real token may have zeros in it"):
        zeros = np.array([[[4.0, 0.0], [2.0, -2.0], [0.0, 0.0], [9.0, 9.0]]])
        found = answer(zeros, np.array([[1, 1, 1, 0]]))
        counted = "numbers that are 0 were not counted. The mask says how many tokens are real"
        for counts in ([2, 1], [2, 2]):
            expect.unlike(found, np.array([[6.0, -2.0]]) / counts, counted, 1e-5)
        expect.close(found, np.array([[2.0, -2 / 3]]), counted, 1e-5)
    with holds("longer padding changes nothing"):
        padded = np.concatenate([tokens, np.full((1, 3, 2), 7.0)], axis=1)
        same = answer(padded, np.array([[1, 1, 0, 0, 0, 0, 0]]))
        more = "three more padding tokens changed the result"
        expect.close(same, answer(tokens, mask), more, 1e-5)
        long = "of a text of a hundred tokens some were left out"
        far_apart = np.isin(np.arange(100), [0, 98]).astype(int)[None]
        found = answer(np.tile(tokens, (1, 25, 1)), far_apart)
        expect.close(found, np.array([[4.5, -3.5]]), long, 1e-5)
    with holds("filling may stand before the text, or in it"):
        place = "the first tokens were taken, not the real ones. The mask says which are real"
        for real in ([0, 0, 1, 1], [0, 1, 0, 1], [1, 0, 0, 1]):
            expected = tokens[:, np.array(real) == 1].mean(axis=1)
            found = answer(tokens, np.array([real]))
            expect.unlike(found, tokens[:, :2].mean(axis=1), place, 1e-5)
            expect.close(found, expected, "The mask says which tokens are real", 1e-5)
