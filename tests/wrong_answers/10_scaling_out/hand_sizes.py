"""Typical wrong answers to hand_sizes. A docstring: words of the line that rejects it."""


def no_ids():
    """the ids take room, too"""
    return [20.48, 4, 27.78, 2.22]


def only_the_ids():
    """these are the ids alone"""
    return [0.16, 4, 27.78, 2.22]


def four_bytes_a_number():
    """takes 2 bytes, not 4"""
    return [41.12, 4, 27.78, 2.22]


def one_byte_a_number():
    """takes 2 bytes, not 1"""
    return [10.4, 4, 27.78, 2.22]


def both_copies():
    """these are both copies"""
    return [41.28, 4, 27.78, 2.22]


def powers_of_two():
    """not 2³⁰"""
    return [19.22, 4, 27.78, 2.22]


def megabytes():
    """these are MB"""
    return [20640, 4, 27.78, 2.22]


def bits():
    """these are bits"""
    return [165.12, 4, 27.78, 2.22]


def one_copy():
    """one copy is on them. Where is the other?"""
    return [20.64, 2, 27.78, 1.11]


def a_part_of_a_machine():
    """there is no part of a machine"""
    return [20.64, 3.44, 27.78, 1.91]


def rounded_down():
    """three hold 36 GB"""
    return [20.64, 3, 27.78, 1.6667]


def twice_twice():
    """on two machines, not on four"""
    return [20.64, 8, 27.78, 4.444]


def one_worker():
    """this is how long one worker takes"""
    return [20.64, 4, 111.11, 2.22]


def embedded_twice():
    """It is not embedded again"""
    return [20.64, 4, 55.56, 2.22]


def seconds():
    """these are seconds"""
    return [20.64, 4, 100000, 2.22]


def minutes():
    """these are minutes"""
    return [20.64, 4, 1666.67, 2.22]


def days():
    """these are days"""
    return [20.64, 4, 1.16, 2.22]


def workers_multiply():
    """four workers are quicker than one"""
    return [20.64, 4, 444.44, 2.22]


def pays_for_one_copy():
    """this pays for one copy"""
    return [20.64, 4, 27.78, 1.11]


def pays_for_one_machine():
    """this pays for one machine"""
    return [20.64, 4, 27.78, 0.556]


def pays_for_parts():
    """a part of a machine was paid"""
    return [20.64, 4, 27.78, 1.911]


def euros():
    """these are euros"""
    return [20.64, 4, 27.78, 0.0222]


def one_query():
    """this is one query"""
    return [20.64, 4, 27.78, 0.00222]


def queries_for_a_cent():
    """turned round"""
    return [20.64, 4, 27.78, 0.45]


def sixty_seconds():
    """an hour has 3,600 seconds"""
    return [20.64, 4, 27.78, 133.33]


def a_second_for_an_hour():
    """not 25 an hour"""
    return [20.64, 4, 27.78, 8000]


def a_guess():
    """hours of embedding: found 24, and that is not it"""
    return [20.64, 4, 24, 2.22]


def three_numbers():
    """a list of four numbers"""
    return [20.64, 4, 27.78]
