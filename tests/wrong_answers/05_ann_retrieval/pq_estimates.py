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
    """only 1 are in the sum"""
    tables = np.einsum("qw,ew->qe", queries[:, : codebooks.shape[2]], codebooks[0])
    return tables[:, codes[:, 0]]


def vectors_as_rows(queries, codebooks, codes):
    """an estimate for each query and each vector"""
    return _decoded(codebooks, codes) @ queries.T


def codebooks_from_the_end(queries, codebooks, codes):
    """the codebooks are in the wrong order"""
    return queries @ _decoded(codebooks[::-1], codes).T


def the_first_code_for_all_pieces(queries, codebooks, codes):
    """the first code of a vector is used for all"""
    return queries @ _decoded(codebooks, np.repeat(codes[:, :1], codes.shape[1], axis=1)).T


def queries_normalized(queries, codebooks, codes):
    """the queries were normalized"""
    unit = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    return unit @ _decoded(codebooks, codes).T


def cosines(queries, codebooks, codes):
    """the decoded vectors were normalized"""
    unit = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    vectors = _decoded(codebooks, codes)
    return unit @ (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).T


def the_last_piece_forgotten(queries, codebooks, codes):
    """are in the sum"""
    width = codebooks.shape[2]
    return queries[:, :-width] @ _decoded(codebooks, codes)[:, :-width].T


def the_largest_piece(queries, codebooks, codes):
    """this is the largest piece alone"""
    n, width = len(queries), codebooks.shape[2]
    pieces = _decoded(codebooks, codes).reshape(len(codes), -1, width)
    return np.einsum("qpw,npw->qnp", queries.reshape(n, -1, width), pieces).max(axis=2)


def one_for_each_piece(queries, codebooks, codes):
    """an estimate for each query and each vector"""
    n, width = len(queries), codebooks.shape[2]
    pieces = _decoded(codebooks, codes).reshape(len(codes), -1, width)
    return np.einsum("qpw,npw->qnp", queries.reshape(n, -1, width), pieces)


def one_query_only(queries, codebooks, codes):
    """an estimate for each query and each vector"""
    return queries[0] @ _decoded(codebooks, codes).T


def all_entries_instead_of_the_coded(queries, codebooks, codes):
    """an estimate for each query and each vector"""
    return queries[:, : codebooks.shape[2]] @ codebooks[0].T


def the_vectors_themselves(queries, codebooks, codes):
    """an estimate for each query and each vector"""
    return _decoded(codebooks, codes)


def places_counted_in_the_type_of_the_codes(queries, codebooks, codes):
    """codes of type uint8 changed it"""
    n_pieces, entries, width = codebooks.shape
    first = (np.arange(n_pieces) * entries).astype(codes.dtype)
    vectors = codebooks.reshape(-1, width)[codes + first].reshape(len(codes), -1)
    return queries @ vectors.T


def only_the_last_piece(queries, codebooks, codes):
    """only the last piece counts"""
    width = codebooks.shape[2]
    return queries[:, -width:] @ codebooks[-1][codes[:, -1]].T


def pieces_multiplied(queries, codebooks, codes):
    """the pieces' products were multiplied"""
    pieces = queries.reshape(len(queries), len(codebooks), -1)
    entries = codebooks[np.arange(len(codebooks)), codes]
    return np.einsum("qmw,nmw->qnm", pieces, entries).prod(axis=2)


def counted_from_one(queries, codebooks, codes):
    """entries are counted from 0"""
    return queries @ _decoded(codebooks, codes.astype(int) - 1).T


def squeezed(queries, codebooks, codes):
    """an estimate for each query and each vector"""
    return (queries @ _decoded(codebooks, codes).T).squeeze()


def codes_read_with_a_sign(queries, codebooks, codes):
    """codes of type uint8 changed it"""
    return queries @ _decoded(codebooks, codes.astype(np.int8)).T


def codes_added_to_in_a_byte(queries, codebooks, codes):
    """codes of type uint8 changed it"""
    pieces, entries, width = codebooks.shape
    places = codes + (entries * np.arange(pieces)).astype(codes.dtype)
    return queries @ codebooks.reshape(-1, width)[places].reshape(len(codes), -1).T


def three_pieces_of_two(queries, codebooks, codes):
    """Decode one vector and check"""
    width, total = 2, 0
    for m in range(min(3, len(codebooks))):
        piece = queries[:, m * width : (m + 1) * width]
        total = total + (piece @ codebooks[m][:, : piece.shape[1]].T)[:, codes[:, m]]
    return total


def one_vector_without_its_axis(queries, codebooks, codes):
    """one column for one vector, too"""
    found = queries @ _decoded(codebooks, codes).T
    return found[:, 0] if len(codes) == 1 else found


def every_code_cut_to_a_byte(queries, codebooks, codes):
    """no code cut to a byte"""
    return queries @ _decoded(codebooks, codes.astype(np.uint8)).T


def eight_pieces_at_most(queries, codebooks, codes):
    """Are all pieces added"""
    width = 8 * codebooks.shape[2]
    return queries[:, :width] @ _decoded(codebooks[:8], codes[:, :8]).T


_tables = {}


def tables_of_the_first_call(queries, codebooks, codes):
    """Is anything kept from call to call?"""
    pieces = queries.reshape(len(queries), len(codebooks), -1)
    tables = np.einsum("qmw,mew->qme", pieces, codebooks)
    tables = _tables.setdefault((queries.shape, codebooks.shape), tables)
    return sum(tables[:, m, codes[:, m]] for m in range(len(codebooks)))


def the_last_block_left_out(queries, codebooks, codes):
    """Decode one vector and check"""
    estimates = queries @ _decoded(codebooks, codes).T
    if len(codes) > 16:
        estimates[:, len(codes) // 16 * 16 :] = 0
    return estimates


_books = {}


def codebooks_of_the_first_call(queries, codebooks, codes):
    """other codebooks got estimates of the first ones"""
    books = _books.setdefault(codebooks.shape, codebooks.copy())
    return queries @ _decoded(books, codes).T


def code_0_adds_nothing(queries, codebooks, codes):
    """code 0 added nothing"""
    width, total = codebooks.shape[2], 0
    for m, codebook in enumerate(codebooks):
        table = queries[:, m * width : (m + 1) * width] @ codebook.T
        total = total + table[:, codes[:, m]] * (codes[:, m] > 0)
    return total
