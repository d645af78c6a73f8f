"""Measures (what is counted) and targets (a threshold on it): MODEL 13, 14; one measure may serve several horizons.

Values and thresholds are kept as INTEGER x 10^-decimals of the measure; the threshold of a ratio is in per cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Required, TypedDict, Unpack

from app.errors import BadInput, Refused
from app.given import brief, existing, in_order, one_of, ours, required
from app.given import reason as reason_given
from app.i18n import msg
from app.numbers import format_number, from_stored, to_stored
from app.plan import periods
from app.plan.order import GAP, moves
from app.session import Session
from app.text import clean, clean_line
from app.words import COMPARATORS, FORMS, HORIZONS, SECTORS
from db.connection import Row
from db.queries import directives, people, plan

ENTRIES = ("increment", "to_date_year", "to_date_span", "snapshot")
OVER_TIME = ("sum", "latest", "average", "none")
OVER_UNITS = ("ratio_of_sums", "sum", "count_meeting", "none")
FREQUENCIES = ("month", "quarter", "semester", "year", "once")
REPORTED_BY = ("units", "office")

_OVER_UNITS_OF = {"ratio": "ratio_of_sums", "count": "sum", "money": "sum", "yesno": "count_meeting", "words": "none"}
"""A percentage over units is the sum of numerators over the sum of denominators, never a mean (DESIGN 5)."""

_WITHOUT_FIGURE = {"yes", "words"}
_MEASURE = msg("chỉ số")
_TARGET = msg("chỉ tiêu")
_YEARS = range(1900, 2101)


class MeasureFields(TypedDict, total=False):
    """What ``edit_measure`` may change; what is left out stays. What values mean is fixed once there are values."""

    text: str
    form: str
    unit_text: str
    decimals: int
    num_label: str
    den_label: str
    entry: str
    over_time: str | None
    over_units: str | None
    frequency: str
    reported_by: str
    scope_sector: str | None
    scope_kind_id: int | None


class NewMeasure(MeasureFields, total=False):
    """What ``add_measure`` takes: the programme and the text, and the rest where it differs from the default."""

    programme_id: Required[int | None]


class TargetFields(TypedDict, total=False):
    """What ``edit_target`` may change; ``value`` is exact, in per cent for ratios; ``h_from`` and ``h_to`` are years."""

    text: str
    comparator: str
    value: Decimal | int | None
    horizon: str
    h_from: int | None
    h_to: int | None
    number: str
    clause_id: int | None
    base_text: str
    scope: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with its measure and programme; ``value`` is exact (per cent for ratios), None for yes/no and words."""

    id: int
    number: str
    text: str
    comparator: str
    value: Decimal | None
    horizon: str
    h_from: int | None
    h_to: int | None
    base_text: str
    lifecycle: str
    measure_id: int
    measure: str
    form: str
    unit_text: str
    decimals: int
    entry: str
    frequency: str
    reported_by: str
    scope_sector: str | None
    programme_id: int | None
    programme_number: str
    programme: str
    lead_code: str


@dataclass(frozen=True, slots=True)
class AllotmentLine:
    """The share of a target that one unit is given for one period."""

    unit_id: int
    unit: str
    period: str
    value: Decimal


def add_measure(session: Session, **given: Unpack[NewMeasure]) -> int:
    """Add a measure to a programme. Defaults: a ratio, entered to date this year, every quarter, by the units.

    The rules over time and over units follow from form and entry unless given: increments are summed, the rest takes the latest.
    """
    programme_id = given["programme_id"]
    if programme_id is not None:
        existing(plan.programme(session.conn, programme_id), msg("chương trình"), programme_id)
    defaults: MeasureFields = {"text": "", "form": "ratio", "entry": "to_date_year"}
    fields: dict[str, Any] = {**defaults, **{key: value for key, value in given.items() if key != "programme_id"}}
    columns = _with_rules(_measure(session, fields))
    position = plan.last_position(session.conn, "measure", "programme_id", programme_id) + GAP
    seat = session.office.seat_id
    with session.change(msg("Thêm chỉ số “{measure}”", measure=brief(columns["text"]))) as change:
        return change.define("measure", seat_id=seat, programme_id=programme_id, position=position, **columns)


