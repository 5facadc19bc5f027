"""Typical wrong answers to LiveSearch. A docstring: words of the line that rejects it."""

import numpy as np


class _Right:
    """What the answers below change one thing of."""

    def __init__(self, model, pictures):
        self.pictures = pictures
        self.model, self.gallery, self.kept = model, self.gallery_of(model), {}

    def gallery_of(self, model):
        starts = range(0, len(self.pictures), model.at_once)
        return np.vstack(
            [model.encode_images(self.pictures[i : i + model.at_once]) for i in starts]
        )

    def search(self, sentence, k):
        if sentence not in self.kept:
            self.kept[sentence] = self.model.encode_texts([sentence])[0]
        return np.argsort(-self.gallery @ self.kept[sentence], kind="stable")[:k]

    def change(self, model):
        gallery = self.gallery_of(model)
        self.model, self.gallery, self.kept = model, gallery, {}


class TheEncoderFirst(_Right):
    """the sentence is of one model, the gallery of the other"""

    def change(self, model):
        self.model, self.kept = model, {}
        self.gallery = self.gallery_of(model)


class PictureByPictureInPlace(_Right):
    """Is the gallery of two models?"""

    def change(self, model):
        self.gallery = list(self.gallery)
        for at in range(0, len(self.pictures), model.at_once):
            some = slice(at, at + model.at_once)
            self.gallery[some] = model.encode_images(self.pictures[some])
        self.model, self.gallery, self.kept = model, np.array(self.gallery), {}

    def search(self, sentence, k):
        text = self.kept.get(sentence)
        if text is None:
            text = self.kept[sentence] = self.model.encode_texts([sentence])[0]
        scores = np.array([row[: len(text)] @ text[: len(row)] for row in self.gallery])
        return np.argsort(-scores, kind="stable")[:k]


class EmptiedFirst(_Right):
    """a search found nothing at all"""

    def change(self, model):
        self.gallery = self.gallery[:0]
        super().change(model)


class OnlyTheGallery(_Right):
    """the sentence is of one model, the gallery of the other"""

    def change(self, model):
        self.gallery = self.gallery_of(model)


class OnlyTheEncoder(_Right):
    """the sentence is of one model, the gallery of the other"""

    def change(self, model):
        self.model, self.kept = model, {}


class NothingChanges(_Right):
    """this is what the other model finds"""

    def change(self, model):
        self.gallery_of(model)


class ClearedBeforeAndNotAfter(_Right):
    """what was kept of the old model is still in use"""

    def change(self, model):
        self.kept.clear()
        self.gallery = self.gallery_of(model)
        self.model = model


class NeverCleared(_Right):
    """what was kept of the old model is still in use"""

    def change(self, model):
        self.model, self.gallery = model, self.gallery_of(model)


class AnswersAreNeverCleared(_Right):
    """this is what the other model finds"""

    def search(self, sentence, k):
        self.answers = getattr(self, "answers", {})
        if (sentence, k) not in self.answers:
            self.answers[sentence, k] = super().search(sentence, k)
        return self.answers[sentence, k]


class AnswersKeptForAnyK(_Right):
    """the k best"""

    def __init__(self, model, pictures):
        super().__init__(model, pictures)
        self.answers = {}

    def search(self, sentence, k):
        if sentence not in self.answers:
            self.answers[sentence] = super().search(sentence, k)
        return self.answers[sentence]

    def change(self, model):
        super().change(model)
        self.answers = {}


class NothingIsKept(_Right):
    """it was encoded 3 times for three searches"""

    def search(self, sentence, k):
        text = self.model.encode_texts([sentence])[0]
        return np.argsort(-self.gallery @ text, kind="stable")[:k]


class KeptForEachK(_Right):
    """it was encoded 2 times for three searches"""

    def search(self, sentence, k):
        if (sentence, k) not in self.kept:
            self.kept[sentence, k] = self.model.encode_texts([sentence])[0]
        return np.argsort(-self.gallery @ self.kept[sentence, k], kind="stable")[:k]


_EVERYONES = {}


class KeptByTheClass(_Right):
    """of one model, the gallery of the other"""

    def __init__(self, model, pictures):
        super().__init__(model, pictures)
        self.kept = _EVERYONES


class EncodesForEverySearch(_Right):
    """the pictures were encoded for a search"""

    def search(self, sentence, k):
        self.gallery = self.gallery_of(self.model)
        return super().search(sentence, k)


class FailsSilently(_Right):
    """whoever asked for the change was not told"""

    def change(self, model):
        try:
            super().change(model)
        except MemoryError:
            print("keeping the old model")


