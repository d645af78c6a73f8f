"""Seals and slices: complete states that nobody can change unnoticed, unpacked only when everything about them holds."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.bundles import canonical, seals
from app.bundles.faults import Damaged, Fault
from app.bundles.limits import MEGABYTE, Limits
from app.bundles.parts import EpochMark, Seal, SliceRef, to_fields
from tests.app.bundles.sealed import EPOCH, RECEIVER, ROWS, SENDER, SLICE, seal, uid
from tests.app.bundles.test_canonical import LETTERS, VALUES

ANY_ROWS = st.lists(st.dictionaries(LETTERS, VALUES, max_size=4), max_size=6)


def refused(call: Any, *args: Any) -> Fault:
    with pytest.raises(Damaged) as caught:
        call(*args)
    return caught.value.code


def ref_of(packed: bytes, plain: bytes, rows: int = 1, **changed: Any) -> SliceRef:
    """A slice that says of itself what it is."""
    sha256, plain_sha256 = (hashlib.sha256(data).hexdigest() for data in (packed, plain))
    return replace(SliceRef("task", sha256, plain_sha256, len(packed), len(plain), rows), **changed)


@given(ANY_ROWS)
def test_rows_come_back_and_the_same_rows_give_the_same_bytes(rows: list[dict[str, Any]]) -> None:
    ref, packed = seals.pack_slice("task", rows)
    assert seals.unpack_slice(ref, packed) == rows
    assert seals.pack_slice("task", rows) == (ref, packed)
    assert (ref.rows, ref.size) == (len(rows), len(packed))


def test_an_odd_character_of_years_ago_is_left_out_and_stops_nothing() -> None:
    ref, packed = seals.pack_slice(
        "task", [{"text": "e\u0301\u202efdp\x00", "list": ["\u200f", 1], "in": {"a\u200e": None}}]
    )
    assert seals.unpack_slice(ref, packed) == [{"text": "\u00e9fdp", "list": ["", 1], "in": {"a": None}}]
    with pytest.raises(Damaged):
        seals.pack_slice("task", [{"value": 0.5}])


def test_the_hash_of_a_state_knows_what_is_in_it_and_not_how_it_is_compressed() -> None:
    ref = SLICE[0]
    other = replace(ref, sha256="0" * 64, size=1)
    assert seals.state_hash([ref]) == seals.state_hash([other])
    second = replace(ref, name="value")
    assert seals.state_hash([ref, second]) == seals.state_hash([second, ref])
    states = {
        seals.state_hash(refs)
        for refs in ([], [ref], [second], [replace(ref, rows=3)], [replace(ref, plain_sha256="0" * 64)])
    }
    assert len(states) == 5


def test_a_seal_comes_back_whole_and_holds_for_its_author_only() -> None:
    marks = (EpochMark(uid(7), 2, EPOCH, 5, "ab" * 32), EpochMark(EPOCH, 1))
    made = seal(
        SLICE[0], epochs=marks, ver=9, prev="cd" * 32, lineage=((8, "cd" * 32),), recovered=((EPOCH, 6, "ef" * 32),)
    )
    found = seals.read_seal(made.manifest, made.sig)
    assert found == made
    assert found.hash == hashlib.sha256(made.manifest).hexdigest()
    assert found.epoch == marks[0]
    seals.verify_seal(found, SENDER.sign_key)
    assert refused(seals.verify_seal, found, RECEIVER.sign_key) is Fault.signature
    assert (
        refused(seals.verify_seal, replace(found, manifest=found.manifest + b" "), SENDER.sign_key) is Fault.signature
    )


def test_fields_of_a_newer_version_stay_in_the_manifest_and_under_its_signature() -> None:
    fields = {**_fields(seal(SLICE[0])), "colour": "đỏ"}
    manifest = canonical.encode(fields)
    found = seals.read_seal(manifest, bytes(64))
    assert "đỏ".encode() in found.manifest
    assert found.slices == (SLICE[0],)


def test_a_feature_that_a_reader_must_know_is_a_matter_of_its_own() -> None:
    found = seals.read_seal(*_parts(seal(SLICE[0], features=("splits",))))
    with pytest.raises(Damaged) as caught:
        seals.check_features(found.features)
    assert caught.value.code is Fault.feature
    assert "splits" in str(caught.value)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"seat": "x"}, Fault.malformed),
        ({"seat": uid(2).upper().replace("0", "A", 1)}, Fault.malformed),
        ({"seat": uid(2) + "\n"}, Fault.malformed),
        ({"audience": "to:everybody"}, Fault.malformed),
        ({"epochs": ()}, Fault.malformed),
        ({"epochs": (EpochMark(EPOCH, 1), EpochMark(uid(7), 1))}, Fault.malformed),
        ({"epochs": (EpochMark(EPOCH, 0),)}, Fault.malformed),
        ({"ver": 0}, Fault.malformed),
        ({"ver": "1"}, Fault.malformed),
        ({"ver": True}, Fault.malformed),
        ({"prev": "x"}, Fault.malformed),
        ({"lineage": ((1, 2),)}, Fault.malformed),
        ({"made_ms": -1}, Fault.malformed),
        ({"slices": (SLICE[0], SLICE[0])}, Fault.malformed),
        ({"slices": (replace(SLICE[0], name="../a"),)}, Fault.malformed),
        ({"slices": (replace(SLICE[0], size=-1),)}, Fault.malformed),
        ({"slices": (replace(SLICE[0], plain_size=10_000_000_000),)}, Fault.long),
        ({"slices": (replace(SLICE[0], plain_size=30_000_000),)}, Fault.bomb),
        ({"slices": (replace(SLICE[0], rows=10**9),)}, Fault.long),
    ],
    ids=str,
)
def test_a_seal_that_says_nonsense_is_refused(changed: dict[str, Any], fault: Fault) -> None:
    assert refused(seals.read_seal, *_parts(seal(**{"slices": (SLICE[0],), **changed}))) is fault


def test_a_seal_whose_state_is_not_that_of_its_slices_is_refused() -> None:
    fields = {**_fields(seal(SLICE[0])), "state": "0" * 64}
    assert refused(seals.read_seal, canonical.encode(fields), bytes(64)) is Fault.state
    assert refused(seals.read_seal, b"[]", bytes(64)) is Fault.malformed
    assert refused(seals.read_seal, seal().manifest, bytes(63)) is Fault.malformed


def _parts(made: Seal) -> tuple[bytes, bytes]:
    return made.manifest, made.sig


def _fields(made: Seal) -> dict[str, Any]:
    return {name: value for name, value in to_fields(made).items() if name not in {"manifest", "sig"}}


def frame(plain: bytes, **settings: Any) -> bytes:
    return zstandard.ZstdCompressor(**{"write_checksum": True, **settings}).compress(plain)


PLAIN = b'{"a":1}\n'
SKIPPABLE = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"


def big_window(plain: bytes) -> bytes:
    """A frame that asks for a window of 2 GiB: the descriptor says not one segment, the byte after it how large."""
    honest = frame(plain)
    size = len(plain).to_bytes(8, "little")
    return honest[:4] + bytes([0b1100_0100, (21 << 3)]) + size + honest[6:]


@pytest.mark.parametrize(
    ("packed", "changed", "fault"),
    [
        (frame(PLAIN)[:-1], {}, Fault.packed),
        (frame(PLAIN) + b"x", {}, Fault.packed),
        (frame(PLAIN) + frame(PLAIN), {}, Fault.packed),
        (frame(PLAIN, write_checksum=False), {}, Fault.packed),
        (frame(PLAIN, write_content_size=False), {}, Fault.packed),
        (SKIPPABLE + frame(PLAIN), {}, Fault.packed),
        (frame(PLAIN) + SKIPPABLE, {}, Fault.packed),
        (SKIPPABLE, {}, Fault.packed),
        (big_window(PLAIN), {}, Fault.packed),
        (b"", {}, Fault.packed),
        (b"plain", {}, Fault.packed),
        (frame(bytes(30_000_000)), {}, Fault.bomb),
        (frame(bytes(30_000_000)), {"plain_size": 8}, Fault.packed),
        (frame(PLAIN), {"plain_size": 9}, Fault.packed),
        (frame(PLAIN), {"size": 3}, Fault.content),
        (frame(PLAIN), {"sha256": "0" * 64}, Fault.content),
        (frame(PLAIN), {"plain_sha256": "0" * 64}, Fault.content),
        (frame(PLAIN), {"rows": 2}, Fault.content),
        (frame(PLAIN), {"rows": 0}, Fault.content),
    ],
)  # fmt: skip
def test_a_slice_is_unpacked_only_when_it_is_what_it_says(packed: bytes, changed: dict[str, Any], fault: Fault) -> None:
    plain = bytes(30_000_000) if fault is Fault.bomb else PLAIN
    assert refused(seals.unpack_slice, ref_of(packed, plain, **changed), packed) is fault


def test_the_window_of_two_gibibytes_is_one() -> None:
    assert zstandard.get_frame_parameters(big_window(PLAIN)).window_size == 2 << 30


def test_a_checksum_that_does_not_hold_is_noticed() -> None:
    packed = bytearray(frame(PLAIN))
    packed[-1] ^= 1
    assert refused(seals.unpack_slice, ref_of(bytes(packed), PLAIN), bytes(packed)) is Fault.packed


@pytest.mark.parametrize(
    ("plain", "rows", "fault"),
    [
        (b'{"a":1}', 1, Fault.content),
        (b'{"a":1}\r\n', 1, Fault.text),
        (b'{"a":1}\n\n', 2, Fault.json),
        (b"[1]\n", 1, Fault.malformed),
        (b'{"a":1,"a":1}\n', 1, Fault.json),
        (b'{"a":NaN}\n', 1, Fault.json),
        (b'{"a":"\xff"}\n', 1, Fault.encoding),
        (b"[" * 100_000 + b"\n", 1, Fault.depth),
        (b'{"a":"' + b"a" * MEGABYTE + b'"}\n', 1, Fault.long),
    ],
)
def test_lines_that_are_not_rows_are_refused(plain: bytes, rows: int, fault: Fault) -> None:
    packed = frame(plain)
    limits = Limits(ratio=1_000_000)
    assert refused(seals.unpack_slice, ref_of(packed, plain, rows), packed, limits) is fault


def test_an_empty_slice_has_no_rows() -> None:
    ref, packed = seals.pack_slice("task", [])
    assert seals.unpack_slice(ref, packed) == []


def test_a_real_quarter_of_sixty_tasks_is_small() -> None:
    text = "Triển khai kế hoạch tổ chức hội nghị, tập huấn nghiệp vụ cho cán bộ công đoàn cơ sở trực thuộc đợt {}; kinh phí {} triệu đồng"
    rows = [
        {**ROWS[0], "uid": uid(n * 7919), "text": text.format(n, n * 37 % 101), "result": text.format(n + 60, n)}
        for n in range(60)
    ]
    assert seals.pack_slice("task", rows)[0].size < 10_000
