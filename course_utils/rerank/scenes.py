"""The stored scenes of lesson 07: a bank to train on, two galleries to search in."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from PIL import Image

from course_utils.datasets import Pairs, load_pairs
from course_utils.rerank.drawing import draw_scene
from course_utils.rerank.sides import Space

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "scenes"
CONCRETE = ("animal or plant", "food or drink", "object", "travel or place", "activity")
# Groups of emoji whose pictures are signs, skies or places rather than things to put beside others.
NO_THINGS = ("sky-weather", "time", "mail", "place-map", "event", "book-paper", "award", "sound")
NO_THINGS += ("transport-sign", "money", "household-sign")
# Names that say too little of what is drawn, judged by eye before anything was trained.
UNCLEAR = "microbe dna construction link joker mate landslide cooking performing cityscape hamsa"
UNCLEAR += " kaaba memo custard dango clamp knot pager fly unlocked wedding wood rosette tennis"
UNCLEAR = frozenset((UNCLEAR + " badminton sunrise sunset station").split())
# One says "soap", not "a soap".
UNCOUNTED = "bacon bread butter ice luggage sake salt soap spaghetti sushi yarn coral"
UNCOUNTED = frozenset(UNCOUNTED.split())


def simple_drawings(emoji: Pairs) -> np.ndarray:
    """Rows of emoji that show one thing with a name of one word."""
    one_word = [name.isascii() and name.isalpha() for name in emoji.captions]
    group = [not any(part in path for part in NO_THINGS) for path in emoji.taxonomy]
    clear = ~np.isin(emoji.captions.astype(str), list(UNCLEAR))
    thing = np.isin(emoji.labels.astype(str), CONCRETE)
    return np.flatnonzero(thing & clear & np.array(one_word) & np.array(group))


def simple_photos(photos: Pairs) -> np.ndarray:
    """Rows of photographs whose caption is "a" or "an" and one or two plain words."""
    first = [caption.lower().startswith(("a ", "an ")) for caption in photos.captions]
    plain = [
        caption.isascii() and caption.replace(" ", "").isalpha() for caption in photos.captions
    ]
    short = [len(caption.split()) <= 3 for caption in photos.captions]
    return np.flatnonzero((photos.kinds == "photo") & np.all([first, plain, short], axis=0))


def article(name: str) -> str:
    """The name as one says it: "a zebra", "an axe", "skis"; captions of photographs as they are.

    >>> [article(name) for name in ("zebra", "axe", "unicorn", "skis", "soap", "A grey parrot")]
    ['a zebra', 'an axe', 'a unicorn', 'skis', 'soap', 'a grey parrot']
    """
    if name.lower().startswith(("a ", "an ")):
        return name[0].lower() + name[1:]
    plural = name.endswith("s") and not name.endswith(("ss", "us", "os"))
    if plural or name in UNCOUNTED:
        return name
    vowel = name[0] in "aeiou" and not name.startswith("uni")
    return f"{'an' if vowel else 'a'} {name}"


def quantized(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Vectors (..., dim) as int8 and one float16 scale each: their product is the vector again."""
    scale = (np.abs(vectors).max(axis=-1) / 127).clip(1e-6).astype(np.float16)
    whole = np.round(vectors / scale.astype(np.float32)[..., None])
    return whole.clip(-127, 127).astype(np.int8), scale


def restored(whole: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """The vectors behind what `quantized` gave, float32."""
    return whole.astype(np.float32) * scale.astype(np.float32)[..., None]


@dataclass(frozen=True)
class Scenes:
    """Scenes as 16 cells each, and how to draw them.

    cells (n, 16, 128) float32; rows (n, 4): the picture of each quadrant, -1 for none, as rows of
    `pairs`; boxes (n, 4, 3). Of a gallery also pooled (n, 384), one vector a scene as the model
    gives it, and places (n, 2): the quadrants of the first thing and of the second.
    """

    pairs: Pairs
    cells: np.ndarray
    rows: np.ndarray
    boxes: np.ndarray
    pooled: np.ndarray | None = None
    places: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def picture(self, scene: int) -> Image.Image:
        """The scene, drawn again: 256 x 256 pixels."""
        four = [None if row < 0 else self.pairs.images[row] for row in self.rows[scene]]
        return draw_scene(four, self.boxes[scene])

    @cached_property
    def names(self) -> np.ndarray:
        """What stands in each quadrant, "a zebra", or "" where nothing does: (n, 4) of str."""
        said = np.array([*map(article, self.pairs.captions), ""])
        return said[self.rows]


@cache
def load_scenes(name: str) -> Scenes:
    """The scenes of "bank" (training), "gallery" (an unseen artist's drawings) or "photos"."""
    if name not in ("bank", "gallery", "photos"):
        raise ValueError(f"name must be 'bank', 'gallery' or 'photos', but is {name!r}")
    stored = np.load(FOLDER / f"{name}.npz")
    pooled = restored(stored["pooled"], stored["pooled_scale"]) if "pooled" in stored else None
    return Scenes(
        load_pairs("photos" if name == "photos" else "emoji"),
        restored(stored["cells"], stored["scale"]),
        stored["rows"].astype(int),
        stored["boxes"].astype(int),
        pooled,
        stored["places"].astype(int) if "places" in stored else None,
    )


@cache
def load_space() -> Space:
    """The space of the stored cells, for texts and for scenes of your own."""
    stored = np.load(FOLDER / "bank.npz")
    return Space(*(stored[name].astype(np.float32) for name in Space.__dataclass_fields__))


def empty_cells() -> np.ndarray:
    """The cells of a scene with nothing in it: (16, 128)."""
    stored = np.load(FOLDER / "bank.npz")
    return restored(stored["empty_cells"], stored["empty_scale"])[0]
