"""Figures of lesson 02: pictures and captions on a circle, at one moment or at several."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from course_utils.plotting import draw_world


def one_moment(places, thumbnails: Sequence, title: str) -> Figure:
    """Pictures and captions on a circle: places (2, n, 2), pictures first."""
    figure, ax = plt.subplots(figsize=(3.6, 3.6))
    draw_world(ax, places, thumbnails, title)
    return figure


def moments(worlds: Mapping, steps: Sequence[int], thumbnails: Sequence) -> Figure:
    """A row for each world, by name: its frames (n_steps, 2, n, 2) after each of the steps."""
    size = (2.6 * len(steps), 2.7 * len(worlds))
    figure, axes = plt.subplots(len(worlds), len(steps), figsize=size, squeeze=False)
    for row, (name, frames) in zip(axes, worlds.items(), strict=True):
        for ax, step in zip(row, steps, strict=True):
            draw_world(ax, frames[step], thumbnails, f"{name}, step {step}")
    return figure
