"""The recipe, sounds, clips and alignment of lesson 08, against plain loops and what must hold."""

import io
import itertools
import wave

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from course_utils.images import read_image
from course_utils.modalities import (
    Contour,
    Corrected,
    Listener,
    PairBatches,
    Span,
    Timed,
    align,
    align_shots,
    best_shot,
    embed,
    head,
    log_mel,
    log_semitones,
    longest_run,
    overlap,
    read_clip,
    read_wav,
    resampled,
    shots,
    train_pair,
    tunes,
    voices,
    write_clip,
    write_wav,
)
from course_utils.modalities import happenings as hp
from course_utils.modalities.pictures import cut_out, sketch, tinted
from course_utils.modalities.sound import mel_bands

RNG = np.random.default_rng


def two_views(n=220, dim=6, seed=0):
    """The same numbers turned in two ways."""
    rng = RNG(seed)
    x = rng.normal(size=(n, dim))
    return x @ rng.normal(size=(dim, 9)), x @ rng.normal(size=(dim, 7))


def test_the_recipe_brings_partners_together():
    a, b = two_views()
    torch.manual_seed(0)
    one, other = torch.nn.Linear(9, 8), torch.nn.Linear(7, 8)
    losses = train_pair(one, other, PairBatches(a[:200], b[:200], size=60, steps=200), peak=1e-2)
    assert len(losses) == 200
    assert np.mean(losses[-10:]) < 0.3 * losses[0]
    found = (embed(one, a[200:]) @ embed(other, b[200:]).T).argmax(axis=1)
    assert (found == np.arange(20)).mean() > 0.7  # chance is .05
    assert not one.training


def test_partners_that_are_none_teach_nothing():
    a, b = two_views()
    torch.manual_seed(0)
    one, other = torch.nn.Linear(9, 8), torch.nn.Linear(7, 8)
    train_pair(one, other, PairBatches(a[:200], RNG(1).permutation(b[:200]), 60, 200), peak=1e-2)
    found = (embed(one, a[200:]) @ embed(other, b[200:]).T).argmax(axis=1)
    assert (found == np.arange(20)).mean() < 0.4


def test_an_encoder_without_weights_stays_and_the_seed_decides():
    a, b = two_views()
    runs = []
    for _ in range(2):
        torch.manual_seed(3)
        one = head(9, 7)
        runs.append(train_pair(one, torch.nn.Identity(), PairBatches(a, b, size=16, steps=5)))
    assert runs[0] == runs[1]


def test_a_batch_takes_one_row_of_each_group():
    groups = np.repeat(np.arange(10), 4)
    batches = PairBatches(np.arange(40)[:, None], np.arange(40)[:, None], 8, 5, groups, seed=1)
    seen = [side.numpy()[:, 0].astype(int) for side, _ in batches]
    assert [len(rows) for rows in seen] == [8] * 5
    assert all(len(set(groups[rows])) == 8 for rows in seen)
    again = [side.numpy()[:, 0].astype(int) for side, _ in batches]
    np.testing.assert_array_equal(seen, again)
    assert len({tuple(rows) for rows in seen}) == 5
    for a, b in batches:
        assert torch.equal(a, b)


def test_a_correction_that_was_not_trained_is_none():
    x = torch.randn(5, 12)
    torch.testing.assert_close(Corrected(12).eval()(x), x)


def test_timed_knows_when_and_the_listener_does_not():
    x = np.zeros((1, 3, 64), np.float32)
    x[0, 1, 24] = 5
    late = np.roll(x, 16, axis=2)
    torch.manual_seed(0)
    timed, listener = Timed(3, 64, 8).eval(), Listener(3, 8).eval()
    assert np.abs(embed(listener, x) - embed(listener, late)).max() < 1e-5
    assert np.abs(embed(timed, x) - embed(timed, late)).max() > 1e-3
    assert embed(Contour(60, 64, 5).eval(), np.zeros((2, 60, 64))).shape == (2, 5)


