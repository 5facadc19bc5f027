"""Right answers to moderation_page, differently written."""

import html
from html import escape

import numpy as np


def template(rows, prevalence, rule, more=""):
    reported = [row for row in rows if row["part"] == "reporting"]
    yes = [row["flagged"] for row in reported if row["first"] and row["second"]]
    no = [row["flagged"] for row in reported if not row["first"] and not row["second"]]
    recall, alarms = sum(yes) / len(yes), sum(no) / len(no)
    true, false = prevalence * recall, (1 - prevalence) * alarms
    return (
        f"""<h1 id="rule">{html.escape(rule)}</h1>
<p><b id="pictures">{len(yes) + len(no)}</b>, disputed
<b id="disputed">{len(reported) - len(yes) - len(no)}</b>, <b id="recall">{recall:.1%}</b>,
<b id="alarms">{alarms:.1%}</b>, <b id="precision">{true / (true + false):.1%}</b>
at <b id="prevalence">{prevalence:.1%}</b>"""
        + more
    )


def arrays(rows, prevalence, rule, more=""):
    first, second, flagged = (
        np.array([row[name] for row in rows if row["part"] == "reporting"], dtype=bool)
        for name in ("first", "second", "flagged")
    )
    recall, alarms = flagged[first & second].mean(), flagged[~first & ~second].mean()
    true, false = prevalence * recall, (1 - prevalence) * alarms
    cells = {
        "rule": escape(rule, quote=False),
        "pictures": (first == second).sum(),
        "disputed": (first != second).sum(),
        "recall": f"{100 * recall:.1f} %",
        "alarms": f"{100 * alarms:.1f} %",
        "precision": f"{100 * true / (true + false):.1f} %",
        "prevalence": f"{100 * prevalence:.1f} %",
    }
    return "".join(f"<tr><td id='{name}'>{text}</td></tr>" for name, text in cells.items()) + more


def counted(rows, prevalence, rule, more=""):
    count = {}
    for row in rows:
        if row["part"] == "reporting":
            key = row["first"] + row["second"], bool(row["flagged"])
            count[key] = count.get(key, 0) + 1
    yes, no, disputed = (count.get((n, True), 0) + count.get((n, False), 0) for n in (2, 0, 1))
    recall, alarms = count.get((2, True), 0) / yes, count.get((0, True), 0) / no
    precision = prevalence * recall / (prevalence * recall + (1 - prevalence) * alarms)
    page = f"<ul><li id=pictures>{yes + no}</li><li id=disputed>{disputed}</li>"
    page += f"<li id=recall>{recall:.1%}</li><li id=alarms>{alarms:.1%}</li>"
    page += f"<li id=precision>{precision:.1%}</li><li id=prevalence>{prevalence:.1%}</li>"
    return page + f"<li id=rule>{html.escape(rule)}</li></ul>" + more


def _cells(rows, prevalence, rule):
    labels = np.array(
        [
            (row["first"], row["second"], row["flagged"])
            for row in rows
            if row["part"] == "reporting"
        ]
    )
    votes, flagged = labels[:, :2].sum(axis=1), labels[:, 2]
    recall, alarms = flagged[votes == 2].mean(), flagged[votes == 0].mean()
    true, false = prevalence * recall, (1 - prevalence) * alarms
    shares = {"recall": recall, "alarms": alarms, "precision": true / (true + false)}
    shares["prevalence"] = prevalence
    counts = {"pictures": (votes != 1).sum(), "disputed": (votes == 1).sum()}
    return shares, counts | {"rule": html.escape(rule)}


def _fill(rows, prevalence, rule, element, shown):
    shares, others = _cells(rows, prevalence, rule)
    cells = {name: shown(value) for name, value in shares.items()} | others
    return "".join(element.format(id=name, text=text) for name, text in cells.items())


def definition_list(rows, prevalence, rule, more=""):
    element = '<dt>{id}</dt><dd id="{id}">{text}</dd>'
    return f"<dl>{_fill(rows, prevalence, rule, element, '{:.1%}'.format)}</dl>" + more


def sections(rows, prevalence, rule, more=""):
    element = "<section><h2>{id}</h2><p id='{id}'>\n {text}\n</p></section>"
    return _fill(rows, prevalence, rule, element, lambda value: f"{100 * value:.1f} %") + more


def hard_spaces(rows, prevalence, rule, more=""):
    element = '<b id="{id}">{text}</b>'
    return _fill(rows, prevalence, rule, element, lambda value: f"{100 * value:.1f}&nbsp;%") + more


def nested(rows, prevalence, rule, more=""):
    element = '<td id="{id}"><strong><em>{text}</em></strong></td>'
    return _fill(rows, prevalence, rule, element, lambda value: f"{round(100 * value, 1)}%") + more


def a_whole_document(rows, prevalence, rule, more=""):
    page = _fill(rows, prevalence, rule, '<p id="{id}">{text}</p>', "{:.1%}".format)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"></head><body>{page}</body></html>' + more
    )


def without_end_tags(rows, prevalence, rule, more=""):
    new = [row for row in rows if row["part"] == "reporting"]
    yes = [row["flagged"] for row in new if row["first"] and row["second"]]
    no = [row["flagged"] for row in new if not (row["first"] or row["second"])]
    recall, alarms = np.mean(yes), np.mean(no)
    right = prevalence * recall
    shares = {
        "recall": recall,
        "alarms": alarms,
        "precision": right / (right + (1 - prevalence) * alarms),
        "prevalence": prevalence,
    }
    items = {name: f"{share:.1%}" for name, share in shares.items()}
    items |= {"pictures": len(yes) + len(no), "disputed": len(new) - len(yes) - len(no)}
    page = "<ul>" + "".join(f"<li id={name}>{text}" for name, text in items.items()) + "</ul>"
    return page + f"<p id=rule>{escape(rule)}" + more
