"""Files that are dragged onto something."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def files_of(data: QMimeData) -> list[Path]:
    """The files that are dragged, or lie on the clipboard."""
    return [path for url in data.urls() if url.isLocalFile() and (path := Path(url.toLocalFile())).is_file()]


def places_of(data: QMimeData) -> list[Path]:
    """The files and folders that are dragged."""
    return [path for url in data.urls() if url.isLocalFile() and (path := Path(url.toLocalFile())).exists()]
