"""Right answers to plan: after PCA, from about 50 to 133 numbers."""


def room_on_both_sides():
    return ("pca", 96)


def a_power_of_two():
    return ("pca", 64)


def as_many_as_fit():
    return ("pca", int(16e9 // (30e6 * 4)))


def a_list():
    return ["pca", 128]
