"""Damage and malice, by chance but repeatable: bytes changed anywhere, and fields changed by somebody who can sign."""

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

import msgspec
import zstandard

from app.bundles import canonical
from app.bundles.crypt import key_text, sign
from app.bundles.faults import Damaged
from app.bundles.parts import to_fields
from app.bundles.seals import SEAL_MAGIC, state_hash
from tests.app.bundles.sealed import ROWS, SENDER, SLICE, forged, seal, signed
from tests.app.bundles.test_seals import ref_of

NUMBERS = (0, -1, 1, 2**31, 2**32 - 1, 2**53 - 1, 10_000_000_000, 10**30)
TEXTS = ("", "x", "\u202e", "../..", "a" * 1000, "0" * 64, "to:", "below", "\x00", "é", "e\u0301")


def damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """``data`` with one to three accidents; ``other`` is a file that parts may come from."""
    wrong = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        chance.choice(ACCIDENTS)(wrong, other, chance)
    return bytes(wrong)


def _flip(wrong: bytearray, _other: bytes, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        if wrong:
            wrong[chance.randrange(len(wrong))] ^= 1 << chance.randrange(8)


def _overwrite(wrong: bytearray, _other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(wrong) + 1)
    size = chance.choice((1, 2, 4, 16, 512))
    wrong[at : at + size] = chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size)))


def _cut(wrong: bytearray, _other: bytes, chance: random.Random) -> None:
    del wrong[chance.randrange(len(wrong) + 1) :]


def _lose(wrong: bytearray, _other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(wrong) + 1)
    del wrong[at : at + chance.choice((1, 2, 16, 512))]


def _insert(wrong: bytearray, other: bytes, chance: random.Random) -> None:
    at, start = chance.randrange(len(wrong) + 1), chance.randrange(len(other))
    wrong[at:at] = chance.choice((b"\n", b"\r", b"\0", other, other[start : start + 64]))


def _double(wrong: bytearray, _other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(wrong) + 1)
    wrong[at:at] = wrong[at : at + chance.choice((1, 16, 256))]


def _splice(wrong: bytearray, other: bytes, chance: random.Random) -> None:
    at, start = chance.randrange(len(wrong) + 1), chance.randrange(len(other) + 1)
    wrong[at:] = other[chance.choice((at, start)) :]


def _line_ends(wrong: bytearray, _other: bytes, _chance: random.Random) -> None:
    wrong[:] = wrong.replace(b"\n", b"\r\n")


Accident = Callable[[bytearray, bytes, random.Random], None]
ACCIDENTS: tuple[Accident, ...] = (_flip, _overwrite, _cut, _lose, _insert, _double, _splice, _line_ends)


def twisted(value: Any, chance: random.Random) -> Any:
    """A decoded JSON value with one part of it changed, removed or doubled."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {name: inner for name, inner in value.items() if name != key}
        return {**value, key: twisted(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        changed = chance.choice(([], [value[at], value[at]], [twisted(value[at], chance)]))
        return [*value[:at], *changed, *value[at + 1 :]]
    return chance.choice((*NUMBERS, *TEXTS, None, True, [], {}, [[]], [value], {"a": value}, 1.5))


def forged_envelope(chance: random.Random) -> bytes:
    """A bundle whose fields somebody twisted before signing."""

    def change(fields: dict[str, Any]) -> None:
        changed = twisted(dict(fields), chance)
        fields.clear()
        fields.update(changed if isinstance(changed, dict) else {"a": changed})

    try:
        return forged(change)
    except (Damaged, msgspec.ValidationError, OverflowError):
        # Not every twisted value has a canonical text: then the plain JSON of it.
        usual: dict[str, Any] = {"a": 1}
        change(usual)
        return signed(json.dumps(usual).encode("utf-8", "surrogatepass"))


def forged_seal(chance: random.Random) -> bytes:
    """A bundle with a seal whose fields its author twisted, both properly signed."""
    usual = {name: value for name, value in to_fields(seal(SLICE[0])).items() if name not in {"manifest", "sig"}}
    manifest = json.dumps(
        twisted(json.loads(json.dumps(usual)), chance), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    data = manifest.encode("utf-8", "surrogatepass")
    made = {"manifest": key_text(data), "sig": key_text(sign(SENDER, SEAL_MAGIC + data))}
    return forged(lambda fields: fields.update(seals=[made]))


def forged_slice(chance: random.Random) -> bytes:
    """A bundle whose slice its author made by hand: lines damaged before compressing, or the frame after it; all hashes right."""
    plain = b"".join(canonical.encode(row) + b"\n" for row in ROWS)
    if chance.random() < 0.6:
        plain = damaged(plain, plain, chance)
    packed = zstandard.ZstdCompressor(write_checksum=chance.random() < 0.9).compress(plain)
    if chance.random() < 0.4:
        packed = damaged(packed, packed, chance)
    ref = ref_of(packed, plain, max(0, plain.count(b"\n") + chance.choice((0, 0, 0, 1, -1))))
    sealed = seal(ref)
    assert state_hash([ref]) == sealed.state

    def change(fields: dict[str, Any]) -> None:
        fields["seals"] = [{"manifest": key_text(sealed.manifest), "sig": key_text(sealed.sig)}]
        fields["sections"] = [{"kind": "slice", "sha256": hashlib.sha256(packed).hexdigest(), "size": len(packed)}]

    return forged(change, packed)


FORGERIES = (forged_envelope, forged_seal, forged_slice)
