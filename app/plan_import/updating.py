"""A plan read again: compared with what stands, row by row, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.errors import BadInput
from app.i18n import Message, msg
from app.numbers import from_stored, to_stored
from app.plan_import.choices import Choices, Key
from app.plan_import.draft import PlanDraft
from app.plan_import.known import name_of
from app.plan_import.pairing import Pairs, pair
from app.plan_import.standing import Standing
from app.plan_import.update_plan import Fate, FieldChange, RowChange, UpdatePlan
from app.plan_import.wanted import WantedTask
from app.session import Session
from app.text import fold
from db.connection import Row

_DIRECTIVE: Mapping[str, Message] = {
    "kind": msg("Loại văn bản"),
    "as_written": msg("Số, ký hiệu"),
    "issued": msg("Ngày ban hành"),
    "issuer_text": msg("Nơi ban hành"),
    "abstract": msg("Trích yếu"),
    "place": msg("Nơi ký"),
    "signer_text": msg("Người ký"),
    "recipients": msg("Nơi nhận"),
}
_PROGRAMME: Mapping[str, Message] = {"number": msg("Số"), "title": msg("Tên chương trình")}
_TASK: Mapping[str, Message] = {
    "text": msg("Nội dung"),
    "details": msg("Chi tiết"),
    "starts": msg("Bắt đầu"),
    "due": msg("Thời hạn"),
    "continuous": msg("Thường xuyên"),
    "scope": msg("Phạm vi"),
    "measurable": msg("Nêu số liệu"),
}
_TARGET: Mapping[str, Message] = {
    "text": msg("Nội dung"),
    "comparator": msg("So với mức giao"),
    "value": msg("Mức giao"),
    "horizon": msg("Thời hạn"),
    "h_from": msg("Từ năm"),
    "h_to": msg("Đến năm"),
    "base_text": msg("Tính trên"),
}
_MILESTONE: Mapping[str, Message] = {
    "starts": msg("Từ ngày"),
    "ends": msg("Đến ngày"),
    "text": msg("Nội dung"),
    "kind": msg("Loại mốc"),
}

_DUTY: Mapping[str, Message] = {"body": msg("Nơi thực hiện"), "text": msg("Nội dung")}
_TOGETHER = {
    "task": (("starts", "due", "continuous"),),
    "target": (("comparator", "value", "horizon", "h_from", "h_to"),),
    "milestone": (("starts", "ends"),),
}
"""Columns that make sense together only: where people wrote over one, the document changes none."""

PLACE = "place"
"""The name of a change of programme or section."""

_TASK_TOUCHED = (
    *_TASK,
    "product",
    "priority",
    "frequency",
    "needs_evidence",
    "lifecycle",
    "section_id",
    "programme_id",
)


def compare(session: Session, draft: PlanDraft, choices: Choices) -> UpdatePlan:
    """What taking ``draft`` over would do to the document ``choices.update``. Reads only. BadInput when it names no document."""
    return plan_of(pair(session, draft, choices))


def plan_of(pairs: Pairs) -> UpdatePlan:
    """The fate of every row: those of the draft in its order, then what is gone."""
    standing = pairs.standing
    rows = [
        _directive(pairs),
        *_programmes(pairs),
        *_tasks(pairs),
        *_targets(pairs),
        *_milestones(pairs),
        *_duties(pairs),
    ]
    rows += [row for row in _gone(pairs) if row.fate is not Fate.SAME]
    rows += _gone_programmes(pairs, rows)
    return UpdatePlan(standing.directive["id"], name_of(standing.directive), tuple(rows))


def _differences(
    standing: Standing, kind: str, row: Row, wanted: Mapping[str, Any], labels: Mapping[str, Message]
) -> tuple[FieldChange, ...]:
    fields = standing.fields(kind, row, wanted, labels)
    kept = {field.name for field in fields if field.kept}
    bound = {name for group in _TOGETHER.get(kind, ()) if kept & set(group) for name in group}
    return tuple(replace(field, kept=True) if field.name in bound else field for field in fields)


def _fate(fields: tuple[FieldChange, ...]) -> Fate:
    return Fate.CHANGED if any(not field.kept for field in fields) else Fate.SAME


def _directive(pairs: Pairs) -> RowChange:
    """The document itself. One that was only cited so far is filled in; what a person typed of it is kept."""
    standing, row = pairs.standing, pairs.standing.directive
    fields = standing.fields("directive", row, pairs.wanted.directive, _DIRECTIVE)
    if not (standing.read or standing.programmes or standing.tasks):
        fields = tuple(FieldChange(one.name, one.label, one.old, one.new) for one in fields if one.new)
    return RowChange("directive", _fate(fields), name_of(row), row["id"], None, fields)


def _programmes(pairs: Pairs) -> Iterator[RowChange]:
    for place, wanted in enumerate(pairs.wanted.programmes):
        row = pairs.programmes.get(place)
        item = wanted.key or Key("programmes", -1)
        if row is None:
            yield RowChange("programme", Fate.NEW, wanted.title, None, item)
            continue
        columns = {"number": wanted.number, "title": wanted.title}
        fields = _differences(pairs.standing, "programme", row, columns, _PROGRAMME)
        yield RowChange("programme", _fate(fields), wanted.title, row["id"], item, fields)


def _tasks(pairs: Pairs) -> Iterator[RowChange]:
    for wanted in pairs.wanted.tasks:
        row = pairs.tasks.get(wanted.key)
        text = wanted.columns["text"]
        if row is None:
            yield RowChange("task", Fate.NEW, text, None, wanted.key)
            continue
        columns = wanted.columns | {name: int(wanted.columns[name]) for name in ("continuous", "measurable")}
        fields = _differences(pairs.standing, "task", row, columns, _TASK)
        fields = (*fields, *_moved(pairs, wanted, row))
        if row["entries"]:  # what was logged was logged for this scope
            fields = tuple(replace(field, kept=True) if field.name == "scope" else field for field in fields)
        yield RowChange("task", _fate(fields), text, row["id"], wanted.key, fields, row["entries"])


def _moved(pairs: Pairs, wanted: WantedTask, row: Row) -> Iterator[FieldChange]:
    """Whether the task stands elsewhere in the document now; where people moved it, it stays there."""
    standing, programme = pairs.standing, pairs.programmes.get(wanted.programme)
    target = (None if programme is None else programme["id"], fold(wanted.section))

    def place(of: Row | Mapping[str, Any]) -> tuple[int | None, str]:
        return of["programme_id"], fold(standing.section_titles.get(of["section_id"], ""))

    base = standing.base("task", row["id"])
    was = place({"programme_id": None, "section_id": None, **base}) if base is not None else None
    if place(row) == target or was == target:
        return
    title = pairs.wanted.programmes[wanted.programme].title
    old = " › ".join(part for part in (row["programme"], row["section"]) if part)
    new = " › ".join(part for part in (title, wanted.section) if part)
    yield FieldChange(PLACE, msg("Thuộc"), old, new, kept=was != place(row))


def _targets(pairs: Pairs) -> Iterator[RowChange]:
    for measure in pairs.wanted.measures:
        for wanted in measure.targets:
            row = pairs.targets.get(wanted.key)
            text = wanted.columns["text"]
            if row is None:
                yield RowChange("target", Fate.NEW, text, None, wanted.key)
                continue
            fields = _differences(pairs.standing, "target", row, _stored(row, wanted.columns), _TARGET)
            shown = tuple(_exact(row, field) for field in fields)
            yield RowChange("target", _fate(shown), text, row["id"], wanted.key, shown, row["entries"])


def _stored(row: Row, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a target as they are stored; a value with more decimals than the measure stays as it is written."""
    value = columns["value"]
    if value is not None:
        try:
            value = to_stored(value, row["decimals"])
        except BadInput:
            value = format(value.normalize(), "f")
    return {**columns, "value": value}


