"""A bundle and an introduction of every format that was ever released are read, by the program and with nothing but its page."""

import base64
import hashlib
import json
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard
from nacl.signing import VerifyKey

from app.bundles import container, inside
from app.bundles.crypt import key_text
from app.bundles.introductions import read_introduction
from app.bundles.limits import LIMITS
from app.bundles.seals import SEAL_MAGIC, verify_seal
from tests.old_files import make_bundles as made

HERE = Path(__file__).parent
INSIDE = (HERE / "bundle-1.inside").read_bytes()


def test_every_format_has_its_files() -> None:
    names = {path.name for path in HERE.glob("*-*.*") if not path.name.startswith("schema-")}
    formats = range(1, inside.MAGIC[6] + 1)
    assert names == {
        name for n in formats for name in (f"bundle-{n}.inside", f"bundle-{n}.tiendo", f"introduction-{n}.tiendo")
    }


@pytest.mark.parametrize("keys", [made.RECEIVER, made.SENDER])
def test_an_old_bundle_is_read(keys: object) -> None:
    envelope, _ = made.contents()
    with container.read(HERE / "bundle-1.tiendo", keys) as opened:  # type: ignore[arg-type]  # parametrize knows no types
        assert opened.envelope.receipts == envelope.receipts
        assert opened.envelope.roster == envelope.roster
        assert opened.envelope.wanted == envelope.wanted
        assert [seal.seat for seal in opened.seals] == [made.uid(0x10), made.uid(0x20)]
        for seal, author in zip(opened.seals, (made.SENDER, made.SCHOOL), strict=True):
            verify_seal(seal, author.sign_key)
        tasks, figures = opened.seals[0].slices
        assert opened.rows(tasks.sha256) == made.TASKS
        assert opened.rows(figures.sha256) == made.FIGURES
        assert opened.file(hashlib.sha256(made.ATTACHMENT).hexdigest()) == made.ATTACHMENT


def test_an_old_introduction_is_read() -> None:
    found = read_introduction((HERE / "introduction-1.tiendo").read_bytes())
    assert (found.unit_name, found.known_as) == ("Công đoàn Trường THPT Nguyễn Trãi", made.uid(3))
    assert (found.sign_key, found.age_key) == (key_text(made.SENDER.sign_key), made.SENDER.age_key)


def test_what_was_read_is_written_again_as_the_same_bytes() -> None:
    found = inside.read_inside(BytesIO(INSIDE), LIMITS, None)
    contents = {sha256: INSIDE[place.start : place.start + place.size] for sha256, place in found.places.items()}
    slices = {sha256: data for sha256, data in contents.items() if found.places[sha256].kind == inside.SLICE}
    files = {sha256: data for sha256, data in contents.items() if sha256 not in slices}
    assert b"".join(inside.chunks(found.envelope, slices, files, made.SENDER)) == INSIDE


def read_by_the_page(data: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A reader written from ``bundle.md`` alone, with no code of the program: envelope and sections."""
    magic, _node, key, length = struct.unpack(">8s16s32sI", data[:60])
    assert magic == b"TIENDO\x01\n"
    VerifyKey(key).verify(data[: 60 + length], data[60 + length : 124 + length])
    envelope = json.loads(data[60 : 60 + length])
    at, sections = 124 + length, {}
    for section in envelope["sections"]:
        sections[section["sha256"]] = data[at : at + section["size"]]
        at += section["size"]
        assert hashlib.sha256(sections[section["sha256"]]).hexdigest() == section["sha256"]
    assert at == len(data)
    return envelope, sections


def test_the_page_alone_is_enough_to_read_a_bundle() -> None:
    keys = [pyrage.x25519.Identity.from_str(made.RECEIVER.age_secret)]
    data = pyrage.decrypt((HERE / "bundle-1.tiendo").read_bytes(), keys)
    assert data == INSIDE
    envelope, sections = read_by_the_page(data)
    pair = envelope["seals"][1]
    manifest, sig = (base64.b64decode(pair[name]) for name in ("manifest", "sig"))
    VerifyKey(base64.b64decode(envelope["roster"][0]["sign_key"])).verify(b"TIENDO-SEAL\x01\n" + manifest, sig)
    assert SEAL_MAGIC == b"TIENDO-SEAL\x01\n"
    state = json.loads(manifest)
    listed = [[ref["name"], ref["plain_sha256"], ref["rows"]] for ref in state["slices"]]
    assert hashlib.sha256(json.dumps(sorted(listed), separators=(",", ":")).encode()).hexdigest() == state["state"]
    for ref in state["slices"]:
        plain = zstandard.ZstdDecompressor().decompress(sections[ref["sha256"]])
        assert hashlib.sha256(plain).hexdigest() == ref["plain_sha256"]
        assert [json.loads(line) for line in plain.splitlines()] == made.TASKS
