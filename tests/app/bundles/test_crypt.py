"""Keys, signatures and encryption: what one made only the other reads, and nobody changed it on the way."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundles import crypt
from app.bundles.faults import Damaged, Fault
from tests.app.bundles.sealed import NODE, RECEIVER, SEAT, SENDER, STRANGER


@given(st.binary(max_size=200))
def test_a_signature_is_the_same_each_time_and_holds_for_its_data_and_key_only(data: bytes) -> None:
    signature = crypt.sign(SENDER, data)
    assert signature == crypt.sign(SENDER, data)
    crypt.verify(SENDER.sign_key, data, signature)
    for key, text, made in (
        (RECEIVER.sign_key, data, signature),
        (SENDER.sign_key, data + b"\0", signature),
        (SENDER.sign_key, data, signature[:-1]),
        (SENDER.sign_key[:-1], data, signature),
        (bytes(32), data, bytes(64)),
    ):
        with pytest.raises(Damaged) as caught:
            crypt.verify(key, text, made)
        assert caught.value.code is Fault.signature


@given(st.binary(max_size=300))
def test_every_recipient_opens_a_box_and_nobody_else(data: bytes) -> None:
    box = crypt.seal_box(data, [SENDER.age_key, RECEIVER.age_key])
    assert data not in box or len(data) < 8
    assert crypt.open_box(box, SENDER) == crypt.open_box(box, RECEIVER) == data
    with pytest.raises(Damaged) as caught:
        crypt.open_box(box, STRANGER)
    assert caught.value.code is Fault.not_for_us


def test_a_fingerprint_is_thirty_digits_that_change_with_each_part_of_the_identity() -> None:
    parts = (SENDER.sign_key, SENDER.age_key, SEAT, NODE)
    said = crypt.fingerprint(*parts)
    assert len(said.split(" ")) == 6
    assert all(len(group) == 5 and group.isdigit() for group in said.split(" "))
    others = {
        crypt.fingerprint(RECEIVER.sign_key, *parts[1:]),
        crypt.fingerprint(parts[0], RECEIVER.age_key, SEAT, NODE),
        crypt.fingerprint(*parts[:2], NODE, NODE),
        crypt.fingerprint(*parts[:3], SEAT),
    }
    assert len(others | {said}) == 5


def test_private_keys_are_not_shown() -> None:
    assert "AGE-SECRET" not in repr(SENDER)
    assert repr(SENDER.sign_seed) not in repr(SENDER)


def test_new_keys_are_new() -> None:
    assert crypt.make_keys() != crypt.make_keys()


@pytest.mark.parametrize("text", ["", "AA==", "A" * 44, "Ä" * 44, crypt.key_text(bytes(32))[:-2] + "B="])
def test_a_key_has_one_spelling(text: str) -> None:
    with pytest.raises(Damaged):
        crypt.key_bytes(text)
    assert crypt.key_bytes(crypt.key_text(SENDER.sign_key)) == SENDER.sign_key


@pytest.mark.parametrize(
    "key", ["", "age1", RECEIVER.age_key[:-1] + "q" * 2, RECEIVER.age_key[:-1] + "1", "ssh-ed25519 AAAA"]
)
def test_only_proper_age_keys_are_encrypted_for(key: str) -> None:
    with pytest.raises(Damaged):
        crypt.seal_box(b"", [key])


class FullDisk(BytesIO):
    def write(self, data: object) -> int:
        raise OSError(28, "No space left on device")


class FallenStick(BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        raise OSError(5, "Input/output error")


def test_trouble_of_the_disk_is_told_as_that_and_not_as_a_damaged_file() -> None:
    box = crypt.seal_box(b"a", [SENDER.age_key])
    with pytest.raises(OSError, match="No space"):
        crypt.seal_stream(BytesIO(b"a"), FullDisk(), [SENDER.age_key])
    with pytest.raises(OSError, match="No space"):
        crypt.open_stream(BytesIO(box), FullDisk(), [SENDER])
    with pytest.raises(OSError, match="Input/output"):
        crypt.seal_stream(FallenStick(), BytesIO(), [SENDER.age_key])
    with pytest.raises(OSError, match="Input/output"):
        crypt.open_stream(FallenStick(), BytesIO(), [SENDER])
