"""Comma separated text that is safe to open in a spreadsheet: one rule for the command line and the window."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet would take for a formula (NOTES-FAULTS 4; OWASP ASVS 1.2.10), half and full width.
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
BOM = "\ufeff"


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180); the first is usually the titles."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe_cell(text) for text in row])
    return stream.getvalue()


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it; plain negative figures stay figures."""
    if not text.startswith(FORMULA_STARTS) or _is_figure(text):
        return text
    return "'" + text


def _is_figure(text: str) -> bool:
    return text[0] == "-" and text[1:].replace(".", "").replace(",", "").rstrip("%").isdigit()
