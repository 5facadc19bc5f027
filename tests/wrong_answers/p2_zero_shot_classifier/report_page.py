"""Typical wrong answers to report_page. A docstring: words of the line that rejects it."""

import html


def _share(rows, which):
    return 100 * sum(map(which, rows)) / len(rows)


def _right(row):
    return row["guess"] == row["truth"]


def _unknown(row):
    return row["guess"] == "unknown"


def _page(rows, interval, wording, **changed):
    own = [row for row in rows if row["part"] == "reporting" and row["truth"]]
    strangers = [row for row in rows if row["part"] == "reporting" and not row["truth"]]
    cells = {
        "variant": html.escape(wording),
        "pictures": len(own),
        "things": len({row["thing"] for row in own}),
        "accuracy": f"{_share(own, _right):.1f} %",
        "low": f"{100 * interval[0]:.1f} %",
        "high": f"{100 * interval[1]:.1f} %",
        "strangers": f"{_share(strangers, _unknown):.1f} %" if strangers else "none",
        "lost": f"{_share(own, _unknown):.1f} %",
        **changed,
    }
    return "".join(f"<p id={name!r}>{text}</p>" for name, text in cells.items() if text is not None)


def _of(rows, part=("reporting",), strangers=False):
    return [row for row in rows if row["part"] in part and (strangers or row["truth"])]


def data_used_twice(rows, interval, variant, more=""):
    """both parts are in it"""
    both = _of(rows, ("choosing", "reporting"))
    return _page(rows, interval, variant, accuracy=f"{_share(both, _right):.1f} %") + more


def what_was_chosen_on(rows, interval, variant, more=""):
    """this is the choosing part"""
    chosen = _of(rows, ("choosing",))
    return _page(rows, interval, variant, accuracy=f"{_share(chosen, _right):.1f} %") + more


def counts_of_both(rows, interval, variant, more=""):
    """pictures of the choosing part are among them"""
    return _page(rows, interval, variant, pictures=len(_of(rows, ("choosing", "reporting")))) + more


def every_row(rows, interval, variant, more=""):
    """all rows were counted"""
    return _page(rows, interval, variant, pictures=len(rows)) + more


def strangers_as_pictures(rows, interval, variant, more=""):
    """strangers are among them"""
    return _page(rows, interval, variant, pictures=len(_of(rows, strangers=True))) + more


def strangers_as_errors(rows, interval, variant, more=""):
    """They have no right name"""
    all_ = _of(rows, strangers=True)
    return _page(rows, interval, variant, accuracy=f"{_share(all_, _right):.1f} %") + more


def unknown_left_out(rows, interval, variant, more=""):
    """They are wrong, too"""
    named = [row for row in _of(rows) if not _unknown(row)]
    return _page(rows, interval, variant, accuracy=f"{_share(named, _right):.1f} %") + more


def pictures_for_things(rows, interval, variant, more=""):
    """How many things are they?"""
    return _page(rows, interval, variant, things=len(_of(rows))) + more


def shares_for_per_cent(rows, interval, variant, more=""):
    """shares, where per cent are due"""
    low, high = interval
    return _page(rows, interval, variant, low=f"{low:.1f} %", high=f"{high:.1f} %") + more


def no_per_cent_sign(rows, interval, variant, more=""):
    """expected per cent"""
    return _page(rows, interval, variant, accuracy=f"{_share(_of(rows), _right):.1f}") + more


def not_escaped(rows, interval, variant, more=""):
    """Does html.escape see it first?"""
    return _page(rows, interval, variant, variant=variant) + more


def a_number_missing(rows, interval, variant, more=""):
    """no element of the page has the id 'lost'"""
    return _page(rows, interval, variant, lost=None) + more


def strangers_of_both(rows, interval, variant, more=""):
    """both parts are in it"""
    odd = [row for row in rows if not row["truth"]]
    said = f"{_share(odd, _unknown):.1f} %" if odd else "none"
    return _page(rows, interval, variant, strangers=said) + more


