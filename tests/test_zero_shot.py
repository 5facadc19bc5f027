"""Lesson 4's classifier and moderator, with a small encoder whose every vector is known."""

import math

import numpy as np
import pytest

from course_utils.calibration import expected_calibration_error, fit_temperature
from course_utils.zero_shot import TEMPLATES, Moderator, ZeroShotClassifier, class_embeddings

AXES = {"cat": 0, "dog": 1, "bird": 2, "knife": 3}


class FakeClip:
    """Looks for the four words that it knows; a picture is a text, too. Counts what it reads."""

    logit_scale = 20.0

    def __init__(self):
        self.prompts = []

    def encode_texts(self, texts):
        self.prompts += list(texts)
        rows = np.full((len(texts), 5), 0.01, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word, axis in AXES.items():
                row[axis] += text.count(word)
            row[4] += 0.5 * text.count("blurred")
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def encode_images(self, images):
        if len(images) == 0:
            return np.zeros((0, 5), dtype=np.float32)
        return FakeClip.encode_texts(FakeClip(), images)


class TableClip:
    """Gives each text the vector that a table has for it."""

    logit_scale = 1.0

    def __init__(self, table):
        self.table = {text: np.float32(row) for text, row in table.items()}

    def encode_texts(self, texts):
        return np.stack([self.table[text] for text in texts])


@pytest.fixture
def clip():
    return FakeClip()


pets = ["cat", "dog", "bird"]
pictures = ["cat", "dog dog cat", "bird blurred", "blurred"]


# prompts


def test_templates_have_a_place_for_the_label_and_no_doubles():
    assert TEMPLATES["label"] == ("{}",)
    assert TEMPLATES["photo"] == ("a photo of a {}",)
    for templates in TEMPLATES.values():
        assert all(template.count("{}") == 1 for template in templates)
        assert len(set(templates)) == len(templates)
    assert len(TEMPLATES["ensemble"]) == 12


def test_each_template_is_filled_with_each_label(clip):
    class_embeddings(clip, ["cat", "{}"], ["a {}", "{} and {}"])
    assert clip.prompts == ["a cat", "cat and cat", "a {}", "{} and {}"]
    clip.prompts.clear()
    class_embeddings(clip, ["cat"], "photo")
    assert clip.prompts == ["a photo of a cat"]


def test_class_embeddings_are_the_normalized_mean():
    clip = TableClip(
        {"a cat": [1, 0, 0], "one cat": [0, 1, 0], "a dog": [0, 0, 1], "one dog": [0, 0, 1]}
    )
    embeddings = class_embeddings(clip, ["cat", "dog"], ["a {}", "one {}"])
    assert embeddings.dtype == np.float32
    half = math.sqrt(0.5)
    np.testing.assert_allclose(embeddings, [[half, half, 0], [0, 0, 1]], atol=1e-6)


def test_without_normalizing_again_the_winner_can_flip():
    """ERRATA 3: .707 against .849 for the plain mean, 1.000 against .849 for the unit one."""
    table = {
        "a cat": [0, 1],
        "one cat": [1, 0],
        "a dog": [0.974, 0.2267],
        "one dog": [0.974, 0.2267],
    }
    clip = TableClip(table)
    picture = np.array([[math.sqrt(0.5), math.sqrt(0.5)]], dtype=np.float32)
    plain = [
        np.mean([clip.table[f"{t} {label}"] for t in ("a", "one")], axis=0)
        for label in ("cat", "dog")
    ]
    np.testing.assert_allclose(picture @ np.transpose(plain), [[0.707, 0.849]], atol=2e-3)
    classifier = ZeroShotClassifier(clip, ["cat", "dog"], ["a {}", "one {}"])
    np.testing.assert_allclose(classifier.scores(picture), [[1, 0.849]], atol=2e-3)
    assert classifier.predict(picture) == ["cat"]


# the classifier


def test_scores_are_cosines_with_each_label(clip):
    classifier = ZeroShotClassifier(clip, pets, ["{}"])
    expected = FakeClip().encode_texts(pictures) @ FakeClip().encode_texts(pets).T
    scores = classifier.scores(pictures)
    assert (scores.shape, scores.dtype) == ((4, 3), np.float32)
    np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_the_best_label_wins_unless_it_is_under_the_threshold(clip):
    classifier = ZeroShotClassifier(clip, pets, ["{}"])
    assert classifier.predict(pictures[:3]).tolist() == pets
    classifier = ZeroShotClassifier(clip, pets, ["{}"], threshold=0.5)
    assert classifier.predict(pictures).tolist() == [*pets, "unknown"]
    exactly = float(classifier.scores(["dog dog cat"]).max())
    assert (
        ZeroShotClassifier(clip, pets, ["{}"], threshold=exactly).predict(["dog dog cat"]) == "dog"
    )


def test_ties_go_to_the_first_label(clip):
    assert ZeroShotClassifier(clip, ["dog", "cat"], ["{}"]).predict(["cat dog"]) == ["dog"]


def test_embeddings_serve_in_place_of_pictures(clip):
    classifier = ZeroShotClassifier(clip, pets, threshold=0.5)
    embeddings = clip.encode_images(pictures)
    np.testing.assert_allclose(
        classifier.scores(3 * embeddings), classifier.scores(pictures), atol=1e-6
    )
    assert classifier.predict(embeddings).tolist() == classifier.predict(pictures).tolist()
    moderator = Moderator(clip, {"weapons": ["knife"]})
    np.testing.assert_allclose(moderator.scores(embeddings), moderator.scores(pictures), atol=1e-6)


def test_no_pictures_get_no_labels(clip):
    classifier = ZeroShotClassifier(clip, pets)
    assert classifier.scores([]).shape == (0, 3)
    assert classifier.scores(np.zeros((0, 5))).shape == (0, 3)


def test_probabilities_are_the_softmax_at_the_temperature(clip):
    classifier = ZeroShotClassifier(clip, pets)
    assert classifier.temperature == 1 / 20
    powers = np.exp(20 * classifier.scores(pictures))
    expected = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(classifier.probabilities(pictures), expected, atol=1e-6)
    classifier.temperature = 1e6
    np.testing.assert_allclose(classifier.probabilities(pictures), 1 / 3, atol=1e-5)


def crowd(n=200, seed=0):
    """Noisy embeddings of pets, and their labels."""
    rng = np.random.default_rng(seed)
    labels = rng.choice(pets, n)
    return FakeClip().encode_texts(labels) + 0.6 * rng.standard_normal((n, 5)), labels


def test_calibrate_sets_what_it_returns_and_mends_the_probabilities(clip):
    images, labels = crowd()
    classifier = ZeroShotClassifier(clip, pets)
    classifier.temperature = 0.01
    targets = [pets.index(label) for label in labels]
    before = expected_calibration_error(classifier.probabilities(images), targets)
    chosen = classifier.calibrate(images, labels)
    assert chosen == {"temperature": classifier.temperature, "threshold": classifier.threshold}
    assert chosen["temperature"] == fit_temperature(classifier.scores(images), targets)
    assert expected_calibration_error(classifier.probabilities(images), targets) < before / 2


@pytest.mark.parametrize("share", [0.0, 0.05, 0.29, 0.9])
def test_the_threshold_keeps_the_share_of_false_alarms(clip, share):
    images, labels = crowd(n=100)
    classifier = ZeroShotClassifier(clip, pets)
    classifier.calibrate(images, labels, false_alarms=share)
    assert (classifier.predict(images) == "unknown").sum() == round(100 * share)
    classifier.threshold += 1e-3 + np.diff(np.sort(classifier.scores(images).max(axis=1))).max()
    assert (classifier.predict(images) == "unknown").sum() > round(100 * share)


# the moderator

policies = {"weapons": ["a knife"], "pets": ["a cat", "a dog"]}


def test_a_policy_scores_by_its_closest_prompt(clip):
    scores = Moderator(clip, policies).scores(["knife", "dog", "bird"])
    texts = FakeClip().encode_texts
    images = texts(["knife", "dog", "bird"])
    expected = [(images @ texts(prompts).T).max(axis=1) for prompts in policies.values()]
    np.testing.assert_allclose(scores, np.transpose(expected), atol=1e-6)


def test_flags_from_the_threshold_up(clip):
    moderator = Moderator(clip, policies)
    moderator.thresholds = moderator.scores(["cat knife"])[0].astype(float)
    flags = moderator.flag(["cat knife", "knife", "bird"])
    assert flags.dtype == bool
    assert flags.tolist() == [[True, True], [True, False], [False, False]]


def test_calibrate_keeps_the_precision(clip):
    images, labels = crowd()
    flagged = np.stack([labels == "bird", labels != "bird"], axis=1)
    moderator = Moderator(clip, {"birds": ["a bird"], "pets": ["a cat", "a dog"]})
    chosen = moderator.calibrate(images, flagged, precision=0.85)
    assert list(chosen) == ["birds", "pets"]
    found = moderator.flag(images)
    precision = (found & flagged).sum(axis=0) / found.sum(axis=0)
    recall = (found & flagged).sum(axis=0) / flagged.sum(axis=0)
    assert [c["precision"] for c in chosen.values()] == pytest.approx(precision)
    assert [c["recall"] for c in chosen.values()] == pytest.approx(recall)
    assert precision.min() >= 0.85
    assert recall.min() > 0.1


def test_a_policy_out_of_reach_flags_nothing(clip):
    moderator = Moderator(clip, {"weapons": ["a knife"]})
    chosen = moderator.calibrate(["cat", "knife"], np.array([[True], [False]]), precision=0.9)
    assert chosen["weapons"]["threshold"] == math.inf
    assert not moderator.flag(["knife", "cat"]).any()


def test_a_policy_changes_by_its_sentences(clip):
    assert Moderator(clip, {"toys": ["a dog"]}).scores(["bird"]) < 0.1
    assert Moderator(clip, {"toys": ["a dog", "a bird"]}).scores(["bird"]) > 0.9


# bad input


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda c: class_embeddings(c, [], "photo"), "^labels must have at least 1 text"),
        (lambda c: class_embeddings(c, ["cat", ""], "photo"), r"^labels\[1\] must not be empty"),
        (lambda c: class_embeddings(c, "cat", "photo"), "^labels must be a list of texts"),
        (lambda c: class_embeddings(c, ["cat", "cat"], "photo"), "^labels must differ"),
        (lambda c: class_embeddings(c, pets, "a {}"), "^templates must be one of label, photo"),
        (lambda c: class_embeddings(c, pets, ["a cat"]), "^templates must have {} where"),
        (lambda c: class_embeddings(c, pets, []), "^templates must have at least 1 text"),
        (lambda c: ZeroShotClassifier(c, ["cat", "unknown"]), '^labels must not hold "unknown"'),
        (lambda c: ZeroShotClassifier(c, pets).scores(np.ones((2, 3))), "^images and .* 3 and 5"),
        (
            lambda c: ZeroShotClassifier(c, pets).scores(np.full((2, 5), np.nan)),
            "^images must be f",
        ),
        (
            lambda c: ZeroShotClassifier(c, pets).calibrate(["cat"], ["cow"]),
            "own, but 'cow' is not",
        ),
        (lambda c: ZeroShotClassifier(c, pets).calibrate(["cat"], pets), "^images and labels must"),
        (lambda c: ZeroShotClassifier(c, pets).calibrate([], []), "^images must have at least one"),
        (lambda c: ZeroShotClassifier(c, pets).calibrate(pets, pets, 1.0), "^false_alarms must be"),
        (lambda c: Moderator(c, {}), "^policies must have at least one"),
        (lambda c: Moderator(c, {"pets": "a cat"}), r"^policies\['pets'\] must be a list"),
        (
            lambda c: Moderator(c, {"pets": []}),
            r"^policies\['pets'\] must have at least 1 text",
        ),
        (lambda c: Moderator(c, policies).flag(["cat"]), "^thresholds are not set"),
        (
            lambda c: Moderator(c, policies).calibrate(["cat"], np.array([True])),
            r"^flagged must hold .* shape \(1, 2\), but is bool of shape \(1,\)",
        ),
        (
            lambda c: Moderator(c, policies).calibrate(["cat"], np.array([[0, 1]])),
            "^flagged must hold a bool .* but is int64",
        ),
    ],
)
def test_bad_input_is_named(clip, call, message):
    with pytest.raises(ValueError, match=message):
        call(clip)
