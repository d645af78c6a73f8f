"""Text from before Unicode: found, asked about, converted or kept; what is Unicode stays; what is lost is refused."""

from pathlib import Path

import pytest

from app.errors import BadInput
from app.plan_import.readers import Legacy, LegacyText, read_source, source_of_text
from app.plan_import.readers.syllables import is_syllable, score
from tests.app.plan_import.readers.pdf_pages import Drawing, pdf
from tests.app.plan_import.readers.word_parts import p, run, write

TCVN3 = "T«n s\u00ad träng ®¹o\nPhÇn I: LÞch sö C«ng ®oµn\nPh\u00ad\u00ac\u00adng h\u00adíng"
UNICODE = "Tôn sư trọng đạo\nPhần I: Lịch sử Công đoàn\nPhươưng hướng"


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_old_text_is_asked_about_with_a_line_before_and_after() -> None:
    with pytest.raises(LegacyText) as asked:
        source_of_text(TCVN3, "cu.txt")
    said = asked.value
    assert (said.encoding, said.lines, said.where) == ("tcvn3", 3, "cu.txt")
    assert (said.before, said.after) == ("PhÇn I: LÞch sö C«ng ®oµn", "Phần I: Lịch sử Công đoàn")
    assert "TCVN3 (ABC)" in str(said)


def test_converted_and_kept_text_say_so() -> None:
    converted, kept = (source_of_text(TCVN3, legacy=legacy) for legacy in (Legacy.CONVERT, Legacy.KEEP))
    assert converted.text == UNICODE
    assert kept.text.startswith("T«n")
    assert [warned.code for source in (converted, kept) for warned in source.warnings] == ["legacy_encoding"] * 2


def test_what_a_converter_left_behind_is_found_letter_by_letter() -> None:
    text = "Thực hiện toμn Ngμnh, đ−ợc các cấp chỉ đạo\nxem sđd và s®d; kỳ 2018−2020, 5 μm"
    converted = source_of_text(text, legacy=Legacy.CONVERT).text
    assert converted == "Thực hiện toàn Ngành, được các cấp chỉ đạo\nxem sđd và sđd; kỳ 2018−2020, 5 μm"


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch công tác năm 2026 của Công đoàn",
        "Công đoàn và ô tô, cá và cà, Hà Nội",
        "Chi phí 5 m² ± 2 %, © 2024 Microsoft® Windows® «Tuổi trẻ»",
        "KE HOACH CONG TAC NAM 2026 CUA CONG DOAN",
        "Dự án của Citroën và Peugeot tại Besançon; Großmünster; El Niño",
        "Thỏa ước lao động\nT«n",
    ],
)
def test_unicode_and_other_languages_are_left_alone(text: str) -> None:
    source = source_of_text(text)
    assert (source.text, source.warnings) == (text, ())


def test_lines_of_unicode_among_old_ones_are_not_converted() -> None:
    text = f"{TCVN3}\nĐã được đánh máy lại năm 2005: ô tô\nKÕ ho¹ch c«ng t¸c"
    converted = source_of_text(text, legacy=Legacy.CONVERT).text
    assert converted.split("\n")[-2:] == ["Đã được đánh máy lại năm 2005: ô tô", "Kế hoạch công tác"]


@pytest.mark.parametrize(
    "text",
    [
        "TNG LIN ON LAO NG VIT NAM",
        "K? HO?CH C?NG T?C N?M 2018 C?A BAN",
        "S\ufffd \ufffd K\ufffd ho\ufffdch c\ufffdng t\ufffdc n\ufffdm",
    ],
)
def test_text_whose_letters_are_lost_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(BadInput, match=r"Chữ có dấu trong .* đã mất.*Lấy lại bản gốc") as refused:
        source_of_text(text, "mat.txt")
    assert not isinstance(refused.value, LegacyText)


def test_text_typed_without_any_accents_is_read_and_said() -> None:
    bare = "\n".join(f"{at}. To chuc hoi nghi can bo cong chuc tai don vi" for at in range(1, 9))
    assert [warned.code for warned in source_of_text(bare).warnings] == ["no_accents"]
    one_name = bare.replace("don vi", "đơn vị", 1)
    assert source_of_text(one_name).warnings == ()
    assert source_of_text("To chuc hoi nghi can bo").warnings == ()


def test_a_word_document_in_old_fonts_is_converted_by_its_fonts(tmp_path: Path) -> None:
    body = p(run("céng hoµ x· héi chñ nghÜa", font(".VnTimeH"))) + p(
        run("C«ng ®oµn ", font(".VnTime")) + run("Coâng ñoaøn", font("VNI-Times"))
    )
    body += p(run("s", font(".VnTime")) + f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:softHyphen/></w:r>")
    body += p(run("Số: 12/KH", font("Times New Roman")))
    path = write(tmp_path / "a.docx", body)
    with pytest.raises(LegacyText):
        read_source(path)
    assert [line.text for line in read_source(path, legacy=Legacy.CONVERT).lines] == [
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA",
        "Công đoàn Công đoàn",
        "sư",
        "Số: 12/KH",
    ]


def test_unicode_typed_in_an_old_font_stays(tmp_path: Path) -> None:
    body = p(run("Kế hoạch công tác của Công đoàn", font(".VnTime"))) + p(run("và ô tô", font(".VnTime")))
    source = read_source(write(tmp_path / "a.docx", body))
    assert [line.text for line in source.lines] == ["Kế hoạch công tác của Công đoàn", "và ô tô"]


def test_old_text_in_a_pdf_is_found_by_itself(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        drawing.text("KÕ ho¹ch c«ng t¸c n¨m 2005 cña C«ng ®oµn ngµnh Gi¸o dôc", 85, 100)

    path = pdf(tmp_path / "a.pdf", page)
    with pytest.raises(LegacyText):
        read_source(path)
    assert read_source(path, legacy=Legacy.CONVERT).text == "Kế hoạch công tác năm 2005 của Công đoàn ngành Giáo dục"


def test_syllables_are_known_by_their_shape() -> None:
    assert all(map(is_syllable, ["nghiêng", "quyết", "Đường", "gìn", "khuỷu", "ý", "anh", "Uống"]))
    assert not any(map(is_syllable, ["®¹o", "Vieät", "hoøa", "ngtr", "qwz", "ắế", "ñoaøn"]))
    assert score("Công đoàn") == 1.0
    assert score("abc") == 0.0
