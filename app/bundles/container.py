"""The `.tiendo` file: written and read as a stream, in little memory whatever it carries (``resources/help/bundle.md`` specifies it).

Reading goes from the outside in, and each step trusts only what the step before proved: what kind of file it is, that it was encrypted for
us, who signed the envelope and that it is whole, that every section has the hash the envelope says. Only then is anything taken apart.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Self, TypeVar

from app.bundles.crypt import KeyPair, open_stream, seal_stream
from app.bundles.faults import Damaged, Fault
from app.bundles.inside import FILE, Inside, Place, Signer, SourceOf, chunks, read_inside
from app.bundles.limits import LIMITS, Limits
from app.bundles.outside import HEAD, fault_of_age_header, fault_of_broken, fault_of_head
from app.bundles.parts import Envelope, Seal, SliceRef
from app.bundles.seals import plain_slice, rows_of
from app.bundles.streams import Capped, Chunks, Hashing, opened_file, written_file
from app.errors import Refused
from app.foreign.spool import shown_name
from app.i18n import msg

IN_MEMORY = 4 << 20
"""Bytes of a decrypted bundle that are kept in memory; a larger one goes to a temporary file that is gone when it is closed."""

MOST_RECIPIENTS = 1000
"""Keys that one bundle may be encrypted for: a longer list takes each of them half a second to look through."""

_CHUNK = 1 << 18

T = TypeVar("T")


@dataclass(frozen=True)
class Written:
    """A bundle that was made: bytes, and SHA-256 in hex of the file as it lies there."""

    size: int
    sha256: str


def write(
    envelope: Envelope,
    slices: Mapping[str, bytes],
    files: Mapping[str, SourceOf],
    keys: KeyPair,
    recipients: Sequence[str],
) -> bytes:
    """A whole bundle. For bundles with attachments better ``write_file``.

    ``slices``: stored bytes by SHA-256, of every seal in the envelope; others are left out. ``files``: attachments by SHA-256.
    ``recipients``: age keys; the sender's own is added, so that it can read what it sent. Damaged where a content is not what its hash
    says.
    """
    sealed = BytesIO()
    seal_stream(Chunks(chunks(envelope, slices, files, keys)), sealed, _with_own(recipients, keys))
    return sealed.getvalue()


def write_file(
    path: Path,
    envelope: Envelope,
    slices: Mapping[str, bytes],
    files: Mapping[str, SourceOf],
    keys: KeyPair,
    recipients: Sequence[str],
) -> Written:
    """``write`` into a file that is there whole or not at all. Raises Refused or WorkspaceTrouble as ``replace_file`` does, or Damaged."""
    with written_file(path) as target:
        hashing = Hashing(target)
        seal_stream(Chunks(chunks(envelope, slices, files, keys)), hashing, _with_own(recipients, keys))
    return Written(hashing.size, hashing.sha256)


def read(
    source: Path | bytes,
    keys: KeyPair | Sequence[KeyPair],
    limits: Limits = LIMITS,
    *,
    judge: Callable[[Signer], None] | None = None,
    name: str = "",
    folder: Path | None = None,
) -> "Opened":
    """Open a bundle: decrypted, its signature and every hash checked. Damaged says what is wrong with it, for people, by its name.

    ``keys``: all that may open it, such as the present ones and those that the sender may still have.

    ``judge`` is asked about the signer before anything is taken apart, and raises where it shall not be; without it the caller must look at
    ``Opened.signer``: a signature only proves that the holder of *that* key made the file. The signatures of the seals are not looked
    at (``seals.verify_seal``), since whose key counts for a seal depends on its seat and version. ``folder``: for a large temporary file.
    """
    called = name or (shown_name(source) if isinstance(source, Path) else "")
    spool = SpooledTemporaryFile(max_size=IN_MEMORY, dir=None if folder is None else str(folder))  # noqa: SIM115  # closed by Opened.close or below
    try:
        with opened_file(source, called) as stream:
            outer = _decrypted(stream, spool, [keys] if isinstance(keys, KeyPair) else keys, limits)
        inside = read_inside(spool, limits, judge)
    except Damaged as wrong:
        spool.close()
        raise wrong.called(called) from wrong
    except BaseException:
        spool.close()
        raise
    return Opened(inside, outer, spool, limits=limits, name=called)


class Opened:
    """A bundle whose signature and hashes hold. Close it (or use ``with``): the decrypted content is gone then.

    ``outer`` is size and hash of the encrypted file as it came.
    """

    def __init__(
        self, inside: Inside, outer: Written, spool: IO[bytes], *, limits: Limits = LIMITS, name: str = ""
    ) -> None:
        self.envelope, self.signer, self.outer, self.name = inside.envelope, inside.signer, outer, name
        self._places, self._spool, self._limits = inside.places, spool, limits
        self._refs = {ref.sha256: ref for seal in inside.envelope.seals for ref in seal.slices}

    @property
    def seals(self) -> tuple[Seal, ...]:
        """The states in it, the sender's own and relayed ones, in the order of the envelope."""
        return self.envelope.seals

    @property
    def files(self) -> tuple[str, ...]:
        """SHA-256 of the attachments in it."""
        return tuple(section.sha256 for section in self.envelope.sections if section.kind == FILE)

    def slice(self, sha256: str) -> bytes:
        """A slice as stored. KeyError where no seal of this bundle names it."""
        return self._bytes(self._refs[sha256].sha256)

    def plain(self, sha256: str) -> bytes:
        """The JSON lines of a slice; Damaged where it does not decompress to what its seal says."""
        return self._named(lambda ref: plain_slice(ref, self.slice(sha256), self._limits), sha256)

    def rows(self, sha256: str) -> list[dict[str, Any]]:
        """The rows of a slice; Damaged where its lines are not canonical JSON."""
        return self._named(lambda ref: list(rows_of(self.plain(sha256), ref, self._limits)), sha256)

    def file(self, sha256: str) -> bytes:
        """An attachment in memory; large ones better by ``save_file``. KeyError where it is not in the bundle."""
        return self._bytes(self._place_of_file(sha256).sha256)

    def file_size(self, sha256: str) -> int:
        """Bytes of an attachment. KeyError where it is not in the bundle."""
        return self._place_of_file(sha256).size

    def save_file(self, sha256: str, path: Path) -> None:
        """Write an attachment to ``path``, whole or not at all. KeyError where it is not in the bundle; else as ``replace_file``."""
        place = self._place_of_file(sha256)
        with written_file(path) as target:
            hashing, left = Hashing(target), place.size
            self._spool.seek(place.start)
            while left and (chunk := self._spool.read(min(_CHUNK, left))):
                hashing.write(chunk)
                left -= len(chunk)
            if hashing.sha256 != sha256:
                raise Damaged(Fault.content, sha256[:12], self.name)

    def close(self) -> None:
        """Let the decrypted content go."""
        self._spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _place_of_file(self, sha256: str) -> Place:
        place = self._places[sha256]
        if place.kind != FILE:
            raise KeyError(sha256)
        return place

    def _bytes(self, sha256: str) -> bytes:
        place = self._places[sha256]
        self._spool.seek(place.start)
        return self._spool.read(place.size)

    def _named(self, look: Callable[[SliceRef], T], sha256: str) -> T:
        try:
            return look(self._refs[sha256])
        except Damaged as wrong:
            raise wrong.called(self.name) from wrong


def _with_own(recipients: Sequence[str], keys: KeyPair) -> list[str]:
    distinct = list(dict.fromkeys([*recipients, keys.age_key]))
    if len(distinct) > MOST_RECIPIENTS + 1:
        raise Refused(
            msg("Một gói gửi được cho nhiều nhất {most} nơi. Chia nơi nhận thành nhiều đợt.", most=MOST_RECIPIENTS)
        )
    return distinct


def _decrypted(stream: IO[bytes], spool: IO[bytes], keys: Sequence[KeyPair], limits: Limits) -> Written:
    """Decrypt a file into the spool; size and hash of what was read. Damaged says what the file is, or what happened to it."""
    fault = fault_of_head(stream.read(HEAD)) or fault_of_age_header(stream)
    if fault is not None:
        raise Damaged(fault)
    size = stream.seek(0, 2)
    if size > limits.file:
        raise Damaged(Fault.too_large)
    stream.seek(0)
    hashing = Hashing(stream)
    try:
        open_stream(hashing, Capped(spool, limits.file), keys)
    except Damaged as wrong:
        found = fault_of_broken(stream) if wrong.code is Fault.broken else wrong.code
        raise Damaged(found) from wrong
    spool.seek(0)
    return Written(hashing.size, hashing.sha256)
