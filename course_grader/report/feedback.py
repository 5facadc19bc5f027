"""The page that a learner gets: points, answers, what the visible checks said, where to read on.

Everything in it may have been written by a learner to harm who opens it. So it is escaped by the
template engine, stripped of terminal codes before (see `verdict.plain`), and the page itself
forbids the browser to run or to load anything.
"""

from collections.abc import Mapping

from course_grader.report.lessons import Place
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
{% macro at(place) %}
{% if place.href %}<a href="{{ place.href }}">{{ place.words }}</a>
{%- else %}{{ place.words }}{% endif %}
{% endmacro %}
{% block title %}
{{ record.notebook }}: {{ points(record.score) }} of {{ points(record.max_score) }}
{%- endblock %}
{% block width %}46rem{% endblock %}
{% block style %}
h2 { margin-bottom: 0.2rem } ul { list-style: none; padding: 0 }
pre { white-space: pre-wrap; border: 1px solid; padding: 0.5rem }
.marked { padding-left: 3.5rem; text-indent: -3.5rem }
.mark { display: inline-block; width: 3.5rem; text-indent: 0; font-weight: bold }
{% endblock %}
{% block body %}
<h1>{{ record.notebook }}: {{ points(record.score) }} of {{ points(record.max_score) }} points</h1>
<p>{{ record.learner }}. {{ words[record.status] }} {{ record.reason }}</p>
{% if next %}
<p><strong>Next: {{ next.title }}.</strong>
{%+ if next.place %}Read {{ at(next.place) }} again; hints{% else %}Hints{% endif %} are folded
under the question in exercises/{{ record.notebook }}.ipynb, and
<code>course check {{ record.notebook.partition("_")[0] }}</code> tries your answer again.</p>
{% endif %}
{% if questions %}
<nav aria-label="Questions">
<ul>
{% for question in questions %}
<li><a href="#question-{{ loop.index }}">{{ question.title }}</a> ({{ scored(question) }})</li>
{% endfor %}
</ul>
</nav>
{% endif %}
{% for question in questions %}
<h2 id="question-{{ loop.index }}">{{ question.title }} ({{ scored(question) }})</h2>
<p><code>{{ question.name }}</code>
{%- if question.place %}, taught in {{ at(question.place) }}{% endif %}</p>
{% if question.answer %}
<details{% if question.score < question.points %} open{% endif %}>
<summary>Your answer</summary>
<pre><code>{{ question.answer }}</code></pre>
</details>
{% endif %}
{% if question.error %}<p>Your answer's cell stopped:</p><pre>{{ question.error }}</pre>{% endif %}
<ul>
{% for mark, line in question.checks %}
<li class="marked"><span class="mark">{{ marks[mark] }}</span>{{ line }}</li>
{% else %}
{% if question.score == question.points %}
<li class="marked"><span class="mark">ok</span>Right on the inputs that earn the points.</li>
{% else %}
<li>The visible check did not run.</li>
{% endif %}
{% endfor %}
{% if question.score < question.points and question.all_ok %}
<li class="marked"><span class="mark">no</span>On other inputs than the check shows the result was
not right.</li>
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


def feedback_page(record: dict, lessons: Mapping[str, Place | None] | None = None) -> str:
    """The HTML page on one record; a file that was not read has no questions to tell of.

    lessons
        Where what a question asks is taught, by the `lesson` that its record names.
    """
    read = record["status"] not in ("unreadable", "rejected")
    questions = [
        question
        | {"title": question.get("title") or question["name"]}
        | {"answer": question.get("answer", "")}
        | {"place": (lessons or {}).get(question.get("lesson", ""))}
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
        scored=lambda question: f"{question['score']:g} of {question['points']:g}",
    )
