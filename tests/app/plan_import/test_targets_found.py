"""Targets where plans put them: sections, headings that set horizons, marks under task groups, tables."""

from decimal import Decimal

from app.plan_import.draft import Horizon, PlanDraft
from tests.app.plan_import.documents import in_tasks, with_body


def figures(draft: PlanDraft) -> list[tuple[Decimal | None, str, Horizon]]:
    return [(target.value, target.comparator, target.horizon) for target in draft.targets]


def test_the_nearest_heading_that_states_a_time_sets_the_horizon() -> None:
    draft = with_body("""
        I. MỘT SỐ CHỈ TIÊU
        1. Chỉ tiêu hằng năm
        - Phấn đấu có 85% trở lên đoàn viên được học tập.
        2. Chỉ tiêu giai đoạn
        2.1. Đến năm 2028
        - Ít nhất 65% số vụ việc có đại diện công đoàn tham gia.
        2.2. Đến năm 2030
        - Ít nhất 75% số vụ việc có đại diện công đoàn tham gia.
        """)
    assert figures(draft) == [
        (Decimal(85), "at_least", Horizon(kind="yearly")),
        (Decimal(65), "at_least", Horizon(kind="by", until=2028)),
        (Decimal(75), "at_least", Horizon(kind="by", until=2030)),
    ]
    first, second, third = (target.measure for target in draft.targets)
    assert second == third != first


def test_the_year_in_the_name_of_a_part_is_no_horizon_of_its_targets() -> None:
    draft = with_body("B. KẾ HOẠCH CÔNG TÁC NĂM 2026\nI. CHỈ TIÊU\n- Kết nạp 120 đoàn viên.\nII. NHIỆM VỤ\n- Rà soát.")
    assert [target.horizon.kind for target in draft.targets] == ["none"]


def test_targets_under_a_group_of_tasks_are_no_tasks() -> None:
    draft = in_tasks("""
        1. Công tác tuyên truyền
        - Tuyên truyền Nghị quyết.
        * Chỉ tiêu:
        + 100% đoàn viên được học tập.
        2. Chăm lo đời sống
        2.1. Nhiệm vụ
        - Thăm hỏi đoàn viên.
        2.2. Chỉ tiêu
        - Hỗ trợ 20 đoàn viên.
        """)
    assert [(task.group, task.text) for task in draft.tasks] == [
        ("Công tác tuyên truyền", "Tuyên truyền Nghị quyết."),
        ("Chăm lo đời sống", "Thăm hỏi đoàn viên."),
    ]
    assert [target.value for target in draft.targets] == [100, 20]


def test_general_aims_are_no_targets_and_special_ones_are() -> None:
    draft = with_body("""
        I. MỤC TIÊU
        1. Mục tiêu tổng quát
        - Xây dựng tổ chức vững mạnh, 100% đồng thuận.
        2. Mục tiêu cụ thể
        - Hoàn thành kho dữ liệu dùng chung.
        - Có 90% công đoàn cơ sở dùng phần mềm.
        """)
    assert [(target.value, target.comparator) for target in draft.targets] == [(None, "yes"), (90, "at_least")]


def test_a_sentence_of_aims_gives_only_what_can_be_measured() -> None:
    draft = with_body(
        "I. MỤC TIÊU\nXây dựng đội ngũ cán bộ có bản lĩnh vững vàng, góp phần xây dựng tổ chức vững mạnh."
    )
    assert draft.targets == []


def test_a_table_of_targets_gives_one_for_each_claim_and_year() -> None:
    draft = with_body("""
        I. CHỈ TIÊU
        STT\tChỉ tiêu\tĐVT\tNăm 2026\tĐến năm 2028
        1\tĐoàn viên kết nạp mới\tNgười\t500\t2.000
        2\tTỷ lệ công đoàn cơ sở hoàn thành tốt nhiệm vụ\t%\t≥ 85\t≥ 90,5
        3\tTỷ lệ nợ kinh phí\t%\tdưới 3\tdưới 2
        """)
    assert [(one.value, one.unit, one.comparator, one.horizon.until) for one in draft.targets] == [
        (500, "count", "at_least", 2026),
        (2000, "count", "at_least", 2028),
        (85, "percent", "at_least", 2026),
        (Decimal("90.5"), "percent", "at_least", 2028),
        (3, "percent", "less_than", 2026),
        (2, "percent", "less_than", 2028),
    ]
    assert draft.targets[0].text == "Đoàn viên kết nạp mới"
    assert draft.targets[0].lines == [14, 14]
