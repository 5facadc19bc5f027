"""Lesson 1's functions against slow, obvious references, at the edges and on bad input."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from course_utils import similarity
from course_utils.similarity import (
    alignment,
    angular_distance,
    cosine_similarity,
    l2_normalize,
    modality_gap,
    top_k,
    truncate,
    uniformity,
)

quick = settings(max_examples=50, deadline=None)
ordinary = st.floats(-100, 100, width=32).map(lambda v: 0.0 if abs(v) < 1e-3 else v)


def matrices(rows=(1, 6), dim=(1, 5), elements=ordinary):
    shapes = st.tuples(st.integers(*rows), st.integers(*dim))
    return shapes.flatmap(lambda s: arrays(np.float32, s, elements=elements))


def matrix_pairs(same_rows=False):
    shapes = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
    return shapes.flatmap(
        lambda s: st.tuples(
            arrays(np.float32, (s[0], s[2]), elements=ordinary),
            arrays(np.float32, (s[0] if same_rows else s[1], s[2]), elements=ordinary),
        )
    )


def slow_unit(row):
    length = math.sqrt(math.fsum(float(v) ** 2 for v in row))
    return [float(v) / length if length else 0.0 for v in row]


def slow_cosine(a, b):
    return math.fsum(x * y for x, y in zip(slow_unit(a), slow_unit(b), strict=True))


def slow_squared_distance(a, b):
    return math.fsum((x - y) ** 2 for x, y in zip(slow_unit(a), slow_unit(b), strict=True))


# l2_normalize


@quick
@given(matrices())
def test_l2_normalize_divides_each_row_by_its_length(x):
    before = x.copy()
    unit = l2_normalize(x)
    assert unit.dtype == np.float32
    np.testing.assert_allclose(unit, [slow_unit(row) for row in x], atol=1e-6)
    np.testing.assert_array_equal(x, before)


@quick
@given(matrices(), st.floats(1e-3, 1e3))
def test_l2_normalize_keeps_directions_and_forgets_lengths(x, factor):
    np.testing.assert_allclose(l2_normalize(factor * x), l2_normalize(x), atol=1e-6)
    np.testing.assert_allclose(l2_normalize(l2_normalize(x)), l2_normalize(x), atol=1e-6)


@pytest.mark.parametrize("size", [1e-44, 1e-38, 1e-30, 1.0, 1e30, 3e38])
def test_l2_normalize_survives_float32_extremes(size):
    rows = np.array([[size, -size, size, -size], [0, 0, 0, 0]], dtype=np.float32)
    np.testing.assert_allclose(l2_normalize(rows), [[0.5, -0.5, 0.5, -0.5], [0] * 4], atol=1e-6)


def test_l2_normalize_of_mixed_magnitudes():
    rows = np.array([[3e30, 4e30, 1e-30], [1e-30, 0, 0]], dtype=np.float32)
    np.testing.assert_allclose(l2_normalize(rows), [[0.6, 0.8, 0], [1, 0, 0]], atol=1e-6)


def test_l2_normalize_keeps_no_rows_as_no_rows():
    assert l2_normalize(np.empty((0, 3))).shape == (0, 3)


def test_l2_normalize_takes_lists_and_integers_without_changing_its_input():
    x = np.array([[3, 4]])
    np.testing.assert_allclose(l2_normalize(x), [[0.6, 0.8]], atol=1e-7)
    np.testing.assert_array_equal(x, [[3, 4]])
    np.testing.assert_allclose(l2_normalize([[3, 4]]), [[0.6, 0.8]], atol=1e-7)


# cosine_similarity, angular_distance


@quick
@given(matrix_pairs())
def test_cosine_similarity_of_every_pair(pair):
    a, b = pair
    expected = [[slow_cosine(x, y) for y in b] for x in a]
    cosine = cosine_similarity(a, b)
    assert cosine.dtype == np.float32
    np.testing.assert_allclose(cosine, np.array(expected).reshape(len(a), len(b)), atol=2e-6)


def test_cosine_of_the_first_exercise():
    """z1 = [0.64, 0.77] is not quite a unit vector: its cosine is 0.99875, not 1 (ERRATA 1)."""
    assert cosine_similarity([[0.6, 0.8]], [[0.64, 0.77]])[0, 0] == pytest.approx(0.99875, abs=5e-6)


def test_cosine_of_zero_and_extreme_rows():
    a = np.array([[0, 0], [1e30, 1e30], [1e-30, 0]], dtype=np.float32)
    np.testing.assert_allclose(
        cosine_similarity(a, a),
        [[0, 0, 0], [0, 1, math.sqrt(0.5)], [0, math.sqrt(0.5), 1]],
        atol=1e-6,
    )


@quick
@given(matrix_pairs())
def test_angular_distance_is_the_angle_over_pi(pair):
    a, b = pair
    expected = [[math.acos(max(-1, min(1, slow_cosine(x, y)))) / math.pi for y in b] for x in a]
    angle = angular_distance(a, b)
    assert angle.dtype == np.float32
    assert ((angle >= 0) & (angle <= 1)).all()
    np.testing.assert_allclose(angle, np.array(expected).reshape(len(a), len(b)), atol=1e-7)


def test_angular_distance_to_itself_is_zero_where_float32_would_not_be():
    x = np.random.default_rng(0).standard_normal((200, 384))
    assert angular_distance(x, x).diagonal().max() < 1e-7
    cosine = cosine_similarity(x, x).diagonal()
    assert np.arccos(cosine.clip(-1, 1)).max() / np.pi > 1e-5
    assert angular_distance(x, -x).diagonal().min() > 1 - 1e-7


def test_the_angle_obeys_the_triangle_inequality_and_one_minus_cosine_does_not():
    x = np.array([[1, 0], [1, 1], [0, 1]])
    angle, minus = angular_distance(x, x), 1 - cosine_similarity(x, x)
    assert angle[0, 2] == pytest.approx(angle[0, 1] + angle[1, 2], abs=1e-6)
    assert minus[0, 1] + minus[1, 2] == pytest.approx(0.586, abs=1e-3)
    assert minus[0, 2] == pytest.approx(1, abs=1e-6)


@quick
@given(matrices(rows=(3, 3), dim=(4, 4)))
def test_angle_triangle_inequality(x):
    angle = angular_distance(x, x)
    if np.abs(x).max(axis=1).min() > 0:
        assert angle[0, 2] <= angle[0, 1] + angle[1, 2] + 1e-6


# top_k


def slow_top_k(scores, k):
    ranked = [sorted(range(len(row)), key=lambda j: (-row[j], j))[:k] for row in scores.tolist()]
    return [[row[j] for j in ids] for row, ids in zip(scores, ranked, strict=True)], ranked


few_values = st.sampled_from([-1.0, 0.0, -0.0, 0.5, 1.0])


@quick
@given(matrices(dim=(1, 12), elements=few_values), st.integers(1, 15))
def test_top_k_with_ties_goes_to_the_lower_index(scores, k):
    values, indices = top_k(scores, k)
    slow_values, slow_indices = slow_top_k(scores, k)
    assert values.shape == indices.shape == (len(scores), min(k, scores.shape[1]))
    np.testing.assert_array_equal(indices, slow_indices)
    np.testing.assert_array_equal(values, slow_values)


@quick
@given(matrices(dim=(1, 12)), st.integers(1, 15))
def test_top_k_is_a_sort_cut_off(scores, k):
    _, indices = top_k(scores, k)
    np.testing.assert_array_equal(indices, slow_top_k(scores, k)[1])


def test_top_k_of_many_rows_is_the_same_in_blocks():
    scores = np.random.default_rng(0).integers(0, 50, (900, 10_000)).astype(np.float32)
    values, indices = top_k(scores, 5)
    some = [0, 399, 400, 401, 899]
    np.testing.assert_array_equal(indices[some], slow_top_k(scores[some], 5)[1])
    np.testing.assert_array_equal(values, np.take_along_axis(scores, indices, axis=1))


def test_top_k_types_and_edges():
    values, indices = top_k(np.zeros((1, 3), np.float32), 1)
    assert (values.dtype, indices.dtype) == (np.float32, np.int64)
    assert top_k(np.zeros((0, 3), np.float32), 2)[1].shape == (0, 2)
    close = np.array([[1.0, 1.0 + 1e-12]])
    np.testing.assert_array_equal(top_k(close, 1)[1], [[1]])


def test_top_k_leaves_the_scores_alone():
    scores = np.array([[0.1, 0.9, 0.5]], dtype=np.float32)
    before = scores.copy()
    top_k(scores, 2)
    np.testing.assert_array_equal(scores, before)


# truncate


@quick
@given(matrices(dim=(5, 5)), st.integers(1, 5))
def test_truncate_cuts_and_normalizes(x, dim):
    expected = [slow_unit(row[:dim]) for row in x]
    np.testing.assert_allclose(truncate(x, dim), expected, atol=1e-6)


# alignment, uniformity, modality_gap


@quick
@given(matrix_pairs(same_rows=True))
def test_alignment_is_the_mean_squared_distance_of_partners(pair):
    x, y = pair
    expected = np.mean([slow_squared_distance(a, b) for a, b in zip(x, y, strict=True)])
    assert alignment(x, y) == pytest.approx(expected, abs=1e-5)
    assert isinstance(alignment(x, y), float)


@quick
@given(matrices(rows=(2, 7)), st.floats(0.1, 5))
def test_uniformity_is_the_log_mean_potential_of_all_pairs(x, t):
    pairs = [(i, j) for i in range(len(x)) for j in range(i)]
    potential = [math.exp(-t * slow_squared_distance(x[i], x[j])) for i, j in pairs]
    assert uniformity(x, t) == pytest.approx(math.log(np.mean(potential)), abs=1e-4)
    assert isinstance(uniformity(x, t), float)


def test_uniformity_of_a_collapsed_space_is_zero_and_falls_with_spread():
    rng = np.random.default_rng(0)
    point = np.tile(rng.standard_normal(16), (50, 1))
    cone = 1 + 0.3 * rng.standard_normal((500, 16))
    sphere = rng.standard_normal((500, 16))
    assert uniformity(point) == pytest.approx(0, abs=1e-5)
    assert uniformity(sphere) < uniformity(cone) - 1 < -1


def test_uniformity_of_the_whole_sphere_meets_its_limit():
    """For uniform unit vectors, |x - y|^2 = 2 - 2cos; on the circle the mean is e^-2t I0(2t)."""
    angle = 2 * np.pi * np.arange(400) / 400
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    without_diagonal = (400 * np.exp(-4) * np.i0(4.0) - 1) / 399
    assert uniformity(circle) == pytest.approx(math.log(without_diagonal), abs=1e-5)


def test_uniformity_does_not_underflow_at_large_t():
    assert uniformity([[1, 0], [-1, 0]], t=1e4) == pytest.approx(-4e4)


@quick
@given(matrix_pairs())
def test_modality_gap_is_the_distance_of_the_centres(pair):
    x, y = pair
    centres = [np.mean([slow_unit(row) for row in side], axis=0) for side in (x, y)]
    assert modality_gap(x, y) == pytest.approx(math.dist(*centres), abs=1e-5)
    assert isinstance(modality_gap(x, y), float)


@pytest.mark.parametrize("measure", [alignment, modality_gap])
def test_lengths_do_not_matter(measure):
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((2, 20, 8))
    scale = rng.uniform(0.1, 10, (20, 1))
    assert measure(x * scale, y) == pytest.approx(measure(x, y), abs=1e-6)
    assert uniformity(x * scale) == pytest.approx(uniformity(x), abs=1e-6)


# bad input


good = np.eye(3, dtype=np.float32)
two = {
    "cosine_similarity": ("a", "b"),
    "angular_distance": ("a", "b"),
    "alignment": ("x", "y"),
    "modality_gap": ("x", "y"),
}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (np.ones(3), r"must be 2-D, one vector a row, but has shape \(3,\); for one vector"),
        (np.ones((2, 3, 1)), r"must be 2-D, one vector a row, but has shape \(2, 3, 1\)$"),
        ([[1, np.nan, 0]] * 3, "must be finite, but 3 of its 3 rows hold NaN"),
        ([[1, 1, 0], [1, np.inf, 0], [1, 1, 1]], "1 of its 3 rows .* the first is row 1"),
        ([[1, 2], [3]], "rows of one length"),
        ([["a", "b", "c"]], "real numbers, but its dtype is <U1"),
        ([[1j, 0, 0]], "real numbers"),
        (np.ones((3, 0)), "at least one column"),
    ],
)
def test_one_clear_sentence_names_the_argument(bad, message):
    for name, (first, second) in two.items():
        function = getattr(similarity, name)
        with pytest.raises(ValueError, match=f"^{first} .*{message}"):
            function(bad, good)
        with pytest.raises(ValueError, match=f"^{second} .*{message}"):
            function(good, bad)
    with pytest.raises(ValueError, match=f"^scores .*{message}"):
        top_k(bad, 1)
    for function in (l2_normalize, uniformity, lambda x: truncate(x, 1)):
        with pytest.raises(ValueError, match=f"^x .*{message}"):
            function(bad)


def test_what_float32_cannot_hold_is_refused():
    with pytest.raises(ValueError, match=r"^x must be finite, .* as float32"):
        l2_normalize([[1e300, 0, 0]])


@pytest.mark.parametrize("name", two)
def test_dimensions_must_agree(name):
    with pytest.raises(ValueError, match="must have one dimension, but their rows have 3 and 2"):
        getattr(similarity, name)(good, np.ones((3, 2)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: top_k(good, 0), "^k must be a whole number of at least 1, but is 0$"),
        (lambda: top_k(good, 1.5), "^k must be a whole number of at least 1, but is 1.5$"),
        (lambda: top_k(good, True), "^k must be a whole number"),
        (lambda: truncate(good, 4), "^dim must be at most the 3 columns of x, but is 4$"),
        (lambda: truncate(good, 0), "^dim must be a whole number of at least 1"),
        (lambda: alignment(good, good[:2]), "must pair up row by row, but have 3 and 2 rows"),
        (lambda: alignment(good[:0], good[:0]), "^x must have at least one row"),
        (lambda: modality_gap(good, good[:0]), "^y must have at least one row"),
        (lambda: uniformity(good[:1]), "^x must have at least 2 rows"),
        (lambda: uniformity(good, t=0), "^t must be a positive number, but is 0$"),
        (lambda: uniformity(good, t=math.nan), "^t must be a positive number"),
    ],
)
def test_other_arguments_are_checked(call, message):
    with pytest.raises(ValueError, match=message):
        call()
