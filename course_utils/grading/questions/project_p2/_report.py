"""The rows that report_page gets, and what of its pages is looked at."""

import numpy as np

from course_utils.grading.questions._pages import is_text_all_over, page_and_end, read_page

COUNTS, SHARES = ("pictures", "things"), ("accuracy", "low", "high", "strangers", "lost")
NAMES = ("As Given: <i>a {}</i> &amp; 100 % drawn, cut out", "<b>Two {lost}</b> &amp; 5 %s: the {}")
CLASSES = ["cat", "cattle"]  # one's name begins the other's
SIGNS = '<p id="signs">{lost} of {}\n&amp; 100 % of %s</p>'  # `more` may hold any signs


def read(found):
    return read_page(found, COUNTS, SHARES, ("variant",), or_none=("strangers",))


def _row(part, thing, truth, guess):
    return {"part": part, "thing": thing, "truth": truth, "guess": guess}


def results(rng):
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
    return rows, np.array([low, low + 0.211]), str(rng.choice(NAMES)), SIGNS


def all_named(rows):
    """The same where each stranger got a name."""
    return [row if row["truth"] else {**row, "guess": "cat"} for row in rows]


def all_known(rows, guess=None):
    """The same where each known picture got its class, or `guess`."""
    return [{**row, "guess": guess or row["truth"]} if row["truth"] else row for row in rows]


def is_empty_by_itself(answer, rows, interval, variant):
    """Whether a page without `more` says no None that one with an empty `more` does not say."""
    pages = answer(rows, interval, variant), answer(rows, interval, variant, "")
    return pages[0].count("None") == pages[1].count("None")


def each_page(answer, rows, interval, variant, more):
    """A page, one where each stranger got a name, one without strangers to report on, and two with
    0 and 100 per cent, without `more`: is it empty then, and not that of the page before? Is the
    name text wherever it stands?"""
    none = [row for row in rows if row["truth"] or row["part"] == "choosing"]
    look = page_and_end(read)
    ended = [look(answer, some, interval, variant, more) for some in (rows, all_named(rows), none)]
    bare = [answer(all_known(rows, g), (0.0, 1.0), variant) for g in (None, "unknown")]
    return (
        ended,
        [(list(read(page).items()), 'id="signs"' in page) for page in bare],
        is_text_all_over(lambda name: answer(rows, interval, name, more), variant),
        is_empty_by_itself(answer, rows, interval, variant),
    )
