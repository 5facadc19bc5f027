"""Questions of exercise 04: zero-shot prompting."""

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question

# What has to be done before what, and what to say where it is not.
BEFORE = {
    "fc": "the prompts are encoded before they are written",
    "cj": "prompts are averaged before they are encoded. What is there to average?",
    "ja": "normalized first, averaged last: how long is a mean of unit vectors?",
    "dh": "the picture is encoded before it has the size and scale the model knows",
    "ha": "the picture's vector is normalized before there is one",
    "ag": "the scores come before the normalization. What do long vectors do to dot products?",
    "gi": "the best label is chosen before there are scores",
    "ib": 'it says "unknown" before it knows the best score',
}


def _cards(value):
    return [str(card).strip().lower() for card in value]


def _in_order(value):
    """Which cards are there, and for each pair whether the first comes before the second."""
    cards = _cards(value)
    place = {card: i for i, card in enumerate(cards)}
    return "".join(sorted(cards)), [place.get(a, 99) < place.get(b, -1) for a, b in BEFORE]


@question(kind="value", observe=_in_order)
def pipeline(value, holds):
    with holds("a list of letters, each once"):
        expect.that(isinstance(value, list | tuple | str), 'give a list such as ["k", "e"]')
        for card in _cards(value):
            expect.one_of(card, list("abcdefghijk"))
        expect.that(len(set(_cards(value))) == len(value), "a card is there twice")
    with holds("nothing is trained, and no test picture helps to choose"):
        expect.that("e" not in _cards(value), "zero-shot means that no labelled picture is needed")
        leak = "a threshold chosen on the test pictures flatters itself. Where is it chosen?"
        expect.that("k" not in _cards(value), leak)
    with holds("nothing is missing"):
        missing = sorted(set("abcdfghij") - set(_cards(value)))
        words = f"{len(missing)} of the nine cards that are needed are missing"
        unknown = "what does it do with a picture of a car?"
        expect.that("b" not in missing, unknown)
        expect.that("a" not in missing, "lengths differ. What makes the products cosines?")
        raw = "the picture is encoded as it came. What did its size and scale do in lesson 03?"
        expect.that("d" not in missing, raw)
        expect.that(not missing, words)
    with holds("each step has what it needs"):
        place = {card: i for i, card in enumerate(_cards(value))}
        for (first, then), message in BEFORE.items():
            expect.that(place.get(first, -1) < place.get(then, 99), message)


@question(kind="value")
def pipeline_reasons(value, holds):
    with holds("a number from 1 to 6 for each of f, d, j, a and b"):
        expect.that(isinstance(value, dict), "give a dict with the keys 'f', 'd', 'j', 'a' and 'b'")
        expect.equal(sorted(value), list("abdfj"), "One reason for each of the five cards")
        for number in value.values():
            expect.one_of(number, [1, 2, 3, 4, 5, 6])
    with holds("f, the prompts"):
        expect.that(value.get("f") != 5, "5 says why they are averaged. Why write sentences?")
        expect.that(value.get("f") == 1, "what has the text encoder read in training?")
    with holds("d, size and scale"):
        expect.that(value.get("d") == 3, "lesson 03: what happens to pixels that were not divided?")
    with holds("j, the average"):
        expect.that(value.get("j") != 1, "1 says why to write several. What must be left of them?")
        expect.that(value.get("j") == 5, "how many scores should a picture have for each label?")
    with holds("a, the lengths"):
        softmax = "6 is what a softmax does. What does a length of 1 do?"
        expect.that(value.get("a") != 6, softmax)
        expect.that(value.get("a") == 2, "what do long vectors do to dot products?")
    with holds("b, the threshold"):
        expect.that(value.get("b") == 4, "what would the pipeline call a toaster?")


def _unit(x):
    return x / np.sqrt((x * x).sum(axis=-1, keepdims=True))


def _prompts(rng):
    spread = rng.permutation([0.1, 1.5])[:, None, None]
    return (_unit(rng.normal(size=(2, 1, 4)) + spread * rng.normal(size=(2, 5, 4))),)


