"""The inside of a bundle, before encryption: header, signed envelope, sections.

::

    8 bytes   TIENDO 01 0A        format 1
    16 bytes  uid of the sending node
    32 bytes  its ed25519 key
    4 bytes   length of the envelope, big-endian
    n bytes   the envelope, canonical JSON
    64 bytes  signature over everything before it
    …         the sections, in the order and sizes that the envelope lists, nothing after the last
"""

import hashlib
import struct
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from app.bundles import canonical
from app.bundles.crypt import SIGNATURE_SIZE, KeyPair, key_text, keys_hash, sign, unpacked, verify
from app.bundles.faults import Damaged, Fault
from app.bundles.limits import LIMITS, Limits
from app.bundles.parts import Envelope, Seal, Section, from_fields, to_fields
from app.bundles.seals import check_features, read_seal
from app.errors import BadInput, Refused
from app.i18n import msg

MAGIC = b"TIENDO\x01\n"
HEADER = struct.Struct(">8s16s32sI")
SLICE, FILE = "slice", "file"

SourceOf = Path | bytes
"""Where an attachment's content is."""

MOST_SEALS = 5000
"""States in one bundle."""

_CHUNK = 1 << 18


@dataclass(frozen=True)
class Signer:
    """Who signed the envelope: uid of the node as text, and its key."""

    node: str
    sign_key: bytes


@dataclass(frozen=True)
class Place:
    """Where a section lies in the decrypted bundle."""

    kind: str
    sha256: str
    start: int
    size: int


@dataclass(frozen=True)
class Inside:
    """What a decrypted bundle says, and where its sections lie, by SHA-256."""

    signer: Signer
    envelope: Envelope
    places: Mapping[str, Place]


def chunks(
    envelope: Envelope, slices: Mapping[str, bytes], files: Mapping[str, SourceOf], keys: KeyPair
) -> Iterator[bytes]:
    """The inside of a bundle, piece by piece; the same bytes for the same arguments. Damaged where a content is not what its hash says."""
    needed = {ref.sha256: ref for seal in envelope.seals for ref in seal.slices}
    for ref in needed.values():
        if ref.sha256 not in slices:
            raise Damaged(Fault.incomplete, ref.name)
    sections = [Section(SLICE, sha256, len(slices[sha256])) for sha256 in needed]
    sections += [Section(FILE, sha256, _size_of(files[sha256])) for sha256 in sorted(files) if sha256 not in needed]
    yield _signed(replace(envelope, sections=tuple(sections)), keys)
    for section in sections:
        yield from _content(section, slices[section.sha256] if section.kind == SLICE else files[section.sha256])


def read_inside(spool: IO[bytes], limits: Limits, judge: Callable[[Signer], None] | None) -> Inside:
    """Check a decrypted bundle from its start to its end. Damaged says what is wrong; ``judge`` may raise what it likes."""
    size = spool.seek(0, 2)
    spool.seek(0)
    signer, text, start = _checked_head(spool, size, limits)
    if judge is not None:
        judge(signer)
    envelope = _envelope(text, signer, limits)
    places = _places(envelope, start, size)
    _check_seals(envelope.seals, places, limits)
    for place in places.values():
        _check_content(spool, place)
    return Inside(signer, envelope, places)


def _signed(envelope: Envelope, keys: KeyPair) -> bytes:
    hashed = replace(envelope, keys=keys_hash(keys.sign_key, keys.age_key))
    seals = [{"manifest": key_text(seal.manifest), "sig": key_text(seal.sig)} for seal in envelope.seals]
    text = canonical.encode({**to_fields(replace(hashed, seals=())), **({"seals": seals} if seals else {})})
    if len(text) > LIMITS.envelope or len(seals) > MOST_SEALS:
        raise Refused(
            msg("Một gói không chứa hết được {count} trạng thái. Chọn ít nơi nhận hơn rồi xuất lại.", count=len(seals))
        )
    head = HEADER.pack(MAGIC, uuid.UUID(envelope.node).bytes, keys.sign_key, len(text)) + text
    return head + sign(keys, head)


def _size_of(source: SourceOf) -> int:
    if isinstance(source, bytes):
        return len(source)
    with _readable(source):
        return source.stat().st_size


def _content(section: Section, source: SourceOf) -> Iterator[bytes]:
    """The bytes of a section, looked at on the way: a file that rotted or changed meanwhile must not go out under its old name."""
    digest, size = hashlib.sha256(), 0
    for chunk in _pieces(source):
        digest.update(chunk)
        size += len(chunk)
        yield chunk
    if digest.hexdigest() != section.sha256 or size != section.size:
        raise Damaged(Fault.content, section.sha256[:12])


