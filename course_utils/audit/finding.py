"""What every check returns."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, eq=False, repr=False)
class Finding:
    """What a check saw: whether all is well, one sentence about it, the numbers, what to do next.

    `advice` is empty where all is well.
    """

    ok: bool
    message: str
    evidence: dict[str, Any] = field(default_factory=dict)
    advice: str = ""

    def __repr__(self) -> str:
        return f"{'ok' if self.ok else 'found':6} {self.message}"
