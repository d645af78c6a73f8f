"""What the chairman asks, in one value: how it stands, what is behind, which targets will miss, who has what waiting."""

from dataclasses import dataclass
from fractions import Fraction

from app.i18n import Message, msg
from app.numbers import format_percent
from app.plan import calendar, figures, periods, waiting
from app.plan.figures import GroupFigures, HeatRow, TargetFigure
from app.plan.readiness import Readiness, readiness
from app.plan.verdicts import Verdict, verdict
from app.session import Session

HEAT_QUARTERS = 5
MOST_TARGETS = 5
HEAT_WARN = Fraction(9, 10)
HEAT_BAD = Fraction(7, 10)


@dataclass(frozen=True)
class Overview:
    """Everything the overview page shows for one period.

    ``heat_periods`` are the columns of ``heat``, the last one still to come. ``hard`` are the targets that will miss or have missed, of
    ``targets`` in all with a figure to judge.
    """

    period: str
    sentence: Message
    second: Message
    on_schedule: int
    total: int
    overdue: int
    before: tuple[int, int, int] | None
    readiness: Readiness
    own_logged: int
    own_expected: int
    units_complete: int
    units_expected: int
    heat_periods: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    hard: tuple[TargetFigure, ...]
    missed: int
    targets: int
    by_ban: tuple[GroupFigures, ...]
    waiting: waiting.Waiting


def read(session: Session, period: str) -> Overview:
    """Read the overview of a period. Raises NotFound when it is not open here."""
    programmes = figures.by_programme(session, period)
    total = sum(group.total for group in programmes)
    on_schedule = sum(group.on_schedule for group in programmes)
    known = figures.targets(session, period)
    hard = tuple(target for target in known if is_hard(target))
    units = figures.by_unit(session, period)
    expected = [unit for unit in units if unit.tasks_expected or unit.values_expected]
    shown = _heat_periods(session, period)
    return Overview(
        period=period,
        sentence=_sentence(programmes, on_schedule, total),
        second=_second(hard, known, sum(unit.complete for unit in expected), len(expected)),
        on_schedule=on_schedule,
        total=total,
        overdue=sum(group.summary.overdue for group in programmes),
        before=_before(session, period),
        readiness=readiness(session, period),
        own_logged=sum(group.logged for group in programmes),
        own_expected=sum(group.expected for group in programmes),
        units_complete=sum(unit.complete for unit in expected),
        units_expected=len(expected),
        heat_periods=shown,
        heat=figures.heat(session, [code for code in shown if code <= period]),
        hard=hard,
        missed=sum(target.verdict is Verdict.not_met and _is_due(target, session) for target in known),
        targets=len(known),
        by_ban=figures.by_ban(session, period),
        waiting=waiting.now(session, period),
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


def _before(session: Session, period: str) -> tuple[int, int, int] | None:
    """(on schedule, total, overdue) of the period before, where it was opened."""
    earlier = periods.previous(period)
    if all(info.code != earlier for info in calendar.opened(session)):
        return None
    groups = figures.by_programme(session, earlier)
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


def _second(hard: tuple[TargetFigure, ...], known: tuple[TargetFigure, ...], complete: int, expected: int) -> Message:
    units = msg("{n}/{m} đơn vị đã gửi đủ số liệu.", n=complete, m=expected) if expected else msg("")
    judged = sum(target.value is not None for target in known)
    if not known and not expected:
        return msg("Khai ban, đơn vị ở trang Đơn vị, ban; rồi thêm chương trình, nhiệm vụ ở trang Chương trình.")
    if not judged:
        return units
    if hard:
        return msg(
            "Giữ nhịp hiện nay thì {n}/{m} chỉ tiêu khó đạt hoặc không đạt. {units}",
            n=len(hard),
            m=len(known),
            units=units,
        )
    return msg("Cả {m} chỉ tiêu có số liệu đang đúng hướng. {units}", m=judged, units=units)


def share_text(part: int, whole: int) -> str:
    """A share in per cent with one decimal, empty without a base."""
    return format_percent(Fraction(100 * part, whole)) if whole else ""
