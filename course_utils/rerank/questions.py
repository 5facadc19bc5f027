"""What is asked about scenes: "a zebra left of a violin", and which scenes answer it."""

from dataclasses import dataclass

import numpy as np

from course_utils.rerank.scenes import Scenes

# A relation, the one that says the same of the swapped pair, and the axis of the quadrants.
SIDE_BY_SIDE, UPON_EACH_OTHER = ("left of", "right of"), ("above", "below")
RELATIONS = (*SIDE_BY_SIDE, *UPON_EACH_OTHER, "and")


@dataclass(frozen=True)
class Questions:
    """n texts, which scenes of a gallery answer each (n, n_scenes) of bool, and families (n,).

    Questions of one family are about the same three things, so they succeed and fail together.
    """

    texts: tuple[str, ...]
    relevant: np.ndarray
    family: np.ndarray

    def __len__(self) -> int:
        return len(self.texts)


def phrase(first: str, second: str, side_by_side: bool, turned: bool) -> str:
    """Says that `first` is left of `second`, or above it; turned: starting from `second`.

    >>> phrase("a zebra", "a violin", side_by_side=True, turned=True)
    'a violin right of a zebra'
    """
    words = SIDE_BY_SIDE if side_by_side else UPON_EACH_OTHER
    return f"{second} {words[1]} {first}" if turned else f"{first} {words[0]} {second}"


def turned(text: str) -> str:
    """The same text with its relation turned round, which its scene's twin answers.

    Raises ValueError for a text that holds no relation, or more than one.

    >>> turned("a zebra left of a violin")
    'a zebra right of a violin'
    """
    opposites = dict((SIDE_BY_SIDE, SIDE_BY_SIDE[::-1], UPON_EACH_OTHER, UPON_EACH_OTHER[::-1]))
    found = [words for words in opposites if f" {words} " in text]
    if len(found) != 1:
        raise ValueError(f"text must hold one of {', '.join(opposites)}, but is {text!r}")
    return text.replace(f" {found[0]} ", f" {opposites[found[0]]} ")


def holds(names: np.ndarray, first: str, second: str, side_by_side: bool | None) -> np.ndarray:
    """In which scenes, names (n, 4), first is left of second, or above, or merely there (None)."""
    found = np.zeros(len(names), dtype=bool)
    for a in range(4):
        for b in range(4):
            before = {True: a % 2 < b % 2, False: a // 2 < b // 2, None: True}[side_by_side]
            if before and a != b:
                found |= (names[:, a] == first) & (names[:, b] == second)
    return found


def position_questions(gallery: Scenes, seed: int = 0) -> Questions:
    """One question for each scene: where its first thing is, seen from its second or other way."""
    rng = np.random.default_rng(seed)
    texts, relevant = [], []
    for scene, (a, b) in enumerate(gallery.places):
        side_by_side = bool(a // 2 == b // 2)
        pair = gallery.names[scene, a], gallery.names[scene, b]
        texts.append(phrase(*pair, side_by_side, bool(rng.integers(2))))
        relevant.append(holds(gallery.names, *pair, side_by_side))
    return Questions(tuple(texts), np.array(relevant), np.arange(len(gallery)) // 4)


def and_questions(gallery: Scenes) -> Questions:
    """One question for each two scenes of the same things: "a zebra and a violin"."""
    texts, relevant = [], []
    for scene in range(0, len(gallery), 2):
        pair = gallery.names[scene, gallery.places[scene]]
        texts.append(" and ".join(pair))
        relevant.append(holds(gallery.names, *pair, None))
    return Questions(tuple(texts), np.array(relevant), np.arange(0, len(gallery), 2) // 4)


def twin(scene: np.ndarray) -> np.ndarray:
    """The scene of a gallery in which the same two things have changed places."""
    return np.asarray(scene) ^ 1


def asked_pairs(gallery: Scenes) -> set[frozenset[str]]:
    """The pairs of things that a gallery's questions are about."""
    return {
        frozenset(names[places])
        for names, places in zip(gallery.names, gallery.places, strict=True)
    }
