"""F1: the manual that ships with the program, in the browser of the computer; no network."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app import manual


def open_manual(chapter: str) -> None:
    """Open the manual at a chapter, or at its beginning."""
    QDesktopServices.openUrl(QUrl(manual.address(chapter)))
