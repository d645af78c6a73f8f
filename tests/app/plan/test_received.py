"""What units and workstations report themselves: which row counts, who may judge it, and what a close keeps (MODEL 8-10)."""

from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from app import checking
from app.checking import Severity
from app.errors import Refused
from app.plan import closing, figures, grid, judging, owing, own_tasks, progress, readiness, reviews, values, waiting
from app.plan.reviews import Status, status_of
from app.session import Session
from db import checks
from db.queries import exchange_counting
from db.queries.quarter import PROGRESS, VALUES, Ledger
from db.rules import broken
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.builders import received


def counted(session: Session, ledger: Ledger, fact: int) -> bool:
    row = session.conn.execute(f"SELECT counted FROM {ledger.heads} WHERE id = ?", [fact]).fetchone()
    return bool(row[0])


def arrived(session: Session, ledger: Ledger, seat: int, what: int, unit: int) -> None:
    """What the projection does after it wrote revisions of others."""
    with received.importing(session) as change:
        exchange_counting.recount(change, ledger, [(what, unit, Q3)])
        exchange_counting.settle_received(change, seat, session.office.seat_id)


def told(me: Quarter, seat: int, measure: str, unit: str, num: int, den: int) -> int:
    fact = received.value(me.session, seat, me.measures[measure], me.units[unit], Q3, num=num, den=den)
    arrived(me.session, VALUES, seat, me.measures[measure], me.units[unit])
    return fact


def consistent(session: Session) -> None:
    assert not list(broken(session.conn))
    with TemporaryDirectory() as folder:
        assert not any(checks.derived_differences(session.conn, Path(folder) / "so.tdb").values())


def test_the_units_own_row_counts_before_ours_on_its_behalf_which_stays(quarter: Quarter) -> None:
    ours = quarter.value("M1", "A", num="40/50")
    quarter.submit()
    theirs = told(quarter, received.child(quarter.session, quarter.units["A"]), "M1", "A", 45, 50)
    session = quarter.session
    assert (counted(session, VALUES, ours), counted(session, VALUES, theirs)) == (False, True)
    row = next(
        row
        for row in grid.read(session, Q3, grid.VALUES).rows
        if row.key == (quarter.measures["M1"], quarter.units["A"])
    )
    assert (row.entry, row.own, row.phase) == (theirs, False, "submitted")
    with pytest.raises(Refused, match="đơn vị khác ghi"):
        reviews.amend_value(session, theirs, reason="Sửa hộ", num=1, den=50)
    consistent(session)


def test_what_we_write_where_a_unit_has_answered_itself_does_not_count(quarter: Quarter) -> None:
    theirs = told(quarter, received.child(quarter.session, quarter.units["A"]), "M1", "A", 45, 50)
    ours = quarter.value("M1", "A", num="40/50")
    assert (counted(quarter.session, VALUES, ours), counted(quarter.session, VALUES, theirs)) == (False, True)
    values.clear_value(quarter.session, quarter.measures["M1"], unit_id=quarter.units["A"], period=Q3)
    assert counted(quarter.session, VALUES, theirs)


def ban_reports(me: Quarter, ban: str = "TGNC", **content: Any) -> int:
    seats = {row[0]: row[1] for row in me.session.conn.execute("SELECT ban_id, seat_id FROM peer")}
    seat = seats.get(me.bans[ban]) or received.workstation(me.session, me.bans[ban])
    fact = received.progress(me.session, seat, me.tasks["T1"], me.session.office.unit_id, Q3, **content)
    arrived(me.session, PROGRESS, seat, me.tasks["T1"], me.session.office.unit_id)
    return fact


def test_the_lead_bans_row_counts_once_it_is_approved(quarter: Quarter) -> None:
    session, fact = quarter.session, ban_reports(quarter, state="done", percent=100)
    assert not counted(session, PROGRESS, fact)
    assert readiness.readiness(session, Q3).waiting == readiness.waiting(session, Q3) == 1
    assert closing.approve_waiting(session, Q3) == 1
    assert counted(session, PROGRESS, fact)
    assert figures.task_summary(session, Q3).done == 1
    consistent(session)