def _pieces(source: SourceOf) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with _readable(source), source.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    """Trouble with an attachment of ours, in words that do not blame the bundle."""
    try:
        yield
    except OSError as trouble:
        raise BadInput(
            msg(
                "Không đọc được tệp đính kèm {path}: {reason}. Kiểm tra sổ bằng lệnh Kiểm tra rồi xuất lại.",
                path=str(source),
                reason=trouble.strerror or str(trouble),
            ),
            str(source),
        ) from trouble


def _checked_head(spool: IO[bytes], size: int, limits: Limits) -> tuple[Signer, bytes, int]:
    """Who signed, the text of the envelope, and where the sections begin, once the signature holds."""
    head = spool.read(HEADER.size)
    if not head.startswith(MAGIC):
        known = head.startswith(MAGIC[:6]) and head[7:8] == MAGIC[7:]
        raise Damaged(Fault.newer if known else Fault.malformed, "TIENDO")
    if len(head) < HEADER.size:
        raise Damaged(Fault.cut)
    _, node, sign_key, length = HEADER.unpack(head)
    if length > limits.envelope:
        raise Damaged(Fault.long, "envelope")
    start = HEADER.size + length + SIGNATURE_SIZE
    if start > size:
        raise Damaged(Fault.cut)
    text, signature = spool.read(length), spool.read(SIGNATURE_SIZE)
    verify(sign_key, head + text, signature)
    return Signer(str(uuid.UUID(bytes=node)), sign_key), text, start


def _envelope(text: bytes, signer: Signer, limits: Limits) -> Envelope:
    fields = canonical.decode(text, limits, largest=limits.envelope)
    if not isinstance(fields, dict):
        raise Damaged(Fault.malformed, "$")
    features = fields.get("features", [])
    if not isinstance(features, list) or not all(isinstance(feature, str) for feature in features):
        raise Damaged(Fault.malformed, "$.features")
    # Before the rest is understood at all: a newer program may have meant something else by it.
    check_features(features)
    envelope = from_fields({**fields, "seals": []}, Envelope)
    if envelope.node != signer.node:
        raise Damaged(Fault.malformed, "$.node")
    return replace(envelope, seals=_seals(fields.get("seals", []), limits))


def _seals(listed: Any, limits: Limits) -> tuple[Seal, ...]:
    if not isinstance(listed, list) or len(listed) > MOST_SEALS:
        raise Damaged(Fault.malformed, "$.seals")
    seals = []
    for at, pair in enumerate(listed):
        parts = pair if isinstance(pair, dict) else {}
        manifest, sig = parts.get("manifest"), parts.get("sig")
        if not isinstance(manifest, str) or not isinstance(sig, str):
            raise Damaged(Fault.malformed, f"$.seals[{at}]")
        seals.append(read_seal(unpacked(manifest), unpacked(sig), limits))
    if len({seal.hash for seal in seals}) < len(seals):
        raise Damaged(Fault.sections, "seals")
    return tuple(seals)


def _places(envelope: Envelope, start: int, size: int) -> dict[str, Place]:
    """Where each section lies; they follow each other, so that none can overlap, and together they end where the file ends."""
    places: dict[str, Place] = {}
    for section in envelope.sections:
        if section.sha256 in places:
            raise Damaged(Fault.sections, section.sha256[:12])
        places[section.sha256] = Place(section.kind, section.sha256, start, section.size)
        start += section.size
    if start != size:
        raise Damaged(Fault.cut if start > size else Fault.trailing)
    return places


def _check_seals(seals: tuple[Seal, ...], places: Mapping[str, Place], limits: Limits) -> None:
    """Every slice that a seal names is there, in its size, and there are no others; together they are not too much."""
    needed: dict[str, int] = {}
    for seal in seals:
        for ref in seal.slices:
            place = places.get(ref.sha256)
            if place is None or place.kind != SLICE:
                raise Damaged(Fault.incomplete, ref.name)
            if place.size != ref.size:
                raise Damaged(Fault.sections, ref.name)
            if needed.setdefault(ref.sha256, ref.plain_size) != ref.plain_size:
                raise Damaged(Fault.sections, ref.name)
    for place in places.values():
        if place.kind == SLICE and place.sha256 not in needed:
            raise Damaged(Fault.sections, place.sha256[:12])
    if sum(needed.values()) > limits.all_plain:
        raise Damaged(Fault.long, "slices")


def _check_content(spool: IO[bytes], place: Place) -> None:
    digest, left = hashlib.sha256(), place.size
    spool.seek(place.start)
    while left and (chunk := spool.read(min(_CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    if left or digest.hexdigest() != place.sha256:
        raise Damaged(Fault.content, place.sha256[:12])
