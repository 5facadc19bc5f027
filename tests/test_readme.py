"""README: every lesson has its row, its picture in words and its minutes; every link is there."""

import re
from pathlib import Path

import pytest

from course_utils.grading.notebook.cells import read_notebook
from course_utils.grading.notebook.find import notebooks

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
ACTIONS = "../../actions/workflows/"
PICTURE = re.compile(r'!\[(?P<words>[^\]]*)\]\((?P<file>[^)]+)\)|<img src="(.+?)".*? alt="(.*?)">')


@pytest.mark.parametrize("lesson", notebooks(ROOT / "notebooks"), ids=lambda path: path.stem)
def test_a_lesson_has_its_row_with_a_picture_and_its_minutes(lesson):
    number, head = lesson.stem[:2], "".join(c.source for c in read_notebook(lesson).cells[:2])
    row = rf'\| {number} \| <img src="docs/pictures/{number}.webp" .*? \[.+?\]\(notebooks/'
    row += rf"{lesson.name}\) \| .+? \| (\d+) \|"
    found = re.search(row, TEXT)
    assert found, f"no row for {lesson.stem}"
    assert f"About {found[1]} minutes" in head


def test_every_picture_is_there_and_said_in_words():
    pictures = [
        (found["file"] or found[3], found["words"] or found[4]) for found in PICTURE.finditer(TEXT)
    ]
    badges = [file for file, _ in pictures if file.startswith(ACTIONS)]
    pictures = [(file, words) for file, words in pictures if file not in badges]
    assert len(pictures) >= 13
    for file, words in pictures:
        assert (ROOT / file).is_file(), file
        assert len(words) >= 30, file


def test_a_badge_shows_a_workflow_that_is_there():
    """Its address goes from README to the repository's own workflows, wherever that lies."""
    badges = re.findall(rf"\[!\[.+?\]\({ACTIONS}(.+?)/badge.svg\)\]\({ACTIONS}(.+?)\)", TEXT)
    assert len(badges) == TEXT.count("badge.svg") == 3
    for shown, led_to in badges:
        assert shown == led_to
        assert (ROOT / ".github" / "workflows" / shown).is_file()


def test_every_link_leads_somewhere():
    targets = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#:]+)\)", TEXT)
    targets = [name for name in targets if not name.startswith(ACTIONS)]
    assert len(targets) > 15
    assert [name for name in targets if not (ROOT / name).exists()] == []
