"""Small pictures of evidence files: made one after the other on a reader's thread, kept in memory while the window stands."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app import evidence_pictures
from app.evidence_pictures import Picture
from app.plan.evidence import Evidence
from ui.jobs import JobRunner

WIDTH = 200
"""Pixels across: sharp at 200 % where 84 logical pixels are shown."""

MOST = 64
"""Kept at a time: about 10 MB."""


class Thumbnails(QObject):
    """``drawn`` tells that there is news of a file, by its SHA-256; ``of`` gives what there is."""

    drawn = Signal(str)

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._images: OrderedDict[str, QImage | None] = OrderedDict()
        self._wanted: list[Evidence] = []
        self._at_work = False

    def of(self, file: Evidence) -> QImage | None:
        """The picture of a file; None while there is none, or where it has none."""
        return self._images.get(file.sha256)

    def want(self, files: Sequence[Evidence]) -> None:
        """Draw these next, and not what was wanted before."""
        self._wanted = [file for file in files if file.sha256 not in self._images]
        self._next()

    def _next(self) -> None:
        if self._at_work or not self._wanted:
            return
        file = self._wanted.pop(0)
        self._at_work = True
        job = self._jobs.read(lambda _progress: evidence_pictures.picture(file.path, file.name, WIDTH))
        job.succeeded.connect(lambda picture: self._put(file.sha256, picture))
        job.finished.connect(self._done)

    def _put(self, sha256: str, picture: Picture | None) -> None:
        self._images[sha256] = None if picture is None else image_of(picture)
        while len(self._images) > MOST:
            self._images.popitem(last=False)
        self.drawn.emit(sha256)

    def _done(self) -> None:
        self._at_work = False
        self._next()


def image_of(picture: Picture) -> QImage:
    """A picture as Qt paints it."""
    image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGBX8888)
    return image.copy()
