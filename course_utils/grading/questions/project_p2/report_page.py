"""The question report_page."""

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
from course_utils.grading.questions.project_p2._report import (
    NAMES,
    SIGNS,
    all_known,
    all_named,
    each_page,
    is_empty_by_itself,
    read,
    results,
)


@question(inputs=results, observe=each_page)
def report_page(answer, holds):
    written, answer = answer, reading(answer, read)

    def share(rows, which):
        return round(100 * float(np.mean([which(row) for row in rows])), 1)

    def right(row):
        return row["guess"] == row["truth"]

    def is_unknown(row):
        return row["guess"] == "unknown"

    rows, interval, *_ = results(np.random.default_rng(7))
    known = [row for row in rows if row["truth"]]
    reported = [row for row in rows if row["part"] == "reporting"]
    own = [row for row in reported if row["truth"]]
    with holds("a page with an element for each number"):
        answer(rows, interval, "a {}")
    with holds("pictures and things that the accuracy is over"):
        found = answer(rows, interval, "a {}")
        expect.unlike(found["pictures"], len(rows), "all rows were counted, of both parts")
        twice = "pictures of the choosing part are among them: test data used twice"
        expect.unlike(found["pictures"], len(known), twice)
        expect.unlike(found["pictures"], len(reported), "strangers are among them")
        expect.equal(found["pictures"], len(own))
        expect.unlike(found["things"], len(own), "pictures were counted. How many things are they?")
        expect.equal(found["things"], len({row["thing"] for row in own}))
    with holds("the accuracy on the reporting part"):
        found = answer(rows, interval, "a {}")["accuracy"]
        chosen = [row for row in known if row["part"] == "choosing"]
        used = "what was chosen on it cannot be reported on it: test data used twice"
        expect.unlike(found, share(chosen, right), f"this is the choosing part, and {used}")
        expect.unlike(found, share(known, right), f"both parts are in it, and {used}")
        strangers = "strangers were counted. They have no right name"
        expect.unlike(found, share(reported, right), strangers)
        named = [row for row in own if not is_unknown(row)]
        left = 'known pictures called "unknown" were left out. They are wrong, too'
        expect.unlike(found, share(named, right), left)
        met = [right(row) or (not row["truth"] and is_unknown(row)) for row in reported]
        called = 'strangers called "unknown" were counted as right. Known pictures are asked for'
        expect.unlike(found, share(met, bool), called)
        expect.unlike(found, round(share(own, right) / 100, 1), "a share, where per cent are due")
        per_cent_is(found, share(own, right), "Of known pictures, how many got their class?")
    with holds("the interval as it was given, in per cent"):
        found = answer(rows, interval, "a {}")
        ends = [found["low"], found["high"]]
        expect.unlike(ends, [round(end, 1) for end in interval], "shares, where per cent are due")
        expect.unlike(
            ends, [round(100 * end, 1) for end in interval[::-1]], "the ends are exchanged"
        )
        for name, end in zip(("low", "high"), interval, strict=True):
            per_cent_is(found[name], 100 * end, f"{name}, as it was given")
    with holds("strangers called unknown, and known pictures lost to it"):
        found = answer(rows, interval, "a {}")
        odd = [row for row in reported if not row["truth"]]
        every = [row for row in rows if not row["truth"]]
        expect.unlike(found["strangers"], share(every, is_unknown), "both parts are in it")
        per_cent_is(found["strangers"], share(odd, is_unknown), "Of strangers, how many?")
        nobody = answer(all_named(rows), interval, "a {}")["strangers"]
        expect.that(nobody == 0, f"found {nobody}. Each of 7 strangers got a name: 0.0 % of them")
        per_cent_is(found["lost"], share(own, is_unknown), "Of known pictures, how many?")
    with holds("0 % and 100 % are shares like others"):
        for guess, accuracy in ((None, 100), ("unknown", 0)):
            found = answer(all_known(rows, guess), (0.0, 1.0), "a {}")
            ends = {"accuracy": accuracy, "lost": 100 - accuracy, "low": 0, "high": 100}
            for name, value in ends.items():
                expect.that(found[name] == value, f"{name}: found {found[name]} %, not {value} %")
    with holds("without strangers it says none"):
        chosen = [row for row in rows if row["truth"] or row["part"] == "choosing"]
        for some, why in (
            (known, "a share of no strangers is no number. Is the list empty?"),
            (chosen, "there are none in the reporting part"),
        ):
            found = answer(some, interval, "a {}")["strangers"]
            expect.that(found == "none", f"strangers: found {found} %, expected none: {why}")
    with holds("a name with < or & is shown as it is written"):
        for name in ("a {} & co", "<i>{}</i>", *NAMES):
            found = answer(rows, interval, name)["variant"]
            expect.equal(found, name, "Does html.escape see it first? All of it?")
            also = "its < is taken for HTML in another place of the page, a heading perhaps"
            text = is_text_all_over(lambda shown: written(rows, interval, shown), name)
            expect.that(text, also)
    with holds("`more` stands at its end, as the HTML that it is"):
        none = 'without `more` the page shows None. It is "" where nothing is given'
        expect.that(is_empty_by_itself(written, rows, interval, "a {}"), none)
        page = written(rows, interval, "a {}", MORE)
        read(page)
        ends_with_more(page)
        has_no_more(written(rows, interval, "a {}"))
        end = last_element(written(rows, interval, "a {}", SIGNS))
        signs = "`more` may hold { and %, too. Is it put in when all else is?"
        expect.that(end == ("signs", "{lost} of {} & 100 % of %s"), signs)