class AllAtOnce(_Right):
    """this model takes a list of 1 to 4 pictures at a time"""

    def gallery_of(self, model):
        return model.encode_images(self.pictures)


class TheBestAlone(_Right):
    """expected an array: the k best"""

    def search(self, sentence, k):
        return int(super().search(sentence, k)[0])


class LeastSimilar(_Right):
    """these are the least similar"""

    def search(self, sentence, k):
        return super().search(sentence, len(self.pictures))[::-1][:k]


class Everything(_Right):
    """the k best"""

    def search(self, sentence, k):
        return super().search(sentence, len(self.pictures))


class NamesOfPictures(_Right):
    """found a list, expected numbers"""

    def search(self, sentence, k):
        return [self.pictures[i] for i in super().search(sentence, k)]


class ForgottenBeforeItIsThrough:
    """what was kept went with the change that failed"""

    def __init__(self, model, pictures):
        self.pictures, self.live = list(pictures), (model, None, {})
        self.change(model)

    def search(self, sentence, k):
        model, gallery, kept = self.live
        if sentence not in kept:
            kept[sentence] = model.encode_texts([sentence])[0]
        return np.argsort(-(gallery @ kept[sentence]), kind="stable")[:k]

    def change(self, model):
        self.live[2].clear()
        starts = range(0, len(self.pictures), model.at_once)
        parts = [model.encode_images(self.pictures[i : i + model.at_once]) for i in starts]
        self.live = model, np.concatenate(parts), {}


class AsManyAtOnceAsTheFirstModel(_Right):
    """this model takes a list of 1 to"""

    def gallery_of(self, model):
        self.at_once = getattr(self, "at_once", model.at_once)
        starts = range(0, len(self.pictures), self.at_once)
        return np.vstack([model.encode_images(self.pictures[i : i + self.at_once]) for i in starts])


class KeepsAFew(_Right):
    """were encoded for 200, each asked twice"""

    def search(self, sentence, k):
        if sentence not in self.kept and len(self.kept) == 128:
            del self.kept[next(iter(self.kept))]
        return super().search(sentence, k)


class NoChangeAfterAFailure(_Right):
    """a change that fails leaves everything as it was, and says so"""

    changing = False

    def change(self, model):
        if self.changing:
            return
        self.changing = True
        super().change(model)
        self.changing = False


class InSmallLetters(_Right):
    """Is it the sentence that was asked, with its capitals?"""

    def search(self, sentence, k):
        return super().search(sentence.lower(), k)


class KeepsWhatIsAskedMeanwhile(_Right):
    """what was kept of the old model is still in use"""

    def change(self, model):
        before = set(self.kept)
        gallery = self.gallery_of(model)
        kept = {sentence: text for sentence, text in self.kept.items() if sentence not in before}
        self.model, self.gallery, self.kept = model, gallery, kept


