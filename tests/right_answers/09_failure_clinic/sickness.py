"""Right answers to sickness, differently written."""

from collections import Counter

import numpy as np
import torch
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist

from course_utils import audit
from course_utils.similarity import cosine_similarity, l2_normalize, top_k


def the_audit(queries, gallery, found):
    if not audit.search_order(queries, gallery, found).ok:
        return "wrong metric"
    pairs = audit.row_pairs(queries, gallery)
    if not pairs.ok:
        return "skipped row" if pairs.evidence["offset"] else "two versions"
    if not audit.hubs(queries, gallery).ok:
        return "hub"
    return "healthy" if audit.near_repeats(gallery).ok else "twins"


def numpy_alone(queries, gallery, found):
    gallery = gallery / np.linalg.norm(gallery, axis=1, keepdims=True)
    cosines = queries @ gallery.T
    best = np.argsort(-cosines, axis=1)[:, :10]
    rows = np.arange(len(gallery))
    if np.mean((best[:, :, None] == found[:, None]).any(axis=2)) < 0.7:
        return "wrong metric"
    hits = [(best == rows[:, None] + offset).any(axis=1).mean() for offset in (-1, 0, 1)]
    if hits[1] < 0.8:
        return "skipped row" if max(hits[0], hits[2]) > 0.25 else "two versions"
    if np.bincount(best.ravel()).max() > 0.7 * len(queries):
        return "hub"
    among = gallery @ gallery.T
    np.fill_diagonal(among, 0)
    return "twins" if np.mean(among.max(axis=1) > 0.95) > 0.1 else "healthy"


def the_first_that_applies(queries, gallery, found):
    near = top_k(cosine_similarity(queries, gallery), 10)[1]
    rows = np.arange(len(queries))[:, None]
    own, before, after = ((near == rows + move).any(axis=1).mean() for move in (0, -1, 1))
    beside = max(before, after)
    twins = audit.near_duplicates(gallery, threshold=0.97).evidence["rows"]
    checks = {
        "wrong metric": np.mean([np.isin(a, b).mean() for a, b in zip(found, near, strict=True)])
        < 0.7,
        "skipped row": own < 0.8 and beside > 0.25,
        "two versions": own < 0.8,
        "hub": Counter(near.ravel().tolist()).most_common(1)[0][1] > 140,
        "twins": len(twins) > 10,
        "healthy": True,
    }
    return next(name for name, applies in checks.items() if applies)


def loops(queries, gallery, found):
    unit = np.array([row / np.sqrt(row @ row) for row in gallery])
    near = [np.argsort(-(unit @ q))[:10].tolist() for q in queries]
    agree = own = before = after = 0
    times = [0] * len(gallery)
    for i, (ours, theirs) in enumerate(zip(near, found.tolist(), strict=True)):
        agree += len(set(ours) & set(theirs))
        own, before, after = own + (i in ours), before + (i - 1 in ours), after + (i + 1 in ours)
        for row in ours:
            times[row] += 1
    if agree < 1400:
        return "wrong metric"
    if own < 160:
        return "two versions" if max(before, after) < 50 else "skipped row"
    if max(times) > 140:
        return "hub"
    twins = sum(max(unit[:i] @ unit[i]) > 0.95 for i in range(1, len(unit)))
    return "twins" if twins > 10 else "healthy"


def tensors(queries, gallery, found):
    q, g = (torch.nn.functional.normalize(torch.from_numpy(x).float()) for x in (queries, gallery))
    found = torch.from_numpy(np.ascontiguousarray(found))
    cosines = q @ g.T
    own = cosines.diagonal()
    tenth = cosines.topk(10).values[:, -1]
    if (cosines.gather(1, found) >= tenth[:, None] - 1e-6).float().mean() < 0.65:
        return "wrong metric"
    place = (cosines > own[:, None]).float().mean(dim=1)
    if (place > 0.2).float().mean() > 0.1:
        beside = [cosines.diagonal(1) > tenth[:-1], cosines.diagonal(-1) > tenth[1:]]
        shifted = max(side.float().mean().item() for side in beside) > 0.25
        return "skipped row" if shifted else "two versions"
    if (cosines >= tenth[:, None]).sum(dim=0).max() > 140:
        return "hub"
    among = (g @ g.T).fill_diagonal_(0)
    return "twins" if (among.amax(dim=1) > 0.95).sum() > 20 else "healthy"


def distances(queries, gallery, found):
    far = cdist(queries, gallery, "cosine")
    chosen = np.take_along_axis(far, found, axis=1).mean()
    nearest = np.partition(far, 10, axis=1)[:, :10].mean()
    if chosen > nearest * 1.06:
        return "wrong metric"
    own, typical = np.median(np.diag(far)), np.median(far)
    lost = np.diag(far) > (own + 2 * typical) / 3
    late = np.arange(len(far)) > 0.65 * len(far)
    if lost[late].mean() > 0.25 or lost.mean() > 0.25:
        closer = [far.diagonal(move)[-60:].mean() for move in (-1, 1)]
        return "skipped row" if min(closer) < 0.85 * typical else "two versions"
    if (far.mean(axis=0) < 0.75 * np.median(far.mean(axis=0))).any():
        return "hub"
    near = KDTree(l2_normalize(gallery)).query(l2_normalize(gallery), 2)[0][:, 1]
    return "twins" if (near < 0.3).sum() >= 40 else "healthy"


def places(queries, gallery, found):
    cosines = np.einsum("qd,gd->qg", queries.astype(np.float32), l2_normalize(gallery))
    place = (-cosines).argsort(axis=1).argsort(axis=1)
    if np.take_along_axis(place, found, axis=1).mean() > 8:
        return "wrong metric"

    def median_place(offset):
        return np.median(place.diagonal(offset)[-75:])

    if (place.diagonal() >= 10).mean() > 0.15:
        return "skipped row" if min(median_place(1), median_place(-1)) < 10 else "two versions"
    if (place < 10).sum(axis=0).max() / len(queries) > 0.7:
        return "hub"
    shared = l2_normalize(gallery) @ l2_normalize(gallery).T - np.eye(len(gallery))
    return np.str_("twins" if np.sum(shared > 0.95) > 8 else "healthy")


def a_list_of_signs(queries, gallery, found):
    cosines = cosine_similarity(queries, gallery)
    tenth = np.sort(cosines, axis=1)[:, [-10]]
    first = cosines >= tenth
    n = len(first)
    near = np.take_along_axis(first, found, axis=1).mean()
    own = first.diagonal().mean()
    beside = max(first.diagonal(offset).mean() for offset in (-1, 1))
    often = first.mean(axis=0).max()
    twin = (np.triu(cosine_similarity(gallery, gallery), 1) > 0.95).any(axis=0).mean() > 0.05
    signs = [
        (near < 0.7, "wrong metric"),
        (own < 0.8 and beside < 50 / n, "two versions"),
        (own < 0.8, "skipped row"),
        (often > 0.7, "hub"),
        (twin, "twins"),
    ]
    return ([name for there, name in signs if there] or ["healthy"])[0]
