"""Identities of definitions: UUIDv7 (RFC 9562, 5.7), which sort by the time they were made and need no server."""

import random
import secrets
import uuid

from app.clock import Clock
from app.errors import BadInput
from app.i18n import msg

_WRITTEN = 36
_RANDOM_BITS = 74
_LARGEST_STEP = 1 << 32
_LAST_TAIL = (1 << _RANDOM_BITS) - 1


def uuid7(clock_ms: int, rng: random.Random) -> bytes:
    """A fresh UUIDv7 of 16 bytes for an instant in milliseconds UTC, its 74 random bits from ``rng``."""
    return _layout(clock_ms, rng.getrandbits(_RANDOM_BITS))


class IdMaker:
    """Makes UUIDv7 that grow strictly: within one millisecond, and when the machine's clock is set back.

    A ``seed`` makes the run repeatable (tests, sample); without it the bits come from the operating system.
    """

    def __init__(self, clock: Clock, seed: int | None = None) -> None:
        self._clock = clock
        self._random = secrets.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311 - repeatable, asked for
        self._ms = -1
        self._tail = 0

    def make(self) -> bytes:
        """The next identity, 16 bytes, greater than every one made before by this maker."""
        now = self._clock.now_ms()
        if now > self._ms:
            self._ms, self._tail = now, self._random.getrandbits(_RANDOM_BITS - 1)
        else:
            self._tail += 1 + self._random.randrange(_LARGEST_STEP)
        if self._tail > _LAST_TAIL:
            self._ms, self._tail = self._ms + 1, self._random.getrandbits(_RANDOM_BITS - 1)
        return _layout(self._ms, self._tail)


def uid_text(uid: bytes) -> str:
    """The identity as files and messages write it: 8-4-4-4-12 hexadecimal digits."""
    return str(uuid.UUID(bytes=uid))


def uid_from_text(text: str) -> bytes:
    """The 16 bytes of a written identity; BadInput when it is not one."""
    try:
        if len(text) == _WRITTEN:  # files write them so, by the ten thousand: a sixth of the time that uuid.UUID takes
            return bytes.fromhex(text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:])
        return uuid.UUID(text).bytes
    except ValueError:
        raise BadInput(msg("Mã định danh “{text}” không đúng dạng. Kiểm tra lại tệp nguồn.", text=text)) from None


def _layout(ms: int, tail: int) -> bytes:
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return ((ms << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low).to_bytes(16, "big")
