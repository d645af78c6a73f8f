"""The drawn parts of a PDF page: the head with its two columns, the lines under titles, the signature block."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph

from app.reports.content import Document, Signature
from app.reports.layout import SINGLE_LINE, Layout, points
from app.reports.writers import fonts
from app.reports.writers.letterhead import Head, recipient_lines, signer_lines
from app.reports.writers.line_breaks import balanced, filled

_DESCENT = 0.22
_LAST_LINES = 2
"""Lines of text that stay with the signature (usual practice, DOMAIN § 1.1)."""


class _Drawing(Flowable):  # type: ignore[misc]  # ReportLab comes without types
    """A flowable that sets single lines of text; ``y`` counts down from its upper edge."""

    def text(
        self, line: str, centre: float, top: float, size: float, *, bold: bool = False, italic: bool = False
    ) -> None:
        """``line`` centred, its upper edge at ``top`` below the flowable's."""
        self.canv.setFont(fonts.face(bold=bold, italic=italic), size)
        self.canv.drawCentredString(centre, self.height - _base(top, size), line)

    def left_text(
        self, line: str, x: float, top: float, size: float, *, bold: bool = False, italic: bool = False
    ) -> None:
        """``line`` from ``x`` on."""
        self.canv.setFont(fonts.face(bold=bold, italic=italic), size)
        self.canv.drawString(x, self.height - _base(top, size), line)

    def rule(self, centre: float, top: float, length: float, thickness: float) -> None:
        """A thin line."""
        self.canv.setLineWidth(thickness)
        y = self.height - top
        self.canv.line(centre - length / 2, y, centre + length / 2, y)


def _base(top: float, size: float) -> float:
    """The base line of a single-spaced line whose upper edge is at ``top``."""
    return top + size * (SINGLE_LINE - _DESCENT)


class HeadBlock(_Drawing):
    """Boxes 1 to 4 (and 5b of a letter) in two columns, the line of the number level with the date."""

    def __init__(self, head: Head, subject: str, layout: Layout) -> None:
        super().__init__()
        self._head = head
        self._layout = layout
        room = points(layout.head_left_width) - 4
        self._subject = balanced(subject, room, lambda text: fonts.width(text, layout.subject_size))

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The size needed."""
        layout = self._layout
        self.width = available_width
        names = len(self._head.parent) + len(self._head.agency)
        left = names * layout.agency_size * SINGLE_LINE
        right = (layout.nation_size + (layout.motto_size if self._head.motto else 0)) * SINGLE_LINE
        self._numbers_at = max(left, right) + layout.rule_gap + layout.number_gap
        dated = self._numbers_at + len(self._head.place_date) * self._head.place_date_size * SINGLE_LINE
        height = self._numbers_at + max(layout.number_size, layout.place_date_size) * SINGLE_LINE
        if self._subject:
            height += 6 + len(self._subject) * layout.subject_size * SINGLE_LINE
        self.height = max(height, dated)
        return self.width, self.height

    def draw(self) -> None:
        """Both columns."""
        layout, head = self._layout, self._head
        left_width = points(layout.head_left_width)
        left, right = left_width / 2, left_width + points(layout.head_right_width) / 2
        self._draw_names(left)
        self.text(head.nation, right, 0, layout.nation_size, bold=True)
        if head.motto:
            top = layout.nation_size * SINGLE_LINE
            self.text(head.motto, right, top, layout.motto_size, bold=True)
            length = fonts.width(head.motto, layout.motto_size, True)
            foot = top + layout.motto_size * SINGLE_LINE + layout.rule_gap
            self.rule(right, foot, length, layout.rule_thickness)
        lift = (head.place_date_size - head.number_size) * (SINGLE_LINE - _DESCENT)
        self.text(head.number, left, self._numbers_at + max(lift, 0), head.number_size)
        for at, line in enumerate(head.place_date):
            top = self._numbers_at + at * head.place_date_size * SINGLE_LINE
            self.text(line, right, top, head.place_date_size, italic=True)
        top = self._numbers_at + layout.place_date_size * SINGLE_LINE + 6
        for line in self._subject:
            self.text(line, left, top, layout.subject_size)
            top += layout.subject_size * SINGLE_LINE

    def _draw_names(self, centre: float) -> None:
        """The bodies, and the rule under the issuing one: a share of its longest line."""
        layout, head = self._layout, self._head
        top = 0.0
        for line in head.parent:
            self.text(line, centre, top, layout.agency_size)
            top += layout.agency_size * SINGLE_LINE
        for line in head.agency:
            self.text(line, centre, top, layout.agency_size, bold=True)
            top += layout.agency_size * SINGLE_LINE
        longest = max((fonts.width(line, layout.agency_size, True) for line in head.agency), default=0.0)
        self.rule(centre, top + layout.rule_gap, longest * layout.agency_rule, layout.rule_thickness)


class TitleBlock(_Drawing):
    """Tên loại and trích yếu, centred, with the rule below a share of the longest line (box 5a)."""

    def __init__(self, kind: str, abstract: str, width: float, layout: Layout) -> None:
        super().__init__()
        self._kind = kind.upper()
        self._lines = balanced(abstract, width * 0.9, lambda text: fonts.width(text, layout.abstract_size, True))
        self._layout = layout

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The size needed."""
        layout = self._layout
        self.width = available_width
        self.height = layout.leading(layout.kind_size) + len(self._lines) * layout.leading(layout.abstract_size)
        self.height += layout.rule_gap
        return self.width, self.height

    def draw(self) -> None:
        """The lines and the rule."""
        layout = self._layout
        centre = self.width / 2
        self.text(self._kind, centre, 0, layout.kind_size, bold=True)
        top = layout.leading(layout.kind_size)
        for line in self._lines:
            self.text(line, centre, top, layout.abstract_size, bold=True)
            top += layout.leading(layout.abstract_size)
        longest = max((fonts.width(line, layout.abstract_size, True) for line in self._lines), default=0.0)
        self.rule(centre, top + layout.rule_gap, longest * layout.abstract_rule, layout.rule_thickness)


