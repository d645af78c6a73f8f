"""What bundles are made of, as values: uids and hashes as the text that files carry, keys as base64 or age text.

The constraints in the types are checked when such a value is read from a file (``from_fields``), not when the program makes one.
"""

import hashlib
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from app.bundles.faults import Damaged, Fault

_UID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
Uid = Annotated[str, Meta(pattern=rf"^{_UID}\Z")]
UidOrNone = Annotated[str, Meta(pattern=rf"^({_UID})?\Z")]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
HashOrNone = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?\Z")]
Audience = Annotated[str, Meta(pattern=rf"^(below|inside|above|to:{_UID})\Z")]
Name = Annotated[str, Meta(max_length=500)]
Word = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_.:+-]{0,80}\Z")]
SliceName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:+-]{0,99}\Z")]
Base64 = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]*={0,2}\Z")]
AgeKey = Annotated[str, Meta(pattern=r"^age1[02-9ac-hj-np-z]{58}\Z")]
Count = Annotated[int, Meta(ge=0)]
Version = Annotated[int, Meta(ge=1)]
Ms = Annotated[int, Meta(ge=0, le=253_402_300_799_999)]
"""Milliseconds UTC up to the year 9999."""

Features = Annotated[tuple[Word, ...], Meta(max_length=64)]

T = TypeVar("T")


@dataclass(frozen=True)
class EpochMark:
    """An epoch of a stream and where it branched off: ``from_*`` are empty and 0 in the first one."""

    uid: Uid
    ordinal: Version
    from_uid: UidOrNone = ""
    from_ver: Count = 0
    from_hash: HashOrNone = ""


@dataclass(frozen=True)
class SliceRef:
    """A part of a state: ``sha256`` and ``size`` of its bytes as stored (zstd), ``plain_*`` of the JSON lines in it, and their number."""

    name: SliceName
    sha256: Hash
    plain_sha256: Hash
    size: Count
    plain_size: Count
    rows: Count


@dataclass(frozen=True)
class Seal:
    """One signed complete state of a stream. ``manifest`` is relayed as it is, with fields that this version does not know.

    ``epochs`` newest first. ``prev`` is the hash of the seal before, empty in the first. ``state`` is the hash over the slices.
    ``lineage``: earlier (version, hash) of this stream. ``recovered``: (epoch uid, version, hash) of own seals from before a restore whose
    rows were taken back. ``features`` a reader must know to understand the slices.
    """

    seat: Uid
    audience: Audience
    epochs: Annotated[tuple[EpochMark, ...], Meta(min_length=1, max_length=1000)]
    ver: Version
    prev: HashOrNone
    state: Hash
    lineage: Annotated[tuple[tuple[Version, Hash], ...], Meta(max_length=2000)]
    recovered: Annotated[tuple[tuple[Uid, Version, Hash], ...], Meta(max_length=2000)]
    features: Features
    slices: Annotated[tuple[SliceRef, ...], Meta(max_length=1000)]
    node: Uid
    made_ms: Ms
    manifest: bytes = field(default=b"", repr=False)
    sig: bytes = field(default=b"", repr=False)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the manifest in hex: the name of this state."""
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def epoch(self) -> EpochMark:
        """The epoch that the state is of."""
        return self.epochs[0]


@dataclass(frozen=True)
class Receipt:
    """What the sender holds of one stream of the recipient: the place and hash of the state, what became of it and why."""

    seat: Uid
    audience: Audience
    epoch: Uid
    ver: Version
    hash: Hash
    verdict: Word
    code: Word = ""


@dataclass(frozen=True)
class RosterLine:
    """A node that may sign for a seat, vouched for by the sender: from and until which version (None: still).

    ``known_as``: the uid by which that seat knows the sender's unit, for the sender's own bans.

    ``until_ordinal`` is the epoch of ``until_ver``: a version alone would also be claimed by an epoch of a thief's own making.
    """

    seat: Uid
    unit: UidOrNone
    unit_name: Name
    node: Uid
    sign_key: Base64
    age_key: AgeKey
    role: Word
    above_seat: UidOrNone = ""
    from_ver: Count = 1
    until_ver: Count | None = None
    until_ordinal: Count = 0
    known_as: UidOrNone = ""


@dataclass(frozen=True)
class Section:
    """One stretch of bytes behind the envelope: a slice of a seal or an attachment, by its SHA-256."""

    kind: Word
    sha256: Hash
    size: Count


@dataclass(frozen=True)
class Envelope:
    """What the carrier signs. ``sections`` and ``keys`` (hash of the sender's public keys) are filled in by the writer.

    ``recipients``: uids of seats. ``receipts`` tell everything the sender holds of the recipients' streams, not only what is new.
    ``wanted``: SHA-256 of attachments that the sender lacks. ``features`` a reader must know. ``period``: code, or empty.
    """

    node: Uid
    seat: Uid
    recipients: Annotated[tuple[Uid, ...], Meta(max_length=1000)]
    made_ms: Ms
    schema: Count
    program: Word
    seals: tuple[Seal, ...] = ()
    receipts: Annotated[tuple[Receipt, ...], Meta(max_length=20_000)] = ()
    roster: Annotated[tuple[RosterLine, ...], Meta(max_length=10_000)] = ()
    wanted: Annotated[tuple[Hash, ...], Meta(max_length=20_000)] = ()
    features: Features = ()
    period: Word = ""
    sections: Annotated[tuple[Section, ...], Meta(max_length=20_000)] = ()
    keys: HashOrNone = ""


@dataclass(frozen=True)
class Introduction:
    """Who a node is: handed over once, signed by itself, trusted only after its fingerprint was compared by telephone.

    ``role``: ``office`` or ``ban``. ``to_seat`` and ``known_as``: where it is meant for one peer, that peer's seat, and the uid by
    which the maker knows the peer's unit.
    """

    seat: Uid
    node: Uid
    sign_key: Base64
    age_key: AgeKey
    unit: UidOrNone
    unit_name: Name
    role: Word
    made_ms: Ms
    schema: Count
    program: Word
    ban: UidOrNone = ""
    ban_name: Name = ""
    label: Name = ""
    to_seat: UidOrNone = ""
    known_as: UidOrNone = ""


def from_fields(found: Any, kind: type[T]) -> T:
    """A value of one of the classes above from decoded JSON; fields it does not know are passed over. Damaged names the place."""
    try:
        return msgspec.convert(found, kind, builtin_types=(bytes,))
    except msgspec.ValidationError as wrong:
        raise Damaged(Fault.malformed, _place(str(wrong))) from wrong


def to_fields(part: Any) -> dict[str, Any]:
    """The JSON fields of a part, without those that hold their default: so a field that a later version adds changes no older bytes."""
    pairs = ((known, getattr(part, known.name)) for known in fields(part))
    return {known.name: _plain(value) for known, value in pairs if known.default is MISSING or value != known.default}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return to_fields(value) if is_dataclass(value) else value


def _place(said: str) -> str:
    """ "$.seals[0].ver" out of what msgspec says."""
    _, _, place = said.rpartition(" - at `")
    return place.rstrip("`") or "$"
