"""What goes to a reader in the child process and what comes back, as bytes."""

from collections.abc import Callable

import msgspec

from app.plan_import.readers.legacy import Legacy, LegacyText
from app.plan_import.source import Source


class Options(msgspec.Struct, frozen=True):
    """What the reader is told beside the file."""

    legacy: Legacy = Legacy.ASK


class Asked(msgspec.Struct, frozen=True, tag="asked"):
    """The reader met an old encoding (``LegacyText``)."""

    name: str
    encoding: str
    before: str
    after: str
    lines: int


class Unread(Exception):
    """The reader cannot make sense of the file; another may."""


class Nothing(msgspec.Struct, frozen=True, tag="nothing"):
    """The reader gave up (``Unread``)."""

    reason: str


class Given(msgspec.Struct, frozen=True, tag="given"):
    """The document."""

    source: Source


def encoded(options: Options) -> bytes:
    """Options on their way."""
    return msgspec.msgpack.encode(options)


def answered(read: Callable[[Options], Source], options: bytes) -> bytes:
    """Run a reader with the options that came; its source, or its question, as bytes."""
    try:
        return msgspec.msgpack.encode(Given(read(msgspec.msgpack.decode(options, type=Options))))
    except LegacyText as asked:
        return msgspec.msgpack.encode(Asked(asked.where, asked.encoding, asked.before, asked.after, asked.lines))


def no_answer(reason: str) -> bytes:
    """What a reader hands back that gave up."""
    return msgspec.msgpack.encode(Nothing(reason))


def source_of(answer: bytes) -> Source:
    """The source in an answer; raises LegacyText where it is a question, Unread where the reader gave up."""
    found = msgspec.msgpack.decode(answer, type=Given | Asked | Nothing)
    if isinstance(found, Nothing):
        raise Unread(found.reason)
    if isinstance(found, Asked):
        raise LegacyText(found.name, found.encoding, found.before, found.after, found.lines)
    return found.source
