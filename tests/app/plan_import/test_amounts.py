"""Figures as plans write them: shares, counts, rates, sums; and what is no figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan_import import amounts, claims
from tests.app.plan_import.plan_texts import assert_linear, plan_texts

FIGURES = [
    ("Phấn đấu có 85% trở lên", "85 percent"),
    ("38,05 % số đơn vị", "38.05 percent"),
    ("đạt 99.5% dự toán", "99.5 percent"),
    ("60 phần trăm số đoàn viên", "60 percent"),
    ("từ 80% đến 85%", "80-85 percent"),
    ("đạt 80-85%", "80-85 percent"),
    ("80% - 85% đoàn viên", "80-85 percent"),
    ("kết nạp được 12.500 đoàn viên mới", "12500 count"),
    ("kết nạp 1.250.000 đoàn viên", "1250000 count"),
    ("giai đoạn 2027-2029 kết nạp 640 đoàn viên", "640 count"),
    ("xây dựng 05 (năm) mô hình điểm", "5 count"),
    ("10 nghìn lượt người được tư vấn", "10000 count"),
    ("ít nhất một đoàn viên Công đoàn ưu tú", "1 count"),
    ("tối thiểu hai cuộc giám sát", "2 count"),
    ('100 "Mái ấm công đoàn"', "100 count"),
    ("ít nhất 01 lần/ năm", "1 rate"),
    ("02 cuộc mỗi năm", "2 rate"),
    ("ít nhất một lần/năm", "1 rate"),
    ("1-2 lần/quý", "1-2 rate"),
    ("01 buổi/tháng", "1 rate"),
    ("mỗi quý 01 tin, bài", "1 count"),
    ("l00% đơn vị", "100 percent"),
    ("9O % đơn vị", "90 percent"),
    ("1,5 tỷ đồng", "1.5 money"),
    ("500 triệu đồng", "500 money"),
    ("500.000.000đ", "500000000 money"),
    ("300.000 đồng/suất", "300000 money"),
    ("10 đồng chí đạt chiến sĩ thi đua", "10 count"),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_a_figure_is_read_with_its_kind(text: str, expected: str) -> None:
    shown = [
        f"{amount.value}{f'-{amount.upper}' if amount.upper else ''} {amount.unit}" for amount in amounts.find(text)
    ]
    assert shown == [expected]


@pytest.mark.parametrize("text", [text for text, _ in FIGURES])
def test_a_task_that_holds_a_figure_states_one(text: str) -> None:
    assert claims.states_figure(f"Chỉ đạo, {text}")


@pytest.mark.parametrize(
    "text",
    [
        "giữ thông tin 2 chiều",
        "liên quan đến chương trình 1 và chương trình 2",
        "Nghị quyết 02 của Bộ Chính trị",
        "phòng dịch Covid -19. Mọi đơn vị",
        "xong giai đoạn 1; bắt tay vào giai đoạn 2",
        "trong các năm học 2018 - 2019, 2019 - 2020",
        "kỷ niệm 95 năm ngày thành lập",
        "tháng 6 công đoàn cơ sở báo cáo",
        "Quyết định số 348/QĐ-CĐN ngày 12 tháng 9 năm 2024",
        "Điều 5 Luật Công đoàn",
        "Cách mạng công nghiệp lần thứ 4",
        "lần thứ 12 nhiệm kỳ",
        "một số hoạt động, một cách hiệu quả",
        "lúc 8 giờ 30",
        "Năm học 2022 - 2023 tổ chức hội thi",
        "học tập 12 điều y đức",
        "",
    ],
)
def test_labels_years_and_numbers_of_documents_are_no_figures(text: str) -> None:
    assert amounts.find(text) == ()
    assert not claims.states_figure(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.500", "12500"),
        ("38,05", "38.05"),
        ("38.05", "38.05"),
        ("01", "1"),
        ("một", "1"),
        ("Hai", "2"),
        ("1.234,5", "1234.5"),
        ("x", None),
        ("", None),
    ],
)
def test_a_dot_parts_thousands_and_a_comma_decimals(text: str, value: str | None) -> None:
    assert amounts.number(text) == (None if value is None else Decimal(value))


@given(st.integers(0, 10**9))
def test_a_whole_number_written_with_dots_is_read_back(value: int) -> None:
    assert amounts.number(f"{value:,}".replace(",", ".")) == value


@given(plan_texts())
def test_a_figure_holds_its_own_text_and_figures_stand_in_order(text: str) -> None:
    behind = 0
    for amount in amounts.find(text):
        assert behind <= amount.first < amount.last <= len(text)
        assert text[amount.first : amount.last].rstrip() == amount.text
        behind = amount.last


@pytest.mark.parametrize("unit", ["1", "1.", "1 ", "12.500 ", "ít nhất ", "100% ", "1-", " ", "công đoàn cơ sở "])
def test_reading_figures_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert_linear(amounts.find, unit)


@pytest.mark.parametrize(
    ("text", "value"), [("Ít nhất 63/63 sở có kế hoạch", 63), ("Vận động ủng hộ ít nhất 01 ngày lương", 1)]
)
def test_all_of_so_many_and_days_of_pay_are_counts(text: str, value: int) -> None:
    assert [(amount.value, amount.unit) for amount in amounts.find(text)] == [(Decimal(value), "count")]


@pytest.mark.parametrize("text", ["Chào mừng 11/11 sôi nổi", "Trong 15 ngày làm việc", "theo Quyết định số 15/15-QĐ"])
def test_a_day_and_a_number_of_a_document_are_no_counts(text: str) -> None:
    assert amounts.find(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Vận động ủng hộ Quỹ Mái ấm công đoàn 500 triệu đồng.", "500", "triệu đồng"),
        ("Hằng năm kết nạp mới từ 150 - 200 đoàn viên.", "150", "đoàn viên"),
        ("Mỗi năm thành lập ít nhất 02 CĐCS khu vực ngoài nhà nước", "2", "CĐCS"),
        ("10 nghìn lượt người được tư vấn", "10000", "lượt người"),
        ("kiểm tra ít nhất 01 lần/ năm", "1", "lần/năm"),
        ("trồng 30 gốc phượng", "30", ""),
        ("10 đồng chí đạt chiến sĩ thi đua cơ sở", "10", "đồng chí"),
        ("85% đoàn viên", "85", ""),
    ],
)
def test_a_figure_says_what_it_counts(text: str, value: str, unit: str) -> None:
    assert amounts.counted_in(text, Decimal(value)) == unit
