"""A file comes in pieces and is put together; a browser test hands in real ones."""

import base64

import ipywidgets as w
import pytest

from course_utils.uploading import upload_button

CONTENT = bytes(range(256)) * 5


def button(take):
    """The button, and the text field by which the page hands in a piece."""
    box = upload_button("a WAV & more", ".wav", take)
    return box, next(part for part in box.children if isinstance(part, w.Textarea))


def hand_in(field, content, piece, pieces=None):
    """What the page does: each piece waits until the field is empty again."""
    for place in list(range(0, max(len(content), 1), piece))[:pieces]:
        text = base64.b64encode(content[place : place + piece]).decode()
        field.value = f"{place} {len(content)} {text}"
        assert field.value == ""


@pytest.mark.parametrize("piece", [1, 7, 256, len(CONTENT) - 1, len(CONTENT), 1 << 20])
def test_pieces_of_any_size_make_the_file(piece):
    taken = []
    _, field = button(lambda file: taken.append(file.read()))
    hand_in(field, CONTENT, piece)
    assert taken == [CONTENT]


def test_an_empty_file_is_taken_as_such():
    taken = []
    _, field = button(lambda file: taken.append(file.read()))
    hand_in(field, b"", 7)
    assert taken == [b""]


def test_the_same_file_again_is_taken_again():
    taken = []
    _, field = button(lambda file: taken.append(file.read()))
    for _ in range(2):
        hand_in(field, CONTENT, 300)
    assert taken == [CONTENT, CONTENT]


def test_what_was_broken_off_is_no_part_of_the_next():
    taken = []
    _, field = button(lambda file: taken.append(file.read()))
    hand_in(field, CONTENT, 300, pieces=2)
    hand_in(field, b"another", 3)
    assert taken == [b"another"]


def test_a_file_that_ends_in_an_error_leaves_the_button_free():
    def refuse(file):
        raise ValueError("no WAV")

    _, field = button(refuse)
    for _ in range(2):
        with pytest.raises(ValueError, match="no WAV"):
            hand_in(field, b"words", 9)
        assert field.value == ""


def test_a_piece_is_not_sent_back_to_the_page():
    _, field = button(print)
    assert field.trait_metadata("value", "echo_update") is False


def test_the_button_says_what_it_takes_and_asks_nothing_of_another_machine():
    page = button(print)[0].children[0].value
    assert "</i> a WAV &amp; more</button>" in page
    assert 'accept=".wav"' in page
    assert "http" not in page
