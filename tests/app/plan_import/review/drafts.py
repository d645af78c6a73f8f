"""Drafts of our own to be reviewed: of one page with every kind of item, and any draft at all for the laws."""

from datetime import date
from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from app.plan_import.draft import PlanDraft
from app.plan_import.review.entries import Review, review_of
from app.plan_import.source import Line, Source
from tests.app.plan_import.small_plan import small_plan

_VOCABULARY = "rà soát cập nhật dữ liệu đoàn viên công đoàn cơ sở 95% quý III"
WORDS = st.lists(st.sampled_from(_VOCABULARY.split(" ")), min_size=1, max_size=6)
TEXT = WORDS.map(" ".join)
LINES = st.integers(1, 60).map(lambda line: [line, line + line % 3])


def small_draft() -> PlanDraft:
    """The plan of one page."""
    draft = small_plan()
    draft["recipients"] = [{"text": text} for text in draft["recipients"]]
    return msgspec.convert(draft, PlanDraft)


def small_review() -> Review:
    """The plan of one page, opened for review."""
    return review_of(small_draft())


def source_of(*lines: str) -> Source:
    """A source of these lines."""
    return Source("ke-hoach.txt", "txt", tuple(Line(text, number) for number, text in enumerate(lines, 1)), False)


@st.composite
def drafts(draw: st.DrawFn) -> PlanDraft:
    """Any draft: up to three programmes, items with and without lines, leads, days."""
    titles = draw(st.lists(TEXT, max_size=3, unique=True))
    day = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))
    tasks = [
        {
            "text": draw(TEXT),
            "group": draw(st.none() | st.sampled_from([*titles, "Đối với công đoàn cơ sở"])),
            "details": draw(st.lists(TEXT, max_size=2)),
            "path": draw(st.sampled_from([["II", "1"], []])),
            "end": draw(day),
            "lead": draw(st.none() | st.sampled_from(["Ban Tổ chức", "Văn phòng"])),
            "collaborators": draw(st.lists(st.sampled_from(["Ban Tổ chức", "Ban Tài chính"]), max_size=2, unique=True)),
            "scope": draw(st.sampled_from(["own", "passed_down"])),
            "lines": draw(st.none() | LINES),
        }
        for _ in range(draw(st.integers(0, 4)))
    ]
    targets = [
        {
            "text": draw(TEXT),
            "value": draw(st.none() | st.just(Decimal(95))),
            "comparator": "at_least",
            "lines": draw(LINES),
        }
        for _ in range(draw(st.integers(0, 3)))
    ]
    duties = [
        {"body": "Ban Tổ chức", "texts": draw(st.lists(TEXT, max_size=2)), "lines": draw(LINES)}
        for _ in range(draw(st.integers(0, 2)))
    ]
    return msgspec.convert(
        {
            "document": {"kind": "KẾ HOẠCH", "title": "Chăm lo đoàn viên"},
            "programmes": [{"title": title, "number": str(place)} for place, title in enumerate(titles, 1)],
            "targets": targets,
            "tasks": tasks,
            "duties": duties,
            "references": [{"number": "02-NQ/TW", "text": draw(TEXT)}],
            "milestones": [{"start": "2026-01-01", "end": "2026-03-31", "text": draw(TEXT)}],
        },
        PlanDraft,
    )
