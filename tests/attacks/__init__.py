"""Submissions that try to gain points, to do harm, or to stop the run; and what each must get.

`corpus` has all of them. `test_grade_attacks.py` grades them in one run, with right submissions
among them. Add an attack to the module of its kind. Every entry names the status and the score that
it must get; the exercise is that of `tests/grading/trial.py`, with 2, 2, 3 and 1 points.
"""

from tests.attacks import disruption, escape, files, forgery, markup, theft
from tests.attacks.attack import Attack


def corpus(port: int) -> list[Attack]:
    """Every attack that is a notebook; `port` is where the test listens for those that get out."""
    modules = (forgery, theft, disruption, markup, files)
    return [*(attack for module in modules for attack in module.ATTACKS), *escape.attacks(port)]
