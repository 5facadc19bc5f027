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
    return frozenset(defined), _referenced(table) - defined


def bound_and_mentioned(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """Names that a cell binds in the notebook, from within functions too, and all that it uses.

    Raises what reading it raises, one of UNREADABLE.

    >>> bound, mentioned = bound_and_mentioned("def f():\\n    global a\\n    a = b\\nc = c + f()")
    >>> sorted(bound), sorted(mentioned)
    (['a', 'c', 'f'], ['b', 'c', 'f'])
    """
    table = _symbols(source)
    written = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
    for inner in _inner(table):
        written |= {s.get_name() for s in inner.get_symbols() if s.is_global() and s.is_assigned()}
    return frozenset(written), _referenced(table)


def _referenced(table: symtable.SymbolTable) -> frozenset[str]:
    used = {s.get_name() for s in table.get_symbols() if s.is_referenced()}
    for inner in _inner(table):
        used |= {s.get_name() for s in inner.get_symbols() if s.is_global() and s.is_referenced()}
    return frozenset(used)


def _inner(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _inner(child)


def _symbols(source: str) -> symtable.SymbolTable:
    return symtable.symtable(plain_python(source), "<cell>", "exec")


def plain_python(source: str) -> str:
    """The code with IPython's commands as the calls that they are; SyntaxError where it is none."""
    try:
        symtable.symtable(source, "<cell>", "exec")
    except SyntaxError:
        if not _IPYTHON_LINE.search(source):
            raise
    else:
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)
