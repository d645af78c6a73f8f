"""What is typed or pasted as a value or a table: CSV, or tabs as Excel copies them. Headings and words in Vietnamese or English."""

import csv
from typing import Any

from app.cli import refs
from app.dates import parse_date
from app.errors import BadInput, PlanError
from app.i18n import msg, tr
from app.plan import progress, values
from app.plan.progress import ProgressEdit
from app.plan.values import ValueEdit
from app.session import Session
from app.text import fold
from app.words import STATES

NOTHING = {
    "khong phat sinh": "none_occurred", "khong ps": "none_occurred", "kps": "none_occurred", "none": "none_occurred",
    "none occurred": "none_occurred", "khong ap dung": "not_applicable", "kad": "not_applicable", "n a": "not_applicable",
    "not applicable": "not_applicable",
}  # fmt: skip
HEADINGS = {
    "task": "task", "nhiem vu": "task", "tt": "task", "measure": "measure", "chi so": "measure", "chi tieu": "measure",
    "unit": "unit", "don vi": "unit", "state": "state", "trang thai": "state", "percent": "percent", "dat": "percent",
    "done": "done_on", "done on": "done_on", "ngay xong": "done_on", "ngay hoan thanh": "done_on", "result": "result",
    "ket qua": "result", "difficulty": "difficulty", "kho khan": "difficulty", "cause": "cause", "nguyen nhan": "cause",
    "proposal": "proposal", "de xuat": "proposal", "value": "value", "so lieu": "value", "thuc hien": "value", "note": "note",
    "ghi chu": "note",
}  # fmt: skip


def entered(text: str) -> dict[str, Any]:
    """What a typed value says, as the fields of ``log_value``: a figure, or a kind of nothing."""
    given = NOTHING.get(fold(text))
    return {"num": text} if given is None else {"given": given}


def log_table(session: Session, text: str, period: str) -> int:
    """Log every row of a table in one change; return how many. Raises BadInput naming the line."""
    rows = _rows(text)
    if rows and "measure" in rows[0][1]:
        return len(values.log_values(session, [_at(line, _value, session, row, period) for line, row in rows]))
    return len(progress.log_many(session, [_at(line, _progress, session, row, period) for line, row in rows]))


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """(line number, cells by heading) of each row that is not empty."""
    lines = text.lstrip("\ufeff").splitlines()
    tabs = bool(lines) and "\t" in lines[0]
    semicolons = bool(lines) and not tabs and lines[0].count(";") > lines[0].count(",")
    reader = csv.reader(lines, delimiter="\t" if tabs else ";" if semicolons else ",")
    heads = [HEADINGS.get(fold(cell), "") for cell in next(reader, [])]
    if not {"task", "measure"} & set(heads):
        raise BadInput(
            msg("Dòng tiêu đề phải có cột task hoặc measure. Ví dụ: task,unit,state,percent,done,result."),
            where=tr("dòng 1"),
        )
    found = []
    for row in reader:
        cells = {head: cell.strip() for head, cell in zip(heads, row, strict=False) if head and cell.strip()}
        if cells:
            found.append((reader.line_num, cells))
    return found


def _at(line: int, read: Any, session: Session, row: dict[str, str], period: str) -> Any:
    try:
        return read(session, row, period)
    except PlanError as error:
        raise BadInput(error.message, where=tr("dòng {n}", n=line)) from error


def _value(session: Session, row: dict[str, str], period: str) -> ValueEdit:
    return ValueEdit(
        measure_id=refs.find(session, "measure", row.get("measure", "")),
        unit_id=_unit(session, row) or session.office.unit_id,
        period=period,
        note=row.get("note"),
        **entered(row.get("value", "")),
    )


def _progress(session: Session, row: dict[str, str], period: str) -> ProgressEdit:
    done = row.get("done_on")
    texts: dict[str, Any] = {name: row.get(name) for name in progress.TEXTS}
    return ProgressEdit(
        task_id=refs.find(session, "task", row.get("task", "")),
        unit_id=_unit(session, row),
        period=period,
        state=_state(row["state"]) if "state" in row else None,
        percent=row["percent"].rstrip("% ") if "percent" in row else None,
        done_on=None if done is None else parse_date(done, year=session.clock.today().year).isoformat(),
        **texts,
    )


def _unit(session: Session, row: dict[str, str]) -> int | None:
    return refs.find_if(session, "unit", row.get("unit"))


def _state(text: str) -> str:
    """A state by its English name or its Vietnamese word."""
    folded = fold(text)
    return next((key for key, word in STATES.items() if fold(word.text) == folded), text)
