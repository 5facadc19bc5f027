"""Good, odd and bad pictures."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from course_utils.images import MAX_PIXELS, read_image


@pytest.fixture
def picture():
    """Red left half, blue right half, 40 x 20."""
    array = np.zeros((20, 40, 3), np.uint8)
    array[:, :20, 0] = 255
    array[:, 20:, 2] = 255
    return Image.fromarray(array)


def near(colour, expected, tolerance=12):
    return np.abs(np.subtract(colour, expected)).max() <= tolerance


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif", "bmp", "tiff"])
def test_reads_common_formats(tmp_path, picture, suffix):
    path = tmp_path / f"picture.{suffix}"
    picture.save(path)
    image = read_image(path)
    assert (image.mode, image.size) == ("RGB", (40, 20))
    assert near(image.getpixel((5, 10)), (255, 0, 0))
    assert near(image.getpixel((35, 10)), (0, 0, 255))


def test_all_ways_to_give_a_picture_agree(tmp_path, picture):
    path = tmp_path / "picture.png"
    picture.save(path)
    array = np.asarray(picture)
    ways = [path, str(path), path.open("rb"), io.BytesIO(path.read_bytes()), picture, array]
    for way in [*ways, array / 255.0, (array / 255.0).astype(np.float32)]:
        np.testing.assert_array_equal(np.asarray(read_image(way)), array)


def test_exif_orientation_is_applied(tmp_path, picture):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise to see it upright
    path = tmp_path / "turned.jpg"
    picture.save(path, exif=exif, quality=95)
    image = read_image(path)
    assert image.size == (20, 40)
    assert near(image.getpixel((10, 5)), (255, 0, 0))
    assert near(image.getpixel((10, 35)), (0, 0, 255))


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_becomes_white(tmp_path, mode):
    image = Image.new(mode, (8, 8), (0,) * len(mode))
    image.putpixel((0, 0), (0,) * (len(mode) - 1) + (255,))
    path = tmp_path / "alpha.png"
    image.save(path)
    for way in (path, image):
        assert read_image(way).getpixel((4, 4)) == (255, 255, 255)
        assert read_image(way).getpixel((0, 0)) == (0, 0, 0)


def test_half_transparent_is_mixed_with_white():
    assert near(read_image(Image.new("RGBA", (2, 2), (0, 0, 0, 128))).getpixel((0, 0)), (127,) * 3)


def test_palette_with_transparency(tmp_path, picture):
    path = tmp_path / "palette.png"
    palette = picture.quantize(4)
    palette.save(path, transparency=palette.getpixel((5, 10)))
    image = read_image(path)
    assert image.getpixel((5, 10)) == (255, 255, 255)
    assert near(image.getpixel((35, 10)), (0, 0, 255))


def test_sixteen_bit_grey_is_scaled_not_clipped(tmp_path):
    path = tmp_path / "deep.png"
    Image.fromarray(np.full((4, 4), 128 * 257, np.uint16)).save(path)
    assert Image.open(path).mode.startswith("I")
    assert read_image(path).getpixel((0, 0)) == (128, 128, 128)


RAMP = np.tile(np.arange(0, 256, 51), (2, 1))


@pytest.mark.parametrize(
    ("values", "dtype", "mode"),
    [
        (RAMP / 255, np.float32, "F"),
        (RAMP, np.float32, "F"),
        (RAMP * 257, np.float32, "F"),
        (RAMP, np.int32, "I"),
        (RAMP * 257, np.int32, "I"),
        (RAMP, np.uint16, "I;16"),
        (RAMP * 257, np.uint16, "I;16"),
        (RAMP * 257, ">u2", "I;16B"),
    ],
)
def test_greys_of_many_bits_keep_their_brightness(tmp_path, recwarn, values, dtype, mode):
    image = Image.fromarray(values.astype(dtype))
    assert image.mode == mode
    image.save(tmp_path / "deep.tiff")
    for way in (image, tmp_path / "deep.tiff"):
        assert np.array_equal(np.asarray(read_image(way))[..., 1], RAMP)
    assert not recwarn.list


@pytest.mark.parametrize("mode", ["1", "L", "LA", "La", "P", "PA", "RGBa", "RGBX", "CMYK", "YCbCr",
                                  "LAB", "HSV", "I", "F", "I;16", "I;16B"])  # fmt: skip
def test_black_stays_black_and_white_white_in_every_mode(mode):
    grey = Image.fromarray(np.array([[0, 255]], np.uint8))
    for way in ("L", "LA", "RGB", "RGBA"):
        try:
            image = grey.convert(way).convert(mode)
            break
        except ValueError:  # Pillow has no direct way between all modes
            continue
    assert image.mode == mode
    black, white = np.asarray(read_image(image))[0].astype(int)
    assert black.max() <= 1
    assert white.min() >= 254


def test_a_picture_of_twelve_bits_does_not_turn_black_without_a_word():
    with pytest.warns(UserWarning, match=r"^image: .* mode I;16 is above 4080, .* nearly black"):
        image = read_image(Image.fromarray((RAMP * 16).astype(np.uint16)))
    assert image.getpixel((5, 0)) == (16, 16, 16)


@pytest.mark.parametrize(
    "values", [RAMP - 300, RAMP * 1000, np.full((2, 2), np.nan), np.full((2, 2), np.inf)]
)
def test_greys_outside_any_range_are_refused(values):
    with pytest.raises(ValueError, match=r"^image: a picture of mode F with values"):
        read_image(Image.fromarray(values.astype(np.float32)))


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_a_colour_that_stands_for_transparent_becomes_white(tmp_path, mode):
    image = Image.new("RGB", (2, 2)).convert(mode)
    image.save(tmp_path / "keyed.png", transparency=(0, 0, 0) if mode == "RGB" else 0)
    assert read_image(tmp_path / "keyed.png").getpixel((0, 0)) == (255, 255, 255)


def test_cmyk(tmp_path, picture):
    path = tmp_path / "press.jpg"
    picture.convert("CMYK").save(path, quality=95)
    assert Image.open(path).mode == "CMYK"
    assert near(read_image(path).getpixel((5, 10)), (255, 0, 0), 20)


def test_first_frame_of_an_animation(tmp_path):
    path = tmp_path / "moving.gif"
    frames = [Image.new("RGB", (6, 6), colour) for colour in ("red", "blue")]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    assert near(read_image(path).getpixel((0, 0)), (255, 0, 0))
    moved = Image.open(path)
    moved.seek(1)
    assert near(read_image(moved).getpixel((0, 0)), (255, 0, 0))
    assert moved.tell() == 1


def large_png(width, height):
    """The head of a PNG that claims a size, with hardly any data: decoding it would fail."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [(10_500, 16_000), (8001, 8000), (40_000, 40_000)])
