"""Ids and rows: arrays that answer as a dictionary would."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.retrieval.ids import LARGEST, RowIds

near = st.integers(-6, 30)  # with and without gaps
extreme = st.sampled_from([-(2**63), 1 - 2**63, -1, 0, LARGEST - 1])
adds = st.lists(st.lists(near | extreme, unique=True, max_size=6) | st.integers(1, 4), max_size=6)


def filled(batches):
    """RowIds and the list that it stands for; a number adds as many ids by default."""
    ids, plain = RowIds(), []
    for batch in batches:
        if isinstance(batch, int):
            if ids.next_id + batch > LARGEST:
                continue
            new = ids.new(None, batch)
        else:
            fresh = [number for number in batch if number not in plain]
            new = ids.new(fresh, len(fresh))
        if len(new):
            ids.append(new)
            plain += new.tolist()
    return ids, plain


def check(ids, plain, asked):
    assert ids.by_row.tolist() == plain
    there = [number for number in asked if number in plain]
    mask = ids.mask("ids", asked, missing_ok=True)
    assert np.flatnonzero(mask).tolist() == sorted({plain.index(number) for number in there})
    if len(there) < len(asked):
        with pytest.raises(ValueError, match="ids must be in the index"):
            ids.mask("ids", asked)
    for number in there[:2]:
        with pytest.raises(ValueError, match=f"{number} is in the index already"):
            ids.new([number], 1)


@settings(max_examples=300, deadline=None)
@given(adds, st.lists(near | extreme, max_size=8), st.data())
def test_equal_to_a_list_that_is_searched(batches, asked, data):
    ids, plain = filled(batches)
    check(ids, plain, asked)
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(plain), max_size=len(plain))))
    ids.keep(kept.astype(bool))
    check(ids, [number for number, keep in zip(plain, kept, strict=True) if keep], asked)


@given(adds)
@settings(max_examples=100, deadline=None)
def test_ids_by_default_are_new_and_go_on_from_the_largest(batches):
    ids, plain = filled(batches)
    if ids.next_id + 3 <= LARGEST:
        assert ids.new(None, 3).tolist() == [ids.next_id + step for step in range(3)]
        assert all(ids.next_id > number for number in plain)


def test_ids_that_ascend_take_no_copy():
    ids = RowIds()
    ids.append(ids.new(None, 1000))
    ids.append(ids.new(range(2000, 3000), 1000))
    assert ids._rows is None
    assert ids._sorted is ids.by_row
