"""A signed report beside today: which of its figures are no longer as they were signed, and whose answers moved them (DESIGN 5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.i18n import Message, msg
from app.plan import periods
from app.plan.timeliness import SUMMARY_WORDS
from app.reports.papers.report_figures import ReportFigures
from app.reports.register import signing
from app.reports.register.freezing import FrozenFigure, FrozenInput, figures_of
from app.session import Session
from app.words import GIVEN, NOT_REPORTED, STATES

_OF_ALL = {"units": msg("Đơn vị đã báo cáo"), "units.complete": msg("Đơn vị báo cáo đủ")}
_NOT_DONE = msg("Chưa hoàn thành")
_DUE = msg("Nhiệm vụ đến hạn đã hoàn thành")


@dataclass(frozen=True)
class Cause:
    """A unit's answer when the report was signed and now."""

    unit: str
    period: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """A figure as signed and as of today, with the answers that moved it (none for counts of the office's own tasks)."""

    key: str
    title: str
    before: str
    after: str
    causes: tuple[Cause, ...]


def compare(session: Session, report_id: int) -> tuple[Comparison, ...]:
    """The figures that moved since the signing, those of programmes and bans left out because they follow from the tasks.

    A target is named once: by its figure to date, else by that of the period. Raises NotFound for a report that is not there.
    """
    moved = {move.key: move for move in signing.moved(session, report_id)}
    keys = [key for key in moved if _told(key, moved)]
    if not keys:
        return ()
    today = _today(session, report_id)
    now = {figure.key: figure for figure in figures_of(session, today)}
    found = []
    for key in keys:
        names = _Names(key, today)
        signed = signing.why(session, report_id, key)
        after = names.text(now[key]) if key in now else ""
        causes = tuple(_causes(signed, now.get(key), names))
        found.append(Comparison(key, names.title, names.text(signed), after, causes))
    return tuple(found)


@dataclass(frozen=True)
class SignedFigure:
    """A figure of a signed report in words: what it is, how it was signed, on how many units it rests ("4/5")."""

    key: str
    title: str
    text: str
    base: str


@dataclass(frozen=True)
class Answer:
    """What one unit had answered when the report was signed."""

    unit: str
    period: str
    text: str


def signed_figures(session: Session, report_id: int) -> tuple[SignedFigure, ...]:
    """The figures of a signed report that people ask about, in the order they were frozen: targets, tasks, counts of the office.

    Raises NotFound for a report that is not there.
    """
    found = signing.frozen(session, report_id)
    today, keys = _today(session, report_id), {each.key: each for each in found}
    lines = []
    for each in found:
        if _told(each.key, keys):
            names = _Names(each.key, today)
            base = f"{each.base_n}/{each.base_m}" if each.base_m is not None else ""
            lines.append(SignedFigure(each.key, names.title, names.text(each), base))
    return tuple(lines)


def answers(session: Session, report_id: int, key: str) -> tuple[Answer, ...]:
    """Whose answers a signed figure is made of, each as it was then. Raises NotFound."""
    figure = signing.why(session, report_id, key)
    names = _Names(key, _today(session, report_id))
    return tuple(Answer(one.unit, str(periods.label(one.period)), names.text(one)) for one in figure.inputs)


def _today(session: Session, report_id: int) -> ReportFigures:
    report = next(report for report in signing.signed(session) if report.id == report_id)
    return signing.figures(session, report.name, report.period, "current")


def _told(key: str, moved: Mapping[str, object]) -> bool:
    if key.startswith(("programme:", "ban:")):
        return False
    return not (key.startswith("target:") and f"{key}.to_date" in moved)


class _Names:
    """How a key is called and its figures are written."""

    def __init__(self, key: str, report: ReportFigures) -> None:
        self.key = key
        kind, _, rest = key.partition(":")
        wanted = rest.partition(".")[0] if kind == "target" else ""
        self._target = next((each for each in report.targets if str(each.target_id) == wanted), None)
        if self._target is not None:
            self.title = self._target.text
        elif kind == "task":
            known = {str(task.task_id): task.text for task in (*report.tasks, *report.passed)}
            self.title = known.get(rest, key)
        else:
            self.title = str(self._count_title())

    def _count_title(self) -> Message | str:
        column = self.key.partition(".")[2]
        known = {**_OF_ALL, "tasks.due": _DUE, **{f"tasks.{name}": said for name, said in SUMMARY_WORDS.items()}}
        return known.get(self.key, column or self.key)

    def text(self, found: FrozenFigure | FrozenInput) -> str:
        """A figure or an answer as people read it."""
        if isinstance(found, FrozenInput):
            return self._answer(found)
        if self._target is not None:
            return self._measured(found)
        if found.rule in SUMMARY_WORDS:
            state = str(SUMMARY_WORDS[found.rule])
            return state if found.val is None else f"{state} {found.val}%"
        if found.base_m is not None:
            return f"{found.num}/{found.base_m}"
        return f"{found.num}/{found.den}" if found.den is not None else str(found.val)

    def _measured(self, found: FrozenFigure | FrozenInput) -> str:
        if self._target is None:
            return ""
        figure = replace(self._target.to_date, num=found.num, den=found.den, val=found.val, none_n=0)
        return figure.shown if isinstance(found, FrozenFigure) else figure.text

    def _answer(self, found: FrozenInput) -> str:
        if found.given is None:
            return str(NOT_REPORTED)
        if found.given != "value":
            return str(GIVEN[found.given])
        if self._target is not None:
            return self._measured(found)
        return str(STATES["done"] if found.num else _NOT_DONE)


def _causes(signed: FrozenFigure, now: FrozenFigure | None, names: _Names) -> Iterator[Cause]:
    """The answers that are another revision now. Own tasks have one, which the figure itself tells."""
    if now is None or (signed.key.startswith("task:") and signed.base_m is None):
        return
    after = {(one.unit_id, one.period): one for one in now.inputs}
    for one in signed.inputs:
        other = after.get((one.unit_id, one.period))
        if other is not None and (other.rev, other.rev_hash) != (one.rev, one.rev_hash):
            yield Cause(one.unit, one.period, names.text(one), names.text(other))
