"""Typical wrong answers to hand_metrics. A docstring: words of the line that rejects it."""


def _right_but(place, value):
    right = [0.4, 0.667, 1.0, 0.5, 0.353]
    right[place] = value
    return right


def recall_and_precision_swapped():
    """How many umbrellas exist?"""
    return [0.667, 0.4, 1.0, 0.5, 0.353]


def recall_is_the_hit_rate():
    """this is the hit rate"""
    return _right_but(0, 1.0)


def recall_of_the_whole_list():
    """How far does k = 3 look?"""
    return _right_but(0, 0.6)


def how_many_were_found():
    """this is how many were found"""
    return _right_but(0, 2)


def precision_of_the_whole_list():
    """this is precision at 5"""
    return _right_but(1, 0.6)


def precision_cut_off():
    """precision at 3: found 0.66"""
    return _right_but(1, 0.66)


def hit_rate_as_a_share():
    """is anything right there?"""
    return _right_but(2, 0.667)


def no_hit_since_the_first_is_wrong():
    """one of the first three is enough"""
    return _right_but(2, 0)


def rank_for_its_reciprocal():
    """What is its reciprocal?"""
    return _right_but(3, 2.0)


def ranks_from_zero():
    """the kite has rank 1"""
    return _right_but(3, 1)


def reciprocal_of_the_second_umbrella():
    """Which one does a reader meet first?"""
    return _right_but(3, 1 / 3)


def mean_of_all_reciprocal_ranks():
    """Only the first counts"""
    return _right_but(3, (1 / 2 + 1 / 3 + 1 / 5) / 3)


def ap_over_what_was_found():
    """divided by the umbrellas found"""
    return _right_but(4, 0.589)


def ap_over_every_rank():
    """At which ranks does it count?"""
    return _right_but(4, 0.461)


def ap_over_the_length_of_the_list():
    """divided by the length of the list"""
    return _right_but(4, 0.294)


def ap_not_divided():
    """this is the sum"""
    return _right_but(4, 1.767)


def ap_of_the_first_three():
    """rank 5 is missing"""
    return _right_but(4, 0.233)


def ap_of_reciprocal_ranks():
    """these are reciprocal ranks"""
    return _right_but(4, 0.2067)


def ap_a_little_off():
    """average precision: found 0.345"""
    return _right_but(4, 0.345)


def percentages():
    """this looks like a percentage"""
    return [40, 66.7, 100, 50, 35.3]


def four_numbers():
    """a list of five numbers"""
    return [0.4, 0.667, 1.0, 0.5]


def texts():
    """expected numbers"""
    return ["2/5", "2/3", "1", "1/2", "0.353"]
