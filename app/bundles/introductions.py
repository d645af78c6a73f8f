"""The introduction: a small readable file that says who a node is, signed by that node itself.

It proves only that whoever made it holds the keys in it. Whose those are, two people find out by reading the fingerprint to each other.
"""

from typing import Any

from app.bundles import canonical
from app.bundles.crypt import KeyPair, check_age_key, key_bytes, key_text, sign, unpacked, verify
from app.bundles.faults import Damaged, Fault
from app.bundles.limits import LIMITS, Limits
from app.bundles.parts import Introduction, from_fields, to_fields

INTRODUCTION_MAGIC = b"TIENDO-INTRODUCTION 1\n"
_FAMILY = b"TIENDO-INTRODUCTION "
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_introduction(keys: KeyPair, introduction: Introduction) -> bytes:
    """Three lines: what it is, the canonical JSON, the signature in base64. The keys in it are those it is signed with."""
    fields: dict[str, Any] = {
        **to_fields(introduction),
        "sign_key": key_text(keys.sign_key),
        "age_key": keys.age_key,
    }
    data = canonical.encode(fields)
    return INTRODUCTION_MAGIC + data + b"\n" + key_text(sign(keys, INTRODUCTION_MAGIC + data)).encode("ascii") + b"\n"


def read_introduction(data: bytes, name: str = "", limits: Limits = LIMITS) -> Introduction:
    """What an introduction says, once its signature holds. ``name`` is what people call the file. Damaged otherwise.

    Line ends that a mail program changed do no harm here: the JSON is one line, and the signature is over that line.
    """
    try:
        return _read(data, limits)
    except Damaged as wrong:
        known = wrong.code in {Fault.newer, Fault.empty}
        raise Damaged(wrong.code if known else Fault.introduction, wrong.where, name) from wrong


def is_introduction(head: bytes) -> bool:
    """Whether a file that begins so is an introduction, of whatever version."""
    return head.removeprefix(_BYTE_ORDER_MARK).startswith(_FAMILY)


def _read(data: bytes, limits: Limits) -> Introduction:
    if not data:
        raise Damaged(Fault.empty)
    if len(data) > limits.introduction or not is_introduction(data):
        raise Damaged(Fault.introduction)
    lines = data.removeprefix(_BYTE_ORDER_MARK).replace(b"\r\n", b"\n").split(b"\n")
    if lines[0] + b"\n" != INTRODUCTION_MAGIC:
        raise Damaged(Fault.newer)
    if len(lines) != 4 or lines[3]:
        raise Damaged(Fault.introduction)
    found: Introduction = from_fields(canonical.decode(lines[1], limits), Introduction)
    check_age_key(found.age_key)
    try:
        signature = unpacked(lines[2].decode("ascii"))
    except UnicodeDecodeError as wrong:
        raise Damaged(Fault.introduction) from wrong
    verify(key_bytes(found.sign_key), INTRODUCTION_MAGIC + lines[1], signature)
    return found
