"""The office of SCENARIO.md two quarters long: the third as told there, the fourth with answers that can be added up by hand."""

from app.plan import calendar, closing
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter

HALF = "2026-H2"


def log_fourth(quarter: Quarter) -> None:
    """Close the third quarter and log the fourth: see ``test_period_figures.py`` for the sums."""
    closing.close_period(quarter.session, Q3)
    calendar.open_period(quarter.session, Q4, due="2027-01-05")
    quarter.clock.set("2027-01-02T08:00:00")
    quarter.log("T2", period=Q4, state="in_progress", result="Mở 02 lớp.")
    quarter.log("T3", period=Q4, state="done", done_on="2026-12-20", result="Đã ban hành.")
    quarter.log("T5", period=Q4, state="done", done_on="2026-10-15", result="Đã xong.", cause="Chờ số liệu.")
    quarter.log("T6", period=Q4, state="in_progress", result="Tư vấn 12 lượt.")
    quarter.log("T7", period=Q4, state="not_started")
    quarter.log("T8", "E", period=Q4, state="done", done_on="2026-11-02")
    for unit, figure in {"A": "45/50", "B": "30/30", "C": "20/20", "D": "20/25"}.items():
        quarter.value("M1", unit, period=Q4, num=figure)
    for unit, count in {"A": 4, "B": 1, "D": 0, "E": 6}.items():
        quarter.value("M2", unit, period=Q4, val=count)
    quarter.value("M2", "C", period=Q4, given="none_occurred")
    quarter.value("M3", "D", period=Q4, num=1, den=1)
    quarter.value("M3", "E", period=Q4, num=0, den=1)
    quarter.submit(Q4)
