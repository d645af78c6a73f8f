"""The outline of a document from whatever marks it uses (DOMAIN 5.2), wrong and repeated numbers kept and told."""

import pytest

from app.plan_import.labels import roman_value, split_label
from app.plan_import.vocabulary import standard
from tests.app.plan_import.documents import in_tasks, with_body


@pytest.mark.parametrize(
    ("text", "label", "family", "value"),
    [
        ("Phần thứ hai: Nhiệm vụ", "Phần thứ hai:", "part", 2),
        ("PHẦN II NHIỆM VỤ", "PHẦN II", "part", 2),
        ("Điều 3. Tổ chức thực hiện", "Điều 3.", "article", 3),
        ("B. NỘI DUNG", "B.", "upper", 2),
        ("II/. CHỈ TIÊU", "II/.", "roman", 2),
        ("II- CHỈ TIÊU", "II-", "roman", 2),
        ("IV -  Chỉ tiêu", "IV -", "roman", 4),
        ("Il. NỘI DUNG", "Il.", "roman", 2),
        ("1/. Công tác tuyên truyền", "1/.", "number", 1),
        ("3- Kinh phí", "3-", "number", 3),
        ("2) Nội dung", "2)", "number", 2),
        ("1.Mục đích", "1.", "number", 1),
        ("2.3. Đến năm 2030", "2.3.", "decimal2", 3),
        ("1.1 Tuyên truyền", "1.1", "decimal2", 1),
        ("1.2.3. Tuyên truyền", "1.2.3.", "decimal3", 3),
        ("đ) Giám sát", "đ)", "letter", 5),
        ("a/ Thi kiến thức", "a/", "letter", 1),
        ("-Về tổ chức", "-", "dash", None),
        ("– Tổ chức", "–", "dash", None),
        ("• Tổ chức", "•", "bullet •", None),
        ("- + Khả năng", "- +", "plus", None),
        ("Chỉ tiêu 3: Kết nạp", "Chỉ tiêu 3:", "counted", 3),
    ],
)
def test_every_way_of_marking_is_known(text: str, label: str, family: str, value: int | None) -> None:
    found, rest = split_label(text, standard())
    assert found is not None
    assert (found.text, found.family, found.value) == (label, family, value)
    assert rest == text[len(label) :].strip()


@pytest.mark.parametrize(
    "text",
    [
        "100% đoàn viên được tuyên truyền",
        "20/11 là ngày Nhà giáo Việt Nam",
        "02-NQ/TW của Bộ Chính trị",
        "1.500 đoàn viên",
        "Đ/c Nguyễn Văn An phụ trách",
        "phần mềm quản lý đoàn viên",
        "V/v triển khai chương trình phúc lợi",
        "Mục tiêu chung",
        "năm 2026",
        "2,5 triệu đồng",
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert split_label(text, standard()) == (None, text)


def test_roman_numbers_of_scans_are_read() -> None:
    assert [roman_value(text) for text in ("I", "Il", "IV", "lV", "IX", "XIV")] == [1, 2, 4, 4, 9, 14]


def codes(body: str) -> list[tuple[str, int | None]]:
    labels = {"repeated_label", "unexpected_label"}
    draft = with_body(body)
    return [(warning.code, warning.line) for warning in draft.warnings if warning.code in labels]


def test_a_repeated_number_is_kept_and_told() -> None:
    assert codes("I. NHIỆM VỤ\n1. Một việc.\n2. Hai việc.\n2. Ba việc.") == [("repeated_label", 15)]


def test_a_number_out_of_turn_is_told_once() -> None:
    assert codes("3. MỤC TIÊU\nNâng cao.\nII. NHIỆM VỤ\n- Một việc.\nIII. TIẾN ĐỘ") == [("unexpected_label", 12)]


def test_numbers_that_run_on_through_sections_are_no_fault() -> None:
    assert codes("I. NHIỆM VỤ\n1. Một việc.\n2. Hai việc.\nII. TỔ CHỨC THỰC HIỆN\n3. Ban Tổ chức theo dõi.") == []


def test_a_number_that_starts_again_under_an_open_item_goes_below_it() -> None:
    draft = in_tasks("""
        1. Đối với Liên đoàn Lao động tỉnh
        - Ban hành tài liệu.
        2. Đối với công đoàn cơ sở
        1. Giai đoạn 2026 - 2027
        - Xây dựng kế hoạch.
        2. Giai đoạn 2028 - 2030
        - Tổng kết.
        """)
    assert [(task.group, task.path) for task in draft.tasks] == [
        ("Đối với Liên đoàn Lao động tỉnh", ["I.", "1.", "-"]),
        ("Đối với công đoàn cơ sở", ["I.", "2.", "1.", "-"]),
        ("Đối với công đoàn cơ sở", ["I.", "2.", "2.", "-"]),
    ]


def test_headings_without_marks_hold_what_follows_them() -> None:
    draft = in_tasks("""
        Công tác tuyên truyền
        - Tuyên truyền Nghị quyết.
        Công tác nữ công
        - Tổ chức tọa đàm.
        """)
    assert [(task.group, task.text) for task in draft.tasks] == [
        ("Công tác tuyên truyền", "Tuyên truyền Nghị quyết."),
        ("Công tác nữ công", "Tổ chức tọa đàm."),
    ]


def test_paragraphs_under_a_heading_are_its_tasks() -> None:
    draft = in_tasks("""
        1- Công tác chính trị tư tưởng:
        Tiếp tục tuyên truyền các Nghị quyết của Đảng.
        Vận động đoàn viên học tập và làm theo Bác.
        """)
    assert [task.text for task in draft.tasks] == [
        "Tiếp tục tuyên truyền các Nghị quyết của Đảng.",
        "Vận động đoàn viên học tập và làm theo Bác.",
    ]
    assert {task.group for task in draft.tasks} == {"Công tác chính trị tư tưởng"}


def test_lines_broken_by_the_paper_are_joined() -> None:
    body = (
        "- Tiếp tục tuyên truyền, phổ biến các chủ trương của Đảng, chính sách, pháp luật\n"
        "của Nhà nước tới đoàn viên, người lao động trong các loại hình doanh nghiệp và\n"
        "cơ quan, đơn vị. Chú trọng tuyên truyền trên mạng xã hội, các nền tảng số năm\n"
        "2026 - 2030 theo hướng dẫn của Tổng Liên đoàn Lao động Việt Nam và của tỉnh\n"
        "Mẫu.\n"
    ) * 4
    draft = in_tasks(body)
    assert len(draft.tasks) == 4
    assert draft.tasks[0].text.endswith("của tỉnh Mẫu.")
    assert draft.tasks[0].lines == [13, 17]


def test_a_list_by_letters_may_leave_out_the_barred_d() -> None:
    letters = "ABCDE"
    assert codes("\n".join(f"{letter}. CÔNG TÁC {letter}\n- Việc {letter}." for letter in letters)) == []
    assert codes("A. CÔNG TÁC TUYÊN TRUYỀN\n- Việc.\nC. CÔNG TÁC NỮ CÔNG\n- Việc.") == [("unexpected_label", 14)]
