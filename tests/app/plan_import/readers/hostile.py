"""Files made to harm whoever reads them, each written by code; ``CASES`` names them all. Sizes are small, what they unpack to is not."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.app.plan_import.readers.word_parts import document, p, table, write

Maker = Callable[[Path], None]
MILLION = 1_000_000


def _noise(at: int) -> str:
    """Letters that do not pack well, so that the container looks honest."""
    return f"{at * 2654435761 % 4294967296:08x}"


def entities(path: Path) -> None:
    """Billion laughs."""
    names = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{names}]>'
    write(path, "", main=document(p("&l9;")).replace('<?xml version="1.0" encoding="UTF-8"?>', head))


def external_entity(path: Path) -> None:
    """A file of the reader's machine as text."""
    head = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    write(path, "", main=document(p("&x;")).replace('<?xml version="1.0" encoding="UTF-8"?>', head))


def entities_in_utf16(path: Path) -> None:
    """The same in an encoding that a search for bytes overlooks."""
    head = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "ha">]>'
    main = document(p("&a;")).replace('<?xml version="1.0" encoding="UTF-8"?>', head)
    write(path, "", main=main.encode("utf-16"))


def odd_encoding(path: Path) -> None:
    """An encoding that nobody knows."""
    write(path, "", main=document(p("Kế hoạch")).replace("UTF-8", "UT-8"))


def wide_encoding(path: Path) -> None:
    """An encoding of several bytes a letter."""
    write(path, "", main=document(p("Ke hoach")).replace("UTF-8", "gb18030"))


def deep(path: Path) -> None:
    """Elements within elements."""
    write(path, "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)


def deep_runs(path: Path) -> None:
    """Runs within links within a paragraph."""
    write(path, "<w:p>" + "<w:hyperlink>" * 50_000 + "</w:hyperlink>" * 50_000 + "</w:p>")


def deep_boxes(path: Path) -> None:
    """Text boxes within text boxes."""
    levels = 60
    opened = "<w:p><w:r><w:pict><w:txbxContent>" * levels
    write(path, opened + p("x") + "</w:txbxContent></w:pict></w:r></w:p>" * levels)


def million_paragraphs(path: Path) -> None:
    """More paragraphs than any plan."""
    write(path, "".join(f"<w:p><w:r><w:t>{_noise(at)}</w:t></w:r></w:p>" for at in range(MILLION)))


def million_empty_paragraphs(path: Path) -> None:
    """Nothing, a million times."""
    write(path, "".join(f'<w:p w:x="{_noise(at)}"/>' for at in range(MILLION)))


def million_runs(path: Path) -> None:
    """One paragraph of single letters."""
    write(path, "<w:p>" + "".join(f"<w:r><w:t>{_noise(at)}</w:t></w:r>" for at in range(MILLION)) + "</w:p>")


def huge_table(path: Path) -> None:
    """A table of half a million cells."""
    write(path, table(*([p(_noise(10 * row + at)) for at in range(10)] for row in range(50_000))))


def huge_attribute(path: Path) -> None:
    """Sixteen megabytes in one attribute."""
    write(path, f'<w:p w:x="{"".join(map(_noise, range(2 * MILLION)))}"/>')


def style_circle(path: Path) -> None:
    """Styles that build on each other in a circle; a list that points to itself."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="A"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    write(path, p("Kế hoạch công tác", style="A", num="1"), styles=styles, numbering=numbering)


def numbers_without_end(path: Path) -> None:
    """List numbers and levels that are no numbers, or as long as a line."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="{"9" * 5000}"><w:start w:val="{"9" * 5000}"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%3%9"/></w:lvl><w:lvl w:ilvl="0"><w:start w:val="-99999999"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    write(path, p("Kế hoạch công tác", num="1"), numbering=numbering)


def flat_bomb(path: Path) -> None:
    """Ten gigabytes of zeros in ten megabytes: here a quarter of a gigabyte, which is too much already."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        with container.open("word/document.xml", "w") as part:
            for _ in range(250):
                part.write(bytes(MILLION))


def nested_bomb(path: Path) -> None:
    """Archives within archives; none but the outermost is ever opened."""
    inner = b"0" * MILLION
    for _ in range(6):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
            for at in range(10):
                container.writestr(f"{at}.zip", inner)
        inner = stream.getvalue()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("word/document.xml", document(p("Kế hoạch công tác")))
        container.writestr("word/embeddings/x.zip", inner)


def _entry(name: bytes, data: bytes, plain: int, crc: int, at: int) -> tuple[bytes, bytes]:
    """A local header and its line in the directory."""
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, crc, len(data), plain, len(name), 0)
    line = struct.pack("<IH", 0x02014B50, 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    return struct.pack("<I", 0x04034B50) + common + name, line


def overlapping_bomb(path: Path) -> None:
    """Many parts that share the same packed bytes."""
    plain = bytes(MILLION)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(plain) + packer.flush()
    lines = []
    head, _ = _entry(b"[Content_Types].xml", data, MILLION, zlib.crc32(plain), 0)
    for at in range(150):
        name = b"[Content_Types].xml" if at == 0 else f"word/p{at:013}.xml".encode()[:19]
        lines.append(_entry(name, data, MILLION, zlib.crc32(plain), 0)[1])
    listing = b"".join(lines)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(lines), len(lines), len(listing), len(head) + len(data), 0)
    path.write_bytes(head + data + listing + end)


def many_parts(path: Path) -> None:
    """More parts than any document has."""
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        for at in range(5000):
            container.writestr(f"word/{at}.xml", "")


def names_with_paths(path: Path) -> None:
    """A part that wants to lie elsewhere."""
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("word/document.xml", document(p("Kế hoạch")))
        container.writestr("../../evil.exe", "x")


def twice_the_same(path: Path) -> None:
    """Two parts of one name: one checker sees the first, one reader the second."""
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("word/document.xml", document(p("Kế hoạch")))
        container.writestr("word/DOCUMENT.xml", document(p("khác")))


def turned_letters(path: Path) -> None:
    """Marks that turn the direction of writing, and other unseen letters."""
    write(path, p("Kế hoạch \u202eexe.txt\u202c\u200b\ufeff số\u00ad 1"))


def nul_text(path: Path) -> None:
    """Zeros in a text."""
    path.write_bytes("Kế hoạch\0 công tác\0\0 năm 2026\n".encode())


def hundred_megabytes(path: Path) -> None:
    """A text that is too long."""
    with path.open("wb") as stream:
        for _ in range(100):
            stream.write(b"Ke hoach cong tac nam 2026\n" * 37_037)


def one_endless_line(path: Path) -> None:
    """Ten megabytes without a line end."""
    path.write_text("Kế hoạch công tác năm 2026 " * 400_000, "utf-8")


def many_lines(path: Path) -> None:
    """A million lines of one letter."""
    path.write_text("a\n" * MILLION, "utf-8")


def _pdf(*objects: bytes, root: int = 1) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for at, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % at + content + b"\nendobj\n"
    table_at = len(data)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, table_at)
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows + trailer


def _stream(data: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n" % (len(data), filters) + data + b"\nendstream"


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
    b"/XObject << /X 6 0 R >> >> >>"
)


def _page(content: bytes, *more: bytes) -> bytes:
    return _pdf(_CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", _PAGE, content, _FONT, *more)


def pdf_bomb(path: Path) -> None:
    """A page whose content unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * MILLION) for _ in range(1000)) + packer.flush()
    path.write_bytes(_page(_stream(data, b"/FlateDecode")))


