"""What every page is handed: the open workspace and the ways to read, write and hear of changes."""

from dataclasses import dataclass

from app.reading import Reader
from app.session import Session
from ui.changes import ChangeSignal
from ui.jobs import JobRunner


@dataclass(frozen=True)
class PageContext:
    """The open workspace as pages see it. Reads run on the GUI thread's own read-only connection or as ``jobs.read``."""

    session: Session
    jobs: JobRunner
    reader: Reader
    changes: ChangeSignal
