"""Harming whoever opens the feedback, the gradebook or a terminal."""

from nbformat.v4 import new_code_cell

from tests.attacks.attack import Attack, in_question_1
from tests.grading import trial

OWNED = "document.title='owned';document.body.innerHTML='owned'"
SCRIPT = f"<script>{OWNED}</script>"
IMAGE = f'<img src=x onerror="{OWNED}"><svg onload="{OWNED}">'
BREAKOUT = f'</pre></li></ul>"><script>{OWNED}</script><a href="javascript:{OWNED}">x</a>'
TEMPLATE = "{{ record }} {% for x in range(10**9) %}x{% endfor %} {{ ''.__class__ }}"
TERMINAL = "\\x1b[2J\\x1b]0;owned\\x07\\x1b[31mred\\x9b31m\\x00\\x08\\u202e\\u2066\\ud800"


def _with_cell(source: str):
    notebook = trial.submission(trial_rows="def trial_rows(x):\n    return helper(x)")
    notebook.cells.insert(1, new_code_cell(source, id="mine"))
    return notebook


def _forged_lines(text: str) -> str:
    return f"def trial_rows(x):\n    raise ValueError({text!r})\n"


ATTACKS = [
    in_question_1("script_in_error", f"raise ValueError({SCRIPT!r})"),
    in_question_1("image_in_error", f"raise ValueError({IMAGE!r})"),
    in_question_1("script_in_error_name", f"raise type({SCRIPT!r}, (Exception,), {{}})"),
    Attack("script_in_check", answers={"trial_rows": _forged_lines(SCRIPT + BREAKOUT)}),
    Attack("template_in_check", answers={"trial_rows": _forged_lines(TEMPLATE)}),
    in_question_1("forged_check_lines", f"print('trial_rows\\n  ok  {BREAKOUT[:9]}')"),
    in_question_1("terminal_codes", f'raise ValueError("{TERMINAL}")'),
    in_question_1("long_error", "raise ValueError('x' * 300_000)"),
    Attack(
        "script_in_note", notebook=_with_cell(f"for helper in [abs]: helper  # {SCRIPT}{IMAGE}")
    ),
    Attack("template_in_note", notebook=_with_cell(f"for helper in [abs]: helper  # {TEMPLATE}")),
]
