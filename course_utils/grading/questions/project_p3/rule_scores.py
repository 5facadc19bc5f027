"""The question rule_scores."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading
from course_utils.grading.questions.project_p2._shared import unit


def _policy(rng):
    """Two pictures; rules of one and of six sentences, and one that shares four with them.

    Of both the first has length 1, the others are between a hundred times shorter and longer.
    """
    images = rng.normal(size=(2, 5)) * 10.0 ** rng.uniform(-1.5, 1.5, size=(2, 1))
    sentences = rng.normal(size=(7, 5)) * 10.0 ** rng.uniform(-1.5, 1.5, size=(7, 1))
    images[0], sentences[0] = unit(images[0]), unit(sentences[0])
    first, second = rng.permutation([1, 6])
    rules = {"strict": sentences[:first], "mild": sentences[first : first + second]}
    return images, {**rules, "both": rng.permutation(sentences[3:])}


def _all_and_one(answer, images, rules):
    """The scores by all rules, by one alone, and of one picture: a column or a row still."""
    one = {"strict": rules["strict"]}
    cases = (images, rules), (images, one), (images[1:], one)
    return [numbers(answer(*case)) for case in cases]


@question(inputs=_policy, observe=_all_and_one, withheld=("zero_shot.Moderator",))
def rule_scores(answer, holds):
    answer = reading(answer, numbers)

    def slow(images, rules, of=np.max, norm=unit, norm_rule=None):
        norm_rule = norm_rule or norm
        cosines = [[[norm(x) @ norm_rule(s) for s in r] for r in rules.values()] for x in images]
        return np.array([[of(each) for each in row] for row in cosines])

    images, rules = _policy(np.random.default_rng(2))
    with holds("a column for each rule"):
        expect.shape(answer(images, rules), (2, 3), "a row a picture, a column a rule")
        one = answer(images, {"strict": rules["strict"]})
        expect.shape(one, (2, 1), "one rule is a column, too")
        expect.shape(answer(images[:1], rules), (1, 3), "one picture is a row, too")
    with holds("the closest sentence of a rule decides"):
        for seed in range(4):
            drawn = _policy(np.random.default_rng(seed))
            found = answer(*drawn)
            mean = "a mean over its sentences: a rule with many topics would find none of them"
            expect.unlike(found, slow(*drawn, of=np.mean), mean)
            grows = "a sum, which grows with the number of sentences"
            expect.unlike(found, slow(*drawn, of=np.sum), grows)
            expect.unlike(found, slow(*drawn, of=np.min), "the farthest sentence decided")
            plain = slow(*drawn, norm=np.asarray)
            expect.unlike(found, plain, "dot products. A threshold needs cosines")
            side = "one side alone was normalized. A cosine needs both"
            expect.unlike(found, slow(*drawn, norm_rule=np.asarray), side)
            expect.unlike(found, slow(*drawn, norm=np.asarray, norm_rule=unit), side)
            first = "the first sentence of a rule decided. Which one is closest?"
            expect.unlike(found, slow(*drawn, of=lambda c: c[0]), first)
            three = slow(*drawn, of=lambda cosines: np.max(cosines[:3]))
            if not np.allclose(three, slow(*drawn)):
                expect.unlike(found, three, "only the first sentences of a rule were looked at")
            below = "cosines below 0 keep their sign"
            if (slow(*drawn) < 0).any():
                expect.unlike(found, slow(*drawn).clip(0), below)
            expect.unlike(found, slow(*drawn, of=lambda c: np.max(np.abs(c))), below)
            order = "the columns are in another order than the dict's rules"
            expect.unlike(found, slow(*drawn)[:, ::-1], order)
            expect.close(found, slow(*drawn), "Is the length of a short vector taken as it is?")
    with holds("a sentence added never lowers a score"):
        more = {**rules, "strict": np.concatenate([rules["strict"], rules["mild"]])}
        gain = answer(images, more) - answer(images, rules)
        expect.that((gain > -1e-6).all(), "one fell. Can a new sentence unsay another?")
