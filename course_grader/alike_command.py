"""`course alike`."""

import json
from pathlib import Path

import click

from course_utils.progress import course_folder

LARGEST = 8 << 20
MEMORY, SECONDS = 512, 20  # MiB and CPU seconds to parse one notebook


@click.command()
@click.argument("submissions", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a page too.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="Pairs.")
def alike(submissions, out, most):
    """Show which answers of a class are most alike, for you to read (for instructors).

    It says nothing about why: short questions have few right answers, and people learn together.
    What was given out counts nothing, nor what nearly all wrote.

    \b
    Examples:
      course alike submissions/
      course alike submissions/ --out alike.html
    """
    from course_grader.likeness import alike as most_alike
    from course_grader.likeness import parts
    from course_grader.report.alike_page import alike_page
    from course_grader.submissions import find_submissions
    from course_utils._files import write_atomically
    from course_utils.grading.notebook.cells import question_cells, read_notebook
    from course_utils.grading.notebook.find import notebooks
    from course_utils.grading.notebook.release import stub

    solutions = {path.stem: path for path in notebooks(course_folder() / "solutions")}
    found = find_submissions(submissions, list(solutions))
    shown = {}
    for stem, path in solutions.items():
        handed_in = [s for s in found if s.notebook == stem and not s.refused]
        if len(handed_in) < 2:
            continue
        master = read_notebook(path)
        texts = {s.learner: _answers(master, submissions, s.parts) for s in handed_in}
        stubs = {q.name: parts(stub(master.cells[q.answer].source)) for q in question_cells(master)}
        answers = {
            who: {name: frozenset(parts_) for name, (_, parts_) in of.items()}
            for who, of in texts.items()
        }
        pairs = most_alike(answers, stubs, most)
        shown[stem] = [(p, {q: (texts[p.first][q][0], texts[p.second][q][0]) for q in p.questions})
                       for p in pairs]  # fmt: skip
        click.echo(f"\n{stem}: {len(handed_in)} learners")
        for pair in pairs:
            where = ", ".join(f"{q} {share:.0%}" for q, share in pair.questions.items())
            click.echo(f"  {pair.first} and {pair.second}: {where}")
        if not pairs:
            click.echo("  no two have enough in common to show")
    click.echo("\nLikeness is a reason to read two answers, not a verdict on them.")
    if out:
        write_atomically(out, alike_page(shown).encode("utf-8", "replace"))
        click.echo(f"written: {out}, with the answers side by side")


def _answers(master, root: Path, where: tuple[str, ...]) -> dict[str, tuple[str, list[str]]]:
    """For each question the learner's answer and its parts, parsed in a child with limits."""
    from course_grader.intake import Refused, read_submission
    from course_grader.likeness import parts
    from course_grader.sandbox.limited_process import ChildFailed, in_child
    from course_utils.grading.notebook.cells import NotebookError, parse_notebook, question_cells
    from course_utils.grading.notebook.rebuild import rebuild

    def work(write) -> None:
        try:
            learner = parse_notebook(content.decode("utf-8-sig"))
            cells = rebuild(master, learner).notebook.cells
        except (NotebookError, UnicodeError):
            return write(b"{}")
        sources = {q.name: cells[q.answer].source for q in question_cells(master)}
        found = {name: (text, sorted(parts(text))) for name, text in sources.items()}
        write(json.dumps(found).encode())

    try:
        content = read_submission(root, where, LARGEST)
        return json.loads(in_child(work, memory=MEMORY, seconds=SECONDS))
    except (Refused, ChildFailed):
        return {}
