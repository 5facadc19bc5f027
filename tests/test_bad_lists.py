"""Scores, targets and flags, one number an item, in every kind: right as float64, or refused."""

import math
import re

import numpy as np
import pytest
import torch

from course_utils import audit, calibration
from course_utils.pocket import mean_of_tokens
from tests.test_bad_input import PROBABILITIES, SMALL, agree, moderator

NUMBERS = np.array([3.0, 1.0, 2.0])
FLAGS = np.array([True, False, True])
TARGETS = np.array([0, 3, 1])

SAME = {
    "list": lambda x: x.tolist(),
    "tuple": lambda x: tuple(x.tolist()),
    "generator": lambda x: iter(x.tolist()),
    "list of NumPy numbers": list,
    "list of 0-d tensors": lambda x: list(torch.from_numpy(x)),
    "tensor": torch.from_numpy,
    "read backwards": lambda x: x[::-1].copy()[::-1],
    "nothing masked": np.ma.array,
    "read-only": lambda x: np.frombuffer(x.tobytes(), x.dtype),
}
SAME_FLOATS = SAME | {
    "uint8": lambda x: x.astype(np.uint8),
    "float16": lambda x: x.astype(np.float16),
    "bfloat16 tensor": lambda x: torch.tensor(x, dtype=torch.bfloat16),
    "gradient tensor": lambda x: torch.tensor(x, requires_grad=True),
    "list of gradients": lambda x: list(torch.tensor(x, requires_grad=True)),
}
NONE = {
    "None": lambda x: None,
    "0-d": lambda x: x[0],
    "table": lambda x: x[None],
    "column": lambda x: x[:, None],
    "empty": lambda x: x[:0],
    "one too many": lambda x: [*x.tolist(), x[0]],
    "complex": lambda x: x + 1j,
    "texts": lambda x: x.astype(str),
    "masked": lambda x: np.ma.array(x, mask=[True, False, False]),
    "a gap": lambda x: [None, *x.tolist()[1:]],
    "NaN": lambda x: [math.nan, *x.tolist()[1:]],
    "infinity": lambda x: [math.inf, *x.tolist()[1:]],
    "set": lambda x: set(x.tolist()),
    "dict": lambda x: dict.fromkeys(x.tolist()),
    "a text": lambda x: "abc",
}
# The call, and the right values of the argument.
LISTS = {
    "lowest_threshold scores": (lambda x: calibration.lowest_threshold(x, FLAGS, 0.5), NUMBERS),
    "lowest_threshold flagged": (lambda x: calibration.lowest_threshold(NUMBERS, x, 0.5), FLAGS),
    "fit_temperature targets": (lambda x: calibration.fit_temperature(SMALL, x), TARGETS),
    "calibration_error targets": (
        lambda x: calibration.expected_calibration_error(PROBABILITIES, x), TARGETS),
    "threshold_drift validation": (lambda x: audit.threshold_drift(2, x, NUMBERS), NUMBERS),
    "threshold_drift new": (lambda x: audit.threshold_drift(2, NUMBERS, x), NUMBERS),
    "moderator.flag thresholds": (lambda x: three_policies(thresholds=x).flag(SMALL), NUMBERS / 9),
}  # fmt: skip


def three_policies(**set_to):
    made = moderator(**set_to)
    made._prompts["third"] = made._prompts["text"]
    made.policies["third"] = made.policies["text"]
    return made


@pytest.mark.parametrize("kind", SAME_FLOATS)
@pytest.mark.parametrize("name", LISTS)
def test_one_number_an_item_in_any_kind(name, kind):
    call, values = LISTS[name]
    if kind in SAME or values is NUMBERS:
        agree(call(SAME_FLOATS[kind](values.copy())), call(values))


@pytest.mark.parametrize("kind", NONE)
@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_one_number_an_item_is_refused_by_name(name, kind):
    if name.startswith("threshold_drift") and kind == "one too many":
        return  # the two need not be of one length
    if name.endswith("thresholds") and kind in ("None", "infinity"):
        return  # unset, and a policy that flags nothing
    call, values = LISTS[name]
    with pytest.raises(ValueError, match=rf"\b{re.escape(name.split()[-1])}\b"):
        call(NONE[kind](values.copy()))


@pytest.mark.parametrize("wrong", [[0, 1, 4], [0, 1, -1], [0.0, 1.0, 1.0], FLAGS, [0, 1, 2**70]])
def test_targets_are_columns(wrong):
    for name in ("fit_temperature targets", "calibration_error targets"):
        with pytest.raises(ValueError, match=r"^targets must"):
            LISTS[name][0](wrong)


@pytest.mark.parametrize("wrong", [[1, 0, 1], [0.0, 1.0, 1.0], ["yes", "no", "yes"]])
def test_flags_are_true_or_false(wrong):
    with pytest.raises(ValueError, match=r"^flagged must be one bool a score"):
        calibration.lowest_threshold(NUMBERS, wrong, 0.5)


def test_flags_of_a_moderator():
    flags = np.eye(3, 2, dtype=bool)
    for same in (flags.tolist(), torch.from_numpy(flags), (row for row in flags)):
        agree(moderator().calibrate(SMALL, same), moderator().calibrate(SMALL, flags))
    for wrong in (flags.astype(int), flags[:2], flags.T, None, "ab", np.ma.array(flags, mask=True)):
        with pytest.raises(ValueError, match=r"^flagged must"):
            moderator().calibrate(SMALL, wrong)


def test_a_text_without_a_token_has_no_mean():
    tokens = torch.ones(2, 3, 4)
    assert mean_of_tokens(tokens, torch.tensor([[1, 1, 0], [1, 0, 0]])).tolist() == [[1] * 4] * 2
    with pytest.raises(ValueError, match="attention_mask must keep a token of each text"):
        mean_of_tokens(tokens, torch.tensor([[1, 1, 0], [0, 0, 0]]))
