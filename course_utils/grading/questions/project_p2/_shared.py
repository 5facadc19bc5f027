"""What several questions of this project draw or look at."""

import numpy as np

from course_utils.grading.kernel.answers import No, NotAnswered
from course_utils.grading.kernel.values import as_array, is_tensor, kind_of


def truths(found):
    """A row of True and False, as a list: of a list, an array or a tensor; 1 and 0 will do."""
    if found is ...:
        raise NotAnswered
    array = np.asarray(as_array(found) if is_tensor(found) else found)
    if array.ndim != 1 or array.dtype.kind not in "biu" or not set(array.tolist()) <= {0, 1}:
        raise No(f"found {kind_of(found)}, expected a True or False for each picture")
    return array.astype(bool).tolist()


def text(found):
    """One string, Python's or NumPy's."""
    if found is ...:
        raise NotAnswered
    if not isinstance(found, str):
        raise No(f"found {kind_of(found)}, expected a name")
    return str(found)


def _by_number(name):
    """Where people put a name who count what stands in it: "bee 9" before "bee 10"."""
    return [part.zfill(3) for part in name.split()]


def _closed_up(name):
    """Where a name stands for whom a space is nothing: "anteater" before "ant lion"."""
    return name.replace(" ", "")


# Keys: not as Python sorts strings, which is asked for.
OTHER_ORDERS = str.lower, _by_number, _closed_up


def unit(x):
    return x / np.sqrt((x * x).sum(axis=-1, keepdims=True))
