"""The question PictureIndex."""

import pickle
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers


def _vectors(rng):
    """Five vectors of any length, their names in any alphabet, and a query."""
    names = rng.permutation(["a tree", "a café", "赤い傘", "a much longer name: 'a violin'", "x"])
    lengths = rng.uniform(0.5, 4, size=(5, 1))
    return rng.normal(size=(5, 4)) * lengths, names.tolist(), 3 * rng.normal(size=4)


@contextmanager
def _unpickling_refused():
    def refuse(*_, **__):
        raise No("pickle was asked to read the file. It runs whatever a stranger's file says")

    with mock.patch.multiple(pickle, load=refuse, loads=refuse, Unpickler=refuse):
        yield


def _again(cls, vectors, names, query):
    """The files after one index was saved, then its names and cosines: loaded, after another."""
    with TemporaryDirectory() as folder:
        path, other = (str(Path(folder) / name) for name in ("kept", "other.index"))
        cls(vectors, names).save(path)
        there = sorted(file.name for file in Path(folder).iterdir())
        cls(-vectors, names[::-1]).save(other)
        with _unpickling_refused():
            loaded = cls.load(path)
        return there, [str(name) for name in loaded.names], numbers(loaded.cosines(query)).round(5)


@question(kind="class", inputs=_vectors, observe=_again)
def PictureIndex(answer, holds):
    vectors, names, query = _vectors(np.random.default_rng(0))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    right = unit @ (query / np.linalg.norm(query))

    with holds("cosines, whatever the lengths"):
        found = numbers(answer(vectors.copy(), list(names)).cosines(query.copy()))
        expect.shape(found, (5,), "one cosine for each vector")
        for products in (vectors @ query, unit @ query, vectors @ query / np.linalg.norm(query)):
            expect.unlike(found, products, "these are products. Are both sides unit vectors?")
        expect.close(found, right, "", 1e-5)
    with TemporaryDirectory() as folder:
        path, other = (str(Path(folder) / name) for name in ("mine", "other.index"))
        with holds("saved under exactly that name"):
            answer(vectors.copy(), list(names)).save(path)
            there = sorted(file.name for file in Path(folder).iterdir())
            added = "What does np.savez do with a name without .npz?"
            expect.that(Path(path).is_file(), f"'mine' was to be saved, there is {there}. {added}")
            expect.that(len(there) == 1, f"one file was to be saved, there are {there}")
        with holds("loaded, it answers as before"):
            answer(vectors.copy(), list(names)).save(path)
            answer(-vectors, list(names)[::-1]).save(other)
            with _unpickling_refused():
                loaded = answer.load(path)
            expect.that(isinstance(loaded, answer), "load gives no PictureIndex")
            found = numbers(loaded.cosines(query.copy()))
            last = "this is what was saved last, elsewhere. Does load read the file?"
            expect.unlike(found, -right, last, 1e-5)
            expect.close(found, right, "", 1e-5)
        with holds("each vector keeps its name"):
            answer(vectors.copy(), np.array(names, dtype=object)).save(path)
            with _unpickling_refused():
                found = [str(name) for name in answer.load(path).names]
            expect.that(found != sorted(names), "the names were sorted, the vectors not")
            expect.equal(found, list(names), "In their order, in any alphabet, none cut short")
