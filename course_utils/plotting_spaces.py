"""Figures of lesson 01: the hubs of a search, and where two kinds of vectors lie."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.plotting import BLUE, ORANGE, VERMILION, picture_grid


def hubs(images: Sequence, wins: Mapping[str, np.ndarray], count: int = 6) -> np.ndarray:
    """The greediest items of a search as pictures, then how often items win, a curve a way.

    wins: (n,) for each of two ways of scoring, how many searches each item comes first in. Returns
    the `count` that come first most often by the first way, greediest first.
    """
    (name, first), (other, second) = wins.items()
    greediest = np.argsort(-first, kind="stable")[:count]
    titles = [f"first {first[i]} times, by {other} {second[i]}" for i in greediest]
    picture_grid([images[i] for i in greediest], titles, columns=count, size=1.3)

    _, ax = plt.subplots(figsize=(7.5, 3))
    bins = np.arange(0, first.max() + 2, 2)
    for way, colour in ((name, VERMILION), (other, BLUE)):
        ax.hist(wins[way], bins, histtype="step", linewidth=2.5, color=colour, label=way)
    ax.set(yscale="log", xlabel="times a drawing comes first", ylabel="number of drawings (log)")
    ax.legend()
    return greediest


def along_the_gap(places: Mapping[str, np.ndarray]) -> Figure:
    """Histograms of where each of two kinds lies along one direction: name, then (n,) places."""
    figure, ax = plt.subplots(figsize=(7.5, 2.8))
    for (name, values), colour in zip(places.items(), (ORANGE, BLUE), strict=True):
        ax.hist(values, np.linspace(-0.4, 0.7, 56), alpha=0.6, color=colour, label=name)
    ax.set(xlabel="position along the line between the two means", ylabel="vectors")
    ax.legend()
    return figure
