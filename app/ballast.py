"""Eight megabytes kept beside a workspace, to be given back when the disk is full (DESIGN § 9).

On a full disk SQLite cannot even delete; with this room it can, and the person can save what they were typing. The ballast returns
by itself once there is room again.
"""

import shutil
from contextlib import suppress
from pathlib import Path

SIZE = 8 << 20
ROOM_FOR_IT = 4 * SIZE
_BLOCK = b"ballast of a workspace; safe to delete when the disk is full\n".ljust(4096, b"\0")


def path_of(workspace: Path) -> Path:
    """The ballast of a workspace."""
    return workspace.with_name(workspace.name + ".ballast")


def keep(workspace: Path) -> bool:
    """Put the ballast there if it lacks and the disk has ample room; say whether it is there.

    Real blocks are written: a file with holes would take up nothing.
    """
    ballast = path_of(workspace)
    try:
        if ballast.exists() and ballast.stat().st_size >= SIZE:
            return True
        if shutil.disk_usage(workspace.parent).free < ROOM_FOR_IT:
            return False
        with ballast.open("wb") as stream:
            for _ in range(SIZE // len(_BLOCK)):
                stream.write(_BLOCK)
    except OSError:
        free(workspace)
        return False
    return True


def free(workspace: Path) -> bool:
    """Give the room back; say whether there was any."""
    with suppress(OSError):
        path_of(workspace).unlink()
        return True
    return False
