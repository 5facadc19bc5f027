"""Every public function meets every kind of matrix, number and count that people hand in.

Each gives the result of plain float64 numbers, or a ValueError that names the argument.
"""

import re
from functools import partial

import numpy as np
import pytest

from course_utils import audit, calibration, similarity
from course_utils.zero_shot import Moderator, ZeroShotClassifier
from tests.bad_kinds import (
    NO_COUNT,
    NO_NUMBER,
    NOT_A_MATRIX,
    SAME,
    SAME_COUNT,
    SAME_NUMBER,
    SMALL,
)


class Model:
    """Stands for an encoder: texts become vectors by their length, pictures are vectors already."""

    logit_scale = 10.0

    def encode_texts(self, texts):
        return np.array([[len(text), 1, len(text) % 3, 2] for text in texts], dtype=np.float32)

    def encode_images(self, images):
        raise ValueError("images must be pictures")


PROBABILITIES = np.array([[0.5, 0.25, 0.25, 0], [0, 0, 0.5, 0.5], [1, 0, 0, 0]])
LABELS = ["fruit", "animal", "fruit"]
classifier = partial(ZeroShotClassifier, Model(), ["animal", "fruit", "a big car"])


def moderator(**set_to):
    made = Moderator(Model(), {"weapons": ["a knife", "a gun"], "text": ["words"]})
    for name, value in set_to.items():
        setattr(made, name, value)
    return made


def calibrated(images, **choice):
    model = classifier()
    return list(model.calibrate(images, LABELS, **choice).values())


# What takes a matrix, the argument that is asked about, and a call with it.
MATRICES = {
    "l2_normalize x": similarity.l2_normalize,
    "cosine_similarity a": lambda x: similarity.cosine_similarity(x, SMALL),
    "cosine_similarity b": lambda x: similarity.cosine_similarity(SMALL, x),
    "angular_distance a": lambda x: similarity.angular_distance(x, SMALL),
    "angular_distance b": lambda x: similarity.angular_distance(SMALL, x),
    "top_k scores": lambda x: similarity.top_k(x, 2)[1],
    "truncate x": lambda x: similarity.truncate(x, 2),
    "alignment x": lambda x: similarity.alignment(x, SMALL),
    "alignment y": lambda x: similarity.alignment(SMALL, x),
    "uniformity x": similarity.uniformity,
    "modality_gap x": lambda x: similarity.modality_gap(x, SMALL[:2]),
    "modality_gap y": lambda x: similarity.modality_gap(SMALL[:2], x),
    "softmax logits": calibration.softmax,
    "fit_temperature scores": lambda x: calibration.fit_temperature(x, [0, 1, 1]),
    "batch_composition queries": lambda x: audit.batch_composition(x, SMALL),
    "batch_composition keys": lambda x: audit.batch_composition(SMALL, x),
    "batch_company queries": lambda x: audit.batch_company(x, SMALL, [[0, 1], [1, 2]]),
    "batch_company keys": lambda x: audit.batch_company(SMALL, x, [[0, 1], [1, 2]]),
    "prompt_stability wordings": lambda x: audit.prompt_stability([SMALL, x], SMALL, k=2),
    "prompt_stability gallery": lambda x: audit.prompt_stability([SMALL, SMALL[::-1]], x, k=2),
    "near_duplicates items": lambda x: audit.near_duplicates(x, SMALL),
    "near_duplicates reference": lambda x: audit.near_duplicates(SMALL, x),
    "check_vectors embeddings": audit.check_vectors,
    "hubs queries": lambda x: audit.hubs(x, SMALL),
    "hubs gallery": lambda x: audit.hubs(SMALL, x),
    "repeated_rows rows": audit.repeated_rows,
    "near_repeats rows": audit.near_repeats,
    "same_encoding stored": lambda x: audit.same_encoding(x, SMALL),
    "same_encoding again": lambda x: audit.same_encoding(SMALL, x),
    "population_drift reference": lambda x: audit.population_drift(x, SMALL),
    "population_drift new": lambda x: audit.population_drift(SMALL, x),
    "search_order queries": lambda x: audit.search_order(x, SMALL, [[0], [1], [2]]),
    "search_order gallery": lambda x: audit.search_order(SMALL, x, [[0], [1], [2]]),
    "written_words written": lambda x: audit.written_words(x, SMALL, SMALL),
    "written_words controls": lambda x: audit.written_words(SMALL, x, SMALL),
    "written_words words": lambda x: audit.written_words(SMALL, SMALL, x),
}
# These take pictures too, and so only what says that it holds vectors: floats in an array.
EMBEDDED = {
    "classifier.scores images": lambda x: classifier().scores(x),
    "classifier.probabilities images": lambda x: classifier().probabilities(x),
    "classifier.predict images": lambda x: classifier().predict(x),
    "classifier.calibrate images": calibrated,
    "moderator.scores images": lambda x: moderator().scores(x),
    "moderator.flag images": lambda x: moderator(thresholds=[0.1, 0.9]).flag(x),
}
FLOATS = [
    "float16", "float32", "big-endian", "longdouble", "Fortran order", "every second column",
    "read backwards", "read-only", "np.matrix", "nothing masked", "tensor", "float32 tensor",
    "bfloat16 tensor", "float16 tensor", "gradient tensor", "parameter", "negated view",
]  # fmt: skip