class SignatureBlock(_Drawing):
    """Nơi nhận (or the other side's signature) on the left, level with the signer's lines on the right."""

    def __init__(self, document: Document, layout: Layout) -> None:
        super().__init__()
        self._document = document
        self._layout = layout
        self._left_width = points(layout.signature_left_width)
        self._right_width = points(layout.text_width) - self._left_width
        self._recipients = () if document.countersignature else broken_recipients(document, self._left_width, layout)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The size needed."""
        layout = self._layout
        self.width = available_width
        heights = [layout.recipients_title_size * SINGLE_LINE] if self._recipients else [0.0]
        heights.append(heights[0] + len(self._recipients) * layout.recipients_size * SINGLE_LINE)
        heights += [self._signer_height(signer, width) for signer, width in self._signers()]
        self.height = max(heights)
        return self.width, self.height

    def _signers(self) -> list[tuple[Signature, float]]:
        """The signers with the width of their columns."""
        left = [(self._document.countersignature, self._left_width)] if self._document.countersignature else []
        right = [(self._document.signature, self._right_width)] if self._document.signature else []
        return left + right

    def _signer_lines(self, signer: Signature, width: float) -> list[str]:
        """The lines of authority and post, broken to the column."""
        size = self._layout.signer_size
        lines = signer_lines(signer)
        return [part for line in lines for part in balanced(line, width, lambda text: fonts.width(text, size, True))]

    def _signer_height(self, signer: Signature, width: float) -> float:
        """Height of a signer's column."""
        layout = self._layout
        lines = len(self._signer_lines(signer, width)) + 1
        note = layout.note_size * SINGLE_LINE if signer.note else 0.0
        return lines * layout.signer_size * SINGLE_LINE + note + points(layout.signature_space)

    def draw(self) -> None:
        """Both columns."""
        layout = self._layout
        if self._recipients:
            level = (layout.signer_size - layout.recipients_title_size) * (SINGLE_LINE - _DESCENT)
            self.left_text("Nơi nhận:", 0, level, layout.recipients_title_size, bold=True, italic=True)
            top = level + layout.recipients_title_size * SINGLE_LINE
            for line in self._recipients:
                self.left_text(line, 0, top, layout.recipients_size)
                top += layout.recipients_size * SINGLE_LINE
        if self._document.countersignature:
            self._draw_signer(self._document.countersignature, self._left_width, self._left_width / 2)
        if self._document.signature:
            self._draw_signer(self._document.signature, self._right_width, self.width - self._right_width / 2)

    def _draw_signer(self, signer: Signature, width: float, centre: float) -> None:
        """Authority, post, note, room to sign, name."""
        layout = self._layout
        top = 0.0
        for line in self._signer_lines(signer, width):
            self.text(line, centre, top, layout.signer_size, bold=True)
            top += layout.signer_size * SINGLE_LINE
        if signer.note:
            self.text(signer.note, centre, top, layout.note_size, italic=True)
            top += layout.note_size * SINGLE_LINE
        self.text(signer.name, centre, top + points(layout.signature_space), layout.signer_size, bold=True)


def broken_recipients(document: Document, width: float, layout: Layout) -> tuple[str, ...]:
    """The lines of nơi nhận filled to ``width`` points."""
    size = layout.recipients_size
    return tuple(
        line
        for item in recipient_lines(document)
        for line in filled(item.split(), width - 6, lambda text: fonts.width(text, size))
    )


class LastLines(Flowable):  # type: ignore[misc]  # ReportLab comes without types
    """The last paragraph and the signature: the last two lines of text always stand on the signature's page."""

    def __init__(self, text: Paragraph, gap: float, signature: Flowable) -> None:
        super().__init__()
        self._text = text
        self._gap = gap
        self._signature = signature

    def getSpaceBefore(self) -> float:  # noqa: N802  # ReportLab's name
        """That of the paragraph."""
        return float(self._text.getSpaceBefore())

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size of both."""
        text = self._text.wrap(available_width, available_height)[1]
        signature = self._signature.wrap(available_width, available_height)[1]
        self._text_height, self.width, self.height = text, available_width, text + self._gap + signature
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """All but the last two lines above, if at least two lines stay there; else everything moves to the next
        page.
        """
        self.wrap(available_width, available_height)
        leading = self._text.style.leading
        total = round(self._text_height / leading)
        above = min(int(available_height / leading), total - _LAST_LINES)
        if above < _LAST_LINES:
            return []
        parts: Sequence[Paragraph] = self._text.split(available_width, above * leading + 0.01)
        if len(parts) != 2:
            return []
        return [parts[0], LastLines(parts[1], self._gap, self._signature)]

    def draw(self) -> None:
        """The text above, the signature below."""
        self._text.drawOn(self.canv, 0, self.height - self._text_height)
        self._signature.drawOn(self.canv, 0, 0)
