"""What the figures of lesson 08 hold: panels, bars, frames, and an alternative text."""

import base64
import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from course_utils import plotting_modalities as figures
from course_utils.modalities import Span, read_clip

FRAMES = [Image.new("RGB", (40, 40), (40 * i, 90, 200)) for i in range(6)]


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_a_map_a_panel_over_all_seconds():
    maps = {"one": np.eye(4), "two": np.zeros((3, 8))}
    axes = figures.over_time(maps, 2.5, "band").axes
    assert [ax.get_title() for ax in axes] == ["one", "two"]
    assert [ax.images[0].get_extent() for ax in axes] == [[0, 2.5, 0, 4], [0, 2.5, 0, 3]]


def test_bars_lie_where_the_spans_do():
    ways = {"truth": [Span(0, 2), Span(2, 6)], "other": [Span(0, 4), Span(4, 6)]}
    bars = figures.script_bars(FRAMES, ways, ["a cat", "a dog"], fps=2).axes[1]
    drawn = [(bar.get_x(), bar.get_width()) for bar in bars.patches]
    assert drawn == [(0, 1), (1, 2), (0, 2), (2, 1)]
    assert [label.get_text() for label in bars.get_yticklabels()] == ["truth", "other"]
    assert "1 a cat · 2 a dog" in bars.get_xlabel()


def test_the_middle_of_each_shot():
    axes = figures.middle_frames(FRAMES, [Span(0, 2), Span(2, 6)], fps=2).axes
    shown = [ax.images[0].get_array()[0, 0, 0] for ax in axes if ax.images]
    assert shown == [40, 160]
    assert axes[1].texts[0].get_text() == "1.0 to 3.0 s"


def test_a_moving_picture_carries_all_frames_and_its_text():
    page = figures.moving(FRAMES, 4, 'a "ball" falls', width=80).data
    data = re.search(r"base64,([^\"]+)", page)[1]
    frames = read_clip(io.BytesIO(base64.b64decode(data)), 4)
    assert len(frames) == 6
    assert frames[0].size == (80, 80)
    assert 'alt="a &quot;ball&quot; falls"' in page
    assert "<figcaption>a &quot;ball&quot; falls</figcaption>" in page
