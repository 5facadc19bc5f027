"""Typical wrong answers to pipeline. A docstring: words of the line that rejects it."""


def trained_after_all():
    """no labelled picture is needed"""
    return list("fcjedhagib")


def threshold_on_the_test_pictures():
    """a threshold chosen on the test pictures"""
    return list("fcjdhagibk")


def no_unknown():
    """what does it do with a picture of a car?"""
    return list("fcjdhagi")


def no_normalization():
    """What makes the products cosines?"""
    return list("fcjdhgib")


def no_preprocessing():
    """the picture is encoded as it came"""
    return list("fcjhagib")


def normalized_before_the_average():
    """how long is a mean of unit vectors?"""
    return list("dhfcajgib")


def normalized_after_the_scores():
    """What do long vectors do to dot products?"""
    return list("fcjdhgaib")


def unknown_before_the_best_score():
    """before it knows the best score"""
    return list("fcjdhagbi")


def averages_words():
    """What is there to average?"""
    return list("fjcdhagib")


def pixels_scaled_last():
    """before it has the size and scale"""
    return list("fcjhdagib")


def no_prompts_at_all():
    """of the nine cards that are needed are missing"""
    return list("cdhagib")
