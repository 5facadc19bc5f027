"""Right answers to pipeline_reasons, written in different ways."""


def in_the_order_of_the_cards():
    return {"f": 1, "d": 3, "j": 5, "a": 2, "b": 4}


def in_the_order_of_the_alphabet():
    return {"a": 2, "b": 4, "d": 3, "f": 1, "j": 5}


def zipped():
    return dict(zip("fdjab", [1, 3, 5, 2, 4], strict=True))
