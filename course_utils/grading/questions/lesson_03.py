"""Questions of exercise 03: the CLIP pipeline, from pixels to a decision."""

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question


def _a_picture(rng):
    return (rng.integers(0, 256, size=(2, 1, 3), dtype=np.uint8),)


@question(inputs=_a_picture)
def to_pixels(answer, holds):
    corner = np.zeros((2, 3, 3), dtype=np.uint8)
    corner[0, 2] = [255, 51, 204]

    with holds("channels first: shape (3, height, width)"):
        found = answer(corner)
        last = np.shape(found) == (2, 3, 3)
        expect.that(not last, "the channels are still last. Which axis should come first?")
        turned = np.shape(found) == (3, 3, 2)
        expect.that(not turned, "height and width are swapped. Is that picture on its side?")
        expect.shape(found, (3, 2, 3), "channels, height, width")
    with holds("black is -1 and white is 1"):
        found = answer(np.stack([np.zeros((2, 2, 3)), np.full((2, 2, 3), 255)])[:, 0].astype("u1"))
        low, high = np.min(found), np.max(found)
        expect.that(high < 100, "white is above 100. What divides the numbers from 0 to 255?")
        expect.that(high > 0.01, "white is hardly above black. How often is it divided by 255?")
        expect.that(low < -0.01, "black is 0. The processor subtracts its mean of 0.5")
        expect.that(high > 0.9, "white is 0.5. What does dividing by the standard deviation do?")
        expect.between(found, -1, 1)
        expect.that(abs(low + 1) < 1e-4 and abs(high - 1) < 1e-4, "the ends are not -1 and 1")
    with holds("each number is where it belongs"):
        found = np.asarray(answer(corner))[:, 0, 2]
        expected = np.array([1.0, -0.6, 0.6])
        bgr = "red and blue are swapped. The order is red, green, blue"
        expect.unlike(found, expected[::-1], bgr, 1e-4)
        expect.close(found, expected, "Follow one pixel: where does it end up?", 1e-4)
    with holds("dark and light pictures are scaled alike"):
        dark = np.full((2, 2, 3), 51, dtype=np.uint8)
        own = "a dark picture came out as bright. Is it scaled by its own largest number?"
        expect.close(np.asarray(answer(dark)), np.full((3, 2, 2), -0.6), own, 1e-4)


def _a_picture_with_mean_and_std(rng):
    picture = rng.integers(0, 256, size=(2, 1, 3), dtype=np.uint8)
    mean, std = rng.uniform(0.35, 0.5, size=3), rng.uniform(0.2, 0.3, size=3)
    return (picture if rng.random() < 0.5 else picture / 255), mean, std


@question(inputs=_a_picture_with_mean_and_std)
def model_input(answer, holds):
    rng = np.random.default_rng(2)
    picture = rng.integers(0, 256, size=(2, 4, 3), dtype=np.uint8)
    mean, std = np.array([0.48, 0.46, 0.41]), np.array([0.27, 0.26, 0.28])

    def slow(picture, mean, std):
        out = np.empty((3, 2, 4))
        for channel in range(3):
            for row in range(2):
                for column in range(4):
                    value = float(picture[row, column, channel]) / 255
                    out[channel, row, column] = (value - mean[channel]) / std[channel]
        return out

    black = slow(np.zeros_like(picture), mean, std)  # what is left after dividing twice

    with holds("shape (3, height, width)"):
        expect.shape(answer(picture, mean, std), (3, 2, 4), "channels, height, width")
    with holds("whole numbers from 0 to 255 are scaled once"):
        found = answer(picture, mean, std)
        swapped = "mean and std are swapped. Which is subtracted, which one divides?"
        expect.unlike(found, slow(picture, std, mean), swapped, 1e-4)
        undivided = (picture.astype(float) - mean) / std
        never = "the numbers are still from 0 to 255. The mean of 0.48 is for numbers up to 1"
        expect.unlike(found, undivided.transpose(2, 0, 1), never, 1e-4)
        order = "the channels' means are in the wrong order"
        expect.unlike(found, slow(picture, mean[::-1], std[::-1]), order, 1e-4)
        expect.close(found, slow(picture, mean, std), "(value / 255 - mean) / std", 1e-4)
    with holds("numbers from 0 to 1 are not scaled again"):
        found = answer(picture / 255, mean, std)
        twice = "this picture was divided by 255 twice. How can you tell what is scaled already?"
        expect.unlike(found, black, twice, 2e-2)
        expect.close(found, slow(picture, mean, std), "(value - mean) / std", 1e-4)
    with holds("a nearly black uint8 picture is scaled like any other"):
        dark = rng.integers(0, 2, size=(2, 4, 3), dtype=np.uint8)
        guess = "its brightness was taken for its scale. What tells the two for certain?"
        found = answer(dark, mean, std)
        expect.unlike(found, slow(255.0 * dark, mean, std), guess, 1e-4)
        expect.close(found, slow(dark, mean, std), "(value / 255 - mean) / std", 1e-4)


