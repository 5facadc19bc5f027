"""Right answers to mapped_back, differently written."""

import numpy as np
import scipy.linalg
import torch
from scipy.optimize import minimize

from course_utils.similarity import l2_normalize


def least_squares(gallery, moved, old, new, fitting):
    back, *_ = np.linalg.lstsq(new[fitting], old[fitting], rcond=None)
    mended = gallery.copy()
    mended[moved] = l2_normalize(gallery[moved] @ back)
    left_over = l2_normalize(new[~fitting] @ back)
    return mended, np.sum(left_over * old[~fitting], axis=1).mean()


def normal_equations(gallery, moved, old, new, fitting):
    x, y = new[fitting], old[fitting]
    back = np.linalg.solve(x.T @ x, x.T @ y)

    def mapped(rows):
        rows = rows @ back
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    cosines = np.einsum("ij,ij->i", mapped(new[~fitting]), old[~fitting])
    return np.where(moved[:, None], mapped(gallery), gallery), cosines.mean()


def pseudo_inverse(gallery, moved, old, new, fitting):
    back = np.linalg.pinv(new[fitting]) @ old[fitting]
    rows = [row @ back if new_one else row for row, new_one in zip(gallery, moved, strict=True)]
    mended = np.array([row / np.sqrt(row @ row) for row in rows])
    pairs = zip(l2_normalize(new[~fitting] @ back), old[~fitting], strict=True)
    return mended, np.mean([a @ b for a, b in pairs])


def scipys_least_squares(gallery, moved, old, new, fitting):
    back = scipy.linalg.lstsq(new[fitting], old[fitting])[0]
    mended = np.array(gallery)
    for row in np.flatnonzero(moved):
        mended[row] = gallery[row] @ back / np.linalg.norm(gallery[row] @ back)
    kept = zip(new[~fitting] @ back, old[~fitting], strict=True)
    cosines = [a @ b / np.linalg.norm(a) for a, b in kept]
    return [mended.tolist(), sum(cosines) / len(cosines)]


def tensors(gallery, moved, old, new, fitting):
    gallery, moved, old, new, fitting = map(torch.from_numpy, (gallery, moved, old, new, fitting))
    back = torch.linalg.lstsq(new[fitting], old[fitting]).solution
    mended = torch.where(moved[:, None], torch.nn.functional.normalize(gallery @ back), gallery)
    cosines = torch.nn.functional.cosine_similarity(new[~fitting] @ back, old[~fitting])
    return mended, cosines.mean()


def singular_values(gallery, moved, old, new, fitting):
    u, s, v = np.linalg.svd(new[fitting], full_matrices=False)
    back = (v.T / s) @ (u.T @ old[fitting])
    mended = gallery.copy()
    np.putmask(mended, np.tile(moved[:, None], gallery.shape[1]), l2_normalize(gallery @ back))
    kept = l2_normalize(new @ back)[~fitting]
    return mended, float(np.trace(kept @ old[~fitting].T) / len(kept))


def a_column_at_a_time(gallery, moved, old, new, fitting):
    columns = [np.linalg.lstsq(new[fitting], y, rcond=None)[0] for y in old[fitting].T]
    back = np.column_stack(columns)
    mended = gallery.astype(np.float64)
    mended[moved] = mended[moved].dot(back)
    mended /= np.linalg.norm(mended, axis=1)[:, None]
    kept = new[~fitting].dot(back)
    cosines = (kept * old[~fitting]).sum(axis=1) / np.linalg.norm(kept, axis=1)
    return mended, cosines.mean()


def qr(gallery, moved, old, new, fitting):
    q, r = np.linalg.qr(new[fitting])
    back = scipy.linalg.solve_triangular(r, q.T @ old[fitting])
    mended = np.empty_like(gallery)
    mended[~moved] = gallery[~moved]
    mended[moved] = l2_normalize(gallery[moved] @ back)
    weights = np.where(fitting, 0, 1 / np.count_nonzero(~fitting))
    return mended, weights @ (l2_normalize(new @ back) * old).sum(axis=1)


def the_loss_itself(gallery, moved, old, new, fitting):
    x, y = new[fitting], old[fitting]
    shape = new.shape[1], old.shape[1]

    def loss(back):
        error = x @ back.reshape(shape) - y
        return np.square(error).sum(), (2 * x.T @ error).ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-10})
    back = found.x.reshape(shape)
    mended = gallery.copy()
    mended[moved] = l2_normalize(gallery[moved] @ back)
    return mended, (l2_normalize(new[~fitting] @ back) * old[~fitting]).sum(axis=1).mean()


def in_float32(gallery, moved, old, new, fitting):
    gallery, old, new = (x.astype(np.float32) for x in (gallery, old, new))
    back = np.linalg.lstsq(new[fitting], old[fitting], rcond=None)[0]
    mended = np.where(moved[:, None], l2_normalize(gallery @ back), gallery)
    return mended, np.mean((l2_normalize(new[~fitting] @ back) * old[~fitting]).sum(axis=1))
