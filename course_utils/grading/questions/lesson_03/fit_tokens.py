"""The question fit_tokens."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _token_ids(rng):
    words = rng.integers(5, 90, size=rng.integers(4, 9)).tolist()
    return [2, *words, 3], len(words) + 2 + int(rng.choice([-3, -1, 1, 2]))


@question(inputs=_token_ids, count=16)
def fit_tokens(answer, holds):
    def both(ids, length):
        found = answer(ids, length)
        two = isinstance(found, tuple) and len(found) == 2
        expect.that(two, "return two lists: `return ids, mask`")
        lists = all(isinstance(part, list) for part in found)
        expect.that(lists, "return two lists, not arrays: `.tolist()` makes one")
        return found

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
        expect.equal(ids, [2, 40, 3, 0, 0])
    with holds("the mask says which tokens are real"):
        _, mask = both([2, 40, 3], 5)
        all_ones = "the mask counts the filling as text. What should the model leave out?"
        expect.that(mask != [1, 1, 1, 1, 1], all_ones)
        expect.that(mask != [0, 0, 0, 1, 1], "the mask is turned round: 1 is for a real token")
        expect.equal(mask, [1, 1, 1, 0, 0])
    with holds("a long text keeps its end token"):
        ids, mask = both([2, 40, 41, 42, 43, 3], 4)
        expect.that(len(ids) == 4, "the result is longer than `length`")
        no_end = "the end token was cut off. CLIP reads the whole text's meaning there"
        expect.that(ids != [2, 40, 41, 42], no_end)
        no_start = "the beginning was cut off. Which end of a text is dropped?"
        expect.that(ids[:2] == [2, 40], no_start)
        expect.equal(ids, [2, 40, 41, 3], "As many words as fit, from the beginning")
        expect.equal(mask, [1, 1, 1, 1])
