"""Small bundles with keys that never change, so that what is tested today is what was tested yesterday."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from app.bundles import canonical, container, inside
from app.bundles.crypt import KeyPair, key_text, seal_box, sign
from app.bundles.inside import HEADER, MAGIC
from app.bundles.limits import LIMITS, Limits
from app.bundles.parts import Envelope, EpochMark, Introduction, Receipt, RosterLine, Seal, SliceRef, to_fields
from app.bundles.seals import make_seal, pack_slice

SENDER = KeyPair(
    bytes(range(32)),
    "AGE-SECRET-KEY-1V8QL64C4VQECWXEXPRQR86P3HW0DKE3TPTFF7PHAU8W6NG77NH9SF35Q5R",
)
RECEIVER = KeyPair(
    bytes(range(32, 64)),
    "AGE-SECRET-KEY-1M05GTLTUV89LRU5PGXETCTXS07JX6JPGAD6R2XETS6D5HX9R0VTQ70WSLW",
)
STRANGER = KeyPair(
    bytes(range(64, 96)),
    "AGE-SECRET-KEY-13NVWC6DHPWXQV006FALSQNQNAQ2YAAFQ8K2NC6PZUN4PEWU73DVSZHTV93",
)


def uid(number: int) -> str:
    """A uid of the tests, the same for the same number."""
    return f"01990000-0000-7000-8000-{number:012x}"


NODE, SEAT, ABOVE, EPOCH, TASK = (uid(number) for number in range(1, 6))
MADE_MS = 1_790_000_000_000
ROWS: list[dict[str, Any]] = [
    {"uid": TASK, "text": "Tổ chức hội nghị cán bộ, công chức", "percent": 80},
    {"uid": uid(6), "gone": "gộp vào nhiệm vụ khác"},
]
FILE = b"%PDF-1.7 minh chung"
SLICE: tuple[SliceRef, bytes] = pack_slice("task", ROWS)


def seal(*slices: SliceRef, keys: KeyPair = SENDER, **changed: Any) -> Seal:
    """The first state of the sender's stream to the office above."""
    plain = Seal(
        seat=SEAT,
        audience="above",
        epochs=(EpochMark(EPOCH, 1),),
        ver=1,
        prev="",
        state="",
        lineage=(),
        recovered=(),
        features=(),
        slices=slices,
        node=NODE,
        made_ms=MADE_MS,
    )
    return make_seal(keys, replace(plain, **changed))


def envelope(*seals: Seal, **changed: Any) -> Envelope:
    """An envelope of the sender for the office above."""
    plain = Envelope(
        node=NODE,
        seat=SEAT,
        recipients=(ABOVE,),
        made_ms=MADE_MS,
        schema=3,
        program="0.1.0",
        seals=seals,
        period="2026-Q3",
    )
    return replace(plain, **changed)


def introduction(**changed: Any) -> Introduction:
    """Who the sender is."""
    plain = Introduction(
        seat=SEAT,
        node=NODE,
        sign_key=key_text(SENDER.sign_key),
        age_key=SENDER.age_key,
        unit=uid(9),
        unit_name="Công đoàn Trường THPT Nguyễn Trãi",
        role="office",
        made_ms=MADE_MS,
        schema=3,
        program="0.1.0",
        label="Máy văn phòng",
    )
    return replace(plain, **changed)


def inner(
    made: Envelope | None = None,
    slices: Mapping[str, bytes] | None = None,
    files: Mapping[str, bytes] | None = None,
    keys: KeyPair = SENDER,
) -> bytes:
    """The inside of a bundle; without arguments one seal with one slice of two rows."""
    held = {SLICE[0].sha256: SLICE[1]} if slices is None else slices
    return b"".join(inside.chunks(made or envelope(seal(SLICE[0])), held, dict(files or {}), keys))


def read_inner(data: bytes, limits: Limits = LIMITS) -> inside.Inside:
    """Check the inside of a bundle."""
    return inside.read_inside(BytesIO(data), limits, None)


def encrypted(data: bytes) -> bytes:
    """An inside, encrypted for the receiver by hand."""
    return seal_box(data, [RECEIVER.age_key])


def opened(data: bytes, keys: KeyPair = RECEIVER, limits: Limits = LIMITS) -> container.Opened:
    """A bundle read by the receiver."""
    return container.read(data, keys, limits, name="goi.tiendo")


def forged(change: Callable[[dict[str, Any]], None], sections: bytes | None = None) -> bytes:
    """The usual inside with other fields in its envelope, properly signed again: what a hostile peer can make."""
    usual = inner()
    length = HEADER.unpack(usual[: HEADER.size])[3]
    fields = canonical.decode(usual[HEADER.size : HEADER.size + length])
    change(fields)
    return signed(canonical.encode(fields), usual[HEADER.size + length + 64 :] if sections is None else sections)


def signed(text: bytes, sections: bytes = b"", length: int | None = None) -> bytes:
    """An inside around any text as its envelope, properly signed."""
    head = HEADER.pack(
        MAGIC, bytes.fromhex(NODE.replace("-", "")), SENDER.sign_key, len(text) if length is None else length
    )
    return head + text + sign(SENDER, head + text) + sections


def sealed_by_hand(**fields: Any) -> dict[str, str]:
    """A seal with any fields in its manifest, properly signed, as an envelope carries it."""
    usual = {name: value for name, value in to_fields(seal(SLICE[0])).items() if name not in {"manifest", "sig"}}
    manifest = canonical.encode({**usual, **fields})
    return {"manifest": key_text(manifest), "sig": key_text(sign(SENDER, b"TIENDO-SEAL\x01\n" + manifest))}


RECEIPT = Receipt(ABOVE, "below", EPOCH, 4, "ab" * 32, "applied")
ROSTER_LINE = RosterLine(
    uid(20), uid(21), "CĐCS Trường Tiểu học Kim Đồng", uid(22), key_text(RECEIVER.sign_key), RECEIVER.age_key, "child"
)
