"""Logging figures: numerator and denominator or value of one measure, unit and period, or which kind of nothing (MODEL 4, 13)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.errors import BadInput
from app.i18n import msg
from app.numbers import Entered, format_stored, parse_value, to_stored
from app.plan import periods, revisions
from app.plan.periods import YearType
from app.plan.revisions import Place
from app.session import Session
from app.text import clean, fold
from db.connection import Row
from db.queries import quarter
from db.queries.quarter import VALUES
from db.store import Change

Number = Decimal | int | str
"""A figure as given: exact, or as people type it ("1.234,5"; for a rate "40/50")."""

GIVEN = ("value", "none_occurred", "not_applicable")
_YES_NO = {"co": 1, "yes": 1, "dat": 1, "1": 1, "khong": 0, "no": 0, "chua": 0, "0": 0}


@dataclass(frozen=True, kw_only=True)
class ValueEdit:
    """What to write of one measure, unit and period. None leaves a figure as it is."""

    measure_id: int
    unit_id: int
    period: str
    num: Number | None = None
    den: Number | None = None
    val: Number | None = None
    given: str = "value"
    note: str | None = None


@dataclass(frozen=True)
class BesideRow:
    """One unit's figures side by side: this period, the last, and to date. Stored integers, None where there is nothing.

    ``given`` None is "chưa báo cáo"; ``draft`` says that this period's figure is not submitted yet.
    ``to_date`` sums the year's quarters for measures entered per period, else repeats this period.
    """

    unit_id: int
    value_id: int | None
    given: str | None
    now: tuple[int | None, int | None, int | None]
    last_given: str | None
    last: tuple[int | None, int | None, int | None]
    to_date: tuple[int | None, int | None, int | None]
    note: str
    draft: bool


def log_value(
    session: Session,
    measure_id: int,
    *,
    unit_id: int,
    period: str,
    num: Number | None = None,
    den: Number | None = None,
    val: Number | None = None,
    given: str = "value",
    note: str | None = None,
) -> int:
    """Write a unit's figure and return the value's id; a figure not given stays as it is.

    Rates need a numerator not above the denominator; figures are never negative. ``given`` other than "value" clears the figures.
    Drafts and submitted revisions behave as in ``progress.log_progress``. Raises NotFound, BadInput, Refused.
    """
    edit = ValueEdit(
        measure_id=measure_id, unit_id=unit_id, period=period, num=num, den=den, val=val, given=given, note=note
    )
    measure = revisions.measure_or_refuse(session, measure_id)
    label = msg("Ghi số liệu {period}: {measure}", period=periods.label(period), measure=revisions.titled(measure))
    with session.change(label) as change:
        return _log(session, change, measure, edit)


def log_values(session: Session, rows: Sequence[ValueEdit]) -> list[int]:
    """Write many figures as one change (a pasted block); return their ids in order. All or nothing."""
    with session.change(msg("Ghi {n} số liệu", n=len(rows))) as change:
        return [_log(session, change, revisions.measure_or_refuse(session, row.measure_id), row) for row in rows]


def clear_value(session: Session, measure_id: int, *, unit_id: int, period: str) -> None:
    """Throw a draft figure away: back to what was submitted, or to "chưa báo cáo". Refused when it is submitted."""
    revisions.require_open(session, period)
    fact = quarter.fact(session.conn, VALUES, measure_id, unit_id, period, session.office.seat_id)
    if fact is None:
        return
    measure = revisions.measure_or_refuse(session, measure_id)
    label = msg("Xóa số liệu nháp {period}: {measure}", period=periods.label(period), measure=revisions.titled(measure))
    with session.change(label) as change:
        revisions.drop_draft(change, VALUES, fact)


def beside(session: Session, measure_id: int, period: str) -> tuple[BesideRow, ...]:
    """Each unit's figures of a measure: this period, the last one and to date, drafts included (the face of entering)."""
    measure = revisions.measure_or_refuse(session, measure_id)
    quarters: tuple[str, ...] = (period,)
    if measure["entry"] == "increment":
        quarters = periods.quarters_to_date(period, YearType(session.office.year_type))
    rows = quarter.values_beside(session.conn, measure_id, period, periods.previous(period), quarters)
    return tuple(_beside(row) for row in rows)


