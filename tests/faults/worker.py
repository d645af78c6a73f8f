"""The program that is killed, cut off or starved: opens a workspace and makes numbered changes, saying each one that is confirmed.

``python -m tests.faults.worker FOLDER CHANGES [SYNCHRONOUS]``: writes ``n`` to FOLDER/ACK and to standard output once change n is
committed. Every fifth change brings an attachment, every fifteenth a backup. What the disk does not let it do it says (``! class``) and
goes on.
"""

import os
import sys
from pathlib import Path

from app import attachments, backup, workspace
from app.clock import FrozenClock
from app.errors import PlanError
from app.i18n import msg
from app.session import Actor, Session

NOW = "2026-09-30T08:00:00"


def main(folder: Path, changes: int, synchronous: str) -> None:
    """Make the changes; end without closing, as a cut does."""
    witness = os.open(folder / "ACK", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    session = workspace.open_workspace(folder / "so.tdb", clock=FrozenClock(NOW, step_ms=1000), actor=Actor("Lan"))
    if synchronous:
        session._writer.execute(f"PRAGMA synchronous = {synchronous}")
    first = confirmed(session) + 1
    for number in range(first, first + changes):
        try:
            step(session, folder, number)
        except PlanError as trouble:
            say(f"! {type(trouble).__name__}")
            continue
        os.write(witness, b"%d\n" % number)
        say(str(number))
    os._exit(0)


def say(line: str) -> None:
    """Tell the parent at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def step(session: Session, folder: Path, number: int) -> None:
    """One change: a row, its number as the total, sometimes an attachment or a backup."""
    stored = None
    if number % 5 == 0:
        paper = folder.parent / "paper"
        paper.write_bytes(f"biên bản {number} ".encode() * 400)
        stored = attachments.add(session.path, paper)
    with session.change(msg("Thay đổi {n}", n=number)) as change:
        change.insert("setting", name=f"n{number}", value="x" * (number * 37 % 900))
        change.update("setting", 1, value=str(number))
        if stored is not None:
            change.insert("file", sha256=stored.sha256, size=stored.size, mime="text/plain", presence="here")
    if number % 15 == 0:
        backup.back_up(session, reason="manual")


def confirmed(session: Session) -> int:
    """The number of the newest change in the workspace."""
    return int(session.conn.execute("SELECT value FROM setting WHERE id = 1").fetchone()[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
