"""Typical wrong answers to decide. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def axes_exchanged(images, texts):
    """the two are exchanged"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.argmax(axis=0), cosines.argmax(axis=1)


def lowest_cosine(images, texts):
    """lowest cosines"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.argmin(axis=1), cosines.argmin(axis=0)


def dot_products(images, texts):
    """Are the texts normalized?"""
    dots = images @ texts.T
    return dots.argmax(axis=1), dots.argmax(axis=0)


def texts_normalized_only(images, texts):
    """Are the images normalized too?"""
    dots = images @ _unit(texts).T
    return dots.argmax(axis=1), dots.argmax(axis=0)


def one_direction(images, texts):
    """return two arrays"""
    return (_unit(images) @ _unit(texts).T).argmax(axis=1)


def cosines_instead_of_rows(images, texts):
    """expected whole numbers"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.max(axis=1), cosines.max(axis=0)


def images_normalized_only(images, texts):
    """Are the texts normalized?"""
    dots = _unit(images) @ texts.T
    return dots.argmax(axis=1), dots.argmax(axis=0)


def nearest_end_to_end(images, texts):
    """nearest end to end"""
    far = ((images[:, None] - texts) ** 2).sum(axis=2)
    return far.argmin(axis=1), far.argmin(axis=0)


def counted_from_one(images, texts):
    """rows are counted from 0"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.argmax(axis=1) + 1, cosines.argmax(axis=0) + 1


def each_image_given_away_once(images, texts):
    """Texts may share one"""
    cosines = _unit(images) @ _unit(texts).T
    left, image_of_text = cosines.copy(), []
    for j in range(len(texts)):
        image_of_text.append(left[:, j].argmax())
        if len(image_of_text) < len(images):
            left[image_of_text[-1]] = -2
    return cosines.argmax(axis=1), image_of_text


def one_direction_twice(images, texts):
    """the row of an image for each of the 6 texts"""
    best = (_unit(images) @ _unit(texts).T).argmax(axis=1)
    return best, best


def the_table(images, texts):
    """return two arrays"""
    return _unit(images) @ _unit(texts).T


def sign_lost(images, texts):
    """Is its sign lost?"""
    cosines = np.abs(_unit(images) @ _unit(texts).T)
    return cosines.argmax(axis=1), cosines.argmax(axis=0)


def whole_side_by_one_length(images, texts):
    """Are the texts normalized?"""
    dots = (images / np.linalg.norm(images)) @ (texts / np.linalg.norm(texts)).T
    return dots.argmax(axis=1), dots.argmax(axis=0)


def mutates_its_input(images, texts):
    """your function changed images"""
    images /= np.linalg.norm(images, axis=1, keepdims=True)
    cosines = images @ _unit(texts).T
    return cosines.argmax(axis=1), cosines.argmax(axis=0)


def squeezed(images, texts):
    """one row for one image, in an array"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.argmax(axis=1).squeeze(), cosines.argmax(axis=0).squeeze()


def cut_at_zero(images, texts):
    """all its cosines are negative, and the highest wins. Are they cut at 0?"""
    table = np.maximum(_unit(images) @ _unit(texts).T, 0)
    return table.argmax(axis=1), table.argmax(axis=0)


def rounded_cosines(images, texts):
    """a cosine of 0.999 is more than one of 0.998. Were they rounded?"""
    table = np.round(_unit(images) @ _unit(texts).T, 2)
    return table.argmax(axis=1), table.argmax(axis=0)


def never_text_0(images, texts):
    """row 0 is a row like any other"""
    table = _unit(images) @ _unit(texts).T
    of_image = table[:, 1:].argmax(axis=1) + 1 if len(texts) > 1 else np.zeros(len(images), int)
    return of_image, table.argmax(axis=0)


def along_the_columns_of_a_square(images, texts):
    """a cosine of 0.999 is more than one of 0.998"""

    def unit(x):
        lengths = np.linalg.norm(x, axis=1)
        return x / lengths if len(x) == x.shape[1] else x / lengths[:, None]

    table = unit(images) @ unit(texts).T
    return table.argmax(axis=1), table.argmax(axis=0)


def exchanged_where_it_is_square(images, texts):
    """with as many texts as images the two are exchanged"""
    cosines = _unit(images) @ _unit(texts).T
    cosines = cosines.T if len(images) == len(texts) else cosines
    return cosines.argmax(axis=1), cosines.argmax(axis=0)


def in_half_precision(images, texts):
    """Were they rounded?"""
    cosines = (_unit(images) @ _unit(texts).T).astype(np.float16)
    return cosines.argmax(axis=1), cosines.argmax(axis=0)


def texts_kept_by_their_shape(images, texts, kept={}):  # noqa: B006
    """Is something kept between two calls?"""
    cosines = _unit(images) @ kept.setdefault(texts.shape, _unit(texts)).T
    return cosines.argmax(axis=1), cosines.argmax(axis=0)


def a_thousandth_added(images, texts):
    """and by nothing more"""
    a, b = (x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-3) for x in (images, texts))
    return (a @ b.T).argmax(axis=1), (a @ b.T).argmax(axis=0)


def columns_where_it_is_square(images, texts):
    """with five images of five numbers"""
    along = int(len(images) != images.shape[1])
    cosines = images / np.linalg.norm(images, axis=along, keepdims=True) @ _unit(texts).T
    return cosines.argmax(axis=1), cosines.argmax(axis=0)


def as_many_images_as_texts(images, texts):
    """with more images than texts"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.argmax(axis=1), cosines[: len(texts)].argmax(axis=0)
