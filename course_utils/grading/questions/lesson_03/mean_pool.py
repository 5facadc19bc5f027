"""The question mean_pool."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _tokens_and_mask(rng):
    tokens = rng.normal(size=(3, 5, 3))
    lengths = rng.integers(1, 6, size=3)
    mask = (np.arange(5) < lengths[:, None]).astype(np.int64)
    return tokens, mask


@question(inputs=_tokens_and_mask, withheld=("pocket.mean_of_tokens",))
def mean_pool(answer, holds):
    tokens = np.array([[[1.0, 2.0], [3.0, 8.0], [5.0, 1.0], [9.0, 9.0]]])
    mask = np.array([[1, 1, 0, 0]])

    with holds("one vector for each text"):
        found = answer(np.ones((2, 4, 3)), np.ones((2, 4), dtype=int))
        per_token = np.shape(found) == (2, 4)
        expect.that(not per_token, "that is a mean over each vector's numbers. Which axis is it?")
        expect.shape(found, (2, 3), "n texts, dim numbers each")
    with holds("the mean of the real tokens"):
        found = answer(tokens, mask)
        plain = "the padding is averaged in. Which tokens does the mask leave out?"
        expect.unlike(found, tokens.mean(axis=1), plain)
        total = "this is the sum of the real tokens. By how many is it divided?"
        expect.unlike(found, tokens[:, :2].sum(axis=1), total)
        length = "the sum is right, but it is divided by the padded length"
        expect.unlike(found, tokens[:, :2].sum(axis=1) / 4, length)
        expect.unlike(found, tokens[:, 0], "this is the first token alone")
        expect.unlike(found, tokens[:, :2].max(axis=1), "this is the largest, not the mean")
        expect.unlike(found, tokens[:, 2:].mean(axis=1), "this is the mean of the padding")
        expect.close(found, np.array([[2.0, 5.0]]))
    with holds("each text is divided by its own count"):
        two = answer(np.concatenate([tokens, tokens]), np.array([[1, 1, 0, 0], [1, 1, 1, 1]]))
        shared = "two texts of different length were divided by one number"
        expect.close(two, np.array([[2.0, 5.0], [4.5, 5.0]]), shared)
    with holds("longer padding changes nothing"):
        padded = np.concatenate([tokens, np.full((1, 3, 2), 7.0)], axis=1)
        same = answer(padded, np.array([[1, 1, 0, 0, 0, 0, 0]]))
        expect.close(same, answer(tokens, mask), "three more padding tokens changed the result")
