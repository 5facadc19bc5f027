"""Figures that more than one lesson draws."""

import textwrap
from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.offsetbox import AnnotationBbox, OffsetImage
from matplotlib.patheffects import withStroke

from course_utils.alternative_text import describe_figures

# The palette of Okabe and Ito (2008): told apart with every common form of colour blindness.
BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY, YELLOW, BLACK = PALETTE = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#F0E442",
    "#000000",
)


def use_course_style() -> None:
    """Set matplotlib's defaults for the course: one palette, a white ground in every theme.

    In a notebook, figures also carry their cell's alt text (course_utils.alternative_text).
    """
    plt.rcParams.update(
        {
            "figure.figsize": (8, 4.5),
            "figure.facecolor": "white",
            "figure.constrained_layout.use": True,
            "savefig.facecolor": "white",
            "axes.prop_cycle": plt.cycler(color=PALETTE),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "grid.color": "#dddddd",
            "axes.axisbelow": True,
            "font.size": 11,
            "axes.titlesize": 12,
            "image.cmap": "cividis",
        }
    )
    describe_figures()


def picture_grid(
    images: Sequence, titles: Sequence[str] | None = None, columns: int = 5, size: float = 1.7
) -> Figure:
    """Pictures in rows, each with its whole title below; `size` is inches a picture."""
    titles = [""] * len(images) if titles is None else [wrap(t, lines=None) for t in titles]
    lines = max([2, *(title.count("\n") + 1 for title in titles)])
    rows = -(-len(images) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(columns * size, rows * (size + 0.2 + 0.15 * lines)), squeeze=False
    )
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, titles, strict=False):
        ax.imshow(image)
        ax.text(0.5, -0.04, title, ha="center", va="top", transform=ax.transAxes, fontsize=9)
    return figure


def wrap(text: str, width: int = 22, lines: int | None = 2) -> str:
    """The text in at most `lines` lines of `width` characters, cut with an ellipsis; None: all."""
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder=" …"))


def search_results(
    query: str, images: Sequence, captions: Sequence[str], scores: Sequence[float]
) -> Figure:
    """What a search found, best first, each picture with its caption and its cosine."""
    titles = [f"{wrap(c)}\n{s:.2f}" for c, s in zip(captions, scores, strict=True)]
    figure = picture_grid(images, columns=len(images))
    for ax, title in zip(figure.axes, titles, strict=True):
        ax.set_title(title, fontsize=9)
    figure.suptitle(query, fontsize=12)
    return figure


def plane(vectors: np.ndarray) -> np.ndarray:
    """The two directions in which the vectors differ most (PCA), as (n, 2) coordinates."""
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    # A direction's sign is arbitrary: its largest part is made positive, on every machine alike.
    largest = np.abs(directions[:2]).argmax(axis=1)
    signs = np.sign(directions[[0, 1], largest])
    return centred @ (directions[:2] * signs[:, None]).T


def pin_picture(ax: Axes, image, xy: np.ndarray, zoom: float = 0.25) -> None:
    """A thumbnail whose centre lies at `xy` in the axes' own units; its white ground is clear."""
    pixels = np.asarray(image.convert("RGBA")).copy()
    pixels[(pixels[..., :3] > 245).all(axis=-1), 3] = 0
    box = OffsetImage(pixels, zoom=zoom)
    ax.add_artist(AnnotationBbox(box, xy, frameon=False, pad=0))


