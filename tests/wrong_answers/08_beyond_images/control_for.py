"""Typical wrong answers to control_for. A docstring: words of the line that rejects it."""

_RIGHT = {
    "training": "no training",
    "meaning": "other pictures",
    "new things": "left out",
    "timing": "late",
}


def better_is_proof():
    """a higher score after more of it"""
    return {**_RIGHT, "training": "more data"}


def a_training_that_fails():
    """Was the real one worth it?"""
    return {**_RIGHT, "training": "other pictures"}


def chance_is_the_control():
    """So is every trained one without a meaning?"""
    return {**_RIGHT, "meaning": "no training"}


def how_far_for_where_from():
    """not where it comes from"""
    return {**_RIGHT, "meaning": "left out"}


def more_sounds_are_new_things():
    """more sounds of the same things are no new things"""
    return {**_RIGHT, "new things": "more data"}


def another_seed():
    """another seed hears the same things"""
    return {**_RIGHT, "new things": "other seed"}


def breaks_too_much():
    """not only when"""
    return {**_RIGHT, "timing": "other pictures"}


def a_seed_for_timing():
    """leave open what it comes from"""
    return {**_RIGHT, "timing": "other seed"}


def a_claim_left_out():
    """the claims are training, meaning, new things, timing"""
    return {claim: control for claim, control in _RIGHT.items() if claim != "timing"}
