"""Every loss meets every kind of tensor and number: the result in float64, or a named error."""

import re

import pytest
import torch

from course_utils import losses
from tests.bad_kinds import NO_COUNT, NO_NUMBER, NOT_A_MATRIX, SAME, SAME_COUNT, SAME_NUMBER, SMALL

GOOD = torch.from_numpy(SMALL)
OTHER = GOOD.flip(0) + torch.eye(3, 4, dtype=torch.float64)
ROWS = {
    "info_nce queries": lambda x: losses.info_nce(x, OTHER),
    "info_nce keys": lambda x: losses.info_nce(OTHER, x),
    "clip_loss images": lambda x: losses.clip_loss(x, OTHER, 10),
    "clip_loss texts": lambda x: losses.clip_loss(OTHER, x, 10),
    "ranking queries": lambda x: losses.multiple_negatives_ranking_loss(x, OTHER),
    "ranking keys": lambda x: losses.multiple_negatives_ranking_loss(OTHER, x),
    "siglip_loss images": lambda x: losses.siglip_loss(x, OTHER),
    "siglip_loss texts": lambda x: losses.siglip_loss(OTHER, x),
    "triplet_loss anchors": lambda x: losses.triplet_loss(x, OTHER, GOOD, margin=1),
    "triplet_loss positives": lambda x: losses.triplet_loss(OTHER, x, GOOD, margin=1),
    "triplet_loss negatives": lambda x: losses.triplet_loss(OTHER, GOOD, x, margin=1),
    "hardest_negatives queries": lambda x: losses.hardest_negatives(x, OTHER, 2),
    "hardest_negatives keys": lambda x: losses.hardest_negatives(OTHER, x, 2),
}
NUMBERS = {
    "info_nce temperature": (lambda t: losses.info_nce(GOOD, OTHER, t), [0, -1, 1e-300, 1e300]),
    "clip_loss logit_scale": (lambda t: losses.clip_loss(GOOD, OTHER, t), [0, -1, 1e-300, 1e300]),
    "ranking scale": (
        lambda t: losses.multiple_negatives_ranking_loss(GOOD, OTHER, t), [0, -1, 1e-300, 1e300]),
    "siglip_loss logit_scale": (
        lambda t: losses.siglip_loss(GOOD, OTHER, t), [0, -1, 1e-300, 1e300]),
    "siglip_loss logit_bias": (lambda t: losses.siglip_loss(GOOD, OTHER, 10, t), [1e300, -1e300]),
    "triplet_loss margin": (lambda t: losses.triplet_loss(GOOD, OTHER, GOOD, t), [-0.1, 1e300]),
}  # fmt: skip


def refused(name):
    return pytest.raises(ValueError, match=rf"^{re.escape(name.split()[-1])}\b")


def is_float_matrix(x):
    return isinstance(x, torch.Tensor) and x.is_floating_point() and x.ndim == 2


@pytest.mark.parametrize("kind", SAME)
@pytest.mark.parametrize("name", ROWS)
def test_a_tensor_of_floats_is_read_as_its_numbers_and_anything_else_refused(name, kind):
    given = SAME[kind](SMALL.copy())
    if is_float_matrix(given):
        assert torch.allclose(ROWS[name](given).double(), ROWS[name](GOOD).double(), rtol=1e-5)
    else:
        with refused(name):
            ROWS[name](given)


@pytest.mark.parametrize("kind", NOT_A_MATRIX)
@pytest.mark.parametrize("name", ROWS)
def test_what_is_no_matrix_is_refused_by_name(name, kind):
    with refused(name):
        ROWS[name](NOT_A_MATRIX[kind](SMALL.copy()))


@pytest.mark.parametrize("half", [torch.float16, torch.bfloat16])
@pytest.mark.parametrize("loss", [losses.info_nce, losses.siglip_loss])
def test_half_precision_rows_lose_nothing_to_the_loss_and_keep_their_gradient(loss, half):
    sides = [side.to(half).requires_grad_() for side in (GOOD, OTHER)]
    found = loss(*sides)
    assert found.item() == pytest.approx(loss(GOOD, OTHER).item(), rel=1e-5)
    found.backward()
    assert all(side.grad.dtype == half and side.grad.abs().sum() > 0 for side in sides)


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers(name):
    call, refuses = NUMBERS[name]
    for same in [*SAME_NUMBER, torch.tensor([0.5]), torch.tensor([[[0.5]]], dtype=torch.float64)]:
        found = call(same)
        assert found.shape == ()
        assert found.item() == pytest.approx(call(0.5).item(), rel=1e-5)
    for value in [*NO_NUMBER, *refuses]:
        with refused(name):
            call(value)


def test_counts():
    for same in SAME_COUNT:
        assert losses.hardest_negatives(GOOD, OTHER, same).shape == (3, 2)
    for value in NO_COUNT:
        with refused("k"):
            losses.hardest_negatives(GOOD, OTHER, value)


@pytest.mark.parametrize("x", [None, SMALL, SMALL.tolist(), GOOD[0], GOOD.long()])
def test_only_rows_are_gathered(x):
    with refused("x"):
        losses.gather_with_gradient(x)