def space_map(
    images: Sequence, captions: Sequence[str], image_xy: np.ndarray, text_xy: np.ndarray
) -> Figure:
    """Pictures and captions as pins in one plane, each matching pair joined by a line."""
    figure, ax = plt.subplots(figsize=(9, 6.5))
    for a, b in zip(image_xy, text_xy, strict=True):
        ax.plot(*zip(a, b, strict=True), color="#999999", linewidth=1, zorder=1)
    for image, xy in zip(images, image_xy, strict=True):
        pin_picture(ax, image, xy, zoom=0.22)
    ax.scatter(*text_xy.T, color=VERMILION, s=18, zorder=5)
    # From top to bottom the labels stand right and left of their points in turn: fewer overlap.
    for place, i in enumerate(np.argsort(-text_xy[:, 1])):
        side = {"xytext": (5, 2)} if place % 2 == 0 else {"xytext": (-5, 2), "ha": "right"}
        label = ax.annotate(captions[i], text_xy[i], textcoords="offset points", **side)
        label.set(fontsize=9, zorder=4, path_effects=[withStroke(linewidth=3, foreground="white")])
    ax.scatter(*image_xy.T, alpha=0)
    ax.set(xlabel="first principal direction", ylabel="second principal direction")
    ax.margins(0.12)
    return figure


def on_globe(vectors: np.ndarray) -> np.ndarray:
    """The three directions in which vectors (n, d) differ most, pushed onto a globe: (n, 3).

    The first of them faces the reader, as the third coordinate. Two vectors that lie apart can
    meet on the globe: it is a shadow, to look at and not to measure.

    >>> on_globe(np.diag([3.0, 2.0, 1.0, 1.0])).shape
    (4, 3)
    """
    centred = vectors - vectors.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][[1, 2, 0]].T
    # A direction's sign is arbitrary: its largest part is made positive, on every machine alike.
    directions *= np.sign(directions[np.abs(directions).argmax(axis=0), range(3)])
    shadow = centred @ directions
    return shadow / np.linalg.norm(shadow, axis=1, keepdims=True)


def draw_globe(
    ax: Axes,
    points: np.ndarray,
    centres: np.ndarray,
    shaded: Sequence[int],
    star: np.ndarray,
    nearest: Sequence[int],
) -> None:
    """The front of a globe in cells, the shaded ones blue, with the points that face the reader.

    points (n, 3) are dots, blue where their cell is shaded: a point is in the cell of that one of
    centres (m, 3) with which it has the largest inner product. star (3,) is a query; rings mark the
    rows in nearest.
    """
    x, y = np.meshgrid(np.linspace(-1.01, 1.01, 404), np.linspace(-1.01, 1.01, 404))
    outside = x**2 + y**2 > 1
    front = np.stack([x, y, np.sqrt(np.where(outside, 0, 1 - x**2 - y**2))], axis=-1)
    cell = (front @ centres.T).argmax(axis=-1)
    colours = np.where(np.isin(cell, shaded)[..., None], [0.78, 0.89, 1.0], [1.0, 1.0, 1.0])
    colours[(cell != np.roll(cell, 1, 0)) | (cell != np.roll(cell, 1, 1))] = 0.4
    colours[outside] = 1
    ax.imshow(colours, extent=(-1.01, 1.01, -1.01, 1.01), origin="lower")
    ax.add_patch(plt.Circle((0, 0), 1, fill=False, edgecolor="black"))
    ax.axis("off")
    seen = points[points[:, 2] > 0.1]  # the half that faces the reader, but for its rim
    looked = np.isin((seen @ centres.T).argmax(axis=-1), shaded)
    ax.scatter(*seen[:, :2].T, s=5, color=np.where(looked, BLUE, "#999999"))
    rings = {"facecolor": "none", "edgecolor": VERMILION, "linewidth": 1.5, "zorder": 5}
    ax.scatter(*points[nearest, :2].T, s=60, **rings)
    ax.plot(*star[:2], "*", markersize=15, color=VERMILION, markeredgecolor="white", zorder=6)