def _exact(row: Row, field: FieldChange) -> FieldChange:
    """A change of a value in the target's own unit. What the measure cannot hold is kept out once figures were logged."""
    if field.name != "value":
        return field
    old, new = (from_stored(one, row["decimals"]) if isinstance(one, int) else one for one in (field.old, field.new))
    if isinstance(new, str):
        return FieldChange(field.name, field.label, old, Decimal(new), field.kept or row["entries"] > 0)
    return FieldChange(field.name, field.label, old, new, field.kept)


def _milestones(pairs: Pairs) -> Iterator[RowChange]:
    for wanted in pairs.wanted.milestones:
        row = pairs.milestones.get(wanted.key)
        text = wanted.columns["text"]
        if row is None:
            yield RowChange("milestone", Fate.NEW, text, None, wanted.key)
            continue
        fields = _differences(pairs.standing, "milestone", row, wanted.columns, _MILESTONE)
        yield RowChange("milestone", _fate(fields), text, row["id"], wanted.key, fields)


def _duties(pairs: Pairs) -> Iterator[RowChange]:
    for wanted in pairs.wanted.duties:
        row = pairs.duties.get(wanted.key)
        text = f"{wanted.body}: {wanted.text}"
        if row is None:
            yield RowChange("duty", Fate.NEW, text, None, wanted.key)
            continue
        fields = _differences(pairs.standing, "duty", row, {"body": wanted.body, "text": wanted.text}, _DUTY)
        yield RowChange("duty", _fate(fields), text, row["id"], wanted.key, fields)


