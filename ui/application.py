"""Builds the QApplication: fonts, theme, language, garbage collection and what happens when something breaks."""

import gc
import logging
import sys
import threading
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app.troubles import spoken
from ui import fonts, icons
from ui.errors import CrashDialog, details_of
from ui.theme import Choice, wear

COLLECT_EVERY_MS = 10_000
_log = logging.getLogger("tiendo")


def make_application(argv: Sequence[str], *, theme: Choice = "system", language: str = "vi") -> QApplication:
    """The application, dressed and speaking ``language``; windows can be made from now on."""
    # The style by its argument: setStyle would wrap a QStyle with its hundreds of names, an eighth of the start.
    app = QApplication([*argv, "-style", "Fusion"])
    app.setApplicationName("Tien Do")
    app.setApplicationDisplayName("Tiến Độ")
    app.setDesktopFileName("tiendo")
    fonts.load()
    app.setFont(fonts.font(fonts.Role.BODY))
    app.setWindowIcon(icons.app_icon())
    speak(app, language)
    wear(app, theme)
    return app


def speak(app: QApplication, language: str) -> None:
    """Let Qt's own words (buttons, edit menus, file dialogs) and its dates and numbers be in ``vi`` or ``en``."""
    for worn in app.findChildren(QTranslator):
        app.removeTranslator(worn)
        worn.deleteLater()
    vietnamese = language == "vi"
    QLocale.setDefault(QLocale("vi_VN" if vietnamese else "en_GB"))
    translator = QTranslator(app)
    if vietnamese:
        loaded = translator.load(str(files("resources") / "locale" / "qtbase_vi.qm"))
    else:
        loaded = translator.load("qtbase_en", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if loaded:
        app.installTranslator(translator)


def collect_on_the_gui_thread(app: QApplication) -> None:
    """Collect cycles from a timer here only.

    Python runs its cycle collector on whichever thread allocates; on a worker thread that destroys Qt objects there, and
    the process dies.
    """
    gc.disable()
    timer = QTimer(app)
    timer.setInterval(COLLECT_EVERY_MS)
    timer.timeout.connect(gc.collect)
    timer.start()


class _Crashes(QObject):
    """Brings a bug from any thread to the GUI thread, one dialog at a time."""

    happened = Signal(str)

    def __init__(self, app: QApplication, log_file: Path) -> None:
        super().__init__(app)
        self._log_file = log_file
        self._open = False
        self.happened.connect(self._show)

    def on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a bug and show it. What a person can act on should have been caught by the screen; it is shown as well."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = details_of(kind, error, trace)
        said = spoken(error)
        if said is not None:
            details = f"{said}\n\n{details}"
        _log.error("bug: %s", details)
        self.happened.emit(details)

    def on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        """The same for an exception that left a thread."""
        if args.exc_value is not None:
            self.on_error(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, details: str) -> None:
        # A bug in a paint or a timer repeats many times a second; one dialog tells enough.
        if self._open:
            return
        self._open = True
        try:
            CrashDialog(details, str(self._log_file), QApplication.activeWindow()).exec()
        finally:
            self._open = False


def guard(app: QApplication, log_file: Path) -> None:
    """From now on every bug, on whatever thread, is logged and shown; the program goes on."""
    crashes = _Crashes(app, log_file)
    sys.excepthook = crashes.on_error
    threading.excepthook = crashes.on_thread_error
