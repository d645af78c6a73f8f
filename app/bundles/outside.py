"""What lies on the table: told by its first bytes, because clerks and mail programs do things to files (never by its name)."""

import re
from typing import IO

from app.bundles.faults import Fault
from app.bundles.introductions import is_introduction

AGE_MAGIC = b"age-encryption.org/v1\n"
HEAD = 4096
LONGEST_AGE_HEADER = 1 << 17
"""Bytes; some thirteen hundred recipients. The time of the library grows with the square: half a second here, a minute at ten times."""

_END_OF_HEADER = b"\n--- "
_AGE_FAMILY = b"age-encryption.org/v"
_IN_BASE64 = b"YWdlLWVuY3J5cHRpb24ub3JnL3"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_INSIDE = b"TIENDO"
_MAIL = re.compile(rb"\A[A-Za-z-]+: ")
_CHUNK = 1 << 18


def fault_of_head(head: bytes) -> Fault | None:
    """What is wrong with a file that begins so, or None where it may well be a bundle."""
    if head.startswith(AGE_MAGIC):
        return None
    looks = (
        (not head, Fault.empty),
        (AGE_MAGIC.startswith(head), Fault.broken),
        (head.startswith(_AGE_FAMILY + b"1\r"), Fault.line_ends),
        (head.startswith(_AGE_FAMILY), Fault.newer),
        (is_introduction(head), Fault.is_introduction),
        (head.startswith(b"SQLite format 3\x00"), Fault.is_workspace),
        (head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf")), Fault.is_zip),
        (_is_mail_text(head), Fault.mail_text),
        (head.startswith(_INSIDE), Fault.not_encrypted),
    )
    return next((fault for found, fault in looks if found), Fault.not_a_bundle)


def fault_of_age_header(stream: IO[bytes]) -> Fault | None:
    """Whether the part that names the recipients is endless: anybody can write a million of them, and the library reads on for hours."""
    stream.seek(0)
    begun = stream.read(LONGEST_AGE_HEADER)
    return Fault.long if len(begun) == LONGEST_AGE_HEADER and _END_OF_HEADER not in begun else None


def fault_of_broken(stream: IO[bytes]) -> Fault:
    """Why a file that begins like a bundle cannot be decrypted, as far as its bytes tell."""
    stream.seek(0)
    if b"\r\n" in stream.read(HEAD).partition(_END_OF_HEADER)[0]:
        return Fault.line_ends
    stream.seek(len(AGE_MAGIC))
    before = b""
    while chunk := stream.read(_CHUNK):
        if AGE_MAGIC in before + chunk:
            return Fault.two_files
        before = chunk[-len(AGE_MAGIC) :]
    return Fault.broken


def _is_mail_text(head: bytes) -> bool:
    """A bundle wrapped for mail: base64 with or without the mail's own lines before it, or armoured."""
    joined = head.replace(b"\r", b"").replace(b"\n", b"")
    return (
        _IN_BASE64 in joined
        or _ARMOUR in head
        or b"\n" + AGE_MAGIC in head
        or bool(_MAIL.match(head) and b"MIME" in head)
    )
