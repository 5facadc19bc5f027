"""WordNet's nouns: their words, glosses and places in the hierarchy, and how alike two of them are.

Lin similarity (Lin, 1998, section 3) of two nouns is twice the information content of their nearest
common ancestor over the sum of their own. A noun's information content is -log of the share of all
nouns that are its kind, so that "entity" says nothing and "magpie" says a lot.
"""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor

DATA = "deb/wordnet-base/usr/share/wordnet/data.noun"
IMAGENET = Path(__file__).parent / "imagenet_synsets.txt"

# The lexicographer files whose nouns one can take a picture of (lexnames(5WN)): animals, artifacts,
# parts of the body, food, natural objects, phenomena and plants.
CONCRETE = {5, 6, 8, 13, 17, 19, 20}


@dataclass(frozen=True)
class Synset:
    """One meaning: the words for it, what it is a kind of, and its definition."""

    words: list[str]
    parents: list[str]
    gloss: str
    file: int


@dataclass
class WordNet:
    """The nouns of WordNet 3.0 by their eight-digit offset."""

    synsets: dict[str, Synset]
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, sources: Path) -> "WordNet":
        """Read `data.noun`, whose lines wndb(5WN) describes."""
        lines = (sources / DATA).read_text().splitlines()
        return cls(dict(_parse(line) for line in lines if not line.startswith("  ")))

    def ancestors(self, synset: str) -> frozenset[str]:
        """Everything that a noun is a kind of, itself included."""
        if synset not in self._ancestors:
            above = (self.ancestors(parent) for parent in self.synsets[synset].parents)
            self._ancestors[synset] = frozenset({synset}).union(*above)
        return self._ancestors[synset]

    @cached_property
    def kinds(self) -> Counter:
        """How many nouns are a kind of each, itself included."""
        return Counter(a for synset in self.synsets for a in self.ancestors(synset))

    def information(self, synset: str) -> float:
        """Information content: high for what is rare and special."""
        return -math.log(self.kinds[synset] / len(self.synsets))

    def name(self, synset: str) -> str:
        return self.synsets[synset].words[0]


def _parse(line: str) -> tuple[str, Synset]:
    data, gloss = line.split("|", 1)
    part = data.split()
    n_words = int(part[3], 16)
    words = [re.sub(r"\(.*?\)", "", w).replace("_", " ") for w in part[4 : 4 + 2 * n_words : 2]]
    pointers = part[5 + 2 * n_words :]
    kinds, targets = pointers[0:-3:4], pointers[1:-2:4]
    parents = [target for kind, target in zip(kinds, targets, strict=True) if kind in ("@", "@i")]
    return part[0], Synset(words, parents, gloss.split(";")[0].strip(), int(part[1]))


def imagenet_classes() -> list[str]:
    """WordNet offsets of the 1,000 ImageNet classes, in the order of every ImageNet classifier."""
    return [line[1:] for line in IMAGENET.read_text().split()]


def nouns_near_classes(
    wordnet: WordNet, classes: list[str], nearest: int = 10, least: float = 0.55
) -> tuple[list[str], Tensor]:
    """Concrete nouns that are no ImageNet class but close to one, and how each mixes the classes.

    Returns the nouns' offsets and an (n, 1000) matrix whose rows sum to 1: a softmax of Lin
    similarity / 0.04 over the ten nearest classes.
    """
    members = defaultdict(list)
    for number, synset in enumerate(classes):
        for ancestor in wordnet.ancestors(synset):
            members[ancestor].append(number)
    # An ancestor of more than 150 classes ("animal", "artifact") makes nothing alike.
    shared = {a: m for a, m in members.items() if len(m) <= 150}
    information = [wordnet.information(synset) for synset in classes]
    taken = set(classes)

    nouns, rows = [], []
    for noun, synset in wordnet.synsets.items():
        if noun in taken or not _is_concrete(synset):
            continue
        common = defaultdict(float)
        for ancestor in wordnet.ancestors(noun) & shared.keys():
            amount = wordnet.information(ancestor)
            for number in shared[ancestor]:
                common[number] = max(common[number], amount)
        own = wordnet.information(noun)
        lin = {c: 2 * value / (own + information[c]) for c, value in common.items()}
        best = sorted(lin, key=lambda c: (-lin[c], c))[:nearest]
        if best and lin[best[0]] >= least:
            row = torch.zeros(len(classes))
            row[best] = torch.softmax(torch.tensor([lin[c] for c in best]) / 0.04, dim=0)
            nouns.append(noun)
            rows.append(row)
    return nouns, torch.stack(rows)


def _is_concrete(synset: Synset) -> bool:
    word = synset.words[0]
    is_name = re.search(r"[A-Z0-9]", word)
    return synset.file in CONCRETE and not is_name and len(word.split()) <= 3


def class_texts(wordnet: WordNet, classes: list[str]) -> dict[str, list[str]]:
    """Several ways of putting each class into words, each in the order of the classes."""
    forms = defaultdict(list)
    for synset in (wordnet.synsets[number] for number in classes):
        name = synset.words[0]
        kinds = _kinds(wordnet, synset)
        forms["name"].append(name)
        forms["phrase"].append(with_article(name))
        forms["photo"].append(f"a photo of {with_article(name)}")
        forms["gloss"].append(synset.gloss)
        forms["definition"].append(f"{name}: {synset.gloss}")
        forms["kind"].append(f"{with_article(name)}, a kind of {kinds[0]}")
        forms["chain"].append(", ".join([name, *kinds]))
        forms["words"].append(", ".join(synset.words))
    return dict(forms)


def _kinds(wordnet: WordNet, synset: Synset, most: int = 3) -> list[str]:
    """What a noun is a kind of, and what that is a kind of, until it becomes vague."""
    kinds = []
    while synset.parents and len(kinds) < most:
        parent = synset.parents[0]
        if kinds and wordnet.information(parent) <= 3:
            break
        synset = wordnet.synsets[parent]
        kinds.append(synset.words[0])
    return kinds


def with_article(noun: str) -> str:
    """The noun after "a" or "an".

    >>> with_article("owl")
    'an owl'
    """
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
