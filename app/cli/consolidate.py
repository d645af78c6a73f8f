"""``tiendo consolidate``: figures of the units put together, compared, ranked, down to the entry, with what looks wrong."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from app.bundles import consolidation, drill, outliers
from app.bundles.consolidation import Matrix, Totals, UnitLine
from app.bundles.outliers import KIND_WORDS, Outlier
from app.cli import output, refs
from app.cli.frame import argument, command, option
from app.cli.lists import BOM
from app.cli.opening import reading
from app.cli.options import shared
from app.cli.output import Col, Line
from app.errors import BadInput
from app.i18n import Message, msg, tr
from app.numbers import format_percent, format_stored
from app.plan import periods
from app.plan.figure import Figure
from app.plan.verdicts import VERDICT_WORDS
from app.session import Session
from app.words import GIVEN, NOT_REPORTED, REVISION_KINDS

_NONE = "–"


@command(
    "consolidate",
    msg(
        "Tổng hợp số liệu các đơn vị. Không kèm chỉ số: mọi chỉ số theo quý. Kèm một chỉ số: từng đơn vị theo quý; "
        "thêm --unit để xem ai ghi, lần nào."
    ),
)
@reading
@argument("measure", msg("Chỉ số: tên, số của chỉ tiêu hoặc #id; bỏ trống là mọi chỉ số."), required=False)
@option("--period", words=msg("Quý cuối cùng được xem; bỏ trống là quý mới mở nhất."))
@option("--quarters", type=int, default=consolidation.USUAL_QUARTERS, show_default=True, words=msg("Số quý được xem."))
@option("--programme", words=msg("Chỉ chương trình này."))
@option("--unit", words=msg("Xem các lần báo cáo của đơn vị này trong quý cuối."))
@option("--compare", multiple=True, metavar="UNIT", words=msg("Chỉ so sánh các đơn vị này; lặp lại cho từng đơn vị."))
@option("--rank", is_flag=True, words=msg("Xếp hạng các đơn vị theo quý cuối."))
@option("--outliers", "odd", is_flag=True, words=msg("Liệt kê số liệu bất thường của quý cuối và việc cần làm."))
@option(
    "--as-of",
    type=click.Choice(["current", "closed"]),
    default="current",
    words=msg("Số hiện nay, hoặc số lúc khóa kỳ."),
)
@option("--as-then/--as-now", default=True, words=msg("Đơn vị như khi đó, hoặc gộp về đơn vị hiện nay."))
@BOM
def consolidate(session: Session, measure: str | None, bom: bool, **asked: Any) -> None:
    """Figures of units, put together."""
    code = None if asked["period"] is None else refs.period(session, asked["period"])
    measure_id = refs.find_if(session, "measure", measure)
    as_of, count = asked["as_of"], asked["quarters"]
    if asked["odd"]:
        last = consolidation.quarters(session, code, 1, as_of)[-1]
        only = None if measure_id is None else [measure_id]
        _outliers(outliers.find(session, last, as_of=as_of, measure_ids=only), bom)
    elif measure_id is None:
        if asked["unit"] or asked["compare"] or asked["rank"]:
            raise BadInput(
                msg("Chọn một chỉ số để xem đơn vị, ví dụ `tiendo consolidate “tên chỉ số” --rank`."), where="measure"
            )
        programme_id = refs.find_if(session, "programme", asked["programme"])
        _totals(consolidation.totals(session, code, count=count, as_of=as_of, programme_id=programme_id), bom)
    elif asked["unit"] is not None:
        last = consolidation.quarters(session, code, 1, as_of)[-1]
        _entries(drill.entries(session, measure_id, refs.find(session, "unit", asked["unit"]), last), bom)
    else:
        found = consolidation.matrix(
            session, measure_id, code, count=count, as_of=as_of, view="then" if asked["as_then"] else "now"
        )
        lines = _chosen(session, found, asked["compare"], rank=asked["rank"])
        _matrix(found, lines, bom, total=not asked["compare"])


def _chosen(
    session: Session, found: Matrix, compare: Sequence[str], *, rank: bool
) -> list[tuple[int | None, UnitLine]]:
    """(place, unit): those that were named, in that order, or all; ranked where that was asked for."""
    lines: list[tuple[int | None, UnitLine]] = [(None, line) for line in found.units]
    if rank:
        ranked = consolidation.ranked(found, found.periods[-1])
        placed = {line.unit_id for _, line in ranked}
        lines = [*ranked, *((None, line) for line in found.units if line.unit_id not in placed)]
    if not compare:
        return lines
    wanted = [found.line(unit) for unit in refs.find_some(session, "unit", compare)]
    ids = [line.unit_id for line in wanted if line is not None]
    chosen = [each for each in lines if each[1].unit_id in ids]
    return chosen if rank else sorted(chosen, key=lambda each: ids.index(each[1].unit_id))


def _totals(found: Totals, bom: bool) -> None:
    columns = [Col("measure", msg("Chỉ số"), cut=True), *_quarter_columns(found.periods)]
    lines = []
    for measure in found.measures:
        shown = {"measure": measure.text} | {code: _with_base(figure) for code, figure in measure.figures.items()}
        raw = {"measure": measure.text} | {code: _raw(figure) for code, figure in measure.figures.items()}
        lines.append(Line(shown, raw))
    output.put(columns, lines, shared().format, bom=bom)


def _matrix(found: Matrix, lines: Sequence[tuple[int | None, UnitLine]], bom: bool, *, total: bool) -> None:
    last = found.periods[-1]
    ranked = any(place is not None for place, _ in lines)
    allotted = any(line.allotted is not None for _, line in lines)
    columns = [
        *([Col("place", msg("Hạng"), right=True)] if ranked else []),
        Col("unit", msg("Đơn vị"), cut=True),
        *_quarter_columns(found.periods),
        Col("part", msg("Tỷ trọng"), right=True),
        *([Col("share", msg("So mức giao"), right=True)] if allotted else []),
        Col("verdict", msg("Kết luận")),
    ]
    rows = [_unit(found, line, place, last) for place, line in lines]
    if total and shared().format != "json":
        sums = {code: _with_base(figure) for code, figure in found.totals.items()}
        rows.append(Line({"unit": tr("Tổng"), **sums}, {}))
    if shared().format == "json":
        totals = {code: _raw(figure) for code, figure in found.totals.items()}
        output.put_json({"totals": totals, "units": [row.raw for row in rows]})
        return
    output.put(columns, rows, shared().format, bom=bom)


def _unit(found: Matrix, line: UnitLine, place: int | None, last: str) -> Line:
    figures = {code: found.figure(line, code) for code in found.periods}
    part, share = found.part(line, last), found.share(line)
    shown = {
        "place": "" if place is None else str(place),
        "unit": line.name,
        "part": "" if part is None else format_percent(part),
        "share": "" if share is None else format_percent(share),
        "verdict": str(VERDICT_WORDS[line.verdict]),
        **{code: _cell(figure) for code, figure in figures.items()},
    }
    raw = {
        "place": place,
        "unit": line.name,
        "unit_id": line.unit_id,
        "parts": list(line.parts),
        "part": part,
        "share": share,
        "verdict": line.verdict,
        **{code: None if figure is None else _raw(figure) for code, figure in figures.items()},
    }
    return Line(shown, raw)


def _entries(found: Sequence[drill.Entry], bom: bool) -> None:
    columns = (
        Col("writer", msg("Bên ghi"), cut=True),
        Col("rev", msg("Lần"), right=True),
        Col("kind", msg("Loại")),
        Col("figure", msg("Số liệu"), right=True),
        Col("counts", msg("Được tính")),
        Col("person", msg("Người ghi")),
        Col("at_ms", msg("Lúc")),
        Col("files", msg("Minh chứng"), right=True),
        Col("note", msg("Ghi chú"), cut=True),
        Col("reason", msg("Lý do"), cut=True),
    )
    if shared().format == "json":
        output.put_json([asdict(entry) for entry in found])
        return
    rows = [
        output.line(
            writer=entry.writer,
            rev=entry.rev,
            kind=str(REVISION_KINDS[entry.kind]),
            figure=_entry_figure(entry),
            counts=tr("có") if entry.counts else "",
            person=entry.person,
            at_ms=output.moment(entry.at_ms),
            files=len(entry.files),
            note=entry.note,
            reason=entry.reason,
        )
        for entry in found
    ]
    output.put(columns, rows, shared().format, bom=bom)


def _outliers(found: Sequence[Outlier], bom: bool) -> None:
    columns = (
        Col("kind", msg("Loại")),
        Col("unit", msg("Đơn vị"), cut=True),
        Col("sentence", msg("Điều bất thường"), cut=True),
        Col("todo", msg("Việc cần làm"), cut=True),
    )
    rows = [
        Line(
            {
                "kind": str(KIND_WORDS[each.kind]),
                "unit": each.unit,
                "sentence": str(each.sentence),
                "todo": str(each.todo),
            },
            {**asdict(each), "sentence": str(each.sentence), "todo": str(each.todo)},
        )
        for each in found
    ]
    if shared().format == "json":
        output.put_json([row.raw for row in rows])
        return
    output.put(columns, rows, shared().format, bom=bom)
    if shared().format == "table" and not rows:
        click.echo(tr("Không thấy số liệu nào bất thường."))


def _quarter_columns(codes: Sequence[str]) -> list[Col]:
    return [Col(code, Message(str(periods.label(code))), right=True) for code in codes]


def _with_base(figure: Figure) -> str:
    return f"{figure.shown} ({figure.base})"


def _cell(figure: Figure | None) -> str:
    """A unit's figure in words: nothing occurred is not 0, silence is not either, and what was not asked is a dash."""
    if figure is None:
        return _NONE
    if not figure.m:
        return str(GIVEN["not_applicable"])
    if not figure.n:
        return str(NOT_REPORTED)
    if figure.none_n == figure.n:
        return str(GIVEN["none_occurred"])
    return f"{figure.text} = {figure.text_percent}" if figure.text_percent else figure.text


def _entry_figure(entry: drill.Entry) -> str:
    if entry.given != "value":
        return str(GIVEN[entry.given])
    if entry.num is not None and entry.den is not None:
        return f"{format_stored(entry.num, entry.decimals)}/{format_stored(entry.den, entry.decimals)}"
    return "" if entry.val is None else format_stored(entry.val, entry.decimals)


def _raw(figure: Figure) -> dict[str, Any]:
    return {
        "num": figure.num,
        "den": figure.den,
        "val": figure.val,
        "decimals": figure.decimals,
        "n": figure.n,
        "m": figure.m,
        "none_n": figure.none_n,
        "percent": figure.percent,
        "text": figure.text,
    }


COMMANDS = (consolidate,)