def draw_walk(points: np.ndarray, graph, star: np.ndarray) -> Figure:
    """The layers of a graph on a globe, from the top down, with the greedy walk to a query.

    points (n, 3); graph is a `course_utils.retrieval.structure.Graph`; star (3,) is the query. The
    last panel shows the end of the walk in the lowest layer larger.
    """
    drawn = [layer for layer, links in enumerate(graph.links) if len(links)][::-1]
    figure, axes = plt.subplots(1, len(drawn) + 1, figsize=(2.3 * (len(drawn) + 1), 2.7))
    path = [graph.entry]
    for ax, layer in zip(axes, [*drawn, 0], strict=True):
        links = graph.links[layer]
        path = _greedy(points, links, path[-1] if ax is not axes[-1] else path[0], star)
        front = links[(points[links, 2] > 0).all(axis=1)]
        ax.add_collection(LineCollection(points[front][:, :, :2], color="#bbbbbb", linewidth=0.4))
        ax.scatter(*points[np.unique(front), :2].T, s=4, color=BLUE)
        ax.plot(*points[path, :2].T, "o-", markersize=4, color=VERMILION, linewidth=2)
        ax.plot(*star[:2], "*", markersize=13, color=VERMILION, markeredgecolor="white", zorder=5)
        ax.add_patch(plt.Circle((0, 0), 1, fill=False, edgecolor="black"))
        ax.set_title(f"layer {layer}: {(graph.top >= layer).sum()} points", fontsize=9)
        ax.set_aspect("equal")
        ax.axis("off")
    reach = 1.3 * np.abs(points[path, :2] - star[:2]).max() + 0.02
    axes[-1].axis((star[0] - reach, star[0] + reach, star[1] - reach, star[1] + reach))
    axes[-1].set_title("layer 0, near the star", fontsize=9)
    return figure


def _greedy(points: np.ndarray, links: np.ndarray, here: int, star: np.ndarray) -> list[int]:
    path = [here]
    while True:
        near = np.append(path[-1], links[links[:, 0] == path[-1], 1])
        best = near[np.argmax(points[near] @ star)]
        if best == path[-1]:
            return path
        path.append(best)


def draw_codebook(ax: Axes, pieces: np.ndarray, entries: np.ndarray) -> None:
    """Pieces (n, 2) as dots, and the entries (m, 2) of their codebook, each in its region."""
    reach = 1.1 * np.abs(np.concatenate([pieces, entries])).max()
    x, y = np.meshgrid(np.linspace(-reach, reach, 300), np.linspace(-reach, reach, 300))
    apart = np.stack([x, y], axis=-1)[..., None, :] - entries
    entry = np.square(apart).sum(axis=-1).argmin(axis=-1)
    ax.scatter(*pieces.T, s=1, color=BLUE, alpha=0.4)
    levels = np.arange(0.5, len(entries))
    ax.contour(x, y, entry, levels=levels, colors="#888888", linewidths=0.6)
    ax.plot(*entries.T, "D", color=VERMILION, markersize=6, markeredgecolor="white")
    ax.set(aspect="equal")


def nearest_pictures(asked: Sequence, found: dict[str, Sequence[Sequence]]) -> Figure:
    """A row for each picture asked with, then the pictures that each way of searching found."""
    gap = 0.3
    widths = [1.0]
    for rows in found.values():
        widths += [gap] + [1.0] * len(rows[0])
    figure, axes = plt.subplots(len(asked), len(widths), figsize=(9.5, 3.2), width_ratios=widths)
    for ax in axes.flat:
        ax.axis("off")
    for i, picture in enumerate(asked):
        cells = [picture, *(cell for rows in found.values() for cell in (None, *rows[i]))]
        for ax, cell in zip(axes[i], cells, strict=True):
            if cell is not None:
                ax.imshow(cell)
    axes[0, 0].set_title("asked with", fontsize=10, loc="left")
    place = 2
    for title, rows in found.items():
        axes[0, place].set_title(title, fontsize=10, loc="left")
        place += 1 + len(rows[0])
    return figure


