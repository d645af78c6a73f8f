"""A unit says what it thinks of what it was given; the issuer answers; nobody changes what is the other's (MODEL 5)."""

import pytest

from app import feedback
from app.errors import BadInput, NotFound, Refused
from app.people import units
from app.plan import calendar, details, grid, tasks
from app.session import Session
from db.store import current
from tests.builders import received
from tests.builders.received import Given

PERIOD = "2026-Q3"


@pytest.fixture
def child(office_session: Session) -> tuple[Session, Given]:
    calendar.open_period(office_session, PERIOD)
    return office_session, received.given(office_session)


def say(session: Session, given: Given, **columns: str | None) -> int:
    fields = {"on_kind": "task", "on_id": given.task, "kind": "proposal", "text": "Đề nghị ghép hai lớp", **columns}
    return feedback.add(session, **fields)  # type: ignore[arg-type]  # fields given by name


def test_what_is_said_is_a_row_of_our_own_and_waits(child: tuple[Session, Given]) -> None:
    session, given = child
    made = say(session, given)
    row = current(session.conn, "feedback", made) or {}
    assert (row["seat_id"], row["on_kind"], row["on_id"]) == (session.office.seat_id, "task", given.task)
    [line] = feedback.lines(session)
    assert (line.own, line.issuer, line.about, line.state, line.ours_to_answer) == (
        *(True, "Liên đoàn Lao động tỉnh Mẫu", "1 Việc cấp trên giao", "waiting", False),
    )
    assert feedback.of(session, "task", given.task) == (line,)
    feedback.take_back(session, made)
    assert feedback.lines(session) == ()
    session.undo()
    assert len(feedback.lines(session)) == 1


@pytest.mark.parametrize("kind", ["task", "target", "measure", "programme", "directive"])
def test_feedback_may_be_about_whatever_was_given(child: tuple[Session, Given], kind: str) -> None:
    session, given = child
    say(session, given, on_kind=kind, on_id=getattr(given, kind), kind="error")
    [line] = feedback.lines(session)
    assert (line.what_kind, bool(line.about)) == (kind, True)


def test_what_cannot_be_said_is_refused_in_words(child: tuple[Session, Given]) -> None:
    session, given = child
    own = tasks.add_task(session, text="Việc của mình")
    for error, words, columns in (
        (Refused, "đơn vị mình đặt ra", {"on_id": own}),
        (NotFound, "Nhiệm vụ số 999", {"on_id": 999}),
        (BadInput, "đang để trống", {"text": "  "}),
        (BadInput, "ghi hạn đề nghị", {"kind": "extension"}),
        (BadInput, "không sau hạn", {"kind": "extension", "new_due": "2026-09-30"}),
        (Refused, "việc thường xuyên", {"kind": "extension", "new_due": "2026-12-31", "on_id": given.second}),
        (BadInput, "Chỉ xin gia hạn cho nhiệm vụ", {"kind": "extension", "on_kind": "target", "on_id": given.target}),
    ):
        with pytest.raises(error, match=words):
            say(session, given, **columns)
    with pytest.raises(Refused, match="Liên đoàn Lao động tỉnh Mẫu trả lời"):
        feedback.answer(session, say(session, given), verdict="noted")


@pytest.fixture
def parent(office_session: Session) -> tuple[Session, int, int, int]:
    """An office with a passed-down task, two units, the seat of the first: (session, task, unit, seat)."""
    session = office_session
    calendar.open_period(session, PERIOD)
    kind = units.unit_kinds(session)[0].id
    first, _ = (units.add_unit(session, name=name, kind_id=kind) for name in ("Trường A", "Trường B"))
    task = tasks.add_task(session, text="Việc giao xuống", due="2026-09-30", scope="passed_down")
    return session, task, first, received.child(session, first, "Công đoàn trường A")


