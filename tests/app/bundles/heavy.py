"""Writes and reads a bundle with an attachment of 300 MB, and tells what it cost: ``python -m tests.app.bundles.heavy FOLDER``."""

import hashlib
import os
import resource
import sys
import time
from pathlib import Path

from app.bundles import container
from tests.app.bundles.sealed import RECEIVER, SENDER, envelope

SIZE = 300


def main(folder: Path) -> None:
    """Tell by how many bytes the process grew, and the seconds of each step."""
    digest, big = hashlib.sha256(), folder / "big"
    with big.open("wb") as stream:
        for _ in range(SIZE):
            piece = os.urandom(1_000_000)
            digest.update(piece)
            stream.write(piece)
    sha256 = digest.hexdigest()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    container.write_file(folder / "a.tiendo", envelope(), {}, {sha256: big}, SENDER, [RECEIVER.age_key])
    written = time.monotonic()
    with container.read(folder / "a.tiendo", RECEIVER, folder=folder) as opened:
        read = time.monotonic()
        opened.save_file(sha256, folder / "back")
    saved = time.monotonic()
    for name, value in (("writing", written - begun), ("reading", read - written), ("saving", saved - read)):
        sys.stdout.write(f"{name} {value:.1f}\n")
    sys.stdout.write(f"grown {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
