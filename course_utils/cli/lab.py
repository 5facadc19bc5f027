"""`course lab`."""

import os
from pathlib import Path

import click

from course_utils.progress import course_folder


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def lab(options):
    """Open JupyterLab at the first lesson. OPTIONS go to JupyterLab as they are.

    \b
    Examples:
      course lab
      course lab --no-browser --port 8890
    """
    _settings_have_a_place()
    folder = course_folder()
    settings = [
        f"--notebook-dir={folder}",
        "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        settings.append("--allow-root")
    # Threads that wait without spinning: beside a busy browser a lesson trains with half the CPU.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.chdir(folder)
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance([*settings, *options])


def _settings_have_a_place() -> None:
    """JupyterLab ends in a traceback where it cannot make its folders under HOME."""
    from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir

    try:
        for place in (jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir):
            folder = Path(place())
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK):
                raise PermissionError(folder)
    except (OSError, RuntimeError):
        raise click.ClickException(
            "JupyterLab has no place for its settings: set HOME to a folder of yours, then try "
            "again"
        ) from None
