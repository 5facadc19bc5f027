"""Typical wrong answers to search_page. A docstring: words of the line that rejects it."""

import html
import re

import numpy as np


def _page(
    rows, threshold, margins, title, /, parts=("reporting",), interval_of=10, most=1, **changed
):
    kept = [row for row in rows if row["part"] in parts]
    found = {"title": html.escape(title), "threshold": f"{threshold:.3f}"}
    for d in ("words", "picture"):
        own = [row for row in kept if row["direction"] == d]
        ranks = np.array([row["rank"] for row in own])
        found[d], found[f"{d}-things"] = len(own), len({row["thing"] for row in own})
        found |= {f"{d}-{k}": f"{(ranks <= k).mean():.1%}" for k in (1, 5, 10)}
        middle = (ranks <= interval_of).mean()
        found[f"{d}-low"] = f"{max(middle - margins[d], 1 - most):.1%}"
        found[f"{d}-high"] = f"{min(middle + margins[d], most):.1%}"
        found[f"{d}-mrr"] = f"{(1 / ranks).mean():.3f}"
    for name, which in (("lost", "best"), ("refused", "without")):
        under = [row[which] < threshold for row in kept if row["direction"] == "words"]
        found[name] = f"{np.mean(under):.1%}"
    found |= {name.replace("_", "-"): text for name, text in changed.items()}
    return "".join(f"<p id='{n}'>{text}</p>" for n, text in found.items() if text is not None)


def _reported(rows, direction):
    return [r for r in rows if r["part"] == "reporting" and r["direction"] == direction]


def _ranks(rows, direction):
    return np.array([row["rank"] for row in _reported(rows, direction)])


def data_used_twice(rows, threshold, margins, title, more=""):
    """both parts: what was chosen on it cannot be reported on it: test data used twice"""
    return _page(rows, threshold, margins, title, parts=("choosing", "reporting")) + more


def what_was_chosen_on(rows, threshold, margins, title, more=""):
    """test data used twice"""
    return _page(rows, threshold, margins, title, parts=("choosing",)) + more


def recall_of_both_parts(rows, threshold, margins, title, more=""):
    """both parts: what was chosen on it"""
    ranks = np.array([row["rank"] for row in rows if row["direction"] == "words"])
    return _page(rows, threshold, margins, title, words_10=f"{(ranks <= 10).mean():.1%}") + more


def directions_swapped(rows, threshold, margins, title, more=""):
    """the directions are swapped"""
    first = {f"words_{k}": f"{(_ranks(rows, 'picture') <= k).mean():.1%}" for k in (1, 5, 10)}
    return _page(rows, threshold, margins, title, **first) + more


def first_nine(rows, threshold, margins, title, more=""):
    """rank 10 is among them"""
    share = f"{(_ranks(rows, 'words') < 10).mean():.1%}"
    return _page(rows, threshold, margins, title, words_10=share) + more


def one_over_the_mean_rank(rows, threshold, margins, title, more=""):
    """this is one over the mean rank"""
    value = 1 / _ranks(rows, "picture").mean()
    return _page(rows, threshold, margins, title, picture_mrr=f"{value:.3f}") + more


def things_are_questions(rows, threshold, margins, title, more=""):
    """How many things?"""
    number = len(_reported(rows, "words"))
    return _page(rows, threshold, margins, title, words_things=number) + more


def interval_of_the_first(rows, threshold, margins, title, more=""):
    """this is the interval of R@1"""
    return _page(rows, threshold, margins, title, interval_of=1) + more


def half_the_margin(rows, threshold, margins, title, more=""):
    """from R@10 minus the margin to R@10 plus it"""
    halved = {direction: margin / 2 for direction, margin in margins.items()}
    return _page(rows, threshold, halved, title) + more


def beyond_a_hundred(rows, threshold, margins, title, more=""):
    """No share is beyond"""
    return _page(rows, threshold, margins, title, most=2) + more


def answered_for_refused(rows, threshold, margins, title, more=""):
    """these were answered"""
    share = np.mean([row["without"] >= threshold for row in _reported(rows, "words")])
    return _page(rows, threshold, margins, title, refused=f"{share:.1%}") + more


def lost_and_refused_swapped(rows, threshold, margins, title, more=""):
    """refused and lost are swapped"""
    own = _reported(rows, "words")
    lost = np.mean([row["best"] < threshold for row in own])
    refused = np.mean([row["without"] < threshold for row in own])
    swapped = {"refused": f"{lost:.1%}", "lost": f"{refused:.1%}"}
    return _page(rows, threshold, margins, title, **swapped) + more


