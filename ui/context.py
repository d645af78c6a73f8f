"""What every page is handed: the open workspace and the ways to read, write and hear of changes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.reading import Reader
from app.session import Session
from app.settings import Settings
from ui.changes import ChangeSignal
from ui.jobs import JobRunner
from ui.kept_typing import KeptTyping
from ui.theme import Choice


class ProgramChoices(Protocol):
    """What a person may choose about the program itself; the settings page asks here."""

    @property
    def settings(self) -> Settings:
        """The choices as they stand."""

    def choose_theme(self, theme: Choice) -> None:
        """Wear a theme from now on."""

    def choose_language(self, language: str) -> None:
        """Speak a language from now on."""

    def choose_person(self, name: str) -> None:
        """Work under this name from now on."""

    def choose_sending_folder(self, folder: Path) -> None:
        """Put what is to be sent into this folder from now on."""

    def keep(self, **choices: object) -> None:
        """Keep choices about how things are shown, by the names of ``Settings``; they are written at once."""

    def start_tour(self) -> None:
        """Show the five steps over the window again."""

    def open_path(self, path: Path) -> None:
        """Open another workspace in place of this one."""

    def leave_workspace(self) -> None:
        """Go back to the first-start screen."""


@dataclass(frozen=True)
class PageContext:
    """The open workspace as pages see it. ``typing`` keeps what is typed and not saved; where it is None a crash costs it.

    Small reads run at once on the GUI thread's own read-only connection (``session.conn`` behind the core's functions), large ones as
    ``jobs.read``; every write is ``jobs.write(lambda progress: use_case(session, …))``.
    """

    session: Session
    jobs: JobRunner
    reader: Reader
    changes: ChangeSignal
    program: ProgramChoices
    typing: KeptTyping | None = None
