"""Typical wrong answers to scale_plan. A docstring: words of the line that rejects it."""


def memory_is_all():
    """25.0 cores would be busy, and 8 may be"""
    return ("codes", 96, 2)


def one_machine_too_few():
    """25.0 cores would be busy, and 24 may be"""
    return ("codes", 96, 6)


def all_cores_busy():
    """and 16 may be. Memory is not all"""
    return ("codes", 96, 4)


def longer_codes_are_slower():
    """32.5 cores would be busy, and 32 may be"""
    return ("codes", 128, 8)


def shorter_codes():
    """recall@10 is 0.84"""
    return ("codes", 64, 7)


def the_shortest_codes():
    """recall@10 is 0.62"""
    return ("codes", 32, 3)


def cells_nearly_fit():
    """two copies take 1,235.2 GB, and there are 1,200. One copy would fit"""
    return ("cells", 2, 12)


def cells_that_fit():
    """13 machines cost 5,200 € a month"""
    return ("cells", 2, 13)


def cells_with_one_copy():
    """One copy would fit"""
    return ("cells", 2, 7)


def cells_with_whole_numbers():
    """25 machines cost 10,000 € a month"""
    return ("cells", 4, 25)


def exact():
    """10,000.0 cores would be busy, and 52 may be"""
    return ("exact", 2, 13)


def exact_and_enough_cores():
    """2500 machines cost 1,000,000 €"""
    return ("exact", 4, 2500)


def more_than_the_budget():
    """13 machines cost 5,200 €"""
    return ("codes", 128, 13)


def one_machine():
    """two copies on different machines need two"""
    return ("codes", 96, 1)


def bytes_of_a_whole_vector():
    """takes 2 bytes or 4, not 1536"""
    return ("cells", 1536, 12)


def codes_by_numbers():
    """a code of 2 bytes was not measured"""
    return ("codes", 2, 12)


def between_two_columns():
    """a code of 100 bytes was not measured"""
    return ("codes", 100, 8)


def with_the_id():
    """a code of 104 bytes was not measured"""
    return ("codes", 104, 8)


def exchanged():
    """a code of 8 bytes was not measured"""
    return ("codes", 8, 96)


def half_a_machine():
    """expected whole numbers"""
    return ("codes", 96, 6.25)


def truths():
    """not True or False"""
    return ("codes", 96, True)


def a_kind_that_was_not_offered():
    """expected one of 'exact'"""
    return ("hnsw", 4, 12)


def two_things():
    """give three things"""
    return ("codes", 96)