def _gone(pairs: Pairs) -> Iterator[RowChange]:
    """What the document no longer says. What people typed themselves is not the document's to take; what was logged is ended."""
    standing = pairs.standing
    for row in _unpaired(standing, "task", standing.tasks, pairs.tasks.values()):
        if row["lifecycle"] == "open":
            hangs = row["entries"] or row["parts"] or standing.touched("task", row, _TASK_TOUCHED)
            yield _taken("task", row, row["text"], ended=bool(hangs), entries=row["entries"])
    for row in _unpaired(standing, "target", standing.targets, pairs.targets.values()):
        if row["lifecycle"] == "open":
            hangs = row["entries"] or row["parts"] or standing.touched("target", row, tuple(_TARGET))
            yield _taken("target", row, row["text"], ended=bool(hangs), entries=row["entries"])
    for row in _unpaired(standing, "milestone", standing.milestones, pairs.milestones.values()):
        if not row["reached"] and not standing.touched("milestone", row, tuple(_MILESTONE)):
            yield _taken("milestone", row, row["text"], ended=False)
    for row in _unpaired(standing, "duty", standing.duties, pairs.duties.values()):
        yield _taken("duty", row, f"{row['body']}: {row['text']}", ended=False)


def _unpaired(standing: Standing, table: str, rows: Sequence[Row], paired: Iterable[Row]) -> Iterator[Row]:
    """The rows that came from the document and that it no longer has."""
    known = {row["id"] for row in paired}
    return (row for row in rows if row["id"] not in known and standing.base(table, row["id"]) is not None)


def _taken(kind: str, row: Row, text: str, *, ended: bool, entries: int = 0) -> RowChange:
    return RowChange(kind, Fate.ENDED if ended else Fate.REMOVED, text, row["id"], None, (), entries)


def _gone_programmes(pairs: Pairs, rows: Sequence[RowChange]) -> Iterator[RowChange]:
    """Programmes that the document no longer has: removed where nothing is left in them, ended where all in them is ended."""
    standing = pairs.standing
    fates = {row.id: row.fate for row in rows if row.id is not None}
    away = {row.id for row in rows for field in row.fields if field.name == PLACE and not field.kept}
    for row in _unpaired(standing, "programme", standing.programmes, pairs.programmes.values()):
        inside = [
            one
            for one in (*standing.tasks, *standing.targets)
            if one["programme_id"] == row["id"] and one["id"] not in away
        ]
        left = [one for one in inside if fates.get(one["id"]) is not Fate.REMOVED]
        over = all(fates.get(one["id"]) is Fate.ENDED or one["lifecycle"] != "open" for one in left)
        untouched = not standing.touched("programme", row, tuple(_PROGRAMME))
        if not left and untouched:
            yield _taken("programme", row, row["title"], ended=False)
        elif over and row["closed"] is None:
            yield _taken("programme", row, row["title"], ended=True)
