"""The recogniser as a whole: what holds for every text, and the three issued plans with the marks of a careful reader."""

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.plan_import.draft import PlanDraft
from app.plan_import.plan_json import to_json
from app.plan_import.readers import read_source
from app.plan_import.recognise import recognise
from app.plan_import.source import Line, Source, TableCell
from tests.app.plan_import.documents import END, HEAD, draft_of, with_body
from tests.plans.agreement import agreement, mean

NAMES = ("congress-plan-2018", "hung-yen-action-2021", "officials-programme-2024")
LISTS = ("references", "programmes", "targets", "tasks", "milestones", "duties", "recipients")
PIECES = [
    "I. NHIỆM VỤ",
    "II. CHỈ TIÊU",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Công tác tuyên truyền",
    "1.1. Tuyên truyền",
    "a) Việc",
    "- Tổ chức hội thi;",
    "+ Kết nạp 20 đoàn viên",
    "Tháng 8/2026:",
    "QUÝ III/2026",
    "- 85% trở lên đoàn viên được học tập.",
    "Đối với công đoàn cơ sở",
    "Nơi nhận:",
    "- Lưu: VT.",
    "TM. BAN THƯỜNG VỤ",
    "Nguyễn Văn An",
    "KẾ HOẠCH",
    "Số: 12/KH-LĐLĐ",
    "Mẫu, ngày 5 tháng 3 năm 2026",
    "",
    "   ",
    "Trong đó:",
    "TT | Nội dung | Chủ trì",
    "1 | Tập huấn | Ban Tổ chức",
    "Phần thứ hai",
    "Điều 1. Ban hành",
    "(Ban hành kèm theo Quyết định số 1/QĐ-A ngày 31/2/2026)",
    "Chương trình 1: Chăm lo",
    "PHỤ LỤC",
    "* Chỉ tiêu:",
    "Ban Tổ chức chủ trì, phối hợp với Văn phòng.",
    "…",
    "|",
    "(((",
    "Trên đây là kế hoạch./.",
]
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=25)


