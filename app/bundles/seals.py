"""Seals and their slices: complete states of a stream, signed once by their author and relayed as they are (MODEL 20-21)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import zstandard

from app.bundles import canonical
from app.bundles.crypt import SIGNATURE_SIZE, KeyPair, sign, verify
from app.bundles.faults import Damaged, Fault
from app.bundles.limits import LIMITS, Limits
from app.bundles.parts import Seal, SliceRef, from_fields, to_fields

SEAL_MAGIC = b"TIENDO-SEAL\x01\n"
"""Stands before the manifest when it is signed, so that no signature over anything else can be taken for a seal's."""

FEATURES: frozenset[str] = frozenset()
"""What this version knows of ``features`` in envelopes and seals: none was needed yet."""

LEVEL = 9
"""Of zstd: half the time of 12 for 2 % more bytes, and always the same bytes from the same library."""

_NOT_IN_MANIFEST = ("manifest", "sig")


def make_seal(keys: KeyPair, seal: Seal) -> Seal:
    """Seal a state: the given fields with manifest, signature and state hash made for them (what ``seal`` has there is replaced)."""
    stated = replace(seal, state=state_hash(seal.slices))
    fields = {name: value for name, value in to_fields(stated).items() if name not in _NOT_IN_MANIFEST}
    manifest = canonical.encode(fields)
    return replace(stated, manifest=manifest, sig=sign(keys, SEAL_MAGIC + manifest))


def read_seal(manifest: bytes, sig: bytes, limits: Limits = LIMITS) -> Seal:
    """A seal out of its two parts; its signature is not looked at (``verify_seal``). Damaged where it is not one."""
    fields = canonical.decode(manifest, limits, largest=limits.manifest)
    if not isinstance(fields, dict) or len(sig) != SIGNATURE_SIZE:
        raise Damaged(Fault.malformed, "seal")
    seal = from_fields({**fields, "manifest": manifest, "sig": sig}, Seal)
    names = [ref.name for ref in seal.slices]
    ordinals = [mark.ordinal for mark in seal.epochs]
    if len(set(names)) < len(names) or ordinals != sorted(set(ordinals), reverse=True):
        raise Damaged(Fault.malformed, "seal")
    if state_hash(seal.slices) != seal.state:
        raise Damaged(Fault.state, f"{seal.audience} {seal.ver}")
    for ref in seal.slices:
        _check_claims(ref, limits)
    return seal


def check_features(features: Iterable[str]) -> None:
    """Raise Damaged (``UNKNOWN_FEATURE``) where a reader must know something that this version does not."""
    unknown = sorted(set(features) - FEATURES)
    if unknown:
        raise Damaged(Fault.feature, ", ".join(unknown))


def verify_seal(seal: Seal, sign_key: bytes) -> None:
    """Raise Damaged (``BAD_SIGNATURE``) unless the holder of the key sealed exactly this state."""
    verify(sign_key, SEAL_MAGIC + seal.manifest, seal.sig)


def pack_slice(name: str, rows: Iterable[Mapping[str, Any]]) -> tuple[SliceRef, bytes]:
    """Rows as a slice, one canonical JSON object a line in the order given; the same rows give the same bytes.

    Texts are made tidy on the way (NFC, no direction marks), so that an odd character typed years ago never stops a file.
    """
    lines = [_line(row) for row in rows]
    plain = b"".join(lines)
    packed = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True, write_content_size=True).compress(plain)
    ref = SliceRef(
        name,
        hashlib.sha256(packed).hexdigest(),
        hashlib.sha256(plain).hexdigest(),
        len(packed),
        len(plain),
        len(lines),
    )
    return ref, packed


def unpack_slice(ref: SliceRef, data: bytes, limits: Limits = LIMITS) -> list[dict[str, Any]]:
    """The rows of a slice, after both hashes, the size and the number of rows were found as ``ref`` says. Damaged otherwise."""
    return list(rows_of(plain_slice(ref, data, limits), ref, limits))


def plain_slice(ref: SliceRef, data: bytes, limits: Limits = LIMITS) -> bytes:
    """The JSON lines of a slice; nothing is decompressed before its stored bytes and its frame are what ``ref`` says."""
    _check_claims(ref, limits)
    if len(data) != ref.size or hashlib.sha256(data).hexdigest() != ref.sha256:
        raise Damaged(Fault.content, ref.name)
    _check_frame(ref, data, limits)
    try:
        plain = zstandard.ZstdDecompressor(max_window_size=limits.window).decompress(data, allow_extra_data=False)
    except zstandard.ZstdError as wrong:
        raise Damaged(Fault.packed, ref.name) from wrong
    if len(plain) != ref.plain_size or hashlib.sha256(plain).hexdigest() != ref.plain_sha256:
        raise Damaged(Fault.content, ref.name)
    return plain


def rows_of(plain: bytes, ref: SliceRef, limits: Limits = LIMITS) -> Iterator[dict[str, Any]]:
    """The rows in the lines of a slice, one after the other, so that a large slice need not be there as objects all at once."""
    if plain.count(b"\n") != ref.rows or (plain and not plain.endswith(b"\n")):
        raise Damaged(Fault.content, ref.name)
    if sum(plain.count(mark) for mark in (b",", b"[", b"{")) > limits.slice_values:
        raise Damaged(Fault.long, ref.name)
    start = 0
    for _ in range(ref.rows):
        end = plain.index(b"\n", start)
        row = canonical.decode(plain[start:end], limits)
        if not isinstance(row, dict):
            raise Damaged(Fault.malformed, ref.name)
        yield row
        start = end + 1


def state_hash(refs: Sequence[SliceRef]) -> str:
    """The hash of a state: over name, plain hash and rows of its slices, so that compressing them anew does not change it."""
    listed = sorted([ref.name, ref.plain_sha256, ref.rows] for ref in refs)
    return hashlib.sha256(canonical.encode(listed)).hexdigest()


def _line(row: Mapping[str, Any]) -> bytes:
    try:
        return canonical.encode(row) + b"\n"
    except Damaged as wrong:
        if wrong.code is not Fault.text:
            raise
        return canonical.encode(_tidied(row)) + b"\n"


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return canonical.tidy(value)
    if isinstance(value, Mapping):
        return {canonical.tidy(key): _tidied(inner) for key, inner in value.items()}
    return [_tidied(inner) for inner in value] if isinstance(value, list | tuple) else value


def _check_claims(ref: SliceRef, limits: Limits) -> None:
    """What a slice says of itself, before anything is done with it."""
    if ref.size > limits.stored or ref.plain_size > limits.plain or ref.rows > limits.rows:
        raise Damaged(Fault.long, ref.name)
    if ref.plain_size > max(limits.small, limits.ratio * ref.size):
        raise Damaged(Fault.bomb, ref.name)


def _check_frame(ref: SliceRef, data: bytes, limits: Limits) -> None:
    """One zstd frame that tells its size and has a checksum, no dictionary, no window beyond the limit."""
    try:
        frame = zstandard.get_frame_parameters(data)
    except zstandard.ZstdError as wrong:
        raise Damaged(Fault.packed, ref.name) from wrong
    proper = data.startswith(zstandard.FRAME_HEADER) and frame.has_checksum and frame.dict_id == 0
    if not proper or frame.content_size != ref.plain_size or frame.window_size > limits.window:
        raise Damaged(Fault.packed, ref.name)
