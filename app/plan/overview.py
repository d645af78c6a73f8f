"""What the chairman asks, in one value: how it stands, what is behind, which targets will miss, who has what waiting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.i18n import Message, msg
from app.numbers import format_percent
from app.plan import calendar, owing, own_tasks, periods, standing, target_figures
from app.plan.owing import Debts
from app.plan.own_tasks import GroupFigures, HeatRow, OwnTasks
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Verdict, verdict
from app.session import Session
from db.queries import overview as queries

HEAT_QUARTERS = 5
MOST_TARGETS = 5
MOST_BEHIND = 6
HEAT_WARN = Fraction(9, 10)
HEAT_BAD = Fraction(7, 10)


@dataclass(frozen=True)
class Overview:
    """Everything the overview page shows for one period; ``debts`` is what waits and who has not answered.

    ``heat_periods`` are the columns of ``heat``, the last one still to come. ``hard`` are the targets that will miss or have missed, of
    ``targets`` in all with a figure to judge. ``numbers`` are those of the programmes, ``leads`` the codes of the bans that lead them.
    """

    period: str
    sentence: Message
    second: Message
    on_schedule: int
    total: int
    overdue: int
    before: tuple[int, int, int] | None
    debts: Debts
    own_logged: int
    own_expected: int
    heat_periods: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    hard: tuple[TargetFigure, ...]
    missed: int
    targets: int
    by_ban: tuple[GroupFigures, ...]
    numbers: Mapping[int, str]
    leads: Mapping[int, str]
    cutoff: date
    closed: bool


def read(session: Session, period: str) -> Overview:
    """Read the overview of a period: each table once. Raises NotFound when it is not open here."""
    owing.require_opened(session, period)
    shown = _heat_periods(session, period)
    tasks = {code: own_tasks.own_tasks(session, code) for code in {*shown[:-1], period}}
    now = tasks[period]
    programmes = now.by_programme
    total = sum(group.total for group in programmes)
    on_schedule = sum(group.on_schedule for group in programmes)
    known = target_figures.targets(session, period)
    hard = tuple(target for target in known if is_hard(target))
    debts = owing.read(session, period, now)
    at = standing.of(session, period)
    heads = queries.programmes(session.conn, at.cutoff.isoformat())
    return Overview(
        period=period,
        sentence=_sentence(programmes, on_schedule, total),
        second=_second(hard, known, debts, programmes),
        on_schedule=on_schedule,
        total=total,
        overdue=sum(group.summary.overdue for group in programmes),
        before=_before(session, period, tasks),
        debts=debts,
        own_logged=sum(group.logged for group in programmes),
        own_expected=sum(group.expected for group in programmes),
        heat_periods=shown,
        heat=own_tasks.heat_of(session, {code: tasks[code].by_programme for code in shown[:-1]}),
        hard=hard,
        missed=sum(target.verdict is Verdict.not_met and _is_due(target, session) for target in known),
        targets=len(known),
        by_ban=now.by_ban,
        numbers={row["id"]: row["number"] for row in heads},
        leads={row["id"]: row["lead"] or "" for row in heads},
        cutoff=at.cutoff,
        closed=at.closed,
    )


def is_hard(target: TargetFigure) -> bool:
    """Whether a target with a figure is not met and its trend to the horizon does not reach it."""
    if target.verdict is not Verdict.not_met:
        return False
    return verdict(target.comparator, target.threshold, target.projected) is not Verdict.met


def level(part: int, whole: int) -> str:
    """How a cell of the heat map stands: "plain", "warn" (70 to under 90 %) or "bad" (LOOK § 5)."""
    if not whole or Fraction(part, whole) >= HEAT_WARN:
        return "plain"
    return "warn" if Fraction(part, whole) >= HEAT_BAD else "bad"


def _is_due(target: TargetFigure, session: Session) -> bool:
    end = target.horizon_end
    return end is not None and end < session.clock.today()


def _heat_periods(session: Session, period: str) -> tuple[str, ...]:
    codes = [info.code for info in calendar.opened(session) if "-Q" in info.code and info.code <= period]
    return (*codes[-HEAT_QUARTERS:], periods.following(period))


def _before(session: Session, period: str, read_already: dict[str, OwnTasks]) -> tuple[int, int, int] | None:
    """(on schedule, total, overdue) of the period before, where it was opened."""
    earlier = periods.previous(period)
    if earlier in read_already:
        groups = read_already[earlier].by_programme
    elif any(info.code == earlier for info in calendar.opened(session)):
        groups = own_tasks.by_programme(session, earlier)
    else:
        return None
    return (
        sum(group.on_schedule for group in groups),
        sum(group.total for group in groups),
        sum(group.summary.overdue for group in groups),
    )


def _sentence(programmes: tuple[GroupFigures, ...], on_schedule: int, total: int) -> Message:
    if not total:
        return msg("Kỳ này chưa có nhiệm vụ phải thực hiện.")
    overdue = total - on_schedule
    behind = [group for group in programmes if level(group.on_schedule, group.total) == "bad" and group.id is not None]
    if behind:
        worst = min(behind, key=lambda group: Fraction(group.on_schedule, group.total))
        return msg(
            "Chương trình {number} đang chậm: {n}/{m} nhiệm vụ đúng tiến độ. Toàn cơ quan {on}/{total}, quá hạn {late}.",
            number=worst.number,
            n=worst.on_schedule,
            m=worst.total,
            on=on_schedule,
            total=total,
            late=overdue,
        )
    if overdue:
        return msg("{on}/{total} nhiệm vụ đúng tiến độ, quá hạn {late}.", on=on_schedule, total=total, late=overdue)
    return msg("Cả {total} nhiệm vụ đều đúng tiến độ.", total=total)


def _second(
    hard: tuple[TargetFigure, ...],
    known: tuple[TargetFigure, ...],
    debts: Debts,
    programmes: tuple[GroupFigures, ...],
) -> Message:
    complete, expected = debts.units_complete, debts.units_expected
    units = msg("{n}/{m} đơn vị đã gửi đủ số liệu.", n=complete, m=expected) if expected else msg("")
    judged = sum(target.value is not None for target in known)
    if not known and not expected and not programmes:
        return msg("Khai ban, đơn vị ở trang Đơn vị, ban; rồi thêm chương trình, nhiệm vụ ở trang Chương trình.")
    rest = units
    if judged and hard:
        rest = msg(
            "Giữ nhịp hiện nay thì {n}/{m} chỉ tiêu khó đạt hoặc không đạt. {units}",
            n=len(hard),
            m=len(known),
            units=units,
        )
    elif judged:
        rest = msg("Cả {m} chỉ tiêu có số liệu đang đúng hướng. {units}", m=judged, units=units)
    behind = _behind(programmes)
    return msg("Chương trình có việc quá hạn: {behind}. {rest}", behind=behind, rest=rest) if behind else rest


def _behind(programmes: tuple[GroupFigures, ...]) -> str:
    """The programmes with overdue tasks, the worst first: "1 (1/6), 5 (1/7)"."""
    late = [group for group in programmes if group.summary.overdue and group.id is not None]
    late.sort(key=lambda group: Fraction(group.on_schedule, group.total))
    named = [f"{group.number} ({group.summary.overdue}/{group.total})" for group in late[:MOST_BEHIND]]
    return ", ".join([*named, *(["…"] if len(late) > MOST_BEHIND else [])])


def share_text(part: int, whole: int) -> str:
    """A share in per cent with one decimal, empty without a base."""
    return format_percent(Fraction(100 * part, whole)) if whole else ""
