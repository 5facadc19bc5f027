"""Typical wrong answers to bird_threshold. A docstring: words of the line that rejects it."""


def five_percent_of_the_photographs():
    """17% do. Whose scores did you look at"""
    return 0.075


def finds_every_bird_among_the_photographs():
    """Whose scores did you look at"""
    return 0.09


def finds_every_bird_among_the_emoji():
    """Whose scores did you look at"""
    return -0.1


def copied_from_a_blog():
    """Which is the lowest threshold that keeps the promise?"""
    return 0.3


def no_false_alarm_at_all():
    """Which is the lowest threshold that keeps the promise?"""
    return 0.24


def a_probability():
    """Which is the lowest threshold"""
    return 0.95


def percent():
    """Is this a percentage?"""
    return 15.0


def a_list_of_two():
    """a number"""
    return [0.09, 0.15]