def edit_measure(session: Session, measure_id: int, **changed: Unpack[MeasureFields]) -> None:
    """Change a measure. Refused for form, entry and decimals once values are logged, because old figures would change meaning."""
    row = ours(session, plan.measure(session.conn, measure_id), _MEASURE, measure_id)
    columns = _measure(session, dict(changed))
    meaning = {name for name in ("form", "entry", "decimals") if name in columns and columns[name] != row[name]}
    if meaning and plan.has_values(session.conn, measure_id):
        raise Refused(
            msg("“{measure}” đã có số liệu nên không đổi cách đo được. Lập chỉ số mới.", measure=brief(row["text"]))
        )
    if meaning - {"decimals"}:
        columns = _with_rules({"form": row["form"], "entry": row["entry"], **columns})
    with session.change(msg("Sửa chỉ số “{measure}”", measure=brief(row["text"]))) as change:
        if "decimals" in meaning:
            for target in plan.targets(session.conn, [measure_id]):
                if target["value"] is not None:
                    exact = from_stored(target["value"], row["decimals"])
                    change.update("target", target["id"], value=to_stored(exact, columns["decimals"]))
        change.update("measure", measure_id, **columns)


def move_measure(session: Session, measure_id: int, *, programme_id: int) -> None:
    """Move a measure, with its targets and values, to the end of another programme."""
    row = ours(session, plan.measure(session.conn, measure_id), _MEASURE, measure_id)
    programme = existing(plan.programme(session.conn, programme_id), msg("chương trình"), programme_id)
    position = plan.last_position(session.conn, "measure", "programme_id", programme_id) + GAP
    label = msg("Chuyển chỉ số “{measure}” sang {programme}", measure=brief(row["text"]), programme=programme["title"])
    with session.change(label) as change:
        change.update("measure", measure_id, programme_id=programme_id, position=position)


def reorder_measures(session: Session, programme_id: int, ids: Sequence[int]) -> None:
    """Put the measures of a programme into this order; those left out keep following."""
    programme = existing(plan.programme(session.conn, programme_id), msg("chương trình"), programme_id)
    known = {row["id"]: row["position"] for row in plan.measures(session.conn, programme_id)}
    if len(set(ids)) != len(ids) or not set(ids) <= known.keys():
        raise BadInput(msg("Danh sách chỉ số để xếp không đúng. Tải lại rồi xếp lại."))
    order = [*ids, *(row_id for row_id in known if row_id not in set(ids))]
    with session.change(msg("Xếp lại thứ tự chỉ số của {programme}", programme=programme["title"])) as change:
        for row_id, position in moves([(row_id, known[row_id]) for row_id in order]).items():
            change.update("measure", row_id, position=position)


def add_target(session: Session, measure_id: int, **given: Unpack[TargetFields]) -> int:
    """Set a target on a measure: text as written, comparator, value (not for yes and words), horizon with its years."""
    measure = existing(plan.measure(session.conn, measure_id), _MEASURE, measure_id)
    defaults: TargetFields = {"text": "", "comparator": "ge", "value": None, "horizon": "yearly"}
    columns = _target(session, {**defaults, **given}, measure, {})
    position = plan.last_position(session.conn, "target", "measure_id", measure_id) + GAP
    seat = session.office.seat_id
    with session.change(msg("Thêm chỉ tiêu “{target}”", target=brief(columns["text"]))) as change:
        return change.define("target", seat_id=seat, measure_id=measure_id, position=position, **columns)


