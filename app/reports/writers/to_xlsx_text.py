"""The sheet with the words of a document: head in two columns, text over both, signature."""

from typing import Any

from app.reports.content import Document, Signature
from app.reports.layout import SINGLE_LINE, Layout, points
from app.reports.writers import fonts
from app.reports.writers.letterhead import addressee_lines, head, listed, recipient_lines, signer_lines
from app.reports.writers.line_breaks import balanced, filled
from app.reports.writers.to_xlsx_styles import Look, Looks, put_parts, put_text
from app.reports.writers.to_xlsx_table import Heights, column_width, set_sheet_page

_MOST_LINES = 24
"""Lines of a paragraph in one row; Excel shows no row higher than 409 points, so longer paragraphs go on in the next row."""


Parts = tuple[tuple[str, Look], ...]
"""Texts of one cell with their looks, a line or more each."""


class TextSheet:
    """Writes words into a sheet with two columns as wide as those of the head on paper."""

    def __init__(self, sheet: Any, document: Document, layout: Layout, looks: Looks) -> None:
        self._sheet = sheet
        self._document = document
        self._layout = layout
        self._looks = looks
        self._heights = Heights()
        self._widths = (points(layout.head_left_width), points(layout.head_right_width))
        self._row = 0
        for column, width in zip("AB", self._widths, strict=True):
            sheet.column_dimensions[column].width = column_width(width)
        set_sheet_page(sheet, layout, document.title, landscape=False)
        sheet.sheet_view.showGridLines = False

    def head(self) -> None:
        """Boxes 1 to 5, addressees and bases."""
        document, layout = self._document, self._layout
        self._sheet.title = "Văn bản"
        lines = head(document, layout, fonts.width)
        agency = Look(layout.agency_size, align="center", vertical="top")
        nation = Look(layout.nation_size, bold=True, align="center", vertical="top")
        names = ("\n".join(lines.parent), agency), ("\n".join(lines.agency), agency._replace(bold=True))
        motto = nation._replace(size=layout.motto_size, underline=True)
        self._pair(names, ((lines.nation, nation), (lines.motto, motto)))
        self._pair(
            ((lines.number, Look(lines.number_size, align="center")),),
            (("\n".join(lines.place_date), Look(lines.place_date_size, italic=True, align="center")),),
        )
        self._gap()
        self.paragraph(document.kind.upper(), Look(layout.kind_size, bold=True, align="center"))
        self.paragraph(document.abstract, Look(layout.abstract_size, bold=bool(document.kind), align="center"))
        self._gap()
        for line in addressee_lines(document):
            self.paragraph(line, Look(layout.table_size + 1, align="center"))
        for base in listed(document.bases):
            self.paragraph(base, Look(layout.table_size + 1, italic=True, align="justify"))

    def paragraph(self, text: str, look: Look) -> None:
        """Words over both columns, in as many rows as they need; nothing for no words."""
        if not text:
            return
        width = sum(self._widths)
        if look.align == "center":
            text = "\n".join(balanced(text, width * 0.9, lambda line: fonts.width(line, look.size, look.bold)))
        lines = [
            line
            for part in text.split("\n")
            for line in filled(part.split(), width - 8, lambda line: fonts.width(line, look.size, look.bold)) or [""]
        ]
        pieces = (
            [text]
            if len(lines) <= _MOST_LINES
            else [" ".join(lines[at : at + _MOST_LINES]) for at in range(0, len(lines), _MOST_LINES)]
        )
        for piece in pieces:
            self._row += 1
            cell = self._sheet.cell(self._row, 1)
            put_text(cell, piece)
            self._looks.give(cell, look)
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=2)
            height = self._heights.of(piece, width, look.size, bold=look.bold) + self._layout.paragraph_space / 2
            self._sheet.row_dimensions[self._row].height = height

    def signature(self) -> None:
        """Nơi nhận and signer side by side."""
        document, layout = self._document, self._layout
        small = Look(layout.recipients_size, vertical="top")
        title = Look(layout.recipients_title_size, bold=True, italic=True, vertical="top")
        recipients: Parts = ()
        if document.recipients:
            recipients = (("Nơi nhận:", title), ("\n".join(recipient_lines(document)), small))
        countersigned = _signed(document.countersignature, layout) if document.countersignature else ()
        self._gap()
        self._pair(countersigned or recipients, _signed(document.signature, layout) if document.signature else ())
        if countersigned:
            self._pair(recipients, ())

    def _gap(self) -> None:
        """An empty row."""
        self._row += 1

    def _pair(self, left: Parts, right: Parts) -> None:
        """A row with both columns, as high as the higher text."""
        self._row += 1
        height = 0.0
        for column, parts in enumerate((left, right)):
            if parts:
                cell = self._sheet.cell(self._row, column + 1)
                put_parts(cell, parts, self._layout.font_name)
                self._looks.give(cell, parts[0][1])
                width = self._widths[column]
                height = max(
                    height, sum(self._heights.of(text, width, look.size, bold=look.bold) for text, look in parts)
                )
        self._sheet.row_dimensions[self._row].height = height


def _signed(signer: Signature, layout: Layout) -> Parts:
    """Authority, post, room to sign and name in one cell."""
    room = round(points(layout.signature_space) / (layout.signer_size * SINGLE_LINE))
    bold = Look(layout.signer_size, bold=True, align="center", vertical="top")
    note = Look(layout.note_size, italic=True, align="center", vertical="top")
    return (("\n".join(signer_lines(signer)), bold), (signer.note, note), ("\n" * room + signer.name, bold))
