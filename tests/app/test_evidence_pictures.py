"""Pictures of evidence are small, on white, and no file of whatever content harms or stops the program."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app import evidence_pictures
from app.evidence_pictures import kind_of, picture


def test_a_photograph_a_drawing_and_a_page_become_small_pictures_on_white(tmp_path: Path) -> None:
    photo = tmp_path / "ảnh.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # The camera was held upright.
    Image.new("RGB", (1600, 1200), "red").save(photo, exif=exif)
    found = picture(photo, photo.name, 120)
    assert found is not None
    assert found.width < found.height <= 120
    assert found.data[0] > 200

    clear = tmp_path / "sơ đồ.bin"
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(clear, format="PNG")
    found = picture(clear, clear.name, 120)
    assert found is not None
    assert (found.width, found.height, found.data[:3]) == (120, 40, b"\xff\xff\xff")

    paper = tmp_path / "quyết định.pdf"
    canvas = Canvas(str(paper))
    canvas.drawString(100, 700, "1")
    canvas.save()
    found = picture(paper, paper.name, 120)
    assert found is not None
    assert (found.width, 160 < found.height < 175) == (120, True)


def test_files_without_a_picture_have_none(tmp_path: Path) -> None:
    text = tmp_path / "biên bản.txt"
    text.write_text("đã họp", encoding="utf-8")
    assert picture(text, text.name, 120) is None
    assert picture(tmp_path / "không có", "x", 120) is None
    assert kind_of(b"RIFF\0\0\0\0WEBP") == "image"
    assert kind_of(b"RIFF\0\0\0\0AVI ") == ""


def test_hostile_images_give_no_picture_and_no_crash(tmp_path: Path) -> None:
    hostile = {
        "bomb.png": _bomb(),
        "cut.jpg": _cut(),
        "lie.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
        "lie.pdf": b"%PDF-1.7\n",
    }
    for name, data in hostile.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert picture(path, name, 120) is None, name
    large = tmp_path / "large.jpg"
    with large.open("wb") as stream:
        stream.write(b"\xff\xd8\xff")
        stream.truncate(evidence_pictures.LARGEST_FILE + 1)
    assert picture(large, large.name, 120) is None


def _bomb() -> bytes:
    """A PNG of 60,000 × 60,000 pixels in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _cut() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((400, 400), 80).save(stream, "JPEG")
    return stream.getvalue()[:600]
