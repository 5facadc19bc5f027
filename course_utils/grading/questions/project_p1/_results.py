"""Results that search_page is tried on, and what is looked at of its pages."""

from course_utils.grading.questions._pages import MORE, page_and_end, read_page

DIRECTIONS = ("words", "picture")
COUNTS = [name for d in DIRECTIONS for name in (d, f"{d}-things")]
SHARES = [f"{d}-{what}" for d in DIRECTIONS for what in ("1", "5", "10", "low", "high")]
RATES = ("words-mrr", "picture-mrr", "threshold")
THINGS = ["Turkey", "turkey", "a turkey", "cat", "catfish", "a cat", "a red cat"]
TITLES = ["A <b>{shop}: &amp; 5 % MORE", "{} & 100 % dogs, MORE {more}: &lt; 3"]
TITLES += ["<i>{0}: 5 %s MORE mugs, {title}</i> &copy"]
# Nearly half of the last digit that is shown: who rounds before adding shows another.
HALF = 0.00045


def read(found):
    return read_page(found, COUNTS, [*SHARES, "refused", "lost"], ("title",), RATES)


def results(rng):
    """Rows of both parts and directions; ranks are better where was chosen."""
    rows = []
    for part, counts, ranks in (
        ("choosing", (14, 19), [1, 1, 1, 2, 4, 5, 8, 10, 30]),
        ("reporting", (11, 13), [1, 1, 2, 5, 6, 10, 10, 11, 17, 90]),
    ):
        for direction, count in zip(DIRECTIONS, counts, strict=True):
            for _ in range(count):
                row = {"part": part, "direction": direction, "rank": int(rng.choice(ranks))}
                row["thing"] = str(rng.choice(THINGS))
                best = float(rng.uniform(-0.2, 0.3))
                if direction == "words":
                    row |= {"best": best, "without": best - float(rng.uniform(0, 0.2))}
                rows.append(row)
    threshold = int(rng.integers(20, 90)) / 1000 + float(rng.choice([0.0004, 0.0006]))
    at = [row for row in rows if row["direction"] == "words" and row["part"] == "reporting"]
    at[0] |= {"best": threshold + 0.1, "without": threshold}  # at it is not under it
    at[1] |= {"best": threshold, "without": threshold - 0.1}
    at[2] |= {"best": threshold - 0.0001, "without": threshold - 0.1}  # under it by little
    for row, thing in ((at[3], "a mug"), (at[6], "a jug")):  # never found, and things all the same
        row.update(thing=thing, rank=90, best=threshold + 0.1, without=threshold - 0.1)
    at[4]["thing"], at[5]["thing"] = "Turkey", "turkey"
    rows = [rows[i] for i in rng.permutation(len(rows))]
    sizes = rng.permutation([rng.uniform(0.02, 0.35), rng.uniform(0.9, 0.99)])  # one goes beyond
    margins = {d: round(float(size), 3) + HALF for d, size in zip(DIRECTIONS, sizes, strict=True)}
    return rows, threshold, margins, str(rng.choice(TITLES)), MORE


def with_and_without_more(answer, rows, threshold, margins, title, more):
    """The page and its end; then some numbers at a threshold of 0 and below 0 and at margins of 0,
    without `more`. Is `more` empty then, and not that of the page before?"""
    whole = page_and_end(read)(answer, rows, threshold, margins, title, more)
    zero = dict.fromkeys(DIRECTIONS, 0.0)
    bare = answer(rows, 0.0, zero, title)
    pages = read(bare), read(answer(rows, -0.15, zero, title))
    names = ("threshold", "refused", "lost", "words-low", "picture-high")
    shown = [page[name] for page in pages for name in names]
    same = bare.count("None") == answer(rows, 0.0, zero, title, "").count("None")
    return whole, shown, same, 'id="limits"' in bare
