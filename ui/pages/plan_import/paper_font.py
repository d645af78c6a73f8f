"""The letters of a document on the screen: Tinos, as wide as Times New Roman, loaded when the first document is shown."""

from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFontDatabase

_FILES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf")


@cache
def family() -> str:
    """The name of the family, once Qt has it."""
    for name in _FILES:
        if QFontDatabase.addApplicationFontFromData((files("resources") / "fonts" / name).read_bytes()) < 0:
            raise RuntimeError(name)
    return "Tinos"
