"""Writing a list as it is shown into a file, in a job that can be stopped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app import lists_export
from app.errors import Refused
from app.i18n import msg, tr
from app.jobs import Progress
from ui.pages.lists.host import ListHost
from ui.widgets.cells import copy_texts

MOST_COPIED = 100_000
"""Rows that a clipboard takes and a spreadsheet pastes within seconds."""
_FILTERS = {"xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)", "pdf": "PDF (*.pdf)"}


def write_list(host: ListHost, ending: str) -> None:
    """Ask where, write the list there, and open it in the program the person uses for it."""
    chosen = host.choose_path(_suggested(host, ending), _FILTERS[ending])
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() != f".{ending}":
        path = path.with_name(f"{path.name}.{ending}")
    session, read = host.context.session, host.reading_table()

    def write(progress: Progress) -> Path:
        return lists_export.write(session, read(progress), path, progress)

    job = host.context.jobs.read(write)
    host.job_bar.follow(job, tr("Đang ghi {name}", name=path.name))
    job.succeeded.connect(lambda written: _written(host, written))
    job.failed.connect(host.fail)


def copy_list(host: ListHost, places: Sequence[int] | None = None, *, headings: bool = True) -> None:
    """Copy the rows at these places, or all, as a table for Excel or Word: they are read and worded beside the window."""
    read = host.reading_table(places)

    def word(progress: Progress) -> list[list[str]]:
        what = read(progress)
        if what.count > MOST_COPIED:
            told = msg("Chép được nhiều nhất {n} dòng một lần. Hãy xuất danh sách ra Excel hoặc CSV.", n=MOST_COPIED)
            raise Refused(told)
        return list(lists_export.texts(what, progress))

    def copy(rows: list[list[str]]) -> None:
        copy_texts(rows if headings else rows[1:])
        host.said.emit(tr("Đã chép {n} dòng", n=len(rows) - 1), None)

    job = host.context.jobs.read(word)
    host.job_bar.follow(job, tr("Đang chép"))
    job.succeeded.connect(copy)
    job.failed.connect(host.fail)


def _suggested(host: ListHost, ending: str) -> Path:
    """A file name that says what it is, in the person's documents."""
    from app.reports import file_names

    kind = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(kind) or str(host.context.session.path.parent)
    day = host.context.session.clock.today().strftime("%d-%m-%Y")
    return Path(folder) / f"{file_names.readable(f'{host.list_title()} {day}')}.{ending}"


def _written(host: ListHost, path: Path) -> None:
    host.said.emit(tr("Đã ghi {name}", name=path.name), None)
    host.open_file(path)
