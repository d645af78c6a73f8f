"""Text that a scan, a font or a converter damaged is told by line, and nothing else is (DOMAIN 4.1)."""

import pytest

from app.plan_import.damage import damaged
from app.plan_import.source import Line


def codes(*texts: str) -> list[tuple[str, int | None]]:
    return [(w.code, w.line) for w in damaged([Line(text, number) for number, text in enumerate(texts, 1)])]


@pytest.mark.parametrize(
    "text",
    [
        "nhằm phát trin kinh tế - xã hội",
        "Đại hội đại biểu toàn quc",
        "tổ chức Cơng đoàn các cấp",
        "nâng cao trình độ chun mơn",
        "trao đổi dịng thông tin",
        "công tác tổ chfíc cán bộ",
        "*caí C&KP; VP.*",
        "CÐGD tỉnh Mẫu",
        "thc hiện tt nhiệm vụ",
    ],
)
def test_a_line_with_a_damaged_word_is_told(text: str) -> None:
    assert codes("Một dòng lành.", text) == [("damaged_text", 2)]


@pytest.mark.parametrize("text", ["T«n s träng ®¹o", "toμn Ngμnh", "LÞch sö ®¶ng bé"])
def test_what_is_left_of_an_old_encoding_is_told(text: str) -> None:
    assert codes(text) == [("legacy_encoding", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành việc chuyển đổi, quán triệt Nghị quyết; khuyến khích, quyết toán, nghiêm túc",
        "Uỷ ban Kiểm tra, thoả ước, hoà giải, quí III, giữ gìn, giấy, gì, giếng, quốc, quân, quyền, quýt",
        "Website, Facebook, Zalo, email, Covid-19, video clip, fanpage, online, internet, marathon, logo, km, kg",
        "CBNGNLĐ, CĐCTTTCS, TƯLĐTT, GDĐT, CĐGDVN, KCN, ĐVCĐ, UBKT, đ/c, TP, ThS., b/c, t/h, v.v.",
        "Krông Pắc, Đắk Lắk, Kon Plông, Ia Grai, A Lưới, Mường Tè, Ngọc Hiển, Bờ Y",
        "ngoèo, khuỷu, xoong, loong coong, huơ, thuở, khuya, nguệch ngoạc, tuýp, boong",
        "nghiệp vụ, nghệ thuật, ngoài giờ, kỳ nghỉ, chỉ tiêu, kế hoạch, giáo viên, giỏi việc trường",
        "Lưu: VT, BToC. Số: 07/KH-CĐN; 02-NQ/TW; a) b) c) đ)",
    ],
)
def test_sound_text_is_not_told(text: str) -> None:
    assert codes(text) == []
