"""A quarter of 60 tasks is logged, submitted, approved and closed by keyboard alone, with fewer keys than LibreOffice Calc takes.

Every key that the program gets is counted by the hands of the test; a key held with Ctrl is one. The letters of free text
(results and causes) are the same on both sides and are counted apart; each Vietnamese letter is one, whatever the input method takes.

The same work in Calc is counted by ``calc_keys`` out of the same tasks, by these rules, each in favour of Calc:

- The sheet is there from last quarter, emptied, one row per task (TT, task, due, state, %, date, result, cause), with Calc's
  completion of words (AutoInput) on and with every date understood when typed as "28/9".
- Column by column, Enter after each cell goes down: an empty cell is passed with one key. To the top of the next column: 3 keys
  (Ctrl+Up, Down, Right).
- State: the first time each word in full; after that its first letter, and Enter takes the completion: 2 keys.
- Per cent: only for tasks in progress; that a task done stands at 100 is not typed. Date: only for tasks done.
- Cause: of tasks overdue; they are seen without help, one goes down to each.
- The counts that the report asks for (in all, done, in progress, not started, overdue): counted once as formulas that stand ready
  (no key) and once as formulas that the clerk writes (=COUNTIF…).
- Nobody's approval is asked for in a sheet; the lock is "Protect Sheet" with a password of four letters typed twice, by the menu
  (Alt+T, P, the password, Tab, again, Enter), and Ctrl+S.
- Opening the file and handing it over are not counted, neither is the missing check of what has not been filled in.

Counted: ours 361 keys (325 to log, 36 to submit, approve and lock), Calc's 563 with its formulas ready and 732 with them written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import workspace
from app.clock import FrozenClock
from app.people import offices
from app.plan import calendar, closing, programmes, tasks
from app.plan.grid_rows import TaskRow
from app.session import Actor, Session
from tests.ui.at_window import CTRL, NONE, AtWindow, Key

Q3 = "2026-Q3"
DONE, GOING, CONTINUOUS, WAITING, OVERDUE = "done", "going", "continuous", "waiting", "overdue"
_PATTERN = (DONE, GOING, DONE, CONTINUOUS, GOING, DONE, GOING, DONE, CONTINUOUS, GOING, DONE, GOING, DONE, GOING, DONE)
_WORDS = {
    DONE: "Hoàn thành",
    GOING: "Đang thực hiện",
    CONTINUOUS: "Đang thực hiện",
    OVERDUE: "Đang thực hiện",
    WAITING: "Chưa triển khai",
}
_DIGITS = {DONE: "3", GOING: "2", CONTINUOUS: "2", OVERDUE: "2", WAITING: "1"}
"""The place of each state in the list that opens on the state's cell."""

COUNTED = (325, 563, 732)
"""Ours to log everything; Calc's with its formulas ready; Calc's with them written."""

MOST = 370
"""Ours to the lock: 361 when this was written. The way to the lock by Tab may change by some keys with the page of the close."""


@dataclass(frozen=True)
class Work:
    """One task of the quarter and what is written about it."""

    number: str
    kind: str
    percent: str
    day: str
    result: str
    cause: str


def sixty() -> list[Work]:
    """60 tasks: 28 done, 17 in progress on time, 8 continuous, 4 not started, 3 overdue."""
    kinds = [*_PATTERN * 4]
    for place, kind in {
        4: OVERDUE,
        34: OVERDUE,
        49: OVERDUE,
        6: WAITING,
        21: WAITING,
        36: WAITING,
        51: WAITING,
    }.items():
        kinds[place] = kind
    return [
        Work(
            number=f"{at // 15 + 1}.{at % 15 + 1}",
            kind=kind,
            percent=str(30 + at) if kind in {GOING, OVERDUE} else "",
            day=f"{at % 20 + 10}/{at % 3 + 7}" if kind == DONE else "",
            result=f"Xong phần {at + 1}" if kind != WAITING else "Chờ quý sau",
            cause="Chờ kinh phí" if kind == OVERDUE else "",
        )
        for at, kind in enumerate(kinds)
    ]


def calc_keys(works: list[Work], *, formulas_ready: bool) -> int:
    """The keys of the same work in LibreOffice Calc, by the rules above, without the letters of free text."""
    met: set[str] = set()
    states = 0
    for work in works:
        word = _WORDS[work.kind]
        states += 1 + (1 if word in met else len(word))
        met.add(word)
    percents = sum(len(work.percent) + 1 for work in works)
    days = sum(len(work.day) + 1 for work in works)
    results = len(works)
    causes = max(at for at, work in enumerate(works) if work.cause) + 1
    to_the_top = 4 * 3
    formulas = [
        "=COUNTA(D2:D61)",
        '=COUNTIF(D2:D61;"Hoàn thành")',
        '=COUNTIF(D2:D61;"Đang thực hiện")',
        '=COUNTIF(D2:D61;"Chưa triển khai")',
        '=COUNTIFS(C2:C61;"<2026-09-30";D2:D61;"<>Hoàn thành")',
    ]
    summary = 0 if formulas_ready else sum(len(formula) + 1 for formula in formulas)
    lock = 2 + 4 + 1 + 4 + 1 + 1
    return states + percents + days + results + causes + to_the_top + summary + lock