def pdf_double_bomb(path: Path) -> None:
    """The same, packed twice: a few kilobytes."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * MILLION) for _ in range(1000)) + packer.flush()
    path.write_bytes(_page(_stream(zlib.compress(data, 9), b"[/FlateDecode /FlateDecode]")))


def pdf_many_letters(path: Path) -> None:
    """Ten million letters on one page."""
    content = (
        b"BT /F 9 Tf 50 700 Td "
        + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj 0 -0.01 Td " * 200_000
        + b"ET"
    )
    path.write_bytes(_page(_stream(zlib.compress(content, 9), b"/FlateDecode")))


def pdf_many_lines(path: Path) -> None:
    """A drawing of half a million strokes."""
    content = b"BT /F 9 Tf 50 700 Td (Ke hoach) Tj ET " + b"1 1 m 500 1 l S 1 1 m 1 500 l S " * 250_000
    path.write_bytes(_page(_stream(zlib.compress(content, 9), b"/FlateDecode")))


def pdf_endless_pages(path: Path) -> None:
    """A hundred million pages, it says."""
    path.write_bytes(_pdf(_CATALOG, b"<< /Type /Pages /Count 100000000 /Kids [3 0 R] >>", _PAGE, b"<< >>", _FONT))


def pdf_page_circle(path: Path) -> None:
    """Pages whose children are their parents."""
    path.write_bytes(_pdf(_CATALOG, b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"))


def pdf_many_pages(path: Path) -> None:
    """The same page, two thousand times."""
    kids = b"3 0 R " * 2000
    content = _stream(zlib.compress(b"BT /F 9 Tf 50 700 Td (Ke hoach) Tj ET"), b"/FlateDecode")
    path.write_bytes(_pdf(_CATALOG, b"<< /Type /Pages /Count 2000 /Kids [" + kids + b"] >>", _PAGE, content, _FONT))


def pdf_form_circle(path: Path) -> None:
    """A form that draws itself, twice."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 10 >>"
    path.write_bytes(
        _page(_stream(zlib.compress(b"/X Do"), b"/FlateDecode"), form + b"\nstream\n/X Do /X Do\nendstream")
    )


def pdf_deep(path: Path) -> None:
    """Lists within lists."""
    path.write_bytes(_pdf(_CATALOG, b"<< /Type /Pages /Count 1 /Kids " + b"[" * 500_000 + b"]" * 500_000 + b" >>"))


def pdf_huge_page(path: Path) -> None:
    """A page as wide as a town."""
    path.write_bytes(_page(b"<< /Length 0 >>\nstream\n\nendstream").replace(b"595 842", b"9e9 9e9"))


CASES: tuple[Maker, ...] = (
    *(
        entities,
        external_entity,
        entities_in_utf16,
        odd_encoding,
        wide_encoding,
        deep,
        deep_runs,
        deep_boxes,
        million_paragraphs,
    ),
    *(million_empty_paragraphs, million_runs, huge_table, huge_attribute, style_circle, numbers_without_end),
    *(flat_bomb, nested_bomb, overlapping_bomb, many_parts, names_with_paths, twice_the_same, turned_letters),
    *(nul_text, hundred_megabytes, one_endless_line, many_lines),
    *(pdf_bomb, pdf_double_bomb, pdf_many_letters, pdf_many_lines, pdf_endless_pages, pdf_page_circle),
    *(pdf_many_pages, pdf_form_circle, pdf_deep, pdf_huge_page),
)
"""Every way of doing harm that is known here."""
