import numpy as np
import pytest
from PIL import Image

from course_utils import projects
from course_utils.datasets import load_pairs

GREYS = {"cat": ["lion 1.jpg", "lion_2.PNG", "Puma.webp"], "sea": ["orca.png", "seal (3).gif"]}


class Greys:
    """An encoder that knows only how bright a picture is."""

    def encode_images(self, images):
        return np.array([[1.0, np.asarray(image).mean() / 255] for image in images], dtype="f4")


@pytest.fixture
def folder(tmp_path):
    for name, files in {**GREYS, "strangers": ["7.png"]}.items():
        (tmp_path / name).mkdir()
        for number, file in enumerate(files):
            Image.new("L", (4, 4), 40 * number).save(tmp_path / name / file)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "cat/read me.txt").write_text("mine")
    (tmp_path / "cat/.hidden.png").write_bytes(b"")
    return tmp_path


def test_a_folder_gives_classes_things_and_strangers(folder):
    found = projects.picture_folder(folder, Greys())
    assert found.classes.tolist() == ["cat"] * 3 + ["sea"] * 2 + [""]
    assert found.things.tolist() == ["puma", "lion", "lion", "orca", "seal", "7"]
    for vector, picture in zip(found.embeddings, found.pictures, strict=True):
        assert vector[1] == pytest.approx(np.asarray(picture).mean() / 255, abs=0.02)


def test_a_folder_that_cannot_be_split_says_why(folder):
    (folder / "sea/seal (3).gif").unlink()
    with pytest.raises(ValueError, match="all pictures of 'sea' show 'orca'; give two things"):
        projects.picture_folder(folder, Greys())
    (folder / "sea/orca.png").unlink()
    with pytest.raises(ValueError, match="a folder for each of two classes"):
        projects.picture_folder(folder, Greys())
    with pytest.raises(ValueError, match="there is no folder"):
        projects.picture_folder(folder / "nowhere", Greys())


def test_a_damaged_picture_is_named(folder):
    (folder / "cat/broken.png").write_bytes(b"no picture")
    with pytest.raises(ValueError, match=r"broken\.png"):
        projects.picture_folder(folder, Greys())


def test_the_mammals_are_new_to_the_model_and_each_class_can_be_split():
    found = projects.mammals()
    assert np.allclose(np.linalg.norm(found.embeddings, axis=1), 1, atol=1e-5)
    assert {load_pairs(name)[row].split for name, row in found.pictures.rows} == {
        "validation",
        "test",
    }
    for group, animals in projects.GROUPS.items():
        assert set(found.things[found.classes == group]) == set(animals)
        assert len(animals) > 1
    shown = [load_pairs(name)[row] for name, row in found.pictures.rows]
    assert [pair.concept.removesuffix(" face") for pair in shown] == found.things.tolist()
    assert np.array_equal(np.asarray(found.pictures[3]), np.asarray(shown[3].image))


def test_the_feed_is_new_to_the_model_and_no_thing_is_in_both_parts():
    found = projects.feed()
    pairs = [load_pairs(name)[row] for name, row in found.pictures.rows]
    assert "train" not in {pair.split for pair in pairs}
    assert [pair.caption for pair in pairs] == found.captions.tolist()
    assert [pair.keywords for pair in pairs] == found.keywords
    assert len(found) == len(found.embeddings) == len(found.kinds) == len(found.taxonomy)
    chosen, reported = (set(found.things[part]) for part in (found.choosing, ~found.choosing))
    assert chosen.isdisjoint(reported)
    assert 0.4 < found.choosing.mean() < 0.6
    assert np.array_equal(np.asarray(found.pictures[-1]), np.asarray(pairs[-1].image))
