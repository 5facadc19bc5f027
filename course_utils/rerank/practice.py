"""Training: questions about pairs of things, scenes made of the quadrants of a bank."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from course_utils.clip import DualEncoder
from course_utils.rerank.questions import phrase
from course_utils.rerank.scenes import Scenes, empty_cells
from course_utils.rerank.sides import DIM, Space, read

QUADRANTS = np.array([[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]])
PUT_BACK = np.argsort(QUADRANTS.ravel())  # from four quadrants of four cells to 16 cells in rows
AND_SHARE = 0.25  # of the questions do not ask for a place


class Batch(NamedTuple):
    """Two questions a family and four scenes: A B, B A, A with another, another with B.

    scenes (4 n, 16, 128), tokens (2 n, length, 512), mask (2 n, length), and right (2 n, 4 n):
    which scenes answer which question.
    """

    scenes: Tensor
    tokens: Tensor
    mask: Tensor
    right: Tensor


class Practice:
    """Endless batches of families, made from the quadrants of a bank of scenes.

    pairs: how many pairs of things are asked about; without: pairs to leave out, those of the
    galleries. Texts are read once.
    """

    def __init__(
        self,
        bank: Scenes,
        clip: DualEncoder,
        space: Space,
        pairs: int = 1_500,
        without: Collection[frozenset[str]] = (),
        seed: int = 0,
    ) -> None:
        self.quadrants = np.concatenate(
            [bank.cells[:, QUADRANTS].reshape(-1, 4, DIM), empty_cells()[None, QUADRANTS[0]]]
        )
        self.things = bank.names.ravel()
        self.rows_of = {
            name: np.flatnonzero(self.things == name) for name in np.unique(self.things)
        }
        rng = np.random.default_rng(seed)
        self.pairs, self.relations, texts = [], [], []
        while len(self.pairs) < pairs:
            a, b = rng.choice(list(self.rows_of), 2, replace=False)
            relation = "and" if rng.random() < AND_SHARE else bool(rng.integers(2))
            turns = rng.integers(2, size=2).astype(bool)
            if {a, b} in without:
                continue
            self.pairs.append((a, b))
            self.relations.append(relation)
            for (x, y), turned in zip(((a, b), (b, a)), turns, strict=True):
                said = f"{x} and {y}" if relation == "and" else phrase(x, y, relation, turned)
                texts.append(said)
        self.texts = read(clip, texts, space)
        self.mask = self.texts.mask

    def batches(self, steps: int, families: int = 32, seed: int = 0) -> Iterator[Batch]:
        """`steps` batches of `families` families each."""
        rng = np.random.default_rng(seed)
        for _ in range(steps):
            chosen = rng.choice(len(self.pairs), families, replace=False)
            layout = np.concatenate([self._family(row, rng) for row in chosen])
            cells = self.quadrants[layout].reshape(len(layout), 16, DIM)[:, PUT_BACK]
            asked = np.stack([2 * chosen, 2 * chosen + 1], axis=1).ravel()
            mask = self.mask[asked]
            longest = mask.any(axis=0).sum()
            right = np.zeros((2 * families, 4 * families), dtype=bool)
            for family, row in enumerate(chosen):
                own = np.ones((2, 2)) if self.relations[row] == "and" else np.eye(2)
                right[2 * family : 2 * family + 2, 4 * family : 4 * family + 2] = own
            arrays = cells, self.texts.tokens[asked, :longest], mask[:, :longest], right
            yield Batch(*map(torch.from_numpy, arrays))

    def _family(self, row: int, rng: np.random.Generator) -> np.ndarray:
        """Which quadrants make the four scenes of a family: (4, 4) rows of `quadrants`."""
        (a, b), relation = self.pairs[row], self.relations[row]
        line, empty = rng.integers(2), len(self.quadrants) - 1
        if relation == "and":
            first, second = rng.permutation(4)[:2]
        else:
            first, second = (2 * line, 2 * line + 1) if relation else (line, line + 2)
        scene = np.full(4, empty)
        rest = rng.permutation([place for place in range(4) if place not in (first, second)])
        for place in rest[: rng.integers(3)]:
            scene[place] = rng.integers(empty)
        scene[[first, second]] = [rng.choice(self.rows_of[name]) for name in (a, b)]
        swapped, without_b, without_a = scene.copy(), scene.copy(), scene.copy()
        swapped[[first, second]] = scene[[second, first]]
        without_b[second], without_a[first] = rng.integers(empty, size=2)
        return np.stack([scene, swapped, without_b, without_a])