def source_of(lines: list[str], *, whole: bool = False, cells: bool = False) -> Source:
    def cell(place: int) -> TableCell | None:
        return TableCell(1 + place // 9, 1 + place % 9 // 3, 1 + place % 3) if cells else None

    made = [
        Line(" ".join(text.split()), place + 1, bold=place % 5 == 0, cell=cell(place))
        for place, text in enumerate(lines)
    ]
    return Source("thử", "docx" if whole else "txt", tuple(made), whole_paragraphs=whole)


@settings(max_examples=60, deadline=None)
@given(LINES, st.booleans(), st.booleans())
def test_any_text_is_read_and_every_item_lies_in_it(lines: list[str], whole: bool, cells: bool) -> None:
    draft = recognise(source_of(lines, whole=whole, cells=cells))
    assert json.loads(to_json(draft))["schema"] == "tiendo.plan/1"
    for name in LISTS:
        for item in getattr(draft, name):
            assert item.lines is not None
            assert 1 <= item.lines[0] <= item.lines[1] <= len(lines), (name, item)
            assert item.confidence is None or 0 <= item.confidence <= 1
    for warning in draft.warnings:
        assert warning.line is None or 1 <= warning.line <= len(lines)


def words_of(draft: PlanDraft) -> dict[str, Any]:
    """A draft without the places of its items."""
    whole = json.loads(to_json(draft))
    return {
        name: [
            {key: value for key, value in item.items() if key not in {"lines", "line", "occurrences"}}
            for item in whole[name]
        ]
        for name in (*LISTS, "warnings")
    } | {"document": {key: value for key, value in whole["document"].items() if key != "lines"}}


BODY = """
I. MỘT SỐ CHỈ TIÊU
- Phấn đấu có 85% trở lên đoàn viên được học tập; 100% cơ quan tổ chức hội nghị.
II. NHIỆM VỤ, GIẢI PHÁP
1. Công tác tuyên truyền
Tháng 8/2026:
- Phát hành tài liệu gồm:
+ Văn kiện Đại hội;
+ Nghị quyết số 02-NQ/TW ngày 12/6/2021.
2. Đối với công đoàn cơ sở
- Xây dựng kế hoạch trước ngày 30/11/2026.
III. TỔ CHỨC THỰC HIỆN
- Ban Tổ chức theo dõi, tổng hợp báo cáo.
"""


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_the_form_of_unicode_makes_no_difference(form: Any) -> None:
    text = HEAD + BODY + END
    lines = unicodedata.normalize(form, text).splitlines()
    assert words_of(recognise(source_of(lines))) == words_of(recognise(source_of(text.splitlines())))


def test_blank_lines_between_paragraphs_make_no_difference() -> None:
    once = draft_of(HEAD + BODY + END)
    twice = draft_of(HEAD + "\n".join(f"{line}\n" for line in BODY.splitlines()) + END)
    assert words_of(once) == words_of(twice)


def test_every_item_says_where_it_stands_and_how_sure_the_reader_is() -> None:
    draft = with_body(BODY)
    assert len(draft.targets) == 2
    for name in LISTS:
        for item in getattr(draft, name):
            assert item.lines is not None
            assert item.confidence is not None or name == "references"
    task = draft.tasks[0]
    assert (task.lines, task.path, len(task.details)) == ([17, 19], ["II.", "1.", "Tháng 8/2026:", "-"], 2)


TABLE = "TT | Nội dung | Chủ trì | Thời gian\n1 | Hội thi | Ban Tổ chức | Quý II/2026\n2 | Tập huấn | Văn phòng | Tháng 5/2026\n"


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n", "PHÂN CÔNG NHIỆM VỤ"),
        ("Phụ lục\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 1/KH-LĐLĐ)\n", "PHÂN CÔNG NHIỆM VỤ"),
        ("Phụ lục I\nPHÂN CÔNG NHIỆM VỤ\n", "PHÂN CÔNG NHIỆM VỤ"),
        ("Phụ lục số 01\nPHÂN CÔNG NHIỆM VỤ\n", "PHÂN CÔNG NHIỆM VỤ"),
        ("PHÂN CÔNG NHIỆM VỤ\n", "PHÂN CÔNG NHIỆM VỤ"),
        ("", None),
    ],
)
def test_a_table_behind_the_signature_is_read_however_its_appendix_is_headed(heading: str, group: str | None) -> None:
    draft = draft_of(f"{HEAD}\nI. NHIỆM VỤ\n1. Phát động thi đua.\n{END}\n{heading}{TABLE}")
    assert [(task.text, task.group, task.lead) for task in draft.tasks] == [
        ("Phát động thi đua.", "NHIỆM VỤ", None),
        ("Hội thi", group, "Ban Tổ chức"),
        ("Tập huấn", group, "Văn phòng"),
    ]
    assert draft.document.signer == "Nguyễn Thị Mai"


@pytest.mark.parametrize("text", ["", "một dòng", "1.", "-", "(", "KẾ HOẠCH", "Nơi nhận:", "§" * 5000, "I. " * 3000])
def test_what_is_no_plan_gives_an_empty_draft_that_says_so(text: str) -> None:
    draft = recognise(source_of([text]))
    assert draft.tasks == []
    assert "no_items" in {warning.code for warning in draft.warnings}


def shared(checkout: Path, name: str) -> Path:
    """A plan from the folder beside the checkout, or where TIENDO_SHARED says."""
    path = Path(os.environ.get("TIENDO_SHARED") or checkout.parent / "shared") / "plans" / name
    if not path.exists():
        pytest.skip("the shared plans are not here")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_an_issued_plan_is_read_as_a_careful_reader_marks_it(name: str, checkout: Path) -> None:
    expected = json.loads(shared(checkout, f"{name}.expected.json").read_text("utf-8"))
    parsed = json.loads(to_json(recognise(read_source(shared(checkout, f"{name}.txt")))))
    scores = agreement(expected, parsed)
    assert {aspect: score for aspect, score in scores.items() if score < 0.99} == {}
    assert mean(scores) >= 0.995
