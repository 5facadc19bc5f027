"""Typical wrong answers to plan. A docstring: words of the line that rejects it."""


def everything():
    """they take 154 GB"""
    return ("plain", 1280)


def plain_within_the_memory():
    """Which order of the numbers keeps more?"""
    return ("plain", 128)


def plain_with_enough_recall():
    """they take 61 GB"""
    return ("plain", 512)


def pca_with_hardly_a_loss():
    """they take 31 GB"""
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
