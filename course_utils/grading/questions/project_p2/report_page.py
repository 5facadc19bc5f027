"""The question report_page."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions._pages import (
    MORE,
    ends_with_more,
    page_and_end,
    per_cent_is,
    read_page,
)

COUNTS, SHARES = ("pictures", "things"), ("accuracy", "low", "high", "strangers", "lost")
NAMES = ("As Given: <i>a {}</i> &amp; 100 % drawn, cut out", "<b>Two Names</b> &amp; 5 %s: the {}")
CLASSES = ["cat", "cattle"]  # one's name begins the other's


def _read(found):
    return read_page(found, COUNTS, SHARES, ("variant",), or_none=("strangers",))


def _row(part, thing, truth, guess):
    return {"part": part, "thing": thing, "truth": truth, "guess": guess}


def _results(rng):
    """Rows of both parts; chosen on, they suit."""
    rows = []
    for part, known, often in (("choosing", 14, 0.9), ("reporting", 11, 0.5)):
        for _ in range(known):
            truth, other = map(str, rng.permutation(CLASSES))
            wrong = str(rng.choice(["unknown", other, "cow"]))
            thing = f"animal {rng.integers(0, 3) + 3 * (truth == 'cat')}"
            rows.append(_row(part, thing, truth, truth if rng.random() < often else wrong))
        for _ in range(7):
            guess = str(rng.choice(["unknown", "cat"]))
            rows.append(_row(part, f"yak {rng.integers(9)}", "", guess))
    rows = [rows[i] for i in rng.permutation(len(rows))]
    low = int(rng.integers(200, 500)) / 1000 + 0.0007  # cut off, it is another than rounded
    return rows, (low, low + 0.211), str(rng.choice(NAMES)), MORE


def _all_named(rows):
    """The same where each stranger got a name."""
    return [row if row["truth"] else {**row, "guess": "cat"} for row in rows]


def _three_pages(answer, rows, *rest):
    """A page, one where each stranger got a name, and one without strangers to report on."""
    none = [row for row in rows if row["truth"] or row["part"] == "choosing"]
    look = page_and_end(_read)
    return [look(answer, some, *rest) for some in (rows, _all_named(rows), none)]


@question(inputs=_results, observe=_three_pages)
def report_page(answer, holds):
    written, answer = answer, reading(answer, _read)

    def share(rows, which):
        return round(100 * float(np.mean([which(row) for row in rows])), 1)

    def right(row):
        return row["guess"] == row["truth"]

    def is_unknown(row):
        return row["guess"] == "unknown"

    rows, interval, *_ = _results(np.random.default_rng(7))
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
        nobody = answer(_all_named(rows), interval, "a {}")["strangers"]
        expect.that(nobody == 0, f"found {nobody}. Each of 7 strangers got a name: 0.0 % of them")
        per_cent_is(found["lost"], share(own, is_unknown), "Of known pictures, how many?")
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
    with holds("`more` stands at its end, as the HTML that it is"):
        page = written(rows, interval, "a {}", MORE)
        _read(page)
        ends_with_more(page)