class OneBlockTooMany(_Right):
    """this model takes a list of 1 to 4 pictures at a time"""

    def gallery_of(self, model):
        blocks = range(len(self.pictures) // model.at_once + 1)
        ends = [slice(n * model.at_once, (n + 1) * model.at_once) for n in blocks]
        return np.vstack([model.encode_images(self.pictures[some]) for some in ends])


class RowsOfAChangeThatFailedStay(_Right):
    """a change that fails leaves everything as it was, and says so"""

    def __init__(self, model, pictures):
        super().__init__(model, pictures)
        self.rows = []

    def change(self, model):
        for at in range(0, len(self.pictures), model.at_once):
            self.rows.extend(model.encode_images(self.pictures[at : at + model.at_once]))
        rows = [row for row in self.rows if len(row) == len(self.rows[-1])]
        self.model, self.gallery, self.kept = model, np.array(rows[: len(self.pictures)]), {}
        self.rows = []


class GoesOnWhereAChangeFailed(_Right):
    """Is the gallery of two models?"""

    rows = ()

    def gallery_of(self, model):
        self.rows = [*self.rows]
        for at in range(len(self.rows), len(self.pictures), model.at_once):
            self.rows.extend(model.encode_images(self.pictures[at : at + model.at_once]))
        rows, self.rows = self.rows, ()
        return np.array(rows)


class TriesAgain(_Right):
    """the model failed, and whoever asked for the change was not told"""

    def change(self, model):
        try:
            super().change(model)
        except MemoryError:
            super().change(model)


class OnePlaceForAll(_Right):
    """this is what the other model finds"""

    def __init__(self, model, pictures):
        super().__init__(model, pictures)
        OnePlaceForAll.now = self.model, self.gallery, self.kept

    def search(self, sentence, k):
        self.model, self.gallery, self.kept = self.now
        return super().search(sentence, k)

    def change(self, model):
        super().change(model)
        OnePlaceForAll.now = self.model, self.gallery, self.kept


class OneListOfPicturesForAll(_Right):
    """the k best"""

    def __init__(self, model, pictures):
        OneListOfPicturesForAll.pictures = pictures
        self.model, self.gallery, self.kept = model, self.gallery_of(model), {}


class WholeNumbers(_Right):
    """By the products as they are"""

    def gallery_of(self, model):
        return super().gallery_of(model).astype(int)


class ProductsRounded(_Right):
    """By the products as they are"""

    def search(self, sentence, k):
        if sentence not in self.kept:
            self.kept[sentence] = self.model.encode_texts([sentence])[0]
        products = (self.gallery @ self.kept[sentence]).round(3)
        return np.argsort(-products, kind="stable")[:k]


class TheGalleryAndThenTheSentences(_Right):
    """the sentence is of one model, the gallery of the other"""

    def change(self, model):
        self.gallery = self.gallery_of(model)
        asked = list(self.kept)
        if asked:
            self.kept = dict(zip(asked, model.encode_texts(asked), strict=True))
        self.model = model


class TheSentencesInPlace(_Right):
    """the sentence is of one model, the gallery of the other"""

    def change(self, model):
        gallery = self.gallery_of(model)
        for sentence in list(self.kept):
            self.kept[sentence] = model.encode_texts([sentence])[0]
        self.model, self.gallery = model, gallery


class TheModelAndThenTheSentences(_Right):
    """the sentence is of one model, the gallery of the other"""

    def change(self, model):
        gallery, asked = self.gallery_of(model), list(self.kept)
        self.model = model
        self.kept = {sentence: model.encode_texts([sentence])[0] for sentence in asked}
        self.gallery = gallery


class InPlaceBeforeItIsThrough(_Right):
    """this is what the other model finds"""

    def change(self, model):
        asked = list(self.kept)
        super().change(model)
        for sentence in asked:
            self.kept[sentence] = model.encode_texts([sentence])[0]


class TheModelStaysAfterAFailure(_Right):
    """the sentence is of one model, the gallery of the other"""

    before = None

    def search(self, sentence, k):
        return self.before(sentence, k) if self.before else super().search(sentence, k)

    def change(self, model):
        old = _Right.__new__(_Right)
        old.__dict__.update(vars(self))
        self.before, self.model = old.search, model
        try:
            gallery = self.gallery_of(model)
        finally:
            self.before = None
        self.gallery, self.kept = gallery, {}


class TheFirstSearchEncodes(_Right):
    """0 of 12 pictures were encoded before the first search"""

    def __init__(self, model, pictures):
        self.pictures, self.model, self.kept = pictures, model, {}

    def search(self, sentence, k):
        if "gallery" not in vars(self):
            self.gallery = self.gallery_of(self.model)
        return super().search(sentence, k)


class ANumberForOne(_Right):
    """the only picture there is: a list of one number"""

    def search(self, sentence, k):
        best = super().search(sentence, k)
        return best[0] if k == 1 else best


class PicturesUsedUp(_Right):
    """the caller's list was changed"""

    def __init__(self, model, pictures):
        super().__init__(model, [pictures.pop(0) for _ in range(len(pictures))])


class PicturesUsedUpByAChange(_Right):
    """the caller's list was changed"""

    def change(self, model):
        parts, waiting, self.pictures = [], self.pictures, list(self.pictures)
        while waiting:
            parts.append(model.encode_images(waiting[: model.at_once]))
            del waiting[: model.at_once]
        self.model, self.gallery, self.kept = model, np.vstack(parts), {}


class FewerThanAtOnce(_Right):
    """range() arg 3 must not be zero"""

    def gallery_of(self, model):
        size = model.at_once - 1
        starts = range(0, len(self.pictures), size)
        return np.vstack([model.encode_images(self.pictures[i : i + size]) for i in starts])


class TwoAtATime(_Right):
    """this model takes a list of 1 to 1 pictures at a time"""

    def gallery_of(self, model):
        starts = range(0, len(self.pictures), 2)
        return np.vstack([model.encode_images(self.pictures[i : i + 2]) for i in starts])


class NothingKeptMeanwhile(_Right):
    """The old one is in use till then"""

    busy = False

    def search(self, sentence, k):
        kept = dict(self.kept)
        found = super().search(sentence, k)
        self.kept = kept if self.busy else self.kept
        return found

    def change(self, model):
        self.busy = True
        try:
            super().change(model)
        finally:
            self.busy = False
