"""A bundle comes back as it was written, to those it was written for, in little memory whatever it carries."""

import base64
import hashlib
import os
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bundles import container, crypt
from app.bundles.faults import Damaged, Fault
from app.bundles.inside import Signer
from app.bundles.introductions import write_introduction
from app.bundles.limits import Limits
from app.bundles.seals import pack_slice
from app.errors import BadInput, NotFound, PlanError, Refused, WorkspaceTrouble
from tests.app.bundles.sealed import (
    ABOVE,
    FILE,
    NODE,
    RECEIPT,
    RECEIVER,
    ROSTER_LINE,
    ROWS,
    SEAT,
    SENDER,
    SLICE,
    STRANGER,
    envelope,
    inner,
    introduction,
    opened,
    seal,
    uid,
)
from tests.app.bundles.test_seals import ANY_ROWS
from tests.helpers.sources import CHECKOUT

FILE_HASH = hashlib.sha256(FILE).hexdigest()
HELD = {SLICE[0].sha256: SLICE[1]}


def written(*recipients: str, **changed: Any) -> bytes:
    """A bundle with a seal, its slice and one attachment."""
    made = envelope(seal(SLICE[0]), **changed)
    return container.write(made, HELD, {FILE_HASH: FILE}, SENDER, recipients or [RECEIVER.age_key])


def refusal(source: Path | bytes, keys: crypt.KeyPair = RECEIVER, limits: Limits | None = None) -> Damaged:
    """How a file is refused: with a sentence that names it and says what to do."""
    with pytest.raises(Damaged) as caught:
        container.read(source, keys, limits or Limits(), name="goi.tiendo")
    said = str(caught.value)
    assert "goi.tiendo" in said
    assert said.endswith(".")
    assert said.count(". ") >= 1 or ":" in said
    return caught.value


def test_everything_comes_back() -> None:
    wanted = ("ab" * 32,)
    with opened(written(receipts=(RECEIPT,), roster=(ROSTER_LINE,), wanted=wanted)) as found:
        assert found.signer == Signer(NODE, SENDER.sign_key)
        assert found.seals == (seal(SLICE[0]),)
        assert (found.envelope.receipts, found.envelope.roster, found.envelope.wanted) == (
            (RECEIPT,),
            (ROSTER_LINE,),
            wanted,
        )
        assert (found.envelope.seat, found.envelope.recipients, found.envelope.period) == (SEAT, (ABOVE,), "2026-Q3")
        assert found.envelope.keys == crypt.keys_hash(SENDER.sign_key, SENDER.age_key)
        assert found.rows(SLICE[0].sha256) == ROWS
        assert found.slice(SLICE[0].sha256) == SLICE[1]
        assert found.files == (FILE_HASH,)
        assert (found.file(FILE_HASH), found.file_size(FILE_HASH)) == (FILE, len(FILE))


@settings(max_examples=30)
@given(st.lists(ANY_ROWS, max_size=3), st.lists(st.binary(max_size=60), max_size=3))
def test_any_states_and_attachments_come_back(states: list[list[dict[str, Any]]], contents: list[bytes]) -> None:
    packed = [pack_slice(f"s{at}", rows) for at, rows in enumerate(states)]
    sealed = [seal(ref, ver=at + 1) for at, (ref, _) in enumerate(packed)]
    files = {hashlib.sha256(content).hexdigest(): content for content in contents}
    slices = {ref.sha256: data for ref, data in packed}
    with opened(container.write(envelope(*sealed), slices, files, SENDER, [RECEIVER.age_key])) as found:
        assert list(found.seals) == sealed
        assert [found.rows(ref.sha256) for ref, _ in packed] == states
        assert {sha: found.file(sha) for sha in found.files} == {s: c for s, c in files.items() if s not in slices}


def test_the_same_states_give_the_same_bytes_under_the_encryption() -> None:
    made = envelope(seal(SLICE[0]))
    assert inner(made) == inner(made)
    assert written() != written()


def test_the_sender_can_read_what_it_sent_and_a_stranger_cannot() -> None:
    data = written()
    opened(data, SENDER).close()
    assert refusal(data, STRANGER).code is Fault.not_for_us


