"""Which cell of which notebook runs. JupyterLab and Notebook 7 say so; elsewhere nobody does."""

import os
from pathlib import Path


def running_cell() -> tuple[Path, str] | None:
    """The notebook's file and the id of the cell that runs; None where that is not known."""
    try:
        shell = get_ipython()  # IPython's own name, there in a notebook alone
    except NameError:
        return None
    notebook, kernel = os.environ.get("JPY_SESSION_NAME"), getattr(shell, "kernel", None)
    if not notebook or kernel is None:
        return None
    cell = kernel.get_parent("shell").get("metadata", {}).get("cellId")
    return (Path(notebook), cell) if cell else None
