"""Lesson 4: classifying and moderating pictures with sentences instead of training.

`clip` is anything with `encode_images` and `encode_texts` that gives unit rows, such as a
`DualEncoder`. Wherever these classes take `images`, a two-dimensional array or tensor of floats
stands for pictures encoded before, one embedding (dim,) a row; everything else goes to
`clip.encode_images`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike

from course_utils._arrays import as_array
from course_utils._checks import matrix, number, positive, same_dim, same_rows, vector
from course_utils._texts import texts
from course_utils.calibration import fit_temperature, lowest_threshold, softmax
from course_utils.similarity import l2_normalize

_PHOTOS = (
    "a photo of a {}",
    "a close-up photo of a {}",
    "a photo of one {}",
    "a photo of the {}",
    "a good photo of a {}",
    "a {} on a plain background",
)
_DRAWINGS = (
    "a drawing of a {}",
    "an icon of a {}",
    "clip art of a {}",
    "a cartoon {}",
    "a sticker of a {}",
    "a simple picture of a {}",
)
TEMPLATES: dict[str, tuple[str, ...]] = {
    "label": ("{}",),
    "photo": ("a photo of a {}",),
    "photos": _PHOTOS,
    "drawings": _DRAWINGS,
    "ensemble": _PHOTOS + _DRAWINGS,
}

UNKNOWN = "unknown"


class Encoder(Protocol):
    """What a model must be able to do; both methods give (n, dim) float32 unit rows."""

    logit_scale: float

    def encode_images(self, images: Any) -> np.ndarray: ...
    def encode_texts(self, texts: Sequence[str]) -> np.ndarray: ...


def class_embeddings(
    clip: Encoder, labels: Sequence[str], templates: str | Sequence[str]
) -> np.ndarray:
    """One unit row a label: the mean of its prompts' embeddings, normalized again.

    Without the second normalization, a label whose prompts agree would have a longer row than one
    whose prompts do not, and win for it. templates: a name in `TEMPLATES`, or sentences with {}
    where the label goes. Gives (n_labels, dim). Raises ValueError for no or repeated labels, and
    for templates without {}. (Radford et al. 2021, section 3.1.4.)
    """
    labels, templates = texts("labels", labels, at_least=1), _templates(templates)
    if len(set(labels)) < len(labels):
        raise ValueError("labels must differ, but one of them is there twice")
    prompts = [template.replace("{}", label) for label in labels for template in templates]
    embeddings = clip.encode_texts(prompts).reshape(len(labels), len(templates), -1)
    return l2_normalize(embeddings.mean(axis=1))


class ZeroShotClassifier:
    """Gives a picture the label whose prompts it is closest to, or "unknown".

    labels and templates as in `class_embeddings`. threshold: a cosine; a picture whose best label
    stays under it is "unknown". temperature, at first the model's own, turns cosines into
    probabilities.
    """

    def __init__(
        self,
        clip: Encoder,
        labels: Sequence[str],
        templates: str | Sequence[str] = "ensemble",
        threshold: float | None = None,
    ) -> None:
        self.clip = clip
        self.labels = texts("labels", labels, at_least=1)
        if UNKNOWN in self.labels:
            raise ValueError(f'labels must not hold "{UNKNOWN}": that is what the threshold is for')
        self.embeddings = class_embeddings(clip, self.labels, templates)
        self.threshold = None if threshold is None else number("threshold", threshold)
        self.temperature = 1 / clip.logit_scale

    def scores(self, images: Any) -> np.ndarray:
        """Cosine of each picture and each label: (n, n_labels)."""
        return _embed(self.clip, images, self.embeddings) @ self.embeddings.T

    def probabilities(self, images: Any) -> np.ndarray:
        """Softmax of the scores over the labels at this classifier's temperature: (n, n_labels)."""
        return softmax(self.scores(images) / positive("temperature", self.temperature))

    def predict(self, images: Any) -> np.ndarray:
        """A label for each picture, an array of n strings, "unknown" under the threshold."""
        scores = self.scores(images)
        best = np.array(self.labels)[scores.argmax(axis=1)]
        if self.threshold is None:
            return best
        return np.where(scores.max(axis=1) < self.threshold, UNKNOWN, best)

    def calibrate(
        self, images: Any, labels: Sequence[str], false_alarms: float = 0.05
    ) -> dict[str, float]:
        """Choose and set the temperature and the threshold on pictures whose labels are known.

        The temperature is the one of least log loss (`fit_temperature`). The threshold is the
        highest that calls at most a share `false_alarms` of these pictures "unknown", rightly
        labelled or not. Both hold for pictures like these: choose them on a validation set, and
        again for another domain. Gives {"temperature": ..., "threshold": ...}.
        """
        share = "a share from 0 to below 1"
        false_alarms = number("false_alarms", false_alarms, share, lambda x: 0 <= x < 1)
        labels = texts("labels", labels)
        strange = sorted(set(labels) - set(self.labels))
        if strange:
            raise ValueError(f"labels must be the classifier's own, but {strange[0]!r} is not")
        scores = self.scores(images)
        if not len(scores):
            raise ValueError("images must have at least one picture")
        same_rows("images", scores, "labels", labels)
        self.temperature = fit_temperature(scores, [self.labels.index(label) for label in labels])
        best = np.sort(scores.max(axis=1))
        self.threshold = float(best[int(false_alarms * len(best) + 1e-9)])
        return {"temperature": self.temperature, "threshold": self.threshold}


