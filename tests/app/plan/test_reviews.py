"""The life of an entry from draft to lock, and what each step refuses."""

import pytest

from app.errors import NotFound, Refused
from app.plan import reviews
from app.plan.reviews import Status
from db.queries import quarter as queries
from db.queries import reviews as review_queries
from db.queries.quarter import PROGRESS, VALUES
from db.state import state_hash
from tests.app.plan.quarter_fixture import Q3, Quarter


def value_id(quarter: Quarter, measure: str, unit: str) -> int:
    session = quarter.session
    fact = queries.fact(
        session.conn, VALUES, quarter.measures[measure], quarter.units[unit], Q3, session.office.seat_id
    )
    assert fact is not None
    return int(fact["id"])


def status(quarter: Quarter, found: int) -> Status:
    return reviews.status_of(quarter.session, "value", found)


def slip_state(quarter: Quarter, slip_id: int) -> str:
    slip = review_queries.slip(quarter.session.conn, slip_id)
    assert slip is not None
    return str(slip["state"])


def test_everything_drafted_is_submitted_and_then_there_is_nothing_left(quarter: Quarter) -> None:
    quarter.log_everything()
    assert quarter.submit() == 8 + 4 + 4 + 4
    with pytest.raises(Refused, match="Không có bản nháp nào của Quý III/2026"):
        quarter.submit()


def test_a_ban_submits_only_what_it_leads(quarter: Quarter) -> None:
    quarter.log_everything()
    assert reviews.submit(quarter.session, period=Q3, ban_id=quarter.bans["CSPL"]) == 4
    assert reviews.submit(quarter.session, period=Q3, ban_id=quarter.bans["TGNC"]) == 16


def test_submitting_is_not_undone_but_recalled(logged: Quarter) -> None:
    with pytest.raises(Refused, match="thu hồi bản đã trình"):
        logged.session.undo()


def test_a_recall_makes_drafts_of_what_nobody_has_judged_and_undoes_again(logged: Quarter) -> None:
    session = logged.session
    found = value_id(logged, "M2", "A")
    before = state_hash(session.conn)
    assert reviews.recall(session, value_ids=[found]) == 1
    fact = queries.facts(session.conn, VALUES, [found])[found]
    assert (fact["phase"], fact["submitted_rev"], fact["hash"], fact["val"]) == ("draft", None, None, 3)
    session.undo()
    assert state_hash(session.conn) == before


def test_a_recalled_second_revision_lets_the_first_count_again(logged: Quarter) -> None:
    found = logged.value("M2", "A", val=9)
    logged.submit()
    reviews.recall(logged.session, value_ids=[found])
    fact = queries.facts(logged.session.conn, VALUES, [found])[found]
    assert (fact["head_rev"], fact["submitted_rev"]) == (2, 1)
    with pytest.raises(Refused, match="bản nháp mới hơn"):
        reviews.recall(logged.session, value_ids=[found])


def test_what_was_judged_is_not_recalled(logged: Quarter) -> None:
    found = value_id(logged, "M2", "A")
    reviews.approve(logged.session, value_ids=[found])
    with pytest.raises(Refused, match="đã được duyệt"):
        reviews.recall(logged.session, value_ids=[found])


def test_what_left_in_a_bundle_is_not_recalled(logged: Quarter) -> None:
    session = logged.session
    with session.change(reviews.STATUS_WORDS[Status.submitted]) as change:
        change.insert("bundle", way="out", sha256="0" * 64, at_ms=session.clock.now_ms(), status="exported")
    with pytest.raises(Refused, match="đã gửi đi"):
        reviews.recall(session, value_ids=[value_id(logged, "M2", "A")])


def test_an_approval_names_the_revision_and_its_hash(logged: Quarter) -> None:
    found = value_id(logged, "M2", "A")
    assert reviews.approve(logged.session, value_ids=[found]) == 1
    assert reviews.approve(logged.session, value_ids=[found]) == 0
    assert status(logged, found) is Status.approved
    review = review_queries.verdicts(logged.session.conn, "value", [found])[found]
    assert review["rev_hash"] == queries.facts(logged.session.conn, VALUES, [found])[found]["hash"]
    logged.value("M2", "A", val=7)
    assert status(logged, found) is Status.draft


