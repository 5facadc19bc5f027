"""`course check`, `course reset` and `course release`."""

import sys
from pathlib import Path

import click

from course_utils.grading.notebook.find import SEALED
from course_utils.progress import course_folder, keep

ZIP_HELP = "Write a bundle for a class: lessons and exercises, no solutions."


@click.command()
@click.argument("name", metavar="EXERCISE")
def check(name):
    """Check an exercise the way a grader would: from the saved file, in a fresh kernel.

    EXERCISE is its number, its name or a path. Exit status 0 when every answer is right, 1 when
    not.

    \b
    Examples:
      course check 03
      course check exercises/p1_retrieval_demo.ipynb
    """
    from datetime import datetime

    from course_utils.grading.learner.outcome import examine_notebook
    from course_utils.grading.notebook.cells import NotebookError, read_notebook
    from course_utils.grading.notebook.find import notebook_of, solution_of

    folder = course_folder()
    solution, notebook = solution_of(name, folder), notebook_of(name, folder)
    number = solution.stem.split("_")[0]
    if not notebook.exists():
        raise click.UsageError(f"{notebook} is not there: `course reset {number}` puts it there")
    try:
        learner = read_notebook(notebook)
    except NotebookError as error:
        click.echo(f"{error}. `course reset {number}` keeps it and gives a fresh one", err=True)
        sys.exit(1)
    master = read_notebook(solution)
    saved = datetime.fromtimestamp(notebook.stat().st_mtime).strftime("%H:%M:%S")
    with click.progressbar(
        length=len(master.cells), label=f"{solution.stem}, as saved at {saved}", file=sys.stderr
    ) as bar:
        outcome = examine_notebook(master, learner, notebook.parent, lambda: bar.update(1))
    _show(outcome, solution)
    if notebook.parent.resolve() == (folder / "exercises").resolve():
        result = {"score": outcome.score, "max_score": outcome.max_score}
        try:
            keep("exercises", solution.stem, value=result, folder=folder)
        except OSError as error:
            click.echo(f"This result is not kept: {folder} cannot be written ({error.strerror}).")
    sys.exit(0 if outcome.score == outcome.max_score else 1)


def _show(outcome, solution) -> None:
    colours = {"ok": "green", "no": "red", "--": "yellow"}
    for verdict in outcome.verdicts:
        earned = verdict.points if verdict.right else 0
        click.echo(f"\n{verdict.name}: {earned:g} of {verdict.points:g} points")
        for line in verdict.lines:
            mark = line[2:4]
            click.echo(f"  {click.style(mark, fg=colours[mark])}{line[4:]}")
    if outcome.notes:
        click.echo("")
    for note in outcome.notes:
        click.echo(f"note: {note}")
    if outcome.stopped:
        click.echo(f"\nThe run ended early: {outcome.stopped}.")
    click.echo(f"\n{outcome.score:g} of {outcome.max_score:g} points. ", nl=False)
    wrong = [verdict.name for verdict in outcome.verdicts if not verdict.right]
    if wrong:
        click.echo(f"Next: {wrong[0]}. Its hints are folded under the question.")
    elif solution.parent.name == SEALED:
        click.echo("All that is shown here is right. Your class's grader tries other inputs too.")
    else:
        click.echo(f"All is right. Why, and other ways: solutions/{solution.name}")


@click.command()
@click.argument("name", metavar="EXERCISE")
def reset(name):
    """Put a fresh exercise in place. The old one is kept beside it under a dated name.

    \b
    Example:
      course reset 03
    """
    from course_utils.grading.notebook.backups import put_fresh
    from course_utils.grading.notebook.find import solution_of
    from course_utils.grading.notebook.release import release_bytes

    folder = course_folder()
    solution = solution_of(name, folder)
    exercise = folder / "exercises" / solution.name
    fresh = release_bytes(solution)
    if exercise.is_file() and exercise.read_bytes() == fresh:
        click.echo(f"exercises/{exercise.name} is as released already: nothing to do.")
        return
    kept = put_fresh(exercise, fresh)
    if kept:
        click.echo(f"Your work is kept as exercises/{kept.name}.")
    click.echo(f"exercises/{exercise.name} is fresh. Is it open? Close its tab and open it again.")


@click.command()
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.option("--check", "only_check", is_flag=True, help="Only say whether they are in step.")
@click.option("--zip", "bundle", type=click.Path(dir_okay=False, path_type=Path), help=ZIP_HELP)
def release(names, only_check, bundle):
    """Write exercises/ anew from solutions/ (for authors).

    Refuses a solution that lacks something (points, a check, a probe, hints). An exercise that
    somebody worked in is kept under a dated name.

    \b
    Examples:
      course release
      course release 01 03
      course release --check
      course release --zip class.zip
    """
    if bundle:
        from course_utils.grading.notebook.find import notebooks
        from course_utils.material import write_bundle

        if names or only_check:
            raise click.UsageError("--zip takes the whole course: give it alone")
        solutions = notebooks(course_folder() / "solutions")
        count = write_bundle(bundle, solutions)
        click.echo(f"{bundle}: {count} files, no solution among them.")
        return
    from course_utils.grading.notebook.cells import read_notebook
    from course_utils.grading.notebook.faults import faults
    from course_utils.grading.notebook.find import notebooks, solution_of
    from course_utils.grading.notebook.release import release as write
    from course_utils.grading.notebook.release import release_bytes

    folder = course_folder()
    chosen = [solution_of(name, folder) for name in names] or notebooks(folder / "solutions")
    failed = False
    for solution in chosen:
        exercise = folder / "exercises" / solution.name
        found = list(faults(read_notebook(solution)))
        for fault in found:
            click.echo(f"{solution.name}: {fault}", err=True)
        failed |= bool(found)
        if found:
            continue
        if only_check:
            if not exercise.exists() or exercise.read_bytes() != release_bytes(solution):
                click.echo(f"exercises/{exercise.name} is not in step: `course release`", err=True)
                failed = True
            continue
        changed, kept = write(solution, exercise)
        click.echo(f"exercises/{exercise.name}: {'written' if changed else 'in step already'}")
        if kept:
            click.echo(f"  somebody worked in the old one: it is kept as {kept.name}")
    for exercise in [] if names else notebooks(folder / "exercises"):
        if not (folder / "solutions" / exercise.name).exists():
            click.echo(f"exercises/{exercise.name} has no solution", err=True)
            failed = True
    sys.exit(1 if failed else 0)
