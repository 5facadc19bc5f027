"""Right answers to pipeline: texts and picture meet at the normalization."""


def texts_first():
    return ["f", "c", "j", "d", "h", "a", "g", "i", "b"]


def picture_first():
    return ["d", "h", "f", "c", "j", "a", "g", "i", "b"]


def one_word():
    return "fdchjagib"


def capitals_in_a_tuple():
    return tuple("DFHCJAGIB")