def test_a_newer_revision_of_a_ban_waits_for_approval_again(quarter: Quarter) -> None:
    session, fact = quarter.session, ban_reports(quarter, percent=10)
    reviews.approve(session, progress_ids=[fact])
    ban_reports(quarter, percent=90)
    assert not counted(session, PROGRESS, fact)
    reviews.approve(session, progress_ids=[fact])
    assert counted(session, PROGRESS, fact)


def test_a_contribution_of_another_ban_never_counts(quarter: Quarter) -> None:
    fact = ban_reports(quarter, "CSPL", percent=10)
    reviews.approve(quarter.session, progress_ids=[fact])
    assert not counted(quarter.session, PROGRESS, fact)
    [row] = exchange_counting.contributions(
        quarter.session.conn, PROGRESS, quarter.tasks["T1"], quarter.session.office.unit_id, Q3
    )
    assert (row["id"], row["percent"], row["verdict"]) == (fact, 10, "approved")


def test_the_offices_own_entry_counts_before_the_bans_and_gives_way_when_it_goes(quarter: Quarter) -> None:
    session, theirs = quarter.session, ban_reports(quarter, percent=10)
    reviews.approve(session, progress_ids=[theirs])
    ours = quarter.log("T1", percent=20)
    assert (counted(session, PROGRESS, ours), counted(session, PROGRESS, theirs)) == (True, False)
    progress.clear_progress(session, ours)
    assert counted(session, PROGRESS, theirs)
    session.undo()
    assert (counted(session, PROGRESS, ours), counted(session, PROGRESS, theirs)) == (True, False)


