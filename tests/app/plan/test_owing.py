"""Who owes something in a quarter is named, counted as the guide to closing counts, and reminded of just that."""

import pytest

from app.errors import NotFound
from app.plan import overview, owing, reviews
from app.plan.readiness import readiness, waiting
from tests.app.plan.quarter_fixture import Q3, Quarter


def test_what_waits_is_what_the_guide_to_closing_counts(logged: Quarter) -> None:
    logged.log("T3", result="Viết thêm", percent=50)
    found, ready = overview.read(logged.session, Q3), readiness(logged.session, Q3)
    assert found.debts.drafts == ready.drafts == 1
    assert found.debts.waiting == ready.waiting == waiting(logged.session, Q3) > 0
    assert found.debts.returned == ready.returned == 0
    assert (found.debts.units_complete, found.debts.units_expected) == (4, 5)
    assert [(owed.name, owed.missing, owed.asked) for owed in found.debts.units] == [("Trường tư thục E", 4, 4)]


def test_what_was_judged_waits_no_more_however_it_was_judged(logged: Quarter) -> None:
    before = waiting(logged.session, Q3)
    facts = [row[0] for row in logged.session.conn.execute("SELECT id FROM target_value ORDER BY id LIMIT 3")]
    reviews.approve(logged.session, value_ids=facts[:2])
    reviews.return_(logged.session, value_ids=facts[2:], reason="Xem lại")
    left = waiting(logged.session, Q3)
    assert (
        left == before - 3 == readiness(logged.session, Q3).waiting == overview.read(logged.session, Q3).debts.waiting
    )


def test_the_reminder_of_a_unit_names_what_it_owes_and_by_when(logged: Quarter) -> None:
    debts = overview.read(logged.session, Q3).debts
    lines = owing.reminder(logged.session, Q3, debts.units[0]).splitlines()
    assert lines[0] == "Kính gửi Trường tư thục E: quý III/2026 còn 4/4 nội dung chưa gửi."
    assert lines[1:5] == ["- T8 Nhiệm vụ T8", "- Chỉ số M1", "- Chỉ số M2", "- Chỉ số M3"]
    assert lines[-1] == "Chốt số liệu 30/09/2026, nộp trước 05/10/2026."


def test_a_ban_that_has_not_submitted_is_named_with_its_tasks(logged: Quarter) -> None:
    logged.task("T9", 1, due="2026-12-31")
    debts = overview.read(logged.session, Q3).debts
    assert [(owed.name, owed.missing) for owed in debts.bans] == [("Ban Tuyên giáo - Nữ công", 1)]
    assert "- T9 Nhiệm vụ T9" in owing.reminder(logged.session, Q3, debts.bans[0])


def test_a_period_that_was_never_opened_has_no_overview(logged: Quarter) -> None:
    with pytest.raises(NotFound):
        overview.read(logged.session, "2031-Q1")