@question(inputs=_prompts)
def label_prototypes(answer, holds):
    (prompts,) = _prompts(np.random.default_rng(2))
    slow = np.array([sum(rows) / np.sqrt(sum(rows) @ sum(rows)) for rows in prompts])

    with holds("one row for each label"):
        expect.shape(answer(prompts), (2, 4), "one prototype for each label")
    with holds("it points where the label's prompts point on average"):
        found = answer(prompts)
        first = "only the first prompt of each label counts. What about the others?"
        expect.unlike(found, prompts[:, 0], first)
        largest = "the largest of each number is no direction that any prompt has"
        expect.unlike(found, prompts.max(axis=1), largest)
        expect.unlike(found, _unit(prompts.max(axis=1)), largest)
        expect.close(_unit(np.asarray(found)), slow, "Its direction is that of the mean", 1e-5)
    with holds("every prototype has length 1"):
        found = answer(prompts)
        short = "these are plain means. How long is the mean of two unit vectors that differ?"
        expect.unlike(found, prompts.mean(axis=1), short)
        expect.unlike(found, prompts.sum(axis=1), "these are sums, each of another length")
        whole = "all rows are divided by one length. Each has its own"
        expect.unlike(found, prompts.mean(axis=1) / np.linalg.norm(prompts.mean(axis=1)), whole)
        columns = "the columns have length 1. Which axis holds the numbers of one vector?"
        means = prompts.mean(axis=1)
        expect.unlike(found, means / np.linalg.norm(means, axis=0), columns)
        expect.close(found, slow, "Each row is divided by its own length", 1e-5)
    with holds("by hand: [1, 0] and [0, 1] become [0.707, 0.707], and win"):
        found = answer(np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.974, 0.2267], [0.974, 0.2267]]]))
        scores = np.asarray(found) @ np.sqrt([0.5, 0.5])
        flipped = "a picture at 45° goes to the label whose prompts agree. What is too short?"
        expect.that(scores[0] > scores[1], flipped)


def _pictures(rng):
    images = rng.normal(size=(6, 4)) * rng.uniform(0.2, 4, size=(6, 1))
    prototypes = rng.normal(size=(3, 4)) * rng.permutation([0.3, 1.0, 5.0])[:, None]
    best = np.sort((_unit(images) @ _unit(prototypes).T).max(axis=1))
    return images, prototypes, ["cat", "dog", "bird"], float((best[2] + best[3]) / 2)


@question(inputs=_pictures, count=16, observe=lambda answer, *args: [str(x) for x in answer(*args)])
def name_or_unknown(answer, holds):
    labels = ["cat", "dog", "bird"]
    axes = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

    def names(*args):
        found = answer(*args)
        several = isinstance(found, list | tuple | np.ndarray)
        expect.that(several, "give a list with a name for each picture")
        found = [x.item() if isinstance(x, np.generic) else x for x in found]
        text = all(isinstance(name, str) for name in found)
        expect.that(text, "give names, not numbers: `labels[i]` is the name of row i")
        return found

    clear = np.array([[0.0, 3.0, 0.1], [0.2, 0.0, 0.4], [5.0, 1.0, 0.0]])
    with holds("a name for each picture"):
        found = names(clear, axes, labels, 0.1)
        expect.that(len(found) == 3, f"3 pictures, {len(found)} names")
    with holds("the closest label wins"):
        found = names(clear, axes, labels, -1.0)
        expect.unlike(found, ["cat", "dog", "bird"], "the farthest label wins")
        expect.equal(found, ["dog", "bird", "cat"], "The highest cosine decides")
    with holds("a long prototype has no advantage"):
        long = axes * np.array([[1.0], [1.0], [9.0]])
        found = names(np.array([[1.0, 0.0, 0.3]]), long, labels, -1.0)
        expect.equal(found, ["cat"], "the long one won. Are the prototypes normalized?")
    with holds("the threshold is a cosine"):
        found = names(np.array([[0.05, 0.01, 0.0]]), axes, labels, 0.9)
        expect.equal(found, ["cat"], "a short vector became unknown. Are the pictures normalized?")
        found = names(np.array([[30.0, 30.0, 30.0]]), axes, labels, 0.9)
        long = "a cosine of 0.58 passed a threshold of 0.9. Are the pictures normalized?"
        expect.equal(found, ["unknown"], long)
    with holds("each picture is judged by its own best score"):
        both = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
        found = names(both, axes, labels, 0.9)
        every = "all pictures share one fate. Whose score meets the threshold?"
        expect.that(found not in (["unknown", "unknown"], ["cat", "cat"]), every)
        expect.equal(found, ["cat", "unknown"], "cosines of 1 and 0.58, threshold 0.9")
    with holds("a score exactly at the threshold is not under it"):
        found = names(np.array([[2.0, 0.0, 0.0]]), axes, labels, 1.0)
        expect.equal(found, ["cat"], "the cosine is 1.0 and so is the threshold: under, or at it?")


def _claims(rng):
    # Away from the edges of all bins, so that rounding moves no claim into another one.
    places = np.concatenate([[3, 3, 3], rng.integers(2, 10, size=9)])
    confidence = (places + rng.uniform(0.1, 0.9, size=12)) / 10
    return confidence, rng.random(12) < confidence - 0.2, int(rng.choice([5, 10]))


