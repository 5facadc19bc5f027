"""Typical wrong answers to stage_plan. A docstring: words of the line that rejects it."""


def the_quick_one():
    """R@1 is 0.585: 0.65 have the right one among 40. The reader loses a tenth"""
    return ("pooled", 1, 40)


def the_quick_one_and_as_many_as_are_in_time():
    """0.65 have the right one among 45"""
    return ("pooled", 1, 45)


def as_many_as_it_needs():
    """it takes 220 ms"""
    return ("pooled", 1, 50)


def one_picture_too_many():
    """it takes 204 ms"""
    return ("late", 1, 21)


def the_bound_for_the_result():
    """R@1 is 0.540: 0.60 have the right one among 10. The reader loses a tenth"""
    return ("late", 1, 10)


def too_few_candidates():
    """0.48 have the right one among 5. The first stage bounds it"""
    return ("late", 1, 5)


def fourteen_count_as_ten():
    """R@1 is 0.540: 0.60 have the right one among 14"""
    return ("late", 1, 14)


def two_bytes_nearly_fit():
    """4,096 bytes a picture are 8.192 GB"""
    return ("late", 2, 20)


def numbers_as_they_come():
    """8,192 bytes a picture are 16.384 GB"""
    return ("late", 4, 20)


def the_cells_forgotten():
    """Both stages store something"""
    return ("pooled", 2, 45)


def read_them_all():
    """it takes 8,000,000 ms"""
    return ("none", 1, 2_000_000)


def none_and_a_few():
    """For "none" it is the number of pictures"""
    return ("none", 1, 20)


def no_reader():
    """nothing smaller was measured"""
    return ("late", 1, 0)


def half_a_byte():
    """expected whole numbers"""
    return ("late", 0.5, 20)


def bits():
    """expected one of 1, 2, 4"""
    return ("late", 8, 20)


def a_truth():
    """not True or False"""
    return ("late", True, 20)


def a_stage_that_was_not_offered():
    """expected one of 'pooled'"""
    return ("reader", 1, 20)


def a_stage_and_a_number():
    """give three things"""
    return ("late", 20)


def only_a_name():
    """give three things"""
    return "late"


def numbers_exchanged():
    """expected one of 1, 2, 4"""
    return ("late", 20, 1)
