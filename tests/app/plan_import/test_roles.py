"""What the sections of a plan are for, by their titles and synonyms (DOMAIN 5.2)."""

import pytest

from app.plan_import.vocabulary import Vocabulary, standard
from tests.app.plan_import.documents import with_body

TARGETS = ["CHỈ TIÊU", "MỘT SỐ CHỈ TIÊU", "CÁC CHỈ TIÊU", "CHỈ TIÊU PHẤN ĐẤU", "MỤC TIÊU, CHỈ TIÊU", "Chỉ tiêu chủ yếu"]
TASKS = [
    "NHIỆM VỤ, GIẢI PHÁP",
    "NHIỆM VỤ VÀ GIẢI PHÁP",
    "NHIỆM VỤ TRỌNG TÂM",
    "GIẢI PHÁP THỰC HIỆN",
    "NỘI DUNG",
    "NỘI DUNG VÀ TIẾN ĐỘ TRIỂN KHAI",
    "NỘI DUNG KẾ HOẠCH",
    "HOẠT ĐỘNG",
    "Kế hoạch cụ thể",
    "PHƯƠNG HƯỚNG, NHIỆM VỤ",
]
ORGANISATION = ["TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG THỰC HIỆN", "PHÂN CÔNG NHIỆM VỤ", "Tổ chức thực hiện"]
SILENT = [
    "MỤC ĐÍCH, YÊU CẦU",
    "MỤC ĐÍCH-YÊU CẦU",
    "Mục đích, ý nghĩa",
    "QUAN ĐIỂM",
    "ĐẶC ĐIỂM TÌNH HÌNH",
    "TÌNH HÌNH CHUNG",
    "CƠ SỞ ĐỂ XÂY DỰNG KẾ HOẠCH",
    "ĐỐI TƯỢNG, PHẠM VI",
    "KINH PHÍ",
    "Kinh phí tổ chức",
]
SCHEDULE = ["TIẾN ĐỘ", "LỘ TRÌNH", "THỜI GIAN THỰC HIỆN", "Thời gian, địa điểm"]
LINE = "- Công đoàn cơ sở tổ chức hội nghị cho 90% đoàn viên trong quý III năm 2026."


@pytest.mark.parametrize(
    ("titles", "kind"),
    [(TARGETS, "targets"), (TASKS, "tasks"), (ORGANISATION, "duties"), (SILENT, None), (SCHEDULE, "milestones")],
)
def test_the_title_of_a_section_says_what_its_lines_become(titles: list[str], kind: str | None) -> None:
    for title in titles:
        for marked in (f"II. {title}", f"2- {title}:", title.upper()):
            draft = with_body(f"{marked}\n{LINE}")
            found = {name for name in ("targets", "tasks", "duties", "milestones") if getattr(draft, name)}
            assert found == ({kind} if kind else set()), marked


def test_a_section_nobody_knows_is_taken_for_tasks_and_told() -> None:
    draft = with_body("I. NHIỆM VỤ\n- Một việc cần làm.\nII. VẬN HÀNH CỔNG THÔNG TIN\n- Đăng tin hằng tuần.")
    assert [task.text for task in draft.tasks] == ["Một việc cần làm.", "Đăng tin hằng tuần."]
    assert [(w.code, w.line) for w in draft.warnings] == [("unsure_role", 14)]
    sure, unsure = (task.confidence for task in draft.tasks)
    assert sure is not None
    assert unsure is not None
    assert unsure < 0.6 < sure


def test_a_plan_without_a_section_of_tasks_is_made_of_its_headings() -> None:
    draft = with_body("I. CÔNG TÁC TUYÊN TRUYỀN\n- Tuyên truyền Tết.\nII. CÔNG TÁC NỮ CÔNG\n- Tổ chức 8/3.")
    assert [(task.group, task.text) for task in draft.tasks] == [
        ("CÔNG TÁC TUYÊN TRUYỀN", "Tuyên truyền Tết."),
        ("CÔNG TÁC NỮ CÔNG", "Tổ chức 8/3."),
    ]
    assert [warning.code for warning in draft.warnings] == []


def test_an_office_can_add_its_own_words() -> None:
    words: Vocabulary = standard().extended({"sections": {"targets": {"starts": ["mức phấn đấu"]}}})
    assert words.roles["targets"].begins("MỨC PHẤN ĐẤU NĂM 2026")
    assert words.roles["targets"].begins("CHỈ TIÊU")
    assert not standard().roles["targets"].begins("MỨC PHẤN ĐẤU NĂM 2026")
