"""`course progress`."""

from pathlib import Path

import click

from course_utils.progress import course_folder, export_progress, import_progress

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--html", type=FILE, help="Write it as a page instead.")
@click.option("--export", "to", type=FILE, help="Copy your answers into a file.")
@click.option("--import", "source", type=FILE, help="Take over answers from such a file.")
def progress(html, to, source):
    """Show which quizzes and exercises are done.

    \b
    Examples:
      course progress
      course progress --html progress.html
      course progress --export answers.json
      course progress --import answers.json
    """
    from course_utils._files import write_atomically
    from course_utils.progress_table import HEAD, progress_page, progress_rows

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
    click.echo(f"{HEAD[0]:36}{HEAD[1]:>10}{HEAD[2]:>12}{HEAD[3]:>12}")
    for row in rows:
        click.echo(f"{row.lesson:36}{row.minutes:>10}{row.quiz:>12}{row.exercise:>12}")
