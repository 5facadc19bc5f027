"""Projects 1 and 2 on a learner's own folder, with ten odd pictures and without strangers."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from course_utils.datasets import load_pairs
from course_utils.grading.notebook.cells import tags
from tests.notebooks.test_gates import ROOT
from tests.odd_pictures import write_odd_pictures

pytestmark = pytest.mark.slow
BUILT_IN = {
    "p1_retrieval_demo": 'found = feed()\n# found = captioned_folder("my_pictures", clip)',
    "p2_zero_shot_classifier": 'found = mammals()\n# found = picture_folder("my_pictures", clip)',
}


@pytest.fixture
def folder(tmp_path):
    """A course's folder with `my_pictures` in it: odd ones, and twelve of the course's own."""
    photos = load_pairs("photos")
    picture = photos.images[list(photos.captions).index("A red umbrella")]
    write_odd_pictures(tmp_path / "my_pictures/Möbel & more", picture)
    for number, row in enumerate(range(0, 240, 20)):
        kind = tmp_path / "my_pictures" / ("food" if number % 2 else "tools")
        kind.mkdir(exist_ok=True)
        photos.images[row].save(kind / f"{photos.captions[row]}.png")
    return tmp_path


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_project_runs_on_it_and_its_page_has_no_nan(folder, name):
    notebook = nbformat.read(ROOT / "solutions" / f"{name}.ipynb", as_version=4)
    (pictures,) = [cell for cell in notebook.cells if cell.id == "pictures"]
    assert BUILT_IN[name] in pictures.source
    own = BUILT_IN[name].split("# ")[1]
    pictures.source = pictures.source.replace(BUILT_IN[name], own)
    ours = {"hidden", "solution-note"}  # a note may speak of the built-in pictures alone
    notebook.cells = [cell for cell in notebook.cells if not ours & set(tags(cell))]
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    page = (folder / f"{name[:2]}_report.html").read_text(encoding="utf-8")
    assert re.findall(r"\bnan\b", page.split("base64")[0]) == []
    printed = "".join(
        output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", [])
    )
    assert re.findall(r"\bnan\b", printed) == []
    assert "left out, 3 of them" in printed
