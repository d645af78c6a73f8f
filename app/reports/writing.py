"""Writing a document into a file; the file's ending says in which format."""

from collections.abc import Callable
from pathlib import Path

from app.errors import BadInput
from app.i18n import msg
from app.jobs import Progress
from app.reports.content import Document
from app.reports.layout import ND30, Layout
from app.reports.places import Place
from app.safe_files import replace_file

FORMATS = ("pdf", "docx", "xlsx")


def write(document: Document, path: Path, layout: Layout = ND30, progress: Progress | None = None) -> None:
    """Write ``document`` to ``path``, whole or not at all; nothing is written where ``progress`` was asked to stop (Cancelled).

    Raises BadInput for an ending other than .pdf, .docx or .xlsx, and the errors of ``replace_file``.
    """
    replace_file(path, render(document, path.suffix.lower().removeprefix("."), layout, progress))


def render(document: Document, format: str, layout: Layout = ND30, progress: Progress | None = None) -> bytes:
    """``document`` as a file of ``format`` ("pdf", "docx" or "xlsx"); the same content gives the same bytes."""
    return _writer(format)(document, layout.turned() if document.landscape else layout, progress or Progress())


def pdf_with_places(
    document: Document, layout: Layout = ND30, progress: Progress | None = None
) -> tuple[bytes, tuple[Place, ...]]:
    """``document`` as PDF, and where on its pages the paragraphs with a key stand."""
    from app.reports.writers import to_pdf

    return to_pdf.pdf_with_places(document, layout.turned() if document.landscape else layout, progress or Progress())


def _writer(format: str) -> Callable[[Document, Layout, Progress], bytes]:
    """The writer of ``format``, imported now: each loads a heavy library."""
    if format == "pdf":
        from app.reports.writers.to_pdf import pdf_bytes

        return pdf_bytes
    if format == "docx":
        from app.reports.writers.to_docx import docx_bytes

        return docx_bytes
    if format == "xlsx":
        from app.reports.writers.to_xlsx import xlsx_bytes

        return xlsx_bytes
    endings = ", ".join(f".{known}" for known in FORMATS)
    raise BadInput(
        msg("Chưa ghi được tệp dạng “{format}”. Hãy chọn một trong: {endings}", format=format, endings=endings)
    )
