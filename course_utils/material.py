"""Lessons, exercises and solutions: where they come from, and how a learner's folder gets them."""

import importlib.metadata
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from course_utils._files import write_atomically
from course_utils._laid import digest, read_laid, write_laid
from course_utils.grading.notebook.backups import put_fresh
from course_utils.grading.notebook.cells import (
    NotebookError,
    course_metadata,
    notebook_bytes,
    parse_notebook,
    read_notebook,
)
from course_utils.grading.notebook.find import SEALED
from course_utils.grading.notebook.release import (
    fingerprint,
    is_untouched,
    release_bytes,
    sealed,
)

SHARE = "share/shared-space"
KINDS = (
    "README.md",
    "docs/pictures/*",
    "notebooks/*.ipynb",
    "exercises/*.ipynb",
    "solutions/*.ipynb",
    "tests/data/**/*",
)
_VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Laid:
    """What became of one file: `what` is "new", "fresh", "yours" or "same"; the old one `kept`."""

    name: str
    what: str
    kept: Path | None = None


def clone() -> Path | None:
    """The clone that this package is imported from, None where it is installed by itself."""
    root = Path(__file__).resolve().parents[1]
    there = all((root / part).exists() for part in ("pyproject.toml", "notebooks", "solutions"))
    return root if there else None


def shipped() -> dict[str, Path]:
    """The course's files by their names in a course folder, such as "exercises/01_x.ipynb".

    They lie in the clone, or where the installed package put them. Raises FileNotFoundError when
    they are in neither place.
    """
    if root := clone():
        found = {path.relative_to(root).as_posix(): path for k in KINDS for path in _files(root, k)}
        return {name: path for name, path in sorted(found.items()) if ".backup-" not in name}
    found = {}
    for file in importlib.metadata.files("shared-space") or ():
        _, share, name = file.as_posix().partition(f"{SHARE}/")
        if share:
            found[name] = Path(file.locate())
    if not found:
        raise FileNotFoundError("the package came without its lessons: install the course again")
    return dict(sorted(found.items()))


def _files(root: Path, pattern: str) -> Iterator[Path]:
    return (path for path in root.glob(pattern) if path.is_file())


def learners_copy(path: Path) -> bytes:
    """A file as a learner gets it: a lesson without the outputs that answer its predictions.

    Stills of widgets stay, and a fingerprint that tells later whether somebody wrote in it.
    """
    if path.parent.name not in ("notebooks", "solutions"):
        return path.read_bytes()
    notebook = read_notebook(path)
    if path.parent.name == "notebooks":
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = list(_stills(cell.outputs))
                cell.execution_count = None
    notebook.metadata.setdefault("course", {})["fingerprint"] = fingerprint(notebook)
    return notebook_bytes(notebook)


def _stills(outputs: list[NotebookNode]) -> Iterator[NotebookNode]:
    """The outputs that stand for a widget, without the view of one that is gone."""
    for output in outputs:
        data = output.get("data", {})
        if (_VIEW in data and len(data) > 1) or "course-still" in data.get("text/html", ""):
            kept = {kind: value for kind, value in data.items() if kind != _VIEW}
            if kept.keys() - {"text/plain"}:
                yield NotebookNode(output | {"data": NotebookNode(kept)})


def lay(folder: Path) -> Iterator[Laid]:
    """Bring a learner's folder up to date with what is installed, file by file.

    A file that somebody wrote in stays while the course has no newer one; when it has, the old one
    is kept beside it under a dated name. Nothing else in the folder is looked at. A class's bundle
    gets no solutions.
    """
    given = read_laid(folder)
    noted = dict(given)
    for name, source in shipped().items():
        if name.startswith("solutions/") and (folder / SEALED).is_dir():
            continue
        path, fresh = folder / name, learners_copy(source)
        release, then = _release_of(name, fresh), _given(path, given.get(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".ipynb":
            noted[name] = release
        if not path.exists():
            write_atomically(path, fresh)
            yield Laid(name, "new")
        elif path.read_bytes() == fresh:
            yield Laid(name, "same")
        elif then == release:
            yield Laid(name, "yours")
        elif _as_given(path, then):
            write_atomically(path, fresh)
            yield Laid(name, "fresh")
        else:
            yield Laid(name, "fresh", put_fresh(path, fresh))
    if noted != given:
        write_laid(folder, noted)


def write_bundle(bundle: Path, solutions: list[Path]) -> int:
    """Write the course as a zip for a class and return how many files are in it.

    In place of solutions/ it has sealed/: enough for `course check` and `course reset`, with no
    solution and no hidden check. Its bytes depend on the course alone.
    """
    files = {
        name: learners_copy(path)
        for name, path in shipped().items()
        if not name.startswith(("solutions/", "exercises/"))
    }
    for path in solutions:
        files[f"exercises/{path.name}"] = release_bytes(path)
        files[f"{SEALED}/{path.name}"] = notebook_bytes(sealed(read_notebook(path)))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"shared-space/{name}"), data, zipfile.ZIP_DEFLATED)
    write_atomically(bundle, content.getvalue())
    return len(files)


def _release_of(name: str, fresh: bytes) -> str:
    """What tells one release of a file from the next: a notebook carries its fingerprint along."""
    if name.endswith(".ipynb"):
        return course_metadata(parse_notebook(fresh.decode()))["fingerprint"]
    return digest(fresh)


def _given(path: Path, noted: str | None) -> str | None:
    """The release that the file at path was given from; None where nothing says so."""
    if path.suffix != ".ipynb":
        return noted
    try:
        return course_metadata(read_notebook(path)).get("fingerprint")
    except NotebookError:
        return None


def _as_given(path: Path, release: str | None) -> bool:
    """Whether nobody wrote in the file at path since."""
    if path.suffix == ".ipynb":
        return is_untouched(path)
    return digest(path.read_bytes()) == release
