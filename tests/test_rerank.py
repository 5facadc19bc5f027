"""Late interaction, the cross-encoder and two stages, against plain loops and what must hold."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.clip import load_clip
from course_utils.datasets import load_pairs
from course_utils.rerank import (
    CrossEncoder,
    LateInteraction,
    PlainReader,
    PooledEncoder,
    Practice,
    load_scenes,
    load_space,
    maxsim,
    read,
    train,
    two_stage_search,
)
from course_utils.rerank.practice import PUT_BACK, QUADRANTS
from course_utils.rerank.questions import phrase
from course_utils.rerank.words import OTHER_WORDS, bm25


def plain_maxsim(query, item):
    return sum(max(float(np.dot(q, i)) for i in item) for q in query)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 5), st.integers(1, 6), st.integers(0, 10_000))
def test_maxsim_is_the_sum_of_each_tokens_best(n_queries, n_items, dim, seed):
    rng = np.random.default_rng(seed)
    queries = [rng.normal(size=(rng.integers(1, 6), dim)) for _ in range(n_queries)]
    items = [rng.normal(size=(rng.integers(1, 6), dim)) for _ in range(n_items)]
    found = maxsim(queries, items)
    assert found.shape == (n_queries, n_items)
    assert found.dtype == np.float32
    plain = [[plain_maxsim(query, item) for item in items] for query in queries]
    np.testing.assert_allclose(found, plain, atol=1e-5)


def test_maxsim_takes_arrays_and_ignores_the_order_of_an_items_tokens():
    rng = np.random.default_rng(0)
    queries, items = rng.normal(size=(3, 4, 8)), rng.normal(size=(5, 6, 8))
    np.testing.assert_array_equal(maxsim(queries, items), maxsim(list(queries), list(items)))
    np.testing.assert_allclose(maxsim(queries, items[:, ::-1]), maxsim(queries, items), atol=1e-5)
    with_padding = np.concatenate([queries, np.zeros((3, 2, 8))], axis=1)
    np.testing.assert_allclose(maxsim(with_padding, items), maxsim(queries, items), atol=1e-5)


ONE = np.ones((1, 2, 3))


@pytest.mark.parametrize(
    ("query", "item", "said"),
    [
        (ONE[0], ONE, "query_tokens must be a list of matrices"),
        (ONE, ONE[0], "item_tokens must be a list of matrices"),
        ([], ONE, "query_tokens must hold at least one"),
        (ONE, [np.ones((0, 3))], r"item_tokens\[0\] must have at least one row"),
        (ONE, ONE[..., :2], "one dimension"),
        (ONE * np.nan, ONE, r"query_tokens\[0\] must be finite"),
    ],
)
def test_maxsim_says_what_is_wrong(query, item, said):
    with pytest.raises(ValueError, match=said):
        maxsim(query, item)


def test_two_stages_follow_the_second_and_never_leave_the_first():
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(20, 50)), rng.normal(size=(20, 50))
    candidates = np.argsort(-first, axis=1)[:, :8]
    scores, ids = two_stage_search(candidates, lambda query, ids: second[query, ids], k=5)
    for query in range(20):
        inside = sorted(candidates[query], key=lambda i: -second[query, i])
        assert ids[query].tolist() == inside[:5]
    np.testing.assert_allclose(scores, np.take_along_axis(second, ids, axis=1), rtol=1e-6)
    everything = np.tile(np.arange(50), (20, 1))
    _, exact = two_stage_search(everything, lambda query, ids: second[query, ids], k=1)
    assert (exact[:, 0] == second.argmax(axis=1)).all()


def test_equal_scores_keep_the_order_of_the_first_stage():
    _, ids = two_stage_search([[7, 3, 9, 1]], lambda query, ids: np.zeros(4), k=9)
    assert ids.tolist() == [[7, 3, 9, 1]]


@pytest.mark.parametrize(
    ("candidates", "score", "k", "said"),
    [
        ([[0.5, 1.0]], lambda q, i: i, 1, "candidates must be whole numbers"),
        ([0, 1], lambda q, i: i, 1, "candidates must be whole numbers"),
        ([[0, -1]], lambda q, i: i, 1, "candidates must be ids of at least 0"),
        ([[0, 1]], lambda q, i: i, 0, "k must be a whole number"),
        ([[0, 1]], lambda q, i: i[:1], 1, "score must return 2 finite numbers"),
        ([[0, 1]], lambda q, i: i * np.nan, 1, "score must return 2 finite numbers"),
    ],
)
def test_two_stages_say_what_is_wrong(candidates, score, k, said):
    with pytest.raises(ValueError, match=said):
        two_stage_search(candidates, score, k)


def some_tokens(seed=0, n=3, length=7):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, length, 512)).astype(np.float32), np.ones((n, length), dtype=bool)


def some_scenes(seed=1, n=4):
    return np.random.default_rng(seed).normal(size=(n, 16, 128)).astype(np.float32)


@pytest.mark.parametrize("kind", [PooledEncoder, LateInteraction])
def test_without_positions_a_shuffled_scene_scores_the_same(kind):
    """The proof that no twin can be told: the score does not depend on where a cell is."""
    model, scenes, (tokens, mask) = kind(seed=3), some_scenes(), some_tokens()
    order = np.random.default_rng(2).permutation(16)
    arrays = map(torch.from_numpy, (scenes, scenes[:, order], tokens, mask))
    scenes, shuffled, tokens, mask = arrays
    torch.testing.assert_close(
        model.score(scenes, tokens, mask), model.score(shuffled, tokens, mask), atol=1e-5, rtol=0
    )


def test_late_interaction_is_maxsim_of_what_it_encodes():
    model, scenes, (tokens, mask) = LateInteraction(seed=3), some_scenes(), some_tokens()
    mask[0, 5:] = False
    tokens[0, 5:] = 0
    inside = model.score(*map(torch.from_numpy, (scenes, tokens, mask))).detach().numpy()
    outside = maxsim(model.encode_texts(tokens, mask), model.encode_scenes(scenes))
    np.testing.assert_allclose(inside, outside, atol=1e-5)


@pytest.mark.parametrize("kind", [CrossEncoder, PlainReader])
def test_padding_changes_no_score(kind):
    late, scenes, (tokens, mask) = LateInteraction(seed=3), some_scenes(), some_tokens(n=1)
    reader = kind(late, seed=1).eval()
    alone = reader.score(tokens[0], scenes)
    longer = np.concatenate([tokens, np.zeros((1, 4, 512), np.float32)], axis=1)
    mask = np.concatenate([mask, np.zeros((1, 4), bool)], axis=1)
    text, scene = torch.zeros(4, dtype=torch.long), torch.arange(4)
    with torch.inference_mode():
        padded = reader(*map(torch.from_numpy, (scenes, longer, mask)), text, scene)
    np.testing.assert_allclose(alone, padded.numpy(), atol=1e-4)


@pytest.mark.parametrize("kind", [CrossEncoder, PlainReader])
def test_a_reader_sees_where_cells_are_and_how_words_follow(kind):
    reader = kind(LateInteraction(seed=3), seed=1).eval()
    scenes, (tokens, _) = some_scenes(), some_tokens(n=1)
    score = reader.score(tokens[0], scenes)
    assert np.abs(reader.score(tokens[0], scenes[:, ::-1]) - score).max() > 1e-3
    assert np.abs(reader.score(tokens[0, ::-1], scenes) - score).max() > 1e-3


def test_a_reader_copies_its_late_interaction():
    late = LateInteraction(seed=3)
    reader = CrossEncoder(late)
    assert all(weight.requires_grad for weight in late.parameters())
    assert not any(weight.requires_grad for weight in reader.late.parameters())


@pytest.mark.parametrize(
    ("tokens", "items", "said"),
    [
        (np.ones((2, 5)), np.ones((1, 16, 128)), r"query_tokens must have shape \(n, 512\)"),
        (np.ones((2, 512)), np.ones((16, 128)), r"items must have shape \(n, 16, 128\)"),
        (np.ones((25, 512)), np.ones((1, 16, 128)), "query_tokens must hold 1 to 24 tokens"),
        (np.ones((2, 512)), np.full((1, 16, 128), np.inf), "items must be finite"),
    ],
)
def test_a_reader_says_what_is_wrong(tokens, items, said):
    with pytest.raises(ValueError, match=said):
        CrossEncoder(LateInteraction()).score(tokens, items)


def test_heads_must_divide_width():
    with pytest.raises(ValueError, match="heads must divide width"):
        CrossEncoder(LateInteraction(), width=64, heads=5)


@pytest.fixture(scope="module")
def practice():
    return Practice(load_scenes("bank"), load_clip(), load_space(), pairs=40, seed=5)


def test_a_family_is_a_scene_its_twin_and_two_half_right_ones(practice):
    scenes, tokens, mask, right = next(practice.batches(1, families=8, seed=2))
    assert scenes.shape == (32, 16, 128)
    assert len(tokens) == len(mask) == 16
    quadrants = scenes[:, torch.from_numpy(QUADRANTS)]
    for family in range(8):
        a, swapped, *_ = quadrants[4 * family : 4 * family + 4]
        assert not torch.equal(a, swapped)
        assert torch.equal(a.flatten(1).sort(0).values, swapped.flatten(1).sort(0).values)
        own = right[2 * family : 2 * family + 2]
        assert own[:, 4 * family : 4 * family + 2].diagonal().all()
        assert own.sum() in (2, 4)  # 4 for "and", which both of the twins answer
        assert own[:, 4 * family + 2 : 4 * family + 4].sum() == 0


def test_quadrants_are_put_back_where_they_were(practice):
    cells = load_scenes("bank").cells[:3]
    np.testing.assert_array_equal(cells[:, QUADRANTS].reshape(3, 16, 128)[:, PUT_BACK], cells)


def test_left_out_pairs_are_never_asked_about(practice):
    asked = {frozenset(pair) for pair in practice.pairs}
    some = set(list(asked)[:30])
    without = Practice(
        load_scenes("bank"), load_clip(), load_space(), pairs=40, without=some, seed=5
    )
    assert not some & {frozenset(pair) for pair in without.pairs}


def test_training_lowers_the_loss_and_the_seed_decides(practice):
    runs = []
    for threads in (1, 2):
        torch.set_num_threads(threads)
        model = PooledEncoder(seed=0)
        losses, seconds = train(model, practice.batches(30, families=8, seed=1), steps=30)
        runs.append(losses)
        assert seconds > 0
    assert np.mean(runs[0][-5:]) < np.mean(runs[0][:5]) - 0.2
    assert runs[0] == runs[1]
    assert torch.get_num_threads() == 2


def test_a_reader_learns_where_left_is(practice):
    """Enough steps to tell training twins better than a coin; the lesson trains it fully."""
    late = LateInteraction(seed=0)
    train(late, practice.batches(40, families=8, seed=1), steps=40)
    reader = CrossEncoder(late, seed=0)
    losses, _ = train(reader, practice.batches(120, families=8, seed=2), steps=120)
    assert np.mean(losses[-10:]) < 0.6 * np.mean(losses[:10])


def test_read_gives_each_token_its_place():
    clip, space = load_clip(), load_space()
    texts = ["a zebra", phrase("a zebra", "a violin", True, False)]
    both = read(clip, texts, space)
    assert both.tokens.shape == (2, 8, 512)
    assert both.pieces[0] == ("[CLS]", "a", "zebra", "[SEP]")
    assert both.mask.sum(axis=1).tolist() == [4, len(both.pieces[1])]
    assert not both.tokens[0, 4:].any()
    alone = read(clip, texts[:1], space)
    np.testing.assert_allclose(both.tokens[0, :4], alone.tokens[0], atol=1e-4)


def test_bm25_by_hand():
    """Two documents of two words and one of four, b = 0.75, k1 = 1.2, mean length 8 / 3."""
    documents = ["red cat", "red red dog cow", "A dog!"]
    found = bm25(["dog", "red cat"], documents)
    rarity_two, rarity_one = np.log(1 + 1.5 / 2.5), np.log(1 + 2.5 / 1.5)
    short, long = 1.2 * (0.25 + 0.75 * 2 / (8 / 3)), 1.2 * (0.25 + 0.75 * 4 / (8 / 3))
    np.testing.assert_allclose(found[0, 2], rarity_two * 2.2 / (1 + short))
    np.testing.assert_allclose(found[1, 0], (rarity_two + rarity_one) * 2.2 / (1 + short))
    np.testing.assert_allclose(found[1, 1], rarity_two * 2 * 2.2 / (2 + long))
    assert found[0, 0] == found[1, 2] == 0


def test_other_words_mean_things_of_the_photographs():
    names = set(load_pairs("photos").concepts)
    assert len(OTHER_WORDS) == 45
    assert set(OTHER_WORDS.values()) <= names
    assert not set(OTHER_WORDS) & names
