"""Checks of texts and ids that several modules share: one clear ValueError each."""

from collections.abc import Hashable, Iterable, Set
from reprlib import repr as shortened


def text(name: str, value: str) -> str:
    """The argument as a str, not empty and without lone surrogates, which no tokenizer can read."""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text, but is a {type(value).__name__}")
    if not value.strip():
        raise ValueError(f"{name} must not be empty, but is {str(value)!r}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        half = value[error.start]
        raise ValueError(
            f"{name} must be Unicode text, but holds half a letter, {half!r}"
        ) from None
    return str(value)


def texts(name: str, values: Iterable[str], at_least: int = 0) -> list[str]:
    """The argument as a list of texts, each as `text` demands it.

    >>> texts("labels", "parrot")
    Traceback (most recent call last):
    ValueError: labels must be a list of texts; for one text pass [text]
    """
    if isinstance(values, str):
        raise ValueError(f"{name} must be a list of texts; for one text pass [text]")
    values = [text(f"{name}[{i}]", value) for i, value in enumerate(listed(name, values, "texts"))]
    if len(values) < at_least:
        raise ValueError(f"{name} must have at least {at_least} text, but is empty")
    return values


def ids(name: str, values: Iterable[Hashable]) -> list[Hashable]:
    """The argument as a list of plain ids: a number says the same as an int, a NumPy int or a 0-d
    tensor, which would otherwise be as many different ids.

    >>> ids("labels", (i for i in "ab"))
    ['a', 'b']
    """
    return [one_id(f"{name}[{i}]", value) for i, value in enumerate(listed(name, values, "ids"))]


def one_id(name: str, value: Hashable) -> Hashable:
    """The argument as a plain id: what can be looked up, and equals itself."""
    if getattr(value, "ndim", None) == 0:
        value = value.item()
    try:
        hash(value)
        usable = value is not None and not hasattr(value, "ndim") and value == value  # no NaN
    except TypeError:
        usable = False
    if usable:
        return value
    raise ValueError(f"{name} must be an id, such as a number or a text, but is {shortened(value)}")


def listed(name: str, values: Iterable, of: str) -> list:
    """The argument as a list; a set is none, since nobody knows which of its items is row 0."""
    try:
        if isinstance(values, Set | str | bytes):
            raise TypeError
        return list(values)
    except TypeError:
        found = type(values).__name__
        raise ValueError(f"{name} must be a list of {of}, but is a {found}") from None
