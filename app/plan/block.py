"""Writing a block of the quarter grid at once: a pasted range, a fill, a copy of last quarter. One change; what cannot be is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.errors import BadInput, PlanError
from app.i18n import Message, msg
from app.plan import evidence, grid, meanwhile, progress, values
from app.plan.grid_rows import Grid, Key, Row, TaskRow
from app.plan.meanwhile import ChangedMeanwhile, Known
from app.plan.progress import ProgressEdit
from app.plan.values import ValueEdit
from app.session import Session


@dataclass(frozen=True)
class ValueClear:
    """A value to be thrown away while it is a draft."""

    measure_id: int
    unit_id: int
    period: str


Edit = ProgressEdit | ValueEdit | ValueClear


@dataclass(frozen=True)
class BlockResult:
    """What became of a block: why some edits were left out, by their place in it, and the rows as they stand now."""

    refused: Mapping[int, PlanError]
    rows: Mapping[Key, Row]


def key_of(edit: Edit) -> Key:
    """The row of the grid that an edit belongs to; 0 stands for this office."""
    what = edit.task_id if isinstance(edit, ProgressEdit) else edit.measure_id
    return what, edit.unit_id or 0


def log_block(
    session: Session, edits: Sequence[Edit], seen: Grid, label: Message | None = None, known: Known | None = None
) -> BlockResult:
    """Write the edits as one change and read their rows again.

    One edit alone raises what is wrong with it. Of several, those with unusable input are left out and told; anything else
    (a locked period) refuses the whole block. With ``known``, an edit of a row that somebody else changed meanwhile is not written
    either (ChangedMeanwhile).
    """
    refused: dict[int, PlanError] = {}
    if len(edits) == 1:
        for error in _changed(session, edits, seen, known or {}).values():
            raise error
        _log(session, edits[0])
    elif edits:
        with session.change(label or msg("Ghi {n} dòng vào lưới quý", n=len(edits))):
            refused |= _changed(session, edits, seen, known or {})
            for place, edit in enumerate(edits):
                try:
                    if place not in refused:
                        _log(session, edit)
                except BadInput as error:
                    refused[place] = error
    return BlockResult(refused, grid.again(session, seen, [key_of(edit) for edit in edits]))


def _changed(session: Session, edits: Sequence[Edit], seen: Grid, known: Known) -> dict[int, ChangedMeanwhile]:
    """Which edits are about rows that somebody else changed meanwhile, by their place."""
    rows = grid.again(session, seen, [key for edit in edits if (key := key_of(edit)) in known]) if known else {}
    found = {}
    for place, edit in enumerate(edits):
        key = key_of(edit)
        error = meanwhile.changed(session, edit, rows.get(key), known.get(key, ()))
        if error is not None:
            found[place] = error
    return found


def attach(session: Session, row: Row, seen: Grid, paths: Sequence[Path]) -> list[int]:
    """Put files to a row of the grid as its evidence, opening the row's entry where there is none; return the evidence's ids."""
    with session.change(msg("Thêm {n} tệp minh chứng: {row}", n=len(paths), row=row.text)):
        kind, fact = ("progress", row.entry) if isinstance(row, TaskRow) else ("value", row.entry)
        if not fact and isinstance(row, TaskRow):
            unit = None if row.key[1] == session.office.unit_id else row.key[1]
            fact = progress.log_progress(session, row.key[0], period=seen.period, unit_id=unit)
        if not fact:
            raise BadInput(msg("Chưa có số ở dòng này nên chưa gắn được minh chứng. Ghi số trước."))
        return [evidence.attach(session, kind, fact, path=path) for path in paths]


def _log(session: Session, edit: Edit) -> None:
    if isinstance(edit, ProgressEdit):
        fields = asdict(edit)
        progress.log_progress(session, fields.pop("task_id"), **fields)
    elif isinstance(edit, ValueEdit):
        fields = asdict(edit)
        values.log_value(session, fields.pop("measure_id"), **fields)
    else:
        values.clear_value(session, edit.measure_id, unit_id=edit.unit_id, period=edit.period)
