"""Reads bombs in a process that may not grow, and tells how each was refused: ``python -m tests.app.bundles.hungry FOLDER``."""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import zstandard

from app.bundles.crypt import key_text
from app.bundles.faults import Damaged
from app.bundles.limits import MEGABYTE
from app.bundles.parts import Seal, SliceRef
from app.bundles.seals import pack_slice
from tests.app.bundles.sealed import forged, opened, seal, signed, uid
from tests.app.bundles.test_seals import PLAIN, big_window, frame, ref_of

ROOM = 500_000_000
"""Bytes of address space: the program's own libraries, and not much more."""


def carrying(sealed: Seal, *contents: bytes) -> bytes:
    """A bundle around a seal made by hand."""
    pair = {"manifest": key_text(sealed.manifest), "sig": key_text(sealed.sig)}
    listed = [{"kind": "slice", "sha256": ref.sha256, "size": ref.size} for ref in sealed.slices]

    def change(fields: dict[str, Any]) -> None:
        fields.update(seals=[pair], sections=listed)

    return forged(change, b"".join(contents))


def with_slice(packed: bytes, plain: bytes, **changed: Any) -> bytes:
    return carrying(seal(ref_of(packed, plain, plain.count(b"\n"), **changed)), packed)


def frame_of_ten_gigabytes() -> bytes:
    """A frame whose header says that 10 GB will come out of it."""
    honest = big_window(PLAIN)
    return honest[:6] + (10_000_000_000).to_bytes(8, "little") + honest[14:]


def packed_lines(line: bytes, size: int) -> tuple[bytes, bytes]:
    """Lines with just enough chance in them for the ratio to look honest, compressed and not."""
    chance = random.Random(7)
    lines = [b'{"a":[%b],"n":"%b"}\n' % (line, chance.randbytes(40).hex().encode()) for _ in range(size // len(line))]
    plain = b"".join(lines)
    return zstandard.ZstdCompressor(write_checksum=True).compress(plain), plain


def large() -> bytes:
    """An honest slice of 20,000 rows."""
    rows = [{"uid": uid(n * 7919), "text": f"nội dung thứ {n * n}", "n": n} for n in range(20_000)]
    ref, packed = pack_slice("task", rows)
    return carrying(seal(ref), packed)


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name and maker of each."""
    zeros = frame(bytes(30 * MEGABYTE))
    huge = SliceRef("task", "0" * 64, "0" * 64, 100, 10_000_000_000, 1)
    yield "zeros", lambda: with_slice(zeros, bytes(30 * MEGABYTE))
    yield "zeros_that_lie", lambda: with_slice(zeros, PLAIN)
    yield "ten_gigabytes", lambda: carrying(seal(huge), bytes(100))
    yield "ten_gigabytes_in_the_frame", lambda: with_slice(frame_of_ten_gigabytes(), PLAIN)
    yield "great_window", lambda: with_slice(big_window(PLAIN), PLAIN)
    yield "lists", lambda: with_slice(*packed_lines(b"[]," * 3000 + b"[]", 8 * MEGABYTE))
    yield "objects", lambda: with_slice(*packed_lines(b'{"":0},' * 1500 + b"{}", 16 * MEGABYTE))
    yield "deep_envelope", lambda: signed(b"[" * (4 * MEGABYTE))
    yield "wide_envelope", lambda: signed(b"[" + b"[]," * 1_300_000 + b"[]]")
    yield "backslashes", lambda: signed(b'"' + b"\\\\" * 2_000_000 + b'"')
    yield "sections", lambda: forged(lambda fields: fields.update(sections=fields["sections"] * 20_001))
    yield "large_slice", large


def outcome(data: bytes) -> str:
    """The code of the refusal, empty where everything could be unpacked."""
    try:
        with opened(data) as found:
            for sealed in found.seals:
                for ref in sealed.slices:
                    found.rows(ref.sha256)
    except Damaged as refused:
        return refused.code
    return ""


def main(folder: Path) -> None:
    """Tell name and code of each file in a folder, then by how many bytes the process grew, and its processor time."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    for path in sorted(folder.iterdir()):
        sys.stdout.write(f"{path.name} {outcome(path.read_bytes()) or '-'}\n")
    sys.stdout.write(f"grown {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024}\n")
    sys.stdout.write(f"milliseconds {time.process_time() * 1000:.0f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
