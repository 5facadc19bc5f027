"""Right answers to diagnosis: there is one, however it is written."""


def as_a_dict():
    return {"A": "scaled twice", "B": "channels swapped", "C": "turned", "D": "none"}


def with_keywords():
    return dict(D="none", C="turned", B="channels swapped", A="scaled twice")


def zipped():
    return dict(zip("ABCD", ["scaled twice", "channels swapped", "turned", "none"], strict=True))
