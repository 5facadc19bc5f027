"""`course marks`."""

import json
from datetime import datetime
from pathlib import Path

import click

EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("grades", type=EXISTING)
@click.option("--due", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="As 2026-03-14T23:59.")
@click.option(
    "--late", type=click.FloatRange(0, 100), default=10, show_default=True, help="Percent a day."
)
@click.option("--submissions", type=EXISTING, help="Whose files' times say when; with --due.")
@click.option("--extra", type=FILE, help="A table `learner,hours` of who has longer.")
@click.option("--rubric", type=FILE, help="A table `notebook,question,points`.")
@click.option("--reading", type=FOLDER, help="Readers' tables; GRADES/reading without it.")
def marks(grades, due, late, submissions, extra, rubric, reading):
    """Make marks from a graded run (for instructors).

    GRADES is the folder that `course grade` wrote. Adds marks.csv, canvas.csv, moodle.csv and
    class.html to it. Points stay as they are: run it again with other rules as often as you like.
    For a project, a table in reading/ waits for what a person reads: fill it in, run it again.

    \b
    Examples:
      course marks grades/
      course marks grades/ --due 2026-03-14T23:59 --submissions submissions/ --extra extra.csv
      course marks grades/ --rubric rubric.csv
    """
    from course_grader.report import exports
    from course_grader.report.class_page import class_page
    from course_grader.report.gradebook import item_rows
    from course_grader.report.marks import Policy, read_extra, read_rubric
    from course_grader.report.marks import marks as marks_of
    from course_utils._files import write_atomically

    if bool(due) != bool(submissions):
        raise click.UsageError("--due and --submissions go together")
    files = sorted((grades / "records").glob("*/*.json"))
    if not files:
        raise click.UsageError(f"{grades} holds no graded run")
    records = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    longer = read_extra(extra) if extra else {}
    for who in sorted(longer.keys() - {record["learner"] for record in records}):
        click.echo(f"{extra} gives more time to {who}, who handed in nothing under this name")
    policy = Policy(due, late, longer) if due else None
    times = _times(submissions, records) if due else {}
    read = _read(reading or grades / "reading", records)
    found = marks_of(records, read_rubric(rubric) if rubric else {}, policy, times, read)
    asked = dict.fromkeys((r["notebook"], q["name"]) for r in records for q in r["questions"])
    written = {
        "marks.csv": exports.plain_csv(found),
        "canvas.csv": exports.canvas_csv(found),
        "moodle.csv": exports.moodle_csv(found),
        "class.html": class_page(found, item_rows(records, list(asked))).encode(),
    }
    for name, content in written.items():
        write_atomically(grades / name, content)
    late_ones = sum(mark.days_late > 0 for mark in found)
    click.echo(f"{len(found)} marks, {late_ones} of them late: {', '.join(written)} in {grades}")


def _read(folder: Path, records: list[dict]) -> dict[tuple[str, str], tuple[float, float]]:
    """What readers gave for each project, with a table to fill in for each of them."""
    from course_grader.report.reading import as_written, read_points, reading_table, rubric_of
    from course_utils._files import write_atomically
    from course_utils.grading.notebook.cells import read_notebook
    from course_utils.material import shipped

    solutions, read = shipped(), {}
    for stem in sorted({record["notebook"] for record in records if record["questions"]}):
        solution = solutions.get(f"solutions/{stem}.ipynb")
        rubric = rubric_of(read_notebook(solution)) if solution else {}
        if not rubric:
            continue
        path = folder / f"{stem}.csv"
        given = read_points(path, rubric)
        learners = [r["learner"] for r in records if r["notebook"] == stem and r["questions"]]
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, reading_table(rubric, given, learners))
        points = {who: given.get(as_written(who), {}) for who in learners}
        for who, found in points.items():
            read[who, stem] = sum(found.values()), sum(rubric.values())
        done = sum(len(found) == len(rubric) for found in points.values())
        click.echo(f"{stem}: {done} of {len(points)} are read; the rest waits in {path}")
    return read


def _times(submissions: Path, records: list[dict]) -> dict[tuple[str, str], datetime]:
    from course_grader.submissions import find_submissions

    stems = sorted({record["notebook"] for record in records} - {""})
    return {
        one.key: datetime.fromtimestamp(submissions.joinpath(*one.parts).lstat().st_mtime)
        for one in find_submissions(submissions, stems)
    }
