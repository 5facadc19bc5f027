"""What people hand in where an array, a number, an id, a text or a path is wanted, kind by kind.

Tables of bad input import these, so that every function meets every kind. `SAME` and
`NOT_A_MATRIX` are made from a matrix of small whole numbers, which every type of number can hold:
what is in `SAME` must give the result of the plain float64 matrix, what is in `NOT_A_MATRIX` a
ValueError that names the argument. Each use makes them anew: a generator can be read only once.
"""

import array
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers.modeling_outputs import BaseModelOutputWithPooling

SMALL = np.array([[3, 4, 0, 1], [1, 2, 2, -5], [0, -6, 8, 2]], dtype=float)

SAME: dict[str, Callable[[np.ndarray], Any]] = {
    "float16": lambda x: x.astype(np.float16),
    "float32": lambda x: x.astype(np.float32),
    "longdouble": lambda x: x.astype(np.longdouble),
    "big-endian": lambda x: x.astype(">f4"),
    "int8": lambda x: x.astype(np.int8),
    "int64": lambda x: x.astype(np.int64),
    "list": lambda x: x.tolist(),
    "tuple": lambda x: tuple(map(tuple, x.tolist())),
    "generator of lists": lambda x: (row for row in x.tolist()),
    "generator of tensors": lambda x: (torch.from_numpy(row) for row in x),
    "list of arrays": list,
    "list of tensors": lambda x: [torch.from_numpy(row) for row in x],
    "list of gradient rows": lambda x: [torch.tensor(row, requires_grad=True) for row in x],
    "list of bfloat16 rows": lambda x: [torch.tensor(row, dtype=torch.bfloat16) for row in x],
    "list of array.array": lambda x: [array.array("f", row) for row in x.tolist()],
    "map": lambda x: map(list, x.tolist()),
    "Fortran order": np.asfortranarray,
    "every second column": lambda x: np.repeat(x, 2, axis=1)[:, ::2],
    "read backwards": lambda x: np.ascontiguousarray(x[::-1, ::-1])[::-1, ::-1],
    "read-only": lambda x: np.frombuffer(x.tobytes()).reshape(x.shape),
    "np.matrix": lambda x: x.view(np.matrix),
    "nothing masked": np.ma.masked_invalid,
    "memoryview": memoryview,
    "tensor": torch.from_numpy,
    "float32 tensor": lambda x: torch.tensor(x, dtype=torch.float32),
    "bfloat16 tensor": lambda x: torch.tensor(x, dtype=torch.bfloat16),
    "float16 tensor": lambda x: torch.tensor(x, dtype=torch.float16),
    "int64 tensor": lambda x: torch.tensor(x).long(),
    "gradient tensor": lambda x: torch.tensor(x, requires_grad=True),
    "parameter": lambda x: torch.nn.Parameter(torch.tensor(x)),
    "transposed tensor": lambda x: torch.from_numpy(x.T.copy()).T,
    "negated view": lambda x: torch.from_numpy(x * -1j).conj().imag,
}

