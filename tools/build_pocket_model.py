"""Build the pocket model and the stored features of the pairs.

    python tools/build_pocket_model.py SOURCES

SOURCES is the folder of unpacked packages that tools/build_pairs.py reads too. Build the pairs
first: the features are those of the shipped pictures. It takes some 15 minutes of one CPU and gives
the same model again for the same seeds and number of threads.
"""

import argparse
import copy
from pathlib import Path

import torch
from pocket.data import SETS, part, read_galleries, read_pictures, vocabulary_texts
from pocket.data import gallery as read_gallery
from pocket.evaluate import accuracy, recalls, table, validate
from pocket.features import store_features, store_mistakes
from pocket.head import Heads, train_heads
from pocket.pack import assemble, processor, quantize, save
from pocket.wordnet import WordNet, imagenet_classes, with_article
from pocket.words import read_words, word_texts

from course_utils._encoding import fold_batch_norms
from course_utils.clip import POCKET, DualEncoder
from course_utils.pocket import PocketModel, dequantize


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", type=Path, help="folder of unpacked source packages")
    parser.add_argument("--seeds", type=int, default=3, help="training runs to choose from")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads")
    parser.add_argument(
        "--keep-features", action="store_true", help="do not encode the pairs again"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    wordnet = WordNet.read(options.sources)
    names = [wordnet.name(synset) for synset in imagenet_classes()]
    texts = [*word_texts(wordnet), *vocabulary_texts()]
    model, tokenizer = assemble(options.sources, texts, names)
    clip = DualEncoder(copy.deepcopy(model), processor(tokenizer), "towers")
    clip.model.vision_model = fold_batch_norms(clip.model.vision_model)
    if not options.keep_features:
        for name in SETS:
            store_features(name, clip)
        store_mistakes(clip)

    words, (plain, coloured) = read_words(clip, wordnet), read_pictures(clip)
    galleries = read_galleries(clip, options.sources)
    runs, scores = [], []
    for seed in range(options.seeds):
        classifier = copy.deepcopy(model.image_head.classifier)
        heads = train_heads(model.config, classifier, words, plain, coloured, seed)
        runs.append(heads)
        scores.append(validate(heads, galleries))
    best = max(range(options.seeds), key=lambda seed: scores[seed]["score"])
    print(table("Validation: mean reciprocal rank, percent", scores))
    print(f"Seed {best} is kept.")
    install(runs[best], model)
    save(model, tokenizer, POCKET)
    for title, heads in (("Each seed", runs), ("As stored", [stored_heads(runs[best])])):
        print(f"\n{title}")
        report(clip, heads)


def install(heads: Heads, model: PocketModel) -> None:
    """Put trained heads into the model."""
    model.image_head.load_state_dict(heads.image.state_dict())
    model.text_head.load_state_dict(heads.text.state_dict())
    model.logit_scale.data = heads.logit_scale.detach().clamp(max=Heads.LARGEST)


def stored_heads(heads: Heads) -> Heads:
    """The heads as they come back from eight bits."""
    stored = copy.deepcopy(heads)
    stored.load_state_dict(dequantize(quantize(heads.state_dict())))
    return stored


def report(clip: DualEncoder, runs: list[Heads]) -> None:
    """Recalls and zero-shot accuracy on what was never trained or chosen on."""
    test = {
        "unseen emoji": part("emoji", "test", "noto"),
        "unseen clip art": part("clipart", "test"),
    }
    rows, features = part("photos", "test")
    photos = [i for i, row in enumerate(rows) if row["kind"] == "photo"]
    test = {"photographs": ([rows[i] for i in photos], features[photos])} | test
    for name, (some, images) in test.items():
        shown = read_gallery(clip, images, [row["caption"] for row in some])
        title = f"{name}: {len(some)} pictures, {len(shown.captions)} captions"
        print(table(title, [recalls(heads, shown) for heads in runs]))
    labelled = [i for i, row in enumerate(rows) if row["label"]]
    classes = sorted({rows[i]["label"] for i in labelled})
    prompts = read_gallery(clip, [], [f"a photo of {with_article(name)}" for name in classes]).texts
    labels = [classes.index(rows[i]["label"]) for i in labelled]
    found = [{"accuracy": accuracy(heads, features[labelled], prompts, labels)} for heads in runs]
    print(table(f"Zero-shot: {len(labelled)} pictures, {len(classes)} classes", found))


if __name__ == "__main__":
    main()
