"""Training the heads: pairs, pseudo-pairs made of words alone, and what the classifier knows.

Four losses, added. InfoNCE over pairs of pictures and captions; with a small weight, the same over
repainted pictures whose captions name the colour; and InfoNCE over pseudo-pairs: the text of a
noun, and features such as the tower would give if it saw one. Last, a distillation term: each
picture must rank the 1,000 class texts as the frozen classifier ranks its classes, which keeps
what ImageNet taught and a few thousand drawings cannot.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from tqdm import trange

from course_utils.pocket import ImageHead, PocketConfig, TextHead


@dataclass
class Pictures:
    """Training pairs as the towers give them: image features and each caption in several forms."""

    features: Tensor
    texts: list[Tensor]
    concepts: list[str]


@dataclass
class Words:
    """What ImageNet and WordNet lend: class texts in several forms, and nouns among the classes."""

    classes: dict[str, Tensor]
    nouns: Tensor
    noun_classes: Tensor

    @property
    def distilled(self) -> list[Tensor]:
        return [self.classes["photo"], self.classes["name"]]


@dataclass
class Recipe:
    """Settings of one training run, chosen on validation data."""

    steps: int = 300
    pairs: int = 448
    pseudo_pairs: int = 320
    coloured_pairs: int = 64
    colour: float = 0.3
    distillation: float = 1.0
    learning_rate: float = 1e-3
    weight_decay: float = 0.05
    push: float = 10.0


class Heads(nn.Module):
    """Both heads and the logit scale, while they are trained together."""

    LARGEST = math.log(50)

    def __init__(
        self, config: PocketConfig, classifier: nn.Linear, words: Words, data: Pictures
    ) -> None:
        super().__init__()
        self.image, self.text = ImageHead(config), TextHead(config)
        self.logit_scale = nn.Parameter(torch.tensor(config.logit_scale_init_value))
        self.image.classifier = classifier.requires_grad_(False)
        forms = words.classes
        class_texts = F.normalize(forms["name"] + forms["photo"] + forms["definition"], dim=-1)
        self.image.class_texts.copy_(class_texts)
        for head in (self.image, self.text):
            head.text_mean.copy_(data.texts[0].mean(dim=0))
        self.image.feature_mean.copy_(data.features.mean(dim=0))
        self.image.feature_std.copy_(data.features.std(dim=0) + 1e-3)
        # Training starts from ConSE: the guess passes through, the correction is almost nothing.
        nn.init.eye_(self.image.guess_projection.weight)
        nn.init.eye_(self.text.projection.weight)
        nn.init.normal_(self.image.correction[-1].weight, std=0.003)
        nn.init.zeros_(self.image.correction[-1].bias)

    def logits(self, images: Tensor, texts: Tensor) -> Tensor:
        """Cosines times the learned scale, at most 50."""
        return images @ texts.T * self.logit_scale.clamp(max=self.LARGEST).exp()

    def images(self, features: Tensor) -> Tensor:
        return F.normalize(self.image(features), dim=-1)

    def texts(self, features: Tensor) -> Tensor:
        return F.normalize(self.text(features), dim=-1)


def train_heads(
    config: PocketConfig,
    classifier: nn.Linear,
    words: Words,
    data: Pictures,
    coloured: Pictures,
    seed: int,
    recipe: Recipe | None = None,
) -> Heads:
    """Heads trained for `recipe.steps` steps, in evaluation mode. About a minute of one CPU."""
    recipe = recipe or Recipe()
    torch.manual_seed(seed)
    random = torch.Generator().manual_seed(seed)
    heads = Heads(config, classifier, words, data).train()
    weights = [p for p in heads.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        weights, lr=recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=recipe.steps, pct_start=0.1
    )
    draw_pairs = PairSampler(data, recipe.pairs, random)
    draw_coloured = PairSampler(coloured, recipe.coloured_pairs, random)
    for step in trange(recipe.steps, desc=f"heads, seed {seed}", leave=False):
        seen, read = draw_pairs(step)
        images = heads.images(seen)
        loss = clip_loss(heads.logits(images, heads.texts(read)))
        painted, told = draw_coloured(step)
        similar = heads.logits(heads.images(painted), heads.texts(told))
        loss = loss + recipe.colour * clip_loss(similar)
        imagined, named = pseudo_pairs(words, data, classifier, recipe, random)
        pseudo_images = heads.images(imagined)
        loss = loss + clip_loss(heads.logits(pseudo_images, heads.texts(named)))
        images, seen = torch.cat([images, pseudo_images]), torch.cat([seen, imagined])
        class_texts = heads.texts(words.distilled[step % 2])
        student = heads.logits(images, class_texts).log_softmax(dim=1)
        teacher = classifier(seen).softmax(dim=1)
        distance = F.kl_div(student, teacher, reduction="batchmean")
        loss = loss + recipe.distillation * distance
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return heads.eval()


def clip_loss(logits: Tensor) -> Tensor:
    """Symmetric InfoNCE (Radford et al., 2021, figure 3)."""
    target = torch.arange(len(logits))
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


class PairSampler:
    """Batches with every concept at most once, so that no batch holds a false negative."""

    def __init__(self, data: Pictures, size: int, random: torch.Generator) -> None:
        self.data, self.size, self.random = data, size, random
        rows = {}
        for row, concept in enumerate(data.concepts):
            rows.setdefault(concept, []).append(row)
        self.rows = list(rows.values())

    def __call__(self, step: int) -> tuple[Tensor, Tensor]:
        chosen = torch.randperm(len(self.rows), generator=self.random)[: self.size].tolist()
        rows = [self._one(self.rows[concept]) for concept in chosen]
        texts = self.data.texts[step % len(self.data.texts)]
        return self.data.features[rows], texts[rows]

    def _one(self, rows: list[int]) -> int:
        return rows[torch.randint(len(rows), (), generator=self.random)]


def pseudo_pairs(
    words: Words, data: Pictures, classifier: nn.Linear, recipe: Recipe, random: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Texts of classes and nouns, half and half, with the features of an imagined picture of each.

    The features are the mean of two random training pictures', moved towards the class (or towards
    the mixture of the classes nearest to the noun) in the classifier's weights.
    """
    weights = classifier.weight - classifier.weight.mean(dim=0)
    n_classes = recipe.pseudo_pairs // 2
    n_nouns = recipe.pseudo_pairs - n_classes
    classes = torch.randperm(len(weights), generator=random)[:n_classes]
    nouns = torch.randperm(len(words.nouns), generator=random)[:n_nouns]
    forms = torch.stack(list(words.classes.values()))
    form = torch.randint(len(forms), (n_classes,), generator=random)
    texts = torch.cat([forms[form, classes], words.nouns[nouns]])

    towards = torch.cat([weights[classes], words.noun_classes[nouns] @ weights])
    n, n_pictures = recipe.pseudo_pairs, len(data.features)
    first, second = torch.randint(n_pictures, (2, n), generator=random)
    start = (data.features[first] + data.features[second]) / 2
    push = recipe.push * (0.5 + torch.rand(n, 1, generator=random))
    moved = start + push * towards / towards.square().sum(dim=1, keepdim=True)
    return moved.clamp(0, 6), texts
