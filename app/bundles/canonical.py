"""Canonical JSON: one value has one text, so that it can be hashed and signed, and two readers cannot see different things in it.

UTF-8 in NFC; keys sorted by code point, none twice; no spaces; whole numbers up to 2^53 - 1 and no others; in texts only ``\\"``, ``\\\\``,
``\\n`` and ``\\t`` are escaped, and there are no other control characters and no marks that turn the direction of writing.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import msgspec

from app.bundles.faults import Damaged, Fault
from app.bundles.limits import LIMITS, Limits

LARGEST_NUMBER = (1 << 53) - 1
"""The largest whole number that every reader of JSON keeps exactly."""

_UNWANTED = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[{_UNWANTED}]")
_FORBIDDEN_ESCAPE = re.compile(r'\\[^"nt]')
_LONG_NUMBER = re.compile(r"[:,\[]-?[0-9]{16}")


def _no_float(_written: str) -> float:
    raise Damaged(Fault.number)


_DECODER = msgspec.json.Decoder(float_hook=_no_float)
_ENCODER = msgspec.json.Encoder(order="sorted")


def encode(value: object) -> bytes:
    """The canonical text of a value of dicts, lists, texts, whole numbers, booleans and None; Damaged where it has none.

    Texts must be as ``tidy`` gives them: this function never changes what it is given.
    """
    data = _ENCODER.encode(value)
    back = decode(data, Limits(text=len(data)), largest=len(data))
    # The library turns NaN into null, bytes into base64, days into text: what does not come back as it was is not written.
    if back != value and back != _as_lists(value):
        raise Damaged(Fault.number)
    return data


def decode(data: bytes, limits: Limits = LIMITS, *, largest: int | None = None) -> Any:
    """The value of a canonical text of at most ``largest`` bytes (that of a row by default). Damaged says what is wrong with it."""
    if len(data) > (limits.line if largest is None else largest):
        raise Damaged(Fault.long, "JSON")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise Damaged(Fault.encoding) from wrong
    _check_letters(text)
    nested = text.count("[") + text.count("{")
    if nested + text.count(",") > limits.values:
        raise Damaged(Fault.long, "JSON")
    value = _decoded(data)
    if not 0 < nested <= limits.depth or len(text) > limits.text or _LONG_NUMBER.search(text):
        _look_through(value, limits)
    if _ENCODER.encode(value) != data:
        raise Damaged(Fault.json)
    return value


def tidy(text: str) -> str:
    """A text as canonical JSON allows it: NFC, without control characters and direction marks."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text.encode("utf-8", "ignore").decode()))


def _as_lists(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_lists(inner) for key, inner in value.items()}
    return [_as_lists(inner) for inner in value] if isinstance(value, list | tuple) else value


def _check_letters(text: str) -> None:
    """Raise Damaged for letters that do not belong; the quick looks first, since hundreds of thousands of rows go through here."""
    odd = not text.isprintable() and _FORBIDDEN.search(text)
    # Backslashes that stand for themselves come in pairs; what is left of them begins an escape.
    escaped = "\\" in text and _FORBIDDEN_ESCAPE.search(text.replace("\\\\", ""))
    if odd or escaped or not unicodedata.is_normalized("NFC", text):
        raise Damaged(Fault.text)


def _decoded(data: bytes) -> Any:
    try:
        return _DECODER.decode(data)
    except RecursionError as deep:
        raise Damaged(Fault.depth) from deep
    except msgspec.ValidationError as wrong:
        # The float hook's own error comes back inside msgspec's, as does a number of a million digits.
        raise Damaged(Fault.number) from wrong
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise Damaged(Fault.json) from wrong


def _look_through(value: Any, limits: Limits) -> None:
    """Raise Damaged where a value is nested too deep, has a text too long, or a number that not every reader keeps."""
    todo: list[tuple[Any, int]] = [(value, 0)]
    looks: dict[type, Callable[[Any], bool]] = {
        int: lambda number: abs(number) <= LARGEST_NUMBER,
        str: lambda text: len(text) <= limits.text,
    }
    faults = {int: Fault.number, str: Fault.long}
    while todo:
        found, depth = todo.pop()
        kind = type(found)
        if kind is dict or kind is list:
            if depth >= limits.depth:
                raise Damaged(Fault.depth)
            todo.extend((inner, depth + 1) for inner in (found.values() if kind is dict else found))
            todo.extend((key, depth) for key in found if kind is dict)
        elif kind in looks and not looks[kind](found):
            raise Damaged(faults[kind], "JSON")
