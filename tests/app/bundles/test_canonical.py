"""Canonical JSON: one value, one text; anything else is refused with a code, quickly and in little memory."""

import json
import tracemalloc
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundles import canonical
from app.bundles.faults import Damaged, Fault
from app.bundles.limits import Limits

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(canonical.tidy)
NUMBERS = st.integers(-canonical.LARGEST_NUMBER, canonical.LARGEST_NUMBER)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4),
    max_leaves=12,
)


def refused(data: bytes, limits: Limits | None = None, **more: Any) -> Fault:
    with pytest.raises(Damaged) as caught:
        canonical.decode(data, limits or Limits(), **more)
    assert str(caught.value).endswith(".")
    return caught.value.code


@given(VALUES)
def test_what_is_written_is_read_as_it_was(value: object) -> None:
    data = canonical.encode(value)
    assert canonical.decode(data) == value
    assert canonical.encode(canonical.decode(data)) == data


@given(VALUES)
def test_it_is_the_json_that_every_library_writes_with_sorted_keys_and_no_spaces(value: object) -> None:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical.encode(value) == told.encode()


@given(st.binary(max_size=40))
def test_any_bytes_are_canonical_or_refused(data: bytes) -> None:
    try:
        value = canonical.decode(data)
    except Damaged:
        return
    assert canonical.encode(value) == data


@given(st.text(max_size=30))
def test_a_tidied_text_can_be_written(text: str) -> None:
    tidied = canonical.tidy(text)
    assert canonical.decode(canonical.encode({"a": tidied})) == {"a": tidied}
    assert canonical.tidy(tidied) == tidied


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'{"a":1,"a":2}', Fault.json),
        (b'{"b":1,"a":2}', Fault.json),
        (b'{"a": 1}', Fault.json),
        (b'{"a":1} ', Fault.json),
        (b"", Fault.json),
        (b'{"a":1}{"a":1}', Fault.json),
        (b'"\\u0061"', Fault.text),
        (b'"\\/"', Fault.text),
        (b'"\\\\\\r"', Fault.text),
        (b'"a\\u0000b"', Fault.text),
        (b'"\\ud800"', Fault.text),
        (b'"\xed\xa0\x80"', Fault.encoding),
        (b'"\xff"', Fault.encoding),
        (b"\xef\xbb\xbf{}", Fault.json),
        ('"e\u0301"'.encode(), Fault.text),
        ('"hoso\u202efdp.exe"'.encode(), Fault.text),
        ('"\u2066a"'.encode(), Fault.text),
        (b'"\x7f"', Fault.text),
        (b"NaN", Fault.json),
        (b"[Infinity]", Fault.json),
        (b"-Infinity", Fault.json),
        (b"1.0", Fault.number),
        (b"[1e3]", Fault.number),
        (b"-0", Fault.json),
        (b"01", Fault.json),
        (b"9007199254740992", Fault.number),
        (b'{"a":-9007199254740992}', Fault.number),
        (b"[" + b"9" * 400 + b"]", Fault.number),
        (b"9" * 500_000, Fault.number),
        (b"[" * 300_000, Fault.depth),
        (b"[" * 1_000_000, Fault.long),
        (b"[" * 33 + b"]" * 33, Fault.depth),
        (b'{"a":' * 33 + b"1" + b"}" * 33, Fault.depth),
        (b'"' + b"a" * 100_001 + b'"', Fault.long),
        (b'{"' + b"a" * 100_001 + b'":1}', Fault.long),
        (b" " * 2_000_000, Fault.long),
        (b"[" + b"[]," * 300_000 + b"[]]", Fault.long),
    ],
    ids=lambda given: given[:16].hex() if isinstance(given, bytes) else given.value,
)
def test_what_is_not_canonical_is_refused_with_its_code(data: bytes, fault: Fault) -> None:
    assert refused(data) == fault


@pytest.mark.parametrize(
    "data", [b'"\\\\r"', b'"\\\\\\\\u0000"', b'"a\\n\\tb\\""', '"a\u00a0–\U0001f600"'.encode(), b"[1]"]
)
def test_what_only_looks_odd_is_read(data: bytes) -> None:
    assert canonical.encode(canonical.decode(data)) == data


def test_thirty_two_levels_are_read_and_as_many_lists_beside_each_other_as_wanted() -> None:
    assert canonical.decode(b"[" * 32 + b"]" * 32)
    assert canonical.decode(b"[" + b",".join([b"[]"] * 5000) + b"]")


def test_a_text_of_digits_is_no_number() -> None:
    text = b'"a,1234567890123456789012"'
    assert canonical.decode(text) == "a,1234567890123456789012"


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), {"a": [0.1]}, "\u202e", 1 << 60, b"a", date(2026, 1, 1), Decimal(1)], ids=repr
)
def test_what_has_no_canonical_text_is_not_written(value: object) -> None:
    with pytest.raises(Damaged):
        canonical.encode(value)


@pytest.mark.parametrize(
    "data", [b"[" * 4_000_000, b"[" + b"[]," * 1_300_000 + b"[]]", b'"' + b"\\\\" * 2_000_000 + b'"']
)
def test_four_megabytes_of_nonsense_cost_little_memory(data: bytes) -> None:
    tracemalloc.start()
    with suppress(Damaged):
        canonical.decode(data, largest=len(data))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60_000_000
