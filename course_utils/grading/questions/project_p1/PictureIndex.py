"""The question PictureIndex."""

import pickle
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No, in_words
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers

NAMES = [" a tree ", "a café", "赤い傘", "cup, red\nand blue", "a café", "A Café"]
NAMES += ["a name as long as a sentence that somebody wrote\tbeside a picture of 'a violin'"]


def _vectors(rng):
    """Vectors of any length, their names in any alphabet and form, one twice, and a query."""
    n = len(NAMES)
    vectors = rng.normal(size=(n, 4)) * rng.uniform(0.5, 4, size=(n, 1))
    return vectors, rng.permutation(NAMES).tolist(), 3 * rng.normal(size=4)


@contextmanager
def _unpickling_refused():
    def refuse(*_, **__):
        raise No("pickle was asked to read the file. It runs whatever a stranger's file says")

    with mock.patch.multiple(pickle, load=refuse, loads=refuse, Unpickler=refuse):
        yield


def _again(cls, vectors, names, query):
    """The files after a second save, then names and cosines of what was moved and loaded."""
    with TemporaryDirectory() as folder:
        path, moved, other = (str(Path(folder) / name) for name in ("kept", "moved", "other"))
        cls(-vectors, names[::-1]).save(path)
        cls(vectors, names).save(path)
        there = sorted(file.name for file in Path(folder).iterdir() if file.is_file())
        cls(-vectors, names[::-1]).save(other)
        with _unpickling_refused():
            loaded = cls.load(Path(path).rename(moved).as_posix())
        cls(-vectors, names[::-1]).cosines(query)  # another one, and another query
        loaded.cosines(query[::-1].copy())
        return there, [str(name) for name in loaded.names], numbers(loaded.cosines(query))


@question(kind="class", inputs=_vectors, observe=_again)
def PictureIndex(answer, holds):
    vectors, names, query = _vectors(np.random.default_rng(0))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    right = unit @ (query / np.linalg.norm(query))

    with holds("cosines, whatever the lengths"):
        found = numbers(answer(vectors.copy(), list(names)).cosines(query.copy()))
        expect.shape(found, (len(names),), "one cosine for each vector")
        for products in (vectors @ query, unit @ query, vectors @ query / np.linalg.norm(query)):
            expect.unlike(found, products, "these are products. Are both sides unit vectors?")
        expect.close(found, right, "", 1e-5)
    with holds("each index by itself, each query anew"):
        index, other = answer(vectors.copy(), list(names)), answer(-vectors, list(names)[::-1])
        shared = "a second index changed the first. What is kept in the class is shared by all"
        expect.close(numbers(index.cosines(query.copy())), right, shared, 1e-5)
        expect.that([str(name) for name in index.names] == list(names), shared)
        again = "a second query got the cosines of the first"
        turned = numbers(other.cosines(-query)), numbers(other.cosines(query.copy()))
        expect.close(turned[1], -turned[0], again, 1e-5)
    with holds("what it is given stays as it was"):
        given, asked = vectors.copy(), query.copy()
        answer(given, list(names)).cosines(asked)
        work = "Work on a copy"
        expect.that(np.array_equal(given, vectors), f"your class changed the vectors. {work}")
        expect.that(np.array_equal(asked, query), f"your class changed the query. {work}")
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
                answer.load(other)
                loaded = answer.load(path)
                answer.load(other)
            expect.that(isinstance(loaded, answer), "load gives no PictureIndex")
            found = numbers(loaded.cosines(query.copy()))
            lost = "a vector got lost. Two have one name, and both count"
            expect.that(len(found) == len(names), lost)
            last = "this was saved elsewhere, or loaded before. Does load read the file?"
            expect.unlike(found, -right, last, 1e-5)
            expect.close(found, right, "", 1e-5)
        with holds("saved again, it is in the place of the old one"):
            again = str(Path(folder) / "again")
            answer(-vectors, list(names)[::-1]).save(again)
            answer(vectors.copy(), list(names)).save(again)
            with _unpickling_refused():
                loaded = answer.load(again)
            old = "the older index is in that file, too. Saving writes the file anew"
            found = numbers(loaded.cosines(query.copy()))
            expect.that(len(found) <= len(names), old)
            expect.unlike(found, -right, old, 1e-5)
            expect.close(found, right, "", 1e-5)
        with holds("a file that was moved is loaded as well"):
            answer(vectors.copy(), list(names)).save(path)
            moved = Path(path).rename(Path(folder) / "moved")
            inside = "Everything has to be in the file: the next program has nothing else"
            with _unpickling_refused():
                try:
                    loaded = answer.load(str(moved))
                except (LookupError, OSError) as error:
                    raise No(f"it was not found there: {in_words(error)}. {inside}") from None
            expect.close(numbers(loaded.cosines(query.copy())), right, inside, 1e-5)
        with holds("each vector keeps its name"):
            answer(vectors.copy(), np.array(names, dtype=object)).save(path)
            with _unpickling_refused():
                found = [str(name) for name in answer.load(path).names]
            expect.that(found != sorted(names), "the names were sorted, the vectors not")
            parts = "A name may hold commas, tabs and line breaks, and come twice"
            expect.equal(len(found), len(names), f"names, where {len(names)} were saved. {parts}")
            small = "capital letters became small ones. They are other characters"
            expect.that(found != [name.lower() for name in names], small)
            ends = "spaces at a name's ends got lost. They are characters like others"
            expect.that(found != [name.strip() for name in names], ends)
            as_saved = "In their order, in any alphabet, with all their signs, none cut short"
            expect.equal(found, list(names), as_saved)
