"""Commands that look: any list, one thing, the log; and undo and redo."""

from collections.abc import Mapping
from typing import Any

import click

from app import display
from app.cli import output, refs
from app.cli.frame import argument, command, option
from app.cli.kinds import WHOLE
from app.cli.opening import changing, reading
from app.cli.options import shared
from app.cli.output import Col, Line
from app.clock import local
from app.columns import NUMERIC, Column, Kind, ListSpec
from app.dates import parse_date
from app.errors import BadInput
from app.i18n import Message, msg
from app.lists import LISTS
from app.numbers import from_stored
from app.reading import ListQuery, Reader, Where
from app.session import Session
from app.text import fold

_PAGE = 500
_NONE = {"", "null"}
_SHOWN = {
    "task": "tasks",
    "programme": "programmes",
    "target": "targets",
    "unit": "units",
    "ban": "bans",
    "person": "people",
    "directive": "directives",
}
BOM = option("--bom", is_flag=True, words=msg("CSV có dấu UTF-8 ở đầu, để Excel mở đúng tiếng Việt."))


@command(
    "list",
    msg(
        "In một danh sách: programmes, tasks, targets, units, bans, people, directives, assignments, progress, values, periods, changes."
    ),
)
@reading
@argument("name", msg("Tên danh sách."), metavar="NAME", type=click.Choice(list(LISTS)))
@option("--period", words=msg("Kỳ để xét tình trạng; bỏ trống là kỳ đang mở."))
@option(
    "--where", "conditions", multiple=True, words=msg("Điều kiện cột=giá trị, cột!=, cột<=, cột>=; ghi nhiều lần được.")
)
@option("--sort", words=msg("Xếp theo cột; thêm dấu - ở trước là từ lớn đến nhỏ."))
@option("--search", default="", words=msg("Chỉ các dòng có chữ này, không cần dấu."))
@option("--limit", type=WHOLE, words=msg("Chỉ từng này dòng đầu."))
@option("--all-columns", "wide", is_flag=True, words=msg("In cả những cột ít dùng."))
@BOM
def show_list(
    session: Session, name: str, period: str | None, conditions: tuple[str, ...], sort: str | None, search: str,
    limit: int | None, wide: bool, bom: bool,
) -> None:  # fmt: skip
    """Print a list."""
    spec = LISTS[name]
    how = shared().format
    where = tuple(_condition(spec, each) for each in conditions)
    order = None if sort is None else (_column(spec, sort.removeprefix("-")).key, sort.startswith("-"))
    query = ListQuery(refs.period(session, period), where, search, order)
    columns = [col for col in spec.columns if wide or how == "json" or (col.shown and col.priority <= 3)]
    output.put(_cols(columns), _lines(session, spec, query, columns, limit), how, bom=bom)


@command("show", msg("In mọi điều đã ghi của một thứ."))
@reading
@argument(
    "kind",
    msg("Loại: task, programme, target, unit, ban, person, directive."),
    metavar="KIND",
    type=click.Choice(list(_SHOWN)),
)
@argument("ref", msg("Số, mã, tên hoặc #id."))
@option("--period", words=msg("Kỳ để xét tình trạng; bỏ trống là kỳ đang mở."))
def show(session: Session, kind: str, ref: str, period: str | None) -> None:
    """Print one thing, a line for each column."""
    spec, row_id = LISTS[_SHOWN[kind]], refs.find(session, kind, ref)
    query = ListQuery(refs.period(session, period))
    row = Reader(session).rows(spec, query, [row_id])[row_id]
    found = _line(row, spec.columns)
    if shared().format == "json":
        output.put_json(found.raw)
        return
    pairs = [(str(col.title), found.shown[col.key]) for col in spec.columns if found.shown[col.key]]
    size = max(output.width(title) for title, _ in pairs)
    click.echo(f"#{row_id}")
    for title, text in pairs:
        click.echo(f"{output.fit(title, size)}  {text}")


