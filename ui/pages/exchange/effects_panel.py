"""Số liệu chính sau khi áp dụng: what needs a person's eye, then headline figures before and after with what lies between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.bundles.effects import Effects, FigureMove
from app.given import brief
from app.i18n import tr
from app.numbers import format_number, format_percent
from app.plan import periods
from app.plan.verdicts import Verdict
from ui.fonts import Role
from ui.widgets.details import Details
from ui.widgets.label import Label, Line

MOST = 14
"""Figures that are shown of a quarter; nobody reads more before he applies."""
MOST_SAID = 12
MOST_LETTERS = 84
_MARKS = {Verdict.met: "done", Verdict.not_met: "overdue"}
MINUS, NOTHING = "\N{MINUS SIGN}", "0,0"


@dataclass(frozen=True)
class _Move:
    """A line of the table."""

    name: str
    before: str
    after: str
    change: str
    base: str = ""


def show_effects(panel: Details, effects: Effects) -> None:
    """Fill the panel."""
    panel.begin()
    panel.title(tr("Số liệu chính sau khi áp dụng"))
    said = _said(effects)
    if said:
        panel.section(tr("Cần xem"))
        for mark, sentence in said:
            panel.marked(mark, sentence)
    tables = _tables(effects)
    for period in sorted(tables, reverse=True):
        _add_table(panel, str(periods.label(period)), tables[period])
    if effects.empty and not said:
        panel.lines([tr("Không số liệu chính nào đổi.")])
    panel.add(Line())
    promise = tr("Trước khi áp dụng, chương trình tự sao lưu. Rút lại được cả gói trong Sổ giao nhận.")
    panel.add(Label(promise, Role.SMALL, "text2", wrap=True))


def _tables(effects: Effects) -> dict[str, list[_Move]]:
    """The lines of each quarter: who reported, then figures, then tasks."""
    found: dict[str, list[_Move]] = {}
    for report in effects.reports:
        asked = (report.asked_before, report.asked_after)
        lines = found.setdefault(report.period, [])
        lines += _counts(tr("Đơn vị đã gửi"), report.reported_before, report.reported_after, asked)
        lines += _counts(tr("Đơn vị đã đủ"), report.complete_before, report.complete_after, asked)
    for figure in effects.figures:
        found.setdefault(figure.period, []).append(_figure(figure))
    for task in effects.tasks:
        name = f"{task.number} {brief(task.text, MOST_LETTERS)}".strip()
        done = _counts(name, task.before.num or 0, task.after.num or 0, (task.before.m, task.after.m))
        found.setdefault(task.period, []).extend(done)
    return found


def _said(effects: Effects) -> list[tuple[str, str]]:
    """What needs a person's eye, each with its mark."""
    fell = [one for one in effects.crossings if one.way == "fell"]
    rose = [one for one in effects.crossings if one.way == "rose"]
    said = [("due_soon", jump.sentence) for jump in effects.jumps[:MOST_SAID]]
    said += [("paused", one.sentence) for one in effects.closed[:MOST_SAID]]
    said += [(_MARKS.get(one.after.verdict, "not_logged"), one.sentence) for one in effects.verdicts[:MOST_SAID]]
    said += [("overdue", one.sentence) for one in fell[:MOST_SAID]]
    said += [("done", one.sentence) for one in rose[:MOST_SAID]]
    return [(mark, str(sentence)) for mark, sentence in said]


def _counts(name: str, before: int, after: int, of: Sequence[int]) -> Iterable[_Move]:
    """A count with its base; nothing where neither moves."""
    if (before, of[0]) != (after, of[1]):
        yield _Move(name, f"{before}/{of[0]}", f"{after}/{of[1]}", _signed(Fraction(after - before)))


def _figure(move: FigureMove) -> _Move:
    before, after = move.before, move.after
    name, base = brief(move.measure, MOST_LETTERS), tr("{n} đơn vị", n=after.base)
    if before.shown == after.shown:
        # The same share of other numbers, or the same figure of more units.
        was, becomes = before.text or before.shown, after.text or after.shown
        return _Move(name, was, becomes, _signed(Fraction(0)) if was == becomes else "", base)
    known = before.value is not None and after.value is not None
    change = _signed((after.value or Fraction(0)) - (before.value or Fraction(0)), points=after.rate) if known else ""
    return _Move(name, before.shown, after.shown, change, base)


def _signed(by: Fraction, *, points: bool = False) -> str:
    """A difference with its sign, in tenths where it is one of rates; nothing where a tenth does not show it."""
    if not by:
        return tr("không đổi")
    size = abs(by)
    whole = size.denominator == 1 and not points
    shown = format_number(int(size)) if whole else format_percent(size).removesuffix("%")
    return "" if shown == NOTHING else f"{'+' if by > 0 else MINUS}{shown}"


def _add_table(panel: Details, title: str, moves: Sequence[_Move]) -> None:
    panel.section(title)
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    for column, words in enumerate((tr("Đang có"), tr("Sẽ là"), tr("Thay đổi")), 1):
        grid.addWidget(Label(words, Role.CAPTION_MEDIUM, "text2"), 0, column, right)
    for move in moves[:MOST]:
        row = grid.rowCount()
        grid.addWidget(Label(move.name, Role.SMALL, wrap=True), row, 0, 1, 4, Qt.AlignmentFlag.AlignTop)
        row += 1
        grid.addWidget(Label(move.base, Role.CAPTION, "text2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(move.before, Role.SMALL, "text2"), row, 1, right)
        grid.addWidget(Label(move.after, Role.SMALL_STRONG), row, 2, right)
        grid.addWidget(Label(move.change, Role.SMALL_MEDIUM, "accent"), row, 3, right)
    panel.add(holder)
    if len(moves) > MOST:
        panel.lines([tr("và {n} số liệu khác", n=len(moves) - MOST)])
