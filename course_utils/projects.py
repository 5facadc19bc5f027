"""The projects' pictures: the course's own, or a folder of yours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from course_utils._halves import halves
from course_utils._paths import looked_up
from course_utils.clip import DualEncoder, pair_embeddings
from course_utils.datasets import load_pairs
from course_utils.images import read_image

STRANGERS = "strangers"
ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"}

# The animals of each group. Mammals in none of these, such as a camel, are strangers.
GROUPS = {
    "felines": ("cat", "lion", "tiger", "cheetah", "leopard"),
    "canines": ("dog", "dingo", "fox", "service dog"),
    "bovines": ("cow", "bull", "bison", "yak", "zebu", "gnu", "ox", "water buffalo"),
    "caprines": ("sheep", "goat", "mountain goat", "ram", "ewe"),
    "cervids": ("deer", "caribou", "wapiti", "red-nosed reindeer", "moose"),
    "equines": ("horse", "donkey", "zebra"),
    "rodents": ("beaver", "capybara", "marmot", "mouse", "rat", "squirrel", "hamster"),
    "primates": ("gorilla", "chimpanzee", "tamarin", "monkey", "orangutan"),
    "cetaceans": ("dolphin", "orca", "whale"),
    "marsupials": ("kangaroo", "koala", "wombat"),
    "suids": ("pig", "wild boar"),
}


@dataclass(frozen=True)
class Collection:
    """Pictures with the class of each, "" for a stranger, and the thing that is shown.

    embeddings (n, dim) float32 unit rows; things, classes and kinds (n,) of str. Pictures of one
    thing belong together: whoever has seen one of them has nearly seen the others.
    """

    embeddings: np.ndarray
    things: np.ndarray
    classes: np.ndarray
    kinds: np.ndarray
    pictures: Sequence[Image.Image]

    def __len__(self) -> int:
        return len(self.things)


class _Opened(Sequence):
    """Pictures in files, each opened when it is looked at."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, row: int) -> Image.Image:
        return read_image(self.paths[row])


class _Shown(Sequence):
    """Pictures of the built-in sets, each decoded when it is looked at."""

    def __init__(self, rows: Sequence[tuple[str, int]]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, row: int) -> Image.Image:
        name, place = self.rows[row]
        return load_pairs(name).images[place]


def mammals() -> Collection:
    """160 mammals in 11 groups and strangers, photographs and drawings, by the pocket model.

    The model was trained on none of these pictures: they are the mammals among the photos and
    those in the validation and test parts of the emoji.

    >>> found = mammals()
    >>> len(found), int((found.classes == "").sum()), len(set(found.things))
    (160, 39, 67)
    """
    group_of = {animal: group for group, animals in GROUPS.items() for animal in animals}
    rows, things, kinds, vectors = [], [], [], []
    for name in ("photos", "emoji"):
        pairs, embeddings = load_pairs(name), pair_embeddings(name)[0]
        for row in np.flatnonzero((pairs.labels == "mammal") | _unseen_emoji(pairs)):
            rows.append((name, int(row)))
            things.append(pairs.concepts[row].removesuffix(" face"))
            kinds.append("emoji" if name == "emoji" else pairs.kinds[row])
            vectors.append(embeddings[row])
    classes = [group_of.get(thing, "") for thing in things]
    return Collection(np.stack(vectors), *map(np.array, (things, classes, kinds)), _Shown(rows))


def _unseen_emoji(pairs) -> np.ndarray:
    mammal = pairs.taxonomy == "animals-nature/animal-mammal"
    return mammal & np.isin(pairs.splits, ["validation", "test"])


def picture_folder(folder: str | Path, clip: DualEncoder) -> Collection:
    """Your own pictures: a folder a class, and one called "strangers" for what is in no class.

    The thing is the file's name without the number at its end: "lion 1.jpg" and "lion_2.png" are
    one lion. Files that are no pictures are left out, hidden ones too; a picture that cannot be
    read is named in the error. Raises ValueError for fewer than two classes, and for a class with
    fewer than two things, one to choose on and one to report on.
    """
    root, there = looked_up("folder", folder)
    if there != "folder":
        raise ValueError(f"folder: there is no folder {str(folder)!r}; give one with your pictures")
    found = [
        (path, path.parent.name)
        for path in sorted(root.glob("*/*"))
        if path.suffix.lower() in ENDINGS and not path.name.startswith(".")
    ]
    things = [_thing(path) for path, _ in found]
    classes = ["" if name == STRANGERS else name for _, name in found]
    names = sorted(set(classes) - {""})
    if len(names) < 2:
        raise ValueError(f"folder: it needs a folder for each of two classes or more, has {names}")
    for name in names:
        own = {thing for thing, of in zip(things, classes, strict=True) if of == name}
        if len(own) < 2:
            raise ValueError(
                f"folder: all pictures of {name!r} show {own.pop()!r}; give two things or more, "
                "one to choose on and one to report on"
            )
    paths = [path for path, _ in found]
    vectors = clip.encode_images([read_image(path) for path in paths])
    kinds = np.full(len(found), "yours")
    return Collection(vectors, np.array(things), np.array(classes), kinds, _Opened(paths))


def _thing(path: Path) -> str:
    """The file's name without the number at its end, in small letters.

    >>> _thing(Path("Red fox_02.jpg"))
    'red fox'
    """
    return re.sub(r"[\s_\-(]*\d*\)?$", "", path.stem).lower() or path.stem


@dataclass(frozen=True)
class Feed:
    """Pictures as a platform gets them, with what is known of each beside it.

    embeddings (n, dim) float32 unit rows; captions, things, taxonomy and kinds (n,) of str,
    keywords a list of n tuples; choosing (n,) of bool, the part to choose on: whole things.
    """

    embeddings: np.ndarray
    captions: np.ndarray
    keywords: list[tuple[str, ...]]
    taxonomy: np.ndarray
    things: np.ndarray
    kinds: np.ndarray
    choosing: np.ndarray
    pictures: Sequence[Image.Image]

    def __len__(self) -> int:
        return len(self.things)


def feed() -> Feed:
    """The 2,845 pictures of all built-in sets that the pocket model was not trained on.

    >>> found = feed()
    >>> len(found), sorted(set(found.kinds.tolist()))
    (2845, ['clip art', 'drawing', 'emoji', 'photo'])
    """
    columns = {name: [] for name in ("captions", "keywords", "taxonomy", "concepts")}
    rows, kinds, vectors = [], [], []
    for name in ("photos", "emoji", "clipart"):
        pairs, embeddings = load_pairs(name), pair_embeddings(name)[0]
        new = np.flatnonzero(pairs.splits != "train")
        rows += [(name, int(row)) for row in new]
        vectors.append(embeddings[new])
        other = {"emoji": "emoji", "clipart": "clip art"}.get(name)
        kinds += [other or kind for kind in pairs.kinds[new]]
        for column, values in columns.items():
            values += list(getattr(pairs, column)[new])
    half = halves(columns["concepts"], kinds)
    return Feed(
        np.concatenate(vectors),
        np.array(columns["captions"]),
        columns["keywords"],
        *map(np.array, (columns["taxonomy"], columns["concepts"], kinds)),
        half == "choosing",
        _Shown(rows),
    )
