"""Values as JSON text and back: what leaves a learner's process is data, never an object.

Numbers, strings, truth values, lists, tuples, sets, dicts and arrays survive, as the plain kind of
each: a Fraction is a number, an OrderedDict a dict, a tensor an array. Anything else becomes an
`Opaque`, which equals nothing.
"""

import json
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
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
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
    if isinstance(value, dict):
        return {"dict": [[_encoded(key), _encoded(part)] for key, part in value.items()]}
    if (
        isinstance(value, np.ndarray)
        and value.dtype.kind == "O"
        and all(map(_is_plain, value.flat))
    ):
        return _encoded(value.tolist())
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufU":
        return {"array": np.asarray(value).tolist(), "dtype": value.dtype.str}
    return {"opaque": None}


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
    if kind == "dict":
        return {_decoded(key): _decoded(part) for key, part in content}
    if kind == "opaque":
        return Opaque()
    return {"list": list, "tuple": tuple, "set": set}[kind](map(_decoded, content))
