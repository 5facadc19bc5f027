"""`course grade`."""

import signal
import sys
from pathlib import Path

import click

HELP = {
    "out": "Where the grades go; a new folder for each run.",
    "solutions": "The solution notebooks.  [default: solutions/ of the course folder]",
    "seed": "Repeat a run exactly: the seed stands in its run.json.  [default: drawn afresh]",
    "resume": "Go on with an interrupted run; what is graded already stays.",
    "workers": "Processes that grade.  [default: one a core, 1 without Dask]",
    "scheduler": "Use the workers of a Dask scheduler, such as tcp://host:8786.",
    "container": "No sandbox: this container was made for this one submission, and is thrown away.",
    "no_sandbox": "No sandbox at all: only for work that you trust. The gradebook says so.",
    "deadline": "Seconds a submission.",
    "memory": "MiB of memory a submission, all its processes together.",
    "processes": "Processes and threads a submission.",
    "output": "MiB that a submission may print.",
    "file_size": "MiB of the largest file that a submission may write.",
    "site": "The address of the course's pages (make site): feedback links to the lessons there.",
    "largest": "MiB of the largest notebook that is looked into.",
}
EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)
AT_LEAST_1 = click.IntRange(min=1)


def _option(flag: str, **kwargs):
    return click.option(flag, help=HELP[flag.strip("-").replace("-", "_")], **kwargs)


@click.command()
@click.argument("submissions", type=EXISTING)
@_option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@_option("--solutions", type=EXISTING)
@_option("--seed")
@_option("--resume", is_flag=True)
@_option("--workers", type=AT_LEAST_1)
@_option("--scheduler")
@_option("--container", is_flag=True)
@_option("--no-sandbox", is_flag=True)
@_option("--deadline", type=AT_LEAST_1, default=120, show_default=True)
@_option("--memory", type=AT_LEAST_1, default=2048, show_default=True)
@_option("--processes", type=AT_LEAST_1, default=64, show_default=True)
@_option("--output", type=AT_LEAST_1, default=8, show_default=True)
@_option("--file-size", type=AT_LEAST_1, default=64, show_default=True)
@_option("--largest", type=AT_LEAST_1, default=8, show_default=True)
@_option("--site", default="", metavar="URL")
def grade(submissions, out, solutions, seed, resume, workers, scheduler, **options):
    """Grade a folder of submissions (for instructors).

    SUBMISSIONS holds a notebook a learner and exercise: <learner>/<exercise>.ipynb, or
    <learner>__<exercise>.ipynb. Writes gradebook.csv, items.csv, junit.xml, feedback/ and results/
    to the folder of --out. Exit status 0 when every submission has a grade, zero included.
    docs/instructors.md has the whole path from release to feedback.

    \b
    Examples:
      course grade submissions/ --out grades/
      course grade submissions/ --out grades/ --resume
      course grade submissions/ --out grades/ --site https://example.org/course
      course grade submissions/ --out again/ --seed 5f0c91e2 --workers 4
      course grade submissions/ --out grades/ --scheduler tcp://10.0.0.5:8786
    """
    from course_grader.class_run import Class, grade_class
    from course_grader.exam import ExamError
    from course_grader.report.formats import junit_xml
    from course_grader.report.gradebook import gradebook_csv, item_analysis, items_csv, summary
    from course_grader.sandbox.bubblewrap import SandboxUnavailable
    from course_grader.sandbox.inside.protocol import BOXED, CONTAINER, OPEN
    from course_grader.sandbox.settings import Limits
    from course_grader.workers.client import Settings
    from course_utils._files import write_atomically
    from course_utils.progress import course_folder

    if options["container"] and options["no_sandbox"]:
        raise click.UsageError("choose one of --container and --no-sandbox")
    mode = CONTAINER if options["container"] else OPEN if options["no_sandbox"] else BOXED
    if options["site"] and not options["site"].startswith(("https://", "http://")):
        raise click.UsageError("--site is an address that begins with https:// or http://")
    solutions = solutions or course_folder() / "solutions"
    names = ("deadline", "memory", "processes", "output", "file_size")
    settings = Settings(
        mode=mode,
        hidden=[str(path.resolve()) for path in (submissions, out, solutions, solutions.parent)],
        limits=Limits(**{name: options[name] for name in names}),
    )
    group = Class(submissions, solutions, out, options["largest"] << 20, options["site"])
    memory = f"memory: {options['memory']} MiB a process by the system's limits"
    click.echo(f"{memory}; a submission's sum is watched, not bounded by a control group", err=True)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        grades = grade_class(
            group,
            settings,
            seed=seed,
            resume=resume,
            workers=workers or _default_workers(mode == BOXED),
            scheduler=scheduler,
            progress=_bar,
        )
    except SandboxUnavailable as error:
        click.echo(
            f"course grade: the sandbox does not work here: {error}. "
            "docs/instructors.md has ways around it",
            err=True,
        )
        sys.exit(2)
    except ModuleNotFoundError as error:
        raise click.UsageError(str(error)) from None
    except ExamError as error:
        click.echo(f"course grade: {error}", err=True)
        sys.exit(1)
    rows = item_analysis(grades.records, grades.exams)
    write_atomically(out / "gradebook.csv", gradebook_csv(grades.records, grades.exams))
    write_atomically(out / "items.csv", items_csv(rows))
    write_atomically(out / "junit.xml", junit_xml(grades.records))
    click.echo(summary(grades.records, rows))
    click.echo(f"\n{len(grades.records)} submissions, {grades.fresh} graded now: {out}")
    if grades.failed:
        click.echo(f"{grades.failed} could not be graded: --resume tries again", err=True)
        sys.exit(1)


def _default_workers(boxed: bool) -> int:
    """One a core; one in all without Dask, or where submissions could reach each other."""
    from importlib.util import find_spec

    from course_utils.threads import usable_cores

    if not boxed:
        return 1
    if find_spec("distributed") is None:
        from course_grader.workers.pool import INSTALL_DASK

        click.echo(f"grading with one worker. {INSTALL_DASK}", err=True)
        return 1
    return usable_cores()


def _bar(total, records):
    from tqdm import tqdm

    return tqdm(records, total=total, unit="submission", file=sys.stderr, disable=total == 0)
