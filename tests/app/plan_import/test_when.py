"""What times mean in a plan: a task's own time, what repeats, horizons of targets; and the laws of reading times."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan_import import when
from app.plan_import.draft import Horizon
from tests.app.plan_import.plan_texts import assert_linear, plan_texts, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổ chức hội nghị sơ kết, hoàn thành trong quý I/2026.", "2026-01-01..2026-03-31"),
        ("Hoàn thành trước ngày 28/02/2026 việc rà soát quy hoạch", "until 2026-02-28"),
        ("Tổ chức Hội thao công đoàn (tháng 11/2025).", "2025-11-01..2025-11-30"),
        ("Tập huấn cán bộ công đoàn, tháng 9/2025.", "2025-09-01..2025-09-30"),
        ("Trong quý II/2025, mở hội nghị đối thoại định kỳ", "2025-04-01..2025-06-30"),
        ("Năm học 2022 - 2023 mở hội thi", "2022-09-01..2023-08-31"),
        ("Tổng kết việc thực hiện Chương trình vào quý 3 năm 2028.", "2028-07-01..2028-09-30"),
        ("Hoàn thành việc bàn giao chậm nhất là ngày 30/6/2025", "until 2025-06-30"),
        ("Kiểm tra 06 đơn vị từ tháng 4 đến tháng 10/2025", "2025-04-01..2025-10-31"),
        ("Tổ chức Tết sum vầy năm 2026 (từ 15/01/2026 đến 10/02/2026)", "2026-01-15..2026-02-10"),
        ("Rà soát quy chế; thời gian: quý IV/2025", "2025-10-01..2025-12-31"),
        ("Dự kiến tháng 3/2026 tổ chức Đại hội", "2026-03-01..2026-03-31"),
        ("Khảo sát doanh nghiệp chưa có tổ chức công đoàn: Quý II/2026.", "2026-04-01..2026-06-30"),
        ("Hội nghị tổng kết: 12/2026", "2026-12-01..2026-12-31"),
        ("Vận động thành lập CĐCS trong các năm 2026, 2027.", "2026-01-01..2027-12-31"),
        ("Hội nghị tổng kết năm 2025, nhiệm vụ năm 2026 (tháng 01/2026)", "2026-01-01..2026-01-31"),
        ("Từ năm 2025, áp dụng phần mềm quản lý đoàn viên", "since 2025-01-01"),
        ("Tổ chức hội thao tháng 9/2025", "2025-09-01..2025-09-30"),
        ("Dự thảo chương trình năm 2026", ""),
        ("Họp giao ban ngày 05/9/2025", "2025-09-05"),
        ("Hoàn thiện báo cáo tháng 9/2025", ""),
        ("Báo cáo kết quả hoạt động quý III năm 2025", ""),
        ("Xây dựng kế hoạch năm 2026", ""),
        ("Phát động thi đua giai đoạn 2024-2028 “Dạy tốt”", ""),
        ("Tổ chức Đại hội công đoàn cơ sở nhiệm kỳ 2025 - 2030", ""),
        ("Kỷ niệm 96 năm thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2025)", ""),
        ("Tổ chức chào mừng ngày 20/11/2025", ""),
        ("Thực hiện Nghị quyết số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị", ""),
        ("Gửi báo cáo trước ngày 15/6 và 15/12 hằng năm", ""),
    ],
)
def test_a_task_has_the_time_that_it_sets_for_itself_and_none_that_it_only_names(text: str, expected: str) -> None:
    assert shown(when.own_time(text, year=2025)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hằng năm, tổ chức sơ kết", "yearly"),
        ("Hàng năm", "yearly"),
        ("mỗi năm ít nhất một lần", "yearly"),
        ("ít nhất 01 lần/năm", "yearly"),
        ("Định kỳ 6 tháng báo cáo", "half_yearly"),
        ("06 tháng một lần", "half_yearly"),
        ("Định kỳ hằng quý báo cáo kết quả", "quarterly"),
        ("mỗi quý họp một lần", "quarterly"),
        ("hàng tháng", "monthly"),
        ("Thường xuyên rà soát, đánh giá", "continuous"),
        ("Hằng tuần phát thanh", "weekly"),
        ("từng học kỳ", "half_yearly"),
        ("Tổ chức tổng kết", None),
        ("năm 2025", None),
    ],
)
def test_what_repeats_is_known_by_its_words(text: str, expected: str | None) -> None:
    assert when.recurring(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Hằng năm:", "yearly"), ("2. Thường xuyên", "continuous"), ("Hằng năm tổ chức", None)]
)
def test_a_heading_may_state_nothing_but_how_often(text: str, expected: str | None) -> None:
    assert when.only_recurring(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "since", "until"),
    [
        ("1. Chỉ tiêu hàng năm", "yearly", None, None),
        ("Chỉ tiêu hằng năm", "yearly", None, None),
        ("Mỗi năm", "yearly", None, None),
        ("2.1. Đến năm 2023", "by", None, 2023),
        ("Đến hết năm 2025", "by", None, 2025),
        ("Mục tiêu đến 2030", "by", None, 2030),
        ("tầm nhìn đến năm 2045", "by", None, 2045),
        ("Đến cuối năm 2028, phấn đấu", "by", None, 2028),
        ("Chỉ tiêu năm 2026", "by", None, 2026),
        ("Trong năm 2026", "by", None, 2026),
        ("II. CHỈ TIÊU CÔNG TÁC NĂM 2026", "by", None, 2026),
        ("Chỉ tiêu nhiệm vụ hằng năm", "yearly", None, None),
        ("Các chỉ tiêu chương trình giai đoạn 2024-2028", "span", 2024, 2028),
        ("Đến năm 2030, tầm nhìn đến năm 2045", "by", None, 2030),
        ("giai đoạn 2021-2023", "span", 2021, 2023),
        ("Giai đoạn 2021 – 2025:", "span", 2021, 2025),
        ("giai đoạn từ năm 2021 đến năm 2025", "span", 2021, 2025),
        ("từ năm 2021 đến năm 2025", "span", 2021, 2025),
        ("Chỉ tiêu 2026-2030", "span", 2026, 2030),
        ("năm học 2022 - 2023", "school_year", 2022, 2023),
        ("Chỉ tiêu năm học 2025-2026", "school_year", 2025, 2026),
        ("đến hết nhiệm kỳ", "term", None, None),
        ("Trong nhiệm kỳ", "term", None, None),
        ("Chỉ tiêu nhiệm kỳ 2023 - 2028", "term", 2023, 2028),
        ("toàn khóa", "term", None, None),
    ],
)
def test_a_heading_or_sentence_sets_the_horizon_of_targets(
    text: str, kind: str, since: int | None, until: int | None
) -> None:
    assert when.horizon(text) == Horizon(kind=kind, since=since, until=until)


@pytest.mark.parametrize(
    "text",
    [
        "MỘT SỐ CHỈ TIÊU",
        "theo Luật Công đoàn năm 2024",
        "học tập Nghị quyết Đại hội Công đoàn tỉnh nhiệm kỳ 2023 - 2028",
        "tăng so với năm 2024",
        "xây dựng kế hoạch hằng năm",
        "2. Về công tác nữ công",
        "",
    ],
)
def test_a_heading_without_a_time_sets_no_horizon(text: str) -> None:
    assert when.horizon(text) is None


@given(plan_texts(), st.none() | st.integers(1990, 2100))
def test_a_window_holds_its_own_text_and_windows_stand_in_order(text: str, year: int | None) -> None:
    behind = 0
    for window in when.windows(text, year=year):
        assert behind <= window.first < window.last <= len(text)
        assert text[window.first : window.last] == window.text
        assert window.start <= window.end
        behind = window.last


@given(plan_texts())
def test_no_text_is_too_odd_to_be_asked_for_its_time(text: str) -> None:
    when.only_time(text, year=2025)
    when.own_time(text, year=2025)
    when.only_recurring(text)
    when.recurring(text)
    when.horizon(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_figures_and_from_words(day: date) -> None:
    for text in (
        f"ngày {day:%d/%m/%Y}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day.day}-{day.month}-{day.year}",
    ):
        assert [shown(window) for window in when.windows(text)] == [str(day)]


@pytest.mark.parametrize(
    "unit", ["tháng ", "năm ", "từ ", "1 ", "quý i, ", "ngày 5, ", "12/", " ", "(", "công đoàn cơ sở "]
)
def test_reading_times_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert_linear(lambda text: when.windows(text, year=2025), unit)
