"""How a paragraph or a run of Word looks, through document defaults, styles that build on each other, and its own properties."""

from dataclasses import dataclass, replace

from app.foreign.xml_stream import Node
from app.plan_import.readers.docx_package import Package, is_on, number

_DEEPEST = 20
_CENTRED = "center"


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a run and its paragraph; ``size`` in half points, ``num``/``level`` of the list, ``style`` that brought the list."""

    bold: bool = False
    size: int | None = None
    font: str = ""
    caps: bool = False
    hidden: bool = False
    centred: bool = False
    num: str | None = None
    level: int | None = None
    numbered_by: str | None = None


class Styles:
    """The styles of a document."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Node] = {}
        self._known: dict[str | None, Look] = {}
        self._default_paragraph: str | None = None
        start = Look()
        for piece in package.pieces(package.styles, whole={"w:style", "w:docDefaults"}):
            if piece.tag == "w:docDefaults":
                start = _defaults(piece.node)
            elif style := piece.node.get("w:styleId"):
                self._styles[style] = piece.node
                if piece.node.get("w:type") == "paragraph" and piece.node.get("w:default") in {"1", "true", "on"}:
                    self._default_paragraph = style
        self._start = start

    def paragraph(self, properties: Node | None) -> Look:
        """The look of a paragraph before its runs say more."""
        style = None if properties is None else properties.value_of("w:pStyle", "w:val")
        look = self._of(style if style in self._styles else self._default_paragraph)
        return look if properties is None else _with_paragraph(look, properties, None)

    def run(self, paragraph: Look, properties: Node | None) -> Look:
        """The look of a run in a paragraph of that look."""
        if properties is None:
            return paragraph
        style = properties.value_of("w:rStyle", "w:val")
        look = paragraph
        for node in reversed(self._chain(style)):
            look = _with_run(look, node.child("w:rPr"))
        return _with_run(look, properties)

    def list_of(self, style: str) -> str | None:
        """The list that a numbering style stands for."""
        node = self._styles.get(style)
        properties = None if node is None else node.child("w:pPr")
        numbering = None if properties is None else properties.child("w:numPr")
        return None if numbering is None else numbering.value_of("w:numId", "w:val")

    def _of(self, style: str | None) -> Look:
        known = self._known.get(style)
        if known is None:
            known = self._start
            for node in reversed(self._chain(style)):
                properties = node.child("w:pPr")
                if properties is not None:
                    known = _with_paragraph(known, properties, node.get("w:styleId"))
                known = _with_run(known, node.child("w:rPr"))
            self._known[style] = known
        return known

    def _chain(self, style: str | None) -> list[Node]:
        """A style and those it builds on, itself first; one that builds on itself ends somewhere."""
        chain: list[Node] = []
        while style is not None and style in self._styles and len(chain) < _DEEPEST:
            node = self._styles[style]
            chain.append(node)
            style = node.value_of("w:basedOn", "w:val")
        return chain


def _defaults(node: Node) -> Look:
    look = Look()
    paragraph, run = node.child("w:pPrDefault"), node.child("w:rPrDefault")
    properties = None if paragraph is None else paragraph.child("w:pPr")
    if properties is not None:
        look = _with_paragraph(look, properties, None)
    return look if run is None else _with_run(look, run.child("w:rPr"))


def _with_paragraph(look: Look, properties: Node, style: str | None) -> Look:
    alignment = properties.value_of("w:jc", "w:val")
    if alignment is not None:
        look = replace(look, centred=alignment == _CENTRED)
    numbering = properties.child("w:numPr")
    if numbering is None:
        return look
    num, level = numbering.value_of("w:numId", "w:val"), number(numbering.value_of("w:ilvl", "w:val"))
    if num is not None:
        look = replace(look, num=num, numbered_by=style)
    return look if level is None else replace(look, level=level)


def _with_run(look: Look, properties: Node | None) -> Look:
    """The look with what a run's properties state; the rest stays."""
    if properties is None or not properties.children:
        return look
    bold, caps, hidden, size, font = look.bold, look.caps, look.hidden, look.size, look.font
    for node in properties.children:
        if node.tag == "w:b":
            bold = is_on(node)
        elif node.tag == "w:caps":
            caps = is_on(node)
        elif node.tag == "w:vanish":
            hidden = is_on(node)
        elif node.tag == "w:sz":
            size = number(node.get("w:val")) or size
        elif node.tag == "w:rFonts":
            themed = node.get("w:asciiTheme") or node.get("w:hAnsiTheme")
            font = node.get("w:ascii") or node.get("w:hAnsi") or ("" if themed else font)
    if (bold, caps, hidden, size, font) == (look.bold, look.caps, look.hidden, look.size, look.font):
        return look
    return Look(bold, size, font, caps, hidden, look.centred, look.num, look.level, look.numbered_by)
