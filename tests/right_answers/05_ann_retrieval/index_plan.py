"""Right answers to index_plan: codes that fit, and enough candidates to mend them."""


def long_codes_and_few_reads():
    return ("refine", 64, 30)


def room_on_all_sides():
    return ("refine", 48, 60)


def short_codes_and_many_reads():
    return ["refine", 24, 100]


def all_the_reads():
    return ("refine", 32, 100)
