"""The sticks that are plugged in now. Asking the system may take a while: for a reader thread."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from app import places


@dataclass(frozen=True)
class Stick:
    """A removable disk one can write to: where it is, what it is called, how many bytes are free."""

    path: Path
    name: str
    free: int


def sticks() -> tuple[Stick, ...]:
    """The removable disks, by name."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        if not volume.isValid() or not volume.isReady() or volume.isReadOnly():
            continue
        path = Path(volume.rootPath())
        if places.place_of(path).removable:
            name = " ".join(filter(None, (volume.rootPath().rstrip("/\\"), volume.name())))
            found.append(Stick(path, name or volume.rootPath(), volume.bytesAvailable()))
    return tuple(sorted(found, key=lambda stick: stick.name))