def figures_of(measure: Row, edit: ValueEdit, before: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that an edit writes, checked against the form of the measure and what stands. Raises BadInput."""
    if edit.given not in GIVEN:
        raise BadInput(
            msg("“{word}” không dùng được. Chọn một trong: {allowed}.", word=edit.given, allowed=", ".join(GIVEN))
        )
    content: dict[str, Any] = {"given": edit.given}
    if edit.note is not None:
        content["note"] = clean(edit.note)
    if edit.given != "value":
        if any(figure not in {None, ""} for figure in (edit.num, edit.den, edit.val)):
            raise BadInput(
                msg(
                    "Không phát sinh hoặc không áp dụng thì không kèm số ở “{measure}”. Chọn một trong hai.",
                    **_at(measure),
                )
            )
        return {**content, "num": None, "den": None, "val": None}
    form = measure["form"]
    if form == "words":
        return content
    if form == "ratio":
        return {**content, **_ratio(measure, edit, before)}
    return {**content, **_amount(measure, edit, before)}


def _log(session: Session, change: Change, measure: Row, edit: ValueEdit) -> int:
    revisions.require_open(session, edit.period)
    if not quarter.unit_exists(session.conn, edit.unit_id):
        raise BadInput(msg("Không có đơn vị số {id} trong sổ làm việc. Chọn đơn vị khác.", id=edit.unit_id), "unit")
    place = Place(edit.measure_id, edit.unit_id, edit.period)
    fact = quarter.fact(session.conn, VALUES, place.what_id, place.unit_id, place.period, session.office.seat_id)
    content = figures_of(measure, edit, {} if fact is None else dict(fact))
    return revisions.write(session, change, VALUES, place, content)


def _ratio(measure: Row, edit: ValueEdit, before: Mapping[str, Any]) -> dict[str, int]:
    num, den = edit.num, edit.den
    if isinstance(num, str) and den is None:
        typed = parse_value(num)
        if typed.percent:
            raise BadInput(
                msg(
                    "Tỷ lệ “{text}” thiếu mẫu số ở “{measure}”. Ghi tử số và mẫu số, như 40/50.",
                    text=num,
                    **_at(measure),
                )
            )
        num, den = typed.num, typed.den
    top = before.get("num") if num is None else _stored(num, measure)
    bottom = before.get("den") if den is None else _stored(den, measure)
    if top is None or bottom is None:
        raise BadInput(msg("Thiếu tử số hoặc mẫu số ở “{measure}”. Ghi cả hai, như 40/50.", **_at(measure)), "den")
    if top > bottom:
        numbers = {"num": format_stored(top, measure["decimals"]), "den": format_stored(bottom, measure["decimals"])}
        raise BadInput(
            msg("Tử số {num} lớn hơn mẫu số {den} ở “{measure}”. Sửa một trong hai số.", **numbers, **_at(measure)),
            "num",
        )
    return {"num": top, "den": bottom}


def _amount(measure: Row, edit: ValueEdit, before: Mapping[str, Any]) -> dict[str, int]:
    val = edit.num if edit.val is None else edit.val
    if val is None:
        if before.get("val") is None:
            raise BadInput(msg("Chưa có số ở “{measure}”. Ghi số, hoặc chọn không phát sinh.", **_at(measure)), "val")
        return {"val": before["val"]}
    if measure["form"] != "yesno":
        return {"val": _stored(val, measure)}
    answer = _YES_NO.get(fold(str(val)))
    if answer is None:
        raise BadInput(
            msg("“{text}” không dùng được ở “{measure}”. Ghi “có” hoặc “không”.", text=str(val), **_at(measure)), "val"
        )
    return {"val": answer}


def _stored(number: Number, measure: Row) -> int:
    """The figure in units of 10^-decimals of its measure."""
    typed = parse_value(number) if isinstance(number, str) else Entered(Decimal(number))
    if typed.den is not None:
        raise BadInput(
            msg("“{text}” không phải là một số ở “{measure}”. Ghi như “1.234,5”.", text=str(number), **_at(measure))
        )
    stored = to_stored(typed.num, measure["decimals"])
    if stored < 0:
        raise BadInput(msg("Số {text} nhỏ hơn 0 ở “{measure}”. Sửa lại số đã nhập.", text=str(number), **_at(measure)))
    return stored


def _at(measure: Row) -> dict[str, str]:
    return {"measure": revisions.titled(measure)}


def _beside(row: Row) -> BesideRow:
    return BesideRow(
        unit_id=row["unit_id"],
        value_id=row["id"],
        given=row["given"],
        now=(row["num"], row["den"], row["val"]),
        last_given=row["last_given"],
        last=(row["last_num"], row["last_den"], row["last_val"]),
        to_date=(row["sum_num"], row["sum_den"], row["sum_val"]),
        note=row["note"] or "",
        draft=row["phase"] == "draft",
    )
