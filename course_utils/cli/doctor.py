"""`course doctor`."""

import sys

import click

from course_utils.doctor import examine


@click.command()
def doctor():
    """Say what is wrong with the set-up, and how to mend it.

    \b
    Example:
      course doctor
    """
    wrong = 0
    for finding in examine():
        mark = (
            click.style("ok", fg="green") if finding.ok else click.style("no", fg="red", bold=True)
        )
        click.echo(f"  {mark}  {finding.name:15} {finding.found}")
        if not finding.ok:
            wrong += 1
            click.echo(f"      to mend it: {finding.mend}")
    if wrong:
        sys.exit(1)
    click.echo("All is well.")
