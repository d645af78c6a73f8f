"""The page on bundles says what the program does: its fields, its limits, its codes, and an example that anybody can follow."""

import base64
import hashlib
import json
import re
from dataclasses import MISSING, fields
from typing import get_type_hints

import pytest
import zstandard
from nacl.signing import VerifyKey

from app.bundles import inside, parts
from app.bundles.crypt import fingerprint
from app.bundles.faults import Fault
from app.bundles.introductions import INTRODUCTION_MAGIC, read_introduction
from app.bundles.limits import LIMITS
from app.bundles.outside import LONGEST_AGE_HEADER
from app.bundles.seals import FEATURES, SEAL_MAGIC
from tests.app.bundles.sealed import NODE, SEAT, SENDER, introduction, read_inner
from tests.helpers.sources import CHECKOUT

PAGE = (CHECKOUT / "resources" / "help" / "bundle.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)\n```$", PAGE, flags=re.MULTILINE | re.DOTALL)
KEYS, ROWS, STORED, MANIFEST, SEAL_SIG, SEAL_HASH, HEADER, ENVELOPE, SIG, LETTER, DIGITS = BLOCKS
DESCRIBED = (
    parts.Envelope,
    parts.Section,
    parts.Receipt,
    parts.RosterLine,
    parts.Seal,
    parts.EpochMark,
    parts.SliceRef,
    parts.Introduction,
)


def table(title: str) -> dict[str, str]:
    """The first column of the table under a heading, and the second."""
    body = re.split(r"^##", PAGE.partition(f"# {title}\n")[2], flags=re.MULTILINE)[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", body, flags=re.MULTILINE))


@pytest.mark.parametrize("part", DESCRIBED, ids=lambda part: part.__name__)
def test_every_field_is_described_and_those_without_a_default_are_marked(part: type) -> None:
    known = {field.name: field for field in fields(part) if field.name not in {"manifest", "sig"}}
    rows = table(part.__name__)
    assert rows.keys() == known.keys()
    needed = {name for name, text in rows.items() if text.startswith("**needed**")}
    assert needed == {name for name, field in known.items() if field.default is MISSING}


def test_every_limit_stands_there_with_its_value() -> None:
    assert table("Limits") == {field.name: f"{getattr(LIMITS, field.name):,}" for field in fields(LIMITS)}
    said = PAGE.partition("Besides:")[2].partition("##")[0]
    most = {
        found.max_length
        for part in DESCRIBED
        for hint in get_type_hints(part, include_extras=True).values()
        for found in getattr(hint, "__metadata__", ())
        if found.max_length and part is not parts.Introduction
    }
    said_there = {int(number.replace(",", "")) for number in re.findall(r"[\d,]+\d", said)}
    assert said_there == (most - {64}) | {inside.MOST_SEALS, 500, LONGEST_AGE_HEADER, 1300}


def test_every_code_stands_there() -> None:
    assert table("What is refused").keys() == {fault.value for fault in Fault}


def test_the_beginnings_of_what_is_signed_are_those_of_the_program() -> None:
    for magic in (inside.MAGIC, SEAL_MAGIC, INTRODUCTION_MAGIC):
        text = magic.decode().rstrip("\x01\n")
        assert f"`{text}`" + (" 01 0A" if b"\x01" in magic else " 0A") in PAGE
    assert inside.HEADER.size == 8 + 16 + 32 + 4
    assert frozenset() == FEATURES


def test_the_bundle_of_the_example_is_read() -> None:
    data = bytes.fromhex(HEADER) + ENVELOPE.encode() + bytes.fromhex(SIG) + bytes.fromhex(STORED)
    assert f"{len(data):,} bytes" in PAGE
    assert f"{len(ENVELOPE.encode()):,} bytes".replace(",", "") in PAGE
    found = read_inner(data)
    assert found.signer.sign_key.hex() == KEYS.splitlines()[0] == SENDER.sign_key.hex()
    assert found.envelope.seals[0].hash == SEAL_HASH


def test_the_example_holds_without_the_program() -> None:
    key = VerifyKey(bytes.fromhex(KEYS.splitlines()[0]))
    key.verify(b"TIENDO-SEAL\x01\n" + MANIFEST.encode(), bytes.fromhex(SEAL_SIG))
    assert hashlib.sha256(MANIFEST.encode()).hexdigest() == SEAL_HASH
    pair = json.loads(ENVELOPE)["seals"][0]
    assert base64.b64decode(pair["manifest"]).decode() == MANIFEST
    ref = json.loads(MANIFEST)["slices"][0]
    stored = bytes.fromhex(STORED)
    plain = zstandard.ZstdDecompressor().decompress(stored)
    assert plain.decode() == ROWS + "\n"
    assert (ref["sha256"], ref["plain_sha256"]) == (
        hashlib.sha256(stored).hexdigest(),
        hashlib.sha256(plain).hexdigest(),
    )
    assert (ref["size"], ref["plain_size"], ref["rows"]) == (len(stored), len(plain), 2)


def test_the_introduction_of_the_example_is_read() -> None:
    assert read_introduction(LETTER.encode() + b"\n") == introduction()
    assert fingerprint(SENDER.sign_key, SENDER.age_key, SEAT, NODE) == DIGITS
    assert KEYS.splitlines()[1] == SENDER.age_key
    line = LETTER.splitlines()[1]
    named = [json.loads(line)[name] for name in ("sign_key", "age_key", "seat", "node")]
    digest = hashlib.sha256(b"TIENDO-FINGERPRINT\x01\n" + json.dumps(named, separators=(",", ":")).encode()).digest()
    assert DIGITS.replace(" ", "") == str(int.from_bytes(digest, "big"))[-30:]
