"""All that can be asked of two files of vectors, in one report."""

from contextlib import nullcontext
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import same_dim, same_rows
from course_utils.audit.embeddings import check_vectors
from course_utils.audit.finding import Finding
from course_utils.audit.hubs import hubs
from course_utils.audit.pairing import FEWEST, row_pairs
from course_utils.audit.repeats import near_repeats, repeated_rows
from course_utils.audit.rows import Rows

PASSES = 7  # times that all rows of one side are read
LISTED = 100  # rows of an array in the dictionary


@dataclass(frozen=True, repr=False)
class Report:
    """Findings by the name of what was looked at: text in a terminal, a table in a notebook."""

    rows: int
    dim: int
    findings: dict[str, Finding]

    @property
    def ok(self) -> bool:
        """Whether no check found anything."""
        return all(finding.ok for finding in self.findings.values())

    @property
    def title(self) -> str:
        """How many pairs, and how many checks found something."""
        found = sum(not finding.ok for finding in self.findings.values())
        return (
            f"{self.rows:,} pairs of {self.dim} numbers: {found} of {len(self.findings)} checks "
            "found something"
        )

    def __repr__(self) -> str:
        lines = [self.title]
        for finding in self.findings.values():
            lines.append(str(finding))
            if finding.advice:
                lines.append(f"       next: {finding.advice}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{'ok' if f.ok else '<b>found</b>'}</td>"
            f'<td style="text-align:left">{escape(f.message)}</td>'
            f'<td style="text-align:left">{escape(f.advice)}</td></tr>'
            for f in self.findings.values()
        )
        head = "<tr><th></th><th>what was seen</th><th>what to do next</th></tr>"
        return f"<table><caption>{escape(self.title)}</caption>{head}{rows}</table>"

    def as_dict(self) -> dict[str, Any]:
        """What JSON can hold: of longer lists of rows the first 100."""
        findings = {
            name: {
                "ok": finding.ok,
                "message": finding.message,
                "advice": finding.advice,
                "evidence": {key: _plain(value) for key, value in finding.evidence.items()},
            }
            for name, finding in self.findings.items()
        }
        return {"ok": self.ok, "rows": self.rows, "dim": self.dim, "findings": findings}


def check_embeddings(
    images: ArrayLike, texts: ArrayLike, seed: int = 0, progress: bool = False
) -> Report:
    """Every check that two sides of vectors allow: images (n, dim), texts (n, dim), row i a pair.

    Arrays mapped from a file are read a block at a time. Pairs, near-duplicates and hubs are
    looked for in a sample of rows, drawn by `seed`, against all rows. Raises ValueError where the
    sides do not fit each other; NaN, infinite and zero rows are findings. Where a picture has
    several texts, give one of them, or the pictures' rows again and expect repeats.

    >>> images, texts = np.eye(64), np.eye(64)
    >>> texts[9] *= 3
    >>> report = check_embeddings(images, texts)
    >>> report.ok, report.findings["texts"].evidence["bad_rows"].tolist()
    (False, [9])
    """
    images, texts = (
        Rows(name, x, bad_rows_as_zero=True) for name, x in (("images", images), ("texts", texts))
    )
    same_dim("images", images, "texts", texts)
    same_rows("images", images, "texts", texts)
    with _bar(PASSES * len(images)) if progress else nullcontext() as bar:
        told = bar.update if progress else lambda rows: None
        findings = {"images": check_vectors(images, "images", told)}
        findings["texts"] = check_vectors(texts, "texts", told)
        if len(images) >= FEWEST:
            findings["pairs"] = row_pairs(images, texts, seed=seed)
        findings["repeated images"] = repeated_rows(images, told)
        findings["repeated texts"] = repeated_rows(texts, told)
        if len(images) > 1:
            findings["near-duplicates"] = near_repeats(images, seed=seed, told=told)
        findings["hubs for texts"] = hubs(texts, images, seed=seed, told=told)
        findings["hubs for images"] = hubs(images, texts, seed=seed, told=told)
    return Report(*images.shape, findings)


def _bar(total: int) -> Any:
    from tqdm.auto import tqdm

    return tqdm(total=total, unit="row", unit_scale=True, desc="auditing", leave=False)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | list | tuple):
        return [_plain(one) for one in value[:LISTED]]
    return value.item() if isinstance(value, np.generic) else value
