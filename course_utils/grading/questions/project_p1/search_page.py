"""The question search_page."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions._pages import (
    MORE,
    ends_with_more,
    has_no_more,
    per_cent_is,
    rate_is,
)
from course_utils.grading.questions.project_p1._results import (
    DIRECTIONS,
    HALF,
    TITLES,
    read,
    results,
    with_and_without_more,
)


@question(inputs=results, observe=with_and_without_more)
def search_page(answer, holds):
    written, answer = answer, reading(answer, read)

    def per_cent(values):
        return round(100 * float(np.mean(list(values))), 1)

    def ranks(direction, parts=("reporting",)):
        chosen = [r for r in rows if r["part"] in parts and r["direction"] == direction]
        return np.array([row["rank"] for row in chosen])

    rows, threshold, _, title, _ = results(np.random.default_rng(6))
    margins = {"words": 0.123 + HALF, "picture": 0.091 + HALF}
    asked = [r for r in rows if r["part"] == "reporting" and r["direction"] == "words"]
    used = "what was chosen on it cannot be reported on it: test data used twice"
    both = ("choosing", "reporting")
    with holds("a page with an element for each number"):
        answer(rows, threshold, margins, title)
    with holds("questions and things of the reporting part"):
        found = answer(rows, threshold, margins, title)
        for d in DIRECTIONS:
            own = [r for r in rows if r["part"] == "reporting" and r["direction"] == d]
            expect.unlike(found[d], len(ranks(d, both)), f"{d}: both parts: {used}")
            expect.equal(found[d], len(own), f"{d}: questions of this direction")
            things, reached = ({r["thing"] for r in own if r["rank"] <= k} for k in (99, 10))
            least = "only things that were found are counted. How many were asked for?"
            if things != reached:
                expect.unlike(found[f"{d}-things"], len(reached), least)
            many = "How many things? A capital letter makes another one"
            expect.equal(found[f"{d}-things"], len(things), many)
    with holds("R@K in both directions"):
        found = answer(rows, threshold, margins, title)
        for d, other in (DIRECTIONS, DIRECTIONS[::-1]):
            for k in (1, 5, 10):
                name, value = f"{d}-{k}", found[f"{d}-{k}"]
                expect.unlike(value, per_cent(ranks(d, both) <= k), f"{name}: both parts: {used}")
                expect.unlike(value, per_cent(ranks(d, ["choosing"]) <= k), f"{name}: {used}")
                expect.unlike(value, per_cent(ranks(other) <= k), "the directions are swapped")
                if k > 1:
                    expect.unlike(value, per_cent(ranks(d) < k), f"{name}: rank {k} is among them")
                per_cent_is(value, 100 * np.mean(ranks(d) <= k), name)
    with holds("the mean of one over the rank"):
        found = answer(rows, threshold, margins, title)
        for d in DIRECTIONS:
            value, inverse = found[f"{d}-mrr"], round(float(1 / ranks(d).mean()), 3)
            expect.unlike(value, inverse, "this is one over the mean rank", 6e-4)
            rate_is(value, float((1 / ranks(d)).mean()), f"{d}-mrr")
    with holds("R@10 with its margin to either side"):
        found = answer(rows, threshold, margins, title)
        for d, other in (DIRECTIONS, DIRECTIONS[::-1]):
            middle, ends = float((ranks(d) <= 10).mean()), (found[f"{d}-low"], found[f"{d}-high"])
            first = 100 * ((ranks(d) <= 1).mean() + np.array([-margins[d], margins[d]]))
            first = first.clip(0, 100).round(1).tolist()
            expect.unlike(list(ends), first, "this is the interval of R@1", 1e-3)
            for value, s in zip(ends, (-1, 1), strict=True):
                same = "each direction has a margin of its own"
                early = per_cent(ranks(d) <= 10) + s * round(100 * margins[d], 1)
                if abs(early - 100 * (middle + s * margins[d])) > 0.0501:
                    shown = "this is of rounded numbers. Round what is shown, at the very end"
                    expect.unlike(value, round(early, 1), f"{d}: {shown}")
                expect.unlike(value, round(100 * (middle + s * margins[other]), 1), f"{d}: {same}")
                right = 100 * min(max(middle + s * margins[d], 0), 1)
                per_cent_is(value, right, f"{d}: from R@10 minus the margin to R@10 plus it")
        found = answer(rows, threshold, dict.fromkeys(DIRECTIONS, 0.0), title)
        for name in (f"{d}-{end}" for d in DIRECTIONS for end in ("low", "high")):
            none = "with a margin of 0 it is R@10 itself"
            per_cent_is(found[name], 100 * np.mean(ranks(name.split("-")[0]) <= 10), none)
    with holds("an interval of shares ends at 0 and at 100 %"):
        for d in DIRECTIONS:
            found = answer(rows, threshold, dict.fromkeys(DIRECTIONS, 0.999), title)
            expect.between([found[f"{d}-low"], found[f"{d}-high"]], 0, 100, "No share is beyond")
            ends = "with a margin of 99.9 points: each end for itself goes as far as it can"
            per_cent_is(found[f"{d}-low"], max(0, per_cent(ranks(d) <= 10) - 99.9), ends)
            per_cent_is(found[f"{d}-high"], min(100, per_cent(ranks(d) <= 10) + 99.9), ends)
    with holds("what the threshold refuses and loses"):
        found = answer(rows, threshold, margins, title)
        refused, lost = (per_cent(r[w] < threshold for r in asked) for w in ("without", "best"))
        expect.unlike(found["refused"], lost, "refused and lost are swapped")
        expect.unlike(found["refused"], round(100 - refused, 1), "these were answered")
        under = "a question exactly at the threshold is answered: refused is what lies under it"
        for name, which in (("refused", "without"), ("lost", "best")):
            expect.unlike(found[name], per_cent(r[which] <= threshold for r in asked), under)
        per_cent_is(found["refused"], refused, "Of questions without their pictures")
        per_cent_is(found["lost"], lost, "Of questions with their pictures")
        for at in (0.0, 0.3, -0.15):  # cosines lie below 0, too
            found = answer(rows, at, margins, title)
            share = 100 * np.mean([r["without"] < at for r in asked])
            per_cent_is(found["refused"], share, f"A threshold of {at:g} is one like others")
            share = 100 * np.mean([r["best"] < at for r in asked])
            per_cent_is(found["lost"], share, f"A threshold of {at:g} is one like others")
        for at in (threshold, threshold + 0.0002, 0.0, 0.3, -0.15):
            rate_is(answer(rows, at, margins, title)["threshold"], at, "threshold, as it was given")
    with holds("a title with < or & is shown as it is written"):
        for name in ("Cats & dogs", "<i>Mugs</i>", *TITLES):
            found = answer(rows, threshold, margins, name)["title"]
            expect.equal(found, name, "Does html.escape see it first? All of it?")
    with holds("`more` stands at its end, as the HTML that it is"):
        given = rows, threshold, margins, title
        page = written(*given, MORE)
        read(page)
        ends_with_more(page)
        bare, empty = written(*given), written(*given, "")
        has_no_more(bare)
        expect.that(bare.count("None") == empty.count("None"), "without `more` the page says None")
