"""Commands that print figures: by task state, target, measure, programme, ban, unit and period."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click

from app.cli import output, refs
from app.cli.frame import argument, command, group, option
from app.cli.lists import BOM
from app.cli.opening import reading
from app.cli.options import shared
from app.cli.output import Col, Line
from app.cli.tasks import TASK
from app.i18n import Message, msg, tr
from app.numbers import format_number, format_percent, format_stored
from app.plan import figures, periods, values, verdicts
from app.plan.figures import Figure, GroupFigures, TargetFigure
from app.plan.timeliness import STATUS_WORDS, SUMMARY_WORDS, Status, TaskSummary
from app.plan.verdicts import VERDICT_WORDS
from app.session import Session
from app.words import GIVEN, NOT_REPORTED, STATES
from db.queries import plan

_PERIOD = option("--period", words=msg("Kỳ; bỏ trống là kỳ đang mở."))
_AS_OF = option(
    "--as-of",
    type=click.Choice(["current", "closed"]),
    default="current",
    words=msg("Số hiện nay, hoặc số lúc khóa kỳ."),
)
_PROGRAMME = option("--programme", words=msg("Chỉ chương trình này."))
_RATES = {"ratio", "yesno"}  # what their targets compare is in per cent
_COUNTS = (
    "done_on_time",
    "done_late",
    "overdue",
    "in_progress",
    "not_started",
    "continuous",
    "paused",
    "cancelled",
)


@command("tasks", msg("Nhiệm vụ của văn phòng theo tình trạng tại ngày chốt."))
@reading
@_PERIOD
@_AS_OF
@_PROGRAMME
@option("--ban", words=msg("Chỉ ban này."))
@BOM
def tasks(session: Session, period: str | None, as_of: Any, programme: str | None, ban: str | None, bom: bool) -> None:
    """How many of the office's own tasks stand how."""
    found = figures.task_summary(
        session,
        refs.period(session, period),
        as_of=as_of,
        programme_id=refs.find_if(session, "programme", programme),
        ban_id=refs.find_if(session, "ban", ban),
    )
    if shared().format == "json":
        output.put_json({**_counts(found), "due_done": found.due_done, "due_total": found.due_total})
        return
    rows = [output.line(state=str(SUMMARY_WORDS[key]), n=getattr(found, key)) for key in _COUNTS]
    output.put(
        (Col("state", msg("Tình trạng")), Col("n", msg("Số nhiệm vụ"), right=True)), rows, shared().format, bom=bom
    )
    if shared().format == "table":
        click.echo(str(found.deadline_sentence()))


@command("passed-down", msg("Một nhiệm vụ giao cấp dưới: đơn vị nào đã làm, chưa làm, chưa báo cáo."))
@reading
@argument("task", TASK)
@_PERIOD
@_AS_OF
@BOM
def passed_down(session: Session, task: str, period: str | None, as_of: Any, bom: bool) -> None:
    """How units answer a task that was passed down."""
    code = refs.period(session, period)
    found = figures.passed_down(session, refs.find(session, "task", task), code, as_of=as_of)
    if shared().format == "json":
        output.put_json(asdict(found))
        return
    rows = [
        output.line(name=unit.name, state=_answer(unit.state, unit.given), done_on=output.day(unit.done_on))
        for unit in found.units
    ]
    columns = (Col("name", msg("Đơn vị")), Col("state", msg("Trạng thái")), Col("done_on", msg("Ngày xong")))
    output.put(columns, rows, shared().format, bom=bom)
    if shared().format == "table":
        click.echo(tr("Hoàn thành {done}; đã báo cáo {base}.", done=found.done, base=found.text_base))


@command("targets", msg("Chỉ tiêu: thực hiện, cơ sở n/m, đạt hay chưa."))
@reading
@_PERIOD
@_AS_OF
@_PROGRAMME
@BOM
def targets(session: Session, period: str | None, as_of: Any, programme: str | None, bom: bool) -> None:
    """The targets with what was reached."""
    found = figures.targets(
        session, refs.period(session, period), refs.find_if(session, "programme", programme), as_of=as_of
    )
    columns = (
        Col("number", msg("TT")),
        Col("text", msg("Chỉ tiêu"), cut=True),
        Col("plan", msg("Mức giao"), right=True),
        Col("actual", msg("Trong kỳ"), right=True),
        Col("to_date", msg("Lũy kế"), right=True),
        Col("percent", msg("Tỷ lệ"), right=True),
        Col("base", msg("Cơ sở"), right=True),
        Col("none", msg("Không PS"), right=True),
        Col("achievement", msg("So kế hoạch"), right=True),
        Col("verdict", msg("Kết luận")),
    )
    output.put(columns, [_target(each) for each in found], shared().format, bom=bom)


