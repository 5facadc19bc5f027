"""Answers that are values (a threshold, a choice) are judged outside the learner's process.

What a probe prints of a function's results cannot be had without the right function. Of a value it
may print no more than `True True False`, which anybody can print. So the learner's kernel only
names the value, as plain data; what the question observes of it is found out in the pytest
process, and compared there by nbval as ever.
"""

from nbformat import NotebookNode
from nbformat.v4 import new_output

from course_utils.grading.kernel.plain_data import from_text
from course_utils.grading.kernel.probe import draws_in, transcript
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import of_the_probe, printed, seed_of

LONGEST = 100_000
NAMED = "\nvalue: "  # no JSON has a line break: what stands behind the last one is what was named
# What is observed of a value costs seconds, and many in a class name the same one. The process that
# finds it out ends with its submission and reports this (see `nbval_client.Recorder`).
known: dict[tuple, str | None] = {}


def is_value(name: str) -> bool:
    """Whether the question of that name asks for a value."""
    question = find(name)
    return question is not None and question.kind == "value"


def ask_for_value(name: str, hidden: NotebookNode) -> None:
    """Make a hidden cell name the value, and note how it is to be judged."""
    judge = {"question": name, "seed": seed_of(hidden.source), "draws": draws_in(printed(hidden))}
    hidden.metadata["judge"] = judge
    hidden.source = (
        "from course_utils.grading.kernel.plain_data import to_text\n"
        f"print({NAMED!r} + to_text({name}))"
    )


def judged(cell: NotebookNode, outputs: list[NotebookNode]) -> list[NotebookNode]:
    """What a hidden cell is taken to have printed: what its probe did, and nothing beside that.

    For a value it is what its question observes of it, or nothing where no value was named: what
    was printed instead must not count.
    """
    said = printed(NotebookNode(outputs=outputs))
    judge = cell.metadata.get("judge")
    if judge is None:
        return _as_printed(of_the_probe(said, printed(cell)))
    text = said.rpartition(NAMED)[2].partition("\n")[0] if NAMED in said else ""
    key = (judge["question"], judge["seed"], str(judge["draws"]), text)
    if key not in known:
        known[key] = _transcript(judge, text)
    found = known[key]
    return _as_printed(f"{found}\n") if found is not None else []


def _as_printed(text: str) -> list[NotebookNode]:
    return [new_output("stream", name="stdout", text=text)]


def _transcript(judge: dict, text: str) -> str | None:
    try:
        if len(text) > LONGEST:
            return None
        value, question = from_text(text), find(judge["question"])
        return transcript(question, value, judge["seed"], judge["draws"])
    except Exception:
        return None
