"""Typical wrong answers to ward. A docstring: words of the line that rejects it."""

RIGHT = {
    "A": "wrong colours",
    "B": "skipped row",
    "C": "other requests",
    "D": "two versions",
    "E": "wrong metric",
}


def kept_items_not_looked_at():
    """and 48 of 50 moved"""
    return RIGHT | {"A": "other requests", "C": "wrong colours"}


def population_for_encoding():
    """its kept pictures get the vectors that they had"""
    return RIGHT | {"A": "leak", "C": "wrong colours"}


def lost_rows_alike():
    """And why are neighbours' texts closer?"""
    return RIGHT | {"B": "two versions", "D": "skipped row"}


def a_mapped_half():
    """texts beside the own one are no closer to a picture"""
    return RIGHT | {"D": "skipped row", "B": "hub"}


def colours_for_the_metric():
    """What else could choose other rows?"""
    return RIGHT | {"E": "wrong colours", "A": "wrong metric"}


def lengths_are_an_index_matter():
    """all that its index returns is nearest by cosine"""
    return RIGHT | {"A": "wrong metric", "E": "leak"}


def versions_for_colours():
    """What happens to pictures on their way?"""
    return RIGHT | {"A": "two versions", "D": "wrong colours"}


def a_hub():
    """no row of it is found by more than 6 of 100 queries"""
    return RIGHT | {"C": "hub"}


def a_leak():
    """a leak makes a score better"""
    return RIGHT | {"C": "leak"}


def repeated_captions():
    """which repeat as often"""
    return RIGHT | {"B": "repeated captions"}


def requests_for_the_lost_half():
    """and half the file is lost"""
    return RIGHT | {"D": "other requests", "C": "two versions"}


def nobody_asks_for_fruit():
    """the same is asked of it as of the healthy space"""
    return RIGHT | {"E": "other requests", "C": "wrong metric"}


def one_name_for_two():
    """comes twice"""
    return RIGHT | {"B": "two versions"}


def one_left_out():
    """the dict has no 'E'"""
    return {patient: name for patient, name in RIGHT.items() if patient != "E"}


def the_healthy_one_too():
    """there is no patient healthy"""
    return RIGHT | {"healthy": "hub"}


def names_of_ones_own():
    """expected one of"""
    return RIGHT | {"A": "BGR"}


def a_list():
    """give a dict"""
    return list(RIGHT.values())
