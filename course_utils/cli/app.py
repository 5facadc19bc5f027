"""`course app`."""

import importlib.util
import os

import click

from course_utils.progress import course_folder

# Voila's page asks another machine for a font that it brings along.
SOURCES = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws: wss:"
ONLY_FROM_HERE = {"Content-Security-Policy": SOURCES}


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", metavar="PROJECT")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def app(name, options):
    """Serve a project's app as a page of its own, from the saved notebook.

    PROJECT is its number, its name or a path. The page is written beside the notebook. OPTIONS go
    to Voila as they are. Stop it with Ctrl-C.

    \b
    Examples:
      course app p1
      course app p1 --no-browser --port=8866
    """
    import nbformat

    from course_utils._files import write_atomically
    from course_utils.app_page import app_page
    from course_utils.grading.notebook.cells import read_notebook
    from course_utils.grading.notebook.find import notebook_of

    if importlib.util.find_spec("voila") is None:
        raise click.ClickException('Voila is not here: pip install "shared-space[app]"')
    notebook = notebook_of(name, course_folder())
    if not notebook.exists():
        number = notebook.stem.split("_")[0]
        raise click.UsageError(f"{notebook} is not there: `course reset {number}` puts it there")
    page = notebook.with_name(f"app_{notebook.name}")
    write_atomically(page, nbformat.writes(app_page(read_notebook(notebook))).encode())
    click.echo(f"{page} is served as a page; it goes by {notebook.name} as it was saved.")
    settings = {"headers": ONLY_FROM_HERE}
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from voila.app import Voila

    Voila.launch_instance(
        [str(page), "--theme=light", *options, f"--Voila.tornado_settings={settings}"]
    )