@command("undo", msg("Hoàn tác thay đổi mới nhất, hoặc nhiều thay đổi với --steps."))
@changing
@option("--steps", type=WHOLE, default=1, words=msg("Mấy thay đổi."))
def undo(session: Session, steps: int) -> None:
    """Take back the newest changes."""
    for _ in range(steps):
        session.undo()


@command("redo", msg("Làm lại điều vừa hoàn tác."))
@changing
@option("--steps", type=WHOLE, default=1, words=msg("Mấy thay đổi."))
def redo(session: Session, steps: int) -> None:
    """Do again what was taken back."""
    for _ in range(steps):
        session.redo()


def _lines(session: Session, spec: ListSpec, query: ListQuery, columns: list[Column], limit: int | None) -> list[Line]:
    """The rows of a list in order, read by the page."""
    reader = Reader(session)
    ids = list(reader.ids(spec, query, limit))
    found: list[Line] = []
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        rows = reader.rows(spec, query, page)
        found += [_line(rows[row_id], columns) for row_id in page if row_id in rows]
    return found


def _cols(columns: list[Column]) -> list[Col]:
    cut = {Kind.LONG, Kind.TEXT, Kind.MESSAGE}
    made = [Col(col.key, col.title, right=col.kind in NUMERIC, cut=col.kind in cut) for col in columns]
    return [Col("id", msg("#"), right=True), *made]


def _line(row: Mapping[str, Any], columns: Any) -> Line:
    shown = {col.key: display.show(row[col.key], col, row) for col in columns}
    raw = {col.key: _raw(row[col.key], col, row) for col in columns}
    return Line({"id": str(row["id"]), **shown}, {"id": row["id"], **raw})


def _raw(value: Any, column: Column, row: Mapping[str, Any]) -> Any:
    """The value for machines: ISO days and instants, exact decimals as strings, codes instead of words."""
    if value is None:
        return None
    if column.kind is Kind.INSTANT:
        return local(int(value)).isoformat()
    if column.kind is Kind.MESSAGE:
        return str(Message.restored(str(value)))
    if column.kind is Kind.FLAG:
        return bool(value)
    if column.kind is Kind.AMOUNT:
        return str(from_stored(int(value), int(row["decimals"] or 0)))
    return value


def _column(spec: ListSpec, typed: str) -> Column:
    """The column of that key, or of that title without accents. Raises BadInput with the keys there are."""
    for col in spec.columns:
        if typed == col.key or fold(typed) == fold(str(col.title)):
            return col
    keys = ", ".join(col.key for col in spec.columns)
    raise BadInput(msg("Danh sách {name} không có cột “{col}”. Các cột: {keys}.", name=spec.name, col=typed, keys=keys))


def _condition(spec: ListSpec, typed: str) -> Where:
    """``col=value``, ``col!=value``, ``col<=value``, ``col>=value``; an empty value means that there is none."""
    for sign, test in (("!=", "ne"), ("<=", "le"), (">=", "ge"), ("=", "eq")):
        name, found, text = typed.partition(sign)
        if found:
            column = _column(spec, name.strip())
            value = _stored(column, text.strip())
            if value is None:
                return Where(column.key, "is_not" if test == "ne" else "is", None)
            return Where(column.key, test, value)
    raise BadInput(msg("Điều kiện “{text}” chưa đúng. Ghi như cột=giá trị.", text=typed), where="--where")


def _stored(column: Column, text: str) -> Any:
    """What stands in the list for what was typed."""
    if text.lower() in _NONE:
        return None
    if column.kind is Kind.DATE:
        return parse_date(text).isoformat()
    if column.kind in {Kind.COUNT, Kind.PERCENT, Kind.FLAG, Kind.AMOUNT} and text.lstrip("-").isdigit():
        return int(text)
    words = {fold(str(word)): key for key, word in column.words.items()}
    return words.get(fold(text), text)


COMMANDS = (show_list, show)
STEPS = (undo, redo)