def test_a_returned_figure_is_answered_and_the_slip_closes(logged: Quarter) -> None:
    session = logged.session
    found = value_id(logged, "M2", "B")
    slip = reviews.return_(session, value_ids=[found], reason="Ghi rõ có phát sinh không", cells=["val"])
    assert (status(logged, found), slip_state(logged, slip)) == (Status.returned, "open")
    logged.value("M2", "B", given="none_occurred")
    draft = queries.facts(session.conn, VALUES, [found])[found]
    assert (draft["kind"], draft["slip_id"], draft["phase"]) == ("answer", slip, "draft")
    assert (status(logged, found), slip_state(logged, slip)) == (Status.returned, "open")
    logged.submit()
    assert (status(logged, found), slip_state(logged, slip)) == (Status.submitted, "answered")
    kinds = [(row["rev"], row["kind"], row["given"]) for row in queries.revisions(session.conn, VALUES, found)]
    assert kinds == [(1, "normal", "value"), (2, "answer", "none_occurred")]


def test_a_slip_with_two_rows_stays_open_until_both_are_submitted_again(logged: Quarter) -> None:
    session = logged.session
    task = logged.log("T5")
    slip = reviews.return_(
        session, progress_ids=[task], value_ids=[value_id(logged, "M2", "B")], reason="Thiếu nguyên nhân"
    )
    logged.log("T5", cause="Chờ kinh phí")
    logged.submit()
    assert slip_state(logged, slip) == "open"
    answer = logged.value("M2", "B", given="none_occurred")
    logged.submit()
    assert slip_state(logged, slip) == "answered"
    reviews.recall(session, value_ids=[answer])
    assert slip_state(logged, slip) == "open"


def test_slips_are_numbered_and_need_a_reason(logged: Quarter) -> None:
    session = logged.session
    ids = [value_id(logged, "M2", unit) for unit in "AB"]
    slips = [reviews.return_(session, value_ids=[found], reason="Sửa số") for found in ids]
    numbers = [dict(review_queries.slip(session.conn, slip) or {})["no"] for slip in slips]
    assert numbers == [1, 2]
    with pytest.raises(Refused, match="lý do"):
        reviews.return_(session, value_ids=ids, reason="  ")


def test_a_return_undoes(logged: Quarter) -> None:
    session = logged.session
    before = state_hash(session.conn)
    reviews.return_(session, value_ids=[value_id(logged, "M2", "A")], reason="Sửa số")
    session.undo()
    assert state_hash(session.conn) == before


def test_drafts_are_not_judged(quarter: Quarter) -> None:
    found = quarter.value("M2", "A", val=3)
    with pytest.raises(Refused, match="chưa trình"):
        reviews.approve(quarter.session, value_ids=[found])
    with pytest.raises(Refused, match="Chưa chọn"):
        reviews.approve(quarter.session)
    with pytest.raises(NotFound):
        reviews.status_of(quarter.session, "value", 999)


def test_an_amendment_before_the_lock_is_submitted_at_once_with_its_reason(logged: Quarter) -> None:
    session = logged.session
    found = value_id(logged, "M2", "A")
    assert reviews.amend_value(session, found, val=4, reason="Đếm sót một người", authority="Phó Chủ tịch") == 2
    fact = queries.facts(session.conn, VALUES, [found])[found]
    assert (fact["kind"], fact["phase"], fact["submitted_rev"], fact["val"]) == ("amendment", "submitted", 2, 4)
    assert (fact["reason"], fact["authority_text"]) == ("Đếm sót một người", "Phó Chủ tịch")
    with pytest.raises(Refused, match="lập đính chính"):
        session.undo()


def test_an_amendment_needs_a_reason_a_submitted_row_and_a_difference(logged: Quarter) -> None:
    session = logged.session
    found = value_id(logged, "M2", "A")
    with pytest.raises(Refused, match="lý do"):
        reviews.amend_value(session, found, val=4, reason="")
    with pytest.raises(Refused, match="giống bản đang có"):
        reviews.amend_value(session, found, val=3, reason="Như cũ")
    logged.value("M2", "A", val=5)
    with pytest.raises(Refused, match="đang có bản nháp"):
        reviews.amend_value(session, found, val=4, reason="Sót")
    fresh = logged.value("M2", "E", val=1)
    with pytest.raises(Refused, match="chưa trình"):
        reviews.amend_value(session, fresh, val=2, reason="Sót")


def test_an_entry_is_amended_in_its_words(logged: Quarter) -> None:
    entry = logged.log("T5")
    assert reviews.amend_progress(logged.session, entry, reason="Thiếu nguyên nhân", cause="Chờ kinh phí") == 2
    fact = queries.facts(logged.session.conn, PROGRESS, [entry], "submitted_rev")[entry]
    assert (fact["cause"], fact["percent"], fact["kind"]) == ("Chờ kinh phí", 70, "amendment")
