"""`course init` and `course update`."""

from pathlib import Path

import click

from course_utils.progress import course_folder


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder):
    """Put the lessons, exercises and solutions into FOLDER, a folder of your own.

    What you write there is yours: `course update` brings newer lessons and keeps it.

    \b
    Examples:
      course init my-course
      course init "My course" && cd "My course" && course lab
    """
    _lay(folder)
    click.echo(f'Next: cd "{folder}", then course lab')


@click.command()
def update():
    """Bring newer lessons and exercises into the course folder you are in.

    They come from the installed package: install its newer release first. A file that you
    wrote in is kept beside the newer one under a dated name; your progress stays.

    \b
    Example:
      course update
    """
    _lay(course_folder())


def _lay(folder: Path) -> None:
    from course_utils.material import clone, lay

    if clone() and folder.resolve() == clone():
        raise click.UsageError("this is the course's own clone: name a folder of yours")
    changed = yours = 0
    for laid in lay(folder):
        changed += laid.what in ("new", "fresh")
        yours += laid.what == "yours"
        if laid.kept:
            click.echo(f"{laid.name} is newer; yours is kept as {laid.kept.name}")
    click.echo(f"{changed} files written; {yours} files that you wrote in are up to date and stay.")
