"""The readers on small made samples in the real layouts, and on what goes wrong with real files."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from course_utils import benchmarks
from course_utils.metrics import cross_modal_report

DATA = Path(__file__).parent / "data"
COCO, FLICKR, LAION = DATA / "coco_captions", DATA / "flickr30k", DATA / "laion"
AUDIOSET = DATA / "audioset"


def broken_copy(source, tmp_path, change):
    """The JSON file with one change, in tmp_path."""
    content = json.loads(source.read_text(encoding="utf-8"))
    change(content)
    copy = tmp_path / source.name
    copy.write_text(json.dumps(content), encoding="utf-8")
    return copy


# --- MS-COCO -----------------------------------------------------------------------------------


def test_coco_official_file():
    images = benchmarks.coco_captions(COCO / "captions_val2014.json")
    assert [image.id for image in images] == [13, 14, 15]
    assert images[1] == benchmarks.CaptionedImage(
        id=14,
        file="COCO_val2014_000000000014.jpg",
        captions=(
            "A tram stops at a corner.",
            "A yellow tram in a street",
            "People wait for the tram.",
            "The tram turns left.",
            "A tram and a bicycle.",
        ),
        split=None,
    )
    cat, kite = benchmarks.coco_captions(COCO / "captions_train2014.json")
    assert cat.captions[0] == "A grey cat sleeps on a stack of books."
    assert len(kite.captions) == 6


def test_coco_karpathys_file_alone():
    images = benchmarks.coco_captions(COCO / "dataset_coco.json")
    assert [image.id for image in images] == [15, 13, 11, 14, 12]
    assert images[2].file == "train2014/COCO_train2014_000000000011.jpg"
    assert images[2].captions[4] == "The cat rests on old books."
    assert [len(image.captions) for image in images] == [5, 5, 5, 5, 6]


def test_coco_splits():
    def ids(split):
        return [i.id for i in benchmarks.coco_captions(COCO / "dataset_coco.json", split)]

    assert ids("test") == [15]
    assert ids("val") == [14]
    assert ids("train") == [13, 11, 12]
    assert ids("restval") == [13]


def test_coco_official_captions_with_karpathys_split():
    whole = benchmarks.coco_captions(
        COCO / "captions_val2014.json", karpathy=COCO / "dataset_coco.json"
    )
    assert [image.split for image in whole] == ["restval", "val", "test"]
    official, karpathy = (
        benchmarks.coco_captions(path, "test", COCO / "dataset_coco.json" if given else None)
        for path, given in [(COCO / "captions_val2014.json", 1), (COCO / "dataset_coco.json", 0)]
    )
    assert official[0].captions == karpathy[0].captions
    assert official[0].id == karpathy[0].id == 15


def test_coco_errors(tmp_path):
    with pytest.raises(ValueError, match="knows no splits: give Karpathy's"):
        benchmarks.coco_captions(COCO / "captions_val2014.json", "test")
    with pytest.raises(ValueError, match="leave out karpathy"):
        benchmarks.coco_captions(COCO / "dataset_coco.json", "test", COCO / "dataset_coco.json")
    with pytest.raises(ValueError, match="no image in split 'tset', but in restval, test, train"):
        benchmarks.coco_captions(COCO / "dataset_coco.json", "tset")

    def strays(content):
        content["annotations"][3]["image_id"] = 99

    path = broken_copy(COCO / "captions_val2014.json", tmp_path, strays)
    with pytest.raises(ValueError, match=r"annotations\[3\]: there is no image with id 99"):
        benchmarks.coco_captions(path)
    path = broken_copy(COCO / "dataset_coco.json", tmp_path, lambda c: c["images"].pop(1))
    with pytest.raises(ValueError, match=r"lacks 1 images of .*val2014.json, first 13"):
        benchmarks.coco_captions(COCO / "captions_val2014.json", karpathy=path)


def test_from_coco_to_the_report():
    images = benchmarks.coco_captions(COCO / "dataset_coco.json", split="train")
    texts = [caption for image in images for caption in image.captions[:5]]
    image_of_text = [row for row, image in enumerate(images) for _ in image.captions[:5]]
    words = ["soup", "cat", "kite"]
    similarity = np.array([[word in text.lower() for text in texts] for word in words], float)
    report = cross_modal_report(similarity, image_of_text)
    assert report.image_to_text.recall[1] == 1
    assert report.text_to_image.recall[1] == 14 / 15


# --- Flickr30K ---------------------------------------------------------------------------------


def test_flickr30k_csv_with_the_real_files_broken_line():
    images = benchmarks.flickr30k(FLICKR / "results.csv")
    assert [image.id for image in images] == ["1000000001", "1000000002", "2199200615"]
    assert {len(image.captions) for image in images} == {5}
    assert images[0].captions[3] == "The man holds a brush | and a pot ."
    assert images[2].captions[4] == "A dog plays outside ."
    assert images[2].file == "2199200615.jpg"
    assert images[2].split is None


def test_flickr30k_token_file_says_the_same():
    token, csv = (FLICKR / name for name in ("results_20130124.token", "results.csv"))
    assert benchmarks.flickr30k(token) == benchmarks.flickr30k(csv)


def test_flickr30k_karpathys_file():
    images = benchmarks.flickr30k(FLICKR / "dataset_flickr30k.json")
    assert [(image.id, image.split) for image in images] == [
        ("1000000001", "train"),
        ("1000000002", "val"),
        ("2199200615", "test"),
    ]
    (test,) = benchmarks.flickr30k(FLICKR / "dataset_flickr30k.json", split="test")
    assert test.file == "2199200615.jpg"
    assert test.captions[0] == "A dog jumps over a stick."


def test_flickr30k_captions_are_in_order_of_their_numbers(tmp_path):
    path = tmp_path / "results.csv"
    path.write_text("image_name| comment_number| comment\n1.jpg| 1| b .\n1.jpg| 0| a .\n\n")
    assert benchmarks.flickr30k(path)[0].captions == ("a .", "b .")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "results.csv",
            "image_name| comment_number| comment\n1.jpg; 0; a",
            "line 2: expected name",
        ),
        ("results.csv", "1.jpg| 0\n", r"line 1: expected name.jpg\| number\| caption"),
        ("x.token", "1.jpg#0 spaces, no tab\n", "line 1: expected name.jpg#number, a tab"),
    ],
)
def test_flickr30k_malformed_lines(tmp_path, name, text, words):
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=f"{name}, {words}"):
        benchmarks.flickr30k(tmp_path / name)


def test_flickr30k_splits_need_karpathys_file():
    with pytest.raises(ValueError, match="knows no splits"):
        benchmarks.flickr30k(FLICKR / "results.csv", split="test")


# --- MSR-VTT -----------------------------------------------------------------------------------

VIDEOS = DATA / "msr_vtt" / "train_val_videodatainfo.json"


def test_msr_vtt():
    clips = benchmarks.msr_vtt(VIDEOS)
    assert [clip.id for clip in clips] == ["video0", "video1", "video6513"]
    assert clips[0] == benchmarks.VideoClip(
        id="video0",
        captions=("a lorry climbs a mountain road", "a man talks about his lorry"),
        split="train",
        url="https://www.youtube.com/watch?v=madeUpId001",
        start=137.72,
        end=149.44,
        category=9,
    )
    assert [clip.id for clip in benchmarks.msr_vtt(VIDEOS, "validate")] == ["video6513"]


def test_msr_vtt_errors(tmp_path):
    with pytest.raises(ValueError, match="split must be one of train, validate, test"):
        benchmarks.msr_vtt(VIDEOS, "dev")
    with pytest.raises(ValueError, match="has no clip in split 'test'"):
        benchmarks.msr_vtt(VIDEOS, "test")
    path = broken_copy(VIDEOS, tmp_path, lambda c: c["videos"][1].pop("end time"))
    with pytest.raises(ValueError, match=r"videos\[1\] has no key 'end time'"):
        benchmarks.msr_vtt(path)
    path = broken_copy(VIDEOS, tmp_path, lambda c: c["sentences"][2].update(video_id="video9"))
    with pytest.raises(ValueError, match=r"sentences\[2\]: there is no video .* 'video9'"):
        benchmarks.msr_vtt(path)
    path = broken_copy(VIDEOS, tmp_path, lambda c: c["videos"][0].update(category="music"))
    with pytest.raises(ValueError, match=r"videos\[0\]: 'category' must be int, but is str"):
        benchmarks.msr_vtt(path)


# --- ActivityNet Captions ----------------------------------------------------------------------

TRAIN = DATA / "activitynet" / "train.json"


def test_activitynet():
    first, second = benchmarks.activitynet(TRAIN)
    assert (first.id, first.duration, len(first.segments)) == ("v_madeUpIdAAA", 82.73, 3)
    assert first.segments[1] == (17.37, 60.81, "She glides over the ice and turns.")
    assert second.segments[1].end > second.duration
    (only,) = benchmarks.activitynet(DATA / "activitynet" / "val_1.json")
    assert only.segments[0].sentence == "A cat knocks a glass from a shelf."


def test_activitynet_errors(tmp_path):
    path = broken_copy(TRAIN, tmp_path, lambda c: c["v_madeUpIdAAA"]["timestamps"].pop())
    with pytest.raises(ValueError, match=r"'v_madeUpIdAAA': timestamps and .* are 2 and 3"):
        benchmarks.activitynet(path)
    path = broken_copy(TRAIN, tmp_path, lambda c: c["v_madeUpId-BB"]["timestamps"][0].pop())
    with pytest.raises(ValueError, match=r"'v_madeUpId-BB': segment 0 must be \[start, end\]"):
        benchmarks.activitynet(path)
    path = broken_copy(TRAIN, tmp_path, lambda c: c["v_madeUpId-BB"].pop("duration"))
    with pytest.raises(ValueError, match="'v_madeUpId-BB' has no key 'duration'"):
        benchmarks.activitynet(path)


# --- AudioSet ----------------------------------------------------------------------------------


def test_audioset():
    clips = list(benchmarks.audioset(AUDIOSET / "eval_segments.csv"))
    assert [clip.id for clip in clips] == [
        "--madeUpId1",
        "-0madeUpId2",
        "madeUpId_03",
        "madeUpId-04",
    ]
    assert clips[1] == benchmarks.AudioClip("-0madeUpId2", 420, 430, ("/m/03v3yw", "/m/0k4j"))


@pytest.mark.parametrize("labels", ["class_labels_indices.csv", "ontology.json"])
def test_audioset_label_names(labels):
    clips = list(benchmarks.audioset(AUDIOSET / "eval_segments.csv", AUDIOSET / labels))
    assert clips[1].names == ("Keys jangling", "Car")
    assert clips[3].names == ("Speech", "Male speech, man speaking")
    assert clips[3].labels == ("/m/09x0r", "/m/05zppz")


@pytest.mark.parametrize(
    "line", ["x, 1, 2", "x, one, 2, /m/09x0r", "x, 1, 2, /m/09x0r,/m/0k4j", "x"]
)
def test_audioset_streams_up_to_a_malformed_line(tmp_path, line):
    path = tmp_path / "eval_segments.csv"
    path.write_text((AUDIOSET / "eval_segments.csv").read_text() + line + "\n")
    clips = benchmarks.audioset(path)
    assert len([next(clips) for _ in range(4)]) == 4
    with pytest.raises(ValueError, match=r"eval_segments.csv, line 8: expected YTID, start_sec"):
        next(clips)


def test_audioset_label_files_that_do_not_fit(tmp_path):
    names = tmp_path / "class_labels_indices.csv"
    names.write_text('index,mid,display_name\n0,/m/09x0r,"Speech"\n')
    with pytest.raises(ValueError, match="line 4: label '/t/dd00088' has no name"):
        list(benchmarks.audioset(AUDIOSET / "eval_segments.csv", names))
    names.write_text("/m/09x0r\tSpeech\n")
    with pytest.raises(ValueError, match="line 1: expected index,mid,display_name"):
        benchmarks.audioset(AUDIOSET / "eval_segments.csv", names)


# --- LAION -------------------------------------------------------------------------------------


def test_laion_folder():
    pairs = list(benchmarks.laion(LAION))
    assert [pair.url[-5:] for pair in pairs] == ["a.jpg", "b.png", "c.jpg", "d.jpg"]
    assert pairs[0] == benchmarks.WebPair(
        url="https://example.org/a.jpg",
        text="Blue bicycle against a wall",
        width=640,
        height=480,
        similarity=0.3125,
        punsafe=0.0,
        pwatermark=0.25,
    )
    assert pairs[2] == benchmarks.WebPair("https://example.org/c.jpg", None, similarity=0.34375)


def test_laion_reads_a_file_in_batches(monkeypatch):
    path = LAION / "part-00000-made-sample.snappy.parquet"
    whole = list(benchmarks.laion(path))
    monkeypatch.setattr("course_utils.benchmarks._laion.ROWS", 1)
    assert list(benchmarks.laion(str(path))) == whole
    assert len(whole) == 2


def test_laion_streams_the_first_file_before_it_opens_the_second(tmp_path):
    (tmp_path / "a.parquet").write_bytes(next(iter(sorted(LAION.glob("*.parquet")))).read_bytes())
    (tmp_path / "b.parquet").write_bytes(b"not Parquet")
    pairs = benchmarks.laion(tmp_path)
    assert len([next(pairs), next(pairs)]) == 2
    with pytest.raises(ValueError, match=r"b.parquet: not a Parquet file, or a damaged one"):
        next(pairs)


def test_laion_holds_few_rows_of_a_large_file(tmp_path, monkeypatch):
    n = 60_000
    table = pa.table({"URL": [f"https://example.org/{i:040}.jpg" for i in range(n)]})
    table = table.append_column("TEXT", table["URL"])
    parquet.write_table(table, tmp_path / "large.parquet", row_group_size=1000)
    size = table.nbytes
    del table
    monkeypatch.setattr("course_utils.benchmarks._laion.ROWS", 1000)
    before, most = pa.total_allocated_bytes(), 0
    for i, pair in enumerate(benchmarks.laion(tmp_path)):
        if i % 500 == 0:
            assert pair.text.endswith(f"{i}.jpg")
            most = max(most, pa.total_allocated_bytes() - before)
    assert i == n - 1
    assert most < size / 4


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"url": ["u"], "caption": ["c"], "punsafe": [0.5]}, ("u", "c", None, 0.5)),
        ({"SAMPLE_ID": [1], "URL": ["u"], "TEXT": ["c"], "NSFW": ["?"]}, ("u", "c", None, None)),
        ({"TEXT": ["c"], "WIDTH": [512.0], "URL": ["u"]}, ("u", "c", 512, None)),
    ],
)
def test_laion_column_names_of_other_releases(tmp_path, columns, expected):
    parquet.write_table(pa.table(columns), tmp_path / "x.parquet")
    (pair,) = benchmarks.laion(tmp_path / "x.parquet")
    assert (pair.url, pair.text, pair.width, pair.punsafe) == expected


def test_laion_errors(tmp_path):
    parquet.write_table(pa.table({"URL": ["u"], "prompt": ["c"]}), tmp_path / "x.parquet")
    with pytest.raises(ValueError, match="expected a column TEXT or CAPTION, found URL, prompt"):
        list(benchmarks.laion(tmp_path))
    with pytest.raises(FileNotFoundError, match=r"holds no .*parquet file"):
        benchmarks.laion(DATA)


# --- all of them -------------------------------------------------------------------------------

READERS = ["coco_captions", "flickr30k", "msr_vtt", "activitynet", "audioset", "laion"]


@pytest.mark.parametrize("reader", READERS)
def test_a_missing_file_is_reported_at_the_call(reader, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nowhere.json does not exist: expected .{8}"):
        getattr(benchmarks, reader)(tmp_path / "nowhere.json")
    if reader != "laion":
        with pytest.raises(FileNotFoundError, match="is a folder: expected"):
            getattr(benchmarks, reader)(tmp_path)


@pytest.mark.parametrize("reader", ["coco_captions", "flickr30k", "msr_vtt", "activitynet"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"images": [1,\n2', "line 2: not JSON"),
        (b"version https://git-lfs.github.com/spec/v1\n", "line 1: not JSON"),
        (b"[]", "holds a list, not a dict"),
        (b"\xff\xfe\x00", "not UTF-8 text"),
        (b"", "line 1: not JSON"),
    ],
)
def test_a_malformed_json_file(reader, content, words, tmp_path):
    path = tmp_path / "captions.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=f"captions.json.*{words}.*expected"):
        getattr(benchmarks, reader)(path)


@pytest.mark.parametrize("reader", ["coco_captions", "flickr30k", "msr_vtt"])
def test_another_json_file(reader, tmp_path):
    path = tmp_path / "captions.json"
    path.write_text('{"info": {}}')
    with pytest.raises(ValueError, match=r"captions.json has no key '(images|videos)'"):
        getattr(benchmarks, reader)(path)


def test_text_that_is_not_utf8(tmp_path):
    (tmp_path / "results.csv").write_bytes(b"1.jpg| 0| caf\xe9 .\n")
    with pytest.raises(ValueError, match=r"results.csv: not UTF-8 text"):
        benchmarks.flickr30k(tmp_path / "results.csv")


def test_a_byte_order_mark_does_no_harm(tmp_path):
    for source, reader in [(FLICKR / "results.csv", "flickr30k"), (TRAIN, "activitynet")]:
        copy = tmp_path / source.name
        copy.write_bytes(b"\xef\xbb\xbf" + source.read_bytes())
        assert getattr(benchmarks, reader)(copy) == getattr(benchmarks, reader)(source)


@pytest.mark.parametrize("reader", READERS)
def test_docstrings_name_paper_size_and_licence(reader):
    doc = getattr(benchmarks, reader).__doc__
    assert "Licence: " in doc
    assert "et al. 20" in doc
    numbers = {
        "coco_captions": ["123,287", "113,287", "5,000"],
        "flickr30k": ["31,783", "158,915"],
        "msr_vtt": ["10,000", "200,000"],
        "activitynet": ["20,000", "100,000"],
        "audioset": ["2.08 million", "527"],
        "laion": ["5.85 billion"],
    }
    assert all(number in doc for number in numbers[reader])
