"""Lesson 2's losses against libraries, slow references and their own gradients, and at extremes."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.autograd import gradcheck

from course_utils.losses import (
    clip_loss,
    gather_with_gradient,
    hardest_negatives,
    info_nce,
    multiple_negatives_ranking_loss,
    siglip_loss,
    triplet_loss,
)

quick = settings(max_examples=50, deadline=None)

# every loss as a function of two sides, with arguments that are not its defaults
losses = {
    "info_nce": lambda a, b: info_nce(a, b, temperature=0.2),
    "clip_loss": lambda a, b: clip_loss(a, b, logit_scale=7.0),
    "mnr": lambda a, b: multiple_negatives_ranking_loss(a, b, scale=5.0),
    "siglip_loss": lambda a, b: siglip_loss(a, b, logit_scale=4.0, logit_bias=-1.5),
    "triplet_loss": lambda a, b: triplet_loss(a, b, b.roll(1, 0), margin=0.3),
}
every_loss = pytest.mark.parametrize("loss", losses.values(), ids=losses)


def normal(*shape, seed=0, dtype=torch.float64):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=dtype)


@st.composite
def batches(draw, sides=2, smallest=1):
    n, dim = draw(st.integers(smallest, 6)), draw(st.integers(1, 5))
    seed = draw(st.integers(0, 2**32 - 1))
    x = normal(sides, n, dim, seed=seed)
    if draw(st.booleans()):  # duplicates, and a zero row
        x[:, 0] = x[:, -1]
        x[0, n // 2] = 0
    return x.unbind()


def slow_cosine(a, b):
    norm = math.hypot(*a) * math.hypot(*b)
    return math.fsum(x * y for x, y in zip(a, b, strict=True)) / norm if norm else 0.0


def slow_cosines(a, b):
    return [[slow_cosine(x, y) for y in b.tolist()] for x in a.tolist()]


def slow_info_nce(queries, keys, scale):
    rows = [[scale * cosine for cosine in row] for row in slow_cosines(queries, keys)]
    return np.mean([math.log(sum(map(math.exp, row))) - row[i] for i, row in enumerate(rows)])


# slow, obvious references


@quick
@given(batches(), st.floats(0.05, 10))
def test_info_nce_is_the_cross_entropy_of_the_own_key(batch, temperature):
    queries, keys = batch
    expected = slow_info_nce(queries, keys, 1 / temperature)
    assert info_nce(queries, keys, temperature).item() == pytest.approx(expected, abs=1e-9)
    scaled = multiple_negatives_ranking_loss(queries, keys, scale=1 / temperature)
    assert scaled.item() == pytest.approx(expected, abs=1e-9)


@quick
@given(batches(smallest=2), st.floats(0.05, 10))
def test_info_nce_takes_further_keys_as_negatives(batch, temperature):
    queries, keys = batch
    queries = queries[:-1]
    expected = slow_info_nce(queries, keys, 1 / temperature)
    assert info_nce(queries, keys, temperature).item() == pytest.approx(expected, abs=1e-9)


@quick
@given(batches(), st.floats(0.1, 20))
def test_clip_loss_averages_both_directions(batch, scale):
    images, texts = batch
    expected = (slow_info_nce(images, texts, scale) + slow_info_nce(texts, images, scale)) / 2
    assert clip_loss(images, texts, scale).item() == pytest.approx(expected, abs=1e-9)


@quick
@given(batches(), st.floats(0.1, 20), st.floats(-20, 20))
def test_siglip_loss_asks_about_each_pair_alone(batch, scale, bias):
    images, texts = batch
    total = 0
    for i, row in enumerate(slow_cosines(images, texts)):
        for j, cosine in enumerate(row):
            match = 1 / (1 + math.exp(-(scale * cosine + bias)))
            no_match = 1 / (1 + math.exp(scale * cosine + bias))
            total -= math.log(match if i == j else no_match)
    loss = siglip_loss(images, texts, scale, bias).item()
    assert loss == pytest.approx(total / len(images), rel=1e-7, abs=1e-9)


@quick
@given(batches(sides=3), st.floats(0, 2))
def test_triplet_loss_is_the_missing_margin(batch, margin):
    hinges = [
        max(0, slow_cosine(a, n) - slow_cosine(a, p) + margin)
        for a, p, n in zip(*(side.tolist() for side in batch), strict=True)
    ]
    assert triplet_loss(*batch, margin).item() == pytest.approx(np.mean(hinges), abs=1e-9)


compass = torch.tensor([[1.0, 0], [0, 1], [-1, 0], [0, -1]])  # exact cosines, so exact ties


@quick
@given(st.lists(st.integers(0, 3), min_size=2, max_size=8), st.integers(1, 9), st.data())
def test_hardest_negatives_are_the_most_similar_others(directions, k, data):
    keys = compass[directions]
    queries = compass[directions[: data.draw(st.integers(1, len(directions)))]].flip(1)
    cosines = slow_cosines(queries, keys)
    expected = [
        sorted((j for j in range(len(keys)) if j != i), key=lambda j, row=row: (-row[j], j))[:k]
        for i, row in enumerate(cosines)
    ]
    assert hardest_negatives(queries, keys, k).tolist() == expected


def test_many_tied_negatives_come_in_order():
    keys = compass[[0] * 50]  # sorting without care mixes ties up from 17 on
    assert hardest_negatives(keys[:1], keys, 60).tolist() == [list(range(1, 50))]


def test_hardest_negatives_are_indices_without_a_gradient():
    x = normal(5, 3).requires_grad_()
    found = hardest_negatives(x, x, 2)
    assert (found.dtype, found.shape, found.requires_grad) == (torch.int64, (5, 2), False)


# libraries


@pytest.mark.parametrize("seed", range(5))
def test_clip_loss_equals_transformers(seed):
    from transformers.models.clip.modeling_clip import image_text_contrastive_loss

    images, texts = normal(2, 16, 8, seed=seed)
    logits = 14.3 * F.normalize(texts) @ F.normalize(images).T
    torch.testing.assert_close(clip_loss(images, texts, 14.3), image_text_contrastive_loss(logits))


@pytest.mark.parametrize("seed", range(5))
def test_siglip_loss_equals_the_paper(seed):
    """Zhai et al. 2023, algorithm 1, in torch: mean over the batch, not over the n * n pairs."""
    images, texts = normal(2, 16, 8, seed=seed)
    t_prime, b, n = math.log(10), -10, 16
    zimg, ztxt = F.normalize(images), F.normalize(texts)
    logits = zimg @ ztxt.T * math.exp(t_prime) + b
    labels = 2 * torch.eye(n) - torch.ones(n)
    expected = -torch.sum(F.logsigmoid(labels * logits)) / n
    torch.testing.assert_close(siglip_loss(images, texts), expected)
    torch.testing.assert_close(siglip_loss(images, texts, math.exp(t_prime), b), expected)


@pytest.mark.parametrize("seed", range(5))
def test_multiple_negatives_ranking_loss_equals_sentence_transformers(seed):
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    queries, keys, hard = normal(3, 16, 8, seed=seed)
    oracle = MultipleNegativesRankingLoss(model=None)
    expected = oracle.compute_loss_from_embeddings([queries, keys], labels=None)
    torch.testing.assert_close(multiple_negatives_ranking_loss(queries, keys), expected)
    expected = oracle.compute_loss_from_embeddings([queries, keys, hard], labels=None)
    both = torch.cat([keys, hard])
    torch.testing.assert_close(multiple_negatives_ranking_loss(queries, both), expected)


@pytest.mark.parametrize("seed", range(5))
def test_info_nce_equals_nt_xent_of_pytorch_metric_learning(seed):
    from pytorch_metric_learning.losses import NTXentLoss

    queries, keys = normal(2, 16, 8, seed=seed)
    labels, ref_labels = torch.arange(16), torch.arange(16)  # one tensor would drop the diagonal
    expected = NTXentLoss(temperature=0.07)(queries, labels, ref_emb=keys, ref_labels=ref_labels)
    torch.testing.assert_close(info_nce(queries, keys), expected)


@pytest.mark.parametrize("seed", range(5))
def test_triplet_loss_equals_torch(seed):
    anchors, positives, negatives = normal(3, 16, 8, seed=seed)
    expected = F.triplet_margin_with_distance_loss(
        anchors,
        positives,
        negatives,
        distance_function=lambda a, b: 1 - F.cosine_similarity(a, b),
        margin=0.2,
    )
    torch.testing.assert_close(triplet_loss(anchors, positives, negatives), expected)


# the rule about lengths


@every_loss
def test_lengths_do_not_matter(loss):
    a, b = normal(2, 6, 4)
    lengths = 10 ** normal(6, 1, seed=1)
    torch.testing.assert_close(loss(a * lengths, b), loss(a, b))
    torch.testing.assert_close(loss(a, b * lengths), loss(a, b))


@every_loss
@pytest.mark.parametrize("size", [1e-30, 1e30])
def test_float32_extremes(loss, size):
    a, b = normal(2, 6, 4, dtype=torch.float32)
    extreme = (a * size).requires_grad_()
    value = loss(extreme, b)
    value.backward()
    assert value.item() == pytest.approx(loss(a, b).item(), abs=1e-5)
    a.requires_grad_()
    loss(a, b).backward()
    torch.testing.assert_close(extreme.grad * size, a.grad, rtol=1e-4, atol=1e-6)


@every_loss
def test_a_zero_row_gives_finite_values_and_gradients(loss):
    a, b = normal(2, 4, 3, dtype=torch.float32)
    a[1] = 0
    a.requires_grad_()
    value = loss(a, b)
    value.backward()
    assert value.isfinite()
    assert a.grad.abs().max() < 100


# gradients


@every_loss
def test_gradients_of_both_sides(loss):
    a, b = normal(2, 5, 3).requires_grad_().unbind()
    assert gradcheck(loss, (a, b))


@pytest.mark.parametrize("temperature", [0.01, 0.07, 1.0, 100.0])
def test_gradients_at_any_temperature(temperature):
    a, b = (x.clone().requires_grad_() for x in normal(2, 5, 3))
    temperature = torch.tensor(temperature, dtype=torch.float64, requires_grad=True)
    assert gradcheck(info_nce, (a, b, temperature))
    assert gradcheck(lambda a, b, t: clip_loss(a, b, 1 / t), (a, b, temperature))
    assert gradcheck(
        lambda a, b, t: multiple_negatives_ranking_loss(a, b, 1 / t), (a, b, temperature)
    )
    bias = torch.tensor(-3.0, dtype=torch.float64, requires_grad=True)
    assert gradcheck(lambda a, b, t, c: siglip_loss(a, b, 1 / t, c), (a, b, temperature, bias))


@pytest.mark.parametrize("temperature", [1e-6, 1e-4, 0.01, 1.0, 1e4, 1e6])
def test_extreme_temperatures_in_float32(temperature):
    pair = normal(2, 64, 16)
    for loss in (
        lambda a, b: info_nce(a, b, temperature),
        lambda a, b: clip_loss(a, b, 1 / temperature),
        lambda a, b: multiple_negatives_ranking_loss(a, b, 1 / temperature),
        lambda a, b: siglip_loss(a, b, 1 / temperature, 0.0),
    ):
        a, b = (x.float().requires_grad_() for x in pair)
        value = loss(a, b)
        value.backward()
        assert value.item() == pytest.approx(loss(*pair).item(), rel=1e-4)
        assert a.grad.isfinite().all()
        assert b.grad.isfinite().all()


def test_log_sum_exp_holds_where_exp_overflows():
    assert torch.exp(torch.tensor(1 / 0.01)).isinf()
    collapsed = torch.ones(8, 4)
    assert info_nce(collapsed, collapsed, 0.01).item() == pytest.approx(math.log(8), abs=1e-5)


# what the lesson says of them


def test_one_pair_has_nothing_to_be_told_from():
    a, b = normal(2, 1, 4)
    assert info_nce(a, b).item() == clip_loss(a, b, 10.0).item() == 0


@pytest.mark.parametrize("n", [2, 64])
def test_a_collapsed_encoder_guesses(n):
    same = torch.ones(n, 8)
    assert info_nce(same, same).item() == pytest.approx(math.log(n), abs=1e-5)
    assert triplet_loss(same, same, same, margin=0.25).item() == pytest.approx(0.25, abs=1e-6)


def test_at_scale_one_the_ranking_loss_cannot_fall_below_its_floor():
    """ERRATA 6: 63 negatives as far away as a cosine goes still leave 2.254."""
    query = torch.tensor([[1.0, 0.0]])
    keys = torch.cat([query, -query.repeat(63, 1)])
    floor = multiple_negatives_ranking_loss(query, keys, scale=1.0).item()
    assert floor == pytest.approx(2.254, abs=5e-4)
    assert multiple_negatives_ranking_loss(query, keys).item() < 1e-6


def test_duplicate_captions_are_false_negatives():
    """ERRATA 7: perfect embeddings, but two captions of four are the same."""
    perfect = torch.eye(4)[[0, 0, 1, 2]]
    assert clip_loss(perfect, perfect, 100.0).item() == pytest.approx(0.3466, abs=1e-4)


def test_a_fixed_scale_and_bias_leave_the_sigmoid_at_one_half():
    """ERRATA 10: at t = 10, b = -10 a perfect pair has logit 0; learned values do better."""
    perfect = torch.eye(2)
    halves = -math.log(0.5) - math.log(1 - 1 / (1 + math.exp(10)))
    assert siglip_loss(perfect, perfect).item() == pytest.approx(halves, abs=1e-6)
    assert siglip_loss(perfect, perfect, 40.0, -20.0).item() < 1e-6


def test_the_squared_distance_doubles_the_margin():
    """ERRATA 11: |a - b|^2 = 2 (1 - cos), so a margin of 0.4 there is one of 0.2 here."""
    a, p, n = F.normalize(normal(3, 16, 8), dim=2)
    squared = F.relu((a - p).square().sum(1) - (a - n).square().sum(1) + 0.4).mean()
    torch.testing.assert_close(triplet_loss(a, p, n, margin=0.2), squared / 2)


def test_without_other_processes_there_is_nothing_to_gather():
    x = normal(3, 2)
    assert gather_with_gradient(x) is x


# bad input

good = torch.eye(3)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (np.eye(3), "must be a 2-D torch tensor of floats, but is numpy.ndarray"),
        (torch.ones(3), r"2-D .* but is a torch.float32 of shape \(3,\)"),
        (torch.ones(3, 3, dtype=torch.int64), r"of floats, but is a torch.int64"),
        (torch.full((3, 3), math.nan), "must be finite"),
        (torch.full((3, 3), math.inf), "must be finite"),
        (torch.ones(0, 3), r"must have a row and a column, but has shape \(0, 3\)"),
        (torch.ones(3, 2), "must have one dimension"),
    ],
)
def test_bad_tensors_are_named(bad, message):
    for call, names in (
        (info_nce, ("queries", "keys")),
        (multiple_negatives_ranking_loss, ("queries", "keys")),
        (siglip_loss, ("images", "texts")),
        (lambda a, b: clip_loss(a, b, 10.0), ("images", "texts")),
        (lambda a, b: hardest_negatives(a, b, 1), ("queries", "keys")),
        (lambda a, b: triplet_loss(a, b, good), ("anchors", "positives")),
        (lambda a, b: triplet_loss(a, good, b), ("anchors", "negatives")),
    ):
        for sides, name in (((bad, good), names[0]), ((good, bad), names[1])):
            with pytest.raises(ValueError, match=f"{name} .*{message}"):
                call(*sides)


@pytest.mark.parametrize("value", [0, -1.0, math.nan, math.inf, torch.ones(2)])
def test_scales_are_positive(value):
    for name, call in {
        "temperature": lambda: info_nce(good, good, value),
        "logit_scale": lambda: clip_loss(good, good, value),
        "scale": lambda: multiple_negatives_ranking_loss(good, good, value),
        "logit_scale must": lambda: siglip_loss(good, good, value),
    }.items():
        with pytest.raises(ValueError, match=f"^{name} .*one positive number"):
            call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: info_nce(good, good[:2]), "keys must have a row for each of the 3 queries"),
        (lambda: clip_loss(good, good[:2], 1.0), "images and texts must pair up row by row"),
        (lambda: siglip_loss(good[:2], good), "images and texts must pair up row by row"),
        (lambda: triplet_loss(good, good, good[:2]), "anchors and negatives must pair up"),
        (lambda: triplet_loss(good, good, good, -0.1), "margin must be a number of at least 0"),
        (lambda: triplet_loss(good, good, good, math.nan), "margin must be a number"),
        (lambda: siglip_loss(good, good, 1.0, math.nan), "logit_bias must be one finite number"),
        (lambda: hardest_negatives(good, good, 0), "k must be a whole number of at least 1"),
        (lambda: hardest_negatives(good[:1], good[:1], 1), "keys must have .* one other"),
        (lambda: hardest_negatives(good, good[:2], 1), "keys must have a row for each query"),
    ],
)
def test_other_arguments_are_checked(call, message):
    with pytest.raises(ValueError, match=message):
        call()
