"""Figures of lesson 08: sounds over time, films and their scripts, pictures that move."""

import base64
import html
import io
from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import HTML
from matplotlib.figure import Figure
from PIL import Image

from course_utils.modalities import Span, write_clip
from course_utils.plotting import BLACK, PALETTE, picture_grid, wrap


def over_time(panels: Mapping[str, np.ndarray], seconds: float, rows: str) -> Figure:
    """Maps (rows, columns) side by side, each from its lowest value (dark) to its highest.

    The first row is at the bottom; the columns stand for `seconds` in all.
    """
    figure, axes = plt.subplots(1, len(panels), figsize=(4.6 * len(panels), 2.6), squeeze=False)
    for ax, (name, values) in zip(axes[0], panels.items(), strict=True):
        ax.imshow(values, origin="lower", aspect="auto", extent=(0, seconds, 0, len(values)))
        ax.set(title=name, xlabel="seconds", ylabel=rows)
        ax.grid(False)
    figure.tight_layout()
    return figure


def script_bars(
    frames: Sequence, ways: Mapping[str, Sequence[Span]], script: Sequence[str], fps: int
) -> Figure:
    """A strip of frames, and below it, for each way of cutting, which sentence has which part."""
    figure, (strip, bars) = plt.subplots(
        2, 1, figsize=(9.5, 3.6), gridspec_kw={"height_ratios": [2, 3]}
    )
    shown = [frames[i] for i in np.linspace(0, len(frames) - 1, 10).astype(int)]
    strip.imshow(np.concatenate([np.asarray(frame) for frame in shown], axis=1))
    strip.axis("off")
    for row, spans in enumerate(ways.values()):
        for number, (start, end) in enumerate(spans):
            style = {"color": PALETTE[number % 6], "edgecolor": "white"}
            bars.barh(row, (end - start) / fps, left=start / fps, **style)
            middle = (start + end) / 2 / fps
            if (end - start) / fps > 0.4:  # a shorter part has no room for its number
                bars.text(
                    middle, row, number + 1, ha="center", va="center", color=BLACK, fontsize=9
                )
    bars.set_yticks(range(len(ways)), list(ways))
    bars.invert_yaxis()
    bars.grid(False)
    said = " · ".join(f"{number} {text}" for number, text in enumerate(script, 1))
    bars.set_xlabel(f"seconds\n{wrap(said, 90, 2)}")
    figure.tight_layout()
    return figure


def middle_frames(frames: Sequence, cuts: Sequence[Span], fps: int) -> Figure:
    """The middle frame of each shot, eight at most, with the seconds it begins and ends."""
    middles = [frames[(start + end) // 2] for start, end in cuts[:8]]
    times = [f"{start / fps:.1f} to {end / fps:.1f} s" for start, end in cuts[:8]]
    return picture_grid(middles, times)


def moving(frames: Sequence[Image.Image], fps: int, alt: str, width: int = 160) -> HTML:
    """Frames as an animation, with its alternative text, inside the page itself."""
    size = (width, round(width * frames[0].height / frames[0].width))
    file = io.BytesIO()
    write_clip(file, [frame.resize(size, Image.Resampling.NEAREST) for frame in frames], fps)
    data = base64.b64encode(file.getvalue()).decode()
    said = html.escape(alt)
    return HTML(
        f'<figure><img alt="{said}" src="data:image/webp;base64,{data}">'
        f"<figcaption>{said}</figcaption></figure>"
    )
