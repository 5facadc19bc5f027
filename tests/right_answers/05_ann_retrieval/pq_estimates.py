"""Right answers to pq_estimates, written in different ways."""

import numpy as np


def by_tables(queries, codebooks, codes):
    n_pieces, _, width = codebooks.shape
    pieces = queries.reshape(len(queries), n_pieces, width)
    tables = np.einsum("qpw,pew->qpe", pieces, codebooks)
    return sum(tables[:, piece, codes[:, piece]] for piece in range(n_pieces))


def by_decoding(queries, codebooks, codes):
    decoded = codebooks[np.arange(codes.shape[1]), codes].reshape(len(codes), -1)
    return queries @ decoded.T


def piece_by_piece(queries, codebooks, codes):
    width = codebooks.shape[2]
    total = np.zeros((len(queries), len(codes)))
    for m, book in enumerate(codebooks):
        total += (queries[:, m * width : (m + 1) * width] @ book.T)[:, codes[:, m]]
    return total


def vector_by_vector(queries, codebooks, codes):
    columns = []
    for row in codes:
        decoded = np.concatenate([codebooks[m][entry] for m, entry in enumerate(row)])
        columns.append(queries @ decoded)
    return np.stack(columns, axis=1)
