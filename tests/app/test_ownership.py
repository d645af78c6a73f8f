"""Nobody changes what he does not own: the store refuses a row of another seat, whoever asks (MODEL 5)."""

import pytest

from app.errors import Refused
from app.i18n import msg
from app.plan import calendar, progress
from app.session import Session
from db.store import current
from tests.builders import received
from tests.builders.received import Given

PERIOD = "2026-Q3"
_NO_OWNER = {"seat_node", "epoch", "stream", "peer", "bundle", "receipt", "file_at", "frozen_input"}


@pytest.fixture
def child(office_session: Session) -> tuple[Session, Given]:
    calendar.open_period(office_session, PERIOD)
    return office_session, received.given(office_session)


def owned_tables(session: Session) -> list[str]:
    names = [row[0] for row in session.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {name: {row["name"] for row in session.conn.execute(f"PRAGMA table_info({name})")} for name in names}
    return sorted(name for name in names if {"id", "seat_id"} <= columns[name] and name not in _NO_OWNER)


def a_row(session: Session, table: str, seat: int) -> int:
    """A row of a table that another seat owns, with something in every column that must be filled."""
    found = session.conn.execute(f"SELECT id FROM {table} WHERE seat_id = ? LIMIT 1", [seat]).fetchone()
    if found is not None:
        return int(found[0])
    values = {**_FILLED.get(table, {}), "seat_id": seat}
    for row in session.conn.execute(f"PRAGMA table_info({table})"):
        if row["notnull"] and row["dflt_value"] is None and not row["pk"] and row["name"] not in values:
            values[row["name"]] = seat if row["name"].endswith("_id") else 1 if row["type"] == "INTEGER" else PERIOD
    with received.importing(session) as change:
        defined = any(row["name"] == "gone" for row in session.conn.execute(f"PRAGMA table_info({table})"))
        return change.define(table, **values) if defined else change.insert(table, **values)


_FILLED: dict[str, dict[str, object]] = {
    "assignment": {"role": "lead", "person_id": 1},
    "due_change": {"reason": "x"},
    "evidence": {"on_kind": "task", "sha256": "a" * 64},
    "feedback": {"on_kind": "task", "kind": "error"},
    "feedback_answer": {"verdict": "noted"},
    "number_register": {"state": "issued"},
    "report": {"as_of": "closed"},
    "review": {"on_kind": "progress", "verdict": "approved"},
    "slip": {"state": "open"},
    "unit_event": {"kind": "found"},
    "measure": {"form": "count", "entry": "increment", "over_time": "sum", "over_units": "sum"},
}


def test_no_row_of_another_seat_can_be_changed_or_deleted_in_any_table(child: tuple[Session, Given]) -> None:
    session, given = child
    with received.importing(session) as change:
        change.insert("file", sha256="a" * 64, size=1, mime="text/plain", presence="here")
    tables = owned_tables(session)
    assert len(tables) > 25
    for table in tables:
        row_id = a_row(session, table, given.seat)
        before = current(session.conn, table, row_id) or {}
        column = next(name for name in before if name not in {"id", "seat_id", "counted", "closed_rev"})
        with pytest.raises(Refused, match="Liên đoàn Lao động tỉnh Mẫu"), session.change(msg("Sửa")) as change:
            change.update(table, row_id, **{column: "khác"})
        with pytest.raises(Refused, match="không sửa được"), session.change(msg("Xóa")) as change:
            change.delete(table, row_id)
        with pytest.raises(Refused), session.change(msg("Sửa hàng loạt")) as change:
            change.bulk_update(table, f"{column} = {column}", "id = ?", [row_id])
        assert current(session.conn, table, row_id) == before


def test_what_is_a_part_of_another_seats_row_is_theirs_too(child: tuple[Session, Given]) -> None:
    session, given = child
    seat = received.child(session, session.office.unit_id)
    fact = received.progress(session, seat, given.task, session.office.unit_id, PERIOD)
    rev, name = (
        session.conn.execute(sql, [of]).fetchone()[0]
        for sql, of in (
            ("SELECT id FROM progress_rev WHERE entry_id = ?", fact),
            ("SELECT id FROM unit_name WHERE unit_id = ?", given.unit),
        )
    )
    for table, row_id, column in (("progress_rev", rev, "result"), ("unit_name", name, "name")):
        with pytest.raises(Refused), session.change(msg("Sửa")) as change:
            change.update(table, row_id, **{column: "khác"})
        with pytest.raises(Refused), session.change(msg("Xóa")) as change:
            change.delete(table, row_id)
    with pytest.raises(Refused), session.change(msg("Thêm bản")) as change:
        change.insert("progress_rev", entry_id=fact, rev=2, at_ms=1)


def test_what_counts_here_and_what_counted_at_the_close_is_ours_to_say(child: tuple[Session, Given]) -> None:
    session, given = child
    fact = received.progress(session, given.seat, given.task, session.office.unit_id, PERIOD)
    with session.change(msg("Tính")) as change:
        change.update("progress_entry", fact, counted=1, closed_rev=1)
    with pytest.raises(Refused), session.change(msg("Tính")) as change:
        change.update("progress_entry", fact, counted=0, head_rev=1, submitted_rev=None)


def test_what_bookkeeping_says_of_another_seat_is_ours(child: tuple[Session, Given]) -> None:
    session, given = child
    peer = session.conn.execute("SELECT id FROM peer WHERE seat_id = ?", [given.seat]).fetchone()[0]
    with session.change(msg("Đổi tên")) as change:
        assert change.update("peer", peer, name="LĐLĐ tỉnh")


def test_our_own_rows_about_theirs_are_changed_and_undone_as_ever(child: tuple[Session, Given]) -> None:
    session, given = child
    entry = progress.log_progress(session, given.task, period=PERIOD, result="Đã làm")
    progress.log_progress(session, given.task, period=PERIOD, result="Đã làm xong")
    session.undo()
    session.undo()
    assert current(session.conn, "progress_entry", entry) is None


def test_undo_after_an_import_says_what_to_do_instead(child: tuple[Session, Given]) -> None:
    session, _ = child
    with pytest.raises(Refused, match="rút lại gói đã nhận"):
        session.undo()
