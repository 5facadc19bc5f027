"""Typical wrong answers to index_plan. A docstring: words of the line that rejects it."""


def exact_is_best():
    """they take 307 GB"""
    return ("flat", 0, 0)


def the_graph_that_everybody_praises():
    """they take 333 GB"""
    return ("hnsw", 0, 0)


def codes_alone():
    """What do large systems do with the best estimates?"""
    return ("ivfpq", 64, 10)


def codes_that_are_too_long():
    """they take 21 GB"""
    return ("refine", 96, 20)


def ids_forgotten():
    """they take 21 GB"""
    return ("refine", 96, 50)


def a_quarter_of_the_dimension_as_the_size_of_a_piece():
    """M is the number of pieces"""
    return ("refine", 72, 50)


def read_half_the_disk():
    """500 reads"""
    return ("refine", 16, 500)


def too_few_candidates():
    """More candidates, or longer codes?"""
    return ("refine", 32, 20)


def only_a_name():
    """give three things"""
    return "refine"
