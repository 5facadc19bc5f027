"""`course progress`."""

from pathlib import Path

import click

from course_utils.progress import course_folder, export_progress, import_progress

LINE = "{:34}{:>8}{:>13}{:>9}{:>12}"
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--html", type=FILE, help="Write it as a page instead.")
@click.option("--export", "to", type=FILE, help="Copy your answers into a file.")
@click.option("--import", "source", type=FILE, help="Take over answers from such a file.")
def progress(html, to, source):
    """Show which predictions, quizzes and exercises are done.

    \b
    Examples:
      course progress
      course progress --html progress.html
      course progress --export answers.json
      course progress --import answers.json
    """
    from course_utils._files import write_atomically
    from course_utils.progress_table import Row, progress_page, progress_rows

    if sum(map(bool, (html, to, source))) > 1:
        raise click.UsageError("choose one of --html, --export and --import")
    folder = course_folder()
    if to:
        export_progress(to, folder)
        click.echo(f"Your answers are copied into {to}.")
        return
    if source:
        kept = import_progress(source, folder)
        click.echo(f"Taken over from {source}.")
        if kept:
            click.echo(f"What was here before is kept as {kept.name}.")
    rows = progress_rows(folder)
    if html:
        write_atomically(html, progress_page(rows).encode())
        click.echo(f"written: {html}")
        return
    for line in (Row._fields, *rows):
        click.echo(LINE.format(*line))
