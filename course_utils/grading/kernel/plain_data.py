"""Values as JSON text and back: what leaves a learner's process is data, never an object.

Numbers, strings, truth values, lists, tuples, sets, dicts and arrays survive, as the plain kind of
each: a Fraction is a number, an OrderedDict a dict, a tensor an array. What else NumPy takes for an
array, such as a deque or a Series, becomes a UserList: the checks read it alike, and it is no list
there either. Anything else becomes an `Opaque`, which equals nothing.
"""

import json
from collections import UserList
from collections.abc import Mapping
from decimal import Decimal
from numbers import Real

import numpy as np

from course_utils.grading.kernel.values import as_array, is_tensor


class Opaque:
    """Stands for an object that is no plain data."""


def to_text(value: object) -> str:
    """A value as one line of JSON.

    >>> to_text((1, [True, "a"]))
    '{"tuple": [1, {"list": [true, "a"]}]}'
    """
    return json.dumps(_encoded(value))


def from_text(text: str) -> object:
    """The value that `to_text` wrote; ValueError where it did not.

    >>> from_text('{"tuple": [1, {"list": [true, "a"]}]}')
    (1, [True, 'a'])
    """
    try:
        return _decoded(json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no value: {error}") from None


def _encoded(value: object) -> object:
    if is_tensor(value):
        value = as_array(value)
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or type(value) in (bool, int, float, str):
        return value
    for plain in (str, int, float):
        if isinstance(value, plain):
            return plain(value)
    if isinstance(value, (Real, Decimal)):
        return float(value)
    for kind in (list, tuple, set):
        if isinstance(value, kind):
            return {kind.__name__: [_encoded(part) for part in value]}
    if isinstance(value, Mapping):
        return {"dict": [[_encoded(key), _encoded(part)] for key, part in value.items()]}
    array = np.asarray(value)
    alone = array.ndim == 0 and not isinstance(value, np.ndarray)
    if alone or not (array.dtype.kind in "biufU" or all(map(_is_plain, array.flat))):
        return {"opaque": None}
    if not isinstance(value, np.ndarray):
        return {"sequence": [_encoded(part) for part in array.tolist()]}
    if array.dtype.kind in "biufU":
        return {"array": array.tolist(), "dtype": array.dtype.str}
    return {"objects": _encoded(array.tolist())}


def _is_plain(value: object) -> bool:
    return isinstance(value, (str, Real, Decimal))


def _decoded(found: object) -> object:
    if not isinstance(found, dict):
        if isinstance(found, list):
            raise ValueError("no value: a bare list")
        return found
    [kind, *_], [content, *_] = zip(*found.items(), strict=True)
    if kind == "array":
        return np.array(content, dtype=np.dtype(found["dtype"]))
    if kind == "objects":
        return np.array(_decoded(content), dtype=object)
    if kind == "dict":
        return {_decoded(key): _decoded(part) for key, part in content}
    if kind == "opaque":
        return Opaque()
    made = {"list": list, "tuple": tuple, "set": set, "sequence": UserList}[kind]
    return made(map(_decoded, content))