def test_one_bundle_may_go_to_many() -> None:
    data = written(RECEIVER.age_key, STRANGER.age_key, RECEIVER.age_key)
    for keys in (RECEIVER, STRANGER, SENDER):
        opened(data, keys).close()


def test_a_file_opens_with_whichever_key_it_was_made_for() -> None:
    with container.read(written(), [STRANGER, RECEIVER]) as found:
        assert found.seals == (seal(SLICE[0]),)
    with pytest.raises(Damaged) as caught:
        container.read(written(), [STRANGER])
    assert caught.value.code is Fault.not_for_us


def test_more_states_than_a_reader_takes_are_not_written() -> None:
    with pytest.raises(Refused):
        container.write(envelope(*[seal()] * 5001), {}, {}, SENDER, [])


def test_a_bundle_for_more_than_a_reader_would_look_through_is_not_written() -> None:
    keys = [RECEIVER.age_key[:-6] + f"{number:06d}" for number in range(1001)]
    with pytest.raises(Refused):
        container.write(envelope(), {}, {}, SENDER, keys)


def test_slices_that_no_seal_names_are_left_out_and_a_missing_one_stops_the_writing() -> None:
    other = pack_slice("value", [{"a": 1}])
    with opened(
        container.write(envelope(seal(SLICE[0])), {**HELD, other[0].sha256: other[1]}, {}, SENDER, []), SENDER
    ) as found:
        assert [section.sha256 for section in found.envelope.sections] == [SLICE[0].sha256]
    with pytest.raises(Damaged) as caught:
        inner(envelope(seal(other[0])), {})
    assert caught.value.code is Fault.incomplete


def test_what_rotted_here_does_not_go_out_under_its_old_name(tmp_path: Path) -> None:
    (rotten := tmp_path / "rotten").write_bytes(b"something else")
    for slices, files in (({SLICE[0].sha256: b"x"}, {}), (HELD, {FILE_HASH: rotten})):
        with pytest.raises(Damaged) as caught:
            container.write_file(tmp_path / "a.tiendo", envelope(seal(SLICE[0])), slices, files, SENDER, [])
        assert caught.value.code is Fault.content
    with pytest.raises(BadInput, match="gone"):
        container.write(envelope(), {}, {FILE_HASH: tmp_path / "gone"}, SENDER, [])
    assert [path.name for path in tmp_path.iterdir()] == ["rotten"]


def test_the_judge_is_asked_before_anything_is_taken_apart() -> None:
    def judge(signer: Signer) -> None:
        assert signer == Signer(NODE, SENDER.sign_key)
        raise Refused(introduction_missing)

    introduction_missing = Damaged(Fault.signature).message
    with pytest.raises(Refused):
        container.read(written(), RECEIVER, judge=judge)


