"""The rows that moderation_page gets, and what of its pages is looked at."""

from course_utils.grading.questions._pages import is_text_all_over, page_and_end, read_page

COUNTS, SHARES = ("pictures", "disputed"), ("recall", "alarms", "precision", "prevalence")
RULES = (
    "Food &amp; <Drink>: {raw}, {recall}, {more} or 100 % raw\\cooked, at any time",
    "<b>Meals, Cakes</b> &amp; candy: {} of 5 % sugar, {recall}, $alarms, %(precision)s",
)
SIGNS = '<p id="signs">{recall} of {}\n&amp; 100 % of %s</p>'  # `more` may hold any signs


def read(found):
    return read_page(found, COUNTS, SHARES, ("rule",))


def _row(part, first, second, flagged):
    return {"part": part, "first": first, "second": second, "flagged": flagged}


def results(rng):
    """Rows of both parts, on which two labellers mostly agree; chosen on, the flags are better.

    5 or 8 of 12 are found and 3 or 5 of 29 are false alarms: cut off, the first share is another
    one; rounded to three decimals, the second gives another precision, and so does the prevalence.
    """
    rows, found, alarms = [], int(rng.choice([5, 8])), int(rng.choice([3, 5]))
    for part, often, hits, false in (("choosing", 0.05, 11, 1), ("reporting", 0.3, found, alarms)):
        for first, second in 3 * [(True, False), (False, True)]:
            rows.append(_row(part, first, second, bool(rng.random() < often)))
        rows += [_row(part, True, True, n < hits) for n in range(12)]
        rows += [_row(part, False, False, n < false) for n in range(29)]
    rows = [rows[i] for i in rng.permutation(len(rows))]
    return rows, float(rng.choice([0.0297, 0.0396, 0.0597])), str(rng.choice(RULES)), SIGNS


def without_dispute(rows):
    """Two tables without disputed pictures: all reported ones are flagged rightly, or wrongly."""
    agreed = [row for row in rows if row["part"] == "choosing" or row["first"] == row["second"]]
    wrong = [row | {"flagged": row["flagged"] and not row["first"]} for row in agreed]
    return [row | {"flagged": row["first"]} for row in agreed], wrong


def each_page(answer, rows, rare, rule, more):
    """A page with `more`, then without it: at another prevalence; with shares that are 0 or 1.

    Is the rule text wherever it stands?
    """
    found = page_and_end(read)(answer, rows, rare, rule, more)
    others = (rows, 0.11), *((some, rare) for some in without_dispute(rows))
    pages = [answer(*other, rule) for other in others]
    text = is_text_all_over(lambda name: answer(rows, rare, name, more), rule)
    return found, [(list(read(page).items()), 'id="signs"' in page) for page in pages], text
