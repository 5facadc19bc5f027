"""What takes too long to make in a lesson: what the image tower sees in 2,800 made pictures.

Each picture follows from its set's seed and its row, so that any of them can be made again.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from course_utils._features import read_features
from course_utils.datasets import Pairs, load_pairs
from course_utils.modalities.alignment import Span
from course_utils.modalities.charts import Chart, all_charts, draw_chart
from course_utils.modalities.pictures import cut_out, sketch, tinted
from course_utils.modalities.video import FPS, draw_clip

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "modalities"
SEEDS = {"charts": 2026, "sketches": 2027, "clips": 2028}
TINTS = {
    "red": (215, 30, 35),
    "yellow": (240, 205, 20),
    "green": (35, 150, 60),
    "blue": (40, 85, 215),
    "purple": (130, 50, 185),
    "pink": (240, 120, 180),
}
STEP = 2  # of a clip every second frame is looked at
PER_SECOND = FPS // STEP


def picture_rng(name: str, row: int) -> np.random.Generator:
    """The generator that a stored picture was made with."""
    return np.random.default_rng([SEEDS[name], row])


@cache
def arrays(name: str) -> dict[str, np.ndarray]:
    """What a file of the folder holds, rows of eight bits as float32."""
    return read_features(FOLDER / f"{name}.npz")


@dataclass(frozen=True)
class Charts:
    """Charts and their captions: 90 combinations of kind, colour and trend three times each.

    30 further combinations are for the test, once each. charts and captions are lists of n;
    train (n,) bool; image_features (n, 1280) float32.
    """

    charts: list[Chart]
    captions: list[str]
    train: np.ndarray
    image_features: np.ndarray

    def picture(self, row: int) -> Image.Image:
        """The chart, drawn again."""
        return draw_chart(self.charts[row], picture_rng("charts", row))


@cache
def load_charts() -> Charts:
    """The stored charts."""
    stored, known = arrays("charts"), all_charts()
    charts = [known[i] for i in stored["chart"]]
    captions = [
        chart.caption(row if train else 0)
        for row, (chart, train) in enumerate(zip(charts, stored["train"], strict=True))
    ]
    return Charts(charts, captions, stored["train"], stored["image"])


@dataclass(frozen=True)
class Sketches:
    """Sketches of pictures: row i is one of picture `rows[i]` of `pairs`.

    image_features (n, 1280) float32 are the sketches'; the pictures' are those of `pairs`.
    """

    pairs: Pairs
    image_features: np.ndarray
    first: int

    def __len__(self) -> int:
        return len(self.pairs)

    def picture(self, row: int) -> Image.Image:
        """The sketch, drawn again."""
        return sketch(self.pairs.images[row], picture_rng("sketches", self.first + row))


@cache
def load_sketches(name: str) -> Sketches:
    """Sketches of 450 "emoji", to train on, or of "photos", one a concept, to search.

    ValueError for another name.
    """
    if name not in ("emoji", "photos"):
        raise ValueError(f"name must be 'emoji' or 'photos', but is {name!r}")
    stored, pairs = arrays("sketches"), load_pairs(name)
    first = 0 if name == "emoji" else len(stored["emoji_rows"])
    return Sketches(pairs.select(stored[f"{name}_rows"]), stored[name], first)


@dataclass(frozen=True)
class Clip:
    """A clip of five scenes, seen by the model four times a second.

    things: the five photographs; vectors (frames, 384) float32, unit rows; scenes (frames,): the
    number of the scene; number: the clip's own, which its drawing follows from.
    """

    things: Pairs
    vectors: np.ndarray
    scenes: np.ndarray
    number: int

    @property
    def script(self) -> list[str]:
        """A sentence for each scene, in order."""
        return list(self.things.captions)

    @property
    def spans(self) -> list[Span]:
        """The frames of each scene."""
        ends = np.flatnonzero(np.diff(self.scenes)) + 1
        edges = [0, *ends.tolist(), len(self.scenes)]
        return [Span(*ends) for ends in pairwise(edges)]

    def as_activitynet(self) -> dict:
        """The clip in the layout of ActivityNet Captions, times in seconds."""
        return {
            "duration": len(self.scenes) / PER_SECOND,
            "timestamps": [[part.start / PER_SECOND, part.end / PER_SECOND] for part in self.spans],
            "sentences": self.script,
        }

    def frames(self) -> list[Image.Image]:
        """The clip drawn again, before it is written to a file: 8 frames a second."""
        return draw_clip(
            [cut_out(picture) for picture in self.things.images],
            picture_rng("clips", self.number),
        )[0]


@cache
def load_clips() -> list[Clip]:
    """The stored clips: the first ten to choose on, the others to report on."""
    stored, photos = arrays("clips"), load_pairs("photos")
    vectors = stored["frames"] / np.linalg.norm(stored["frames"], axis=1, keepdims=True)
    parts = np.cumsum(stored["lengths"])[:-1]
    return [
        Clip(photos.select(rows), *of_clip, number)
        for number, (rows, *of_clip) in enumerate(
            zip(
                stored["rows"],
                np.split(vectors, parts),
                np.split(stored["scenes"], parts),
                strict=True,
            )
        )
    ]


@dataclass(frozen=True)
class Tinted:
    """Photographs, each in six colours: vectors (n, 6, 384) float32, unit rows."""

    pairs: Pairs
    colours: tuple[str, ...]
    vectors: np.ndarray

    def picture(self, row: int, colour: str) -> Image.Image:
        """The photograph in that colour, made again."""
        return tinted(self.pairs.images[row], TINTS[colour])


@cache
def load_tinted() -> Tinted:
    """The stored photographs in six colours, as many of each half of the photographs."""
    stored = arrays("tinted")
    vectors = stored["vectors"] / np.linalg.norm(stored["vectors"], axis=1, keepdims=True)
    pairs = load_pairs("photos").select(stored["rows"])
    return Tinted(pairs, tuple(TINTS), vectors.reshape(len(pairs), len(TINTS), -1))