def test_what_arrives_after_the_close_moves_the_current_figures_only(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    unit, measure = logged.units["A"], logged.measures["M1"]
    fact = told(logged, received.child(session, unit), "M1", "A", 1, 50)
    assert counted(session, VALUES, fact)
    now, then = (
        session.conn.execute(
            "SELECT num, den FROM rollup WHERE what_id = ? AND period = ? AND as_of = ?", [measure, Q3, as_of]
        ).fetchone()
        for as_of in ("current", "closed")
    )
    assert (tuple(now), tuple(then)) == ((51, 125), (90, 125))
    [line] = [line for line in closing.amendments(session, Q3) if line.what_id == measure]
    [cell] = line.cells
    assert (cell.before, cell.after) == ("40/50", "1/50")
    consistent(session)


def test_a_return_makes_a_slip_for_each_seat_and_is_answered_when_the_answer_arrives(quarter: Quarter) -> None:
    session = quarter.session
    seats = [received.child(session, quarter.units[name]) for name in "AB"]
    facts = [told(quarter, seat, "M1", name, 5, 10) for seat, name in zip(seats, "AB", strict=True)]
    reviews.return_(session, value_ids=facts, reason="Mẫu số sai", cells=("den",))
    slips = session.conn.execute("SELECT no, to_seat_id, to_unit_id, state FROM slip ORDER BY no").fetchall()
    assert [tuple(slip) for slip in slips] == [
        (1, seats[0], quarter.units["A"], "open"),
        (2, seats[1], quarter.units["B"], "open"),
    ]
    assert status_of(session, "value", facts[0]) is Status.returned
    assert waiting.now(session, Q3).returned == 0
    quarter.log_everything()
    quarter.submit()
    told(quarter, seats[0], "M1", "A", 5, 12)
    states = [row[0] for row in session.conn.execute("SELECT state FROM slip ORDER BY no")]
    assert (states, status_of(session, "value", facts[0])) == (["answered", "open"], Status.submitted)
    [finding] = [one for one in closing.checklist(session, Q3) if one.code == "returned"]
    assert not finding.blocking
    closing.close_period(session, Q3)


_RANK = {"child": 1, "between": 3, "ours": 5}


def test_whatever_arrives_in_whatever_order_one_row_counts_and_always_the_same(quarter: Quarter) -> None:
    """The rule is a function of the rows, not of the order in which they came."""
    session, unit = quarter.session, quarter.units["A"]
    seats = {
        "child": received.child(session, unit),
        "between": received.seat_of(session, quarter.units["B"], "child"),
        "ban": received.workstation(session, quarter.bans["TGNC"]),
        "ours": session.office.seat_id,
    }
    orders = [order for n in range(1, 5) for order in permutations(seats, n)]
    with received.importing(session) as change:
        places = [(change.insert("item", uid=change.new_uid(), kind="task"), unit, Q3) for _ in orders]
        for (task, _, _), order in zip(places, orders, strict=True):
            for who in order:
                head = {"task_id": task, "unit_id": unit, "period": Q3, "head_rev": 1, "submitted_rev": 1}
                change.insert("progress_entry", seat_id=seats[who], counted=len(order) % 2, **head)
        exchange_counting.recount(change, PROGRESS, places)
        assert exchange_counting.recount(change, PROGRESS, places) == 0
        by_task = {
            task: [row[0] for row in change.connection.execute(
                "SELECT seat_id FROM progress_entry WHERE task_id = ? AND counted = 1", [task])]
            for task, _, _ in places
        }  # fmt: skip
    for (task, _, _), order in zip(places, orders, strict=True):
        known = sorted((who for who in order if who in _RANK), key=_RANK.__getitem__)
        assert by_task[task] == [seats[who] for who in known[:1]], order


def test_many_rows_are_counted_anew_in_bulk(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_counting, "LOGGED_SINGLY", 0)
    fact = told(quarter, received.child(quarter.session, quarter.units["A"]), "M1", "A", 45, 50)
    assert counted(quarter.session, VALUES, fact)
    row = quarter.session.conn.execute(
        "SELECT n FROM rollup WHERE what_id = ? AND as_of = 'current'", [quarter.measures["M1"]]
    ).fetchone()
    assert row[0] == 1


def test_a_judgement_of_another_text_under_the_same_number_is_none_of_this_one(quarter: Quarter) -> None:
    session, fact = quarter.session, ban_reports(quarter, percent=10)
    reviews.approve(session, progress_ids=[fact])
    with received.importing(session) as change:
        rev = change.connection.execute("SELECT id FROM progress_rev WHERE entry_id = ?", [fact]).fetchone()[0]
        change.update("progress_rev", rev, hash="0" * 64)
        exchange_counting.recount(change, PROGRESS, [(quarter.tasks["T1"], session.office.unit_id, Q3)])
    assert (counted(session, PROGRESS, fact), status_of(session, "progress", fact)) == (False, Status.submitted)


def test_a_ban_that_sent_its_entry_is_not_reminded_of_it(quarter: Quarter) -> None:
    session = quarter.session
    before = {one.id: one.missing for one in owing.read(session, Q3, own_tasks.own_tasks(session, Q3)).bans}
    ban_reports(quarter, percent=10)
    debts = owing.read(session, Q3, own_tasks.own_tasks(session, Q3))
    ban = quarter.bans["TGNC"]
    assert {one.id: one.missing for one in debts.bans}[ban] == before[ban] - 1
    assert debts.waiting == 1
    said = [str(one.message) for one in closing.checklist(session, Q3) if one.what_id == quarter.tasks["T1"]]
    assert said == ["Ban đã ghi, chờ duyệt: T1 Nhiệm vụ T1"]


def test_the_ban_that_wrote_it_is_named_where_it_is_judged(quarter: Quarter) -> None:
    session, fact = quarter.session, ban_reports(quarter, percent=10)
    [line] = judging.waiting(session, Q3)
    assert (line.fact_id, line.unit, line.said) == (fact, "Ban Tuyên giáo - Nữ công", "Đang thực hiện 10%")


def test_a_full_check_finds_nothing_wrong_with_what_others_own(quarter: Quarter) -> None:
    session = quarter.session
    theirs = told(quarter, received.child(session, quarter.units["A"]), "M1", "A", 45, 50)
    fact = ban_reports(quarter, percent=10)
    reviews.approve(session, progress_ids=[fact], value_ids=[theirs])
    reviews.return_(session, value_ids=[theirs], reason="Xem lại mẫu số", cells=("den",))
    received.given(session)
    with received.importing(session) as change:
        change.delete(
            "progress_rev",
            change.connection.execute("SELECT id FROM progress_rev WHERE entry_id = ?", [fact]).fetchone()[0],
        )
        change.delete("progress_entry", fact)
    found = checking.check(session.path)
    assert [one.code for one in found.findings if one.severity is Severity.ERROR] == []


def test_undoing_an_approval_undoes_that_it_counts(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_counting, "LOGGED_SINGLY", 0)
    session, fact = quarter.session, ban_reports(quarter, percent=10)
    reviews.approve(session, progress_ids=[fact])
    assert counted(session, PROGRESS, fact)
    session.undo()
    assert not counted(session, PROGRESS, fact)
