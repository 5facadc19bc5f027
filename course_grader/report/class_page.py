"""The class on one page: how marks are spread, what was hard, who may need a word."""

from collections.abc import Sequence

from course_grader.report.marks import Mark
from course_grader.report.page import pages

TENTHS = [f"{low} to {low + 10} %" for low in range(0, 100, 10)]
STUCK = 0.5
PAGE = """\
{% extends "frame" %}
{% block title %}The class: {{ people }}{% endblock %}
{% block width %}60rem{% endblock %}
{% block style %}
table { border-collapse: collapse; margin-bottom: 1.5rem }
td, th { text-align: left; vertical-align: top; padding: 0.1rem 0.8rem 0.1rem 0 }
td, th { overflow-wrap: break-word }
caption { text-align: left; padding-bottom: 0.3rem }
meter { width: min(12rem, 25vw) }
.share { white-space: nowrap }
{% endblock %}
{% block body %}
<h1>The class: {{ people }}</h1>
{% for notebook, spread in spreads.items() %}
<h2>{{ notebook }}</h2>
<table>
<caption>How many learners have which share of the full marks</caption>
<tr><th scope="col">share</th><th scope="col">learners</th><th></th></tr>
{% for label, count in tenths | zip(spread) %}
<tr><th scope="row" class="share">{{ label }}</th><td>{{ count }}</td>
<td><meter max="{{ spread | sum }}" value="{{ count }}" aria-label="{{ count }} learners"></meter>
</td></tr>
{% endfor %}
</table>
<table>
<caption>Questions, the hardest first</caption>
<tr><th scope="col">question</th><th scope="col">right</th>
<th scope="col">what went wrong most</th></tr>
{% for row in items if row.notebook == notebook and row.answers %}
<tr><th scope="row">{{ row.question | replace("_", "_<wbr>" | safe) }}</th>
<td>{{ row.right }} of {{ row.answers }}</td>
<td>{% for what, times in row.commonest %}{{ times }} x {{ what }}<br>{% endfor %}</td></tr>
{% endfor %}
</table>
{% endfor %}
<h2>Who may need a word</h2>
<ul>
{% for line in words %}
<li>{{ line }}</li>
{% else %}
<li>Nobody: all is handed in, in time, and at least half right.</li>
{% endfor %}
</ul>
{% endblock %}
"""
_template = pages.from_string(PAGE)


def class_page(found: Sequence[Mark], items: list[dict]) -> str:
    """The page as HTML that loads and runs nothing; learners' names in it are escaped."""
    graded = sorted({m.notebook for m in found if m.full})
    learners = sorted({m.learner for m in found})
    return _template.render(
        people=f"{len(learners)} {'learner' if len(learners) == 1 else 'learners'}",
        spreads={n: spread([m for m in found if m.notebook == n]) for n in graded},
        items=sorted(items, key=lambda row: row["right"] / max(row["answers"], 1)),
        words=[line for learner in learners for line in _words(learner, found, graded)],
        tenths=TENTHS,
    )


def spread(found: Sequence[Mark]) -> list[int]:
    """How many marks lie in each tenth of the full marks; the last tenth holds full marks too.

    >>> spread([Mark("a", "n", "graded", 5, 10, mark=5), Mark("b", "n", "graded", 10, 10, mark=10)])
    [0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    """
    counts = [0] * len(TENTHS)
    for mark in found:
        counts[min(int(10 * mark.mark / mark.full), 9)] += 1
    return counts


def _words(learner: str, found: Sequence[Mark], graded: Sequence[str]) -> list[str]:
    theirs = {m.notebook: m for m in found if m.learner == learner}
    lines = []
    for notebook in graded:
        mark = theirs.get(notebook)
        if mark is None:
            lines.append(f"{learner} has not handed in {notebook}")
        elif mark.status != "graded":
            lines.append(f"{learner}, {notebook}: {mark.status}")
        elif mark.earned < STUCK * mark.full:
            lines.append(f"{learner}, {notebook}: {mark.earned:g} of {mark.full:g}")
        elif mark.days_late:
            lines.append(f"{learner}, {notebook}: {mark.days_late} days late")
    return lines
