"""Where the manual that ships with the program is."""

from importlib.resources import files
from pathlib import Path

MANUAL = "huong-dan.html"


def address(chapter: str = "") -> str:
    """The manual as a file address, at a chapter (the key of a page) or at its beginning."""
    path = Path(str(files("resources") / "help" / MANUAL))
    return path.as_uri() + (f"#{chapter}" if chapter else "")
