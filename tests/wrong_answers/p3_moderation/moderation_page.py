"""Typical wrong answers to moderation_page. A docstring: words of the line that rejects it."""

import html


def _share(rows):
    return sum(row["flagged"] for row in rows) / len(rows)


def _page(rows, rare, title, **changed):
    reported = [row for row in rows if row["part"] == "reporting"]
    yes = [row for row in reported if row["first"] and row["second"]]
    no = [row for row in reported if not (row["first"] or row["second"])]
    recall, alarms = _share(yes), _share(no)
    true, false = rare * recall, (1 - rare) * alarms
    cells = {
        "rule": html.escape(title),
        "pictures": len(yes) + len(no),
        "disputed": len(reported) - len(yes) - len(no),
        "recall": f"{recall:.1%}",
        "alarms": f"{alarms:.1%}",
        "precision": f"{true / (true + false):.1%}",
        "prevalence": f"{rare:.1%}",
        **changed,
    }
    return "".join(f"<p id={name!r}>{text}</p>" for name, text in cells.items() if text is not None)


def _of(rows, *parts):
    return [row for row in rows if row["part"] in parts]


def both_parts(rows, prevalence, rule, more=""):
    """both parts: what was chosen on it cannot be reported on it: test data used twice"""
    yes = [row for row in rows if row["first"] and row["second"]]
    return _page(rows, prevalence, rule, recall=f"{_share(yes):.1%}") + more


def the_choosing_part(rows, prevalence, rule, more=""):
    """test data used twice"""
    yes = [row for row in _of(rows, "choosing") if row["first"] and row["second"]]
    return _page(rows, prevalence, rule, recall=f"{_share(yes):.1%}") + more


def pictures_of_both(rows, prevalence, rule, more=""):
    """pictures of the choosing part are among them"""
    both = [row for row in rows if row["first"] == row["second"]]
    return _page(rows, prevalence, rule, pictures=len(both)) + more


def disputed_among_them(rows, prevalence, rule, more=""):
    """disputed pictures are among them"""
    return _page(rows, prevalence, rule, pictures=len(_of(rows, "reporting"))) + more


def one_labeller(rows, prevalence, rule, more=""):
    """one labeller alone was believed"""
    yes = [row for row in _of(rows, "reporting") if row["first"]]
    return _page(rows, prevalence, rule, recall=f"{_share(yes):.1%}") + more


def disputed_as_clean(rows, prevalence, rule, more=""):
    """disputed pictures were counted as clean"""
    no = [row for row in _of(rows, "reporting") if not (row["first"] and row["second"])]
    return _page(rows, prevalence, rule, alarms=f"{_share(no):.1%}") + more


def precision_of_the_sample(rows, prevalence, rule, more=""):
    """this is the precision in the sample"""
    flagged = [r for r in _of(rows, "reporting") if r["flagged"] and r["first"] == r["second"]]
    precision = sum(row["first"] for row in flagged) / len(flagged)
    return _page(rows, prevalence, rule, precision=f"{precision:.1%}") + more


def not_escaped(rows, prevalence, rule, more=""):
    """Does html.escape see it first?"""
    return _page(rows, prevalence, rule, rule=rule) + more


def a_number_missing(rows, prevalence, rule, more=""):
    """no element of the page has the id 'alarms'"""
    return _page(rows, prevalence, rule, alarms=None) + more


def a_share_for_per_cent(rows, prevalence, rule, more=""):
    """expected per cent"""
    return _page(rows, prevalence, rule, prevalence=prevalence) + more


def clean_ones_as_all(rows, prevalence, rule, more=""):
    """the clean ones are 1 - prevalence of all"""
    new = [row for row in rows if row["part"] == "reporting"]
    recall = _share([row for row in new if row["first"] and row["second"]])
    alarms = _share([row for row in new if not (row["first"] or row["second"])])
    precision = prevalence * recall / (prevalence * recall + alarms)
    return _page(rows, prevalence, rule, precision=f"{precision:.1%}") + more


def no_decimals(rows, prevalence, rule, more=""):
    """expected one decimal"""
    new = [row for row in rows if row["part"] == "reporting"]
    recall = _share([row for row in new if row["first"] and row["second"]])
    alarms = _share([row for row in new if not (row["first"] or row["second"])])
    right, wrong = prevalence * recall, (1 - prevalence) * alarms
    return _page(rows, prevalence, rule, precision=f"{right / (right + wrong):.0%}") + more


def disputed_as_food(rows, prevalence, rule, more=""):
    """disputed pictures were counted as food"""
    either = [row for row in _of(rows, "reporting") if row["first"] or row["second"]]
    return _page(rows, prevalence, rule, recall=f"{_share(either):.1%}") + more


def ampersands_as_they_are(rows, prevalence, rule, more=""):
    """Does html.escape see it first?"""
    said = rule.replace("<", "&lt;").replace(">", "&gt;")
    return _page(rows, prevalence, rule, rule=said) + more


