"""The built-in pairs: pictures with captions, read from Parquet, decoded when looked at."""

import operator
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from textwrap import wrap

import numpy as np
from PIL import Image

from ._arrays import as_array
from ._halves import HALVES, halves
from ._stored_pairs import Images, StoredPairs

NAMES = ("photos", "emoji", "clipart")
PARTS = ("train", "validation", "test")


@dataclass(frozen=True)
class Pair:
    """One picture with its caption; `image` decodes it."""

    id: str
    caption: str
    concept: str
    label: str
    keywords: tuple[str, ...]
    kind: str
    style: str
    source: str
    license: str
    split: str
    _stored: StoredPairs
    _row: int

    @property
    def image(self) -> Image.Image:
        return self._stored.picture(self._row)

    def __repr__(self) -> str:
        return f"Pair({self.caption!r}, {self.id})"


class Pairs:
    """Pictures with captions, one a row; every column is an array with that many entries.

    Texts come as NumPy arrays of str, so that masks and lists of rows work on them:
    `photos.select(photos.labels == "fruit")`, `photos.captions[[3, 5, 8]]`.
    """

    def __init__(self, stored: StoredPairs, rows: np.ndarray) -> None:
        self.name = stored.name
        self._stored, self._rows = stored, rows

    def _column(self, name: str) -> np.ndarray:
        values = self._stored.texts[name]
        column = np.empty(len(self), dtype=object)
        column[:] = [values[row] for row in self._rows]
        column.flags.writeable = False
        return column

    @cached_property
    def captions(self) -> np.ndarray:
        """What each picture shows, in English."""
        return self._column("caption")

    @cached_property
    def labels(self) -> np.ndarray:
        """Coarse class of each picture; empty where none of them is true."""
        return self._column("label")

    @cached_property
    def concepts(self) -> np.ndarray:
        """The plain name of what is shown, shared by several pictures."""
        return self._column("concept")

    @cached_property
    def taxonomy(self) -> np.ndarray:
        """Path of folders from general to special, as "animals/mammals/cats"."""
        return self._column("taxonomy")

    @cached_property
    def keywords(self) -> np.ndarray:
        """A tuple of words for each picture; photos have none."""
        column = np.empty(len(self), dtype=object)
        column[:] = [tuple(words) for words in self._column("keywords")]
        return column

    @cached_property
    def kinds(self) -> np.ndarray:
        """Sorted by eye: "photo" or "drawing"."""
        return self._column("kind")

    @cached_property
    def styles(self) -> np.ndarray:
        """Whose hand drew each picture: "noto", "twemoji" ..., "openclipart", "tuxpaint"."""
        return self._column("style")

    @cached_property
    def splits(self) -> np.ndarray:
        """Part of each picture: "train", "validation" or "test"."""
        return self._column("split")

    @cached_property
    def halves(self) -> np.ndarray:
        """Half of each photo: "choosing" or "reporting", whole concepts, each label in both.

        All photos are test data, and what is chosen on test data can't be reported on them. So
        choose (labels, a wording, a temperature, a threshold) on the first half, report on the
        other. The rule is fixed: rows keep their half in every selection. Raises ValueError for
        the other sets, which have a validation part for that.

        >>> photos = load_pairs("photos")
        >>> len(photos.split("choosing")), len(photos.split("reporting"))
        (327, 335)
        """
        if self.name != "photos":
            raise ValueError(
                f"halves: {self.name} have none; choose on their part 'validation', "
                "report on their part 'test'"
            )
        texts = self._stored.texts
        strata = [
            f"{kind} {label}" for kind, label in zip(texts["kind"], texts["label"], strict=True)
        ]
        column = halves(texts["concept"], strata)[self._rows]
        column.flags.writeable = False
        return column

    @cached_property
    def ids(self) -> np.ndarray:
        return self._column("id")

    @property
    def images(self) -> Images:
        """The pictures, RGB on white; each is decoded when indexed."""
        return Images(self._stored, self._rows)

    @cached_property
    def image_features(self) -> np.ndarray:
        """The pocket model's image tower on each picture, before its head: (n, 1280) float32."""
        return self._stored.features["image"][self._rows].astype(np.float32, copy=False)

    @cached_property
    def text_features(self) -> np.ndarray:
        """The pocket model's text tower on each caption, before its head: (n, 384) float32."""
        return self._stored.features["text"][self._rows].astype(np.float32, copy=False)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that captions exist in; English first."""
        spoken = {code for row in self._translations() for code in row}
        return "en", *sorted(spoken)

    def _translations(self) -> list[dict[str, str]]:
        stored = self._stored.texts.get("captions")
        return [dict(stored[row]) for row in self._rows] if stored else [{}] * len(self)

    def captions_in(self, language: str) -> np.ndarray:
        """Captions in a language by its code, None where a picture has none in it.

        Raises ValueError for a language that no picture of these has a caption in.
        """
        language = language if isinstance(language, str) else repr(language)
        if language == "en":
            return self.captions
        if language not in self.languages:
            raise ValueError(
                f"language: no captions in {language!r} among these {self.name}; "
                f"there is {', '.join(self.languages)}"
            )
        column = np.empty(len(self), dtype=object)
        column[:] = [texts.get(language) for texts in self._translations()]
        return column

    def split(self, part: str) -> "Pairs":
        """The pairs of "train", "validation" or "test"; of photos also "choosing", "reporting".

        Raises ValueError where there are none.
        """
        part = part if isinstance(part, str) else repr(part)
        chosen = (self.halves if part in HALVES else self.splits) == part
        if not chosen.any():
            parts = " and ".join(repr(p) for p in PARTS if p in self.splits) or "none"
            raise ValueError(f"part: no {part!r} among these {self.name}; there is {parts}")
        return self.select(chosen)

    def select(self, which: Sequence[int] | Sequence[bool] | np.ndarray) -> "Pairs":
        """The pairs at some rows, in that order, or those where a mask is true.

        Raises ValueError for a mask of another length, and for rows that are not there.
        """
        which = as_array("which", which)
        if which.size == 0 and which.dtype != bool:
            which = which.astype(int)
        if which.dtype == bool:
            if which.shape != (len(self),):
                raise ValueError(f"which: a mask of shape {which.shape}; give ({len(self)},)")
            which = np.flatnonzero(which)
        if which.ndim != 1 or which.dtype.kind not in "iu":
            raise ValueError("which: give a list of row numbers, or a mask of True and False")
        if len(which) and not (which.min() >= -len(self) and which.max() < len(self)):
            raise ValueError(f"which: rows outside 0 to {len(self) - 1}")
        return Pairs(self._stored, self._rows[which])

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self.select(np.arange(len(self))[index])
        if isinstance(index, list | range) or getattr(index, "ndim", 0):
            return self.select(index)
        row = int(self._rows[operator.index(index)])
        texts = self._stored.texts
        fields = (
            "id",
            "caption",
            "concept",
            "label",
            "kind",
            "style",
            "source",
            "license",
            "split",
        )
        values = {field: texts[field][row] for field in fields}
        return Pair(
            **values, keywords=tuple(texts["keywords"][row]), _stored=self._stored, _row=row
        )

    def __iter__(self) -> Iterator[Pair]:
        return (self[i] for i in range(len(self)))

    def __repr__(self) -> str:
        lines = [f"{len(self):,} pairs of {self.name!r}, {len(set(self.concepts)):,} concepts"]
        for title in ("splits", "kinds", "styles", "labels"):
            counts = Counter(value for value in getattr(self, title) if value)
            shown = [f"{value} {n:,}" for value, n in counts.most_common(8)]
            more = [f"and {len(counts) - 8} more"] if len(counts) > 8 else []
            lines.append(f"  {title:9} {', '.join(shown + more)}")
        lines.append(f"  languages {len(self.languages)}")
        return "\n".join(lines)

    def show(self, n: int = 12, language: str = "en", columns: int = 6) -> None:
        """Draw the first n pictures with their captions.

        Where no font of Matplotlib has a caption's letters, pictures are numbered and the captions
        printed below them.
        """
        import matplotlib.pyplot as plt

        pairs = self[:n]
        captions = [caption or "(no caption)" for caption in pairs.captions_in(language)]
        if not captions:
            print(f"no pairs of {self.name!r} to show")
            return
        missing = _missing_letters("".join(captions))
        rows = -(-len(captions) // columns)
        _, axes = plt.subplots(
            rows, columns, figsize=(1.7 * columns, 2.2 * rows), squeeze=False, layout="constrained"
        )
        for number, axis in enumerate(axes.flat):
            axis.axis("off")
            if number < len(captions):
                axis.imshow(pairs.images[number])
                text = str(number) if missing else "\n".join(wrap(captions[number], 20)[:3])
                axis.set_title(text, fontsize=9)
        plt.show()
        if missing:
            print(f"Matplotlib has no font with {' '.join(sorted(missing)[:5])} ...; the captions:")
            print("\n".join(f"{number:3}  {caption}" for number, caption in enumerate(captions)))


def _missing_letters(text: str) -> set[str]:
    from matplotlib import font_manager as fonts

    families = fonts.FontProperties().get_family()
    paths = [fonts.findfont(fonts.FontProperties(family=[family])) for family in families]
    known = {code for path in paths for code in fonts.get_font(path).get_charmap()}
    return {letter for letter in text if ord(letter) not in known and not letter.isspace()}


def load_pairs(name: str) -> Pairs:
    """A built-in set: "photos", "emoji" or "clipart".

    photos: cut-out photographs and drawings, captioned in many languages, all of them test data.
    emoji: the same concepts drawn by several artists. clipart: drawings with a title.
    Raises ValueError for another name.

    >>> load_pairs("photos").split("test")[0].caption
    'A frog'
    """
    if not isinstance(name, str) or name not in NAMES:
        raise ValueError(f"name: no set {name!r}; the sets are 'photos', 'emoji' and 'clipart'")
    return _load(str(name))


@cache
def _load(name: str) -> Pairs:
    stored = StoredPairs(name)
    return Pairs(stored, np.arange(len(stored.texts["caption"])))
