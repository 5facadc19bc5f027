"""Right answers to LiveSearch, differently written."""

import heapq
from functools import cache
from itertools import count, islice
from types import SimpleNamespace

import numpy as np
import torch


class OneTuple:
    def __init__(self, model, pictures):
        self.pictures = pictures
        self.change(model)

    def search(self, sentence, k):
        model, gallery, kept = self.live
        if sentence not in kept:
            kept[sentence] = model.encode_texts([sentence])[0]
        return np.argsort(-gallery @ kept[sentence], kind="stable")[:k]

    def change(self, model):
        starts = range(0, len(self.pictures), model.at_once)
        parts = [model.encode_images(self.pictures[at : at + model.at_once]) for at in starts]
        self.live = model, np.concatenate(parts), {}


class CachedEncoder:
    def __init__(self, model, pictures):
        self.pictures = tuple(pictures)
        self.change(model)

    def change(self, model):
        rows = [model.encode_images([picture])[0] for picture in self.pictures]
        encode = cache(lambda sentence: model.encode_texts([sentence])[0])
        self.scores = lambda sentence: [float(row @ encode(sentence)) for row in rows]

    def search(self, sentence, k):
        scores = self.scores(sentence)
        return sorted(range(len(scores)), key=lambda i: -scores[i])[:k]


class KeyedByTheModel:
    def __init__(self, model, pictures):
        self._pictures, self._texts = list(pictures), {}
        self.change(model)

    def search(self, sentence, k):
        key = id(self._model), self._version, sentence
        if key not in self._texts:
            self._texts[key] = self._model.encode_texts([sentence]).ravel()
        scores = np.einsum("nd,d->n", self._gallery, self._texts[key])
        return np.lexsort((np.arange(len(scores)), -scores))[:k]

    def change(self, model):
        gallery, waiting = [], list(self._pictures)
        while waiting:
            gallery.extend(model.encode_images(waiting[: model.at_once]))
            waiting = waiting[model.at_once :]
        self._version = getattr(self, "_version", 0) + 1
        self._model, self._gallery = model, np.array(gallery)


class _Space:
    """The helper that some answers keep for each model."""

    def __init__(self, model, pictures):
        self.model, self.kept = model, {}
        self.rows = np.vstack(list(self.parts(pictures)))

    def parts(self, pictures):
        pictures = iter(pictures)
        while some := list(islice(pictures, self.model.at_once)):
            yield self.model.encode_images(some)

    def best(self, sentence, k):
        if sentence not in self.kept:
            (self.kept[sentence],) = self.model.encode_texts([sentence])
        return heapq.nsmallest(
            k, zip(-self.rows @ self.kept[sentence], range(len(self.rows)), strict=True)
        )


class ASpaceForEachModel:
    def __init__(self, model, pictures):
        self.pictures, self.space = pictures, _Space(model, pictures)

    def search(self, sentence, k):
        return [i for _, i in self.space.best(sentence, k)]

    def change(self, model):
        self.space = _Space(model, self.pictures)


class WholeAnswersKept:
    def __init__(self, model, pictures):
        self.pictures = pictures
        self.change(model)

    def search(self, sentence, k):
        if sentence not in self.orders:
            scores = self.gallery @ np.asarray(self.model.encode_texts([sentence]), float)[0]
            self.orders[sentence] = np.argsort(-scores, kind="stable").tolist()
        return tuple(self.orders[sentence][:k])

    def change(self, model):
        n, step = len(self.pictures), model.at_once
        gallery = np.vstack(
            [model.encode_images(self.pictures[i : i + step]) for i in range(0, n, step)]
        )
        self.model, self.gallery, self.orders = model, gallery, {}


class Torch:
    def __init__(self, model, pictures):
        self.pictures = pictures
        self.change(model)

    def change(self, model):
        places = torch.arange(len(self.pictures)).split(model.at_once)
        chunks = [[self.pictures[i] for i in some] for some in places]
        rows = torch.cat([torch.as_tensor(model.encode_images(chunk)) for chunk in chunks])
        self.model, self.rows, self.kept = model, rows.float(), {}

    def search(self, sentence, k):
        query = self.kept.get(sentence)
        if query is None:
            query = torch.as_tensor(self.model.encode_texts([sentence]), dtype=torch.float32)[0]
            self.kept[sentence] = query
        return torch.sort(self.rows @ query, descending=True, stable=True).indices[:k]


class Float32AndADictionary:
    def __init__(self, model, pictures):
        self.pictures, self.now = np.array(pictures), {}
        self.change(model)

    def change(self, model):
        pieces = np.array_split(self.pictures, -(-len(self.pictures) // model.at_once))
        gallery = np.concatenate([np.float32(model.encode_images(p.tolist())) for p in pieces])
        self.now = {"model": model, "gallery": gallery, "texts": {}}

    def search(self, sentence, k):
        now = self.now
        text = now["texts"].setdefault(sentence, None)
        if text is None:
            text = now["texts"][sentence] = np.float32(now["model"].encode_texts([sentence]))
        return (-(text @ now["gallery"].T)).argsort(axis=1, kind="stable")[0, :k]


class TwoGalleries:
    def __init__(self, model, pictures):
        self.pictures, self.galleries, self.numbers = pictures, {}, count()
        self.change(model)

    def change(self, model):
        number, rows = next(self.numbers), []
        for picture in self.pictures:
            rows += list(model.encode_images([picture]))
        self.galleries[number] = SimpleNamespace(model=model, rows=rows, texts={})
        self.alias = number
        self.galleries = {number: self.galleries[number]}

    def search(self, sentence, k):
        live = self.galleries[self.alias]
        try:
            text = live.texts[sentence]
        except KeyError:
            text = live.texts[sentence] = live.model.encode_texts([sentence])[0]
        scores = [sum(a * b for a, b in zip(row, text, strict=True)) for row in live.rows]
        return [i for _, i in sorted((-score, i) for i, score in enumerate(scores))][:k]


class KeptAndThenCleared:
    def __init__(self, model, pictures):
        self.pictures, self.kept = pictures, {}
        self.model, self.gallery = model, self.gallery_of(model)

    def gallery_of(self, model):
        at, parts = 0, []
        while at < len(self.pictures):
            parts.append(model.encode_images(self.pictures[at : at + model.at_once]))
            at += model.at_once
        return np.vstack(parts)

    def search(self, sentence, k):
        if sentence not in self.kept:
            self.kept[sentence] = self.model.encode_texts([sentence])[0]
        return np.argsort(-(self.gallery @ self.kept[sentence]), kind="stable")[:k]

    def change(self, model):
        gallery = self.gallery_of(model)
        self.model, self.gallery = model, gallery
        self.kept.clear()


class SentencesOfTheOldModelAreEncodedBeforeTheSwap:
    def __init__(self, model, pictures):
        self.pictures, self.live = list(pictures), (None, None, {})
        self.change(model)

    def search(self, sentence, k):
        model, gallery, kept = self.live
        if sentence not in kept:
            kept[sentence] = model.encode_texts([sentence])[0]
        return np.argsort(-(gallery @ kept[sentence]), kind="stable")[:k].tolist()

    def change(self, model):
        starts = range(0, len(self.pictures), model.at_once)
        parts = [model.encode_images(self.pictures[at : at + model.at_once]) for at in starts]
        asked = list(self.live[2])
        kept = dict(zip(asked, model.encode_texts(asked), strict=True)) if asked else {}
        self.live = model, np.concatenate(parts), kept
