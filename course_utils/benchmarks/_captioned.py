"""What MS-COCO and Flickr30K share: images with several captions, and Karpathy's split files."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from course_utils.benchmarks._files import field, no_duplicates, not_empty, read_json, split_name


@dataclass(frozen=True, slots=True)
class CaptionedImage:
    """An image, the captions people wrote for it, and the part of the data it belongs to."""

    id: int | str
    file: str
    captions: tuple[str, ...]
    split: str | None = None


def read_captions(path: str | os.PathLike, expected: str, name: str = "path") -> dict:
    """A JSON file of captions, without the tokens that are most of Karpathy's files."""
    return read_json(path, dict, expected, leave_out="tokens", name=name)


def karpathy_images(content: dict, path: str | os.PathLike) -> list[CaptionedImage]:
    """The images in dataset_coco.json or dataset_flickr30k.json of Karpathy and Fei-Fei (2015).

    The id is the cocoid where there is one, else the file's name without its ending.
    """
    images = []
    for i, image in enumerate(field(content, "images", list, f"{path}")):
        where = f"{path}, images[{i}]"
        file = field(image, "filename", str, where)
        image_id = field(image, "cocoid", int, where) if "cocoid" in image else stem(file)
        if "filepath" in image:
            file = f"{field(image, 'filepath', str, where)}/{file}"
        captions = tuple(
            field(sentence, "raw", str, f"{where}, sentences[{j}]").strip()
            for j, sentence in enumerate(field(image, "sentences", list, where))
        )
        split = field(image, "split", str, where)
        images.append(CaptionedImage(image_id, file, captions, split))
    not_empty(images, path, "images with captions")
    no_duplicates((image.id for image in images), f"{path}", "the image")
    return images


def stem(file: str) -> str:
    """The file's name without its folder and its ending, where it has them.

    >>> stem("flickr30k-images/1000.jpg"), stem("1000")
    ('1000', '1000')
    """
    name = file.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def only_split(
    images: Sequence[CaptionedImage], split: str | None, path: str | os.PathLike
) -> list[CaptionedImage]:
    """The images of one split (all for None); "train" takes Karpathy's "restval" along.

    "validate" and "validation" mean "val".
    """
    if split is None:
        return list(images)
    wanted = {"train", "restval"} if split_name(split) == "train" else {split_name(split)}
    chosen = [image for image in images if split_name(image.split) in wanted]
    if not chosen:
        there = sorted({str(image.split) for image in images})
        raise ValueError(f"{path} has no image in split {split!r}, but in {', '.join(there)}")
    return chosen
