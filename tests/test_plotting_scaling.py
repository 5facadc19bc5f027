"""What the figures of lesson 10 hold: laws, open marks for hidden sizes, values beside bars."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils import plotting_scaling as figures


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_the_law_does_not_see_the_hidden_size():
    sizes = np.array([10, 100, 1000])
    figure = figures.growth(sizes, {"a": [1, 10, 500]}, {"a": [0.9, 0.8, 0.7]}, hidden=1)
    left, right = figure.axes
    law, seen, hidden = left.lines
    assert law.get_label() == "a: slope 1.00"
    np.testing.assert_allclose(law.get_ydata(), [1, 10, 100])
    assert list(seen.get_xdata()) == [10, 100]
    assert (hidden.get_ydata() == [500]).all()
    assert hidden.get_fillstyle() == "none"
    assert list(right.lines[0].get_ydata()) == [0.9, 0.8, 0.7]


def test_a_bar_says_its_value_and_a_panel_its_unit():
    figure = figures.bars({"GB": {"vectors": 9032.4, "codes": 0.5}, "hours": {"all": 163.0}})
    assert [ax.get_title() for ax in figure.axes] == ["GB", "hours"]
    assert [text.get_text().strip() for text in figure.axes[0].texts] == ["9,032", "0.5"]
    assert [bar.get_width() for bar in figure.axes[0].patches] == [9032.4, 0.5]
