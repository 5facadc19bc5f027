"""MS-COCO captions."""

import os
from dataclasses import replace

from course_utils.benchmarks._captioned import (
    CaptionedImage,
    karpathy_images,
    only_split,
    read_captions,
)
from course_utils.benchmarks._files import field, no_duplicates, not_empty


def coco_captions(
    path: str | os.PathLike, split: str | None = None, karpathy: str | os.PathLike | None = None
) -> list[CaptionedImage]:
    """Images of MS-COCO with their captions, from either of the two files that carry them::

        coco_captions("captions_val2014.json")                   # the official file: no splits
        coco_captions("dataset_coco.json", split="test")         # Karpathy's file: captions too
        coco_captions("captions_val2014.json", split="test", karpathy="dataset_coco.json")

    Lin et al. 2014 (images), Chen et al. 2015 (captions): 123,287 images, 82,783 in train2014 and
    40,504 in val2014, with five captions each; a few have six or seven, of which the retrieval
    protocol takes the first five. Karpathy and Fei-Fei (2015) split them into 113,287 for training,
    5,000 for validation and 5,000 for test, which is MSCOCO-5K; "1K" scores are means over five
    folds of it, and far easier. Their training images are marked "train" or, where they come from
    val2014, "restval": split="train" gives both. Spaces around captions are removed.

    Licence: captions CC BY 4.0. The images belong to the Flickr users who took them, and each has
    its own licence, often a non-commercial one (in the official file, under `licenses`).
    """
    content = read_captions(path, "captions_val2014.json, or Karpathy's dataset_coco.json")
    if "annotations" not in content:
        if karpathy is not None:
            raise ValueError(
                f"{path} has no key 'annotations': leave out karpathy, or path is wrong"
            )
        return only_split(karpathy_images(content, path), split, path)
    images = _official(content, path)
    if karpathy is None:
        if split is not None:
            raise ValueError(
                f"{path} knows no splits: give Karpathy's dataset_coco.json as karpathy"
            )
        return images
    splits = karpathy_images(
        read_captions(karpathy, "Karpathy's dataset_coco.json", "karpathy"), karpathy
    )
    split_of = {image.id: image.split for image in splits}
    missing = [image.id for image in images if image.id not in split_of]
    if missing:
        raise ValueError(f"{karpathy} lacks {len(missing)} images of {path}, first {missing[0]}")
    return only_split([replace(i, split=split_of[i.id]) for i in images], split, path)


def _official(content: dict, path: str | os.PathLike) -> list[CaptionedImage]:
    listed = field(content, "images", list, f"{path}")
    not_empty(listed, path, "images with captions")
    files = {}
    for i, image in enumerate(listed):
        where = f"{path}, images[{i}]"
        files[field(image, "id", int, where)] = field(image, "file_name", str, where)
    no_duplicates((image["id"] for image in listed), f"{path}", "the image")
    captions = {image_id: [] for image_id in files}
    for i, annotation in enumerate(field(content, "annotations", list, f"{path}")):
        where = f"{path}, annotations[{i}]"
        image_id = field(annotation, "image_id", int, where)
        if image_id not in captions:
            raise ValueError(f"{where}: there is no image with id {image_id}")
        captions[image_id].append(field(annotation, "caption", str, where).strip())
    return [CaptionedImage(i, file, tuple(captions[i])) for i, file in files.items()]
