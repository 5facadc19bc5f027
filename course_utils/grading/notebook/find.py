"""Finding an exercise by what a person calls it."""

import re
from pathlib import Path

import click

from course_utils.grading.notebook.cells import EXERCISE_NAME

SEALED = "sealed"  # stands for solutions/ in a class's bundle, without a solution in it


def notebooks(folder: Path) -> list[Path]:
    """The exercises or solutions in a folder, in the order of the lessons; backups are none."""
    return sorted(p for p in folder.glob("*.ipynb") if EXERCISE_NAME.fullmatch(p.stem))


def solution_of(name: str, folder: Path) -> Path:
    """The solution of the exercise called `1`, `01`, `p1`, its stem, or a path to its notebook.

    In a bundle for a class it is the sealed one, which holds no solution.
    Raises click.UsageError that lists what there is.
    """
    stem = Path(name).name.removesuffix(".ipynb").split(".backup-")[0]
    number = f"{int(stem):02d}" if re.fullmatch(r"\d{1,2}", stem) else stem
    known = notebooks(folder / "solutions") or notebooks(folder / SEALED)
    for path in known:
        if path.stem == stem or path.stem.split("_")[0] == number:
            return path
    listed = ", ".join(path.stem for path in known) or "none yet"
    raise click.UsageError(f"there is no exercise called {name!r}. There are: {listed}")


def notebook_of(name: str, folder: Path) -> Path:
    """The learner's notebook: the file named, or the one in exercises/."""
    if name.endswith(".ipynb") and Path(name).is_file():
        return Path(name)
    return folder / "exercises" / solution_of(name, folder).name