NOT_A_MATRIX: dict[str, Callable[[np.ndarray], Any]] = {
    "None": lambda x: None,
    "number": lambda x: 3.0,
    "0-d array": lambda x: np.array(3.0),
    "0-d tensor": lambda x: torch.tensor(3.0),
    "one row": lambda x: x[0],
    "one row of a tensor": lambda x: torch.from_numpy(x[0]),
    "three dimensions": lambda x: x[None],
    "no columns": lambda x: x[:, :0],
    "NaN": lambda x: np.where(x == x[0, 0], math.nan, x),
    "infinity": lambda x: np.where(x == x[0, 0], -math.inf, x),
    "NaN in a tensor": lambda x: torch.full(x.shape, math.nan, dtype=torch.bfloat16),
    "complex": lambda x: x + 1j,
    "complex tensor": lambda x: torch.from_numpy(x + 1j),
    "sparse tensor": lambda x: torch.from_numpy(x).to_sparse(),
    "masked": lambda x: np.ma.masked_equal(x, x[0, 0]),
    "objects": lambda x: [*x.tolist()[:-1], [None] * x.shape[1]],
    "object array of text": lambda x: np.array([["a"] * x.shape[1]] * len(x), dtype=object),
    "texts": lambda x: x.astype(str),
    "bytes": lambda x: x.astype(bytes),
    "a text": lambda x: "vectors.npy",
    "a path": lambda x: Path("vectors.npy"),
    "rows of other lengths": lambda x: [*x.tolist(), [1.0]],
    "dates": lambda x: x.astype("datetime64[s]"),
    "fields": lambda x: np.zeros(len(x), dtype=[("x", float), ("y", float)]),
    "dict": lambda x: dict(enumerate(x.tolist())),
    "set": lambda x: set(map(tuple, x.tolist())),
    "a model's output": lambda x: BaseModelOutputWithPooling(
        last_hidden_state=torch.from_numpy(x)[None], pooler_output=torch.from_numpy(x)
    ),
    "a model's tuple": lambda x: (torch.from_numpy(x)[None], torch.from_numpy(x)),
    "a function": lambda x: len,
    "a type": lambda x: list,
}

NO_COUNT = [0, -1, 2.0, 2.5, True, np.True_, "3", None, math.nan, math.inf, [3], np.array([3]), 3j]
SAME_COUNT = [np.int8(3), np.uint64(3), np.array(3), torch.tensor(3)]  # each of them 3

NO_NUMBER = [math.nan, math.inf, -math.inf, True, np.True_, "0.5", b"1", None, [0.5, 0.5], 1j, {}]
SAME_NUMBER = [  # each of them 0.5
    np.float16(0.5),
    np.float64(0.5),
    np.array(0.5),
    torch.tensor(0.5),
    torch.tensor(0.5, dtype=torch.bfloat16),
    torch.tensor(0.5, requires_grad=True),
    Fraction(1, 2),
    Decimal("0.5"),
]

# One id, said differently: whatever takes ids must see the same item in each of a list.
SAME_ID = {
    "whole number": [3, np.int64(3), np.uint8(3), np.array(3), torch.tensor(3)],
    "text": ["3", np.str_("3"), np.array("3")],
}
NO_ID = [None, math.nan, [3], {3}, {"id": 3}, np.array([3, 4]), torch.tensor([3, 4])]

NO_TEXT = ["", "  ", None, 3, math.nan, b"a parrot", "a \ud83d parrot", ["a parrot"], ("a", "b")]
NO_TEXTS: dict[str, Callable[[], Any]] = {
    "one text": lambda: "a parrot",
    "one NumPy text": lambda: np.str_("a parrot"),
    "bytes": lambda: b"a parrot",
    "None": lambda: None,
    "number": lambda: 3,
    "numbers": lambda: np.arange(3),
    "0-d array": lambda: np.array("a parrot"),
    "table": lambda: np.array([["a parrot", "a frog"]]),
}
SAME_TEXTS: dict[str, Callable[[list[str]], Any]] = {
    "tuple": tuple,
    "generator": lambda texts: (text for text in texts),
    "array": np.array,
    "object array": lambda texts: np.array(texts, dtype=object),
    "dict": dict.fromkeys,
}


def bad_paths(folder: Path) -> Iterator[tuple[str, Any]]:
    """Names and values where the path of a file is wanted; `folder` exists and is empty."""
    yield "missing", folder / "missing.json"
    yield "folder", folder
    yield "below a file", Path(__file__) / "more.json"
    yield "empty text", ""
    yield "NUL", "a\0b.json"
    yield "too long", "a" * 5000
    yield "lone surrogate", "a\ud83d.json"
    yield "bytes", b"missing.json"
    yield "None", None
    yield "number", 3
    yield "list", ["missing.json"]
