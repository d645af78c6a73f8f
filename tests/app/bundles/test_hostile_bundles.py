"""Hostile and damaged bundles: none is accepted, none crashes the program, each is refused with a sentence."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.bundles import canonical, container
from app.bundles.crypt import seal_box, sign
from app.bundles.faults import Damaged, Fault
from app.bundles.inside import HEADER, MAGIC, Inside
from app.bundles.introductions import read_introduction
from app.bundles.limits import Limits
from app.bundles.outside import AGE_MAGIC
from app.bundles.seals import pack_slice, verify_seal
from tests.app.bundles import hungry, mutations
from tests.app.bundles.sealed import (
    FILE,
    RECEIVER,
    SENDER,
    SLICE,
    encrypted,
    envelope,
    forged,
    inner,
    opened,
    read_inner,
    seal,
    sealed_by_hand,
    signed,
)
from tests.app.bundles.test_container import FILE_HASH
from tests.helpers.sources import CHECKOUT
from tests.old_files import make_bundles

INNER = inner()
LENGTH = HEADER.unpack(INNER[: HEADER.size])[3]
ENVELOPE = canonical.decode(INNER[HEADER.size : HEADER.size + LENGTH])


def fault_of(read: Callable[[bytes], object], data: bytes) -> Fault | None:
    """How the data are refused, None where they are accepted. Any other error than one for people is a bug and goes through."""
    try:
        read(data)
    except Damaged as wrong:
        said = str(wrong)
        assert said.endswith(".")
        assert "{" not in said
        return wrong.code
    return None


def read_file(data: bytes) -> None:
    opened(data).close()


def accepted(read: Callable[[bytes], object], wrong: list[bytes], right: bytes) -> list[int]:
    """Which of the damaged files were taken."""
    return [at for at, data in enumerate(wrong) if data != right and fault_of(read, data) is None]


def flipped(data: bytes) -> list[bytes]:
    """The data with each single bit changed."""
    number, size = int.from_bytes(data, "big"), len(data)
    return [(number ^ (1 << bit)).to_bytes(size, "big") for bit in range(size * 8)]


def cut(data: bytes) -> list[bytes]:
    return [data[:end] for end in range(len(data))]


@pytest.mark.parametrize("damage", [flipped, cut])
def test_no_flipped_bit_and_no_truncation_inside_is_accepted(damage: Callable[[bytes], list[bytes]]) -> None:
    assert fault_of(read_inner, INNER) is None
    assert accepted(read_inner, damage(INNER), INNER) == []


@pytest.mark.parametrize("damage", [flipped, cut])
def test_no_flipped_bit_and_no_truncation_of_the_file_is_accepted(damage: Callable[[bytes], list[bytes]]) -> None:
    # A bundle without states is as short as bundles get; its encryption is that of every other.
    file = encrypted(inner(envelope(period=""), {}))
    assert fault_of(read_file, file) is None
    assert accepted(read_file, damage(file), file) == []


def test_a_million_recipients_are_not_tried_one_after_the_other() -> None:
    box = encrypted(INNER)
    stanza = box[len(AGE_MAGIC) : box.index(b"\n-> ", len(AGE_MAGIC) + 1) + 1]
    assert fault_of(read_file, AGE_MAGIC + stanza * 100_000 + box[len(AGE_MAGIC) :]) is Fault.long
    begun = time.process_time()
    assert fault_of(read_file, AGE_MAGIC + stanza * 1_200 + box[len(AGE_MAGIC) :]) is not None
    assert time.process_time() - begun < 5


def test_two_bundles_cannot_be_spliced_into_one() -> None:
    other = inner(envelope(seal(SLICE[0], ver=2)))
    assert len(other) == len(INNER)
    spliced = [INNER[:at] + other[at:] for at in range(len(INNER))]
    whole = [data for data in spliced if data not in (INNER, other)]
    assert len(whole) > 300
    assert accepted(read_inner, whole, INNER) == []
    first, second = encrypted(INNER), encrypted(INNER)
    for at in range(0, min(len(first), len(second)), 37):
        assert fault_of(read_file, first[:at] + second[at:]) is not None or at == 0
    assert fault_of(read_file, first + second) is Fault.two_files


def inside_refused(data: bytes, limits: Limits | None = None) -> Fault | None:
    return fault_of(lambda given: read_inner(given, limits or Limits()), data)


@pytest.mark.parametrize(
    ("length", "fault"),
    [
        (0, Fault.signature),
        (1, Fault.signature),
        (LENGTH + 1, Fault.signature),
        (5000, Fault.cut),
        (2**32 - 1, Fault.long),
    ],
)
def test_a_length_that_lies_is_refused(length: int, fault: Fault) -> None:
    lying = INNER[: HEADER.size - 4] + length.to_bytes(4, "big") + INNER[HEADER.size :]
    assert inside_refused(lying) is fault


SECTION = ENVELOPE["sections"][0]
OTHER = pack_slice("value", [{"a": 1}])


@pytest.mark.parametrize(
    ("sections", "fault"),
    [
        ([], Fault.trailing),
        ([SECTION, SECTION], Fault.sections),
        ([{**SECTION, "size": 0}], Fault.trailing),
        ([{**SECTION, "size": SECTION["size"] + 1}], Fault.cut),
        ([{**SECTION, "size": 10_000_000_000}], Fault.cut),
        ([{**SECTION, "size": -1}], Fault.malformed),
        ([{**SECTION, "size": "1"}], Fault.malformed),
        ([{**SECTION, "kind": "file"}], Fault.incomplete),
        ([{**SECTION, "sha256": "0" * 64}], Fault.incomplete),
        ([{**SECTION, "sha256": "../" + "0" * 61}], Fault.malformed),
        ([SECTION, {"kind": "file", "sha256": FILE_HASH, "size": 0}], Fault.content),
        ([SECTION, {"kind": "file", "sha256": FILE_HASH, "size": len(FILE)}], Fault.cut),
        ([SECTION, {"kind": "slice", "sha256": OTHER[0].sha256, "size": 0}], Fault.sections),
        ([{"kind": "file", "sha256": FILE_HASH, "size": 4}, {**SECTION, "size": SECTION["size"] - 4}], Fault.sections),
        ("all", Fault.malformed),
        (None, Fault.malformed),
    ],
    ids=str,
)  # fmt: skip
def test_sections_that_lie_repeat_or_overlap_are_refused(sections: Any, fault: Fault) -> None:
    assert inside_refused(forged(lambda fields: fields.update(sections=sections))) is fault


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"features": ["two-parents"]}, Fault.feature),
        ({"features": ["two-parents"], "seals": 5, "recipients": "newer meaning"}, Fault.feature),
        ({"features": "x"}, Fault.malformed),
        ({"features": [1]}, Fault.malformed),
        ({"node": ENVELOPE["seat"]}, Fault.malformed),
        ({"node": "x"}, Fault.malformed),
        ({"recipients": [1]}, Fault.malformed),
        ({"recipients": ["all"]}, Fault.malformed),
        ({"made_ms": 2**53 - 1}, Fault.malformed),
        ({"period": "\n"}, Fault.malformed),
        ({"period": "../../2026"}, Fault.malformed),
        ({"seals": {}}, Fault.malformed),
        ({"seals": [1]}, Fault.malformed),
        ({"seals": [{}]}, Fault.malformed),
        ({"seals": [{"manifest": "e30", "sig": ""}]}, Fault.malformed),
        ({"seals": [{"manifest": "e30=", "sig": "A" * 86 + "=="}]}, Fault.malformed),
        ({"seals": ENVELOPE["seals"] * 2}, Fault.sections),
        ({"seals": [{}] * 5001}, Fault.malformed),
        ({"seals": []}, Fault.sections),
        ({"seals": [sealed_by_hand(state="0" * 64)]}, Fault.state),
        ({"receipts": [{"seat": ENVELOPE["seat"]}]}, Fault.malformed),
        ({"roster": [{"unit_name": "a" * 501}]}, Fault.malformed),
        ({"wanted": ["../../etc/passwd"]}, Fault.malformed),
    ],
    ids=lambda given: str(given)[:60],
)
def test_an_envelope_that_says_nonsense_is_refused_even_when_signed(changed: dict[str, Any], fault: Fault) -> None:
    assert inside_refused(forged(lambda fields: fields.update(changed))) is fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", Fault.json),
        (b"[]", Fault.malformed),
        (b"{}", Fault.malformed),
        (b'{"a":1,"a":2}', Fault.json),
        (b'{"a":NaN}', Fault.json),
        (b'{"a":1e400}', Fault.number),
        (b"[" * 1_000_000, Fault.long),
        (b"[" * 300_000, Fault.depth),
        (b'{"a":"\xff"}', Fault.encoding),
        (b'{"a":"\\ud800"}', Fault.text),
        ('{"a":"\u202e"}'.encode(), Fault.text),
        (b'{"a":"\\u0000"}', Fault.text),
        (b'"' + b"a" * 200_000 + b'"', Fault.long),
        (b" " * (1 << 20), Fault.json),
        (b" " * ((16 << 20) + 1), Fault.long),
    ],
    ids=lambda given: str(given[:20]) if isinstance(given, bytes) else "",
)
def test_an_envelope_that_is_not_canonical_is_refused_even_when_signed(text: bytes, fault: Fault) -> None:
    assert inside_refused(signed(text)) is fault


def test_fields_of_a_newer_program_are_passed_over() -> None:
    found: list[Inside] = []
    assert (
        fault_of(lambda data: found.append(read_inner(data)), forged(lambda fields: fields.update(weather="mưa")))
        is None
    )
    assert found[0].envelope == read_inner(INNER).envelope


def test_a_newer_format_and_a_foreign_content_are_told_apart() -> None:
    assert inside_refused(MAGIC[:6] + b"\x02" + INNER[7:]) is Fault.newer
    assert inside_refused(b"PK\x03\x04" + INNER) is Fault.malformed
    assert inside_refused(INNER + b"\n") is Fault.trailing
    assert inside_refused(INNER + INNER) is Fault.trailing


def test_the_seal_of_a_state_cannot_stand_for_another_bundle_or_state() -> None:
    """Signatures over an envelope, a seal and an introduction begin differently, so that none can be passed off as another."""
    wrong = {**ENVELOPE["seals"][0], "sig": sealed_by_hand(ver=2)["sig"]}
    found = read_inner(forged(lambda fields: fields.update(seals=[wrong]))).envelope.seals[0]
    assert fault_of(lambda _: verify_seal(found, SENDER.sign_key), b"") is Fault.signature
    over_manifest = replace(found, sig=sign(SENDER, found.manifest))
    assert fault_of(lambda _: verify_seal(over_manifest, SENDER.sign_key), b"") is Fault.signature


def test_states_that_are_too_much_together_are_refused() -> None:
    limits = Limits(all_plain=SLICE[0].plain_size - 1)
    assert inside_refused(INNER, limits) is Fault.long


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are set as on Unix")
def test_bombs_are_refused_in_little_memory_and_time(tmp_path: Path) -> None:
    for name, make in hungry.bombs():
        (tmp_path / name).write_bytes(encrypted(make()))
    command = [sys.executable, "-m", "tests.app.bundles.hungry", str(tmp_path)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = dict(line.split() for line in done.stdout.splitlines())
    assert {name: told[name] for name in BOMBS} == BOMBS
    assert int(told["grown"]) < 150_000_000
    assert int(told["milliseconds"]) < 10_000


BOMBS = {
    "zeros": "BOMB",
    "zeros_that_lie": "BAD_SLICE",
    "ten_gigabytes": "TOO_LONG",
    "ten_gigabytes_in_the_frame": "BAD_SLICE",
    "great_window": "BAD_SLICE",
    "lists": "TOO_LONG",
    "objects": "TOO_LONG",
    "deep_envelope": "TOO_LONG",
    "wide_envelope": "TOO_LONG",
    "backslashes": "TOO_LONG",
    "sections": "MALFORMED",
    "large_slice": "-",
}


def read_whole(data: bytes) -> None:
    """Read and unpack everything in a file."""
    with opened(data) as found:
        for sealed in found.seals:
            for ref in sealed.slices:
                found.rows(ref.sha256)


def some_of(seed: int, number: int) -> Counter[str]:
    """Read ``number`` bundles that were damaged or forged by chance; none that was damaged may be accepted."""
    chance = random.Random(seed)
    file = encrypted(INNER)
    other = encrypted(inner(envelope(seal(SLICE[0], ver=2))))
    counted: Counter[str] = Counter()
    for _ in range(number):
        kind = chance.choice(("file", "inside", "forged"))
        if kind == "forged":
            # Made by somebody who can sign: some of it is right, the rest must be refused.
            forgery = seal_box(chance.choice(mutations.FORGERIES)(chance), [RECEIVER.age_key])
            counted[f"forged: {fault_of(read_whole, forgery) or 'right'}"] += 1
        else:
            right, read, part = (file, read_file, other) if kind == "file" else (INNER, read_inner, INNER)
            wrong = mutations.damaged(right, part, chance)
            fault = fault_of(read, wrong)
            assert wrong in (right, part) or fault is not None
            counted[f"{kind}: {fault or 'right'}"] += 1
    return counted


def test_a_thousand_accidents_and_forgeries_are_survived() -> None:
    assert some_of(1, 1000).total() == 1000


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["bundle-1.inside", "bundle-1.tiendo", "introduction-1.tiendo"])
def test_no_flipped_bit_and_no_truncation_of_the_stored_files_is_accepted(name: str) -> None:
    readers: dict[str, Callable[[bytes], object]] = {
        "bundle-1.inside": read_inner,
        "bundle-1.tiendo": lambda data: container.read(data, make_bundles.RECEIVER).close(),
        "introduction-1.tiendo": read_introduction,
    }
    data = (CHECKOUT / "tests" / "old_files" / name).read_bytes()
    assert fault_of(readers[name], data) is None
    assert accepted(readers[name], flipped(data) + cut(data), data) == []


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 112))
def test_ten_thousand_accidents_and_forgeries_are_survived(seed: int) -> None:
    begun = time.monotonic()
    counted = some_of(seed, 10_000)
    print(f"seed {seed}: {dict(sorted(counted.items()))} in {time.monotonic() - begun:.1f} s")  # noqa: T201  # a campaign tells its counts
    assert counted.total() == 10_000
