"""Reading the XML of office documents piece by piece: no document type, no entities, no depth or mass that grows without a limit.

A document is read in blocks of bytes; only what the caller asked for as a whole (a paragraph, a style) is built up, and let go when the
caller moves on. So a document of a million paragraphs needs the memory of one.
"""

from collections.abc import Container, Iterator, Mapping
from typing import IO, Literal, NamedTuple
from xml.parsers import expat

DEEPEST = 200
MOST_ELEMENTS = 4_000_000
CHUNK = 1 << 16

Step = Literal["start", "end", "whole"]


class NotTrusted(Exception):
    """XML that no office program writes: a document type, entities, endless depth or mass; or XML that is damaged."""


class Node:
    """An element with all that is in it. ``text`` is what stands before its first child."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def child(self, tag: str) -> "Node | None":
        """The first child of that name."""
        for found in self.children:
            if found.tag == tag:
                return found
        return None

    def get(self, attribute: str) -> str | None:
        """The value of an attribute."""
        return self.attributes.get(attribute)

    def value_of(self, tag: str, attribute: str) -> str | None:
        """The value of an attribute of the first child of that name."""
        found = self.child(tag)
        return None if found is None else found.attributes.get(attribute)


class Piece(NamedTuple):
    """What was met: the start or end of an element, or a whole one with all that is in it."""

    step: Step
    tag: str
    node: Node


def pieces(
    stream: IO[bytes], *, prefixes: Mapping[str, str], whole: Container[str], marks: Container[str]
) -> Iterator[Piece]:
    """Walk through XML in its order.

    ``prefixes``: namespace to the prefix used in names here ("w:p"); elements of other namespaces get "?". ``whole``: names of elements
    given with all they hold; ``marks``: names whose start and end are told. Raises NotTrusted.
    """
    builder = _Builder(prefixes, whole, marks)
    try:
        while chunk := stream.read(CHUNK):
            builder.parser.Parse(chunk, False)
            met, builder.met = builder.met, []
            yield from met
        builder.parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as broken:
        # The latter two: an encoding that Python does not know, or of several bytes a letter.
        raise NotTrusted(str(broken)) from broken
    yield from builder.met


class _Builder:
    def __init__(self, prefixes: Mapping[str, str], whole: Container[str], marks: Container[str]) -> None:
        self.met: list[Piece] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._prefixes, self._whole, self._marks = prefixes, whole, marks
        self._names: dict[str, str] = {}
        self._open: list[Node] = []
        self._depth = self._elements = 0

    def _name(self, full: str) -> str:
        known = self._names.get(full)
        if known is None:
            namespace, _, local = full.rpartition(" ")
            known = f"{self._prefixes.get(namespace, '?')}:{local}" if namespace else local
            if len(self._names) < CHUNK:
                self._names[full] = known
        return known

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise NotTrusted("too deep" if self._depth > DEEPEST else "too many elements")
        tag = self._name(full)
        if self._open:
            node = Node(tag, self._named(attributes) if attributes else {})
            self._open[-1].children.append(node)
            self._open.append(node)
        elif tag in self._whole:
            self._open.append(Node(tag, self._named(attributes)))
        elif tag in self._marks:
            self.met.append(Piece("start", tag, Node(tag, self._named(attributes))))

    def _named(self, attributes: dict[str, str]) -> dict[str, str]:
        name = self._name
        return {name(key): value for key, value in attributes.items()}

    def _end(self, full: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self.met.append(Piece("whole", node.tag, node))
        elif (tag := self._name(full)) in self._marks:
            self.met.append(Piece("end", tag, Node(tag, {})))

    def _data(self, text: str) -> None:
        if self._open and not self._open[-1].children:
            self._open[-1].text += text

    def _doctype(self, *_declared: object) -> None:
        raise NotTrusted("document type")
