"""Commands on what happened: search, the history of one thing, the log of changes."""

import click

from app import history as log
from app import search as finding
from app.cli import output, refs
from app.cli.frame import argument, command, option
from app.cli.kinds import WHOLE
from app.cli.lists import BOM
from app.cli.opening import reading
from app.cli.options import shared
from app.cli.output import Col
from app.cli.quarter import PERIOD, UNIT
from app.i18n import msg
from app.session import Session
from app.words import WHAT_KINDS

_FACTS = {"progress": "task", "value": "measure"}
_KINDS = [*refs.KINDS, *_FACTS]


@command("search", msg("Tìm trong mọi thứ, không cần dấu."))
@reading
@argument("text", msg("Chữ cần tìm."), nargs=-1, required=True)
@option("--kind", "kinds", multiple=True, words=msg("Chỉ loại này: task, programme, target, unit, progress…"))
@option("--limit", type=WHOLE, default=50, words=msg("Nhiều nhất bấy nhiêu."), show_default=True)
def search(session: Session, text: tuple[str, ...], kinds: tuple[str, ...], limit: int) -> None:
    """Find anything."""
    columns = (
        Col("kind", msg("Loại")),
        Col("id", msg("#"), right=True),
        Col("title", msg("Nội dung"), cut=True),
        Col("context", msg("Ở đâu"), cut=True),
    )
    rows = [
        output.line(
            kind=str(WHAT_KINDS.get(hit.kind, hit.kind)), id=hit.id, title=str(hit.title), context=str(hit.context)
        )
        for hit in finding.search(session, " ".join(text), kinds=kinds, limit=limit)
    ]
    output.put(columns, rows, shared().format)


_COLUMNS = (Col("at", msg("Lúc")), Col("who", msg("Người làm")), Col("what", msg("Đã làm gì"), cut=True))


@command("history", msg("Lịch sử của một thứ, bằng lời; progress và value là nhật ký của nhiệm vụ, chỉ số."))
@reading
@argument("kind", msg("Loại."), metavar="KIND", type=click.Choice(_KINDS))
@argument("ref", msg("Số, mã, tên hoặc #id (của nhiệm vụ hay chỉ số khi loại là progress, value)."))
@option("--unit", words=UNIT)
@option("--period", words=PERIOD)
def history(session: Session, kind: str, ref: str, unit: str | None, period: str | None) -> None:
    """The history of one row in words."""
    if kind in _FACTS:
        unit_id = session.office.unit_id if unit is None else refs.find(session, "unit", unit)
        row_id = refs.entry(session, kind, refs.find(session, _FACTS[kind], ref), unit_id, refs.period(session, period))
    else:
        row_id = refs.find(session, kind, ref)
    rows = [
        output.line(at=output.moment(each.at_ms), who=each.who, what=str(each.what))
        for each in log.of_row(session, kind, row_id)
    ]
    output.put(_COLUMNS, rows, shared().format)


@command("changes", msg("Các thay đổi mới nhất của sổ."))
@reading
@option("--limit", type=WHOLE, default=20, words=msg("Mấy thay đổi."), show_default=True)
@BOM
def changes(session: Session, limit: int, bom: bool) -> None:
    """The newest changes of the workspace."""
    rows = [
        output.line(at=output.moment(each.at_ms), who=each.who, what=str(each.what))
        for each in log.changes(session, limit)
    ]
    output.put(_COLUMNS, rows, shared().format, bom=bom)


COMMANDS = (search, history, changes)
