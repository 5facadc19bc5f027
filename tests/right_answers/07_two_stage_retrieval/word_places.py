"""Right answers to word_places, differently written."""

import numpy as np
import torch


def divided(words, cells, columns, nowhere):
    products = words @ cells.T
    best = products.argmax(axis=1)
    places = np.stack([best // columns, best % columns], axis=1)
    places[products.max(axis=1) <= nowhere] = -1
    return places


def loops(words, cells, columns, nowhere):
    places = []
    for word in words:
        products = [float(np.dot(word, cell)) for cell in cells]
        highest = max(products)
        places.append(divmod(products.index(highest), columns) if highest > nowhere else (-1, -1))
    return places


def unravelled(words, cells, columns, nowhere):
    products = words @ cells.T
    rows, cols = np.unravel_index(products.argmax(axis=1), (len(cells) // columns, columns))
    return np.where((products.max(axis=1) > nowhere)[:, None], np.c_[rows, cols], -1)


def an_extra_cell(words, cells, columns, nowhere):
    products = np.c_[np.full(len(words), nowhere), words @ cells.T]
    best = products.argmax(axis=1) - 1
    return np.c_[np.where(best < 0, -1, best // columns), np.where(best < 0, -1, best % columns)]


def a_map_for_each_word(words, cells, columns, nowhere):
    maps = (words @ cells.T).reshape(len(words), -1, columns)
    places = []
    for each in maps:
        if each.max() > nowhere:
            row, column = np.argwhere(each == each.max())[0]
            places.append([int(row), int(column)])
        else:
            places.append([-1, -1])
    return places


def rows_then_columns(words, cells, columns, nowhere):
    maps = np.einsum("wd,rcd->wrc", words, cells.reshape(-1, columns, cells.shape[1]))
    row, column = maps.max(axis=2).argmax(axis=1), maps.max(axis=1).argmax(axis=1)
    seen = maps.max(axis=(1, 2)) > nowhere
    return np.stack([np.where(seen, row, -1), np.where(seen, column, -1)]).T


def torch_best(words, cells, columns, nowhere):
    highest, best = (torch.from_numpy(words) @ torch.from_numpy(cells).T).max(dim=1)
    places = torch.stack([best // columns, best % columns], dim=1)
    return places.masked_fill((highest <= nowhere)[:, None], -1)


def dictionary_of_places(words, cells, columns, nowhere):
    place_of = {cell: (cell // columns, cell % columns) for cell in range(len(cells))}
    best = np.argsort(-(words @ cells.T), axis=1)[:, 0]
    return tuple(
        place_of[int(cell)] if word @ cells[cell] > nowhere else (-1, -1)
        for word, cell in zip(words, best, strict=True)
    )


def floats(words, cells, columns, nowhere):
    return np.array(divided(words, cells, columns, nowhere), dtype=float)