def _without_strangers(rows, interval, variant, said):
    odd = any(row["part"] == "reporting" and not row["truth"] for row in rows)
    return _page(rows, interval, variant, **({} if odd else {"strangers": said}))


def nan_of_no_strangers(rows, interval, variant, more=""):
    """a share of no strangers is no number"""
    return _without_strangers(rows, interval, variant, f"{float('nan'):.1%}") + more


def none_of_no_strangers(rows, interval, variant, more=""):
    """a share of no strangers is no number"""
    return _without_strangers(rows, interval, variant, "0.0%") + more


def known_for_strangers(rows, interval, variant, more=""):
    """Of strangers, how many?"""
    return _page(rows, interval, variant, strangers=f"{_share(_of(rows), _unknown):.1f} %") + more


def a_file_name(rows, interval, variant, more=""):
    """no element of the page has the id"""
    return "p2_report.html" + more


def no_decimals(rows, interval, variant, more=""):
    """expected one decimal"""
    return _page(rows, interval, variant, accuracy=f"{_share(_of(rows), _right):.0f} %") + more


def two_decimals(rows, interval, variant, more=""):
    """expected one decimal"""
    return _page(rows, interval, variant, accuracy=f"{_share(_of(rows), _right):.2f} %") + more


def strangers_of_the_other_part(rows, interval, variant, more=""):
    """there are none in the reporting part"""
    odd = [row for row in rows if not row["truth"]]
    return (
        _without_strangers(
            rows, interval, variant, f"{_share(odd, _unknown):.1f} %" if odd else "none"
        )
        + more
    )


def ampersands_as_they_are(rows, interval, variant, more=""):
    """Does html.escape see it first?"""
    said = variant.replace("<", "&lt;").replace(">", "&gt;")
    return _page(rows, interval, variant, variant=said) + more


def without_more(rows, interval, variant, more=""):
    """what was given as `more` is not shown"""
    return _page(rows, interval, variant)


def more_escaped(rows, interval, variant, more=""):
    """`more` is HTML already"""
    return _page(rows, interval, variant) + html.escape(more)


def more_first(rows, interval, variant, more=""):
    """`more` stands before some of the numbers"""
    return more + _page(rows, interval, variant)


def a_name_in_small_letters(rows, interval, variant, more=""):
    """a name with < or & is shown as it is written"""
    return _page(rows, interval, variant.lower()) + more


def a_long_name_cut(rows, interval, variant, more=""):
    """a name with < or & is shown as it is written"""
    return _page(rows, interval, variant[:20]) + more


def none_where_all_got_a_name(rows, interval, variant, more=""):
    """Each of 7 strangers got a name"""
    odd = [row for row in rows if row["part"] == "reporting" and not row["truth"]]
    unknown = sum(_unknown(row) for row in odd)
    text = f"{100 * unknown / len(odd):.1f} %" if unknown else "none"
    return _page(rows, interval, variant, strangers=text) + more


def the_class_from_the_name_of_the_thing(rows, interval, variant, more=""):
    """Of known pictures, how many got their class?"""
    own = [row for row in rows if row["part"] == "reporting" and row["truth"]]
    right = [row["thing"].startswith(row["guess"]) for row in own]
    return _page(rows, interval, variant, accuracy=f"{100 * sum(right) / len(own):.1f}%") + more


def accuracy_cut_off(rows, interval, variant, more=""):
    """Is it rounded to one decimal?"""
    tenths = int(10 * _share(_of(rows), _right))
    return _page(rows, interval, variant, accuracy=f"{tenths / 10:.1f} %") + more


def interval_cut_off(rows, interval, variant, more=""):
    """Is it rounded to one decimal?"""
    low, high = (f"{int(1000 * end) / 10:.1f} %" for end in interval)
    return _page(rows, interval, variant, low=low, high=high) + more


