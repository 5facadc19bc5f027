"""Typical wrong answers to word_places. A docstring: words of the line that rejects it."""

import numpy as np


def _places(best, columns, seen=True, nothing=-1):
    places = np.stack([best // columns, best % columns], axis=1)
    return np.where(np.reshape(seen, (-1, 1)), places, nothing)


def nowhere_ignored(words, cells, columns, nowhere):
    """a word whose best product is too low is nowhere"""
    return _places((words @ cells.T).argmax(axis=1), columns)


def column_first(words, cells, columns, nowhere):
    """the column came first"""
    products = words @ cells.T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)[:, ::-1]


def counted_from_one(words, cells, columns, nowhere):
    """rows and columns count from 0"""
    products = words @ cells.T
    places = _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)
    return np.where(places < 0, -1, places + 1)


def column_by_column(words, cells, columns, nowhere):
    """the cells were read column by column"""
    products, rows = words @ cells.T, len(cells) // columns
    return _places(products.argmax(axis=1), rows, products.max(axis=1) > nowhere)[:, ::-1]


def divided_by_the_rows(words, cells, columns, nowhere):
    """a row has `columns` cells"""
    products, rows = words @ cells.T, len(cells) // columns
    return _places(products.argmax(axis=1), rows, products.max(axis=1) > nowhere)


def a_square_picture(words, cells, columns, nowhere):
    """a row has `columns` cells"""
    products, side = words @ cells.T, int(len(cells) ** 0.5)
    return _places(products.argmax(axis=1), side, products.max(axis=1) > nowhere)


def least_similar(words, cells, columns, nowhere):
    """this is the least similar cell"""
    return _places((words @ cells.T).argmin(axis=1), columns)


def by_cosine(words, cells, columns, nowhere):
    """this is the best cell by cosine"""
    products = words @ cells.T
    cosines = products / np.linalg.norm(cells, axis=1).clip(1e-12)
    return _places(cosines.argmax(axis=1), columns, products.max(axis=1) > nowhere)


def zero_for_nowhere(words, cells, columns, nowhere):
    """(0, 0) is a cell"""
    products = words @ cells.T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere, 0)


def not_above_is_enough(words, cells, columns, nowhere):
    """is not above it"""
    products = words @ cells.T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) >= nowhere)


def numbers_of_cells(words, cells, columns, nowhere):
    """In which row and column does each stand?"""
    products = words @ cells.T
    return np.where(products.max(axis=1) > nowhere, products.argmax(axis=1), -1)


def each_cells_best_word(words, cells, columns, nowhere):
    """a row and a column for each word"""
    products = words @ cells.T
    return _places(products.argmax(axis=0), columns, products.max(axis=0) > nowhere)


def a_cell_is_used_up(words, cells, columns, nowhere):
    """two words may be in one cell"""
    places, products = [], words @ cells.T
    for word in range(len(words)):
        best = int(products[word].argmax())
        places.append(divmod(best, columns) if products[word, best] > nowhere else (-1, -1))
        products[:, best] = -np.inf
    return places


def left_out_where_nowhere(words, cells, columns, nowhere):
    """a row and a column for each word"""
    products = words @ cells.T
    best = products.argmax(axis=1)[products.max(axis=1) > nowhere]
    return np.stack([best // columns, best % columns], axis=1)


def nowhere_is_0_at_least(words, cells, columns, nowhere):
    """`nowhere` may be below 0"""
    products = words @ cells.T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > max(nowhere, 0))


def nowhere_cut_to_a_whole_number(words, cells, columns, nowhere):
    """`nowhere` may be 0 or below, and need not be whole"""
    products = words @ cells.T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > int(nowhere))


def a_default_for_0(words, cells, columns, nowhere):
    """0 is a limit like any other"""
    products = words @ cells.T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > (nowhere or 0.2))


def no_limit_for_0(words, cells, columns, nowhere):
    """0 is a limit like any other"""
    products = words @ cells.T
    above = products.max(axis=1) > nowhere if nowhere else np.ones(len(words), dtype=bool)
    return _places(products.argmax(axis=1), columns, above)


def clearly_above(words, cells, columns, nowhere):
    """above `nowhere` by little"""
    products = words @ cells.T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere + 1e-4)


def one_word_without_its_axis(words, cells, columns, nowhere):
    """a row and a column for each word"""
    products = words @ cells.T
    places = _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)
    return places[0] if len(places) == 1 else places


def places_in_a_byte(words, cells, columns, nowhere):
    """one word, in a column of 300 cells"""
    products = words @ cells.T
    places = _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)
    return places.astype(np.int8)


def sixteen_cells(words, cells, columns, nowhere):
    """one word, in a column of 300 cells"""
    products = words @ cells[:16].T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)


def one_column_is_a_row(words, cells, columns, nowhere):
    """one word, in a column of 300 cells"""
    products = words @ cells.T
    columns = len(cells) if columns == 1 else columns
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)


def one_row_is_a_column(words, cells, columns, nowhere):
    """one word, in a column of 300 cells"""
    products = words @ cells.T
    columns = 1 if columns == len(cells) else columns
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)


def products_in_two_bytes(words, cells, columns, nowhere):
    """one word, in a column of 300 cells"""
    products = np.float16(words) @ np.float16(cells).T
    return _places(products.argmax(axis=1), columns, products.max(axis=1) > nowhere)
