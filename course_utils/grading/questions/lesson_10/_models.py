"""Models that encode pictures and sentences they know, and let people search meanwhile."""

from itertools import islice

import numpy as np

from course_utils.grading.kernel.returned import whole

PICTURES, SENTENCES, DIM = 12, 6, 5
OTHERS = [f"Sentence {i}" for i in range(200)]  # more than a small cache keeps, and capitals count


def _vector(rng, dim):
    """No whole numbers, and products that differ by less than a thousandth; all of it exact."""
    return rng.integers(-4, 5, dim) / 64


def nobody():
    """Who searches while nobody does."""


class Model:
    """A model that knows its pictures and sentences, and counts; `meanwhile()` is who searches."""

    def __init__(self, rng, at_once, dim=DIM):
        self.at_once = at_once
        self.images = {f"picture {i}": _vector(rng, dim) for i in range(PICTURES)}
        self.texts = {f"sentence {i}": _vector(rng, dim) for i in range(SENTENCES)}
        self.texts |= {sentence: _vector(rng, dim) for sentence in OTHERS}
        self.encoded, self.asked, self.fails_after = 0, [], np.inf
        self.meanwhile = nobody

    def _let_search(self):
        meanwhile, self.meanwhile = self.meanwhile, nobody  # a search lets nobody else search
        try:
            meanwhile()
        finally:
            self.meanwhile = meanwhile

    def encode_images(self, pictures):
        if isinstance(pictures, str) or not 0 < len(pictures) <= self.at_once:
            raise ValueError(f"this model takes a list of 1 to {self.at_once} pictures at a time")
        self._let_search()
        self.encoded += len(pictures)
        if self.encoded > self.fails_after:
            self.fails_after = np.inf  # once: whoever tries again does not tell that it failed
            raise MemoryError("the model cannot go on")
        rows = np.array([self.images[str(picture)] for picture in pictures], dtype=float)
        self._let_search()
        return rows

    def encode_texts(self, sentences):
        if isinstance(sentences, str):
            raise ValueError("encode_texts takes a list of sentences")
        self._let_search()
        self.asked += map(str, sentences)
        rows = np.array([self.texts[str(sentence)] for sentence in sentences], dtype=float)
        self._let_search()
        return rows

    def best(self, sentence, k, gallery=None):
        """What a search finds that has this model's sentences, and its gallery or another's."""
        text = self.texts[sentence]
        images = (gallery or self).images.values()
        scores = np.array([row[: len(text)] @ text[: len(row)] for row in images])
        return np.argsort(-scores, kind="stable")[:k]


def models(rng):
    """Three models that disagree about every sentence, and take 4, 5 and 1 pictures at a time.

    12 pictures are three times 4, but not of 5. The last one has vectors of another length.
    """
    while True:
        models = [Model(rng, 4), Model(rng, 5), Model(rng, 1, DIM + 2)]
        found = [[m.best(f"sentence {i}", 3).tolist() for i in range(SENTENCES)] for m in models]
        if all(len({str(one) for one in same}) == 3 for same in zip(*found, strict=True)):
            return models


def changed(live, model, sentences, first_now=()):
    """Change the model, with searches all the while; what they found, and whether it failed.

    All `sentences` are asked in each pause, and one more of `first_now`, which comes once only.
    """
    found, first_now = [], iter(first_now)

    def meanwhile():
        for sentence in [*sentences, *islice(first_now, 1)]:
            found.append((sentence, whole(live.search(sentence, 3)).tolist()))

    model.meanwhile = meanwhile
    try:
        live.change(model)
    except MemoryError:
        return found, True
    finally:
        model.meanwhile = nobody
    return found, False


def pictures():
    return [f"picture {i}" for i in range(PICTURES)]