# ---- sound


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 300), st.integers(1_000, 48_000), st.integers(0, 10_000))
def test_a_wav_comes_back_to_one_part_in_30000(n, rate, seed):
    samples, file = RNG(seed).uniform(-1, 1, n), io.BytesIO()
    file.close = lambda: None
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((samples * 32767).round().astype("<i2").tobytes())
    file.seek(0)
    back, own = read_wav(file)
    assert own == rate
    assert back.dtype == np.float32
    np.testing.assert_allclose(back, samples, atol=1e-4)


def test_written_sound_is_what_the_standard_library_reads(tmp_path):
    samples = np.array([0, 0.5, -1, 2.0])
    write_wav(tmp_path / "a.wav", samples, 8_000)
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert sound.getparams()[:4] == (1, 2, 8_000, 4)
        assert np.frombuffer(sound.readframes(4), "<i2").tolist() == [0, 16384, -32767, 32767]


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_every_width_and_two_channels(width, tmp_path):
    left, right = np.sin(np.arange(50)), np.cos(np.arange(50))
    both = np.stack([left, right], axis=1).ravel() * (2 ** (8 * width - 1) - 1) * 0.9
    whole = both.round().astype(np.int64) + (128 if width == 1 else 0)
    data = b"".join(int(v).to_bytes(width, "little", signed=width > 1) for v in whole)
    with wave.open(str(tmp_path / "a.wav"), "wb") as sound:
        sound.setparams((2, width, 16_000, 0, "NONE", "not compressed"))
        sound.writeframes(data)
    samples, _ = read_wav(tmp_path / "a.wav")
    np.testing.assert_allclose(samples, 0.9 * (left + right) / 2, atol=0.01)


def test_another_rate_keeps_the_tone():
    t = np.arange(8_000) / 8_000
    up = resampled(np.sin(2 * np.pi * 440 * t), 8_000, 16_000)
    np.testing.assert_allclose(up[::2], np.sin(2 * np.pi * 440 * t), atol=1e-4)
    assert np.abs(np.fft.rfft(up)).argmax() == 440


@pytest.mark.parametrize("hertz", [150, 440, 2_000])
def test_a_tone_lights_its_band(hertz):
    tone = np.sin(2 * np.pi * hertz * np.arange(16_000) / 16_000)
    middle = log_mel(tone)[:, 10]
    bands = mel_bands(24, 1024, 16_000)
    bin_of_tone = round(hertz * 1024 / 16_000)
    assert middle.argmax() == bands[:, bin_of_tone].argmax()
    assert log_mel(tone).shape == (24, 20)


def test_an_octave_is_twelve_rows():
    low, high = (np.sin(2 * np.pi * f * np.arange(8_000) / 8_000) for f in (220, 440))
    rows = [log_semitones(x, 8_000, 500)[:, 8].argmax() for x in (low, high)]
    assert rows[1] - rows[0] == 12


def test_a_hum_follows_its_tune():
    """The loudest row goes up where the tune does, give or take slides and vibrato."""
    rng = RNG(0)
    tune = tunes.Tune(np.array([0, 7, 0, 12]), np.ones(4))
    heard = log_semitones(tunes.hum(tune, rng), tunes.RATE, tunes.HOP, low=tunes.LOW)
    assert heard.shape == tunes.piano_roll(tune).shape == (60, 64)
    rows = [int(np.median(heard[:, c - 2 : c + 3].argmax(axis=0))) for c in (8, 23, 38, 53)]
    assert rows[1] - rows[0] in (6, 7, 8)
    assert abs(rows[2] - rows[0]) <= 1
    assert tunes.piano_roll(tune).sum() == 64


def test_overtones_and_smoothing_are_what_their_formulas_say():
    phase = np.cumsum(RNG(0).uniform(0, 1, 3_000))
    for k, tone in enumerate(tunes._overtones(phase, 6), 1):
        np.testing.assert_allclose(tone, np.sin(k * phase), atol=1e-8)
    values = RNG(1).normal(size=900)
    slow = np.convolve(np.pad(values, 200, mode="edge"), np.ones(401) / 401, "valid")
    np.testing.assert_allclose(tunes._smoothed(values, 401), slow, atol=1e-12)


