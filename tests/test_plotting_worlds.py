import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from course_utils import plotting_worlds

THUMBNAILS = [Image.new("RGBA", (4, 4))] * 8
PLACES = np.tile([[[1.0, 0.0]], [[0.0, 1.0]]], (1, 8, 1))  # (2, 8, 2)


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def test_a_moment_joins_each_picture_with_its_caption():
    (ax,) = plotting_worlds.one_moment(PLACES, THUMBNAILS, "step 3").axes
    assert ax.get_title() == "step 3"
    assert sum(len(line.get_xdata()) == 2 for line in ax.lines) == 8


def test_a_world_is_a_row_and_a_step_a_column():
    worlds = {"push": np.stack([PLACES] * 6), "pull": np.stack([PLACES] * 6)}
    figure = plotting_worlds.moments(worlds, (0, 5), THUMBNAILS)
    titles = [ax.get_title() for ax in figure.axes]
    assert titles == ["push, step 0", "push, step 5", "pull, step 0", "pull, step 5"]
