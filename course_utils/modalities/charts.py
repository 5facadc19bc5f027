"""Charts drawn with Pillow, and captions that say what they show."""

from itertools import product
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

COLOURS = {
    "red": "#dd2222",
    "green": "#22aa44",
    "blue": "#2255dd",
    "orange": "#ff8800",
    "purple": "#8833bb",
    "black": "#222222",
}
KINDS = ("bar chart", "line chart", "scatter plot", "area chart")
TRENDS = {
    "that rises": lambda u: u,
    "that falls": lambda u: 1 - u,
    "with a peak in the middle": lambda u: 1 - np.abs(2 * u - 1),
    "with a dip in the middle": lambda u: np.abs(2 * u - 1),
    "that stays flat": lambda u: np.full_like(u, 0.5),
}
WORDINGS = (
    "A {colour} {kind} {trend}.",
    "The {colour} {kind} shows a value {trend}.",
    "{kind}, {colour}, {trend}",
)


class Chart(NamedTuple):
    """What a chart shows; one of 120 combinations."""

    kind: str
    colour: str
    trend: str

    def caption(self, wording: int = 0) -> str:
        """Said in one of three ways.

        >>> Chart("bar chart", "red", "that rises").caption()
        'A red bar chart that rises.'
        """
        said = WORDINGS[wording % len(WORDINGS)].format(**self._asdict())
        return said.replace("A orange", "An orange")


def all_charts() -> list[Chart]:
    """Every kind in every colour with every trend."""
    return [Chart(*parts) for parts in product(KINDS, COLOURS, TRENDS)]


def draw_chart(chart: Chart, rng: np.random.Generator) -> Image.Image:
    """224 x 224 pixels, with noise on the values; no letters, so nothing can be read off."""
    picture = Image.new("RGB", (224, 224), "white")
    draw = ImageDraw.Draw(picture)
    n, colour = int(rng.integers(6, 12)), COLOURS[chart.colour]
    u = np.linspace(0, 1, n)
    value = np.clip(TRENDS[chart.trend](u) * 0.75 + 0.12 + rng.normal(0, 0.05, n), 0.03, 1)
    draw.line((24, 10, 24, 200), fill="#555555", width=2)
    draw.line((24, 200, 216, 200), fill="#555555", width=2)
    x, y = 34 + 170 * u, 200 - 180 * value
    if chart.kind == "bar chart":
        for left, top in zip(x, y, strict=True):
            draw.rectangle((left - 60 / n, top, left + 60 / n, 200), fill=colour)
    elif chart.kind == "line chart":
        draw.line(list(zip(x, y, strict=True)), fill=colour, width=int(rng.integers(3, 6)))
    elif chart.kind == "area chart":
        draw.polygon([(x[0], 200), *zip(x, y, strict=True), (x[-1], 200)], fill=colour)
    else:
        for _ in range(4):
            dots = x + rng.normal(0, 6, n), np.clip(y + rng.normal(0, 8, n), 8, 198)
            for a, b in zip(*dots, strict=True):
                draw.ellipse((a - 4, b - 4, a + 4, b + 4), fill=colour)
    return picture
