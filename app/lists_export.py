"""A list as it is shown, written into a file: a workbook to go on with, CSV, or PDF to be printed.

What stands in the file are the rows, columns and order of the screen, with the list's title, the day and the filters in words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.columns import Column, ListSpec
from app.csv_text import BOM, csv_text
from app.display import show
from app.errors import BadInput, Refused
from app.i18n import Message, msg, tr
from app.jobs import Progress
from app.people import office_facts
from app.reading import ListQuery, Reader
from app.safe_files import replace_file
from app.session import Session

Row = Mapping[str, Any]
ENDINGS = ("xlsx", "csv", "pdf")
PAGE = 500
MOST_PRINTED = 5_000
"""Rows beyond which nobody prints a list: 150 pages."""
MOST_IN_SHEET = 1_048_000
"""Rows that a sheet of Excel holds, less the titles."""


@dataclass(frozen=True)
class ListTable:
    """What is to be written. ``pages`` gives the rows a page at a time; ``told`` are lines that say what the rows are."""

    title: str
    columns: tuple[Column, ...]
    count: int
    pages: Callable[[], Iterator[Sequence[Row]]]
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Head:
    """Who wrote it down, and when."""

    office: str
    parent: str
    place: str
    day: date


def table(
    reader: Reader,
    spec: ListSpec,
    query: ListQuery,
    columns: Sequence[str],
    told: Sequence[str] = (),
    *,
    progress: Progress | None = None,
    ids: Sequence[int] | None = None,
) -> ListTable:
    """A list of the workspace as it is asked for by ``query``, or those of its rows whose ``ids`` are given.

    Rows that go meanwhile are left out. Raises Cancelled.
    """
    ids = reader.ids(spec, query, progress=progress) if ids is None else ids

    def pages() -> Iterator[Sequence[Row]]:
        for start in range(0, len(ids), PAGE):
            wanted = ids[start : start + PAGE]
            rows = reader.rows(spec, query, wanted)
            yield [rows[row_id] for row_id in wanted if row_id in rows]

    return ListTable(str(spec.title), tuple(spec.column(key) for key in columns), len(ids), pages, tuple(told))


def write(session: Session, what: ListTable, path: Path, progress: Progress) -> Path:
    """Write a list to ``path``, whole or not at all; its ending says how.

    Raises BadInput for another ending than .xlsx, .csv, .pdf, Refused for more rows than can be printed or a sheet can hold, Cancelled
    once asked to stop, and the errors of ``replace_file``.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending == "csv":
        data = (BOM + csv_text(texts(what, progress))).encode()
    elif ending == "xlsx":
        _refuse_beyond(
            MOST_IN_SHEET,
            what,
            msg(
                "Danh sách có {n} dòng, nhiều hơn một trang tính chứa được. Hãy lọc bớt, hoặc xuất ra CSV.",
                n=what.count,
            ),
        )
        from app.reports.writers.list_xlsx import list_xlsx

        data = list_xlsx(what, head(session), progress)
    elif ending == "pdf":
        data = _pdf(session, what, progress)
    else:
        raise BadInput(
            msg(
                "Chưa ghi được tệp dạng “{format}”. Hãy chọn một trong: {endings}",
                format=ending,
                endings=", ".join(f".{known}" for known in ENDINGS),
            )
        )
    replace_file(path, data)
    return path


def head(session: Session) -> Head:
    """The office, and the day it is."""
    office = office_facts.facts(session)
    return Head(office.name, office.parent, office.place, session.clock.today())


def told_lines(what: ListTable) -> list[str]:
    """The lines under the title: how many rows, and what they were chosen by."""
    return [tr("{n} dòng", n=what.count), *what.told]


def texts(what: ListTable, progress: Progress) -> Iterator[list[str]]:
    """The titles, then the rows, as texts for people. Raises Cancelled once asked to stop."""
    yield [str(column.title) for column in what.columns]
    done = 0
    for rows in what.pages():
        progress.report(done, what.count)
        for row in rows:
            yield [show(row[column.key], column, row) for column in what.columns]
        done += len(rows)


def _refuse_beyond(most: int, what: ListTable, told: Message) -> None:
    if what.count > most:
        raise Refused(told)


def _pdf(session: Session, what: ListTable, progress: Progress) -> bytes:
    told = msg(
        "Danh sách có {n} dòng, in được nhiều nhất {most} dòng. Hãy lọc bớt, hoặc xuất ra Excel.",
        n=what.count,
        most=MOST_PRINTED,
    )
    _refuse_beyond(MOST_PRINTED, what, told)
    from app.reports.list_paper import list_paper
    from app.reports.writing import render

    return render(list_paper(what, head(session)), "pdf", progress=progress)
