"""Which cells still lack something that is expected of them: the dashed ones, and where F8 stops. No Qt in here."""

from app.plan.grid_rows import Row, TaskRow
from app.plan.timeliness import TaskState

WORDLESS = ("none_occurred", "not_applicable")


def lacks(row: Row, column: str) -> bool:
    """Whether a cell of a row is empty where the quarter expects something."""
    if not row.expected or row.exempt:
        return False
    if not isinstance(row, TaskRow):
        return column == "num" and row.now is None
    if row.given in WORDLESS:
        return False
    if column == "state":
        return row.state is None
    if column == "percent":
        return row.percent is None and not row.continuous and row.state in (None, TaskState.in_progress)
    if column == "done_on":
        return row.state == TaskState.done and row.done_on is None
    if column == "cause":
        return row.status == "overdue" and row.state is not None and not row.cause
    return column == "result" and not row.result
