"""The projects' pictures: the course's own, or a folder of yours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from course_utils._halves import halves
from course_utils._own_pictures import Opened, caption_of, folder_of, pictures_in
from course_utils.clip import DualEncoder, pair_embeddings
from course_utils.datasets import load_pairs

STRANGERS = "strangers"

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
    one lion. Files that are no pictures are left out, hidden ones too; a warning names what ends
    like a picture and cannot be read. Raises ValueError for fewer than two classes, and for a class
    with fewer than two things, one to choose on and one to report on.
    """
    paths = pictures_in(folder)
    things = [caption_of(path).lower() for path in paths]
    classes = ["" if folder_of(path) == STRANGERS else folder_of(path) for path in paths]
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
    vectors = clip.encode_images(paths)
    kinds = np.full(len(paths), "yours")
    return Collection(vectors, np.array(things), np.array(classes), kinds, Opened(paths))


@dataclass(frozen=True)
class Feed:
    """Pictures as a platform gets them, with what is known of each beside it.

    embeddings (n, dim) float32 unit rows; captions, things, taxonomy, kinds and styles (n,) of str,
    keywords a list of n tuples; choosing (n,) of bool, the part to choose on: whole things.
    """

    embeddings: np.ndarray
    captions: np.ndarray
    keywords: list[tuple[str, ...]]
    taxonomy: np.ndarray
    things: np.ndarray
    kinds: np.ndarray
    styles: np.ndarray
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
    columns = {name: [] for name in ("captions", "keywords", "taxonomy", "concepts", "styles")}
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
        *map(np.array, (columns["taxonomy"], columns["concepts"], kinds, columns["styles"])),
        half == "choosing",
        _Shown(rows),
    )


def captioned_folder(folder: str | Path, clip: DualEncoder) -> Feed:
    """Your own pictures, each called what it shows: "my_pictures/mugs/a blue mug 1.jpg".

    The caption is the file's name without the number at its end, the thing the same in small
    letters; the folder's name is the kind, and its words are the keywords. The style is "yours".
    Half of the things of each kind are for choosing. What cannot be read is left out and named in a
    warning. Raises ValueError for fewer than two things, one to choose on and one to report on.
    """
    paths = pictures_in(folder)
    captions = [caption_of(path) for path in paths]
    things = [caption.lower() for caption in captions]
    if len(set(things)) < 2:
        raise ValueError(
            f"folder: it shows {sorted(set(things))}; give pictures of two things or more, in "
            f"folders of it, as {folder}/mugs/a blue mug 1.jpg"
        )
    kinds = [folder_of(path) for path in paths]
    return Feed(
        clip.encode_images(paths),
        np.array(captions),
        [tuple(re.findall(r"\w+", kind.lower())) for kind in kinds],
        *map(np.array, (kinds, things, kinds)),
        np.full(len(paths), "yours"),
        halves(things, kinds) == "choosing",
        Opened(paths),
    )
