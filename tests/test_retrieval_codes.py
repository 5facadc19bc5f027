"""sq8 and bits: the same as the slow way, which decodes every number and counts every sign."""

import numpy as np
import pytest

from course_utils.retrieval import VectorIndex, structure
from course_utils.similarity import l2_normalize
from tests.test_retrieval import DIM, NEAREST, QUERIES, VECTORS, filled, recall

UNIT, ASKED = l2_normalize(VECTORS), l2_normalize(QUERIES)


def test_sq8_scores_are_products_with_numbers_of_8_bits():
    low, high = UNIT.min(axis=0), UNIT.max(axis=0)
    steps = np.floor((UNIT - low) / (high - low) * 255).clip(0, 255)
    decoded = low + (steps + 0.5) / 255 * (high - low)
    scores, ids = filled("sq8").search(QUERIES, 10)
    expected = np.take_along_axis(ASKED @ decoded.T, ids, axis=1)
    np.testing.assert_allclose(scores, expected, atol=2e-3)
    slow = np.argsort(-(ASKED @ decoded.T), axis=1)[:, :10]
    assert recall(ids, slow) > 0.97


def test_sq8_takes_a_byte_a_number():
    assert filled("sq8").faiss_index.sa_code_size() == DIM


@pytest.mark.parametrize("k_factor", [1, 3, 30])
def test_bits_compares_the_nearest_by_signs_exactly(k_factor):
    index = filled("bits", k_factor=k_factor)
    signs = structure.hash_bits(index)
    assert (signs == (UNIT > 0)).all()
    differ = ((ASKED > 0)[:, None] != signs).sum(axis=2)
    scores, ids = index.search(QUERIES, 10)
    for row in range(len(QUERIES)):  # equal counts of signs: any of them may be a candidate
        last = np.sort(differ[row])[10 * k_factor - 1]
        assert (differ[row, ids[row]] <= last).all()
        sure = np.flatnonzero(differ[row] < last)
        best = sure[np.argsort(-(UNIT[sure] @ ASKED[row]))[:10]]
        assert scores[row, -1] >= np.sort(UNIT[best] @ ASKED[row])[0] - 1e-6 or len(best) < 10
    np.testing.assert_allclose(scores, np.take_along_axis(ASKED @ UNIT.T, ids, axis=1), atol=1e-6)


def test_more_candidates_find_more_and_all_candidates_find_everything():
    found = [recall(filled("bits", k_factor=f).search(QUERIES, 10)[1]) for f in (1, 10, 200)]
    assert found[0] < found[1] - 0.1
    assert found[2] == 1


def test_k_factor_of_bits_can_change_later():
    index = filled("bits", k_factor=1)
    narrow = recall(index.search(QUERIES, 10)[1], NEAREST)
    index.set_options(k_factor=30)
    assert recall(index.search(QUERIES, 10)[1], NEAREST) > narrow + 0.2


def test_the_new_kinds_take_no_options_of_others():
    with pytest.raises(ValueError, match="kind 'sq8', which takes none"):
        VectorIndex(8, "sq8", nbits=4)
    with pytest.raises(ValueError, match="kind 'bits', which takes only k_factor"):
        VectorIndex(8, "bits", nbits=4)
