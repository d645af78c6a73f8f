"""Nhận: files are opened and planned in a job, looked at, taken or put aside, and applied in a job."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.bundles import applying, effects, found_files, keys, planning
from app.bundles.applying import Outcome
from app.bundles.effects import Effects
from app.bundles.plans import MergePlan
from app.bundles.waiting import Waiting, waiting
from app.errors import Conflict, NotFound
from app.i18n import msg, tr
from app.jobs import Progress
from ui.context import PageContext
from ui.pages.exchange.choice import Choice

if TYPE_CHECKING:
    from ui.jobs import Job

PAUSE_MS = 150
"""Who goes through a list with Space does not wait for figures after each key."""


class Receiving(QObject):
    """The work behind the screen. ``began`` brings each job with what it does; everything else is what the screen shows.

    ``introduced`` brings introductions that lay among the files, ``found`` how many were unreadable and whether there were more.
    """

    began = Signal(object, str)
    planned = Signal(object)
    introduced = Signal(object)
    said = Signal(str)
    failed = Signal(Exception)
    effects_read = Signal(object)
    applied = Signal(object, object)
    waiting_read = Signal(object)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = self._effects_asked = 0
        self.choice: Choice | None = None
        self._applying: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.read_effects)

    # --- opening

    def open(self, places: Sequence[Path]) -> None:
        """Look at files and folders, and plan the bundles among them."""
        self._asked += 1
        asked = self._asked
        job = self._context.jobs.read(lambda progress: _look(places, progress))
        self.began.emit(job, tr("Đang tìm gói"))
        job.succeeded.connect(lambda found: self._looked(found, places) if asked == self._asked else None)
        job.failed.connect(self.failed)

    def _looked(self, found: found_files.FoundFiles, places: Sequence[Path]) -> None:
        if found.introductions:
            self.introduced.emit(found.introductions)
        if found.unreadable:
            self.said.emit(tr("Không đọc được {n} tệp. Cắm lại USB rồi mở lại.", n=len(found.unreadable)))
        elif found.more:
            self.said.emit(
                tr("Thư mục có quá nhiều tệp, chỉ xem {n} tệp đầu. Chọn thư mục nhỏ hơn.", n=found_files.MOST)
            )
        if found.bundles:
            self.plan(found.bundles)
        elif not found.introductions and not found.unreadable:
            names = ", ".join(place.name or str(place) for place in places[:3])
            self.failed.emit(
                NotFound(msg("Không thấy gói nào trong {names}. Chọn tệp hoặc thư mục khác.", names=names))
            )

    def plan(self, paths: Sequence[Path]) -> None:
        """Plan what these bundles would do. Keys come first and from the writer: their public halves may have to be noted."""
        self._asked += 1
        asked, session, jobs = self._asked, self._context.session, self._context.jobs

        def then(_keys: object) -> None:
            if asked != self._asked:
                return
            job = jobs.read(lambda progress: planning.plan(session, paths, progress=progress))
            self.began.emit(job, tr("Đang xem trước {n} gói", n=len(paths)))
            job.succeeded.connect(lambda merge: self._planned(merge) if asked == self._asked else None)
            job.failed.connect(self.failed)

        first = jobs.write(lambda _progress: keys.opening_keys(session))
        first.succeeded.connect(then)
        first.failed.connect(self.failed)

    def _planned(self, merge: MergePlan) -> None:
        self.choice = Choice(merge)
        self.planned.emit(self.choice)
        self.read_effects()

    # --- what it would mean

    def choice_changed(self) -> None:
        """Another file is taken or put aside: its figures follow when the keys pause."""
        self._soon.start()

    def read_effects(self) -> None:
        """Compute the headline figures of what is taken now."""
        choice = self.choice
        if choice is None:
            return
        self._effects_asked += 1
        asked, session, moves = self._effects_asked, self._context.session, choice.moves()
        whole = choice.merge.effects if moves == choice.merge.moves() else None

        def work(_progress: Progress) -> Effects:
            return whole if whole is not None else effects.effects(session, moves)

        job = self._context.jobs.read(work)
        job.succeeded.connect(lambda found: self.effects_read.emit(found) if asked == self._effects_asked else None)
        job.failed.connect(self.failed)

    # --- doing it

    def apply(self) -> None:
        """Apply what is taken; the rest waits in the book."""
        choice = self.choice
        if choice is None or not choice.usable or (self._applying is not None and not self._applying.ended):
            return
        session, merge = self._context.session, choice.merge
        accepted, agreed = choice.accepted, choice.agreed_hashes
        self._applying = job = self._context.jobs.write(
            lambda progress: applying.apply(session, merge, accepted, agreed=agreed, progress=progress)
        )
        self.began.emit(job, tr("Đang áp dụng {n} gói", n=len(accepted)))
        job.succeeded.connect(lambda outcome: self._applied(outcome, choice))
        job.failed.connect(self.failed)

    def _applied(self, outcome: Outcome, choice: Choice) -> None:
        self.forget()
        self.applied.emit(outcome, choice)

    def plan_again(self) -> None:
        """Plan the same files anew, because something was written since."""
        if self.choice is not None:
            self.plan([file.path for file in self.choice.merge.files])

    def forget(self) -> None:
        """Leave what is looked at; nothing was written of it."""
        self._asked += 1
        self._effects_asked += 1
        self._soon.stop()
        self.choice = None

    # --- what waits

    def read_waiting(self) -> None:
        """Read the states that wait for a decision."""
        session = self._context.session
        job = self._context.jobs.read(lambda _progress: waiting(session))
        job.succeeded.connect(self.waiting_read)
        job.failed.connect(self.failed)

    def accept(self, state: Waiting) -> "Job":
        """Let a state that waits count from now on."""
        session = self._context.session
        return self._context.jobs.write(lambda _progress: applying.decide_held(session, state.id, accept=True))


def is_conflict(error: Exception) -> bool:
    """Whether something was written since the preview."""
    return isinstance(error, Conflict)


def _look(places: Sequence[Path], progress: Progress) -> found_files.FoundFiles:
    bundles: list[Path] = []
    introductions: list[Path] = []
    unreadable: list[Path] = []
    more = False
    for number, place in enumerate(places):
        progress.report(number, len(places), place.name)
        found = found_files.look_into(place)
        bundles += found.bundles
        introductions += found.introductions
        unreadable += found.unreadable
        more = more or found.more
        if place.is_file() and not (found.bundles or found.introductions or found.unreadable):
            # A file that a person named is judged as a bundle: the preview says what is wrong with it.
            bundles.append(place)
    return found_files.FoundFiles(tuple(bundles), tuple(introductions), tuple(unreadable), more)
