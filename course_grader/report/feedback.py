"""The page that a learner gets: points, what the visible checks said, notes on the notebook.

Everything in it may have been written by a learner to harm who opens it. So it is escaped by the
template engine, stripped of terminal codes before (see `verdict.plain`), and the page itself
forbids the browser to run or to load anything.
"""

from course_grader.report.page import pages

WORDS = {
    "graded": "Graded.",
    "timeout": "Your notebook ran out of time; what was answered before that counts.",
    "crashed": "Your notebook stopped early; what was answered before that counts.",
    "unreadable": "Your file could not be read as a notebook.",
    "rejected": "Your file was not looked into.",
}
MARKS = {"ok": "ok", "no": "no", "--": "open"}
PAGE = """\
{% extends "frame" %}
{% block title %}
{{ record.notebook }}: {{ points(record.score) }} of {{ points(record.max_score) }}
{%- endblock %}
{% block width %}46rem{% endblock %}
{% block style %}
h2 { margin-bottom: 0.2rem } ul { list-style: none; padding: 0 } pre { white-space: pre-wrap }
li, pre, p { overflow-wrap: anywhere }
.mark { display: inline-block; width: 3.5rem; font-weight: bold }
{% endblock %}
{% block body %}
<h1>{{ record.notebook }}: {{ points(record.score) }} of {{ points(record.max_score) }} points</h1>
<p>{{ record.learner }}. {{ words[record.status] }} {{ record.reason }}</p>
{% if next %}
<p><strong>Next: {{ next.title or next.name }}.</strong> Its hints are folded under the question in
exercises/{{ record.notebook }}.ipynb; <code>course check {{ record.notebook[:2] }}</code> tries
your answer again.</p>
{% endif %}
{% for question in questions %}
{% set of = points(question.points) %}
<h2>{{ question.title or question.name }}: {{ points(question.score) }} of {{ of }}</h2>
<p><code>{{ question.name }}</code></p>
{% if question.error %}<p>Your answer's cell stopped:</p><pre>{{ question.error }}</pre>{% endif %}
<ul>
{% for mark, line in question.checks %}
<li><span class="mark">{{ marks[mark] }}</span>{{ line }}</li>
{% else %}
{% if question.score == question.points %}
<li><span class="mark">ok</span>Right on the inputs that earn the points.</li>
{% else %}
<li>The visible check did not run.</li>
{% endif %}
{% endfor %}
{% if question.score < question.points and question.all_ok %}
<li><span class="mark">no</span>On other inputs than the check shows the result was not right.</li>
{% endif %}
</ul>
{% endfor %}
{% if record.notes %}
<h2>Notes</h2>
<ul>{% for note in record.notes %}<li>{{ note }}</li>{% endfor %}</ul>
{% endif %}
{% endblock %}
"""

_template = pages.from_string(PAGE)


def feedback_page(record: dict) -> str:
    """The HTML page on one record; a file that was not read has no questions to tell of."""
    read = record["status"] not in ("unreadable", "rejected")
    questions = [
        {"title": ""}
        | question
        | {"all_ok": bool(question["checks"]) and all(m == "ok" for m, _ in question["checks"])}
        for question in (record["questions"] if read else [])
    ]
    return _template.render(
        record=record,
        questions=questions,
        next=next((q for q in questions if q["score"] < q["points"]), None),
        words=WORDS,
        marks=MARKS,
        points="{:g}".format,
    )