def refused_of_both_parts(rows, threshold, margins, title, more=""):
    """Of questions without their pictures"""
    share = np.mean([r["without"] < threshold for r in rows if r["direction"] == "words"])
    return _page(rows, threshold, margins, title, refused=f"{share:.1%}") + more


def not_escaped(rows, threshold, margins, title, more=""):
    """Does html.escape see it first?"""
    return _page(rows, threshold, margins, "") + f"<p id='title'>{title}</p>" + more


def a_number_missing(rows, threshold, margins, title, more=""):
    """no element of the page has the id 'picture-mrr'"""
    return _page(rows, threshold, margins, title, picture_mrr=None) + more


def a_file_name(rows, threshold, margins, title, more=""):
    """no element of the page has the id"""
    return "p1_report.html"


def refused_at_the_threshold(rows, threshold, margins, title, more=""):
    """a question exactly at the threshold is answered"""
    new = [r for r in rows if r["part"] == "reporting" and r["direction"] == "words"]
    share = np.mean([r["without"] <= threshold for r in new])
    return _page(rows, threshold, margins, title, refused=f"{share:.1%}") + more


def no_decimals(rows, threshold, margins, title, more=""):
    """expected one decimal"""
    page = _page(rows, threshold, margins, title)
    return re.sub(r"(\d+\.\d)%", lambda found: f"{round(float(found[1]))}%", page) + more


def one_margin_for_both(rows, threshold, margins, title, more=""):
    """each direction has a margin of its own"""
    return _page(rows, threshold, margins | {"picture": margins["words"]}, title) + more


def decimals_of_a_float(rows, threshold, margins, title, more=""):
    """expected one decimal"""
    share = f"{(_ranks(rows, 'words') <= 5).mean():.3%}"
    return _page(rows, threshold, margins, title, words_5=share) + more


def four_decimals(rows, threshold, margins, title, more=""):
    """expected three decimals"""
    value = (1 / _ranks(rows, "picture")).mean()
    return _page(rows, threshold, margins, title, picture_mrr=f"{value:.4f}") + more


def more_left_out(rows, threshold, margins, title, more=""):
    """what was given as `more` is not shown"""
    return _page(rows, threshold, margins, title)


def more_escaped(rows, threshold, margins, title, more=""):
    """`more` is HTML already"""
    return _page(rows, threshold, margins, title) + html.escape(more)


def more_first(rows, threshold, margins, title, more=""):
    """`more` stands before some of the numbers"""
    return more + _page(rows, threshold, margins, title)


def low_below_0(rows, threshold, margins, title, more=""):
    """No share is beyond"""
    low = (_ranks(rows, "words") <= 10).mean() - margins["words"]
    other = (_ranks(rows, "picture") <= 10).mean() - margins["picture"]
    low = {"words_low": f"{low:.1%}", "picture_low": f"{other:.1%}"}
    return _page(rows, threshold, margins, title, **low) + more


def things_that_were_found(rows, threshold, margins, title, more=""):
    """only things that were found are counted"""
    found = {r["thing"] for r in _reported(rows, "words") if r["rank"] <= 10}
    return _page(rows, threshold, margins, title, words_things=len(found)) + more


def things_in_small_letters(rows, threshold, margins, title, more=""):
    """How many things? A capital letter makes another one"""
    things = {r["thing"].lower() for r in _reported(rows, "words")}
    return _page(rows, threshold, margins, title, words_things=len(things)) + more


def the_same_to_either_side(rows, threshold, margins, title, more=""):
    """each end for itself goes as far as it can"""
    found = {}
    for d in ("words", "picture"):
        middle = (_ranks(rows, d) <= 10).mean()
        margin = min(margins[d], middle, 1 - middle)
        found |= {f"{d}_low": f"{middle - margin:.1%}", f"{d}_high": f"{middle + margin:.1%}"}
    return _page(rows, threshold, margins, title, **found) + more


def judged_by_three_decimals(rows, threshold, margins, title, more=""):
    """Of questions with their pictures"""
    return _page(rows, round(threshold, 3), margins, title) + more


def the_threshold_as_it_is(rows, threshold, margins, title, more=""):
    """expected three decimals"""
    page = _page(rows, threshold, margins, title)
    return page.replace(f">{threshold:.3f}<", f">{threshold}<") + more


