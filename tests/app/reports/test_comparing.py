"""A signed report beside today says what moved, from what to what, and by whose answers."""

from datetime import date

from app.plan import reviews
from app.reports.register import comparing, signing
from app.reports.register.comparing import Cause, Comparison
from tests.app.plan.quarter_fixture import Q3, Quarter


def id_of(quarter: Quarter, table: str, column: str, what: int, unit: str | None = None) -> int:
    only = "" if unit is None else f"AND unit_id = {quarter.units[unit]}"
    row = quarter.session.conn.execute(f"SELECT id FROM {table} WHERE {column} = ? {only}", [what]).fetchone()
    return int(row[0])


def test_nothing_moved_says_nothing(closed: Quarter) -> None:
    report_id = signing.sign(closed.session, Q3, signed_on=date(2026, 10, 5))
    assert comparing.compare(closed.session, report_id) == ()


def test_an_amended_figure_is_told_with_the_answer_that_moved_it(closed: Quarter) -> None:
    report_id = signing.sign(closed.session, Q3, signed_on=date(2026, 10, 5))
    value = id_of(closed, "target_value", "measure_id", closed.measures["M1"], "D")
    reviews.amend_value(closed.session, value, reason="Cộng nhầm", num="20/25")
    assert comparing.compare(closed.session, report_id) == (
        Comparison(
            key=f"target:{closed.targets['M1']}.to_date",
            title="Chỉ tiêu M1",
            before="72,0%",
            after="84,0%",
            causes=(Cause("Mầm non D", Q3, "5/25", "20/25"),),
        ),
    )


def test_an_answer_that_became_nothing_is_told_in_words(closed: Quarter) -> None:
    report_id = signing.sign(closed.session, Q3)
    value = id_of(closed, "target_value", "measure_id", closed.measures["M2"], "D")
    reviews.amend_value(closed.session, value, reason="Ghi nhầm đơn vị", given="none_occurred")
    (found,) = comparing.compare(closed.session, report_id)
    assert (found.before, found.after) == ("5", "3")
    assert found.causes == (Cause("Mầm non D", Q3, "2", "Không phát sinh"),)


def test_an_amended_task_is_told_with_the_counts_it_moved(closed: Quarter) -> None:
    report_id = signing.sign(closed.session, Q3)
    entry = id_of(closed, "progress_entry", "task_id", closed.tasks["T5"])
    reviews.amend_progress(closed.session, entry, reason="Ghi sót", state="done", done_on="2026-09-09", percent=100)
    found = {each.title: (each.before, each.after) for each in comparing.compare(closed.session, report_id)}
    assert found == {
        "Hoàn thành đúng hạn": ("1", "2"),
        "Quá hạn": ("1", "0"),
        "Nhiệm vụ đến hạn đã hoàn thành": ("2/3", "3/3"),
        "Nhiệm vụ T5": ("Quá hạn 70%", "Hoàn thành đúng hạn 100%"),
    }


def test_an_amended_answer_to_a_passed_down_task_names_the_unit(closed: Quarter) -> None:
    report_id = signing.sign(closed.session, Q3)
    entry = id_of(closed, "progress_entry", "task_id", closed.tasks["T8"])
    reviews.amend_progress(closed.session, entry, reason="Chưa xong", state="in_progress", done_on="", percent=60)
    (found,) = comparing.compare(closed.session, report_id)
    assert (found.title, found.before, found.after) == ("Nhiệm vụ T8", "1/2", "0/2")
    assert found.causes == (Cause("Mầm non D", Q3, "Hoàn thành", "Chưa hoàn thành"),)
