"""Qt's system libraries on Linux: which are missing, and how to get them on Debian and Ubuntu.

The lists are measured: libraries were added to a bare Debian 12 until the window ran, first without a screen, then with one.
"""

import ctypes
import shutil
import sys

from dev_venv import Trouble, apt_install

WITHOUT_SCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WITH_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing(libraries: dict[str, str]) -> dict[str, str]:
    """Those of the libraries that the loader does not find, with the Debian package of each."""
    return {library: package for library, package in libraries.items() if not _loads(library)}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def ensure_libraries(*, screen: bool) -> None:
    """Make sure that Qt can start; raises Trouble where a person has to install something."""
    if not sys.platform.startswith("linux"):
        return
    lacking = missing({**WITHOUT_SCREEN, **(WITH_SCREEN if screen else {})})
    if not lacking:
        return
    if shutil.which("apt-get") is None:
        raise Trouble(f"Qt needs these libraries of your system: {', '.join(lacking)}. Install the packages with them.")
    apt_install(list(lacking.values()), "Qt")
    if still := missing(lacking):
        raise Trouble(f"The packages are installed, but these libraries still cannot be loaded: {', '.join(still)}")
