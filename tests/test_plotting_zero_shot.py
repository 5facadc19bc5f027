import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from PIL import Image

from course_utils import plotting_zero_shot as figures
from course_utils.plotting import BLUE, GREEN, VERMILION

PICTURES = [Image.new("RGB", (4, 4))] * 2


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def test_the_closest_label_is_on_top_and_the_true_one_green():
    scores = np.array([[0.1, 0.3, 0.2, 0.0], [0.4, 0.0, 0.2, 0.3]])
    figure = figures.label_bars(PICTURES, scores, ["a", "b", "c", "d"], ["b", "c"])
    first, second = figure.axes[2:]
    assert [t.get_text() for t in first.get_yticklabels()] == ["a", "c", "b"]
    assert [bar.get_width() for bar in first.patches] == [0.1, 0.2, 0.3]
    green = [
        [to_hex(b.get_facecolor()) == GREEN.lower() for b in ax.patches] for ax in (first, second)
    ]
    assert green == [[False, False, True], [True, False, False]]


def test_a_marked_wording_is_no_grey_dot():
    panel = {"one": (1.0, 2.0), "two": (3.0, 4.0), "all": (5.0, 6.0)}
    left, _ = figures.leads({"photo": panel, "drawing": panel}, ["all"]).axes
    dots, square = left.lines[3:]
    assert list(dots.get_xdata()) == [1, 3]
    assert (*square.get_xdata(), *square.get_ydata()) == (5, 6)


def test_a_confusion_matrix_shows_its_counts_but_no_zeros():
    left, _ = figures.confusion_matrices(
        {"x": np.eye(2, dtype=int) * 7} | {"y": np.ones((2, 2), int)}, "ab", "cd"
    ).axes
    assert [t.get_text() for t in left.texts] == ["7", "", "", "7"]


def test_each_curve_over_shots_has_its_intervals():
    curve = [(50, 40, 60), (70, 60, 75)]
    (ax,) = figures.accuracy_over_shots([1, 2], {"probe": curve}, (80, 75, 85)).axes
    (container,) = ax.containers
    assert list(container.lines[0].get_ydata()) == [50, 70]
    ends = [segment[:, 1].tolist() for segment in container.lines[2][0].get_segments()]
    assert ends == [[40, 60], [60, 75]]


def test_near_and_far_guesses_differ_in_sign_and_colour():
    titles = [ax.title for ax in figures.named_pictures(PICTURES, "ab", "cd", [True, False]).axes]
    assert [t.get_text() for t in titles] == ["a\n≈ c", "b\n≠ d"]
    assert [t.get_color() for t in titles] == [BLUE, VERMILION]


def test_the_threshold_stands_among_the_scores():
    (ax,) = figures.score_histograms({"known": np.array([0.2, 0.8])}, 0.5, "cosine").axes
    assert list(ax.lines[-1].get_xdata()) == [0.5, 0.5]


def test_a_bin_shows_the_share_that_is_right_and_its_pictures():
    probabilities = np.array([[0.95, 0.05], [0.92, 0.08], [0.45, 0.55]])
    panels = {"scale 5": probabilities, "scale 6": probabilities}
    left, _ = figures.reliability(panels, np.array([0, 1, 1])).axes
    assert left.get_title() == "scale 5: ECE 0.440"
    assert [(round(b.get_x() + 0.045, 2), b.get_height()) for b in left.patches] == [
        (0.55, 1),
        (0.95, 0.5),
    ]
    assert [t.get_text() for t in left.texts] == ["1", "2"]


def test_curves_go_over_recall():
    (ax,) = figures.precision_recall_curves({"food": (np.array([1, 0.5]), np.array([0.5, 1]))}).axes
    assert list(ax.lines[0].get_xdata()) == [0.5, 1]


def test_a_bar_reaches_its_share_and_its_whisker_the_interval():
    (ax,) = figures.share_bars({"English": (70, 60, 75)}, 3, "R@10 (%)").axes
    assert ax.patches[0].get_height() == 70
    (whisker,) = ax.containers[-1].errorbar.lines[2][0].get_segments()
    assert whisker[:, 1].tolist() == [60, 75]
