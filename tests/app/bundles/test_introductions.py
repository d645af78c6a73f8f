"""An introduction says who a node is, signed by itself; whatever was changed on the way is noticed."""

import base64
from dataclasses import replace

import pytest

from app.bundles import canonical
from app.bundles.crypt import key_text, sign
from app.bundles.faults import Damaged, Fault
from app.bundles.introductions import INTRODUCTION_MAGIC, is_introduction, read_introduction, write_introduction
from app.bundles.parts import to_fields
from tests.app.bundles.sealed import RECEIVER, SENDER, introduction

WRITTEN = write_introduction(SENDER, introduction())


def refused(data: bytes) -> Fault:
    with pytest.raises(Damaged) as caught:
        read_introduction(data, "thu.tiendo")
    assert "thu.tiendo" in str(caught.value)
    assert str(caught.value).endswith(".")
    return caught.value.code


def test_it_comes_back_and_is_the_same_each_time() -> None:
    assert read_introduction(WRITTEN) == introduction()
    assert write_introduction(SENDER, introduction()) == WRITTEN
    assert is_introduction(WRITTEN)


def test_it_can_be_read_by_a_person() -> None:
    assert "Công đoàn Trường THPT Nguyễn Trãi" in WRITTEN.decode()


def test_the_keys_in_it_are_those_it_is_signed_with() -> None:
    found = read_introduction(write_introduction(RECEIVER, introduction()))
    assert (found.sign_key, found.age_key) == (key_text(RECEIVER.sign_key), RECEIVER.age_key)


@pytest.mark.parametrize("change", [lambda data: data.replace(b"\n", b"\r\n"), lambda data: b"\xef\xbb\xbf" + data])
def test_line_ends_and_the_mark_that_editors_add_do_no_harm(change: type) -> None:
    assert read_introduction(change(WRITTEN)) == introduction()


def test_every_truncation_and_every_flipped_bit_is_refused() -> None:
    assert {refused(WRITTEN[:end]) for end in range(len(WRITTEN))} == {Fault.empty, Fault.introduction, Fault.newer}
    for at in range(len(WRITTEN)):
        for bit in range(8):
            wrong = bytearray(WRITTEN)
            wrong[at] ^= 1 << bit
            assert refused(bytes(wrong)) in {Fault.introduction, Fault.newer}


@pytest.mark.parametrize(
    "data",
    [
        WRITTEN + WRITTEN,
        WRITTEN + b"x",
        WRITTEN + b"\n",
        base64.b64encode(WRITTEN),
        WRITTEN.replace(b"\n", b"\n\n"),
        b"x" * 100_000,
        INTRODUCTION_MAGIC + b"[" * 50_000 + b"\nAA==\n",
        INTRODUCTION_MAGIC + b"{}\n\xff\n",
        WRITTEN.replace("Trãi".encode(), b"Hu\xe1\xbb\x87"),
    ],
)
def test_what_is_no_introduction_is_refused(data: bytes) -> None:
    assert refused(data) is Fault.introduction


def test_one_of_a_newer_version_asks_for_a_newer_program() -> None:
    assert refused(WRITTEN.replace(b"INTRODUCTION 1", b"INTRODUCTION 2")) is Fault.newer


@pytest.mark.parametrize(
    "changed",
    [
        {"sign_key": key_text(RECEIVER.sign_key)},
        {"sign_key": "AAAA"},
        {"age_key": "age1" + "q" * 58},
        {"seat": ""},
        {"unit_name": "a" * 501},
        {"made_ms": "today"},
    ],
    ids=str,
)
def test_fields_that_do_not_hold_are_refused_even_when_signed(changed: dict[str, object]) -> None:
    data = canonical.encode({**to_fields(introduction()), **changed})
    signature = key_text(sign(SENDER, INTRODUCTION_MAGIC + data)).encode()
    assert refused(INTRODUCTION_MAGIC + data + b"\n" + signature + b"\n") is Fault.introduction


def test_fields_of_a_newer_program_are_passed_over() -> None:
    data = canonical.encode({**to_fields(introduction()), "zalo": "0912"})
    signature = key_text(sign(SENDER, INTRODUCTION_MAGIC + data)).encode()
    assert read_introduction(INTRODUCTION_MAGIC + data + b"\n" + signature + b"\n") == introduction()


def test_a_signature_over_something_else_is_none_over_an_introduction() -> None:
    data = canonical.encode(to_fields(replace(introduction(), label="khác")))
    signature = key_text(sign(SENDER, data)).encode()
    assert refused(INTRODUCTION_MAGIC + data + b"\n" + signature + b"\n") is Fault.introduction
