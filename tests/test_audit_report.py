"""The report on ten healthy draws, and on ten of each fault: it names that one and no other."""

import json

import numpy as np
import pytest

from course_utils import audit
from course_utils.similarity import l2_normalize
from tests.patients import another_model, healthy

DRAWS = range(10)


def without_repeats(seed, n=600):
    """n pairs, no two with one caption."""
    images, texts = healthy(seed, 1500)
    _, first = np.unique(texts, axis=0, return_index=True)
    rows = np.sort(first)[:n]
    return images[rows], texts[rows]


def not_normalized(images, texts):
    images *= np.random.default_rng(0).uniform(0.5, 2, (len(images), 1)).astype(np.float32)


def some_missing(images, texts):
    images[[4, 9]], texts[30] = np.nan, 0


def one_skipped(images, texts):
    texts[200:] = np.roll(texts[200:], 1, axis=0)


def half_of_a_new_version(images, texts):
    images[300:] = another_model(images[300:])


def captions_that_repeat(images, texts):
    images[300:340] = l2_normalize(images[:40] + 0.7 * images[300:340])
    texts[300:340] = texts[:40]


def items_twice(images, texts):
    images[300:340] = l2_normalize(images[:40] + 0.1 * images[300:340])
    texts[300:340] = l2_normalize(texts[:40] + 0.5 * texts[300:340])


def a_shared_direction(images, texts):
    shared = np.eye(384, dtype=np.float32)[0]
    images[:], texts[:] = l2_normalize(images + shared), l2_normalize(texts + shared)
    images[17] = l2_normalize(texts.mean(axis=0)[None])


FAULTS = {
    not_normalized: {"images"},
    some_missing: {"images", "texts"},
    one_skipped: {"pairs"},
    half_of_a_new_version: {"pairs"},
    captions_that_repeat: {"repeated texts"},
    items_twice: {"near-duplicates"},
    a_shared_direction: {"hubs for texts"},
}


def sick(report):
    return {name for name, finding in report.findings.items() if not finding.ok}


@pytest.mark.parametrize("seed", DRAWS)
def test_healthy_draws(seed):
    report = audit.check_embeddings(*without_repeats(seed))
    assert sick(report) == set()
    assert report.ok
    assert "next:" not in str(report)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("seed", DRAWS)
def test_each_fault_by_its_name_and_no_other(fault, seed):
    images, texts = without_repeats(seed)
    fault(images, texts)
    report = audit.check_embeddings(images, texts)
    assert sick(report) == FAULTS[fault]
    assert not report.ok


def test_the_report_for_a_terminal_a_notebook_and_code():
    images, texts = without_repeats(0)
    some_missing(images, texts)
    report = audit.check_embeddings(images, texts)
    lines = str(report).splitlines()
    assert lines[0] == "600 pairs of 384 numbers: 2 of 8 checks found something"
    assert lines[1] == "found  images: 2 of 600 rows hold NaN or infinite values"
    assert lines[2].startswith("       next: encode rows")
    html = report._repr_html_()
    assert html.count("<b>found</b>") == 2
    found = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert found["ok"] is False
    assert (found["rows"], found["dim"]) == (600, 384)
    assert found["findings"]["images"]["evidence"]["bad_rows"] == [4, 9]
    assert found["findings"]["texts"]["ok"] is False
    images *= 2
    cut = audit.check_embeddings(images, texts).as_dict()["findings"]["images"]["evidence"]
    assert len(cut["bad_rows"]) == 100


def test_a_column_named_like_markup_stays_text():
    finding = audit.Finding(False, "<script>", {}, "a & b")
    html = audit.Report(1, 1, {"x": finding})._repr_html_()
    assert "&lt;script&gt;" in html
    assert "a &amp; b" in html


def test_few_rows_and_what_does_not_fit():
    assert set(audit.check_embeddings(np.eye(3), np.eye(3)).findings) == {
        "images", "texts", "repeated images", "repeated texts", "near-duplicates",
        "hubs for texts", "hubs for images",
    }  # fmt: skip
    assert not audit.check_embeddings([[np.nan, 1]], [[0.6, 0.8]]).ok
    with pytest.raises(ValueError, match="images and texts must pair up row by row"):
        audit.check_embeddings(np.eye(4), np.eye(4)[:3])
    with pytest.raises(ValueError, match="images and texts must have one dimension"):
        audit.check_embeddings(np.eye(4), np.eye(3))
    with pytest.raises(ValueError, match="texts must hold real numbers"):
        audit.check_embeddings(np.eye(2), [["a", "b"], ["c", "d"]])


def test_the_same_seed_gives_the_same_report(capsys):
    images, texts = healthy(0, 1600)
    reports = [audit.check_embeddings(images, texts, seed=3, progress=p) for p in (False, True)]
    assert str(reports[0]) == str(reports[1])
    assert "auditing" in capsys.readouterr().err
