"""Word documents: numbers as Word writes them, tables, boxes, tracked changes, looks."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.plan_import.readers import read_source
from app.plan_import.readers.docx_numbering import numeral
from app.plan_import.source import TableCell
from tests.app.plan_import.readers.word_parts import abstract, num, p, run, table, write

OUTLINE = abstract(1, ("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")) + abstract(
    2, ("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")
)


def texts(path: Path) -> list[str]:
    return [line.text for line in read_source(path).lines]


def test_numbers_that_word_writes_stand_in_the_text(tmp_path: Path) -> None:
    body = "".join(
        (
            p("MỤC ĐÍCH", num="1"),
            p("Mục đích", num="1", level=1),
            p("Nâng cao", num="1", level=2),
            p("Kịp thời", num="1", level=2),
            p("NỘI DUNG", num="1"),
            p("Kiểm tra", num="1", level=1),
            p("đoạn thường"),
            p("Dự giờ", num="1", level=1),
            p("TỔ CHỨC", num="2"),
            p("Phân công", num="2", level=1),
            p("Chi tiết", num="2", level=2),
        )
    )
    path = write(tmp_path / "a.docx", body, numbering=OUTLINE + num(1, 1) + num(2, 2))
    assert texts(path) == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "a) Nâng cao",
        "b) Kịp thời",
        "II. NỘI DUNG",
        "1. Kiểm tra",
        "đoạn thường",
        "2. Dự giờ",
        "1. TỔ CHỨC",
        "1.1. Phân công",
        "1.1.1. Chi tiết",
    ]


def test_a_list_counts_on_in_another_unless_that_one_says_where_it_starts(tmp_path: Path) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = p("a", num="1") + p("b", num="2") + p("c", num="3") + p("d", num="3") + p("e", num="0")
    path = write(tmp_path / "a.docx", body, numbering=OUTLINE + num(1, 2) + num(2, 2) + num(3, 2, again))
    assert texts(path) == ["1. a", "2. b", "5. c", "6. d", "e"]


def test_a_style_brings_its_number_and_level(tmp_path: Path) -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:pStyle w:val="H1"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="H2"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>'
        "</w:abstractNum>"
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">{more}<w:pPr>{numbered}</w:pPr></w:style>'
        for name, more, numbered in (
            ("H1", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            ("H2", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            ("Own", '<w:basedOn w:val="H2"/>', ""),
        )
    )
    body = p("Phần", style="H1") + p("mục", style="H2") + p("mục", style="Own") + p("Phần", style="H1")
    path = write(tmp_path / "a.docx", body, numbering=levels + num(1, 1), styles=styles)
    assert texts(path) == ["I. Phần", "1.1. mục", "1.2. mục", "II. Phần"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (4, "lowerRoman", "iv"),
        (27, "lowerLetter", "aa"),
        (5, "lowerLetter", "e"),
        (3, "decimalZero", "03"),
        (1, "vietnameseCounting", "một"),
        (15, "cardinalText", "mười lăm"),
        (21, "cardinalText", "hai mươi mốt"),
        (7, "russianLower", "7"),
        (1, "none", ""),
    ],
)
def test_word_counts_in_these_forms(count: int, form: str, printed: str) -> None:
    assert numeral(count, form) == printed


def test_a_bullet_of_a_symbol_font_is_a_dash_and_typed_ones_stay(tmp_path: Path) -> None:
    lists = abstract(1, ("bullet", "\uf0b7"), ("bullet", "o")) + abstract(2, ("bullet", "+"))
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0D8"/></w:r>' + run("bốn")
    body = p("một", num="1") + p("hai", num="1", level=1) + p("ba", num="2") + p(sign) + p("\uf02d năm")
    path = write(tmp_path / "a.docx", body, numbering=lists + num(1, 1) + num(2, 2))
    assert texts(path) == ["• một", "+ hai", "+ ba", "- bốn", "- năm"]


def test_the_letterhead_table_comes_column_by_column_with_its_cells(tmp_path: Path) -> None:
    left = p("CÔNG ĐOÀN NGÀNH") + p("Số: 12/KH-CĐN") + p()
    right = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")
    lines = read_source(write(tmp_path / "a.docx", table([left, right], [p("c"), p("d")]) + p("KẾ HOẠCH"))).lines
    assert [(line.text[:8], line.cell) for line in lines] == [
        ("CÔNG ĐOÀ", TableCell(1, 1, 1)),
        ("Số: 12/K", TableCell(1, 1, 1)),
        ("CỘNG HÒA", TableCell(1, 1, 2)),
        ("Độc lập ", TableCell(1, 1, 2)),
        ("c", TableCell(1, 2, 1)),
        ("d", TableCell(1, 2, 2)),
        ("KẾ HOẠCH", None),
    ]


def test_a_cell_over_several_columns_moves_the_next_one(tmp_path: Path) -> None:
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("a")}</w:tc><w:tc><w:tcPr/>{p("b")}</w:tc></w:tr>'
    inner = table([p("x")])
    body = f"<w:tbl>{wide}<w:tr><w:tc><w:tcPr/>{inner}{p('c')}</w:tc></w:tr></w:tbl>"
    cells = {line.text: line.cell for line in read_source(write(tmp_path / "a.docx", body)).lines}
    assert cells == {
        "a": TableCell(1, 1, 1),
        "b": TableCell(1, 1, 3),
        "x": TableCell(2, 1, 1),
        "c": TableCell(1, 2, 1),
    }


def test_the_text_of_a_box_is_read_once(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{p('Số: 12/KH-CĐN')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:txbx>"
        f"{inside}</wps:txbx></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = p(box + run("KẾ HOẠCH")) + p(
        f"<w:r><w:pict><v:textbox>{inside.replace('12', '13')}</v:textbox></w:pict></w:r>"
    )
    assert texts(write(tmp_path / "a.docx", body)) == ["KẾ HOẠCH", "Số: 12/KH-CĐN", "Số: 13/KH-CĐN"]


def test_deleted_and_hidden_text_is_dropped_and_inserted_text_kept(tmp_path: Path) -> None:
    body = p(
        f"{run('Giao ')}<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins>{run('mới')}</w:ins>"
        f"{run(' ẩn', '<w:vanish/>')}{run(' cho ban')}"
    )
    body += p(run("Nửa đầu "), more="<w:rPr><w:del/></w:rPr>") + p("nửa sau")
    assert texts(write(tmp_path / "a.docx", body)) == ["Giao mới cho ban", "Nửa đầu nửa sau"]


def test_breaks_tabs_and_hyphens_are_text(tmp_path: Path) -> None:
    body = p(f"{run('CÔNG ĐOÀN')}<w:r><w:br/></w:r>{run('TỈNH')}", more='<w:jc w:val="center"/>')
    body += p(f"{run('nối liền')}<w:r><w:br/></w:r>{run('câu trước')}")
    body += p(f"{run('CĐ')}<w:r><w:noBreakHyphen/><w:tab/></w:r>{run('GD')}<w:r><w:softHyphen/></w:r>{run('ĐT')}")
    assert texts(write(tmp_path / "a.docx", body)) == ["CÔNG ĐOÀN", "TỈNH", "nối liền câu trước", "CĐ-\tGDĐT"]


def test_looks_come_through_styles(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Title"><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Title"/><w:rPr><w:caps/></w:rPr></w:style>'
    )
    body = p("Kế hoạch", style="Sub") + p(run("nửa ", "<w:b/>") + run("thường dài hơn"))
    title, half = read_source(write(tmp_path / "a.docx", body, styles=styles)).lines
    assert (title.text, title.bold, title.centred, title.size) == ("KẾ HOẠCH", True, True, 14.0)
    assert (half.bold, half.centred, half.size) == (False, False, None)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_numbers_are_those_that_libreoffice_writes(tmp_path: Path) -> None:
    again = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    lists = OUTLINE + abstract(3, ("decimal", "Điều %1."), ("lowerRoman", "%2)"))
    numbering = lists + num(1, 1) + num(2, 2) + num(3, 3) + num(4, 2, again)
    order = [
        ("1", 0),
        ("1", 1),
        ("1", 2),
        ("1", 2),
        ("1", 0),
        ("1", 1),
        ("2", 0),
        ("2", 1),
        ("2", 2),
        ("2", 1),
        ("2", 0),
    ]
    order += [("3", 0), ("3", 1), ("3", 1), ("3", 0), ("3", 1), ("4", 1)]
    body = "".join(p(f"mục {at}", num=key, level=level) for at, (key, level) in enumerate(order))
    path = write(tmp_path / "a.docx", body, numbering=numbering)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=50)
    theirs = (tmp_path / "a.txt").read_text("utf-8-sig").splitlines()
    assert [re.sub(r"\s+", " ", line).strip() for line in theirs if line.strip()] == texts(path)
