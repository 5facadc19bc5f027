"""Answers that are alike, side by side, for a person to read."""

from collections.abc import Mapping, Sequence

from course_grader.likeness import Pair
from course_grader.report.page import pages

PAGE = """\
{% extends "frame" %}
{% block title %}Answers that are alike{% endblock %}
{% block width %}75rem{% endblock %}
{% block style %}
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem }
pre { white-space: pre-wrap; border: 1px solid; padding: 0.5rem;
      margin: 0 }
{% endblock %}
{% block body %}
<h1>Answers that are alike</h1>
<p>Likeness is a reason to read two answers, not a verdict on them: short questions have few right
answers, and people learn together. The share is of the shorter answer's parts, rare ones weighing
more; what was given out and what nearly all wrote is left out.</p>
{% for notebook, pairs in shown.items() %}
<h2>{{ notebook }}</h2>
{% for pair, answers in pairs %}
<details>
<summary>{{ pair.first }} and {{ pair.second }}: {{ pair.questions | length }}
{{ "question" if pair.questions | length == 1 else "questions" }}</summary>
{% for question, texts in answers.items() %}
<h3>{{ question }}, {{ "%.0f" | format(100 * pair.questions[question]) }} %</h3>
<div class="two">
<div><p>{{ pair.first }}</p><pre>{{ texts[0] }}</pre></div>
<div><p>{{ pair.second }}</p><pre>{{ texts[1] }}</pre></div>
</div>
{% endfor %}
</details>
{% else %}
<p>No two have enough in common to show.</p>
{% endfor %}
{% endfor %}
{% endblock %}
"""


def alike_page(
    shown: Mapping[str, Sequence[tuple[Pair, Mapping[str, tuple[str, str]]]]],
) -> str:
    """For each notebook its pairs, and for each pair's questions both answers, as one HTML page."""
    return pages.from_string(PAGE).render(shown=shown)