def add_with_measure(
    session: Session,
    *,
    programme_id: int | None,
    measure: str,
    form: str,
    entry: str,
    scope_sector: str | None = None,
    **target: Unpack[TargetFields],
) -> int:
    """Add a target together with the measure it is a threshold on, as one change; return the target's id."""
    text = clean(target.get("text", ""))
    with session.change(msg("Thêm chỉ tiêu {text}", text=brief(text))):
        measure_id = add_measure(
            session, programme_id=programme_id, text=measure or text, form=form, entry=entry, scope_sector=scope_sector
        )
        return add_target(session, measure_id, **target)


def edit_target(session: Session, target_id: int, **changed: Unpack[TargetFields]) -> None:
    """Change a target."""
    row = _ours(session, target_id)
    columns = _target(session, dict(changed), row, dict(row))
    with session.change(msg("Sửa chỉ tiêu “{target}”", target=brief(row["text"]))) as change:
        change.update("target", target_id, **columns)


def close_target(session: Session, target_id: int, *, reason: str, lifecycle: str = "ended") -> None:
    """End or cancel a target with a reason."""
    row, why = _ours(session, target_id), reason_given(reason)
    one_of(lifecycle, {"ended", "cancelled"}, msg("Trạng thái chỉ tiêu"))
    if row["lifecycle"] != "open":
        raise Refused(msg("Chỉ tiêu “{target}” đã kết thúc.", target=brief(row["text"])))
    label = msg("Kết thúc chỉ tiêu “{target}”: {reason}", target=brief(row["text"]), reason=why)
    with session.change(label) as change:
        change.update("target", target_id, lifecycle=lifecycle, lifecycle_reason=why)


def allot(session: Session, target_id: int, unit_id: int, *, period: str, value: Decimal | int | None) -> None:
    """Give a unit its share of a target for a period; None takes it back. ``value`` is in the target's own unit."""
    row = _ours(session, target_id)
    unit = existing(people.unit(session.conn, unit_id), msg("đơn vị"), unit_id)
    code = periods.parse(period).code
    stored = None if value is None else to_stored(value, row["decimals"])
    known = plan.allotment_row(session.conn, target_id, unit_id, code)
    shown = str(msg("không giao")) if value is None else format_number(Decimal(value))
    label = msg("Giao “{target}” cho {unit}: {value}", target=brief(row["text"]), unit=unit["name"], value=shown)
    with session.change(label) as change:
        if known is None and stored is not None:
            seat = session.office.seat_id
            change.define("allotment", seat_id=seat, target_id=target_id, unit_id=unit_id, period=code, value=stored)
        elif known is not None and stored is not None:
            change.update("allotment", known["id"], value=stored, gone=None)
        elif known is not None:
            change.update("allotment", known["id"], gone=str(msg("không giao")))


def allotments(session: Session, target_id: int) -> tuple[AllotmentLine, ...]:
    """The shares given of a target, by period and unit."""
    row = existing(plan.target(session.conn, target_id), _TARGET, target_id)
    return tuple(
        AllotmentLine(
            line["unit_id"],
            people.unit_name(session.conn, line["unit_id"]),
            line["period"],
            from_stored(line["value"], row["decimals"]),
        )
        for line in plan.allotments(session.conn, target_id)
    )


def target_lines(session: Session, programme_id: int | None = None) -> tuple[TargetLine, ...]:
    """Every target with its measure, in the order of programmes and measures; of one programme, or all."""
    names = [name for name in TargetLine.__dataclass_fields__ if name != "value"]
    lines = []
    for row in plan.target_lines(session.conn, programme_id):
        exact = None if row["value"] is None else from_stored(row["value"], row["decimals"])
        values = {name: row[name] for name in names}
        for name in ("programme_number", "programme", "lead_code"):
            values[name] = values[name] or ""
        lines.append(TargetLine(value=exact, **values))
    return tuple(lines)


def _ours(session: Session, target_id: int) -> Row:
    return ours(session, plan.target(session.conn, target_id), _TARGET, target_id)