def ask(session: Session, seat: int, task: int, kind: str = "extension", new_due: str | None = "2026-10-31") -> int:
    """What a unit's file says."""
    with received.importing(session) as change:
        return change.define(
            "feedback", seat_id=seat, on_kind="task", on_id=task, kind=kind, text="Xin lùi hạn", new_due=new_due,
            at_ms=session.clock.now_ms(), person_text="Hiệu trưởng",
        )  # fmt: skip


def test_granting_an_extension_moves_the_date_of_that_unit_alone(parent: tuple[Session, int, int, int]) -> None:
    session, task, unit, seat = parent
    asked = ask(session, seat, task)
    assert feedback.to_answer(session) == 1
    made = feedback.answer(session, asked, verdict="accepted", text="Đồng ý")
    row = current(session.conn, "feedback_answer", made) or {}
    assert (row["seat_id"], row["new_due"], row["verdict"]) == (session.office.seat_id, "2026-10-31", "accepted")
    [moved] = session.conn.execute("SELECT * FROM due_change WHERE gone IS NULL").fetchall()
    assert (moved["unit_id"], moved["old_due"], moved["new_due"], moved["request_id"]) == (
        unit,
        "2026-09-30",
        "2026-10-31",
        asked,
    )
    assert details.task(session, task).due == "2026-09-30"
    dues = {row.key[1]: str(row.due) for row in grid.read(session, PERIOD, grid.PASSED_DOWN).rows}  # type: ignore[union-attr]  # rows of tasks
    assert dues.pop(unit) == "2026-10-31"
    assert set(dues.values()) == {"2026-09-30"}
    line = feedback.one(session, asked)
    assert (line.who, line.to_us, line.state, line.answer and line.answer.new_due) == (
        *("Công đoàn trường A", True, "accepted", "2026-10-31"),
    )
    assert feedback.to_answer(session) == 0


def test_a_second_answer_takes_the_place_of_the_first_and_of_its_date(parent: tuple[Session, int, int, int]) -> None:
    session, task, unit, seat = parent
    asked = ask(session, seat, task)
    first = feedback.answer(session, asked, verdict="accepted")
    assert feedback.answer(session, asked, verdict="accepted", new_due="2026-11-15") == first
    dues = {row.key[1]: str(row.due) for row in grid.read(session, PERIOD, grid.PASSED_DOWN).rows}  # type: ignore[union-attr]  # rows of tasks
    assert dues[unit] == "2026-11-15"
    with pytest.raises(BadInput, match="ghi lý do"):
        feedback.answer(session, asked, verdict="declined")
    feedback.answer(session, asked, verdict="declined", text="Đã muộn")
    dues = {row.key[1]: str(row.due) for row in grid.read(session, PERIOD, grid.PASSED_DOWN).rows}  # type: ignore[union-attr]  # rows of tasks
    assert dues[unit] == "2026-09-30"
    session.undo()
    assert feedback.one(session, asked).state == "accepted"


def test_what_a_bans_workstation_asks_moves_the_offices_own_task(office_session: Session) -> None:
    from app.people import bans

    session = office_session
    seat = received.workstation(session, bans.add_ban(session, name="Ban Tuyên giáo", code="TG"))
    task = tasks.add_task(session, text="Việc của cơ quan", due="2026-09-30")
    asked = ask(session, seat, task)
    feedback.answer(session, asked, verdict="accepted")
    assert details.task(session, task).due == "2026-10-31"


def test_nobody_takes_back_or_answers_for_another(parent: tuple[Session, int, int, int]) -> None:
    session, task, _, seat = parent
    asked = ask(session, seat, task)
    with pytest.raises(Refused, match="Công đoàn trường A"):
        feedback.take_back(session, asked)
    relayed = received.given(session)
    about_theirs = ask(session, seat, relayed.task)
    with pytest.raises(Refused, match="nơi đó trả lời"):
        feedback.answer(session, about_theirs, verdict="noted")
    with pytest.raises(NotFound):
        feedback.answer(session, 999, verdict="noted")
