"""Typical wrong answers to plan. A docstring: words of the line that rejects it."""


def everything():
    """they take 153.60 GB"""
    return ("plain", 1280)


def plain_within_the_memory():
    """Which order of the numbers keeps more?"""
    return ("plain", 128)


def plain_with_enough_recall():
    """they take 61.44 GB"""
    return ("plain", 512)


def pca_with_hardly_a_loss():
    """they take 30.72 GB"""
    return ("pca", 256)


def one_byte_a_number():
    """How many numbers of 4 bytes has one vector?"""
    return ("pca", 512)


def as_small_as_can_be():
    """There is room for more"""
    return ("pca", 16)


def only_a_number():
    """give a pair"""
    return 96


def a_share_to_keep():
    """a whole number from 1 to 1280"""
    return ("pca", 0.075)


def one_number_of_ties():
    """Which order of the numbers keeps more?"""
    return ("plain", 1)


def truth_for_a_number():
    """a whole number from 1 to 1280"""
    return ("pca", True)


def counted_from_the_end():
    """a whole number from 1 to 1280"""
    return ("plain", -1)


def pca_from_the_end():
    """a whole number from 1 to 1280"""
    return ("pca", -1200)


def no_number():
    """a whole number from 1 to 1280"""
    return ("pca", 0)


def just_too_many():
    """they take 16.08 GB"""
    return ("pca", 134)


def just_too_few():
    """they find 89.86%"""
    return ("pca", 46)


def more_than_there_are():
    """a whole number from 1 to 1280"""
    return ("pca", 2000)


def a_string_for_the_number():
    """a whole number from 1 to 1280"""
    return ("pca", "96")


def another_way():
    """expected one of 'plain', 'pca'"""
    return ("random", 96)


def exchanged():
    """expected one of 'plain', 'pca'"""
    return (96, "pca")


def a_dict():
    """give a pair"""
    return {"pca": 96}
