"""Keys, signatures (ed25519) and encryption (age with X25519), as thin as can be over PyNaCl and pyrage."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol

import pyrage
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app.bundles import canonical
from app.bundles.faults import Damaged, Fault

KEY_SIZE, SIGNATURE_SIZE = 32, 64
FINGERPRINT_DIGITS, FINGERPRINT_GROUP = 30, 5
_FINGERPRINT = b"TIENDO-FINGERPRINT\x01\n"
_AGE_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_NO_KEY_FITS = "No matching keys found"


class Reader(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """The next ``size`` bytes, fewer at the end."""


class Writer(Protocol):
    """What can be written piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take the bytes and say how many."""

    def flush(self) -> None:
        """Nothing is held back any more."""


@dataclass(frozen=True)
class KeyPair:
    """The private keys of a node: seed of the signing key (32 bytes), age identity (``AGE-SECRET-KEY-1…``). Never shown or logged."""

    sign_seed: bytes = field(repr=False)
    age_secret: str = field(repr=False)

    @property
    def sign_key(self) -> bytes:
        """The public half for signatures, 32 bytes."""
        return bytes(SigningKey(self.sign_seed).verify_key)

    @property
    def age_key(self) -> str:
        """The public half for encryption, ``age1…``."""
        return str(pyrage.x25519.Identity.from_str(self.age_secret).to_public())


def make_keys() -> KeyPair:
    """New keys from the operating system's chance."""
    return KeyPair(bytes(SigningKey.generate()), str(pyrage.x25519.Identity.generate()))


def sign(keys: KeyPair, data: bytes) -> bytes:
    """The signature of the data, 64 bytes; the same data give the same signature."""
    return SigningKey(keys.sign_seed).sign(data).signature


def verify(sign_key: bytes, data: bytes, signature: bytes) -> None:
    """Raise Damaged (``BAD_SIGNATURE``) unless the holder of the key signed exactly this."""
    try:
        VerifyKey(sign_key).verify(data, signature)
    except (BadSignatureError, ValueError, TypeError) as wrong:
        raise Damaged(Fault.signature) from wrong


def seal_box(data: bytes, recipients: Sequence[str]) -> bytes:
    """The data encrypted for the holders of the ``age1…`` keys; different bytes each time."""
    sealed = BytesIO()
    seal_stream(BytesIO(data), sealed, recipients)
    return sealed.getvalue()


def open_box(data: bytes, keys: KeyPair) -> bytes:
    """What ``seal_box`` encrypted; Damaged (``NOT_FOR_US``, ``BROKEN``) otherwise."""
    opened = BytesIO()
    open_stream(BytesIO(data), opened, [keys])
    return opened.getvalue()


def seal_stream(source: Reader, target: Writer, recipients: Sequence[str]) -> None:
    """Encrypt piece by piece, in little memory. Raises what ``target`` raises, whatever the library makes of it."""
    reading, writing = _Watched(source), _Watched(target)
    try:
        pyrage.encrypt_io(reading, writing, [_recipient(key) for key in recipients])
    except pyrage.EncryptError:
        _raise_first(reading, writing)
        raise
    _raise_first(reading, writing)


def open_stream(source: Reader, target: Writer, keys: Sequence[KeyPair]) -> None:
    """Decrypt piece by piece with whichever key fits; Damaged where that does not work. What was written then must be thrown away."""
    reading, writing = _Watched(source), _Watched(target)
    try:
        pyrage.decrypt_io(reading, writing, [pyrage.x25519.Identity.from_str(pair.age_secret) for pair in keys])
    except (pyrage.DecryptError, OSError) as wrong:
        _raise_first(reading, writing)
        raise Damaged(Fault.not_for_us if str(wrong) == _NO_KEY_FITS else Fault.broken) from wrong
    _raise_first(reading, writing)


def keys_hash(sign_key: bytes, age_key: str) -> str:
    """One SHA-256 over both public keys of a node, in hex."""
    return hashlib.sha256(sign_key + age_key.encode("ascii")).hexdigest()


def fingerprint(sign_key: bytes, age_key: str, seat_uid: str, node_uid: str) -> str:
    """30 digits in groups of five, to be read out by telephone: who has the keys, and for which seat and node."""
    named = canonical.encode([key_text(sign_key), age_key, seat_uid, node_uid])
    number = int.from_bytes(hashlib.sha256(_FINGERPRINT + named).digest(), "big") % 10**FINGERPRINT_DIGITS
    digits = f"{number:0{FINGERPRINT_DIGITS}d}"
    return " ".join(digits[at : at + FINGERPRINT_GROUP] for at in range(0, FINGERPRINT_DIGITS, FINGERPRINT_GROUP))


def key_text(sign_key: bytes) -> str:
    """A signing key as files write it: base64."""
    return base64.b64encode(sign_key).decode("ascii")


def key_bytes(text: str) -> bytes:
    """The 32 bytes of a written signing key; Damaged where it is none."""
    key = unpacked(text)
    if len(key) != KEY_SIZE:
        raise Damaged(Fault.malformed, "sign_key")
    return key


def unpacked(text: str) -> bytes:
    """The bytes of base64 in its one proper spelling; Damaged for any other."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Damaged(Fault.malformed, "base64") from wrong
    if base64.b64encode(data).decode("ascii") != text:
        raise Damaged(Fault.malformed, "base64")
    return data


def check_age_key(text: str) -> str:
    """The key itself where it is a proper ``age1…`` one; Damaged otherwise."""
    _recipient(text)
    return text


def _recipient(key: str) -> pyrage.x25519.Recipient:
    if not _AGE_KEY.fullmatch(key):
        raise Damaged(Fault.malformed, "age_key")
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as wrong:
        raise Damaged(Fault.malformed, "age_key") from wrong


class _Watched:
    """Remembers what went wrong with a stream: the library swallows errors of its last write, and turns others into its own."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.trouble: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._tried(lambda: self._stream.read(size))
        return data

    def write(self, data: bytes) -> int:
        written: int = self._tried(lambda: self._stream.write(data))
        return written

    def flush(self) -> None:
        self._stream.flush()

    def _tried(self, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except Exception as trouble:
            self.trouble = trouble
            raise


def _raise_first(*watched: _Watched) -> None:
    for stream in watched:
        if stream.trouble is not None:
            raise stream.trouble
