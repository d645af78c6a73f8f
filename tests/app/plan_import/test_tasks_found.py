"""Tasks with their group, time, lead, scope and details, dated steps, and the same out of tables."""

from datetime import date

import pytest

from app.plan_import.recognise import recognise
from app.plan_import.source import Line, Source, TableCell
from tests.app.plan_import.documents import draft_of, in_tasks, with_body


def spans(body: str) -> list[tuple[date | None, date | None]]:
    return [(task.start, task.end) for task in in_tasks(body).tasks]


def test_a_heading_that_states_a_time_gives_the_time_and_is_no_group() -> None:
    draft = in_tasks("""
        1. Công tác tuyên truyền
        Tháng 8/2026:
        - Phát hành tài liệu.
        Từ tháng 9 đến hết tháng 12/2026
        - Tập huấn cán bộ.
        """)
    assert [(task.group, task.start, task.end) for task in draft.tasks] == [
        ("Công tác tuyên truyền", date(2026, 8, 1), date(2026, 8, 31)),
        ("Công tác tuyên truyền", date(2026, 9, 1), date(2026, 12, 31)),
    ]
    assert [(step.start, step.end, step.text) for step in draft.milestones] == [
        (date(2026, 8, 1), date(2026, 8, 31), "Tháng 8/2026"),
        (date(2026, 9, 1), date(2026, 12, 31), "Từ tháng 9 đến hết tháng 12/2026"),
    ]


def test_quarters_at_the_top_hold_groups_that_start_anew() -> None:
    draft = in_tasks("""
        QUÝ III/2026
        1. Công tác tuyên truyền
        - Tuyên truyền Quốc khánh;
        2. Công tác nữ công
        - Tọa đàm.
        QUÝ IV/2026
        1. Công tác tuyên truyền
        - Kỷ niệm 20/11.
        """)
    assert [(task.group, task.start) for task in draft.tasks] == [
        ("Công tác tuyên truyền", date(2026, 7, 1)),
        ("Công tác nữ công", date(2026, 7, 1)),
        ("Công tác tuyên truyền", date(2026, 10, 1)),
    ]


def test_a_task_s_own_time_goes_before_that_of_its_heading() -> None:
    own, deadline, inherited, none = spans("""
        1. Tháng 5/2026
        - Quý III năm 2026 tổ chức hội thi.
        - Hoàn thành rà soát trước ngày 28/02/2026.
        - Phát động Tháng Công nhân.
        2. Công tác khác
        - Triển khai Nghị quyết số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị.
        """)
    assert own == (date(2026, 7, 1), date(2026, 9, 30))
    assert deadline == (None, date(2026, 2, 28))
    assert inherited == (date(2026, 5, 1), date(2026, 5, 31))
    assert none == (None, None)


@pytest.mark.parametrize("heading", ["Thường xuyên:", "Hằng năm:"])
def test_what_repeats_has_no_window_and_is_no_group(heading: str) -> None:
    draft = in_tasks(f"1. Công tác nữ công\n{heading}\n- Thăm hỏi đoàn viên.")
    assert [(task.group, task.start, task.end) for task in draft.tasks] == [("Công tác nữ công", None, None)]
    assert draft.milestones == []


def test_months_of_spring_in_a_school_year_are_those_of_its_second_year() -> None:
    text = "KẾ HOẠCH\nHoạt động công đoàn năm học 2023 - 2024\n\nI. NỘI DUNG\nTháng 9:\n- Đại hội.\nTháng 3:\n- Kỷ niệm 8/3."
    assert [task.start for task in draft_of(text).tasks] == [date(2023, 9, 1), date(2024, 3, 1)]


def test_parts_of_an_item_are_its_details() -> None:
    draft = in_tasks("""
        1. Công tác thi đua
        - Phát động thi đua:
        + Đăng ký sáng kiến;
        + Biểu dương điển hình.
        - Tổng kết.
        """)
    assert [(task.text, task.details) for task in draft.tasks] == [
        ("Phát động thi đua:", ["Đăng ký sáng kiến;", "Biểu dương điển hình."]),
        ("Tổng kết.", []),
    ]
    assert draft.tasks[0].lines == [14, 16]


@pytest.mark.parametrize(
    ("heading", "scope"),
    [
        ("1. Đối với Liên đoàn Lao động tỉnh", "own"),
        ("1. Đối với công đoàn cơ sở", "passed_down"),
        ("1. Công đoàn cấp trên trực tiếp cơ sở", "passed_down"),
        ("1. Đối với CĐGD các tỉnh, thành phố, các đơn vị trực thuộc", "passed_down"),
        ("1. Các ban Liên đoàn Lao động tỉnh", "own"),
        ("1. Nhiệm vụ của các CĐCS", "passed_down"),
        ("1. Nâng cao chất lượng cán bộ công đoàn cơ sở", "own"),
    ],
)
def test_a_heading_that_names_units_below_passes_its_tasks_down(heading: str, scope: str) -> None:
    assert [task.scope for task in in_tasks(f"{heading}\n- Xây dựng kế hoạch.").tasks] == [scope]


