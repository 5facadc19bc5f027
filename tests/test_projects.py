import numpy as np
import pytest
from PIL import Image

from course_utils import projects
from course_utils.clip import load_clip
from course_utils.datasets import load_pairs
from course_utils.images import read_image
from tests.odd_pictures import READABLE, UNREADABLE, write_odd_pictures

GREYS = {"cat": ["lion 1.jpg", "lion_2.PNG", "Puma.webp"], "sea": ["orca.png", "seal (3).gif"]}


class Greys:
    """An encoder that knows only how bright a picture is."""

    def encode_images(self, paths):
        pictures = map(read_image, paths)
        return np.array([[1.0, np.asarray(one).mean() / 255] for one in pictures], dtype="f4")


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


def test_what_cannot_be_read_is_left_out_and_named(folder):
    (folder / "cat/broken.png").write_bytes(b"no picture")
    (folder / "cat/a folder.png").mkdir()
    with pytest.warns(UserWarning, match=r"2 of them: .*a folder\.png.*broken\.png"):
        found = projects.picture_folder(folder, Greys())
    assert len(found) == 6


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A folder of odd pictures in two kinds, and the picture that they are made of."""
    pairs = load_pairs("photos")
    picture = pairs.images[list(pairs.captions).index("A red umbrella")]
    root = tmp_path_factory.mktemp("odd")
    write_odd_pictures(root / "Möbel & more", picture)
    for number, name in enumerate(["plain one.png", "another one.png"]):
        (root / "plain").mkdir(exist_ok=True)
        picture.rotate(20 * number, fillcolor="white").save(root / "plain" / name)
    return root, picture


@pytest.mark.parametrize("read", [projects.picture_folder, projects.captioned_folder])
def test_ten_odd_pictures_come_in(odd, read):
    root, picture = odd
    clip = load_clip()
    with pytest.warns(UserWarning, match="left out, 3 of them") as warned:
        found = read(root, clip)
    assert all(name in str(warned[0].message) for name in UNREADABLE)
    assert {path.name for path in found.pictures.paths} == READABLE | {
        "plain one.png",
        "another one.png",
    }
    assert np.allclose(np.linalg.norm(found.embeddings, axis=1), 1, atol=1e-5)
    near = dict(zip(found.things, found.embeddings @ clip.encode_images([picture])[0], strict=True))
    for name in ("turned umbrella", "palette", "large poster", "waving flag", "print"):
        assert near[f"a {name}"] > 0.9, name
    assert near["ein größerer äpfel"] > 0.95
    assert near["a dot"] < 0.9
    assert {picture.mode for picture in found.pictures} == {"RGB"}


def test_a_captioned_folder_says_what_its_names_say(folder):
    found = projects.captioned_folder(folder, Greys())
    assert found.captions.tolist() == ["Puma", "lion", "lion", "orca", "seal", "7"]
    assert found.kinds.tolist() == ["cat"] * 3 + ["sea"] * 2 + ["strangers"]
    assert found.keywords[3] == ("sea",)
    assert set(found.styles) == {"yours"}
    assert found.choosing[1] == found.choosing[2]
    assert 0 < found.choosing.sum() < len(found)


def test_a_captioned_folder_of_one_thing_says_why(tmp_path):
    (tmp_path / "mugs").mkdir()
    for number in (1, 2):
        Image.new("RGB", (4, 4)).save(tmp_path / f"mugs/a mug {number}.png")
    with pytest.raises(ValueError, match=r"it shows \['a mug'\]; give pictures of two things"):
        projects.captioned_folder(tmp_path, Greys())


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
    assert [pair.style for pair in pairs] == found.styles.tolist()
    chosen, reported = (set(found.things[part]) for part in (found.choosing, ~found.choosing))
    assert chosen.isdisjoint(reported)
    assert 0.4 < found.choosing.mean() < 0.6
    assert np.array_equal(np.asarray(found.pictures[-1]), np.asarray(pairs[-1].image))
