"""Typical wrong answers to pq_estimates. A docstring: words of the line that rejects it."""

import numpy as np


def _decoded(codebooks, codes):
    return codebooks[np.arange(codes.shape[1]), codes].reshape(len(codes), -1)


def one_codebook_for_all_pieces(queries, codebooks, codes):
    """every piece is looked up in the first codebook"""
    return queries @ codebooks[0][codes].reshape(len(codes), -1).T


def mean_of_the_pieces(queries, codebooks, codes):
    """these are means over the pieces"""
    return queries @ _decoded(codebooks, codes).T / codes.shape[1]


def squared_distances(queries, codebooks, codes):
    """these are squared distances"""
    return np.square(queries[:, None] - _decoded(codebooks, codes)).sum(axis=2)


def negative_distances(queries, codebooks, codes):
    """these are squared distances"""
    return -np.square(queries[:, None] - _decoded(codebooks, codes)).sum(axis=2)


def decoded_and_normalized(queries, codebooks, codes):
    """the decoded vectors were normalized"""
    vectors = _decoded(codebooks, codes)
    return queries @ (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).T


def every_nth_number_is_a_piece(queries, codebooks, codes):
    """piece m is made of every 5th number"""
    n_pieces, _, width = codebooks.shape
    pieces = queries.reshape(len(queries), width, n_pieces).transpose(0, 2, 1)
    return np.einsum("qpw,npw->qn", pieces, codebooks[np.arange(n_pieces), codes])


def the_first_piece_only(queries, codebooks, codes):
    """found"""
    tables = np.einsum("qw,ew->qe", queries[:, : codebooks.shape[2]], codebooks[0])
    return tables[:, codes[:, 0]]


def vectors_as_rows(queries, codebooks, codes):
    """an estimate for each query and each vector"""
    return _decoded(codebooks, codes) @ queries.T
