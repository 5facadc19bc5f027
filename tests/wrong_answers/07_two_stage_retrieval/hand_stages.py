"""Typical wrong answers to hand_stages. A docstring: words of the line that rejects it."""


def all_products_added():
    """all nine products were added"""
    return [4.0, 4.0, 0.625, 2080]


def one_cell_for_all_words():
    """this is the best cell for all words together"""
    return [1.8, 1.8, 0.625, 2080]


def cells_choose():
    """each cell took its best word"""
    return [2.0, 2.0, 0.625, 2080]


def a_cell_is_used_up():
    """each cell was used once"""
    return [1.9, 1.9, 0.625, 2080]


def mean_of_the_best():
    """this is the mean of the best"""
    return [0.7667, 0.7667, 0.625, 2080]


def pooled():
    """which is what pooling does"""
    return [1.3333, 1.3333, 0.625, 2080]


def best_of_all():
    """this is the best of all nine"""
    return [0.9, 0.9, 0.625, 2080]


def the_change_for_the_twin():
    """that is how much it changes"""
    return [2.3, 0, 0.625, 2080]


def a_twin_scores_less():
    """MaxSim with its twin: found 1.5, and that is not it"""
    return [2.3, 1.5, 0.625, 2080]


def first_stage_alone():
    """these stand first already"""
    return [2.3, 2.3, 0.25, 2080]


def share_out_of_reach():
    """these are the ones it cannot reach"""
    return [2.3, 2.3, 0.375, 2080]


def a_perfect_reader():
    """the reader never sees a picture at place 12"""
    return [2.3, 2.3, 1, 2080]


def twelve_is_near_enough():
    """place 12 is not among the first 10"""
    return [2.3, 2.3, 0.75, 2080]


def a_count():
    """Which share is it?"""
    return [2.3, 2.3, 5, 2080]


def a_percentage():
    """R@1 is asked as a share"""
    return [2.3, 2.3, 62.5, 2080]


def no_scales():
    """the scales take room, too"""
    return [2.3, 2.3, 0.625, 2048]


def one_scale():
    """each cell has a scale of its own"""
    return [2.3, 2.3, 0.625, 2050]


def a_scale_of_one_byte():
    """a scale takes two bytes"""
    return [2.3, 2.3, 0.625, 2064]


def four_bytes_a_number():
    """a number of these takes one byte"""
    return [2.3, 2.3, 0.625, 8192]


def one_cell():
    """this is one cell"""
    return [2.3, 2.3, 0.625, 130]


def bits():
    """these are bits"""
    return [2.3, 2.3, 0.625, 16640]


def three_numbers():
    """a list of four numbers"""
    return [2.3, 0.625, 2080]