def _token_ids(rng):
    words = rng.integers(5, 90, size=rng.integers(4, 9)).tolist()
    return [2, *words, 3], len(words) + 2 + int(rng.choice([-3, -1, 1, 2]))


@question(inputs=_token_ids, count=16)
def fit_tokens(answer, holds):
    def both(ids, length):
        found = answer(ids, length)
        two = isinstance(found, tuple) and len(found) == 2
        expect.that(two, "return two lists: `return ids, mask`")
        lists = all(isinstance(part, list) for part in found)
        expect.that(lists, "return two lists, not arrays: `.tolist()` makes one")
        return found

    with holds("a text that fits exactly stays as it is"):
        ids, mask = both([2, 40, 41, 3], 4)
        expect.equal(ids, [2, 40, 41, 3])
        expect.equal(mask, [1, 1, 1, 1], "1 for a real token")
    with holds("a short text is filled up with 0"):
        ids, mask = both([2, 40, 3], 5)
        expect.that(len(ids) == 5, "the result is not `length` long. What fills it up?")
        left = "the filling is on the left. Position 0 belongs to the start token"
        expect.that(ids != [0, 0, 2, 40, 3], left)
        inside = "the end token is last, after the filling. It belongs right after the text"
        expect.that(ids != [2, 40, 0, 0, 3], inside)
        expect.equal(ids, [2, 40, 3, 0, 0])
    with holds("the mask says which tokens are real"):
        _, mask = both([2, 40, 3], 5)
        all_ones = "the mask counts the filling as text. What should the model leave out?"
        expect.that(mask != [1, 1, 1, 1, 1], all_ones)
        expect.that(mask != [0, 0, 0, 1, 1], "the mask is turned round: 1 is for a real token")
        expect.equal(mask, [1, 1, 1, 0, 0])
    with holds("a long text keeps its end token"):
        ids, mask = both([2, 40, 41, 42, 43, 3], 4)
        expect.that(len(ids) == 4, "the result is longer than `length`")
        no_end = "the end token was cut off. CLIP reads the whole text's meaning there"
        expect.that(ids != [2, 40, 41, 42], no_end)
        no_start = "the beginning was cut off. Which end of a text is dropped?"
        expect.that(ids[:2] == [2, 40], no_start)
        expect.equal(ids, [2, 40, 41, 3], "As many words as fit, from the beginning")
        expect.equal(mask, [1, 1, 1, 1])


def _tokens_and_mask(rng):
    tokens = rng.normal(size=(3, 5, 3))
    lengths = rng.integers(1, 6, size=3)
    mask = (np.arange(5) < lengths[:, None]).astype(np.int64)
    return tokens, mask


