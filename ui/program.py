"""What the program does between its screens: first start, opening, closing, remembering."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app import i18n, settings, workspace
from app.clock import Clock
from app.errors import PlanError
from app.session import Actor, Session
from app.settings import Settings
from ui.application import speak
from ui.theme import Choice, wear
from ui.workspace_window import WorkspaceWindow

if TYPE_CHECKING:
    from ui.start import StartWindow


class Program(QObject):
    """Holds the one window that is open, and the person's settings. ``keep`` saves them; ``clock`` tells the time."""

    def __init__(
        self,
        app: QApplication,
        chosen: Settings,
        keep: Callable[[Settings], None] = settings.save,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(app)
        self.clock = clock
        self._save = keep
        self._app = app
        self.settings = chosen
        self._window: WorkspaceWindow | None = None
        self._start: StartWindow | None = None

    @property
    def start_window(self) -> "StartWindow | None":
        """The first-start screen while it is shown, or None."""
        return self._start

    @property
    def window(self) -> WorkspaceWindow | None:
        """The window that is open, or None."""
        return self._window

    def start(self, path: Path | None) -> None:
        """Open the workspace given, else the one opened last, else the first-start screen."""
        known = path or (Path(self.settings.last_workspace) if self.settings.last_workspace else None)
        if known is None or (path is None and not known.exists()):
            self.show_start()
            return
        self.open_path(known)

    def open_path(self, path: Path) -> None:
        """Open a workspace in the window; what hinders it is said on the first-start screen."""
        try:
            session = workspace.open_workspace(path, clock=self.clock, actor=self.actor)
        except PlanError as trouble:
            self.show_start(trouble)
            return
        self.open_session(session)

    def open_session(self, session: Session, *, tour: bool = False) -> None:
        """Show the window on an open workspace, in place of what was shown. ``tour``: with the five steps, if they were never seen."""
        self._keep(self.settings.opened(session.path))
        window = WorkspaceWindow(session, self)
        window.tour_first = tour and not self.settings.toured
        if self.settings.geometry:
            window.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        if self._start is not None:
            self._start.close()
            self._let_go(self._start)
            self._start = None
        self._window = window
        window.closed.connect(self._closed)
        window.show()

    def show_start(self, trouble: PlanError | None = None) -> None:
        """Show the first-start screen, with what went wrong if anything did."""
        if self._start is None:
            from ui.start import StartWindow

            self._start = StartWindow(self)
        if trouble is not None:
            self._start.say(trouble)
        self._start.show()

    def leave_workspace(self) -> None:
        """Close the window and show the first-start screen again (open another workspace)."""
        if self._window is not None:
            self.show_start()
            self._window.close()

    def start_tour(self) -> None:
        """Show the five steps again."""
        if self._window is not None:
            self._window.start_tour()

    def choose_theme(self, theme: Choice) -> None:
        """Wear a theme from now on."""
        wear(self._app, theme)
        self._keep(msgspec.structs.replace(self.settings, theme=theme))

    def choose_language(self, language: str) -> None:
        """Speak a language from now on; the open window is made anew so that every word changes."""
        if language == i18n.language():
            return
        i18n.set_language(language)
        speak(self._app, language)
        self._keep(msgspec.structs.replace(self.settings, language=language))
        if self._window is not None:
            path = self._window.session.path
            # Between the two windows there is none, which would end the program.
            self._app.setQuitOnLastWindowClosed(False)
            self._window.close()
            QTimer.singleShot(0, self, partial(self._open_again, path))

    def _open_again(self, path: Path) -> None:
        self.open_path(path)
        self._app.setQuitOnLastWindowClosed(True)

    def choose_sending_folder(self, folder: Path) -> None:
        """Put what is to be sent into this folder from now on."""
        self._keep(msgspec.structs.replace(self.settings, sending_folder=str(folder)))

    def choose_person(self, name: str) -> None:
        """Work under this name from now on (it stands beside every change)."""
        self._keep(msgspec.structs.replace(self.settings, person=name))

    def keep(self, **choices: object) -> None:
        """Keep choices about how things are shown, by the names of ``Settings``."""
        self._keep(msgspec.structs.replace(self.settings, **choices))

    @property
    def actor(self) -> Actor | None:
        """Who works, as chosen in the settings; None for the computer's own user."""
        return Actor(self.settings.person) if self.settings.person else None

    def _closed(self, geometry: QByteArray) -> None:
        if self._window is not None:
            self._let_go(self._window)
        self._window = None
        self._keep(msgspec.structs.replace(self.settings, geometry=bytes(geometry.toBase64().data()).decode()))

    def _let_go(self, window: QMainWindow) -> None:
        """Keep a window that has closed until the event loop is back.

        It is in the middle of its own close event, or of the job whose answer opened another window; Qt would come back to what is gone.
        """
        QTimer.singleShot(0, self, partial(_delete, window))

    def _keep(self, changed: Settings) -> None:
        self.settings = changed
        self._save(changed)


def _delete(window: QMainWindow) -> None:
    """Holding the window itself, not its method: a bound slot would not keep it alive until then."""
    window.deleteLater()
