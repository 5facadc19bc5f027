"""Right answers to pq_estimates, written in different ways."""

import numpy as np
import torch


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


def in_float32(queries, codebooks, codes):
    queries, codebooks = queries.astype(np.float32), codebooks.astype(np.float32)
    total = np.zeros((len(queries), len(codes)), dtype=np.float32)
    for table, entries in zip(_tables(queries, codebooks), codes.T, strict=True):
        total += table[:, entries]
    return total


def _tables(queries, codebooks):
    pieces = np.split(queries, len(codebooks), axis=1)
    return [piece @ book.T for piece, book in zip(pieces, codebooks, strict=True)]


def with_torch(queries, codebooks, codes):
    books, entries = torch.from_numpy(codebooks), torch.from_numpy(codes).long()
    decoded = books[torch.arange(len(books)), entries].flatten(1)
    return torch.from_numpy(queries) @ decoded.T


def by_one_hot_codes(queries, codebooks, codes):
    hot = np.eye(codebooks.shape[1])[codes]
    return queries @ np.einsum("npe,pew->npw", hot, codebooks).reshape(len(codes), -1).T


def number_by_number(queries, codebooks, codes):
    width = codebooks.shape[2]
    return [
        [
            sum(
                float(query[m * width + i] * codebooks[m][entry][i])
                for m, entry in enumerate(row)
                for i in range(width)
            )
            for row in codes
        ]
        for query in queries
    ]


def tables_added_by_sum(queries, codebooks, codes):
    return sum(table[:, codes[:, m]] for m, table in enumerate(_tables(queries, codebooks)))


def one_hot_codes(queries, codebooks, codes):
    out = 0
    for piece, book, code in zip(
        np.split(queries, len(codebooks), axis=1), codebooks, codes.T, strict=True
    ):
        out = out + piece @ book.T @ np.eye(len(book))[code].T
    return out
