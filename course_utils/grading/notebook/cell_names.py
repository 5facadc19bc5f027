"""Which names a cell's code defines and which it uses. The code is read, never run."""

import re
import symtable
from collections.abc import Iterator
from functools import lru_cache

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_IPYTHON_LINE = re.compile(r"^\s*(\w+\s*=\s*)?[%!?]|\?\s*$", re.MULTILINE)


def defined_names(source: str) -> frozenset[str]:
    """Names that running a cell binds in the notebook: functions, classes, values, imports.

    Code that cannot be read, even with IPython's commands taken for calls, defines nothing.

    >>> sorted(defined_names("import numpy as np\\ndef f(x): y = x\\nz = 2"))
    ['f', 'np', 'z']
    """
    return _names(source)[0]


def used_names(source: str) -> frozenset[str]:
    """Names that a cell takes from the notebook: used in it at any depth, not defined by it.

    >>> sorted(used_names("def f(x): return helper(x) + OFFSET"))
    ['OFFSET', 'helper']
    """
    return _names(source)[1]


@lru_cache(maxsize=512)
def _names(source: str) -> tuple[frozenset[str], frozenset[str]]:
    try:
        table = _symbols(source)
    except UNREADABLE:
        return frozenset(), frozenset()
    symbols = table.get_symbols()
    defined = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}
    used = {s.get_name() for s in symbols if s.is_referenced()}
    for inner in _inner(table):
        used |= {s.get_name() for s in inner.get_symbols() if s.is_global() and s.is_referenced()}
    return frozenset(defined), frozenset(used - defined)


def _inner(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _inner(child)


def _symbols(source: str) -> symtable.SymbolTable:
    try:
        return symtable.symtable(source, "<cell>", "exec")
    except SyntaxError:
        if not _IPYTHON_LINE.search(source):
            raise
    from IPython.core.inputtransformer2 import TransformerManager

    return symtable.symtable(TransformerManager().transform_cell(source), "<cell>", "exec")
