"""Figures of lesson 10: how search grows, what billions take, a gallery between two models."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.plotting import BLACK, PALETTE
from course_utils.scaling import fit_power

MARKS = ("o", "s", "v", "^")


def growth(
    sizes: Sequence[int],
    ms: Mapping[str, Sequence[float]],
    recalls: Mapping[str, Sequence[float]],
    hidden: int = 1,
) -> Figure:
    """Milliseconds a query over n, with a power law through all but the last `hidden`, and recall.

    `ms` and `recalls` hold a row for each engine, a value for each size. The law is drawn to the
    last size; sizes that it did not see have an open mark.
    """
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8))
    seen = len(sizes) - hidden
    for (name, values), mark, colour in zip(ms.items(), MARKS, PALETTE, strict=False):
        scale, slope = fit_power(sizes[:seen], values[:seen])
        line = scale * np.asarray(sizes, float) ** slope
        left.plot(sizes, line, "--", color=colour, label=f"{name}: slope {slope:.2f}")
        left.plot(sizes[:seen], values[:seen], mark, color=colour)
        left.plot(sizes[seen:], values[seen:], mark, color=colour, fillstyle="none", markersize=9)
    left.set(xscale="log", yscale="log", xlabel="vectors", ylabel="CPU ms a query")
    left.legend()
    for (name, values), mark, colour in zip(recalls.items(), MARKS, PALETTE[1:], strict=False):
        right.plot(sizes, values, f"{mark}-", color=colour, label=name)
    right.set(xscale="log", ylim=(min(map(min, recalls.values())) - 0.05, 1.01))
    right.set(xlabel="vectors", ylabel="recall at 10")
    right.legend()
    return figure


def bars(groups: Mapping[str, Mapping[str, float]]) -> Figure:
    """A panel for each group, its name the unit: a bar for each quantity, the value beside it."""
    figure, axes = plt.subplots(1, len(groups), figsize=(3.4 * len(groups), 2.4), squeeze=False)
    for ax, (unit, values), colour in zip(axes[0], groups.items(), PALETTE, strict=False):
        ax.barh(range(len(values)), list(values.values()), color=colour)
        for row, value in enumerate(values.values()):
            ax.text(value, row, f" {value:,.3g}" if value < 1000 else f" {value:,.0f}", va="center")
        ax.set_yticks(range(len(values)), list(values), color=BLACK)
        ax.set_xlim(0, 1.45 * max(values.values()))
        ax.set_title(unit)
        ax.invert_yaxis()
        ax.set_xticks([])
        ax.grid(False)
    return figure
