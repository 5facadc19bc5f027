"""A value in whatever holds it is judged outside the learner's process as the check judges it."""

import array
from collections import OrderedDict, UserDict, UserList, deque
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
import torch

from course_utils.grading.kernel.check import examine
from course_utils.grading.kernel.plain_data import from_text, to_text
from course_utils.grading.kernel.probe import transcript
from course_utils.grading.kernel.question import find
from tests.grading.answers import RIGHT, answer, corpus, solved

VALUES = [each for each in corpus(RIGHT) if find(each[1]).kind == "value"]
HOLDERS = {
    "a deque": deque,
    "a UserList": UserList,
    "a tuple": tuple,
    "a list": list,
    "a set": set,
    "a frozenset": frozenset,
    "an array": np.array,
    "an array of objects": lambda value: np.array(value, dtype=object),
    "a Series": lambda value: pd.Series(list(value)),
    "an Index": lambda value: pd.Index(list(value)),
    "a frame": lambda value: pd.DataFrame([list(value)]),
    "a list of a list": lambda value: [value],
    "an array.array": lambda value: array.array("d", value),
    "a memoryview": lambda value: memoryview(np.array(value, dtype=float)) if len(value) else 0,
    "a tensor": torch.tensor,
    "fractions": lambda value: [Fraction(part) for part in value],
    "tensors": lambda value: [torch.tensor(part) for part in value],
    "arrays": lambda value: [np.array(part) for part in value],
    "NumPy's strings": lambda value: [np.str_(part) for part in value],
    "a number in 32 bits": np.float32,
    "a fraction": Fraction,
    "NumPy's string": np.str_,
    "a dict that is read only": MappingProxyType,
    "a UserDict": UserDict,
    "an OrderedDict": OrderedDict,
    "a Series with names": lambda value: pd.Series(dict(value)),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_points_are_those_of_the_check(holder):
    different = []
    for exercise, name, which in VALUES:
        question, value = answer(RIGHT, exercise, name, which)
        try:
            held = HOLDERS[holder](value)
        except (TypeError, ValueError, RuntimeError):
            continue  # it does not hold such a value
        draws, expected = solved(exercise, name, 0)
        try:
            graded = transcript(question, from_text(to_text(held)), 0, draws) == expected
        except Exception:
            graded = False  # as `value_answers` has it
        if graded != bool(examine(question, held)):
            different.append(f"{name}, {which}: graded {graded}")
    assert different == []
