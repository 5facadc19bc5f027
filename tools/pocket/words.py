"""What the text tower makes of ImageNet's classes and WordNet's nouns."""

import torch
from torch.nn import functional as F

from course_utils.clip import DualEncoder

from .head import Words
from .wordnet import WordNet, class_texts, imagenet_classes, nouns_near_classes, with_article


def word_texts(wordnet: WordNet) -> list[str]:
    """Every text that training reads, and the bare nouns: for choosing the vocabulary."""
    classes = imagenet_classes()
    forms = class_texts(wordnet, classes).values()
    nouns, _ = nouns_near_classes(wordnet, classes)
    return [text for form in forms for text in form] + [wordnet.name(noun) for noun in nouns]


def read_words(clip: DualEncoder, wordnet: WordNet) -> Words:
    """Unit text features of the classes in several forms, and of the nouns near them."""
    classes = imagenet_classes()
    forms = {name: _read(clip, texts) for name, texts in class_texts(wordnet, classes).items()}
    words = [[with_article(word) for word in wordnet.synsets[c].words] for c in classes]
    each = _read(clip, [word for group in words for word in group])
    groups = each.split([len(group) for group in words])
    forms["each word"] = F.normalize(torch.stack([group.mean(dim=0) for group in groups]), dim=-1)
    nouns, noun_classes = nouns_near_classes(wordnet, classes)
    phrases = [with_article(wordnet.name(noun)) for noun in nouns]
    return Words(forms, _read(clip, phrases), noun_classes)


def _read(clip: DualEncoder, texts: list[str]) -> torch.Tensor:
    return F.normalize(torch.from_numpy(clip.text_features(texts, progress=True)), dim=-1)
