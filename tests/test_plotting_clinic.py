"""The clinic's figures show the numbers that they are given."""

import matplotlib.pyplot as plt

from course_utils import plotting_clinic


def test_a_bar_for_each_stretch_from_its_first_to_its_last_row():
    stretches = [(0, 39, 0.1), (40, 99, 0.5)]
    figure = plotting_clinic.along_the_file({"one": stretches, "other": stretches[:1]})
    bars = figure.axes[0].patches
    assert [(bar.get_x(), bar.get_width(), bar.get_height()) for bar in bars] == [
        (0, 40, 0.1),
        (40, 60, 0.5),
    ]
    assert [ax.get_title() for ax in figure.axes] == ["one", "other"]
    plt.close(figure)


def test_two_bars_for_each_check():
    figure = plotting_clinic.both_errors({"lengths": (10, 0), "leakage": (4, 3)}, 10)
    ax = figure.axes[0]
    assert [bar.get_width() for bar in ax.patches] == [10, 4, 0, 3]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["lengths", "leakage"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first on top
    plt.close(figure)