@question(inputs=_tokens_and_mask)
def mean_pool(answer, holds):
    tokens = np.array([[[1.0, 2.0], [3.0, 8.0], [5.0, 1.0], [9.0, 9.0]]])
    mask = np.array([[1, 1, 0, 0]])

    with holds("one vector for each text"):
        found = answer(np.ones((2, 4, 3)), np.ones((2, 4), dtype=int))
        per_token = np.shape(found) == (2, 4)
        expect.that(not per_token, "that is a mean over each vector's numbers. Which axis is it?")
        expect.shape(found, (2, 3), "n texts, dim numbers each")
    with holds("the mean of the real tokens"):
        found = answer(tokens, mask)
        plain = "the padding is averaged in. Which tokens does the mask leave out?"
        expect.unlike(found, tokens.mean(axis=1), plain)
        total = "this is the sum of the real tokens. By how many is it divided?"
        expect.unlike(found, tokens[:, :2].sum(axis=1), total)
        length = "the sum is right, but it is divided by the padded length"
        expect.unlike(found, tokens[:, :2].sum(axis=1) / 4, length)
        expect.unlike(found, tokens[:, 0], "this is the first token alone")
        expect.unlike(found, tokens[:, :2].max(axis=1), "this is the largest, not the mean")
        expect.unlike(found, tokens[:, 2:].mean(axis=1), "this is the mean of the padding")
        expect.close(found, np.array([[2.0, 5.0]]))
    with holds("each text is divided by its own count"):
        two = answer(np.concatenate([tokens, tokens]), np.array([[1, 1, 0, 0], [1, 1, 1, 1]]))
        shared = "two texts of different length were divided by one number"
        expect.close(two, np.array([[2.0, 5.0], [4.5, 5.0]]), shared)
    with holds("longer padding changes nothing"):
        padded = np.concatenate([tokens, np.full((1, 3, 2), 7.0)], axis=1)
        same = answer(padded, np.array([[1, 1, 0, 0, 0, 0, 0]]))
        expect.close(same, answer(tokens, mask), "three more padding tokens changed the result")


def _images_and_texts(rng):
    images = rng.normal(size=(4, 5)) * rng.uniform(0.2, 4, size=(4, 1))
    return images, rng.normal(size=(6, 5)) * rng.uniform(0.2, 4, size=(6, 1))


@question(inputs=_images_and_texts)
def decide(answer, holds):
    images, texts = _images_and_texts(np.random.default_rng(11))

    def both(images, texts):
        found = answer(images, texts)
        two = isinstance(found, tuple) and len(found) == 2
        expect.that(two, "return two arrays: `return text_of_image, image_of_text`")
        return tuple(np.asarray(part) for part in found)

    def slow(images, texts):
        """Row number of the best text for each image, one at a time."""
        best = []
        for image in images:
            cosines = [image @ t / np.sqrt((image @ image) * (t @ t)) for t in texts]
            best.append(cosines.index(max(cosines)))
        return np.array(best)

    with holds("a text for each image, an image for each text"):
        text_of_image, image_of_text = both(images, texts)
        crossed = text_of_image.shape == (6,) and image_of_text.shape == (4,)
        expect.that(not crossed, "the two are exchanged. Along which axis does an image search?")
        expect.shape(text_of_image, (4,), "the row of a text for each of the 4 images")
        expect.shape(image_of_text, (6,), "the row of an image for each of the 6 texts")
    with holds("the highest cosine wins, image to text"):
        found, _ = both(images, texts)
        worst = "these are the lowest cosines. Does a high cosine mean near or far?"
        expect.unlike(found, slow(images, -texts), worst)
        longest = "a long text vector won. Are the texts normalized?"
        expect.unlike(found, (images @ texts.T).argmax(axis=1), longest)
        expect.equal(found, slow(images, texts))
    with holds("the highest cosine wins, text to image"):
        _, found = both(images, texts)
        longest = "a long image vector won. Are the images normalized too?"
        expect.unlike(found, (images @ texts.T).argmax(axis=0), longest)
        expect.equal(found, slow(texts, images))
    with holds("several texts may choose one image"):
        one, two = np.array([[1.0, 0.0], [-1.0, 0.2]]), np.array([[1.0, 0.3], [2.0, -0.5]])
        _, found = both(one, two)
        expect.equal(found, np.array([0, 0]), "Each text chooses for itself")


