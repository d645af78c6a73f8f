"""``tiendo bundle book`` and ``tiendo bundle status``: what was given and taken, what is missing, how each peer stands."""

from collections.abc import Sequence
from typing import Any

import click

from app import display
from app.bundles import book, peer_status, punctuality
from app.bundles.book import BookLine
from app.bundles.book_words import COLUMNS
from app.bundles.punctuality import Completeness
from app.cli import output, refs
from app.cli.frame import command, option
from app.cli.lists import BOM
from app.cli.opening import reading
from app.cli.options import shared
from app.cli.output import Col, Line
from app.columns import NUMERIC, Column, Kind
from app.dates import format_date
from app.errors import BadInput
from app.i18n import Message, msg, tr
from app.plan import periods
from app.session import Session
from app.words import PEER_ROLES

_MACHINE = ("bundle_id", "period", "state", "due", "days", "reason", "sha256", "file_name", "place", "size", "person")
"""What JSON says besides the columns of the table."""


@command(
    "book",
    msg(
        "Sổ giao nhận: mỗi gói đã gửi, đã nhận và tình trạng; đơn vị nào chưa gửi, gửi muộn. Có --counts thì in số đếm theo quý."
    ),
)
@reading
@option("--period", words=msg("Chỉ một kỳ, ví dụ 2026-Q3; bỏ trống là mọi kỳ."))
@option("--unit", words=msg("Chỉ gói của một đơn vị: mã, tên hoặc #id."))
@option("--missing", is_flag=True, words=msg("Chỉ đơn vị chưa gửi."))
@option("--counts", is_flag=True, words=msg("Phải gửi, đã nhận, đúng hạn của từng quý."))
@BOM
def show_book(session: Session, period: str | None, unit: str | None, missing: bool, counts: bool, bom: bool) -> None:
    """Print the book, or the counts by quarter."""
    code = None if period is None else periods.from_text(period)
    if counts:
        if unit is not None or missing:
            raise BadInput(msg("--counts đếm mọi đơn vị, không đi cùng --unit, --missing. Bỏ một trong hai."))
        _put_counts(session, code, bom=bom)
        return
    unit_id = refs.find_if(session, "unit", unit)
    found = [line for line in book.lines(session, period=code) if unit_id in (None, line.unit_id)]
    rows = [line for line in found if line.unsent] if missing else found
    how = shared().format
    shown = [column for column in COLUMNS if column.priority <= 2]
    output.put(_cols(shown, how), [_line(line, shown) for line in rows], how, bom=bom)


def _cols(columns: Sequence[Column], how: str) -> list[Col]:
    cut = {Kind.LONG, Kind.TEXT}
    made = [Col(col.key, col.title, right=col.kind in NUMERIC, cut=col.kind in cut) for col in columns]
    known = {col.key for col in made}
    return made + [Col(key, msg("")) for key in _MACHINE if how == "json" and key not in known]


def _line(line: BookLine, columns: Sequence[Column]) -> Line:
    raw: dict[str, Any] = {column.key: getattr(line, column.key) for column in columns}
    shown = {
        column.key: str(raw[column.key])
        if isinstance(raw[column.key], Message)
        else display.show(raw[column.key], column, {})
        for column in columns
    }
    return Line(shown, {key: getattr(line, key) for key in _MACHINE} | raw)


def _put_counts(session: Session, code: str | None, *, bom: bool) -> None:
    known = punctuality.by_period(session) if code is None else (punctuality.completeness(session, code),)
    columns = (
        Col("period", msg("Kỳ")),
        Col("due", msg("Hạn gửi")),
        Col("expected", msg("Phải gửi"), right=True),
        Col("received", msg("Đã nhận"), right=True),
        Col("on_time", msg("Đúng hạn"), right=True),
        Col("late", msg("Muộn"), right=True),
        Col("missing", msg("Quá hạn chưa gửi"), right=True),
        Col("awaited", msg("Chưa đến hạn"), right=True),
        Col("excused", msg("Không phải gửi"), right=True),
        Col("on_paper", msg("Không dùng phần mềm"), right=True),
    )
    output.put(columns, map(_counted, known), shared().format, bom=bom)


def _counted(found: Completeness) -> Line:
    """The counts of a quarter; shares of those that owe stand as n/m."""
    plain = ("expected", "late", "missing", "awaited")
    shown = {name: str(getattr(found, name)) for name in plain}
    shown |= {
        "period": str(periods.label(found.period)),
        "due": format_date(found.due),
        "received": f"{found.received}/{found.expected}",
        "on_time": f"{found.on_time}/{found.expected}",
        "excused": str(len(found.excused)),
        "on_paper": str(len(found.on_paper)),
    }
    raw: dict[str, Any] = {name: getattr(found, name) for name in (*plain, "received", "on_time", "due")}
    return Line(shown, raw | {"period": found.period, "excused": found.excused, "on_paper": found.on_paper})


@command("status", msg("Tình hình trao đổi với từng nơi: bản đã gửi, bản được báo nhận, bản đã nhận, điều đang chờ."))
@reading
@BOM
def show_status(session: Session, bom: bool) -> None:
    """Print how each peer stands."""
    found = peer_status.status(session)
    if not found and shared().format == "table":
        click.echo(tr("Chưa trao đổi tệp với nơi nào. Bắt đầu bằng `tiendo bundle introduce`."))
        return
    columns = (
        Col("name", msg("Nơi gửi nhận"), cut=True),
        Col("role", msg("Là")),
        Col("sent_ver", msg("Bản đã gửi"), right=True),
        Col("acknowledged_ver", msg("Được báo nhận"), right=True),
        Col("received_ver", msg("Bản đã nhận"), right=True),
        Col("received_on", msg("Ngày nhận")),
        Col("held", msg("Để chờ"), right=True),
        Col("told", msg("Cần biết"), cut=True),
    )
    more = ("seat_id", "sent_on", "silent_days", "unsent", "unanswered", "confirmed", "ended", "relayed", "twin")
    rows = []
    for one in found:
        shown = {col.key: _plain(getattr(one, col.key)) for col in columns}
        shown |= {
            "role": str(PEER_ROLES[one.role]),
            "received_on": format_date(one.received_on) if one.received_on else "",
        }
        rows.append(Line(shown, {key: getattr(one, key) for key in (*(col.key for col in columns), *more)}))
    how = shared().format
    output.put([*columns, *(Col(key, msg("")) for key in more if how == "json")], rows, how, bom=bom)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


COMMANDS = (show_book, show_status)
