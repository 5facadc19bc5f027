"""What people hand in to the functions of lesson 08: a ValueError that names the argument."""

import io
import re
import wave

import numpy as np
import pytest
import torch
from PIL import Image

from course_utils import modalities as m
from course_utils.modalities.voices import sound_of
from tests.bad_kinds import NO_COUNT, NOT_A_MATRIX, SMALL

MATRICES = {
    "align scores": m.align,
    "align_shots scores": lambda x: m.align_shots(x, [m.Span(0, 2), m.Span(2, 4)]),
    "shots vectors": m.shots,
}
COUNTS = {
    "PairBatches size": lambda k: m.PairBatches(SMALL, SMALL, size=k),
    "PairBatches steps": lambda k: m.PairBatches(SMALL, SMALL, steps=k),
    "resampled rate": lambda k: m.resampled([0.0], k, 8_000),
    "resampled wanted": lambda k: m.resampled([0.0], 8_000, k),
    "write_wav rate": lambda k: m.write_wav("never.wav", [0.0], k),
    "read_clip fps": lambda k: m.read_clip(io.BytesIO(), k),
    "write_clip fps": lambda k: m.write_clip(io.BytesIO(), [Image.new("RGB", (2, 2))], k),
}
ONE = torch.nn.Identity()
LINEAR = torch.nn.Linear(4, 2)
SOUND = np.zeros(2_000)
SIZES = [Image.new("RGB", (2, 2)), Image.new("RGB", (3, 2))]


@pytest.mark.parametrize("kind", NOT_A_MATRIX)
@pytest.mark.parametrize("name", MATRICES)
def test_no_matrix_is_refused_by_name(name, kind):
    argument = name.split()[1]
    with pytest.raises(ValueError, match=rf"^{argument}\b"):
        MATRICES[name](NOT_A_MATRIX[kind](SMALL))


@pytest.mark.parametrize("kind", NO_COUNT)
@pytest.mark.parametrize("name", COUNTS)
def test_no_count_is_refused_by_name(name, kind):
    argument = name.split()[1]
    with pytest.raises(ValueError, match=rf"^{argument}\b"):
        COUNTS[name](kind)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: m.train_pair(LINEAR, LINEAR, iter([])), "batches must have a length"),
        (lambda: m.train_pair(LINEAR, LINEAR, []), "batches must have a length"),
        (lambda: m.train_pair(LINEAR, LINEAR, [(ONE, ONE)], peak=0), "peak must be a positive"),
        (lambda: m.PairBatches(SMALL, SMALL[:2]), "a and b must pair up row by row"),
        (lambda: m.PairBatches(SMALL[:1], SMALL[:1]), "a and b must have at least 2 rows"),
        (lambda: m.PairBatches(SMALL, [["a"], ["b"], ["c"]]), "b must be numbers"),
        (lambda: m.PairBatches(SMALL, SMALL * np.nan), "b must be finite"),
        (lambda: m.PairBatches(SMALL, SMALL, groups=[1, 2]), "a and groups must pair up"),
        (lambda: m.PairBatches(SMALL, SMALL, seed=-1), "seed must be a whole number"),
        (lambda: m.embed(LINEAR, [1.0, 2.0]), "x must be numbers"),
        (lambda: m.align(np.zeros((3, 2))), "scores must have a frame for each of the 3"),
        (lambda: m.align(np.zeros((0, 2))), "scores must have at least one row"),
        (lambda: m.shots(SMALL, "far"), "least must be a finite number"),
        (lambda: m.overlap((3, 3), (0, 1)), "a must be (start, end)"),
        (lambda: m.overlap((0, 1), (0, 1, 2)), "b must be (start, end)"),
        (lambda: m.best_shot([[0.1]], [m.Span(0, 1)]), "scores must be 1-D"),
        (lambda: m.best_shot([0.1], []), "cuts must be at least one shot"),
        (lambda: m.log_mel(SOUND[:100]), "samples must be at least 800"),
        (lambda: m.log_mel(np.full(2_000, np.inf)), "samples must be finite"),
        (lambda: m.log_semitones([[0.0]], 8_000, 500), "samples must be 1-D"),
        (lambda: m.write_wav("never.wav", [np.nan], 8_000), "samples must be finite"),
        (lambda: m.resampled([[0.0]], 8_000, 4_000), "samples must be 1-D"),
        (lambda: m.read_wav("nowhere.wav"), "file: there is no file 'nowhere.wav'"),
        (lambda: m.read_wav(io.BytesIO(b"RIFF")), "file is no WAV file"),
        (lambda: m.read_wav(io.BytesIO(b"no sound at all")), "file is no WAV file"),
        (lambda: m.read_clip("nowhere.webp"), "file: there is no file 'nowhere.webp'"),
        (lambda: m.read_clip(io.BytesIO(b"no picture")), "file is no animated picture"),
        (lambda: m.write_clip(io.BytesIO(), []), "frames must be at least one picture"),
        (lambda: m.write_clip(io.BytesIO(), SIZES), "frames must be at least one picture, all"),
        (lambda: m.load_sketches("emojis"), "name must be 'emoji' or 'photos'"),
        (lambda: sound_of("whale", np.random.default_rng(0)), "name must be one of drum"),
    ],
)
def test_refused_in_one_sentence(call, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}") as refused:
        call()
    assert "\n" not in str(refused.value)


def test_a_wav_without_samples_is_refused(tmp_path):
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", "not compressed"))
    with pytest.raises(ValueError, match=r"^file holds no sound"):
        m.read_wav(tmp_path / "a.wav")