def _pairs_both_ways(rng):
    shown = rng.normal(size=(24, 6))
    images = shown + 0.7 * rng.normal(size=(24, 6)) + 0.6 * rng.normal(size=6)
    texts = shown + 0.7 * rng.normal(size=(24, 6)) + 0.6 * rng.normal(size=6)
    return images, texts, int(rng.integers(1, 5))


@question(inputs=_pairs_both_ways)
def recall_both_ways(answer, holds):
    images, texts, _ = _pairs_both_ways(np.random.default_rng(0))

    def slow(queries, gallery, k):
        """Share of queries whose partner is among their k best, one query at a time."""
        hits = 0
        for row, query in enumerate(queries):
            cosines = [query @ g / np.sqrt((query @ query) * (g @ g)) for g in gallery]
            hits += sum(c > cosines[row] for c in cosines) < k
        return hits / len(queries)

    def both(images, texts, k):
        found = answer(images, texts, k)
        two = isinstance(found, tuple | list) and len(found) == 2
        expect.that(two, "return two numbers: `return text_to_image, image_to_text`")
        return np.array([float(part) for part in found])

    with holds("by hand: three pairs, one of them mixed up"):
        eye = np.eye(3)
        mixed = np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.8], [0.0, 0.0, 1.0]])
        found = both(eye, mixed, 1)
        percent = "these are percentages. Give shares from 0 to 1"
        expect.that(found.max() <= 1, percent)
        expect.that(found.max() > 0, "nothing was found. Where is the partner of query i?")
        expect.close(found[0], 2 / 3, "Text 1 finds image 2; the others find their own", 1e-6)
    with holds("text to image first, then image to text"):
        found = both(images, texts, 2)
        expected = np.array([slow(texts, images, 2), slow(images, texts, 2)])
        expect.unlike(found, expected[::-1], "the two directions are exchanged")
        one_way = "both numbers are of one direction. A query is a row once, a column once"
        expect.that(found[0] != found[1], one_way)
        dots = images @ texts.T
        own = dots.diagonal()
        raw = [np.mean((dots > own).sum(0) < 2), np.mean((dots > own[:, None]).sum(1) < 2)]
        expect.unlike(found, np.array(raw), "these are dot products. Are all rows normalized?")
        first = np.array([slow(texts, images, 1), slow(images, texts, 1)])
        expect.unlike(found, first, "k is left out: only the first place counts here")
        third = np.array([slow(texts, images, 3), slow(images, texts, 3)])
        expect.unlike(found, third, "one place too many: k = 2 are the two best")
        expect.close(found, expected)
    with holds("with k as large as the gallery everything is found"):
        expect.close(both(images, texts, 24), np.ones(2))


FAULTS = ("scaled twice", "turned", "channels swapped", "none")


@question(kind="value")
def diagnosis(value, holds):
    right = {"A": "scaled twice", "B": "channels swapped", "C": "turned", "D": "none"}
    with holds("one fault for each of A, B, C and D"):
        expect.that(isinstance(value, dict), "give a dict with the keys 'A', 'B', 'C' and 'D'")
        expect.equal(sorted(value), sorted(right), "The services are A, B, C and D")
        for fault in value.values():
            expect.one_of(fault, FAULTS)
    with holds("A is explained"):
        same = "all its pictures have nearly one vector. Which fault leaves hardly any contrast?"
        expect.that(value.get("A") == right["A"], same)
    with holds("B is explained"):
        mild = "it loses little, yet its vectors moved. Which fault changes colours only?"
        expect.that(value.get("B") == right["B"], mild)
    with holds("C is explained"):
        half = "its pictures differ as they should, yet many are wrong. What hides shapes?"
        expect.that(value.get("C") == right["C"], half)
    with holds("D is explained"):
        noise = "its vectors are the right ones still. Can a fault of preparation leave them so?"
        expect.that(value.get("D") == right["D"], noise)
