"""Evidence files: kept once beside the workspace under their SHA-256, hung on what they prove (DESIGN 1.3, MODEL sketch)."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from app import attachments
from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.plan import periods, revisions
from app.session import Session
from app.text import clean, clean_line
from db.connection import Row
from db.queries import evidence as queries
from db.queries import quarter

ON = ("progress", "value", "directive", "task", "report")
"""What evidence can hang on; on a signed report, the scan of the paper that was signed by hand."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves something. ``path`` is where it lies in the attachments folder; ``rev`` the revision it was added to."""

    id: int
    name: str
    note: str
    sha256: str
    size: int
    mime: str
    path: Path
    rev: int | None


def attach(session: Session, on_kind: str, on_id: int, *, path: Path, note: str = "") -> int:
    """Hang a copy of a file on an entry, value, directive or task; return the evidence's id.

    Allowed after the lock too, because it moves no figure. Raises NotFound (file or row), BadInput, WorkspaceTrouble (disk full).
    """
    if on_kind not in ON:
        raise BadInput(msg("“{word}” không dùng được. Chọn một trong: {allowed}.", word=on_kind, allowed=", ".join(ON)))
    rev = _revision(session, on_kind, on_id)
    stored = attachments.add(session.path, path)
    name = clean_line(path.name)
    with session.change(msg("Đính kèm minh chứng {name}", name=name)) as change:
        if not queries.file_known(change.connection, stored.sha256):
            mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            change.insert("file", sha256=stored.sha256, size=stored.size, mime=mime, presence="here")
        return change.define(
            "evidence",
            seat_id=session.office.seat_id,
            on_kind=on_kind,
            on_id=on_id,
            rev=rev,
            sha256=stored.sha256,
            name=name,
            note=clean(note),
        )


def detach(session: Session, evidence_id: int) -> None:
    """Take evidence off; the file stays in the folder for undo. Refused on an entry or value of a locked period."""
    row = queries.evidence(session.conn, evidence_id)
    if row is None:
        raise NotFound(msg("Không có minh chứng số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=evidence_id))
    if row["on_kind"] in {"progress", "value"}:
        fact = revisions.own_fact(session, quarter.ledger(row["on_kind"]), row["on_id"])
        if revisions.is_closed(session, fact["period"]):
            period = periods.label(fact["period"])
            raise Refused(msg("{period} đã khóa nên không gỡ minh chứng được. Đính kèm thêm tệp đúng.", period=period))
    with session.change(msg("Gỡ minh chứng {name}", name=row["name"])) as change:
        change.update("evidence", evidence_id, gone="detached")


def annotate(session: Session, evidence_id: int, note: str) -> None:
    """Say something else about a piece of evidence. Raises NotFound."""
    row = queries.evidence(session.conn, evidence_id)
    if row is None:
        raise NotFound(msg("Không có minh chứng số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=evidence_id))
    with session.change(msg("Ghi chú minh chứng {name}", name=row["name"])) as change:
        change.update("evidence", evidence_id, note=clean(note))


def of(session: Session, on_kind: str, on_id: int) -> tuple[Evidence, ...]:
    """What hangs on something, oldest first."""
    return tuple(_evidence(session, row) for row in queries.evidence_on(session.conn, on_kind, on_id))


def of_task(session: Session, task_id: int) -> tuple[tuple[str, Evidence], ...]:
    """What hangs on a task and on what this office logged for it, each with its period (empty: on the task), newest period first."""
    rows = queries.evidence_of_task(session.conn, task_id, session.office.unit_id)
    return tuple((row["period"], _evidence(session, row)) for row in rows)


def _evidence(session: Session, row: Row) -> Evidence:
    names = ("id", "name", "note", "sha256", "size", "mime", "rev")
    path = attachments.path_of(session.path, row["sha256"])
    return Evidence(**{name: row[name] for name in names}, path=path)


def _revision(session: Session, on_kind: str, on_id: int) -> int | None:
    """The head revision that evidence is added to; None where there are no revisions. Raises NotFound."""
    if on_kind in {"progress", "value"}:
        return int(revisions.own_fact(session, quarter.ledger(on_kind), on_id)["head_rev"])
    if not queries.row_known(session.conn, on_kind, on_id):
        raise NotFound(msg("Không có dòng số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=on_id))
    return None
