"""The question moderation_page."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions._pages import (
    MORE,
    ends_with_more,
    has_no_more,
    is_text_all_over,
    last_element,
    per_cent_is,
)
from course_utils.grading.questions.project_p3._report import (
    RULES,
    SIGNS,
    each_page,
    read,
    results,
    without_dispute,
)


@question(inputs=results, observe=each_page)
def moderation_page(answer, holds):
    written, answer = answer, reading(answer, read)

    def reporting(rows):
        return [row for row in rows if row["part"] == "reporting"]

    def rates(rows):
        yes = [row["flagged"] for row in rows if row["first"] and row["second"]]
        no = [row["flagged"] for row in rows if not (row["first"] or row["second"])]
        return float(np.mean(yes)), float(np.mean(no))

    def precision(recall, alarms, rare):
        return 100 * rare * recall / (rare * recall + (1 - rare) * alarms)

    rows, rare = results(np.random.default_rng(18))[0], 0.02
    reported = reporting(rows)
    agreed = [row for row in reported if row["first"] == row["second"]]
    recall, alarms = rates(reported)
    with holds("a page with an element for each number"):
        answer(rows, rare, "food")
    with holds("pictures that the labellers agree on, and disputed ones"):
        found = answer(rows, rare, "food")
        both = [row for row in rows if row["first"] == row["second"]]
        twice = "pictures of the choosing part are among them: test data used twice"
        expect.unlike(found["pictures"], len(both), twice)
        expect.unlike(found["pictures"], len(rows), twice)
        expect.unlike(found["pictures"], len(reported), "disputed pictures are among them")
        expect.equal(found["pictures"], len(agreed), "Those on which both say yes, or both no")
        expect.equal(found["disputed"], len(reported) - len(agreed), "Of the reporting part")
    with holds("recall and false alarms on the reporting part"):
        found = answer(rows, rare, "food")
        used = "what was chosen on it cannot be reported on it: test data used twice"
        chosen, _ = rates([row for row in rows if row["part"] == "choosing"])
        mixed, _ = rates(rows)
        expect.unlike(found["recall"], round(100 * chosen, 1), used)
        expect.unlike(found["recall"], round(100 * mixed, 1), f"both parts: {used}")
        alone = "one labeller alone was believed. The truth is what both say"
        for who in ("first", "second"):
            one = np.mean([row["flagged"] for row in reported if row[who]])
            expect.unlike(found["recall"], round(100 * float(one), 1), alone)
        either = np.mean([row["flagged"] for row in reported if row["first"] or row["second"]])
        wide = "disputed pictures were counted as food"
        expect.unlike(found["recall"], round(100 * float(either), 1), wide)
        per_cent_is(found["recall"], 100 * recall, "Of food, how much was flagged?")
        dirty = np.mean([r["flagged"] for r in reported if not (r["first"] and r["second"])])
        disputed = "disputed pictures were counted as clean"
        expect.unlike(found["alarms"], round(100 * float(dirty), 1), disputed)
        per_cent_is(found["alarms"], 100 * alarms, "Of clean pictures, how many were flagged?")
    with holds("precision at the stated prevalence"):
        for rare in (0.02, 0.0257, 0.15):
            found = answer(rows, rare, "food")
            yes = [row["first"] for row in agreed if row["flagged"]]
            sample = "this is the precision in the sample, where the thing is far more frequent"
            expect.unlike(found["precision"], round(100 * float(np.mean(yes)), 1), sample)
            whole = round(100 * rare * recall / (rare * recall + alarms), 1)
            left = "the clean ones are 1 - prevalence of all: by that the alarms are weighed"
            expect.unlike(found["precision"], whole, left)
            early = "it was computed from rounded numbers. Round what is shown, at the very end"
            shown = round(recall, 3), round(alarms, 3)
            for rounded in (precision(*shown, rare), precision(recall, alarms, round(rare, 3))):
                if round(rounded, 1) != round(precision(recall, alarms, rare), 1):
                    expect.unlike(found["precision"], round(rounded, 1), early)
            stated = "precision: which share of all is flagged rightly, which wrongly?"
            per_cent_is(found["precision"], precision(recall, alarms, rare), stated)
            per_cent_is(found["prevalence"], 100 * rare, "prevalence, as it was given")
    with holds("a share of 0 is 0.0 %, and one of 1 is 100.0 %"):
        for some in without_dispute(rows):
            found, (hit, false) = answer(some, rare, "food"), rates(reporting(some))
            expect.equal(found["disputed"], 0, "They agree on all of them")
            per_cent_is(found["recall"], 100 * hit, "Of food, how much was flagged?")
            per_cent_is(found["alarms"], 100 * false, "Of clean pictures, how many were flagged?")
            one = "precision, where all that is flagged is flagged rightly, or all of it wrongly"
            per_cent_is(found["precision"], precision(hit, false, rare), one)
    with holds("a rule with < or & is shown as it is written"):
        for rule in ("food & drink", "<food>", *RULES):
            found = answer(rows, rare, rule)["rule"]
            expect.equal(found, rule, "Does html.escape see it first? All of it?")
            also = "its < is taken for HTML in another place of the page, a heading perhaps"
            expect.that(is_text_all_over(lambda name: written(rows, rare, name), rule), also)
    with holds("a rule that looks like something to fill in is shown as it is written"):
        rule = answer(rows, rare, "{recall}")["rule"]
        expect.equal(rule, "{recall}", "Was something filled in after the rule?")
    with holds("`more` stands at its end, as the HTML that it is"):
        answer(rows, 0.02, "food", MORE)
        ends_with_more(written(rows, 0.02, "food", MORE))
        end = last_element(written(rows, 0.02, "food", SIGNS))
        signs = "`more` may hold { and %, too. Is it put in when all else is?"
        expect.that(end == ("signs", "{recall} of {} & 100 % of %s"), signs)
        has_no_more(written(rows, 0.02, "food"))
