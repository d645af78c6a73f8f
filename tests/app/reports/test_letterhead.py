"""What the head, the lists, the headings and the figures of a paper say, and where lines break."""

from datetime import date

import pytest

from app.reports.content import Appendix, DocumentNumber, Heading, PlaceDate, closed_blocks, paragraph
from app.reports.layout import ND30
from app.reports.numbers import counted, decimal, long_date, roman
from app.reports.writers.letterhead import (
    addressee_lines,
    appendix_label,
    attached_line,
    date_text,
    heading_lines,
    listed,
    number_line,
    place_date_line,
    recipient_lines,
)
from app.reports.writers.line_breaks import balanced
from tests.app.reports.papers import report, words


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (DocumentNumber("BC-LĐLĐ", 5), "Số: 05/BC-LĐLĐ"),
        (DocumentNumber("KH-CĐN", 118), "Số: 118/KH-CĐN"),
        (DocumentNumber("NQ-TLĐ", 6, "b"), "Số: 06b/NQ-TLĐ"),
    ],
)
def test_numbers_below_ten_get_a_leading_zero(number: DocumentNumber, line: str) -> None:
    assert number_line(number) == line


def test_an_open_number_and_day_leave_room_for_the_hand() -> None:
    assert words(number_line(DocumentNumber("BC-LĐLĐ"))) == "Số: /BC-LĐLĐ"
    assert len(number_line(DocumentNumber("BC-LĐLĐ"))) > 15
    open_day = date_text(PlaceDate("Mẫu", date(2026, 9, 5), day_known=False))
    assert words(open_day) == "ngày tháng 9 năm 2026"
    assert open_day.startswith("ngày \u00a0")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 6, 9), "ngày 09 tháng 6 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_only_days_below_ten_and_months_one_and_two_get_a_leading_zero(day: date, text: str) -> None:
    assert long_date(day) == text
    assert place_date_line(PlaceDate("Mẫu", day)) == f"Mẫu, {text}"


def test_lists_end_with_semicolons_and_one_full_stop() -> None:
    assert listed(("Như trên;", "Lưu: VT, VP.")) == ("Như trên;", "Lưu: VT, VP.")
    assert recipient_lines(report())[-1] == "- Lưu: VT, VP."
    assert addressee_lines(report(addressees=("Tổng Liên đoàn",))) == ("Kính gửi: Tổng Liên đoàn",)
    assert addressee_lines(report(addressees=("A", "B"))) == ("Kính gửi:", "- A;", "- B.")
    assert addressee_lines(report()) == ()


def test_one_appendix_has_no_number_and_several_have_roman_ones() -> None:
    appendix = Appendix("Chỉ tiêu", ())
    assert appendix_label(report(appendices=(appendix,)), 0) == "Phụ lục"
    assert appendix_label(report(appendices=(appendix,) * 4), 3) == "Phụ lục IV"
    line = "(Kèm theo Báo cáo số 05/BC-LĐLĐ ngày 05 tháng 9 năm 2026 của Liên đoàn Lao động tỉnh Mẫu)"
    assert attached_line(report(), appendix) == line
    assert attached_line(report(), Appendix("X", (), attached="(Ban hành kèm theo ...)")) == "(Ban hành kèm theo ...)"


def test_the_text_ends_with_the_closing_mark_in_place_of_its_full_stop() -> None:
    assert closed_blocks(report(blocks=(paragraph("Kính trình."),))) == (paragraph("Kính trình./."),)
    assert closed_blocks(report(blocks=(paragraph("Kính trình./."),))) == (paragraph("Kính trình./."),)
    assert closed_blocks(report(blocks=(paragraph("Kính trình."),), closing=False)) == (paragraph("Kính trình."),)
    heading = Heading(1, "I", "Trống")
    assert closed_blocks(report(blocks=(heading,))) == (heading, paragraph("./."))
    assert closed_blocks(report(blocks=())) == (paragraph("./."),)


def test_headings_are_set_by_level() -> None:
    assert heading_lines(Heading(0, "Phần thứ nhất", "Kết quả"), ND30) == ("Phần thứ nhất", "KẾT QUẢ")
    assert heading_lines(Heading(1, "I", "Đặc điểm"), ND30) == ("I. ĐẶC ĐIỂM",)
    assert heading_lines(Heading(2, "1", "Nữ công"), ND30) == ("1. Nữ công",)
    assert heading_lines(Heading(3, "a", "Chỉ tiêu"), ND30) == ("a) Chỉ tiêu",)


def letters(text: str) -> float:
    return float(len(text))


def test_names_break_between_words_of_sense_and_before_the_place() -> None:
    assert balanced("LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU", 20, letters) == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH MẪU")
    assert balanced("CÔNG ĐOÀN GIÁO DỤC VIỆT NAM", 20, letters) == ("CÔNG ĐOÀN", "GIÁO DỤC VIỆT NAM")
    assert balanced("một hai\nba", 20, letters) == ("một hai", "ba")
    assert balanced("", 20, letters) == ()
    assert balanced("a" * 30 + " b", 20, letters) == ("a" * 30, "b")


def test_a_number_stays_on_the_line_of_its_noun() -> None:
    lines = balanced("Tình hình thực hiện nhiệm vụ quý III năm 2026", 41, letters)
    assert not any(line[0].isdigit() or line.startswith("III") for line in lines)


def test_figures_round_as_people_do() -> None:
    assert [decimal(2.675, 2), decimal(0.05), decimal(-0.25), decimal(1234567.89)] == [
        "2,68",
        "0,1",
        "-0,3",
        "1.234.567,9",
    ]
    assert [counted(3), counted(10), counted(0), counted(1248)] == ["03", "10", "0", "1.248"]
    assert [roman(n) for n in (1, 4, 9, 14, 40, 1994)] == ["I", "IV", "IX", "XIV", "XL", "MCMXCIV"]
    with pytest.raises(ValueError, match="0"):
        roman(0)


def test_room_left_for_the_hand_survives_the_breaking_of_lines() -> None:
    room = "\u00a0" * 8
    assert balanced(f"(Kèm theo Báo cáo số {room}/BC-LĐLĐ)", 1000, len) == (f"(Kèm theo Báo cáo số {room}/BC-LĐLĐ)",)