@command("measure", msg("Một chỉ số trong kỳ, theo đơn vị lúc đó (then) hoặc hiện nay (now)."))
@reading
@argument("measure", msg("Chỉ số: tên, số của chỉ tiêu hoặc #id."))
@_PERIOD
@_AS_OF
@option("--units", type=click.Choice(["then", "now"]), default="then", words=msg("Đơn vị lúc đó hay hiện nay."))
def measure(session: Session, measure: str, period: str | None, as_of: Any, units: Any) -> None:
    """One measure in a period."""
    found = figures.measure_figure(
        session, refs.find(session, "measure", measure), refs.period(session, period), as_of=as_of, units=units
    )
    if shared().format == "json":
        output.put_json(_figure(found))
    else:
        click.echo(" · ".join(part for part in (found.text, found.text_percent, str(found.text_base)) if part))


@command(
    "beside", msg("Số liệu từng đơn vị của một chỉ số: trong kỳ, kỳ trước và lũy kế cạnh nhau, kể cả bản đang ghi.")
)
@reading
@argument("measure", msg("Chỉ số: tên, số của chỉ tiêu hoặc #id."))
@_PERIOD
@BOM
def beside(session: Session, measure: str, period: str | None, bom: bool) -> None:
    """A measure's figures per unit: this period, the last one, to date."""
    measure_id = refs.find(session, "measure", measure)
    columns = (
        Col("unit", msg("Đơn vị"), cut=True),
        Col("now", msg("Trong kỳ"), right=True),
        Col("last", msg("Kỳ trước"), right=True),
        Col("to_date", msg("Lũy kế"), right=True),
        Col("draft", msg("Đang ghi")),
        Col("note", msg("Ghi chú"), cut=True),
    )
    stored = plan.measure(session.conn, measure_id)
    decimals = 0 if stored is None else int(stored["decimals"])
    rows = [
        output.line(
            unit=refs.name(session, "unit", each.unit_id),
            now=_numbers(each.now, each.given, decimals),
            last=_numbers(each.last, each.last_given, decimals),
            to_date=_numbers(each.to_date, "value", decimals),
            draft=tr("có") if each.draft else "",
            note=each.note,
        )
        for each in values.beside(session, measure_id, refs.period(session, period))
    ]
    output.put(columns, rows, shared().format, bom=bom)


@command("programmes", msg("Từng chương trình: nhiệm vụ theo tình trạng."))
@reading
@_PERIOD
@_AS_OF
@BOM
def programmes(session: Session, period: str | None, as_of: Any, bom: bool) -> None:
    """Task states by programme."""
    _groups(figures.by_programme(session, refs.period(session, period), as_of=as_of), bom)


@command("bans", msg("Từng ban: nhiệm vụ theo tình trạng."))
@reading
@_PERIOD
@_AS_OF
@BOM
def bans(session: Session, period: str | None, as_of: Any, bom: bool) -> None:
    """Task states by ban."""
    _groups(figures.by_ban(session, refs.period(session, period), as_of=as_of), bom)


@command("units", msg("Từng đơn vị: phải báo cáo, đã báo cáo, số liệu; theo đơn vị lúc đó (then) hoặc hiện nay (now)."))
@reading
@_PERIOD
@_AS_OF
@option("--view", type=click.Choice(["then", "now"]), default="then", words=msg("Đơn vị lúc đó hay hiện nay."))
@BOM
def units(session: Session, period: str | None, as_of: Any, view: Any, bom: bool) -> None:
    """What each unit reported."""
    found = figures.units_as(session, refs.period(session, period), view, as_of=as_of)
    ids = list(dict.fromkeys(measure_id for unit in found for measure_id in unit.figures))
    names = {row: refs.name(session, "measure", row) for row in ids}
    columns = [
        Col("unit", msg("Đơn vị"), cut=True),
        Col("expected", msg("Phải báo cáo"), right=True),
        Col("reported", msg("Đã báo cáo"), right=True),
        *(Col(f"m{each}", Message(names[each]), right=True, cut=True) for each in ids),
    ]
    if shared().format == "json":
        output.put_json(
            [{**asdict(unit), "figures": {key: _figure(each) for key, each in unit.figures.items()}} for unit in found]
        )
        return
    rows = [
        output.line(
            unit=unit.name,
            expected=unit.expected,
            reported=unit.reported,
            **{f"m{key}": _cell(each) for key, each in unit.figures.items()},
        )
        for unit in found
    ]
    output.put(columns, rows, shared().format, bom=bom)


