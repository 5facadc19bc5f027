"""Right answers to ranking_reason: there is one, however it is written."""


def the_letter():
    return "b"


def by_its_place():
    return "abcd"[1]


def by_code():
    return chr(ord("a") + 1)
