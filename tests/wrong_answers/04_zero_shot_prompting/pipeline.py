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


def both_cards_that_do_not_belong():
    """no labelled picture is needed"""
    return list("fcjdhagibek")


def encoded_before_written():
    """the prompts are encoded before they are written"""
    return list("cfjdhagib")


def normalized_before_there_is_a_vector():
    """normalized before there is one"""
    return list("fcjadhgib")


def best_before_the_scores():
    """the best label is chosen before there are scores"""
    return list("fcjdhaigb")


def a_card_twice():
    """a card is there twice"""
    return list("fcjdhagibb")


def a_letter_that_is_no_card():
    """expected one of"""
    return list("fcjdhagix")


def numbers_for_letters():
    """expected one of"""
    return [6, 3, 10, 4, 8, 1, 7, 9, 2]


def a_dict():
    """give a list such as"""
    return dict(enumerate("fcjdhagib"))


def no_average():
    """of the nine cards that are needed are missing"""
    return list("fcdhagib")
