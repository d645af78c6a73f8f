"""What one unit answered, in words: for minutes of hand-over. The kinds of nothing stay apart (DESIGN 5)."""

from app.numbers import format_ratio, format_stored
from app.reports.papers import paper_words as words
from app.reports.papers.paper_words import NOT_REPORTED
from db.connection import Row

NONE_OCCURRED = "không phát sinh"
NOT_APPLICABLE = "không áp dụng"

_NOTHING = {None: NOT_REPORTED, "none_occurred": NONE_OCCURRED, "not_applicable": NOT_APPLICABLE}
_STATES = {
    "not_started": "chưa triển khai",
    "in_progress": "đang thực hiện",
    "done": "hoàn thành",
    "paused": "tạm dừng",
    "cancelled": "dừng thực hiện",
}


def task_answer(row: Row) -> str:
    """ "hoàn thành ngày 15/9/2026", "đang thực hiện, 60%", or which kind of nothing."""
    if row["given"] != "value":
        return _NOTHING[row["given"]]
    said = _STATES[row["state"]]
    if row["state"] == "done":
        return f"{said} ngày {words.day(row['done_on'])}" if row["done_on"] else said
    return said if row["percent"] is None else f"{said}, {row['percent']}%"


def figure_answer(row: Row) -> str:
    """ "40/50 (80,0%)", "3 đoàn viên", "có", or which kind of nothing."""
    if row["given"] != "value":
        return _NOTHING[row["given"]]
    decimals = row["decimals"]
    if row["num"] is not None and row["den"] is not None:
        parts = f"{format_stored(row['num'], decimals)}/{format_stored(row['den'], decimals)}"
        return f"{parts} ({format_ratio(row['num'], row['den'])})" if row["den"] else parts
    if row["val"] is None:
        return words.phrase(row["note"] or "") or NOT_REPORTED
    if row["form"] == "yesno":
        return "có" if row["val"] else "không"
    return f"{format_stored(row['val'], decimals)} {row['unit_text']}".strip()
