"""The workspaces that are measured: the sample, and a large province. Made once and kept in the temporary folder."""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from app import workspace
from app.clock import FrozenClock
from app.sample.bulk import write_bulk
from app.session import Actor, Session

SEED = 7
TODAY = "2026-10-02T08:00:00"


@dataclass(frozen=True)
class Scale:
    """How large a workspace is."""

    units: int
    tasks: int
    targets: int
    quarters: int

    @property
    def name(self) -> str:
        """A file name that says the scale and the tables it was made with."""
        return f"bench-{_tables()}-{self.units}x{self.tasks}x{self.targets}x{self.quarters}.tdb"


def _tables() -> str:
    """A mark of the schema, so that a workspace made with other tables is made anew."""
    scripts = sorted(Path(str(files("db.migrations"))).rglob("*.sql"))
    return hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()[:8]


LARGE = Scale(1000, 60, 30, 20)
SMALL = Scale(40, 60, 30, 6)


def folder() -> Path:
    """Where the workspaces lie between runs."""
    return Path(tempfile.gettempdir()) / "tiendo-bench"


def made(scale: Scale) -> Path:
    """The workspace of a scale, written at the first time."""
    path = folder() / scale.name
    if not path.exists():
        part = folder() / f"part-{scale.name}"
        # One that was cut short would be refused.
        workspace.remove(part)
        session = workspace.create(part, clock=FrozenClock(TODAY), actor=Actor("Thu Hằng"), seed=SEED)
        write_bulk(
            session, units=scale.units, tasks=scale.tasks, targets=scale.targets, quarters=scale.quarters, seed=SEED
        )
        session.close()
        part.rename(path)
    return path


def copied(scale: Scale, to: Path) -> Path:
    """A copy that may be written to."""
    target = to / scale.name
    shutil.copyfile(made(scale), target)
    return target


def opened(path: Path) -> Session:
    """Open a workspace at the day it was made for."""
    return workspace.open_workspace(path, clock=FrozenClock(TODAY, step_ms=10), actor=Actor("Thu Hằng"))
