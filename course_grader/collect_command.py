"""`course collect`."""

import sys
from pathlib import Path

import click

from course_utils.progress import course_folder


@click.command()
@click.argument("downloads", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("submissions"),
    show_default=True,
    help="The folder that `course grade` will read.",
)
@click.option(
    "--largest",
    type=click.IntRange(min=1),
    default=8,
    show_default=True,
    help="MiB of the largest notebook that is taken.",
)
def collect(downloads, out, largest):
    """Gather what a class handed in (for instructors).

    DOWNLOADS is a folder as Canvas, Moodle, GitHub Classroom, nbgrader or JupyterHub give it out,
    or any with a folder a learner; zips in it are opened. Nothing is overwritten. Exit status 0
    when something was found and nothing had to be left for you to decide.

    \b
    Examples:
      course collect downloads/
      course collect downloads/ --out submissions/
    """
    from course_grader.collect import collect as gather
    from course_utils.grading.notebook.find import notebooks

    stems = [path.stem for path in notebooks(course_folder() / "solutions")]
    result = gather(downloads, out, stems, largest << 20)
    for target, where in result.taken.items():
        click.echo(f"{target}  from {where}")
    for line in result.refused:
        click.echo(f"not taken: {line}", err=True)
    for line in result.unknown:
        click.echo(f"no exercise: {line}", err=True)
    click.echo(
        f"{len(result.taken)} taken, {len(result.there)} there already, "
        f"{len(result.refused)} not taken, {len(result.unknown)} other files"
    )
    sys.exit(1 if result.refused or not (result.taken or result.there) else 0)
