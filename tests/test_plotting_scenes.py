"""What the figures of lesson 07 hold: frames and maps, the bound, and curves with intervals."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from course_utils import plotting_scenes as figures

PICTURES = [Image.new("RGB", (256, 256), colour) for colour in ("white", "red")]


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_a_scene_is_framed_with_its_text_below():
    axes = figures.scene_row(PICTURES, ["a cat left of a dog", "a dog"]).axes
    assert [ax.get_xlabel() for ax in axes] == ["a cat left of a dog", "a dog"]
    assert all(side.get_visible() for ax in axes for side in ax.spines.values())


def test_the_frame_of_a_heat_map_is_on_its_best_cell():
    cells = np.zeros((1, 4, 4))
    cells[0, 2, 1] = 1
    _, map_ax = figures.heat_maps(PICTURES[:1], [["cat"]], [cells], across=1).axes
    assert map_ax.get_title() == "cat"
    assert map_ax.patches[0].get_xy() == (64, 128)
    shaded = map_ax.images[0].get_array()
    assert shaded[140, 70].min() == 255  # the best cell is clear
    assert shaded[10, 10].max() == 60  # the lowest is dark


def test_fewer_words_leave_the_last_places_empty():
    grids = [np.eye(4)[None], np.stack([np.eye(4)] * 2)]
    axes = figures.heat_maps(PICTURES, [["cat"], ["a", "dog"]], grids).axes
    assert [len(ax.images) for ax in axes] == [1, 1, 0, 1, 1, 1]
    rows = {round(ax.get_position().y0, 6) for ax in (axes[0], axes[3])}
    assert len(rows) == 1  # two beside each other


MEASURED = {
    k: {"bound": 0.3 + k / 100, "right": 0.3, "first": 1.0, "second": k / 10, "bytes": 2_080 * k}
    for k in (1, 10, 50)
}


def test_a_number_of_candidates_is_shown_among_all():
    figure = figures.two_stage_figure(MEASURED, 10)
    left, right = figure.axes
    assert left.lines[0].get_ydata() == pytest.approx([0.31, 0.4, 0.8])
    assert [bar.get_width() for bar in right.patches] == [1.0, 1.0]
    assert right.get_title() == "20.8 kB read by the second stage"
    assert figure.get_suptitle() == "K = 10: 30% right, at most 40% possible, 2.0 ms"


def test_a_panel_a_way_of_asking_and_a_curve_a_way_of_searching():
    found = {"BM25": [np.full(9, 100.0), np.zeros(9)], "MaxSim": [np.full(9, 50.0)] * 2}
    figure = figures.album_figure((1, 16), {"own names": found, "other words": found})
    assert [ax.get_title() for ax in figure.axes] == ["own names", "other words"]
    curves = [box[0].get_ydata().tolist() for box in figure.axes[0].containers]
    assert curves == [[100, 0], [50, 50]]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["BM25", "MaxSim"]


def test_each_architecture_has_a_row_in_both_panels():
    found = {"one": (np.full(8, 50.0), np.zeros(8)), "two": (np.zeros(8), np.full(8, 100.0))}
    left, right = figures.architecture_figure(found, np.arange(8) // 4).axes
    assert [ax.get_xlabel() for ax in (left, right)] == ["R@1 (%)", "twin test (%)"]
    assert left.lines[0].get_xdata().tolist() == [50, 0]
    assert right.lines[0].get_xdata().tolist() == [0, 100]
    assert [label.get_text() for label in left.get_yticklabels()] == ["one", "two"]
