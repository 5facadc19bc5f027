"""What an answer returned: of what kind it is, and how it is written down."""

import copy
from collections.abc import Mapping
from decimal import Decimal
from numbers import Real
from types import EllipsisType

import numpy as np

PLACES = 4
MOST_VALUES = 400


def is_tensor(value: object) -> bool:
    """Whether value is a torch tensor; torch is not loaded to find out."""
    return any(t.__name__ == "Tensor" and t.__module__ == "torch" for t in type(value).__mro__)


def as_array(tensor) -> np.ndarray:
    """A tensor's values, on the CPU and without its history; half precisions become float64."""
    tensor = tensor.detach().cpu()
    return (tensor.double() if tensor.is_floating_point() else tensor).numpy()


def is_number(value: object) -> bool:
    """A real number, Python's or NumPy's, or an array of no dimensions; True and False are none."""
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in "iuf"
    return isinstance(value, (Real, Decimal)) and not is_truth(value)


def is_truth(value: object) -> bool:
    """True or False, Python's or NumPy's."""
    return isinstance(value, (bool, np.bool_))


def kind_of(value: object) -> str:
    """What value is, in words: "a number", "a NumPy array", "a list" ..."""
    if value is None or isinstance(value, EllipsisType):
        return "nothing (None)" if value is None else "..."
    if is_number(value):
        return "a number"
    if is_truth(value):
        return "True or False"
    if isinstance(value, np.ndarray):
        return "a NumPy array"
    if is_tensor(value):
        return "a torch tensor"
    known = {str: "a string", list: "a list", tuple: "a tuple", Mapping: "a dict", set: "a set"}
    for kind, words in known.items():
        if isinstance(value, kind):
            return words
    return f"an object of type {type(value).__name__}"


def dtype_kind(array: np.ndarray) -> str:
    """float, int, bool, str ... of an array, whatever its number of bits."""
    return {"f": "float", "i": "int", "u": "int", "b": "bool", "c": "complex", "U": "str"}.get(
        array.dtype.kind, "object"
    )


def describe(value: object, floats: list[float] | None = None) -> str:
    """One line: type, shape, kind of dtype and values; floats to four places, the rest exactly.

    A single number is written alike as int or float, since 0 and 0.0 are the same answer. Each
    float that was rounded is appended to `floats`. Objects of other types show their type alone.
    """
    floats = [] if floats is None else floats
    if is_truth(value):
        return str(bool(value))
    if is_number(value):
        plain = np.asarray(value).item()
        return _number(plain if isinstance(plain, int) else float(plain), floats)
    if isinstance(value, str):
        return repr(str(value))
    if value is None:
        return "None"
    if isinstance(value, np.ndarray) or is_tensor(value):
        array = np.asarray(value) if isinstance(value, np.ndarray) else as_array(value)
        name = "array" if isinstance(value, np.ndarray) else "tensor"
        return f"{name} {array.shape} {dtype_kind(array)} {_entries(array, floats)}"
    if isinstance(value, (list, tuple, set, frozenset, dict)) and len(value) > MOST_VALUES:
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(describe(v, floats) for v in value)
        return f"{'list' if isinstance(value, list) else 'tuple'} [{inside}]"
    if isinstance(value, (set, frozenset)):
        return f"set [{', '.join(sorted(describe(v, floats) for v in value))}]"
    if isinstance(value, dict):
        pairs = sorted(f"{describe(k, floats)}: {describe(v, floats)}" for k, v in value.items())
        return f"dict [{', '.join(pairs)}]"
    return f"object {type(value).__name__}"


def _number(value: int | float, floats: list[float]) -> str:
    if isinstance(value, int):
        return f"{value}.{'0' * PLACES}"
    floats.append(float(value))
    text = f"{value:.{PLACES}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def _entries(array: np.ndarray, floats: list[float]) -> str:
    if array.size > MOST_VALUES:
        return f"{array.size} values"
    kind = dtype_kind(array)
    if kind == "float":
        texts = [_number(float(v), floats) for v in array.ravel()]
    elif kind == "object":
        texts = [describe(v, floats) for v in array.ravel()]
    else:
        texts = [str(v) for v in array.ravel().tolist()]
    return " ".join(texts)


def copied(value: object) -> object:
    """A copy of arrays, tensors and containers; other objects (a model, a picture) are shared."""
    if is_tensor(value):
        return value.detach().clone().requires_grad_(value.requires_grad)
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        return type(value)(copied(v) for v in value)
    if type(value) is dict:
        return {key: copied(v) for key, v in value.items()}
    if isinstance(value, (np.ndarray, set)):
        return copy.deepcopy(value)
    return value


def same(a: object, b: object) -> bool:
    """Whether two values are the same in type, shape and every entry; NaN equals NaN."""
    if type(a) is not type(b):
        return False
    if is_tensor(a):
        return a.dtype == b.dtype and same(as_array(a), as_array(b))
    if isinstance(a, np.ndarray):
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        return np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, (set, int, float, str, bytes)):
        return a == b or (a != a and b != b)
    return a is b