@pytest.mark.parametrize(
    "title", ["YÊU CẦU ĐỐI VỚI CÔNG ĐOÀN XÃ, PHƯỜNG", "MỘT SỐ YÊU CẦU ĐỐI VỚI CÁC CÔNG ĐOÀN CƠ SỞ"]
)
def test_what_a_section_asks_of_units_below_is_passed_down(title: str) -> None:
    draft = with_body(f"I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức.\nII. {title}\n1. Xây dựng kế hoạch của đơn vị.")
    assert [(task.group, task.text, task.scope) for task in draft.tasks] == [
        (title, "Xây dựng kế hoạch của đơn vị.", "passed_down")
    ]


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        (
            "Ban Nữ công chủ trì, phối hợp với Ban Tuyên giáo và Nữ công, Văn phòng tổ chức hội thi.",
            "Ban Nữ công",
            ["Ban Tuyên giáo và Nữ công", "Văn phòng"],
        ),
        ("Tổ chức hội thi (Ban Tổ chức chủ trì).", "Ban Tổ chức", []),
        ("Giao Ban Chính sách - Pháp luật tham mưu chương trình.", "Ban Chính sách - Pháp luật", []),
        ("Tổ chức hội thi. Chủ trì: Ban Tổ chức; phối hợp: Văn phòng, UBKT.", "Ban Tổ chức", ["Văn phòng", "UBKT"]),
        ("Văn phòng làm đầu mối tổng hợp.", "Văn phòng", []),
        ("Ban Chấp hành chủ trì hội nghị.", None, []),
        ("Ban Thường vụ trực tiếp chỉ đạo.", None, []),
        ("Phối hợp với Sở GDĐT tổ chức hội thi.", None, ["Sở GDĐT"]),
        ("Tuyên truyền tới các ban, ngành.", None, []),
    ],
)
def test_lead_and_helpers_are_those_named(text: str, lead: str | None, others: list[str]) -> None:
    task = in_tasks(f"- {text}").tasks[0]
    assert (task.lead, task.collaborators) == (lead, others)


def test_a_heading_that_only_says_who_leads_gives_the_lead() -> None:
    draft = in_tasks("""
        1. Chăm lo đoàn viên
        a) Ban Chính sách - Pháp luật chủ trì, phối hợp với các ban:
        - Tham mưu chương trình chăm lo.
        """)
    task = draft.tasks[0]
    assert (task.group, task.lead, task.collaborators) == (
        "Chăm lo đoàn viên",
        "Ban Chính sách - Pháp luật",
        ["các ban"],
    )


def test_lines_below_a_task_say_when_and_by_whom() -> None:
    draft = in_tasks("""
        1. Hội diễn văn nghệ
        - Nội dung: Thi ca, múa, nhạc.
        - Thời gian: Tháng 6/2026.
        - Đơn vị chủ trì: Ban Tuyên giáo và Nữ công.
        - Đơn vị phối hợp: Văn phòng, Ban Tài chính.
        2. Khảo sát
        - Thời gian: Quý III/2026.
        """)
    first, second = draft.tasks
    assert (first.text, first.lead, first.collaborators) == (
        "Hội diễn văn nghệ",
        "Ban Tuyên giáo và Nữ công",
        ["Văn phòng", "Ban Tài chính"],
    )
    assert (first.start, first.end) == (date(2026, 6, 1), date(2026, 6, 30))
    assert first.details == ["Nội dung: Thi ca, múa, nhạc."]
    assert (second.text, second.start) == ("Khảo sát", date(2026, 7, 1))


def test_a_schedule_gives_dated_steps_and_no_tasks() -> None:
    draft = with_body("""
        I. TIẾN ĐỘ
        1. Quý 3 năm 2026: Triển khai.
        2. Giai đoạn 2027 - 2028: Nhân rộng.
        3. Năm học 2028 - 2029 tổng kết.
        """)
    assert [(step.start, step.end) for step in draft.milestones] == [
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2027, 1, 1), date(2028, 12, 31)),
        (date(2028, 9, 1), date(2029, 8, 31)),
    ]
    assert draft.tasks == []