@question(inputs=_claims)
def calibration_error(answer, holds):
    def slow(confidence, right, bins):
        total = 0.0
        for b in range(bins):
            inside = [b / bins < c <= (b + 1) / bins for c in confidence]
            total += abs(sum(c - r for c, r, i in zip(confidence, right, inside, strict=True) if i))
        return total / len(confidence)

    sure = np.array([0.9, 0.9, 0.9, 0.9])
    half = np.array([True, False, True, False])
    with holds("by hand: 90 % claimed, half of it right, off by 0.4"):
        found = answer(sure, half, 10)
        expect.unlike(found, 0.16, "this is a square. ECE is a mean of absolute gaps")
        expect.unlike(found, 40.0, "these are points. ECE is a share")
        expect.close(found, 0.4, "The gap of the one bin that holds anything")
    with holds("no error where each claim is kept on average"):
        found = answer(np.array([0.5, 0.5]), np.array([True, False]), 10)
        each = "each picture is compared with 0 or 1 by itself. First average within its bin"
        expect.unlike(found, 0.5, each)
        expect.close(found, 0.0)
    confidence = np.array([0.95, 0.95, 0.95, 0.45])
    right = np.array([True, True, False, True])
    gaps = np.array([0.95 - 2 / 3, 0.45 - 1])
    with holds("too sure in one bin does not make up for too modest in another"):
        found = answer(confidence, right, 10)
        cancel = "gaps of different sign cancel out. Of what do you add up the absolute value?"
        expect.unlike(found, abs(3 * gaps[0] + gaps[1]) / 4, cancel)
        expect.unlike(found, (3 * gaps[0] + gaps[1]) / 4, cancel)
        plain = "every bin counts alike. How many pictures stand behind each?"
        expect.unlike(found, np.abs(gaps).mean(), plain)
        expect.unlike(found, np.abs(gaps).sum(), plain)
        expect.unlike(found, np.abs(gaps).sum() / 10, plain)
        expect.unlike(found, np.abs(gaps).max(), "this is the largest gap. ECE averages them")
        expect.close(found, 1.4 / 4, "3 pictures lie 0.2833 off, 1 picture 0.55")
    with holds("empty bins count nothing, and the width of the bins matters"):
        found = answer(confidence, right, 20)
        expect.finite(found, "A bin without pictures has no mean")
        expect.close(found, slow(confidence, right, 20))
        one = answer(confidence, right, 1)
        expect.close(one, slow(confidence, right, 1), "One bin holds everything: is `bins` used?")
    with holds("a confidence of 1 lies in the last bin"):
        found = answer(np.array([1.0, 1.0, 0.92]), np.array([True, False, True]), 10)
        lost = "where did the claims of exactly 1 go?"
        expect.close(found, abs(2.92 - 2) / 3, lost)


# 128 photographs: true label, by the bare label, by three prompts averaged, how many.
PHOTOGRAPHS = (
    ("mammal", "mammal", "mammal", 45),
    ("mammal", "dinosaur", "dinosaur", 11),
    ("mammal", "mammal", "dinosaur", 7),
    ("mammal", "mammal", "fish", 2),
    ("mammal", "fish", "fish", 1),
    ("fish", "fish", "fish", 7),
    ("fish", "dinosaur", "dinosaur", 2),
    ("vegetable", "vegetable", "vegetable", 9),
    ("vegetable", "fruit", "fruit", 4),
    ("vegetable", "fish", "fish", 2),
    ("vegetable", "fish", "dinosaur", 1),
    ("vegetable", "planet", "planet", 1),
    ("fruit", "fruit", "fruit", 21),
    ("fruit", "vegetable", "vegetable", 4),
    ("fruit", "fruit", "vegetable", 1),
    ("fruit", "fish", "dinosaur", 1),
    ("planet", "planet", "planet", 5),
    ("planet", "fruit", "planet", 1),
    ("planet", "vegetable", "planet", 1),
    ("planet", "vegetable", "vegetable", 1),
    ("planet", "fruit", "vegetable", 1),
)
SIX = ["mammal", "fish", "vegetable", "fruit", "planet", "dinosaur"]


def _two_guesses(rng):
    labels = ["dog", "cat", "bird"]
    truth, before, after = (rng.choice(labels, size=14) for _ in range(3))
    return list(truth), list(before), list(after), labels