def two_arrows(turn_a: float, stretch_a: float, turn_b: float, stretch_b: float) -> Figure:
    """Two vectors in a plane by angle (degrees) and length; the title takes their product apart."""
    turns = np.radians([turn_a, turn_b])
    unit = np.column_stack([np.cos(turns), np.sin(turns)])
    a, b = np.array([[stretch_a], [stretch_b]]) * unit
    dot, lengths = a @ b, np.linalg.norm([a, b], axis=1)
    cosine = dot / lengths.prod()

    figure, ax = plt.subplots(figsize=(4.2, 4.4))
    ax.add_patch(plt.Circle((0, 0), 1, fill=False, linestyle=":", edgecolor="grey"))
    ax.plot(*zip(b, dot / (a @ a) * a, strict=True), "--", color="grey")  # the shadow of b on a
    for v, name, colour in ((a, "a", BLUE), (b, "b", VERMILION)):
        ax.annotate("", v, (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2.5})
        ax.text(*(v + 0.12 * v / np.linalg.norm(v)), name, color=colour, ha="center", va="center")
    ax.set(xlim=(-2.3, 2.3), ylim=(-2.3, 2.3), aspect="equal", xlabel="first number")
    ax.set_ylabel("second number")
    product = f"|a| {lengths[0]:.2f} times |b| {lengths[1]:.2f} times cosine {cosine:.2f}"
    ax.set_title(f"a · b = {dot:.2f} = {product}", fontsize=10)
    return figure


def curves_over_dimensions(dimensions: Sequence[int], curves: dict[str, Sequence[float]]) -> Figure:
    """R@10 in percent against the numbers kept of each vector, a curve for each way to cut."""
    figure, ax = plt.subplots(figsize=(7.5, 4))
    marks = ("o:", "x--", "s-", "v-", "^-", "D-", "P-", "*-")
    for (name, curve), mark, colour in zip(curves.items(), marks, PALETTE, strict=False):
        ax.plot(dimensions, curve, mark, color=colour, label=name)
    ax.set_xscale("log", base=2)
    ax.set_xticks(dimensions, [f"{d}\n{4 * d} B" for d in dimensions])
    ax.set(xlabel="numbers kept, and bytes a vector", ylabel="R@10 (%)")
    ax.set_ylim(bottom=0)
    ax.legend()
    return figure


def draw_intervals(
    ax: Axes,
    names: Sequence[str],
    means: Sequence[float],
    intervals: Sequence[tuple[float, float]],
    colour: str = BLUE,
    shift: float = 0.0,
    label: str | None = None,
) -> None:
    """A row for each name, the first on top: its interval as a bar, its mean as a dot.

    A second call with another colour and a shift (rows are 1 apart, down is positive) sets a second
    bar beside each; label is for the legend.
    """
    rows = np.arange(len(names)) + shift
    low, high = np.transpose(intervals)
    ax.hlines(rows, low, high, color=colour, linewidth=4, label=label)
    ax.plot(means, rows, "o", color=BLACK)
    ax.set_yticks(range(len(names)), list(names))
    ax.set_ylim(len(names) - 0.5, -0.5)


def score_tables(tables: dict, images: Sequence, names: Sequence[str]) -> Figure:
    """Tables of pictures (rows) against captions (columns), each value written in its field."""
    figure, axes = plt.subplots(1, len(tables), figsize=(10.5, 4.6))
    for ax, (title, table) in zip(axes, tables.items(), strict=True):
        ax.imshow(table, vmin=-0.2, vmax=1)
        for i, image in enumerate(images):
            pin_picture(ax, image, (-1.15, i), zoom=0.19)
            for j, value in enumerate(table[i]):
                colour = "black" if value > 0.5 else "white"
                ax.text(j, i, f"{value:z.2f}", ha="center", va="center", color=colour)
        ax.set_xticks(range(len(names)), names, rotation=30)
        ax.set(xlim=(-1.8, len(names) - 0.5), yticks=[], title=title)
        ax.grid(False)
    return figure


