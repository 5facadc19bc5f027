"""Figures of the failure clinic: where a fault begins along a file, and how often a check errs."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from .plotting import BLUE, GREEN, VERMILION


def along_the_file(panels: Mapping[str, Sequence[tuple[int, int, float]]]) -> Figure:
    """For each file its stretches, (first row, last row, mean place): 0 is best, a half chance."""
    figure, axes = plt.subplots(
        1, len(panels), figsize=(3.4 * len(panels), 2.6), sharey=True, squeeze=False
    )
    for ax, (title, stretches) in zip(axes[0], panels.items(), strict=True):
        first, last, place = np.transpose(stretches)
        ax.bar(first, place, width=last - first + 1, align="edge", color=BLUE, edgecolor="white")
        ax.axhline(0.5, linestyle="--", color=VERMILION, label="chance")
        ax.set(title=title, xlabel="row of the file", ylim=(0, 0.65))
    axes[0, 0].set_ylabel("closer than the own text\n(share of the others)")
    axes[0, 0].legend(loc="upper left")
    figure.tight_layout()
    return figure


def both_errors(counts: Mapping[str, tuple[int, int]], draws: int) -> Figure:
    """For each check how many of the sick draws it found, and how many of the healthy ones."""
    figure, ax = plt.subplots(figsize=(7.5, 0.32 * len(counts) + 1))
    rows = np.arange(len(counts))
    sick, healthy = np.transpose(list(counts.values()))
    ax.barh(rows - 0.2, sick, height=0.38, color=GREEN, label="sick draws found")
    ax.barh(rows + 0.2, healthy, height=0.38, color=VERMILION, label="healthy draws, false alarm")
    ax.set_yticks(rows, list(counts))
    ax.set(xlim=(0, draws), ylim=(len(counts) - 0.5, -0.5), xlabel=f"of {draws} draws each")
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return figure
