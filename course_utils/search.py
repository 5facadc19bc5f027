"""Search over the built-in pictures: one vector for the query, one product with all of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PIL import Image

from course_utils._checks import positive_int
from course_utils._texts import text, texts
from course_utils.clip import DualEncoder, load_clip, pair_embeddings
from course_utils.datasets import Pair, load_pairs
from course_utils.images import read_named
from course_utils.similarity import top_k


@dataclass(frozen=True)
class Hit:
    """One picture that was found: which it is, and the cosine with the query."""

    set_name: str
    row: int
    score: float

    @property
    def pair(self) -> Pair:
        return load_pairs(self.set_name)[self.row]


class PictureSearch:
    """Pictures found by words or by another picture.

    Only image embeddings are ranked: captions are shown, never searched.
    """

    def __init__(self, names: Sequence[str] = ("photos",), clip: DualEncoder | None = None) -> None:
        self.names = tuple(texts("names", names, at_least=1))
        for name in self.names:
            load_pairs(name)  # which sets there are, it knows
        self.clip = clip or load_clip()

    @cached_property
    def _gallery(self) -> tuple[np.ndarray, list[tuple[str, int]]]:
        embeddings = [pair_embeddings(name, self.clip)[0] for name in self.names]
        rows = [
            (name, i) for name, e in zip(self.names, embeddings, strict=True) for i in range(len(e))
        ]
        return np.concatenate(embeddings), rows

    def find(self, query: str | Image.Image, k: int = 5) -> list[Hit]:
        """The k pictures nearest to a sentence or to a picture, best first.

        Raises ValueError for an empty query, for what is neither, and for a k that is no count.
        """
        k = positive_int("k", k)
        if isinstance(query, str):
            if not query.strip():
                raise ValueError("the query is empty: type what the picture should show")
            vector = self.clip.encode_texts([text("query", query)])
        else:
            vector = self.clip.encode_images([read_named("query", query)])
        embeddings, rows = self._gallery
        scores, indices = top_k(vector @ embeddings.T, k)
        return [Hit(*rows[i], float(s)) for s, i in zip(scores[0], indices[0], strict=True)]
