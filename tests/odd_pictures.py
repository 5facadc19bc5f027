"""Ten odd pictures, as a learner's folder may have them, and two files that are no picture."""

from pathlib import Path
from unicodedata import normalize

from PIL import Image

READABLE = {
    "a grey umbrella.png",
    "a ghost.png",
    "a palette.gif",
    "a print.jpg",
    "a dot.png",
    "a large poster.png",
    "a waving flag.gif",
    "a turned umbrella.jpg",
    normalize("NFD", "Ein größerer Äpfel 1.jpg"),
    "赤い傘.webp",
}
UNREADABLE = {"a torn photo.jpg", "notes.jpg", "too large.png"}


def write_odd_pictures(folder: Path, picture: Image.Image) -> None:
    """Write each of them into the folder, all made of one RGB picture."""
    folder.mkdir(parents=True, exist_ok=True)
    grey, other = picture.convert("L"), picture.rotate(90)
    grey.save(folder / "a grey umbrella.png")
    ghost = picture.convert("RGBA")
    ghost.putalpha(grey)
    ghost.save(folder / "a ghost.png")
    picture.quantize().save(folder / "a palette.gif")
    picture.convert("CMYK").save(folder / "a print.jpg")
    picture.resize((1, 1)).save(folder / "a dot.png")
    picture.resize((3000, 2500)).save(folder / "a large poster.png", compress_level=1)
    frames = [other.quantize()]
    picture.quantize().save(folder / "a waving flag.gif", save_all=True, append_images=frames)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to the right to see it
    other.save(folder / "a turned umbrella.jpg", exif=exif, quality=95)
    picture.save(folder / normalize("NFD", "Ein größerer Äpfel 1.jpg"))
    picture.save(folder / "赤い傘.webp")

    whole = (folder / "a print.jpg").read_bytes()
    (folder / "a torn photo.jpg").write_bytes(whole[: len(whole) // 2])
    (folder / "notes.jpg").write_text("milk, bread")
    Image.new("1", (9000, 9000)).save(folder / "too large.png")
