"""What each query found beside what is right for it, all ids made comparable once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from itertools import chain
from typing import Any

import numpy as np

from course_utils._arrays import as_array
from course_utils.metrics.ids import Ids, id_list

IN_ORDER = {list, tuple, np.ndarray}


def pair_up(
    ranked: Any, right: Any, name: str, k: int | None = None, graded: bool = False
) -> Iterator[tuple[Ids, Set | dict]]:
    """For each query its first k ranked ids, and its right ids: a set, or with graded id to grade.

    `name` is what messages call `right`. ValueError where ids of one query could never match those
    of another place, since some are numbers and some are strings. All are looked at, not only k.
    """
    ranked, right = _queries("ranked", ranked), _queries(name, right)
    if len(ranked) != len(right):
        raise ValueError(
            f"ranked and {name} must have one entry for each query, "
            f"but have {len(ranked)} and {len(right)}"
        )
    if len(ranked) == 0:
        raise ValueError("ranked must have at least one query: no queries have no mean")
    if not _plain(ranked, IN_ORDER):
        ranked = [_ranking(f"ranked[{query}]", ids) for query, ids in enumerate(ranked)]
    if not _plain(right, {dict} if graded else {*IN_ORDER, set, frozenset}):
        read = _by_id if graded else _right
        right = [read(f"{name}[{query}]", ids) for query, ids in enumerate(right)]
    _one_kind({"ranked": ranked, name: right})
    return zip(_tops(ranked, k), map(_as_set, right), strict=True)


def _queries(name: str, lists: Any) -> list | np.ndarray:
    """A list of the queries; whole numbers in a 2-D array stay there, in a fifth of the memory."""
    if np.ma.is_masked(lists):
        raise ValueError(f"{name} must have no masked ids: drop them first")
    if hasattr(lists, "__array__") and hasattr(lists, "tolist"):
        lists = as_array(name, lists)
        if lists.ndim == 2 and lists.dtype.kind in "iu":
            return lists
        lists = lists.tolist()
    if isinstance(lists, str | bytes | Mapping | Set) or not isinstance(lists, Iterable):
        kind = type(lists).__name__
        raise ValueError(f"{name} must be a list with one entry for each query, but is a {kind}")
    return list(lists)


def _plain(lists: list | np.ndarray, kinds: set[type]) -> bool:
    """Whether all are ids as they should be, ints or strs, in one go: nothing then to look at."""
    if isinstance(lists, np.ndarray):
        return np.ndarray in kinds
    if not set(map(type, lists)) <= kinds - {np.ndarray}:
        return False
    ids = set(map(type, chain.from_iterable(lists)))
    return ids <= {int} or ids <= {str}


def _tops(ranked: list | np.ndarray, k: int | None) -> Iterator[Ids]:
    if isinstance(ranked, np.ndarray):
        return (row.tolist() for row in ranked[:, :k])
    return (ids[:k] for ids in ranked)


def _as_set(right: Collection) -> Set | dict:
    if isinstance(right, np.ndarray):
        right = right.tolist()
    return right if isinstance(right, set | frozenset | dict) else set(right)


def _ranking(name: str, ids: Any) -> Ids:
    if isinstance(ids, str | bytes | Mapping | Set) or not isinstance(ids, Iterable):
        kind = type(ids).__name__
        raise ValueError(f"{name} must be a list of ids, best first, but is a {kind}")
    return id_list(name, ids)


def _right(name: str, ids: Any) -> Ids:
    if isinstance(ids, Mapping):
        raise ValueError(f"{name} must be a set of ids, but is a dict of grades")
    return id_list(name, ids)


def _by_id(name: str, grades: Any) -> dict:
    if not isinstance(grades, Mapping):
        kind = type(grades).__name__
        raise ValueError(f"{name} must map ids to grades, but is a {kind}")
    ids = id_list(name, grades.keys())
    if len(set(ids)) < len(ids):
        raise ValueError(f"{name} must give each id one grade, but gives an id several")
    return dict(zip(ids, grades.values(), strict=True))


def _one_kind(places: dict[str, list]) -> None:
    first: dict[bool, tuple] = {}  # where the first number stands, and the first string
    for name, lists in places.items():
        if isinstance(lists, np.ndarray):
            lists = lists[:1, :1].tolist()  # all of one kind
        for query, ids in enumerate(lists):
            if ids:
                item = next(iter(ids))
                first.setdefault(isinstance(item, str), (name, query, item))
    if len(first) == 2:
        one, other = (f"{n}[{query}] holds {item!r}" for n, query, item in first.values())
        raise ValueError(
            f"{' and '.join(places)} must use the same ids, all whole numbers or all strings, "
            f"but {one} and {other}"
        )
