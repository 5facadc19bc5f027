"""Benchmark files as spreadsheets, pandas, downloads and other people leave them."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from course_utils import benchmarks
from tests.bad_kinds import bad_paths
from tests.test_benchmarks import (
    AUDIOSET,
    COCO,
    FLICKR,
    LAION,
    READERS,
    TRAIN,
    VIDEOS,
    broken_copy,
)

JSON = {
    "coco_captions": [COCO / "captions_val2014.json", COCO / "dataset_coco.json"],
    "flickr30k": [FLICKR / "dataset_flickr30k.json"],
    "msr_vtt": [VIDEOS],
    "activitynet": [TRAIN],
}
LINES = {
    "flickr30k": [FLICKR / "results.csv", FLICKR / "results_20130124.token"],
    "audioset": [AUDIOSET / "eval_segments.csv"],
}
SAMPLES = [(reader, file) for kinds in (JSON, LINES) for reader in kinds for file in kinds[reader]]
SAMPLES.append(("laion", LAION / "part-00000-made-sample.snappy.parquet"))


def read(reader, path, **options):
    return list(getattr(benchmarks, reader)(path, **options))


@pytest.mark.parametrize("reader", READERS)
def test_paths_of_every_kind(reader, tmp_path):
    for kind, path in bad_paths(tmp_path):
        no_path = kind in ("bytes", "None", "number", "list")
        with pytest.raises(
            ValueError if no_path else FileNotFoundError,
            match="^path must be a path" if no_path else "expected .{8}",
        ):
            read(reader, path)


def test_other_paths_have_their_own_names():
    with pytest.raises(ValueError, match="karpathy must be a path"):
        read("coco_captions", COCO / "captions_val2014.json", karpathy=3)
    with pytest.raises(ValueError, match="label_names must be a path"):
        read("audioset", AUDIOSET / "eval_segments.csv", label_names=3)


@pytest.mark.parametrize(("reader", "file"), SAMPLES)
def test_a_path_may_be_a_text_with_a_tilde(reader, file, monkeypatch):
    monkeypatch.setenv("HOME", str(file.parent))
    assert read(reader, f"~/{file.name}") == read(reader, str(file)) == read(reader, file)


@pytest.mark.parametrize(("reader", "file"), SAMPLES[:-1])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_marks_and_line_ends_of_other_systems_do_no_harm(reader, file, start, end, tmp_path):
    copy = tmp_path / file.name
    copy.write_bytes(start + file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end))
    assert read(reader, copy) == read(reader, file)


@pytest.mark.parametrize(("reader", "file"), SAMPLES)
def test_an_empty_file_is_no_empty_benchmark(reader, file, tmp_path):
    copy = tmp_path / file.name
    copy.write_bytes(b"")
    with pytest.raises(ValueError, match=file.name):
        read(reader, copy)


@pytest.mark.parametrize(
    ("reader", "file"), [s for s in SAMPLES if s[1].suffix in (".json", ".parquet")]
)
def test_a_truncated_file(reader, file, tmp_path):
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])
    with pytest.raises(ValueError, match=file.name):
        read(reader, copy)


def test_a_damaged_page_of_a_table(tmp_path):
    content = bytearray((LAION / "part-00000-made-sample.snappy.parquet").read_bytes())
    content[8:200] = bytes(192)
    (tmp_path / "x.parquet").write_bytes(content)
    with pytest.raises(ValueError, match=r"x\.parquet: not a Parquet file, or a damaged one"):
        read("laion", tmp_path)


@pytest.mark.parametrize(("reader", "file"), [(r, f) for r in JSON for f in JSON[r]])
def test_json_that_only_python_reads(reader, file, tmp_path):
    copy, text = tmp_path / file.name, file.read_text(encoding="utf-8")
    for content, words in (
        ('{"images": NaN}', "holds NaN"),
        ('{"a": 1, "a": 2}', "the key 'a' is there 2 times"),
        ("[" * 100_000, "nested too deeply|not JSON"),
        (text.encode("utf-16").decode("latin-1"), "not JSON"),
    ):
        copy.write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match=f"{file.name}.*({words})"):
            read(reader, copy)


def twice(key):
    return lambda content: content[key].append(content[key][0])


@pytest.mark.parametrize(
    ("reader", "file", "change", "words"),
    [
        ("coco_captions", COCO / "captions_val2014.json", twice("images"), "the image 13 is there"),
        ("coco_captions", COCO / "dataset_coco.json", twice("images"), "the image 15 is there 2"),
        ("flickr30k", FLICKR / "dataset_flickr30k.json", twice("images"), "image '1000000001' is"),
        ("msr_vtt", VIDEOS, twice("videos"), "the clip 'video0' is there 2 times"),
        ("coco_captions", COCO / "captions_val2014.json", dict.clear, "no key 'images'"),
        ("msr_vtt", VIDEOS, lambda c: c["videos"].clear(), "holds no record, expected clips"),
        ("activitynet", TRAIN, dict.clear, "holds no record, expected videos"),
        ("flickr30k", FLICKR / "dataset_flickr30k.json", lambda c: c["images"].clear(), "no rec"),
    ],
)
def test_ids_that_are_there_twice_and_records_that_are_not(reader, file, change, words, tmp_path):
    with pytest.raises(ValueError, match=f"{file.name}.*{words}"):
        read(reader, broken_copy(file, tmp_path, change))


def test_names_of_images_without_an_ending_or_in_a_folder(tmp_path):
    def rename(content):
        for image, name in zip(content["images"], ("100", "f/200.jpg", "a.b.png"), strict=True):
            image["filename"] = name

    path = broken_copy(FLICKR / "dataset_flickr30k.json", tmp_path, rename)
    assert [image.id for image in benchmarks.flickr30k(path)] == ["100", "200", "a.b"]


@pytest.mark.parametrize("name", ["val", "validate", "validation"])
def test_the_validation_split_goes_by_each_of_its_names(name, tmp_path):
    assert [clip.id for clip in benchmarks.msr_vtt(VIDEOS, name)] == ["video6513"]
    images = benchmarks.flickr30k(FLICKR / "dataset_flickr30k.json", split=name)
    assert [image.id for image in images] == ["1000000002"]
    path = broken_copy(VIDEOS, tmp_path, lambda c: c["videos"][2].update(split=name))
    assert [clip.id for clip in benchmarks.msr_vtt(path, "val")] == ["video6513"]


@pytest.mark.parametrize("split", [3, b"val", ["val"], {"val"}, True])
def test_a_split_is_a_name(split):
    for reader in ("coco_captions", "flickr30k", "msr_vtt"):
        with pytest.raises(ValueError, match="split must be a text, but is a "):
            read(reader, JSON[reader][-1], split=split)


@pytest.mark.parametrize(
    "line",
    [
        '#NAME?,30.000,40.000,"/m/09x0r"',  # -0RWZT-miFs, taken for a formula
        '1.23E+10, 30.000, 40.000, "/m/09x0r"',
        ', 30.000, 40.000, "/m/09x0r"',
        'x, nan, 40.000, "/m/09x0r"',
        'x, 30.000, inf, "/m/09x0r"',
        'x, 40.000, 30.000, "/m/09x0r"',
        'x, 30.000, 40.000, ""',
        'x, 30.000, 40.000, "/m/09x0r,"',
        'x, 30.000, 40.000, "/m/09x',  # the end of a truncated file
        'x;30.000;40.000;"/m/09x0r"',
        '"x, 30.000, 40.000, ""/m/09x0r"""',
        "#,,,",
    ],
)
def test_rows_that_a_spreadsheet_broke_are_not_skipped(line, tmp_path):
    path = tmp_path / "eval_segments.csv"
    path.write_text((AUDIOSET / "eval_segments.csv").read_text() + line + "\n")
    with pytest.raises(ValueError, match=r"eval_segments.csv, line 8: expected YTID, start_sec"):
        read("audioset", path)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("name", ["class_labels_indices.csv", "ontology.json"])
