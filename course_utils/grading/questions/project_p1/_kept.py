"""What PictureIndex is tried on: vectors and names, and what comes back from files."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from course_utils.grading.kernel.returned import numbers
from course_utils.grading.questions.project_p1._unpickling import unpickling_refused

NAMES = ["", " a tree ", "a café", "赤い傘", "cup, red\nand blue", "a café", "A Cafe\u0301"]
NAMES += ["two lines\r\nor three\u2028or four\f"]
NAMES += ["a name as long as a sentence that somebody wrote\tbeside a picture of 'a violin'"]


def some_vectors(rng):
    """Vectors of any length, the first a unit one, names of any characters, and a query."""
    vectors = rng.normal(size=(9, 4)) * 10.0 ** rng.permutation(np.linspace(-3, 3, 9))[:, None]
    vectors[0] /= np.linalg.norm(vectors[0])
    return vectors, rng.permutation(NAMES).tolist(), rng.normal(size=4) / rng.choice([300, 0.003])


# As many vectors as each has numbers, all whole; the first is the query, too.
WHOLE = np.array([[3, 4, 0, 0], [0, -2, 0, 1], [1, 1, 1, 1], [0, 0, 5, -1]])


def of_whole(cls, n, kind):
    """Cosines of the first n of WHOLE, given as floats or as integers.

    None where a class raises an error for integers: it need not take them, and says so.
    """
    try:
        return numbers(cls(WHOLE[:n].astype(kind), NAMES[:n]).cosines(WHOLE[0].astype(kind)))
    except (RuntimeError, TypeError, ValueError):
        if kind is float:
            raise
        return None


def again(cls, vectors, names, query):
    """Files after a second save, names and cosines of what was moved, of another, and of one; and
    whether what is saved once more, and whole numbers, have the same cosines."""
    with TemporaryDirectory() as folder:
        path, moved, other = (str(Path(folder) / name) for name in ("kept", "moved", "other"))
        cls(np.tile(-vectors, (2, 1)), 2 * names[::-1]).save(path)
        kept = cls(vectors, names)
        kept.save(other)
        kept.save(path)
        Path(other).unlink()
        there = sorted(file.name for file in Path(folder).iterdir() if file.is_file())
        cls(-vectors, names[::-1]).save(other)
        cls(-vectors, names[::-1]).save(moved)
        with unpickling_refused():
            cls.load(moved)
            loaded = cls.load(Path(path).replace(moved).as_posix())
            cls(-vectors, names[::-1]).save(moved)  # what was loaded needs its file no more
            loaded.save(path)
            cls.load(path)
            once_more = cls.load(path)
            cls(vectors[:1], names[:1]).save(other)
            alone = cls(vectors[:1], names[:1]), cls.load(other)
        negative = -numbers(cls(-vectors, names).cosines(query))
        loaded.cosines(query[::-1].copy())  # another query
        found = numbers(loaded.cosines(query))
    three, four, integers = (of_whole(cls, n, t) for n, t in ((3, float), (4, float), (4, int)))
    pairs = [(numbers(once_more.cosines(query)), found), (four[:3], three)]
    pairs.append((four if integers is None else integers, four))
    same = [a.shape == b.shape and np.allclose(a, b, rtol=0, atol=1e-5) for a, b in pairs]
    shapes = [numbers(one.cosines(query)).shape for one in alone]
    called = [[str(name) for name in one.names] for one in (loaded, *alone)]
    return there, called, (found + negative) / 2, shapes, same
