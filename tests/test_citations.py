"""docs/CITATIONS.bib holds every paper that the course cites, with the places that cite it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
BIB = (ROOT / "docs/CITATIONS.bib").read_text(encoding="utf-8")
NAME = r"[A-ZÀ-Ž][\w'-]+"
# "Zhai et al. (2022)", "Wang and Isola 2020", "L. Gao and others (2021)", "Burges, 2005".
CITATION = re.compile(
    rf"({NAME}(?:,? (?:[A-Z]\. )*{NAME}| and (?:[A-Z]\. )*{NAME})*(?: et al\.| and others)?),?"
    r" \(?((?:19[4-9]|20[0-2])\d)\b"
)
MONTHS = {"December", "August"}  # "in August 2024" is a date
ENTRY = re.compile(r"^@(\w+)\{(?P<key>[^,]+),(?P<fields>.*?)^\}$", re.M | re.S)
FIELD = re.compile(r"^  (\w+) = \{(.*?)\},?$", re.M | re.S)


def texts() -> Iterator[tuple[str, str]]:
    """Everything that may cite, as (place, text): `01#cell`, `solutions/01#cell`, or a file."""
    for folder, prefix in (("notebooks", ""), ("solutions", "solutions/")):
        for path in sorted((ROOT / folder).glob("[0-9][0-9]_*.ipynb")):
            for cell in nbformat.read(path, as_version=4).cells:
                yield f"{prefix}{path.stem[:2]}#{cell.id}", cell.source
    files = [*(ROOT / "course_utils").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    files += [*(ROOT / "course_utils/assets").rglob("*.toml"), ROOT / "README.md"]
    files += [ROOT / "course_utils/assets/pocket/README.md"]
    for path in sorted(files):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield path.relative_to(ROOT).as_posix(), " ".join(line.strip(" #") for line in lines)


def entries(bib: str) -> dict[str, dict[str, str]]:
    """Each entry's fields by its key, white space made single."""
    return {
        entry["key"]: {name: " ".join(value.split()) for name, value in FIELD.findall(entry[0])}
        for entry in ENTRY.finditer(bib)
    }


def citations(text: str) -> Iterator[tuple[list[str], str]]:
    """The surnames and the year of each citation, in the order in which they stand."""
    for names, year in CITATION.findall(text):
        if names not in MONTHS:
            yield re.findall(NAME, names.replace(" et al.", "").replace(" and others", "")), year


def first_author(fields: dict[str, str]) -> str:
    """The surname of "Surname, First and Other, First"."""
    return fields["author"].split(" and ")[0].split(",")[0].split()[-1]


def problems(bib: str, cited: list[tuple[str, str]]) -> list[str]:
    """What is missing in the bibliography, unused in it, or said of a wrong place."""
    found, known = [], entries(bib)
    of_paper = {(first_author(fields), fields["year"]): key for key, fields in known.items()}
    places = defaultdict(set)
    for place, text in cited:
        for names, year in citations(text):
            keys = [of_paper[name, year] for name in names if (name, year) in of_paper]
            if keys:
                places[keys[0]].add(place)
            else:
                found.append(f"{place} cites {' '.join(names)} {year}, which has no entry")
    for key, fields in known.items():
        said = set(fields.get("cited", "").split(", "))
        found += [f"{key} lacks its {f}" for f in ("author", "title", "year") if not fields.get(f)]
        found += [f"{key} is cited in {place}, not said" for place in sorted(places[key] - said)]
        found += [f"{key} is not cited in {place}" for place in sorted(said - places[key])]
    keys = [entry["key"] for entry in ENTRY.finditer(bib)]
    return found + [f"{key} is there twice" for key in set(keys) if keys.count(key) > 1]


def test_every_citation_has_its_entry_and_every_entry_its_places():
    assert problems(BIB, list(texts())) == []


ONE = """@article{a2020,
  author = {van den Berg, Ada and Cole, Bo},
  title = {Of {Things}},
  year = {2020},
  cited = {01#one, 02#two}
}
"""
CITED = [
    ("01#one", "As van den Berg and Cole (2020) say."),
    ("02#two", "(van den Berg et al., 2020)"),
]


@pytest.mark.parametrize(
    ("bib", "cited"),
    [
        ("", CITED),
        (ONE, CITED[:1]),
        (ONE, [*CITED, ("03#three", "- A. Berg and others (2020), *Of things*.")]),
        (ONE, [*CITED, ("01#one", "Cole (2021)")]),
        (ONE.replace("2020}", "2021}"), CITED),
        (ONE.replace("  title = {Of {Things}},\n", ""), CITED),
        (ONE + ONE, CITED),
    ],
)
def test_a_wrong_bibliography_is_refused(bib, cited):
    assert problems(ONE, CITED) == []
    assert problems(bib, cited) != []