@pytest.mark.parametrize("name", voices.NAMES)
def test_every_voice_sounds(name):
    one, two = (voices.sound_of(name, RNG(seed)) for seed in (0, 1))
    assert one.shape == (32_000,)
    assert one.dtype == np.float32
    assert np.isfinite(one).all()
    assert 0.1 < np.abs(one).max() < 1.2
    assert not np.array_equal(one, two)


# ---- what happens


@pytest.mark.parametrize("kind", ["rattle", "glide", "beat"])
def test_what_happens_is_heard_when_it_is_seen(kind):
    picture = Image.new("RGBA", (20, 20), (200, 30, 30, 255))
    alike = []
    for seed in range(20):
        rng = RNG(seed)
        h = hp.happen(kind, rng)
        seen = hp.motion(hp.draw_happening(h, [picture], rng))
        assert seen.shape == (32, 64)
        assert h.sound.shape == (hp.SAMPLES,)
        loud = log_mel(h.sound).mean(axis=0)
        moves = np.exp(seen[:16]).sum(axis=0)
        shape = np.exp(seen[16:]).sum(axis=0)
        sides = [side for side in (moves, shape) if np.ptp(side) > 1e-6]
        alike.append(max(abs(np.corrcoef(loud, side)[0, 1]) for side in sides))
    assert np.median(alike) > 0.3


def test_a_ball_knocks_when_it_is_down():
    ups = []
    for seed in range(20):
        h = hp.happen("bounce", RNG(seed))
        loud = np.abs(h.sound).reshape(hp.FRAMES, -1).max(axis=1)
        starts = np.flatnonzero((loud[1:] > 0.3) & (loud[:-1] < 0.15)) + 1
        height = (h.y.max() - h.y) / np.ptp(h.y)
        ups += [height[max(0, start - 1) : start + 2].min() for start in starts]
    assert len(ups) > 20
    assert np.median(ups) < 0.1


# ---- pictures


