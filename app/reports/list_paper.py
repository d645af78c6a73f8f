"""A list of the window as a paper: a table lying on its side, with its title, the day and what its rows were chosen by."""

from decimal import Decimal

from app.columns import Column as ListColumn
from app.columns import Kind as ListKind
from app.dates import from_iso
from app.display import show
from app.i18n import tr
from app.lists_export import Head, ListTable, Row, told_lines
from app.numbers import from_stored
from app.reports.content import (
    Cell,
    Column,
    Document,
    DocumentNumber,
    Kind,
    Letterhead,
    Note,
    PlaceDate,
    Table,
    Value,
)
from app.reports.content import Row as PaperRow

_KINDS = {
    ListKind.COUNT: Kind.INTEGER,
    ListKind.PERCENT: Kind.PERCENT,
    ListKind.AMOUNT: Kind.DECIMAL,
    ListKind.DATE: Kind.DATE,
}


def list_paper(what: ListTable, head: Head) -> Document:
    """The list as a document of one table; nobody signs it and it has no number."""
    rows = tuple(
        PaperRow(tuple(_cell(column, row) for column in what.columns)) for page in what.pages() for row in page
    )
    columns = tuple(
        Column(str(column.title), float(max(column.width, 4)), _KINDS.get(column.kind, Kind.TEXT))
        for column in what.columns
    )
    return Document(
        letterhead=Letterhead(head.office, head.parent),
        number=DocumentNumber(""),
        place_date=PlaceDate(head.place or "……", head.day),
        kind=tr("Danh sách"),
        abstract=what.title,
        blocks=(Note(" · ".join(told_lines(what))), Table(columns, rows, empty="Không có dòng nào")),
        closing=False,
        landscape=True,
    )


def _cell(column: ListColumn, row: Row) -> Cell:
    return Cell(show(row[column.key], column, row), value_of(column, row))


def value_of(column: ListColumn, row: Row) -> Value:
    """What a workbook can calculate with; None for words."""
    value = row[column.key]
    if value is None or value == "":
        return None
    if column.kind in {ListKind.COUNT, ListKind.PERCENT}:
        return int(value)
    if column.kind is ListKind.AMOUNT:
        return Decimal(from_stored(int(value), int(row["decimals"] or 0)))
    return from_iso(str(value)) if column.kind is ListKind.DATE else None
