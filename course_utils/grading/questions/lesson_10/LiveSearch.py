"""The question LiveSearch."""

from collections import Counter

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import whole
from course_utils.grading.questions.lesson_10._models import (
    OTHERS,
    PICTURES,
    SENTENCES,
    changed,
    models,
    pictures,
)

ASKED, NEVER_BEFORE = "sentence 0", "sentence 5"


def _seed(rng):
    return (int(rng.integers(2**32)),)


def _life(cls, seed):
    """What is found before, while and after a model is changed, and how often it was encoded."""
    (one, *_), (old, new, broken) = (models(np.random.default_rng(seed)) for _ in range(2))
    given, alone = pictures(), whole(cls(one, pictures()[:1]).search(ASKED, 1)).tolist()
    live, _ = cls(old, given), cls(broken, pictures()[1:])
    at_once = old.encoded
    before = [whole(live.search(f"sentence {i}", 4)).tolist() for i in range(5)]
    broken.fails_after = new.fails_after = 6
    found = [before]
    # new fails first, too, and then begins anew
    for model, first_asked_now in ((broken, NEVER_BEFORE), (new, OTHERS[1]), (new, OTHERS[0])):
        model.encoded = 0
        meanwhile, failed = changed(live, model, [ASKED, first_asked_now], OTHERS[2:])
        found += [all(rows == old.best(s, 3).tolist() for s, rows in meanwhile), failed]
        found.append([whole(live.search(f"sentence {i}", 4)).tolist() for i in range(SENTENCES)])
        model.fails_after = np.inf
    found.append([whole(live.search(sentence, 2)).tolist() for sentence in 2 * OTHERS][::80])
    counts = [max(Counter(model.asked).values(), default=0) for model in (old, new, broken)]
    live.change(broken)
    found.append([whole(live.search(ASKED, PICTURES)).tolist() for _ in range(2)])
    kept = given == pictures()
    return [*found, counts, old.encoded, new.encoded, at_once, alone, kept]


@question(kind="class", inputs=_seed, observe=_life, count=4)
def LiveSearch(answer, holds):
    def fresh(seed=7):
        three = models(np.random.default_rng(seed))
        return answer(three[0], pictures()), *three

    def compare(found, model, sentence, k, others=()):
        found, right = whole(found), model.best(sentence, k)
        expect.that(found.shape != (0,), "a search found nothing at all")
        expect.shape(found, right.shape, "the k best")
        for other in others:
            mixed = "the sentence is of one model, the gallery of the other"
            expect.that(not np.array_equal(found, other.best(sentence, k, model)), mixed)
            expect.that(not np.array_equal(found, model.best(sentence, k, other)), mixed)
            theirs = "this is what the other model finds"
            expect.that(not np.array_equal(found, other.best(sentence, k)), theirs)
        plain = "By the products as they are; of equal ones the lower number first"
        neither = "Is the gallery of two models?" if others else plain
        expect.equal(found, right, neither)

    with holds("the k best pictures for a sentence"):
        live, old, *_ = fresh()
        found, best = whole(live.search(ASKED, 3)), old.best(ASKED, PICTURES)
        expect.unlike(found, best[::-1][:3], "these are the least similar. Which way does it sort?")
        compare(found, old, ASKED, 3)
        for i in range(1, SENTENCES):
            compare(live.search(f"sentence {i}", PICTURES), old, f"sentence {i}", PICTURES)
        one = whole(answer(old, pictures()[:1]).search(ASKED, 1))
        expect.shape(one, (1,), "the only picture there is: a list of one number")
        expect.equal(one, np.array([0]), "this is the only picture there is")
    with holds("after a change, what the new model finds"):
        live, old, new, longer = fresh()
        for model, before in ((new, old), (longer, new), (old, longer)):
            live.change(model)
            compare(live.search(ASKED, 3), model, ASKED, 3, [before])
    with holds("while a change is going on, what the old model finds"):
        live, old, new, longer = fresh()
        for model, now in ((new, old), (longer, new)):
            asked = [f"sentence {i}" for i in range(4)]
            for sentence in asked:
                live.search(sentence, 3)
            meanwhile, _ = changed(live, model, [*asked, NEVER_BEFORE], OTHERS)
            expect.that(len(meanwhile) > 6, "the pictures were not encoded again")
            for sentence, found in meanwhile:
                compare(found, now, sentence, 3, [model])
    with holds("a change that fails leaves everything as it was, and says so"):
        live, old, new, _ = fresh()
        live.search(ASKED, 3)
        new.fails_after = 6
        silent = "the model failed, and whoever asked for the change was not told"
        expect.that(changed(live, new, [])[1], silent)
        compare(live.search(ASKED, 3), old, ASKED, 3, [new])
        again = "a sentence was encoded again: what was kept went with the change that failed"
        expect.that(len(old.asked) == 1, again)
        compare(live.search(NEVER_BEFORE, 3), old, NEVER_BEFORE, 3, [new])
        live.change(old)
        compare(live.search(ASKED, PICTURES), old, ASKED, PICTURES, [new])
        new.fails_after = np.inf
        live.change(new)
        compare(live.search(ASKED, 3), new, ASKED, 3, [old])
    with holds("a sentence is encoded once, as long as the model is the same"):
        live, old, new, _ = fresh()
        late = f"{old.encoded} of {PICTURES} pictures were encoded before the first search"
        expect.that(old.encoded == PICTURES, late)
        for k in (3, 3, 5):
            compare(live.search(ASKED, k), old, ASKED, k)
        often = f"it was encoded {len(old.asked)} times for three searches"
        expect.that(len(old.asked) == 1, often)
        expect.that(old.encoded == PICTURES, "the pictures were encoded for a search")
        changed(live, new, [ASKED, NEVER_BEFORE])
        for sentence in (ASKED, NEVER_BEFORE):
            kept = "what was kept of the old model is still in use. Since when was it kept?"
            expect.unlike(whole(live.search(sentence, 3)), old.best(sentence, 3, new), kept)
            expect.unlike(whole(live.search(sentence, 3)), old.best(sentence, 3), kept)
            compare(live.search(sentence, 3), new, sentence, 3)
        early = "what was kept went before the change was through: it was encoded again"
        expect.that(old.asked.count(ASKED) == 1, early)
        often = f"while the model was changed one was encoded {old.asked.count(NEVER_BEFORE)} times"
        expect.that(old.asked.count(NEVER_BEFORE) == 1, f"{often}. The old one is in use till then")
        expect.that(len(new.asked) == 2, f"{len(new.asked)} sentences were encoded for two")
        for sentence in 2 * OTHERS:
            capital = "Is it the sentence that was asked, with its capitals?"
            expect.equal(whole(live.search(sentence, 1)), new.best(sentence, 1), capital)
        anew = len(new.asked) - 2
        few = f"{anew} were encoded for {len(OTHERS)}, each asked twice. What is kept?"
        expect.that(anew == len(OTHERS), few)
    with holds("two searches side by side know nothing of each other"):
        live, old, new, _ = fresh()
        live.search(ASKED, 3)
        compare(answer(new, pictures()).search(ASKED, 3), new, ASKED, 3, [old])
        compare(live.search(ASKED, 3), old, ASKED, 3, [new])
        answer(old, pictures()[:4])
        live.change(new)
        compare(live.search(ASKED, PICTURES), new, ASKED, PICTURES)
    with holds("the list of pictures that it was given stays as it was"):
        _, old, new, _ = fresh()
        given = pictures()
        live = answer(old, given)
        live.search(ASKED, 3)
        live.change(new)
        expect.that(given == pictures(), "the caller's list was changed. Work on a copy")
