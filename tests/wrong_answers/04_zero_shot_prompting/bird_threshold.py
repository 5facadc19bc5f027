"""Typical wrong answers to bird_threshold. A docstring: words of the line that rejects it."""


def five_percent_of_the_photographs():
    """17.0% do. Whose scores did you look at"""
    return 0.075


def finds_every_bird_among_the_photographs():
    """Whose scores did you look at"""
    return 0.09


def finds_every_bird_among_the_emoji():
    """Whose scores did you look at"""
    return -0.1


def copied_from_a_blog():
    """0.15 to 0.20 find most"""
    return 0.3


def no_false_alarm_at_all():
    """0.15 to 0.20 find most"""
    return 0.24


def a_probability():
    """0.0% are"""
    return 0.95


def percent():
    """Is this a percentage?"""
    return 15.0


def a_list_of_two():
    """a number"""
    return [0.09, 0.15]


def no_bird_but_the_surest():
    """57.9% are"""
    return 0.22


def five_percent_of_the_table_and_no_room():
    """7.0% do"""
    return 0.13


def a_text():
    """found a string"""
    return "0.15"


def below_all_cosines():
    """expected values in [-1, 1]"""
    return -2.0


def a_truth():
    """found True or False"""
    return True


def nothing_at_all():
    """found NaN"""
    return float("nan")


def half_of_the_birds_in_the_table():
    """0.15 to 0.20 find most"""
    return 0.32


def a_good_clip_score():
    """0.15 to 0.20 find most"""
    return 0.25


def six_of_a_hundred():
    """the sixth of them does. An alarm is a score at the threshold or above it"""
    return 0.14
