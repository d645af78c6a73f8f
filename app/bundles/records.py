"""Which kinds of rows travel in which streams, and which table columns their fields come from and go to (MODEL 19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from app.bundles.shapes import (
    AllotmentRow,
    AnswerRow,
    AssignmentRow,
    BanRow,
    CalendarRow,
    ClauseRow,
    DirectiveRow,
    DueRow,
    EvidenceRow,
    FeedbackRow,
    MeasureRow,
    MilestoneRow,
    PeriodStub,
    ProgrammeRow,
    ProgressRow,
    ReviewRow,
    Row,
    SectionRow,
    SlipRow,
    Stub,
    TargetRow,
    TaskRow,
    UnitRow,
    ValueRow,
)

_NO_REFS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Kind:
    """A kind of row: its shape, and for plain definitions the references (field -> table it refers to) and the columns kept as they are."""

    shape: type[Row]
    refs: Mapping[str, str]
    columns: tuple[str, ...] = ()


def _plain(shape: type[Row], refs: Mapping[str, str], *odd: str) -> Kind:
    """A definition whose other fields are its table's columns, but for the odd ones that are read by hand."""
    skipped = {"uid", "gone", *refs, *odd}
    columns = tuple(name for name in shape.__struct_fields__ if name not in skipped)
    return Kind(shape, MappingProxyType(dict(refs)), columns)


_PLAN = {
    "directive": _plain(DirectiveRow, {}),
    "clause": _plain(ClauseRow, {"directive": "directive"}),
    "programme": _plain(ProgrammeRow, {"directive": "directive", "continues": "programme"}),
    "section": _plain(SectionRow, {"programme": "programme"}),
    "milestone": _plain(MilestoneRow, {"programme": "programme"}),
    "task": _plain(
        TaskRow,
        {
            "programme": "programme",
            "section": "section",
            "parent": "task",
            "directive": "directive",
            "clause": "clause",
            "continues": "task",
        },
        "given",
    ),
    "measure": _plain(MeasureRow, {"programme": "programme", "scope_kind": "unit_kind"}),
    "target": _plain(TargetRow, {"measure": "measure", "clause": "clause"}, "value", "baseline"),
}

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **_PLAN,
        "unit": Kind(UnitRow, _NO_REFS),
        "calendar": Kind(CalendarRow, _NO_REFS),
        "ban": Kind(BanRow, _NO_REFS),
        "assignment": Kind(AssignmentRow, _NO_REFS),
        "progress": Kind(ProgressRow, _NO_REFS),
        "value": Kind(ValueRow, _NO_REFS),
        "evidence": Kind(EvidenceRow, _NO_REFS),
        "feedback": Kind(FeedbackRow, _NO_REFS),
        "slip": Kind(SlipRow, _NO_REFS),
        "review": Kind(ReviewRow, _NO_REFS),
        "feedback_answer": Kind(AnswerRow, _NO_REFS),
        "allotment": Kind(AllotmentRow, _NO_REFS),
        "due_change": Kind(DueRow, _NO_REFS),
    }
)

FACTS = ("progress", "value")
"""The facts, which have no identity of their own but a place (MODEL 2)."""

PLAN = tuple(_PLAN)
"""The definitions of a plan, each after what it refers to."""

AUDIENCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "below": ("unit", "calendar", *PLAN),
        "inside": ("unit", "calendar", "ban", *PLAN, "assignment"),
        "above": ("unit", *PLAN, "progress", "value", "evidence", "feedback"),
        "to": ("slip", "review", "feedback_answer", "allotment", "due_change"),
    }
)
"""Which kinds of rows a stream may hold, by the first word of its audience (MODEL 19)."""


def audience_word(audience: str) -> str:
    """``to`` of ``to:<seat>``, else the audience itself."""
    return audience.partition(":")[0]


def kind_of(slice_name: str) -> str:
    """The kind of row in a slice: facts are cut by period (``progress:2026-Q3``)."""
    return slice_name.partition(":")[0]


def key_of(kind: str, row: Mapping[str, object]) -> str:
    """By what a row is told from the others of its kind: its identity, or the place of a fact."""
    if kind in FACTS:
        what = row.get("task" if kind == "progress" else "measure")
        return f"{what}|{row.get('unit')}|{row.get('period')}"
    return str(row.get("period" if kind == "calendar" else "uid"))


def as_row(kind: str, row: Mapping[str, Any]) -> Row:
    """A row judged against the shape of its kind. Raises msgspec.ValidationError with the path of what is wrong."""
    shape = KINDS[kind].shape
    if row.get("gone") is not None and kind not in FACTS:
        shape = PeriodStub if kind == "calendar" else Stub
    return msgspec.convert(row, shape)