def test_a_bundle_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    made = container.write_file(
        path := tmp_path / "a.tiendo", envelope(seal(SLICE[0])), HELD, {}, SENDER, [RECEIVER.age_key]
    )
    assert made == container.Written(path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    with container.read(path, RECEIVER) as found:
        assert found.outer == made
        assert found.name == "a.tiendo"
    with pytest.raises(WorkspaceTrouble):
        container.write_file(tmp_path / "none" / "a.tiendo", envelope(), {}, {}, SENDER, [])
    assert [found.name for found in tmp_path.iterdir()] == ["a.tiendo"]


def test_an_attachment_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    with opened(written()) as found:
        found.save_file(FILE_HASH, tmp_path / "a.pdf")
        with pytest.raises(WorkspaceTrouble):
            found.save_file(FILE_HASH, tmp_path / "none" / "a.pdf")
        for missing in ("ab" * 32, SLICE[0].sha256):
            with pytest.raises(KeyError):
                found.save_file(missing, tmp_path / "b.pdf")
        with pytest.raises(KeyError):
            found.slice(FILE_HASH)
    assert (tmp_path / "a.pdf").read_bytes() == FILE
    assert len(list(tmp_path.iterdir())) == 1


def test_a_large_attachment_passes_through_in_little_memory(tmp_path: Path) -> None:
    size = 40_000_000
    (big := tmp_path / "big").write_bytes(os.urandom(1_000_000) * 40)
    sha256 = hashlib.sha256(big.read_bytes()).hexdigest()
    tracemalloc.start()
    container.write_file(tmp_path / "a.tiendo", envelope(), {}, {sha256: big}, SENDER, [RECEIVER.age_key])
    with container.read(tmp_path / "a.tiendo", RECEIVER, folder=tmp_path) as found:
        found.save_file(sha256, tmp_path / "back")
        assert found.file_size(sha256) == size
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 16_000_000
    assert hashlib.sha256((tmp_path / "back").read_bytes()).hexdigest() == sha256
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tiendo", "back", "big"]


def mail(data: bytes) -> bytes:
    """What a clerk saves who saves the letter instead of its attachment."""
    head = b"From: cdcs@example.vn\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n\r\n"
    return head + base64.encodebytes(data).replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda data: b"", Fault.empty),
        (lambda data: data[:1], Fault.broken),
        (lambda data: data[:21], Fault.broken),
        (lambda data: data[: len(data) // 2], Fault.broken),
        (lambda data: data[:-1], Fault.broken),
        (lambda data: data + b"\0", Fault.broken),
        (lambda data: data + data, Fault.two_files),
        (lambda data: data.replace(b"\n", b"\r\n"), Fault.line_ends),
        (base64.b64encode, Fault.mail_text),
        (base64.encodebytes, Fault.mail_text),
        (mail, Fault.mail_text),
        (lambda data: mail(data).replace(b"\r\n", b"\n"), Fault.mail_text),
        (lambda data: b"\r\n" + data, Fault.mail_text),
        (lambda data: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.encodebytes(data), Fault.mail_text),
        (lambda data: data.replace(b"/v1\n", b"/v2\n"), Fault.newer),
        (lambda data: inner(), Fault.not_encrypted),
        (lambda data: write_introduction(SENDER, introduction()), Fault.is_introduction),
        (lambda data: b"SQLite format 3\x00" + bytes(90), Fault.is_workspace),
        (lambda data: b"PK\x03\x04" + bytes(90), Fault.is_zip),
        (lambda data: b"\x89PNG" + data, Fault.not_a_bundle),
        (lambda data: bytes(1000), Fault.not_a_bundle),
        (lambda data: "Báo cáo quý III".encode("utf-16"), Fault.not_a_bundle),
    ],
)  # fmt: skip
def test_what_clerks_and_mail_do_to_files_has_its_own_sentence(damage: Any, fault: Fault) -> None:
    found = refusal(damage(written())).code
    assert found is fault


def test_every_fault_has_a_sentence_of_its_own() -> None:
    said = {str(Damaged(fault, "chỗ này", "goi.tiendo")) for fault in Fault}
    assert len(said) == len(Fault)
    assert all("goi.tiendo" in sentence and sentence.endswith(".") for sentence in said)


def test_a_file_larger_than_the_limit_is_not_read() -> None:
    data = written()
    assert refusal(data, limits=Limits(file=len(data) - 1)).code is Fault.too_large


@pytest.mark.parametrize(("place", "error"), [("none", NotFound), (".", BadInput)])
def test_what_cannot_be_read_is_said_so(place: str, error: type[PlanError], tmp_path: Path) -> None:
    with pytest.raises(error):
        container.read(tmp_path / place, RECEIVER)


@pytest.mark.skipif(sys.platform == "win32", reason="the size of a process is asked as on Unix")
@pytest.mark.campaign
def test_three_hundred_megabytes_pass_through_in_sixty_four(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.app.bundles.heavy", str(tmp_path)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())}
    print(told)  # noqa: T201  # a campaign tells its figures
    assert told["grown"] < 64_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of Unix")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput):
        container.read(tmp_path / "pipe", RECEIVER)


def test_relayed_states_go_on_byte_for_byte() -> None:
    far = replace(RECEIVER, sign_seed=bytes(32))
    relayed = seal(SLICE[0], keys=far, seat=uid(40), node=uid(41))
    with opened(container.write(envelope(seal(SLICE[0]), relayed), HELD, {}, SENDER, [RECEIVER.age_key])) as found:
        assert (found.seals[1].manifest, found.seals[1].sig) == (relayed.manifest, relayed.sig)
