"""Files of the exchange in a folder, told by what they are and not by their names: a chat renames them, a stick hides them."""

from dataclasses import dataclass
from pathlib import Path

from app.bundles.introductions import is_introduction
from app.errors import NotFound
from app.foreign.magic import HEAD, kind_of
from app.i18n import msg

MOST = 5_000
"""Files that are looked into; nobody keeps more on a stick that is handed over."""
DEPTH = 3
"""Folders below the chosen one: units sort what they get by period and by unit."""


@dataclass(frozen=True)
class FoundFiles:
    """What lies in a folder: bundles and introductions by name, what could not be read, and whether there was more than is looked at."""

    bundles: tuple[Path, ...]
    introductions: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    more: bool = False


def look_into(place: Path) -> FoundFiles:
    """The files of the exchange in a folder and those below it, hidden ones too; or the one file that is given.

    Links are not followed. Raises NotFound where there is nothing at ``place``.
    """
    if not place.exists():
        raise NotFound(msg("Không thấy {folder}. Cắm lại USB hoặc chọn thư mục khác.", folder=str(place)))
    bundles: list[Path] = []
    introductions: list[Path] = []
    unreadable: list[Path] = []
    files, more = ([place], False) if place.is_file() else _files(place, unreadable)
    for path in files:
        try:
            if kind_of(path) == "bundle":
                bundles.append(path)
            elif _introduces(path):
                introductions.append(path)
        except OSError:
            unreadable.append(path)
    return FoundFiles(tuple(bundles), tuple(introductions), tuple(unreadable), more)


def is_travelling(path: Path) -> bool:
    """Whether a file is a bundle or an introduction; False for one that cannot be read."""
    try:
        return kind_of(path) == "bundle" or _introduces(path)
    except OSError:
        return False


def _introduces(path: Path) -> bool:
    with path.open("rb") as stream:
        return is_introduction(stream.read(HEAD))


def _files(place: Path, unreadable: list[Path]) -> tuple[list[Path], bool]:
    """Plain files in the order of their paths, and whether there are more than are looked into."""
    found: list[Path] = []
    folders = [(place, 0)]
    while folders:
        folder, depth = folders.pop(0)
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            unreadable.append(folder)
            continue
        for entry in entries:
            if entry.is_symlink():
                continue
            if entry.is_dir() and depth < DEPTH:
                folders.append((entry, depth + 1))
            elif entry.is_file():
                if len(found) == MOST:
                    return found, True
                found.append(entry)
    return found, False
