"""The code that lesson 07 shows for models of the hub, run with tiny random ones."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
import torch
from PIL import Image

from course_utils import rerank
from course_utils.similarity import top_k

LESSON = Path(__file__).resolve().parents[1] / "notebooks/07_two_stage_retrieval.ipynb"
WORDS = ["a", "red", "green", "white", "cat", "dog", "car", "left", "of", "question"]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<image>", "<bos>", "<eos>", "\n"]
SMALL = {
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
}


def shown_code(library: str) -> str:
    """The block of the lesson's text that imports from a library."""
    cells = nbformat.read(LESSON, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    blocks = re.findall(r"```python\n(.+?)```", text, flags=re.S)
    (found,) = [block for block in blocks if f"from {library} import" in block]
    return found


def tokenizer(**special):
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: i for i, word in enumerate([*SPECIAL, *WORDS])}
    words = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(
        tokenizer_object=words, unk_token="[UNK]", pad_token="[PAD]", **special
    )


@pytest.fixture
def small_bert(tmp_path):
    """A folder for each of the two names in the lesson's code, with random weights."""
    from transformers import BertConfig, BertForSequenceClassification, BertModel

    torch.manual_seed(0)
    config = BertConfig(**SMALL, vocab_size=len(SPECIAL) + len(WORDS), num_labels=1)
    for name, kind in (("quick", BertModel), ("slow", BertForSequenceClassification)):
        kind(config).save_pretrained(tmp_path / name)
        words = tokenizer(cls_token="[CLS]", sep_token="[SEP]", model_max_length=32)
        words.save_pretrained(tmp_path / name)
    return tmp_path


def test_two_stages_with_sentence_transformers(small_bert):
    pytest.importorskip("sentence_transformers")
    code = shown_code("sentence_transformers")
    code, found = re.subn(r'"[\w-]+/[\w.-]+"', "folders.pop(0)", code)
    assert found == 2
    captions = ["a red cat", "a green dog", "a car", "a dog left of a cat"]
    names = {
        "folders": [str(small_bert / name) for name in ("quick", "slow")],
        "captions": captions,
        "rerank": rerank,
        "top_k": top_k,
    }
    exec(code, names)
    scores, ids = names["search"]("a red dog", candidates=3, k=2)
    first = names["quick"].encode(["a red dog"], normalize_embeddings=True) @ names["index"].T
    candidates = np.argsort(-first[0])[:3]
    read = names["slow"].predict([("a red dog", captions[i]) for i in candidates])
    assert ids[0].tolist() == candidates[np.argsort(-read)][:2].tolist()
    np.testing.assert_allclose(scores[0], np.sort(read)[:-3:-1], rtol=1e-5)


@pytest.fixture
def small_colpali(tmp_path):
    from transformers import (
        ColPaliConfig,
        ColPaliForRetrieval,
        ColPaliProcessor,
        GemmaConfig,
        PaliGemmaConfig,
        SiglipImageProcessor,
        SiglipVisionConfig,
    )

    torch.manual_seed(0)
    words = tokenizer(bos_token="<bos>", eos_token="<eos>")
    words.add_special_tokens({"additional_special_tokens": ["<image>"]})
    vision = SiglipVisionConfig(**SMALL, image_size=28, patch_size=14, projection_dim=16)
    text = GemmaConfig(**SMALL, vocab_size=2_000, head_dim=8, num_key_value_heads=1)
    both = PaliGemmaConfig(
        vision_config=vision.to_dict(),
        text_config=text.to_dict(),
        image_token_id=words.convert_tokens_to_ids("<image>"),
        projection_dim=16,
    )
    ColPaliForRetrieval(ColPaliConfig(vlm_config=both)).save_pretrained(tmp_path)
    pictures = SiglipImageProcessor(size={"height": 28, "width": 28})
    pictures.image_seq_length = 4
    ColPaliProcessor(pictures, words).save_pretrained(tmp_path)
    return tmp_path


def test_late_interaction_with_colpali(small_colpali):
    code = shown_code("transformers")
    code, found = re.subn(r'"[\w-]+/[\w.-]+"', "folder", code)
    assert found == 1
    pictures = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "white")]
    names = {
        "folder": str(small_colpali),
        "pictures": pictures,
        "sentences": ["a red cat", "a dog left of a car"],
        "rerank": rerank,
        "torch": torch,
    }
    exec(code, names)
    assert names["pages"].shape[2] == names["asked"].shape[2] == 128
    assert names["scores"].shape == (2, 3)
    asked, pages = names["asked"].float(), names["pages"].float()
    own = names["processor"].score_retrieval(list(asked), list(pages))
    np.testing.assert_allclose(names["scores"], own, rtol=1e-3)
