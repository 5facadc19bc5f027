"""The question fit_tokens."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import pair, reading, whole


def _token_ids(rng):
    """A text between tokens of its own, since each model has others: the start 0, or the end's.

    One word comes twice, and one is the end token, as between two sentences. The end may be 0 too.
    """
    end = int(rng.choice([0, rng.integers(300, 600)]))
    start = int(rng.choice([0, end]))
    words = rng.integers(5, 900, size=rng.integers(5, 9)).tolist()
    words[1:3] = words[0], end
    return ([start, *words, end],)


def _ids_and_mask(found):
    ids, mask = pair(found, "return two lists: `return ids, mask`")
    truths = np.asarray(mask).dtype == bool
    return whole(ids), whole(np.asarray(mask).astype(int) if truths else mask)


def _at_each_length(answer, ids):
    """Filled, filled by one, as it is, cut by one, and cut to two; part of a long one.

    The last begins with a token that comes nowhere else, and is cut.
    """
    lengths = [len(ids) + 12, len(ids) + 1, len(ids), len(ids) - 1, len(ids) - 3, 2]
    long, mask = _ids_and_mask(answer(ids[:1] * 600 + ids, 598))
    found = [*(_ids_and_mask(answer(ids, length)) for length in lengths), long[570:580], sum(mask)]
    return [*found, _ids_and_mask(answer([1, *ids[1:]], len(ids) - 2))]


@question(inputs=_token_ids, observe=_at_each_length)
def fit_tokens(answer, holds):
    def both(ids, length):
        return tuple(part.tolist() for part in reading(answer, _ids_and_mask)(ids, length))

    with holds("a text that fits exactly stays as it is"):
        ids, mask = both([2, 40, 41, 3], 4)
        expect.equal(ids, [2, 40, 41, 3])
        expect.equal(mask, [1, 1, 1, 1], "1 for a real token")
    with holds("a short text is filled up with 0"):
        ids, mask = both([2, 40, 3], 5)
        expect.that(len(ids) == 5, "the result is not `length` long. What fills it up?")
        left = "the filling is on the left. Position 0 belongs to the start token"
        expect.that(ids != [0, 0, 2, 40, 3], left)
        inside = "the end token is last, after the filling. It belongs right after the text"
        expect.that(ids != [2, 40, 0, 0, 3], inside)
        expect.that(ids != [2, 40, 3, 3, 3], "the end token fills it up. 0 does")
        expect.that(ids != [2, 40, 3, 1, 1], "it is filled up with 1. 0 fills")
        expect.equal(ids, [2, 40, 3, 0, 0])
    with holds("the mask says which tokens are real"):
        _, mask = both([2, 40, 3], 5)
        all_ones = "the mask counts the filling as text. What should the model leave out?"
        expect.that(mask != [1, 1, 1, 1, 1], all_ones)
        expect.that(mask != [0, 0, 0, 1, 1], "the mask is turned round: 1 is for a real token")
        expect.that(
            mask != [1, 1, 1], "the mask is as long as the text. It should be `length` long"
        )
        expect.that(mask != [0, 1, 0, 0, 0], "start and end are real tokens too")
        expect.equal(mask, [1, 1, 1, 0, 0])
    with holds("a long text keeps its end token"):
        ids, mask = both([2, 40, 41, 42, 43, 3], 4)
        expect.that(len(ids) == 4, "the result is longer than `length`")
        no_end = "the end token was cut off. CLIP takes the whole text's meaning from there"
        expect.that(ids != [2, 40, 41, 42], no_end)
        no_start = "the beginning was cut off. Which end of a text is dropped?"
        expect.that(ids[:2] == [2, 40], no_start)
        expect.that(ids[2] == 41, "a word is missing. How many fit beside start and end?")
        last = "the last one is not the end token. Where in `ids` does it stand, in any model?"
        expect.that(ids[-1] == 3, last)
        expect.equal(ids, [2, 40, 41, 3], "As many words as fit, from the beginning")
        expect.equal(mask, [1, 1, 1, 1], "After the cut all are real tokens")
    with holds("another model has another end token"):
        ids, _ = both([49406, 320, 1125, 539, 49407], 4)
        fixed = "a 3 stands at the end of another model's text. Where do you find its end token?"
        expect.that(ids != [49406, 320, 1125, 3], fixed)
        expect.equal(ids, [49406, 320, 1125, 49407], "The last of `ids` is the end token")
        ids, _ = both([49406, 320, 1125, 539, 49407], 2)
        expect.equal(ids, [49406, 49407], "Of length 2 only start and end are left")
    with holds("a start token may be 0, and is real"):
        ids, mask = both([0, 7, 8, 2], 6)
        expect.equal(ids, [0, 7, 8, 2, 0, 0])
        by_id = "the start token is 0 here, and real. Does your mask count tokens, or ask for 0?"
        expect.that(mask != [0, 1, 1, 1, 0, 0], by_id)
        expect.equal(mask, [1, 1, 1, 1, 0, 0], "1 for a real token")
        ids, mask = both([0, 7, 0, 8, 0], 6)
        every = "start and end are both 0 here, as is a token between: five are real"
        expect.equal(ids, [0, 7, 0, 8, 0, 0], every)
        expect.equal(mask, [1, 1, 1, 1, 1, 0], every)
        expect.equal(both([0, 7, 0, 8, 0], 3)[0], [0, 7, 0], every)
    with holds("any length: `length` says how many"):
        ids, mask = both([2, *range(10, 610), 3], 600)
        limit = "of 602 tokens, 600 fit. Is there a limit of another model in it?"
        expect.equal(ids, [2, *range(10, 608), 3], limit)
        expect.equal(mask, [1] * 600, limit)
        ids, mask = both([2, 40, 3], 60)
        expect.that(
            ids + mask == [2, 40, 3] + [0] * 57 + [1] * 3 + [0] * 57, "of 60, 57 are filling"
        )
    with holds("a token may come twice"):
        ids, mask = both([2, 7, 7, 3, 8, 3], 7)
        twice = "the 7 and the 3 stand there twice, and both are kept"
        expect.equal(ids, [2, 7, 7, 3, 8, 3, 0], twice)
        expect.equal(mask, [1, 1, 1, 1, 1, 1, 0], "1 for a real token")
        expect.equal(both([2, 7, 7, 3, 8, 3], 5)[0], [2, 7, 7, 3, 3], twice)
    with holds("the end token may also be the start token"):
        ids, mask = both([9, 7, 8, 9], 6)
        expect.equal(ids, [9, 7, 8, 9, 0, 0])
        looked_up = "it ends at the first 9, which is the start. Do you look for the end token?"
        expect.that(mask != [1, 0, 0, 0, 0, 0], looked_up)
        expect.equal(mask, [1, 1, 1, 1, 0, 0], "1 for a real token")
        last = "cut to three it ends with the end token still"
        expect.equal(both([9, 7, 8, 9], 3)[0], [9, 7, 9], last)