@command("periods", msg("Nhiệm vụ của văn phòng qua các kỳ."))
@reading
@argument("codes", msg("Các kỳ, ví dụ 2026-Q2 2026-Q3."), nargs=-1, required=True, metavar="PERIOD...")
@_PROGRAMME
@BOM
def by_period(session: Session, codes: tuple[str, ...], programme: str | None, bom: bool) -> None:
    """Task states over several periods."""
    wanted = [periods.from_text(code) for code in codes]
    found = figures.by_period(session, wanted, programme_id=refs.find_if(session, "programme", programme))
    rows = [_summary_line({"title": str(periods.label(code)), "period": code}, each) for code, each in found.items()]
    output.put([Col("title", msg("Kỳ")), *_COUNT_COLUMNS], rows, shared().format, bom=bom)


_COUNT_COLUMNS = tuple(Col(key, SUMMARY_WORDS[key], right=True) for key in _COUNTS)


def _groups(found: Iterable[GroupFigures], bom: bool) -> None:
    rows = [
        _summary_line({"number": each.number, "title": each.title, "not_logged": each.not_logged}, each.summary)
        for each in found
    ]
    columns = [
        Col("number", msg("Số")),
        Col("title", msg("Tên"), cut=True),
        *_COUNT_COLUMNS,
        Col("not_logged", STATUS_WORDS[Status.not_logged], right=True),
    ]
    output.put(columns, rows, shared().format, bom=bom)


def _counts(found: TaskSummary) -> dict[str, int]:
    return {key: getattr(found, key) for key in _COUNTS}


def _summary_line(head: dict[str, Any], found: TaskSummary) -> Line:
    return output.line(**head, **_counts(found))


def _answer(state: str | None, given: str | None) -> str:
    if state is None:
        return str(NOT_REPORTED)
    return str(STATES[state] if given in {None, "value"} else GIVEN[str(given)])


def _target(each: TargetFigure) -> Line:
    shown = {
        "number": each.number,
        "text": each.text,
        "plan": _plan(each),
        "actual": str(each.figure.text),
        "to_date": str(each.to_date.text),
        "percent": str(each.to_date.text_percent),
        "base": each.to_date.base,
        "none": str(each.to_date.none_n or ""),
        "achievement": "" if each.achievement is None else format_percent(each.achievement),
        "verdict": str(VERDICT_WORDS[each.verdict]),
    }
    raw = {
        "number": each.number,
        "text": each.text,
        "plan": each.threshold,
        "actual": _figure(each.figure),
        "to_date": _figure(each.to_date),
        "percent": each.to_date.percent,
        "base": each.to_date.base,
        "none": each.to_date.none_n,
        "achievement": each.achievement,
        "verdict": each.verdict,
    }
    return Line(shown, raw)


def _plan(each: TargetFigure) -> str:
    """The threshold as written in tables: sign, figure, unit."""
    if each.threshold is None:
        return ""
    sign = verdicts.COMPARATOR_SIGNS.get(each.comparator, "")
    figure = format_percent(each.threshold) if each.form in _RATES else format_number(output.decimal(each.threshold))
    return f"{sign} {figure}".strip()


def _numbers(found: tuple[int | None, int | None, int | None], given: str | None, decimals: int) -> str:
    """As "40/50" or "3", a kind of nothing, or nothing."""
    num, den, val = found
    if given in {"none_occurred", "not_applicable"}:
        return str(GIVEN[str(given)])
    if num is not None and den is not None:
        return f"{format_stored(num, decimals)}/{format_stored(den, decimals)}"
    return "" if val is None else format_stored(val, decimals)


def _cell(found: Figure) -> str:
    """A unit's figure in words: nothing occurred is not 0, and silence is not either."""
    if not found.n:
        return str(NOT_REPORTED) if found.m else str(GIVEN["not_applicable"])
    return str(GIVEN["none_occurred"]) if found.none_n == found.n else str(found.text)


def _figure(found: Figure) -> dict[str, Any]:
    return {
        "num": found.num,
        "den": found.den,
        "val": found.val,
        "decimals": found.decimals,
        "n": found.n,
        "m": found.m,
        "none_n": found.none_n,
        "percent": found.percent,
        "text": str(found.text),
        "text_percent": str(found.text_percent),
    }


COMMANDS = (
    group(
        "figures",
        msg("Số tổng hợp."),
        [tasks, passed_down, targets, measure, beside, programmes, bans, units, by_period],
    ),
)