def only_brackets_escaped(rows, threshold, margins, title, more=""):
    """Does html.escape see it first?"""
    shown = title.replace("<", "&lt;").replace(">", "&gt;")
    return _page(rows, threshold, margins, "") + f"<p id='title'>{shown}</p>" + more


def one_id_for_both_parts(rows, threshold, margins, title, more=""):
    """say different things"""
    chosen = _page(rows, threshold, margins, title, parts=("choosing",))
    return chosen + _page(rows, threshold, margins, title) + more


def more_filled_in_later(rows, threshold, margins, title, more=""):
    """KeyError"""
    return (_page(rows, threshold, margins, title) + "{more}").format(more=more)


def margins_of_rounded_shares(rows, threshold, margins, title, more=""):
    """Round what is shown, at the very end"""
    ends = {}
    for d in ("words", "picture"):
        middle = round(float((_ranks(rows, d) <= 10).mean()), 3)
        ends[f"{d}_low"] = f"{max(middle - round(margins[d], 3), 0):.1%}"
        ends[f"{d}_high"] = f"{min(middle + round(margins[d], 3), 1):.1%}"
    return _page(rows, threshold, margins, title, **ends) + more


def mean_cut_off(rows, threshold, margins, title, more=""):
    """Is it rounded to three decimals?"""
    cut = {
        f"{d}_mrr": f"{int(1000 * (1 / _ranks(rows, d)).mean()) / 1000:.3f}"
        for d in ("words", "picture")
    }
    return _page(rows, threshold, margins, title, **cut) + more


def threshold_cut_off(rows, threshold, margins, title, more=""):
    """Is it rounded to three decimals?"""
    cut = f"{int(1000 * threshold) / 1000:.3f}"
    return _page(rows, threshold, margins, title, threshold=cut) + more


def three_digits(rows, threshold, margins, title, more=""):
    """expected three decimals"""
    return _page(rows, threshold, margins, title, threshold=f"{threshold:.3g}") + more


def lost_where_it_comes_late(rows, threshold, margins, title, more=""):
    """Of questions with their pictures"""
    asked = _reported(rows, "words")
    late = np.mean([row["best"] < threshold or row["rank"] > 10 for row in asked])
    return _page(rows, threshold, margins, title, lost=f"{late:.1%}") + more


def title_up_to_a_colon(rows, threshold, margins, title, more=""):
    """All of it?"""
    return _page(rows, threshold, margins, title.partition(":")[0]) + more


def rates_without_their_last_zeros(rows, threshold, margins, title, more=""):
    """expected three decimals"""
    return _page(rows, threshold, margins, title, threshold=f"{threshold:.2f}".rstrip("0")) + more


def threshold_without_its_last_zeros(rows, threshold, margins, title, more=""):
    """expected three decimals"""
    return _page(rows, threshold, margins, title, threshold=f"{round(threshold, 3)}") + more


def more_is_needed(rows, threshold, margins, title, more):
    """missing 1 required positional argument"""
    return _page(rows, threshold, margins, title) + more


def none_at_the_end(rows, threshold, margins, title, more=None):
    """without `more` the page says None"""
    return f"{_page(rows, threshold, margins, title)}{more}"


def no_threshold_of_0(rows, threshold, margins, title, more=""):
    """A threshold of 0 is one like others"""
    return _page(rows, threshold or 0.3, margins, title) + more


def no_margin_of_0(rows, threshold, margins, title, more=""):
    """with a margin of 0"""
    margins = {direction: margin or 0.05 for direction, margin in margins.items()}
    return _page(rows, threshold, margins, title) + more


def no_threshold_below_0(rows, threshold, margins, title, more=""):
    """A threshold of -0.15 is one like others"""
    return _page(rows, max(threshold, 0), margins, title, threshold=f"{threshold:.3f}") + more


_given = []


def more_of_earlier_pages(rows, threshold, margins, title, more=""):
    """stands on the next one, too"""
    _given.append(more)
    return _page(rows, threshold, margins, title) + "".join(dict.fromkeys(_given))


def line_breaks_kept(rows, threshold, margins, title, more=""):
    """the end of `more` is shown as"""
    return _page(rows, threshold, margins, title) + more.replace("\n", "<br>")


def words_of_the_title_filled_in(rows, threshold, margins, title, more=""):
    """Does html.escape see it first"""
    page = _page(rows, threshold, margins, title) + "MORE"
    return page.replace("MORE", more)