def test_label_names_of_other_systems(start, end, name, tmp_path):
    copy = tmp_path / name
    content = (AUDIOSET / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end)
    copy.write_bytes(start + content)
    segments = AUDIOSET / "eval_segments.csv"
    expected = read("audioset", segments, label_names=AUDIOSET / name)
    assert read("audioset", segments, label_names=copy) == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no record"),
        (b"index,mid,display_name\n", "holds no record"),
        (b"index,mid,display_name\n0,/m/09x0r\n", "line 2: expected index,mid,display_name"),
        (b"index,mid,display_name\n0,/m/1,a\n0,/m/1,b\n", "label '/m/1' is there 2 times"),
        (b"index,mid,display_name\n0,/m/1,caf\xe9\n", "not UTF-8 text"),
        (b"index;mid;display_name\n", "line 1: expected index,mid,display_name"),
    ],
)
def test_label_names_that_are_none(content, words, tmp_path):
    (tmp_path / "labels.csv").write_bytes(content)
    with pytest.raises(ValueError, match=f"labels.csv.*{words}"):
        read("audioset", AUDIOSET / "eval_segments.csv", label_names=tmp_path / "labels.csv")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"1.jpg| 0| a ."\n', "line 1: expected name"),
        ("1.jpg| 0| a .\n1.jpg| 0| b .\n", "caption 0 of 1.jpg is there twice"),
        ("image_name| comment_number| comment\n", "holds no record"),
    ],
)
def test_lines_of_captions_that_a_spreadsheet_broke(text, words, tmp_path):
    (tmp_path / "results.CSV").write_text(text)
    with pytest.raises(ValueError, match=f"results.CSV.*{words}"):
        read("flickr30k", tmp_path / "results.CSV")


def table(tmp_path, **columns):
    parquet.write_table(pa.table(columns), tmp_path / "x.parquet")
    return tmp_path / "x.parquet"


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(),
                                  pa.dictionary(pa.int32(), pa.string())])  # fmt: skip
def test_texts_of_a_table_in_any_column_type(kind, tmp_path):
    url, text = (pa.array(v, pa.string()) for v in (["u", None, ""], ["ça", "b", "c"]))
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        url, text = url.cast(pa.binary()), text.cast(pa.binary())
    (pair,) = read("laion", table(tmp_path, URL=url.cast(kind), TEXT=text.cast(kind)))
    assert (pair.url, pair.text) == ("u", "ça")


def test_gaps_of_a_table_are_none(tmp_path):
    url = ["u", "v"]
    widths = pa.array([float("nan"), 512.0])
    first, second = read("laion", table(tmp_path, URL=url, TEXT=[None, "b"], WIDTH=widths))
    assert (first.text, first.width, second.width) == (None, None, 512)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"URL": [1], "TEXT": ["a"]}, "column URL must hold text, but holds int64"),
        ({"URL": ["u"], "TEXT": [["a"]]}, "column TEXT must hold text, but holds list"),
        ({"URL": ["u"], "TEXT": ["a"], "WIDTH": ["512"]}, "WIDTH must hold numbers, but holds str"),
        ({"URL": [b"\xff"], "TEXT": ["a"]}, "holds bytes that are not UTF-8"),
    ],
)
def test_columns_of_another_type(columns, words, tmp_path):
    with pytest.raises(ValueError, match=rf"x\.parquet: .*{words}"):
        read("laion", table(tmp_path, **columns))