def test_a_cut_out_keeps_white_inside():
    pixels = np.full((40, 40, 3), 255, np.uint8)
    pixels[10:30, 10:30] = (200, 0, 0)
    pixels[18:22, 18:22] = 255
    cut = cut_out(Image.fromarray(pixels))
    alpha = np.asarray(cut)[..., 3]
    assert abs(cut.width - 18) <= 2
    assert alpha[cut.height // 2, cut.width // 2] > 250


def test_a_tint_keeps_black_and_white_and_takes_the_colour_between():
    grey = Image.fromarray(np.array([[0, 128, 255]], np.uint8))
    black, middle, white = np.asarray(tinted(grey, (200, 40, 10)))[0].astype(int)
    assert black.tolist() == [0, 0, 0]
    assert white.tolist() == [255, 255, 255]
    assert np.abs(middle - (200, 40, 10)).max() <= 3


def test_a_sketch_is_lines_on_white():
    pixels = np.full((64, 64, 3), 255, np.uint8)
    pixels[16:48, 16:48] = 0
    drawn = np.asarray(sketch(Image.fromarray(pixels), RNG(0)).convert("L"))
    assert drawn[32, 32] > 250
    assert drawn[28:36, 10:22].min() < 50


# ---- clips


def frames_of(*colours, size=(48, 40)):
    return [Image.new("RGB", size, colour) for colour in colours]


def test_equal_frames_come_back_as_often_as_they_went_in(tmp_path):
    frames = frames_of(*["red"] * 5, *["blue"] * 3, "green")
    write_clip(tmp_path / "a.webp", frames)
    with Image.open(tmp_path / "a.webp") as clip:
        assert clip.n_frames < 9  # Pillow has merged them
    back = read_clip(tmp_path / "a.webp")
    assert len(back) == 9
    middles = np.array([frame.getpixel((20, 20)) for frame in back])
    assert middles.argmax(axis=1).tolist() == [0] * 5 + [2] * 3 + [1]


@pytest.mark.parametrize(("fps", "n"), [(4, 5), (8, 10), (16, 20)])
def test_frames_a_second_are_those_asked_for(fps, n):
    file = io.BytesIO()
    write_clip(file, frames_of(*["red", "blue"] * 5))  # ten frames at eight a second
    file.seek(0)
    assert len(read_clip(file, fps)) == n


def test_a_gif_without_durations_is_one_step_a_frame():
    file = io.BytesIO()
    first, *others = frames_of("red", "blue", "green")
    first.save(file, "gif", save_all=True, append_images=others, duration=0)
    file.seek(0)
    assert len(read_clip(file, 5)) == 3


def test_an_animation_handed_over_whole_is_always_its_first_picture():
    """The trap that the lesson shows: what is not made a picture of its own is frame 0."""
    file = io.BytesIO()
    write_clip(file, frames_of("red", "blue"))
    file.seek(0)
    with Image.open(file) as clip:
        clip.seek(1)
        assert np.argmax(read_image(clip).getpixel((20, 20))) == 0
        assert np.argmax(read_image(clip.convert("RGB")).getpixel((20, 20))) == 2


# ---- alignment


def best_by_trying(scores):
    """The highest sum over all ways to cut the frames."""
    sentences, frames = scores.shape
    ways = itertools.combinations(range(1, frames), sentences - 1)
    edges = [[0, *cuts, frames] for cuts in ways]
    return max(
        sum(scores[s, a:b].sum() for s, (a, b) in enumerate(itertools.pairwise(e))) for e in edges
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 5), st.integers(0, 10_000))
def test_alignment_is_the_best_of_all_cuts(sentences, more, seed):
    scores = RNG(seed).normal(size=(sentences, sentences + more))
    spans = align(scores)
    assert [span.start for span in spans] == [0, *(span.end for span in spans[:-1])]
    assert spans[-1].end == scores.shape[1]
    assert all(span.end > span.start for span in spans)
    total = sum(scores[s, a:b].sum() for s, (a, b) in enumerate(spans))
    assert np.isclose(total, best_by_trying(scores))


def test_shots_are_aligned_whole():
    scores = np.array([[0.9, 0.2, 0.1, 0.1], [0.1, 0.8, 0.9, 0.9]])
    assert align_shots(scores, [Span(0, 2), Span(2, 4)]) == [Span(0, 2), Span(2, 4)]
    assert align_shots(scores, [Span(0, 4)]) == align(scores) == [Span(0, 1), Span(1, 4)]
    assert best_shot(scores[1], [Span(0, 2), Span(2, 4)]) == Span(2, 4)


def test_cuts_lie_where_neighbours_differ():
    rng = RNG(0)
    scenes = np.repeat(rng.normal(size=(3, 8)), [4, 1, 6], axis=0) + 0.01 * rng.normal(size=(11, 8))
    assert shots(scenes) == [Span(0, 4), Span(4, 5), Span(5, 11)]
    assert shots(5 * scenes) == shots(scenes)
    assert shots(scenes[:1]) == [Span(0, 1)]


@settings(max_examples=50, deadline=None)
@given(*[st.integers(0, 20)] * 2, *[st.integers(1, 20)] * 2)
def test_overlap_counts_frames(a, b, long_a, long_b):
    one, other = set(range(a, a + long_a)), set(range(b, b + long_b))
    found = overlap(Span(a, a + long_a), Span(b, b + long_b))
    assert np.isclose(found, len(one & other) / len(one | other))


def test_the_longest_run():
    assert longest_run([0, 0, 0]) == Span(0, 1)
    assert longest_run([1, 1, 0, 1, 1]) == Span(0, 2)
    assert longest_run([1]) == Span(0, 1)