class Moderator:
    """Finds pictures that a written policy speaks of; to change the policy, change its sentences.

    policies: {name: prompts}. A picture's score for a policy is its highest cosine with any of the
    prompts, since each may name another thing. thresholds (n_policies,) are cosines, and unset
    until `calibrate` or you set them.
    """

    def __init__(self, clip: Encoder, policies: Mapping[str, Sequence[str]]) -> None:
        if not isinstance(policies, Mapping) or not policies:
            raise ValueError(
                'policies must have at least one policy, such as {"weapons": ["a knife", "a gun"]}'
            )
        self.clip = clip
        self.policies = {
            name: texts(f"policies[{name!r}]", prompts, at_least=1)
            for name, prompts in policies.items()
        }
        self._prompts = {
            name: l2_normalize(clip.encode_texts(prompts))
            for name, prompts in self.policies.items()
        }
        self.thresholds: np.ndarray | None = None

    def scores(self, images: Any) -> np.ndarray:
        """Highest cosine of each picture with the prompts of each policy: (n, n_policies)."""
        pictures = _embed(self.clip, images, next(iter(self._prompts.values())))
        best = [(pictures @ prompts.T).max(axis=1) for prompts in self._prompts.values()]
        return np.stack(best, axis=1)

    def flag(self, images: Any) -> np.ndarray:
        """Whether each picture reaches the threshold of each policy: (n, n_policies) of bool."""
        if self.thresholds is None:
            raise ValueError("thresholds are not set: calibrate the moderator first, or set them")
        thresholds = vector("thresholds", self.thresholds, infinite=True)
        if len(thresholds) != len(self.policies):
            raise ValueError(f"thresholds must be {len(self.policies)} cosines, one a policy")
        return self.scores(images) >= thresholds

    def calibrate(
        self, images: Any, flagged: ArrayLike, precision: float = 0.9
    ) -> dict[str, dict[str, float]]:
        """Choose and set, for each policy, the lowest threshold that keeps the precision.

        flagged (n, n_policies) of bool says what a person would flag. Gives {policy: {"threshold",
        "precision", "recall"}} as measured on these pictures; on others expect a little less. A
        policy that never reaches the precision gets an infinite threshold, and flags nothing.
        """
        scores, flagged = self.scores(images), as_array("flagged", flagged)
        if flagged.dtype != bool or flagged.shape != scores.shape:
            raise ValueError(
                f"flagged must hold a bool for each picture and policy, shape {scores.shape}, "
                f"but is {flagged.dtype} of shape {flagged.shape}"
            )
        chosen = {
            name: lowest_threshold(scores[:, column], flagged[:, column], precision)
            for column, name in enumerate(self.policies)
        }
        self.thresholds = np.array([choice["threshold"] for choice in chosen.values()])
        return chosen


def _embed(clip: Encoder, images: Any, like: np.ndarray) -> np.ndarray:
    dtype = getattr(images, "dtype", None)  # of NumPy, or of torch
    floats = getattr(dtype, "kind", "") == "f" or getattr(dtype, "is_floating_point", False)
    if not floats or images.ndim != 2:
        return clip.encode_images(images)
    embeddings = l2_normalize(matrix("images", images))
    same_dim("images", embeddings, "the prompts' embeddings", like)
    return embeddings


def _templates(templates: str | Sequence[str]) -> list[str]:
    if isinstance(templates, str):
        if templates not in TEMPLATES:
            raise ValueError(
                f"templates must be one of {', '.join(TEMPLATES)} or a list of sentences, "
                f"but is {templates!r}"
            )
        templates = TEMPLATES[templates]
    templates = texts("templates", templates, at_least=1)
    for template in templates:
        if "{}" not in template:
            raise ValueError(f"templates must have {{}} where the label goes, not {template!r}")
    return templates