def without_more(rows, prevalence, rule, more=""):
    """what was given as `more` is not shown"""
    return _page(rows, prevalence, rule)


def more_escaped(rows, prevalence, rule, more=""):
    """`more` is HTML already"""
    return _page(rows, prevalence, rule) + html.escape(more)


def more_first(rows, prevalence, rule, more=""):
    """`more` stands before some of the numbers"""
    return more + _page(rows, prevalence, rule)


def precision_of_rounded_shares(rows, prevalence, rule, more=""):
    """it was computed from rounded numbers"""
    new = _of(rows, "reporting")
    recall = round(_share([row for row in new if row["first"] and row["second"]]), 3)
    alarms = round(_share([row for row in new if not (row["first"] or row["second"])]), 3)
    right, wrong = prevalence * recall, (1 - prevalence) * alarms
    return _page(rows, prevalence, rule, precision=f"{right / (right + wrong):.1%}") + more


def a_long_rule_cut(rows, prevalence, rule, more=""):
    """a rule with < or & is shown as it is written"""
    return _page(rows, prevalence, rule[:20]) + more


def the_other_labeller(rows, prevalence, rule, more=""):
    """one labeller alone was believed"""
    yes = [row for row in _of(rows, "reporting") if row["second"]]
    return _page(rows, prevalence, rule, recall=f"{_share(yes):.1%}") + more


def cut_and_not_rounded(rows, prevalence, rule, more=""):
    """Is it rounded to one decimal?"""
    yes = [row for row in _of(rows, "reporting") if row["first"] and row["second"]]
    return _page(rows, prevalence, rule, recall=f"{int(1000 * _share(yes)) / 10:.1f}%") + more


def prevalence_as_it_is_shown(rows, prevalence, rule, more=""):
    """it was computed from rounded numbers"""
    own = [row for row in rows if row["part"] == "reporting"]
    recall = _share([row for row in own if row["first"] and row["second"]])
    alarms = _share([row for row in own if not (row["first"] or row["second"])])
    shown = round(prevalence, 3)
    right = shown * recall / (shown * recall + (1 - shown) * alarms)
    return _page(rows, prevalence, rule, precision=f"{right:.1%}") + more


def more_filled_in_later(rows, prevalence, rule, more=""):
    """stopped by"""
    return (_page(rows, prevalence, rule) + "{more}").format(more=more)


def rule_up_to_a_colon(rows, prevalence, rule, more=""):
    """All of it?"""
    return _page(rows, prevalence, rule.partition(":")[0]) + more


def whole_per_cent_without_a_decimal(rows, prevalence, rule, more=""):
    """expected one decimal"""
    return _page(rows, prevalence, rule, prevalence=f"{round(100 * prevalence, 1):g}%") + more


def none_for_a_share_of_0(rows, prevalence, rule, more=""):
    """found 'none', expected per cent"""
    no = [row for row in _of(rows, "reporting") if not (row["first"] or row["second"])]
    return _page(rows, prevalence, rule, **({} if _share(no) else {"alarms": "none"})) + more


def precision_is_no_number_without_alarms(rows, prevalence, rule, more=""):
    """precision, where all that is flagged is flagged rightly"""
    no = [row for row in _of(rows, "reporting") if not (row["first"] or row["second"])]
    return _page(rows, prevalence, rule, **({} if _share(no) else {"precision": "nan%"})) + more


def filled_in_after_the_rule(rows, prevalence, rule, more=""):
    """Was something filled in after the rule?"""
    yes = [row for row in _of(rows, "reporting") if row["first"] and row["second"]]
    return _page(rows, prevalence, rule).replace("{recall}", f"{_share(yes):.1%}") + more


_given = []


def more_of_all_pages(rows, prevalence, rule, more=""):
    """stands on the next one, too"""
    _given.extend([more] if more not in _given else [])
    return _page(rows, prevalence, rule) + "".join(_given)


def not_escaped_in_the_heading(rows, prevalence, rule, more=""):
    """in another place of the page"""
    return f"<h1>{rule}</h1>" + _page(rows, prevalence, rule) + more


def numbers_filled_in_last(rows, prevalence, rule, more=""):
    """Is it put in when all else is?"""
    no = [row for row in _of(rows, "reporting") if not (row["first"] or row["second"])]
    alarms = f"{_share(no):.1%}"
    page = _page(rows, prevalence, rule, rule="RULE", alarms="{}") + more
    return page.replace("{}", alarms).replace("RULE", html.escape(rule))


def without_the_last_row(rows, prevalence, rule, more=""):
    """Those on which both say yes, or both no"""
    return _page(rows[:-1], prevalence, rule) + more


def without_the_first_row(rows, prevalence, rule, more=""):
    """Those on which both say yes, or both no"""
    return _page(rows[1:], prevalence, rule) + more


def line_breaks_kept(rows, prevalence, rule, more=""):
    """the end of `more` is shown as"""
    return _page(rows, prevalence, rule) + more.replace("\n", "<br>")