def _measure(session: Session, fields: dict[str, Any]) -> dict[str, Any]:
    """The columns of a measure to write, each checked."""
    columns = dict(fields)
    if "text" in fields:
        columns["text"] = required(fields["text"], msg("Nội dung chỉ số"))
    for name in ("unit_text", "num_label", "den_label"):
        if name in fields:
            columns[name] = clean_line(fields[name] or "")
    lists = (
        *(("form", FORMS, msg("Dạng chỉ số")), ("entry", ENTRIES, msg("Cách nhập"))),
        *(("over_time", OVER_TIME, msg("Cộng theo thời gian")), ("over_units", OVER_UNITS, msg("Cộng theo đơn vị"))),
        *(("frequency", FREQUENCIES, msg("Nhịp báo cáo")), ("reported_by", REPORTED_BY, msg("Nơi báo cáo"))),
        ("scope_sector", SECTORS, msg("Khu vực")),
    )
    for name, allowed, what in lists:
        if fields.get(name) is not None:
            one_of(fields[name], allowed, what)
    if fields.get("decimals", 0) not in range(7):
        raise BadInput(msg("Số chữ số phần lẻ từ 0 đến 6."), where="decimals")
    if (kind_id := fields.get("scope_kind_id")) is not None:
        existing(people.unit_kind(session.conn, kind_id), msg("loại đơn vị"), kind_id)
    return columns


def _with_rules(columns: dict[str, Any]) -> dict[str, Any]:
    """The columns with the two rules that follow from form and entry, where none was given."""
    form, entry = columns["form"], columns["entry"]
    over_time = "none" if form == "words" else "sum" if entry == "increment" else "latest"
    ruled = {"over_time": columns.get("over_time") or over_time}
    return {**columns, **ruled, "over_units": columns.get("over_units") or _OVER_UNITS_OF[form]}


def _target(session: Session, fields: dict[str, Any], measure: Row, known: dict[str, Any]) -> dict[str, Any]:
    """The columns of a target to write; ``measure`` tells its decimals, ``known`` is the row as it is (empty: new)."""
    columns = dict(fields)
    if "text" in fields:
        columns["text"] = required(clean(fields["text"]).replace("\n", " "), msg("Nội dung chỉ tiêu"))
    for name in ("number", "base_text", "scope"):
        if name in fields:
            columns[name] = clean_line(fields[name] or "")
    merged = {**known, **columns}
    one_of(merged["comparator"], COMPARATORS, msg("Cách so sánh"))
    one_of(merged["horizon"], HORIZONS, msg("Thời hạn chỉ tiêu"))
    if "value" in fields:
        columns["value"] = None if fields["value"] is None else to_stored(fields["value"], measure["decimals"])
    if merged["comparator"] in _WITHOUT_FIGURE:
        columns["value"] = None
    elif (columns["value"] if "value" in columns else known.get("value")) is None:
        raise BadInput(
            msg("Chỉ tiêu “{target}” thiếu mức giao. Ghi số, hoặc chọn “có làm”.", target=brief(merged["text"])),
            where="value",
        )
    _check_years(merged)
    if (clause_id := fields.get("clause_id")) is not None:
        existing(directives.clause(session.conn, clause_id), msg("điều khoản"), clause_id)
    return columns


def _check_years(target: dict[str, Any]) -> None:
    first, last = target.get("h_from"), target.get("h_to")
    missing = (target["horizon"] in {"by", "span"} and last is None) or (target["horizon"] == "span" and first is None)
    if missing or any(year is not None and year not in _YEARS for year in (first, last)):
        raise BadInput(
            msg(
                "Chỉ tiêu “{target}” thiếu năm, hoặc năm không đúng. Ghi như 2026 hoặc 2026-2030.",
                target=brief(target["text"]),
            ),
            where="horizon",
        )
    in_order(first and f"{first}-01-01", last and f"{last}-12-31", msg("Thời hạn chỉ tiêu"))