# What takes a number: the call, and what it refuses beside what is no finite number at all.
NUMBERS = {
    "uniformity t": (lambda t: similarity.uniformity(SMALL, t), [0, -1]),
    "batch_composition temperature": (
        lambda t: audit.batch_composition(SMALL, SMALL, temperature=t), [0, -1]),
    "prompt_stability at_least": (
        lambda t: audit.prompt_stability([SMALL, SMALL], SMALL, at_least=t), [-0.1, 1.1]),
    "threshold_drift threshold": (lambda t: audit.threshold_drift(t, [0.1, 0.7], [0.6]), []),
    "near_duplicates threshold": (lambda t: audit.near_duplicates(SMALL, threshold=t), [0, 1.1]),
    "lowest_threshold precision": (
        lambda t: calibration.lowest_threshold([1, 2], [True, False], t), [0, 1.1]),
    "classifier threshold": (
        lambda t: classifier(threshold=t).predict(SMALL), []),
    "classifier.calibrate false_alarms": (lambda t: calibrated(SMALL, false_alarms=t), [-0.1, 1]),
    "moderator.calibrate precision": (
        lambda t: moderator().calibrate(SMALL, np.eye(3, 2, dtype=bool), precision=t), [0, 1.1]),
}  # fmt: skip
COUNTS = {
    "top_k k": lambda k: similarity.top_k(SMALL, k)[1],
    "truncate dim": lambda k: similarity.truncate(SMALL, k),
    "expected_calibration_error bins": lambda k: calibration.expected_calibration_error(
        PROBABILITIES, [0, 1, 1], bins=k
    ),
    "prompt_stability k": lambda k: audit.prompt_stability([SMALL, SMALL[::-1]], SMALL, k=k),
}


def plain(result):
    """What can be compared: a finding by its numbers, a dictionary by its values."""
    if isinstance(result, audit.Finding):
        numbers = [np.ravel(value) for value in result.evidence.values() if value is not None]
        return np.concatenate([[result.ok], *numbers])
    if isinstance(result, dict):
        return [plain(value) for value in result.values()]
    return result


def agree(found, expected):
    found, expected = np.asarray(plain(found)), np.asarray(plain(expected))
    if expected.dtype.kind == "f":
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)
    else:
        assert found.tolist() == expected.tolist()


def refused(name):
    """A ValueError that says the argument's name as a word of its own."""
    return pytest.raises(ValueError, match=rf"\b{re.escape(name.split()[-1])}\b")


@pytest.mark.parametrize("kind", SAME)
@pytest.mark.parametrize("name", MATRICES)
def test_a_matrix_of_any_kind_is_read_as_its_numbers(name, kind):
    agree(MATRICES[name](SAME[kind](SMALL.copy())), MATRICES[name](SMALL))


@pytest.mark.parametrize("kind", FLOATS)
@pytest.mark.parametrize("name", EMBEDDED)
def test_embeddings_stand_for_pictures_in_any_type_of_float(name, kind):
    agree(EMBEDDED[name](SAME[kind](SMALL.copy())), EMBEDDED[name](SMALL))


@pytest.mark.parametrize("kind", NOT_A_MATRIX)
@pytest.mark.parametrize("name", [*MATRICES, *EMBEDDED])
def test_what_is_no_matrix_is_refused_by_name(name, kind):
    if name.startswith("check_vectors") and kind.startswith(("NaN", "infinity")):
        return  # finding these is what it is for
    if name == "near_duplicates reference" and kind == "None":
        return  # the default
    with refused(name):
        (MATRICES | EMBEDDED)[name](NOT_A_MATRIX[kind](SMALL.copy()))


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers(name):
    call, refuses = NUMBERS[name]
    for same in SAME_NUMBER:
        agree(call(same), call(0.5))
    for value in [*NO_NUMBER, *refuses]:
        if name == "classifier threshold" and value is None:
            continue  # the default
        with refused(name):
            call(value)


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    for same in SAME_COUNT:
        agree(COUNTS[name](same), COUNTS[name](3))
    for value in NO_COUNT:
        with refused(name):
            COUNTS[name](value)
