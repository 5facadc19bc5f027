"""What a run of one notebook showed: which cells passed, what they sent, how it ended."""

from dataclasses import dataclass, field
from enum import StrEnum


class Ending(StrEnum):
    """How a run ends. Its value is what stands in JSON."""

    FINISHED = "finished"
    DEADLINE = "deadline"
    DIED = "died"
    MEMORY = "memory"
    OUTPUT = "output"
    UNREADABLE_OUTPUT = "unreadable output"


@dataclass
class Run:
    """What happened to a notebook's cells, by their ids."""

    passed: set[str] = field(default_factory=set)
    outputs: dict[str, list] = field(default_factory=dict)
    ending: Ending = Ending.FINISHED
    last_cell: str = ""
    lost: dict[str, Ending] = field(default_factory=dict)
    """How the run ended at each question that was left out of the rest."""
