"""Text to text: BM25 as lesson 04 uses it, and other words for things on the photographs."""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

# What somebody might type instead, and the name in the captions' list of things (lesson 04).
_OTHER = """kitty=cat, hog=pig, killer whale=orca, wildebeest=gnu, hare=rabbit, buffalo=bison,
steed=horse, stallion=horse, pony=horse, mule=donkey, hippo=hippopotamus, ape=gorilla, toad=frog,
dove=pigeon, wasp=hornet, ladybird=ladybug, locust=grasshopper, prawn=shrimp,
crayfish=spiny lobster, maize=corn, aubergine=eggplant, spud=potato, tangerine=mandarin,
clementine=mandarin, fungus=mushroom, blossom=flower, automobile=car, lorry=truck,
aeroplane=airplane, motorcycle=motorbike, bike=bicycle, yacht=sailboat, fiddle=violin,
spanner=wrench, refrigerator=fridge, cellphone=mobile telephone, screen=computer monitor,
spectacles=glasses, present=wrapped gift, parasol=umbrella, brolly=umbrella, sneaker=shoe,
sweatshirt=jacket, physician=doctor, policeman=police officer"""
OTHER_WORDS = dict(pair.split("=") for pair in re.split(r",\s+", _OTHER))


def bm25(
    queries: Sequence[str], documents: Sequence[str], k1: float = 1.2, b: float = 0.75
) -> np.ndarray:
    """BM25 of each query and document: (n_queries, n_documents) float64.

    A word counts more the rarer it is, less each further time, and less in a long document; a
    document with none of the words gets 0 (Robertson and Zaragoza 2009, section 3).

    >>> bm25(["zebra", "fiddle"], ["a zebra", "a violin"]).round(2)
    array([[0.69, 0.  ],
           [0.  , 0.  ]])
    """
    split = [_words(document) for document in documents]
    lengths = np.array([len(words) for words in split])
    norm = k1 * (1 - b + b * lengths / lengths.mean())
    times_in: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(split)))
    for row, words in enumerate(split):
        for word in words:
            times_in[word][row] += 1
    scores = np.zeros((len(queries), len(documents)))
    for row, query in enumerate(queries):
        for word in set(_words(query)) & times_in.keys():
            times = times_in[word]
            among = (times > 0).sum()
            rarity = np.log(1 + (len(split) - among + 0.5) / (among + 0.5))
            scores[row] += rarity * times * (k1 + 1) / (times + norm)
    return scores


def _words(text: str) -> list[str]:
    return re.findall("[a-z]+", text.lower())