class CountingHands(AtWindow):
    """Somebody whose keys are counted; letters of free text apart. No click counts, because there is none."""

    keys = 0
    letters = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        self.keys += times
        super().press(key, held, times)

    def type(self, text: str) -> None:
        self.keys += len(text)
        super().type(text)

    def write(self, text: str) -> None:
        """Type free text."""
        self.letters += len(text)
        super().type(text)

    def reach(self, words: str) -> None:
        """Press Tab until the button with these words has the focus."""
        for _ in range(40):
            focus = self.focus()
            if getattr(focus, "text", str)() == words:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not come to “{words}”")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """The office with four programmes of 15 tasks, on the last day of the third quarter."""
    clock = FrozenClock("2026-07-01T08:00:00", step_ms=1)
    session = workspace.create(tmp_path / "so.tdb", clock=clock, actor=Actor("Trần Thị Lan"), seed=7)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    works = sixty()
    for number in range(4):
        programme = programmes.add_programme(session, number=str(number + 1), title=f"Chương trình {number + 1}")
        for work in works[number * 15 : number * 15 + 15]:
            due = {CONTINUOUS: None, OVERDUE: "2026-08-31"}.get(work.kind, "2026-12-31")
            given = {"due": due} if due else {"continuous": True}
            tasks.add_task(session, programme_id=programme, number=work.number, text=f"Việc {work.number}", **given)
    calendar.open_period(session, Q3)
    clock.set("2026-10-02T08:00:00")
    return session


@pytest.fixture
def me(qtbot: QtBot, session: Session) -> Iterator[CountingHands]:
    """Somebody before the window."""
    me = CountingHands(session.clock)
    me.show(session)
    yield me
    me.close()


def test_a_quarter_of_60_tasks_takes_fewer_keys_than_in_a_spreadsheet(me: CountingHands, session: Session) -> None:
    works = sixty()
    me.press(Key.Key_3, CTRL)
    me.settle()
    for work in works:
        me.type(_DIGITS[work.kind])
    me.settle()
    _fill(me, works, "percent")
    _fill(me, works, "done_on")
    _fill(me, works, "result")
    _fill(me, works, "cause")
    me.press(Key.Key_F8)
    me.settle()
    assert not me.page.view.next_gap(), "nothing is lacking any more"  # type: ignore[attr-defined]  # the quarter page
    logged = me.keys
    _the_workspace_holds(me, works)
    for _ in range(2):  # submit, then approve: each asks in a sheet, and Ctrl+Enter is its button
        me.press(Key.Key_Return, CTRL)
        me.settle()
        me.press(Key.Key_Return, CTRL)
        me.settle()
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert me.window.current_key() == "closing"
    me.reach("Khóa quý…")
    me.press(Key.Key_Space)
    me.settle()
    me.reach("Khóa quý III/2026")
    me.press(Key.Key_Space)
    me.settle()
    assert closing.readiness(session, Q3).closed_at_ms is not None
    assert me.letters == sum(len(work.result) + len(work.cause) for work in works)
    with_formulas, by_hand = calc_keys(works, formulas_ready=True), calc_keys(works, formulas_ready=False)
    assert (logged, with_formulas, by_hand) == COUNTED, "a change of any is to be known"
    assert me.keys <= MOST < with_formulas


def _fill(me: CountingHands, works: list[Work], column: str) -> None:
    """Go with F8 from gap to gap of a column and write what belongs there; free text is counted apart."""
    wanted = {"percent": "percent", "done_on": "day", "result": "result", "cause": "cause"}[column]
    page = me.page
    for work in works:
        text = getattr(work, wanted)
        if not text:
            continue
        me.press(Key.Key_F8)
        index = page.view.currentIndex()  # type: ignore[attr-defined]  # the quarter page
        row = page.model.row_at(index.row())  # type: ignore[attr-defined]  # the quarter page
        assert (row.number, page.model.columns[index.column()].key) == (work.number, column)  # type: ignore[attr-defined]  # the quarter page
        (me.write if column in {"result", "cause"} else me.type)(text)


def _the_workspace_holds(me: CountingHands, works: list[Work]) -> None:
    rows = {row.number: row for row in me.page.model.all_rows()}  # type: ignore[attr-defined]  # the quarter page
    for work in works:
        row = rows[work.number]
        assert isinstance(row, TaskRow)
        assert row.state == {DONE: "done", WAITING: "not_started"}.get(work.kind, "in_progress")
        assert (row.result, row.cause) == (work.result, work.cause)
        assert row.percent == (100 if work.kind == DONE else int(work.percent) if work.percent else None)
        assert work.day == ("" if row.done_on is None else f"{row.done_on.day}/{row.done_on.month}")
    assert me.page.fact().endswith("60/60 đã ghi")