@question(inputs=_two_guesses)
def confusion_change(answer, holds):
    def slow(truth, before, after, labels):
        change = np.zeros((len(labels), len(labels)), dtype=int)
        for true, old, new in zip(truth, before, after, strict=True):
            change[labels.index(true), labels.index(old)] -= 1
            change[labels.index(true), labels.index(new)] += 1
        return change

    labels = ["planet", "fruit", "bird"]
    truth = ["planet", "planet", "fruit", "bird"]
    before = ["fruit", "bird", "fruit", "bird"]
    after = ["planet", "planet", "fruit", "fruit"]
    known = np.array([[2, -1, -1], [0, 0, 0], [0, 1, -1]])
    with holds("a row and a column for each label"):
        expect.shape(answer(truth, before, after, labels), (3, 3), "true labels by guesses")
    with holds("by hand: two planets found, one bird lost"):
        found = answer(truth, before, after, labels)
        turned = "rows and columns are swapped. Which of them is the true label?"
        expect.unlike(found, known.T, turned)
        expect.unlike(found, -known, "a gain counts as a loss. Which comes first, after or before?")
        expect.unlike(found, np.abs(known), "losses lost their sign")
        after_alone = np.array([[2, 0, 0], [0, 1, 0], [0, 1, 0]])
        expect.unlike(found, after_alone, "this is the matrix after. What was it before?")
        diagonal = "only hits and misses are counted. Where did the pictures go?"
        expect.unlike(found, np.diag(np.diag(known)), diagonal)
        shares = "these are shares of a row. Count pictures"
        expect.unlike(found, known / np.array([[2], [1], [1]]), shares)
        by_name = [2, 1, 0]
        sorted_ = "rows and columns follow the alphabet, not `labels`"
        expect.unlike(found, known[by_name][:, by_name], sorted_)
        expect.equal(found, known, "Pictures in each place, after minus before")
    with holds("pictures only move within their row"):
        found = answer(truth, before, after, labels)
        expect.that(not np.asarray(found).sum(axis=1).any(), "a row does not sum to 0")
    with holds("the 128 photographs"):
        rows = [row[:3] for row in PHOTOGRAPHS for _ in range(row[3])]
        args = [list(column) for column in zip(*rows, strict=True)]
        expect.equal(answer(*args, SIX), slow(*args, SIX), "It was counted one by one")


# Cosines with "bird", in hundredths, of emoji whose concepts are not in the notebook: every
# so-manyth of 3,000 without a bird, and 57 birds.
WITHOUT_BIRD = (
    *(-18, -15, -14, -13, -12, -12, -11, -10, -10, -10, -9, -9, -9, -8, -8, -8, -8, -7, -7, -7),
    *(-7, -6, -6, -6, -6, -5, -5, -5, -5, -5, -4, -4, -4, -4, -3, -3, -3, -3, -3, -2, -2, -2),
    *(-2, -2, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4),
    *(4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 11, 12, 13, 13, 14),
    *(15, 17, 20, 24),
)
BIRDS = (
    *(-4, -2, 0, 2, 3, 7, 8, 9, 9, 10, 10, 11, 11, 14, 14, 15, 15, 15, 17, 17, 18, 18, 19, 21),
    *(24, 24, 24, 24, 25, 26, 26, 26, 27, 27, 27, 28, 28, 28, 28, 29, 30, 31, 31, 32, 32, 32),
    *(32, 34, 34, 34, 35, 35, 36, 37, 41, 44, 44),
)


def _shares(threshold):
    """False alarms and birds found at a threshold, on emoji that the learner has not seen."""
    flagged = [np.array(scores) / 100 >= threshold for scores in (WITHOUT_BIRD, BIRDS)]
    return [float(part.mean()) for part in flagged]


@question(
    kind="value",
    observe=lambda threshold: {
        "few false alarms": _shares(threshold)[0] <= 0.05,
        "birds found": _shares(threshold)[1] >= 0.6,
    },
)
def bird_threshold(value, holds):
    with holds("a cosine"):
        expect.kind(value, 0.5)
        expect.that(not value > 1, "no cosine is above 1. Is this a percentage?")
        expect.between(value, -1, 1, "A threshold on cosines is a cosine")
    with holds("on new emoji, at most 5 % without a bird raise an alarm"):
        alarms, _ = _shares(value)
        photos = "Whose scores did you look at, and where will the threshold be used?"
        message = f"{alarms:.0%} do. {photos}"
        expect.that(alarms <= 0.05, message)
    with holds("on new emoji, at least 60 % of the birds are found"):
        _, found = _shares(value)
        low = "Which is the lowest threshold that keeps the promise?"
        expect.that(found >= 0.6, f"{found:.0%} are. {low}")
