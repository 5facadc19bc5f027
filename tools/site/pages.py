"""The pages of the site: notebooks, guides and the reference, as Sphinx is to read them."""

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode

from course_utils.grading.notebook.find import notebooks

HERE = Path(__file__).resolve().parent
VIEW = "application/vnd.jupyter.widget-view+json"
KINDS = {"notebooks": "Lessons", "exercises": "Exercises", "solutions": "Solutions"}
GUIDES = {
    "docs/instructors.md": "For instructors",
    "docs/authoring.md": "Writing an exercise",
    "CONTRIBUTING.md": "For authors",
    "docs/claims.md": "Claims",
    "docs/checks.md": "Checks",
    "docs/coverage.md": "Sources",
    "CHANGELOG.md": "Changes",
}
# Modules that a reader of a lesson meets, packages by what they export.
MODULES = [
    "similarity",
    "losses",
    "clip",
    "pocket",
    "zero_shot",
    "calibration",
    "retrieval",
    "search",
    "metrics",
    "audit",
    "modalities",
    "rerank",
    "scaling",
    "datasets",
    "images",
    "benchmarks",
    "threads",
    "plotting",
    "widgets",
    "quizzes",
    "progress",
]
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)#\s:]+)(?P<rest>(#[^)]*)?)\)")


def write(root: Path, source: Path, repository: str) -> None:
    """Write every page under `source`; links to files that have no page go to the repository."""
    pages = {path for kind in KINDS for path in notebooks(root / kind)}
    pages |= {root / name for name in GUIDES}
    for path in sorted(pages):
        target = source / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            page = notebook_page(nbformat.read(path, as_version=4), opened(path, root, repository))
            for cell in page.cells:
                if cell.cell_type == "markdown":
                    cell.source = relinked(cell.source, path, root, pages, repository)
            nbformat.write(page, target)
        else:
            text = relinked(path.read_text("utf-8"), path, root, pages, repository)
            target.write_text(text, "utf-8")
    shutil.copytree(root / "docs" / "pictures", source / "docs" / "pictures")
    for kind, title in KINDS.items():
        names = [path.stem for path in sorted(pages) if path.parent == root / kind]
        (source / kind / "index.md").write_text(listed(title, names), "utf-8")
    (source / "docs" / "index.md").write_text(
        listed("Guides", [f"/{Path(name).with_suffix('')}" for name in GUIDES] + ["citations"])
    )
    (source / "docs" / "citations.md").write_text(
        citations((root / "docs" / "CITATIONS.bib").read_text("utf-8")), "utf-8"
    )
    reference(source / "reference")
    shutil.copy(HERE / "index.md", source / "index.md")
    (source / "_static").mkdir()


def notebook_page(notebook: NotebookNode, links: str) -> NotebookNode:
    """A notebook whose widgets are seen by their stills, with a place to link to at each cell."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if VIEW not in output.get("data", {})]
    first, *rest = notebook.cells  # the page's title stays first
    notebook.cells = [first, *(part for cell in rest for part in (anchor(cell), cell))]
    if links:
        title, _, rest = notebook.cells[0].source.partition("\n")
        notebook.cells[0].source = f"{title}\n\n{links}\n{rest}"
    return notebook


def anchor(cell: NotebookNode) -> NotebookNode:
    """A place that a link can name: feedback pages lead to the cell that teaches a question."""
    return nbformat.v4.new_markdown_cell(f'<div id="cell-{cell.id}"></div>')


def opened(path: Path, root: Path, repository: str) -> str:
    """The line of links that open a lesson or an exercise where it runs; Colab has an edition.

    On Binder it is the learner's copy, which `binder/postBuild` lays: there no answer stands under
    a prediction.
    """
    if not repository or path.parent.name == "solutions":
        return ""
    name = path.relative_to(root).as_posix()
    copy = quote(f"my-course/{name}", safe="")
    binder = f"https://mybinder.org/v2/gh/{repository}/HEAD?labpath={copy}"
    colab = f"https://colab.research.google.com/github/{repository}/blob/colab/{name}"
    codespaces = f"https://codespaces.new/{repository}"
    return f"Open in [Binder]({binder}) · [Colab]({colab}) · [Codespaces]({codespaces})"


def relinked(text: str, path: Path, root: Path, pages: set[Path], repository: str) -> str:
    """The text with links that work on the site; a file without a page is at the repository."""

    def link(found: re.Match) -> str:
        target = (path.parent / found["target"]).resolve()
        if target in pages or not target.is_relative_to(root) or not target.exists():
            return found.group()
        name = target.relative_to(root).as_posix()
        if name == "README.md":
            return f"[{found['text']}](/index.md)"
        if not repository:
            return found["text"]
        at = f"https://github.com/{repository}/blob/main/{name}{found['rest']}"
        return f"[{found['text']}]({at})"

    return LINK.sub(link, text)


def listed(title: str, names: list[str]) -> str:
    entries = "\n".join(names)
    return f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n{entries}\n```\n"


def citations(bib: str) -> str:
    """What the course cites, as a list by author and year."""
    entries = []
    for entry in re.findall(r"@\w+\{[^,]+,\n(.*?)\n\}", bib, re.DOTALL):
        field = dict(re.findall(r"^\s*(\w+) = \{(.*?)\},?$", entry, re.MULTILINE))
        people = [name.partition(",")[0] for name in field["author"].split(" and ")]
        by = people[0] if len(people) == 1 else f"{people[0]} and {people[1]}"
        by = f"{people[0]} et al." if len(people) > 2 else by
        lessons = sorted({place.partition("#")[0].strip() for place in field["cited"].split(",")})
        where = ", ".join(lessons)
        entries.append(
            f"- {by} ({field['year']}). *{field['title']}*. {field.get('howpublished', '')}. "
            f"Cited in {where}."
        )
    return "# What the course cites\n\n" + "\n".join(sorted(entries)) + "\n"


def reference(folder: Path) -> None:
    """A page for each module, from its docstrings."""
    folder.mkdir()
    for name in MODULES:
        title = f"course_utils.{name}"
        page = f"{title}\n{'=' * len(title)}\n\n.. automodule:: {title}\n   :members:\n"
        (folder / f"{name}.rst").write_text(page)
    (folder / "index.md").write_text(listed("Reference", list(MODULES)))