def test_a_table_of_tasks_says_all_its_columns_know() -> None:
    draft = in_tasks("""
        TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian | Sản phẩm
        I | Công tác tuyên truyền | | | |
        1 | Phát hành tài liệu | Văn phòng | Ban Tổ chức; các ban liên quan | Quý II/2026 | Tài liệu
        2 | Tập huấn | Ban Tổ chức | | Trước 30/11 | 02 lớp
        II | Công tác nữ công | | | |
        3 | Thăm hỏi đoàn viên | Các công đoàn cơ sở | | Thường xuyên |
        """)
    assert [(task.group, task.text, task.lead, task.collaborators) for task in draft.tasks] == [
        ("Công tác tuyên truyền", "Phát hành tài liệu", "Văn phòng", ["Ban Tổ chức", "các ban liên quan"]),
        ("Công tác tuyên truyền", "Tập huấn", "Ban Tổ chức", []),
        ("Công tác nữ công", "Thăm hỏi đoàn viên", "Các công đoàn cơ sở", []),
    ]
    assert [(task.start, task.end) for task in draft.tasks] == [
        (date(2026, 4, 1), date(2026, 6, 30)),
        (None, date(2026, 11, 30)),
        (None, None),
    ]
    assert [task.scope for task in draft.tasks] == ["own", "own", "passed_down"]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Ban Chính sách", "- Pháp luật"], ["Ban Chính sách - Pháp luật"]),
        (["- Ban Tổ chức", "- Văn phòng"], ["Ban Tổ chức", "Văn phòng"]),
        (["Ban Tổ chức;", "- Văn phòng"], ["Ban Tổ chức", "Văn phòng"]),
    ],
)
def test_a_name_broken_at_its_dash_in_a_cell_is_one_name(lines: list[str], names: list[str]) -> None:
    cells = [Line("Nội dung", 1, cell=TableCell(1, 1, 1)), Line("Chủ trì", 2, cell=TableCell(1, 1, 2))]
    cells.append(Line("Tổ chức tập huấn.", 3, cell=TableCell(1, 2, 1)))
    cells += [Line(text, place, cell=TableCell(1, 2, 2)) for place, text in enumerate(lines, 4)]
    (task,) = recognise(Source("thử", "pdf", tuple(cells), whole_paragraphs=False)).tasks
    assert [task.lead, *task.collaborators] == names


def test_times_before_the_plan_was_issued_are_told() -> None:
    draft = in_tasks("- Rà soát xong danh sách trước ngày 31/12/2025.")
    assert [(w.code, w.line) for w in draft.warnings] == [("date_before_issue", 13)]


def test_a_paragraph_between_tasks_is_told_rather_than_guessed() -> None:
    draft = in_tasks(
        "1. Công tác nữ công\n- Tọa đàm.\n2. Công tác khác\nTrong năm các cấp công đoàn cần bám sát cơ sở.\n- Báo cáo."
    )
    assert [task.text for task in draft.tasks] == ["Tọa đàm.", "Báo cáo."]
    assert [(w.code, w.line) for w in draft.warnings] == [("unsure_role", 16)]


def test_a_heading_that_only_says_that_tasks_follow_keeps_the_group_above_it() -> None:
    draft = in_tasks("1. Công tác tuyên truyền\n1.1. Nội dung\n- Tuyên truyền.\n1.2. Biện pháp\n- Mở hội nghị.")
    assert {task.group for task in draft.tasks} == {"Công tác tuyên truyền"}


def test_a_column_of_times_holds_until_the_next_is_written() -> None:
    draft = in_tasks("""
        Thời gian | Nội dung công việc | Người thực hiện
        Tháng 8+9/2026 | Khai giảng. | BCH
         | Đại hội. | BCH
        Tháng 10/2026 | Kỷ niệm 20/10. | Nữ công
        """)
    assert [task.start for task in draft.tasks] == [date(2026, 8, 1), date(2026, 8, 1), date(2026, 10, 1)]
    assert [task.lead for task in draft.tasks] == ["BCH", "BCH", "Nữ công"]


def test_an_unmarked_item_under_a_time_is_a_task() -> None:
    draft = in_tasks(
        "1. Giai đoạn 2026 - 2027\nKiểm tra, giám sát việc triển khai tại các đơn vị;\n- Sơ kết nửa nhiệm kỳ."
    )
    assert [task.text for task in draft.tasks] == [
        "Kiểm tra, giám sát việc triển khai tại các đơn vị;",
        "Sơ kết nửa nhiệm kỳ.",
    ]


def test_a_document_without_a_head_is_read_from_its_first_line() -> None:
    draft = draft_of("""\
        Phát triển đoàn viên năm 2026
        Mục đích, yêu cầu
        Phát triển đoàn viên là việc thường xuyên.
        Nội dung
        1. Rà soát doanh nghiệp chưa có công đoàn
        Thời gian: tháng 3/2026
        Đơn vị thực hiện: Ban Tổ chức
        """)
    assert draft.document.title == "Phát triển đoàn viên năm 2026"
    assert [(task.text, task.start, task.lead) for task in draft.tasks] == [
        ("Rà soát doanh nghiệp chưa có công đoàn", date(2026, 3, 1), "Ban Tổ chức")
    ]


def test_letters_under_a_sentence_that_leads_over_are_its_details() -> None:
    draft = in_tasks("""
        1. Giám sát việc thực hiện các quy chế của đơn vị, cụ thể như sau:
        a) Quy chế dân chủ;
        b) Quy chế chi tiêu.
        2. Thời gian giám sát: Từ tháng 3 đến tháng 11/2026
        """)
    assert [(task.text[:8], task.details) for task in draft.tasks] == [
        ("Giám sát", ["Quy chế dân chủ;", "Quy chế chi tiêu."])
    ]
    assert [(step.start, step.end) for step in draft.milestones] == [(date(2026, 3, 1), date(2026, 11, 30))]
