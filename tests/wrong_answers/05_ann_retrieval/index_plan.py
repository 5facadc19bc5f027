"""Typical wrong answers to index_plan. A docstring: words of the line that rejects it."""


def exact_is_best():
    """they take 307.2 GB"""
    return ("flat", 0, 0)


def the_graph_that_everybody_praises():
    """they take 332.8 GB"""
    return ("hnsw", 0, 0)


def codes_alone():
    """What do large systems do with the best estimates?"""
    return ("ivfpq", 64, 10)


def codes_alone_with_candidates_that_nobody_compares():
    """What do large systems do with the best estimates?"""
    return ("ivfpq", 64, 100)


def codes_that_are_too_long():
    """they take 20.8 GB"""
    return ("refine", 96, 20)


def ids_forgotten():
    """they take 20.8 GB"""
    return ("refine", 96, 50)


def a_quarter_of_the_dimension_as_the_size_of_a_piece():
    """M is the number of pieces"""
    return ("refine", 72, 50)


def read_half_the_disk():
    """500 reads"""
    return ("refine", 16, 500)


def one_read_too_many():
    """101 reads"""
    return ("refine", 64, 101)


def too_few_candidates():
    """More candidates, or longer codes?"""
    return ("refine", 32, 20)


def holds_in_the_small_gallery():
    """0.9883 among 1,179, 0.9096 among 7,935, 0.6591 among 100,000. It holds in the small"""
    return ("refine", 16, 100)


def holds_among_all_pictures():
    """0.9832 among 7,935, 0.9010 among 100,000"""
    return ("refine", 32, 100)


def room_on_all_sides_of_a_small_gallery():
    """fails in the large one, as rivals come closer"""
    return ("refine", 48, 60)


def nearly_enough():
    """0.9497 among 100,000"""
    return ("refine", 48, 73)


def fewer_candidates_than_neighbours():
    """candidates >= 10"""
    return ("refine", 64, 5)


def no_pieces():
    """M is the number of pieces"""
    return ("refine", 0, 50)


def a_broken_number():
    """expected whole numbers"""
    return ("refine", 64, 40.5)


def a_truth():
    """not True or False"""
    return ("refine", True, 100)


def a_kind_that_was_not_offered():
    """expected one of 'flat'"""
    return ("pq", 64, 100)


def only_a_name():
    """give three things"""
    return "refine"


def a_kind_and_one_number():
    """give three things"""
    return ("refine", 64)