def both_parts_with_the_same_ids(rows, interval, variant, more=""):
    """say different things"""
    other = {"choosing": "reporting", "reporting": "choosing"}
    turned = [{**row, "part": other[row["part"]]} for row in rows]
    return _page(turned, interval, variant) + _page(rows, interval, variant) + more


def filled_into_the_whole_page(rows, interval, variant, more=""):
    """stopped by TypeError"""
    return (_page(rows, interval, variant).replace(" %<", " %%<") + "%s") % more


def whole_per_cent_without_a_decimal(rows, interval, variant, more=""):
    """expected one decimal"""
    lost = round(_share(_of(rows), _unknown), 1)
    strangers = [r for r in rows if r["part"] == "reporting" and not r["truth"]]
    shown = f"{round(_share(strangers, _unknown), 1):g} %" if strangers else "none"
    return _page(rows, interval, variant, lost=f"{lost:g} %", strangers=shown) + more


def right_where_the_class_is_in_the_guess(rows, interval, variant, more=""):
    """Of known pictures, how many got their class?"""
    right = _share(_of(rows), lambda row: row["truth"] in row["guess"])
    return _page(rows, interval, variant, accuracy=f"{right:.1f} %") + more


def right_where_the_guess_is_in_the_class(rows, interval, variant, more=""):
    """Of known pictures, how many got their class?"""
    right = _share(_of(rows), lambda row: row["guess"] in row["truth"])
    return _page(rows, interval, variant, accuracy=f"{right:.1f} %") + more


def what_is_no_class_is_unknown(rows, interval, variant, more=""):
    """Of known pictures, how many?"""
    classes = {row["truth"] for row in _of(rows)}
    lost = _share(_of(rows), lambda row: row["guess"] not in classes)
    return _page(rows, interval, variant, lost=f"{lost:.1f} %") + more


def a_heading_as_html(rows, interval, variant, more=""):
    """in another place of the page, a heading perhaps"""
    return f"<h1>Report on {variant}</h1>" + _page(rows, interval, variant) + more


def none_lost_is_none(rows, interval, variant, more=""):
    """lost: found 'none'"""
    lost = _share(_of(rows), _unknown)
    return _page(rows, interval, variant, lost=f"{lost:.1f} %" if lost else "none") + more


def whole_without_a_decimal(rows, interval, variant, more=""):
    """accuracy: found '100 %', expected one decimal"""
    right = round(_share(_of(rows), _right), 1)
    return _page(rows, interval, variant, accuracy=f"{right:g} %") + more


def zero_is_taken_for_none(rows, interval, variant, more=""):
    """low: found 50.0 %, not 0 %"""
    return _page(rows, (interval[0] or 0.5, interval[1]), variant) + more


def a_template_with_signs(rows, interval, variant, more=""):
    """`more` stands at its end, as the HTML that it is"""
    return (_page(rows, interval, variant).replace("%", "%%") + more) % ()


def names_put_in_at_the_end(rows, interval, variant, more=""):
    """`more` may hold { and %, too"""
    page = _page(rows, interval, variant, lost="{lost}") + more
    return page.replace("{lost}", f"{_share(_of(rows), _unknown):.1f} %")


def more_has_to_be_given(rows, interval, variant, more):
    """missing 1 required positional argument"""
    return _page(rows, interval, variant) + more


def none_at_its_end(rows, interval, variant, more=None):
    """without `more` the page shows None"""
    return f"{_page(rows, interval, variant)}{more}"


_given = []


def more_of_earlier_pages(rows, interval, variant, more=""):
    """stands on the next one, too"""
    _given.append(more)
    return _page(rows, interval, variant) + "".join(dict.fromkeys(_given))


def line_breaks_kept(rows, interval, variant, more=""):
    """the end of `more` is shown as"""
    return _page(rows, interval, variant) + more.replace("\n", "<br>")
