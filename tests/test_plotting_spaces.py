import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils import plotting, plotting_spaces

PICTURES = [np.zeros((4, 4, 3), dtype=np.uint8)] * 5


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def test_hubs_come_greediest_first_and_say_how_often_by_both_ways():
    wins = {"dot product": np.array([0, 7, 2, 9, 0]), "cosine": np.array([4, 1, 5, 3, 5])}
    assert plotting_spaces.hubs(PICTURES, wins, count=2).tolist() == [3, 1]
    pictures, curves = map(plt.figure, plt.get_fignums())
    labels = [" ".join(ax.texts[0].get_text().split()) for ax in pictures.axes]
    assert labels == ["first 9 times, by cosine 3", "first 7 times, by cosine 1"]
    assert [t.get_text() for t in curves.axes[0].get_legend().get_texts()] == [*wins]


def test_both_kinds_are_drawn_along_the_gap_and_named():
    figure = plotting_spaces.along_the_gap({"captions": np.zeros(3), "pictures": np.full(4, 0.5)})
    (ax,) = figure.axes
    assert sum(bar.get_height() for bar in ax.patches) == 3 + 4
    assert {t.get_text() for t in ax.get_legend().get_texts()} == {"captions", "pictures"}


def test_a_long_title_stays_whole_and_has_room_above_the_next_row():
    long = "An orange line chart with a dip in the middle, one with a peak, and one that only rises"
    figure = plotting.picture_grid(PICTURES, [long] + ["short"] * 4, columns=2)
    figure.canvas.draw()
    (title,) = figure.axes[0].texts
    assert title.get_text().split() == long.split()
    assert title.get_window_extent().y0 > figure.axes[2].get_window_extent().y1