def believe_and_push(probabilities: np.ndarray, own: int, captions: Sequence[str]) -> Figure:
    """Left, the likeliest captions of one picture; right, how the push spreads over negatives."""
    p = np.asarray(probabilities, dtype=np.float64)
    likeliest = np.argsort(-p, kind="stable")[:8]
    bits = -(p * np.log2(p.clip(min=1e-30))).sum()

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    left.barh(range(8), p[likeliest], color=[BLUE if j == own else ORANGE for j in likeliest])
    left.set_yticks(range(8), [captions[j][:20] for j in likeliest])
    left.set(xlim=(0, 1), ylim=(7.6, -0.6), xlabel="probability")
    left.set_title(f"entropy {bits:.1f} of {np.log2(len(p)):.1f} bits", fontsize=11)
    negatives = np.sort(np.delete(p, own))[::-1]
    right.plot(range(1, len(p)), 100 * negatives.cumsum() / negatives.sum(), color=ORANGE)
    right.set(xscale="log", ylim=(0, 104), xlabel="so many hardest negatives …")
    right.set_xticks(ticks := [1, 3, 10, 30, 100, 313], ticks)
    right.set_ylabel("… get this much of the push (%)")
    right.set_title(f"the whole push: {negatives.sum():.2g} of 1", fontsize=11)
    return figure


def draw_world(ax: Axes, places, thumbnails: Sequence, title: str) -> None:
    """Pictures and captions on a circle: places (2, n, 2), each pair joined by a line."""
    rings = np.asarray(places) * [[[1.15]], [[0.85]]]  # two rings, so that both are seen
    ax.add_patch(plt.Circle((0, 0), 1, fill=False, linestyle=":", edgecolor="grey"))
    for a, b, thumbnail, colour in zip(*rings, thumbnails, PALETTE, strict=True):
        ax.plot(*zip(a, b, strict=True), color=colour, linewidth=1.5)
        ax.plot(*b, "o", color=colour)
        pin_picture(ax, thumbnail, a, zoom=0.13)
    ax.set(xlim=(-1.4, 1.4), ylim=(-1.4, 1.4), aspect="equal")
    ax.axis("off")
    ax.set_title(title, fontsize=10)


def temperature_courses(courses: dict[float, Sequence[float]], notes: Sequence[str]) -> Figure:
    """A learned temperature against the step, a curve for each start, with a note at its end."""
    figure, ax = plt.subplots(figsize=(6.5, 3.4))
    for course, note, colour in zip(courses.values(), notes, PALETTE, strict=False):
        ax.plot(course, color=colour)
        ax.annotate(note, (len(course), course[-1]), (4, -4), textcoords="offset points")
    longest = max(map(len, courses.values()))
    ax.text(0.02 * longest, 0.0108, "the clamp: a scale of 100", color="grey", fontsize=9)
    ax.set(yscale="log", xlabel="step", ylabel="temperature", xlim=(0, 1.2 * longest))
    ax.set_yticks([1, 0.3, 0.1, 0.03, 0.01], ["1", "0.3", "0.1", "0.03", "0.01"])
    return figure


def recall_panels(panels: dict[str, dict], label: str = "R@1 (%), with 95 % intervals") -> Figure:
    """Panels side by side: for each name, {x: (recall, low, high)} as a curve with intervals.

    A panel's title ends with what x counts, after a line break: "equal steps\\npairs in a batch".
    """
    figure, axes = plt.subplots(1, len(panels), figsize=(11.5, 3.9), sharey=True)
    axes[0].set_ylabel(label)
    for ax, (title, curves) in zip(axes, panels.items(), strict=True):
        for k, (name, curve) in enumerate(curves.items()):
            at = np.array(list(curve)) * 1.06 ** (k - 1.5)  # side by side, so that intervals show
            r, low, high = np.array(list(curve.values())).T
            ax.errorbar(at, r, [r - low, high - r], fmt="o-", capsize=2, label=name)
        ticks = sorted({x for curve in curves.values() for x in curve})
        ax.set_xscale("log", base=2)
        ax.set_xticks(ticks, ticks)
        heading, x_label = title.split("\n")
        ax.set(xlabel=x_label, title=heading, ylim=(0, 64))
        ax.legend(loc="upper left", ncols=2, fontsize=9)
    return figure
