"""Taking back what was entered by mistake: it becomes a stub with a reason (MODEL 18), and only while nothing rests on it."""

from app.errors import Refused
from app.given import brief, one_of, ours
from app.given import reason as reason_given
from app.i18n import Message, msg
from app.session import Session
from app.words import WHAT_KINDS
from db.queries import people, uses
from db.store import current

_KINDS: dict[str, Message] = {
    **WHAT_KINDS,
    "unit_kind": msg("Loại đơn vị"),
    "term": msg("Nhiệm kỳ"),
    "milestone": msg("Mốc"),
}
_NAMED_BY = {
    "section": "title",
    "programme": "title",
    "unit_kind": "name",
    "person": "name",
    "term": "label",
    "clause": "label",
    "task": "text",
    "measure": "text",
    "target": "text",
    "milestone": "text",
}
_INSTEAD = {
    "unit": msg("Đơn vị không còn thì dùng Giải thể hoặc Sáp nhập."),
    "ban": msg("Ban không còn thì dùng Kết thúc ban."),
    "task": msg("Nhiệm vụ không làm nữa thì dùng Kết thúc nhiệm vụ."),
    "programme": msg("Chương trình không làm nữa thì dùng Kết thúc chương trình."),
    "target": msg("Chỉ tiêu không còn thì dùng Kết thúc chỉ tiêu."),
}


def remove(session: Session, kind: str, id: int, *, reason: str) -> None:
    """Take a definition back that was entered by mistake. Refused while anything uses it; its own parts go with it.

    ``kind``: section, unit_kind, unit, ban, person, term, directive, clause, programme, task, measure, target or milestone.
    """
    one_of(kind, uses.kinds(), msg("Loại dữ liệu"))
    why = reason_given(reason)
    row = current(session.conn, kind, id)
    ours(session, row if row and row["gone"] is None else None, _KINDS[kind], id)
    name = brief(_name(session, kind, id, row or {}))
    used = uses.count(session.conn, kind, id)
    if used:
        raise Refused(
            msg(
                "“{name}” đang được dùng ở {count} chỗ nên không xóa được. {instead}",
                name=name,
                count=used,
                instead=_INSTEAD.get(kind, msg("Gỡ khỏi các chỗ đó trước.")),
            )
        )
    label = msg("Xóa {kind} “{name}”: {reason}", kind=_KINDS[kind], name=name, reason=why)
    with session.change(label) as change:
        for table, part_id in uses.parts(session.conn, kind, id):
            change.update(table, part_id, gone=why)
        change.update(kind, id, gone=why)


def _name(session: Session, kind: str, id: int, row: dict[str, str | None]) -> str:
    if kind == "unit":
        return people.unit_name(session.conn, id)
    if kind == "ban":
        return people.ban_name(session.conn, id)
    if kind == "directive":
        return row.get("as_written") or row.get("abstract") or row.get("kind") or ""
    return row.get(_NAMED_BY[kind]) or ""
