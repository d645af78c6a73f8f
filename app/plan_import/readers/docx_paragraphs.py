"""The text of one Word paragraph as it is printed, with what hangs on it: text boxes, the look of its letters, legacy fonts.

Deleted and hidden text is left out, inserted text stays; of alternative contents one is taken; field codes, notes and pictures say nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.foreign.xml_stream import Node
from app.plan_import.readers.docx_package import number, on
from app.plan_import.readers.docx_styles import Look, Styles
from app.plan_import.readers.legacy import Part

BREAK = "\n"
_INSIDE = {
    *("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:fldSimple"),
    *("w:bdo", "w:dir", "w:ruby", "w:rubyBase", "m:oMath", "m:oMathPara", "w:p", "w:tbl", "w:tr", "w:tc"),
}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": BREAK, "w:cr": BREAK, "w:noBreakHyphen": "-"}
_BOXES = {"w:drawing", "w:pict", "w:object"}
_OBJECT = "\ufffc"
_MOSTLY = 0.8


@dataclass(slots=True)
class Read:
    """A paragraph as read: its parts, the boxes that hang on it (before or after it), and how its letters look."""

    parts: list[Part] = field(default_factory=list)
    before: list[Node] = field(default_factory=list)
    after: list[Node] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    sizes: dict[int, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(part.text for part in self.parts)

    @property
    def is_bold(self) -> bool:
        """Whether it is bold as a whole."""
        return self.letters > 0 and self.bold >= self.letters * _MOSTLY

    @property
    def size(self) -> float | None:
        """The size of most of its letters, in points."""
        return max(self.sizes, key=lambda size: self.sizes[size]) / 2 if self.sizes else None


def read_paragraph(node: Node, look: Look, styles: Styles) -> Read:
    """Read a ``w:p``; ``look`` is the paragraph's own."""
    read = Read()
    for run in _runs(node):
        if run.tag == "m:r":
            _add(read, "".join(child.text for child in run.children if child.tag == "m:t"), look)
        else:
            _run(read, run, styles.run(look, run.child("w:rPr")))
    return read


def is_deleted(properties: Node | None) -> bool:
    """Whether the mark at the paragraph's end is deleted: it then goes on in the next one."""
    run = None if properties is None else properties.child("w:rPr")
    return run is not None and (run.child("w:del") is not None or run.child("w:moveFrom") is not None)


def is_hidden(properties: Node | None) -> bool:
    """Whether the paragraph's own mark is hidden."""
    return on(None if properties is None else properties.child("w:rPr"), "w:vanish") is True


def alternatives(node: Node) -> list[Node]:
    """What to read of ``mc:AlternateContent``: the first choice, else what stands in for it."""
    chosen = node.child("mc:Choice") or node.child("mc:Fallback")
    return [] if chosen is None else chosen.children


def box_contents(node: Node) -> Iterator[Node]:
    """The ``w:txbxContent`` in a drawing or old picture, one for each box."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if found.tag == "w:txbxContent":
            yield found
        elif found.tag == "mc:AlternateContent":
            waiting.extend(reversed(alternatives(found)))
        else:
            waiting.extend(reversed(found.children))


def _runs(node: Node) -> Iterator[Node]:
    """The runs of a paragraph in order, through whatever wraps them."""
    waiting = [iter(node.children)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
        elif found.tag in {"w:r", "m:r"}:
            yield found
        elif found.tag == "mc:AlternateContent":
            waiting.append(iter(alternatives(found)))
        elif found.tag in _INSIDE or found.tag.startswith("m:"):
            waiting.append(iter(found.children))


def _run(read: Read, run: Node, look: Look) -> None:
    for child in run.children:
        if child.tag in _BOXES:
            _boxes(read, child)
        elif child.tag == "mc:AlternateContent":
            for chosen in alternatives(child):
                _boxes(read, chosen)
        elif look.hidden:
            continue
        elif child.tag == "w:t":
            _add(read, child.text, look)
        elif child.tag in _SIGNS:
            _add(read, _SIGNS[child.tag], look)
        elif child.tag == "w:softHyphen" and legacy_of(look.font):
            # The place of the soft hyphen is a letter there: ư.
            _add(read, "\u00ad", look)
        elif child.tag == "w:sym":
            _add(read, "" if read.text.strip() else "- ", look)


def _add(read: Read, text: str, look: Look) -> None:
    text = text.replace(_OBJECT, "")
    if not text:
        return
    if look.caps:
        text = text.upper()
    encoding = legacy_of(look.font)
    read.parts.append(Part(text, encoding, encoding is not None and look.font.upper().endswith("H")))
    letters = sum(map(str.isalnum, text))
    read.letters += letters
    read.bold += letters if look.bold else 0
    if look.size is not None and letters:
        read.sizes[look.size] = read.sizes.get(look.size, 0) + letters


def legacy_of(font: str) -> str | None:
    """The encoding a font's name stands for."""
    name = font.upper()
    if name.startswith(".VN"):
        return "tcvn3"
    return "vni" if name.startswith("VNI") else None


def _boxes(read: Read, drawing: Node) -> None:
    for content in box_contents(drawing):
        (read.before if _above(drawing) else read.after).append(content)


def _above(drawing: Node) -> bool:
    """Whether a box stands above or beside the text it hangs on: placed by the page or margin, or lifted."""
    anchor = drawing.child("wp:anchor")
    vertical = None if anchor is None else anchor.child("wp:positionV")
    if vertical is None:
        return False
    offset = vertical.child("wp:posOffset")
    lifted = (number(offset.text.strip()) or 0) < 0 if offset is not None else False
    return lifted or vertical.get("relativeFrom") not in {"paragraph", "line"}