def test_too_many_pixels_are_refused_before_decoding(tmp_path, size):
    path = tmp_path / "vast.png"
    path.write_bytes(large_png(*size))
    with pytest.raises(ValueError, match=r"'vast\.png' has .* pixels; .*at most 64 megapixels"):
        read_image(path)


def test_too_large_arrays_and_images():
    vast = np.broadcast_to(np.uint8(0), (MAX_PIXELS // 1000 + 1, 1000))
    with pytest.raises(ValueError, match="megapixels"):
        read_image(vast)


def test_the_warning_of_pillow_does_not_reach_the_reader(tmp_path, recwarn):
    path = tmp_path / "vast.png"
    path.write_bytes(large_png(10_500, 16_000))
    with pytest.raises(ValueError, match="megapixels"):
        read_image(path)
    assert not recwarn.list


def bad_files(folder):
    jpeg = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(jpeg, "JPEG")
    png = io.BytesIO()
    Image.fromarray(noise).save(png, "PNG")
    broken = bytearray(png.getvalue())
    broken[60:90] = bytes(30)
    contents = {
        "truncated.jpg": jpeg.getvalue()[:1500],
        "truncated.png": png.getvalue()[:3000],
        "broken.png": bytes(broken),
        "text.png": b"this is a text, not a picture\n",
        "empty.png": b"",
        "head.jpg": jpeg.getvalue()[:4],
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return list(contents)


def test_bad_files_give_one_clear_sentence(tmp_path):
    for name in bad_files(tmp_path):
        with pytest.raises(ValueError, match=r"^image: ") as caught:
            read_image(tmp_path / name)
        message = str(caught.value)
        assert name in message
        assert "; give " in message
        assert "\n" not in message


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(ValueError, match=r"nowhere\.png' does not exist; give the path"):
        read_image(tmp_path / "nowhere.png")
    with pytest.raises(ValueError, match="is a folder; give"):
        read_image(tmp_path)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.zeros((3, 20, 20), np.uint8), r"shape \(3, 20, 20\)"),
        (np.zeros(5, np.uint8), r"shape \(5,\)"),
        (np.zeros((0, 4, 3), np.uint8), "no pixels"),
        (np.full((4, 4, 3), 200.0), "float from 0 to 1"),
        (np.full((4, 4, 3), np.nan), "float from 0 to 1"),
        (np.zeros((4, 4), np.int32), "uint8 from 0 to 255"),
        (7, "got int"),
        (None, "got NoneType"),
        ([[0, 1]], "got list"),
        (b"cat.png", "got bytes"),
        ("a\0b.png", "does not exist"),
        ("half\ud83d.png", "does not exist"),
        ("a" * 5000, "does not exist"),
        ("~nobody-of-that-name/cat.png", "does not exist"),
        (io.StringIO("a text"), "is not a picture"),
        (np.ma.masked_equal(np.zeros((4, 4), np.uint8), 0), "image must not hold masked"),
        (np.zeros((4, 4), complex), "complex128 values"),
        (np.array("cat.png"), r"shape \(\)"),
    ],
)
def test_bad_values(value, words):
    with pytest.raises(ValueError, match=words):
        read_image(value)


def test_a_damaged_picture_inside_a_pil_image(tmp_path):
    bad_files(tmp_path)
    with (
        Image.open(tmp_path / "truncated.jpg") as image,
        pytest.raises(ValueError, match="damaged"),
    ):
        read_image(image)
