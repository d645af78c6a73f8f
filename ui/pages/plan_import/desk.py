"""The review at hand: what is open, how it is changed and undone, kept and accepted. No widget is known here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.errors import PlanError
from app.plan_import import accept, matching
from app.plan_import.matching import Matches
from app.plan_import.review import keeping
from app.plan_import.review.changes import Change
from app.plan_import.review.deciding import choices_of
from app.plan_import.review.entries import Review, to_draft
from app.plan_import.review.keeping import Kept
from app.plan_import.review.tree import ReviewTree, tree_of
from app.plan_import.source import Source
from app.session import Session
from ui.context import PageContext

if TYPE_CHECKING:
    from app.plan_import.accept import AcceptResult
    from ui.jobs import Job

MOST_STEPS = 500


@dataclass(frozen=True)
class Taken:
    """A review that left the desk, with the bytes of its document: enough to put it back."""

    kept: Kept
    data: bytes | None


class _Step(QUndoCommand):
    """One correction: the reviews before and after it share everything that it left alone."""

    def __init__(self, desk: "Desk", words: str, before: Review, after: Review) -> None:
        super().__init__(words)
        self._desk, self._before, self._after = desk, before, after

    def redo(self) -> None:
        self._desk.show_review(self._after)

    def undo(self) -> None:
        self._desk.show_review(self._before)


class Desk(QObject):
    """Holds one review. ``changed`` tells that tree or matches are new, ``corrected`` that somebody changed the review.

    ``refused`` brings what a person can act on.
    """

    opened = Signal()
    changed = Signal()
    corrected = Signal()
    refused = Signal(Exception)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        self.kept: Kept | None = None
        self.tree: ReviewTree | None = None
        self.matches: Matches | None = None
        self._saving = self._unsaved = False
        self._matching = self._unmatched = False

    # --- what is open

    @property
    def review(self) -> Review:
        """The review as it is now. RuntimeError while nothing is open."""
        if self.kept is None:
            raise RuntimeError("no review is open")
        return self.kept.review

    @property
    def source(self) -> Source:
        """The document as it was read."""
        if self.kept is None:
            raise RuntimeError("no review is open")
        return self.kept.source

    def open(self, kept: Kept) -> None:
        """Take up a review, new or kept."""
        self.kept, self.matches = kept, None
        self.stack.clear()
        self.tree = tree_of(kept.review, kept.source)
        self.opened.emit()
        self._match()

    def close(self) -> None:
        """Put the review away; what is kept of it stays where it is."""
        self.kept = self.tree = self.matches = None
        self.stack.clear()

    # --- corrections

    def do(self, words: str, change: Change) -> bool:
        """Make a correction that can be taken back. False where it is refused; then nothing changed."""
        before = self.review
        try:
            after = change(before)
        except PlanError as error:
            self.refused.emit(error)
            return False
        if after != before:
            self.stack.push(_Step(self, words, before, after))
        return True

    def show_review(self, review: Review) -> None:
        """Stand at this review: after a correction, or after it was taken back."""
        if self.kept is None:
            return
        self.kept = replace(self.kept, review=review)
        self.tree = tree_of(review, self.kept.source, self.matches)
        self.changed.emit()
        self.corrected.emit()
        self._save()
        self._match()

    # --- keeping: what was corrected is on disk before the next correction is thought of

    def _save(self) -> None:
        self._unsaved = True
        if self._saving or self.kept is None:
            return
        self._saving, self._unsaved = True, False
        kept, workspace = self.kept, self.context.session.path
        job = self.context.jobs.write(lambda _progress: keeping.save(workspace, kept))
        job.failed.connect(self.refused)
        job.finished.connect(self._saved)

    def _saved(self) -> None:
        self._saving = False
        if self._unsaved:
            self._save()

    # --- matching, beside the window

    def match_again(self) -> None:
        """The workspace changed: bans or documents may be known now."""
        if self.kept is not None:
            self._match()

    def _match(self) -> None:
        self._unmatched = True
        if self._matching or self.kept is None:
            return
        self._matching, self._unmatched = True, False
        session, review, source = self.context.session, self.review, self.source
        job = self.context.jobs.read(lambda _progress: matching.match(session, to_draft(review), source=source))
        job.succeeded.connect(self._matched)
        job.failed.connect(self.refused)
        job.finished.connect(self._match_ended)

    def _matched(self, matches: Matches) -> None:
        if self.kept is None or matches == self.matches:
            return
        self.matches = matches
        self.tree = tree_of(self.kept.review, self.kept.source, matches)
        self.changed.emit()

    def _match_ended(self) -> None:
        self._matching = False
        if self._unmatched:
            self._match()

    # --- the end

    def accept(self, done: Callable[["AcceptResult", Taken], None]) -> "Job":
        """Take the draft over as one change; ``done`` hears what came of it. What is refused leaves the review as it is."""
        kept = self.kept
        if kept is None:
            raise RuntimeError("no review is open")
        job = self.context.jobs.write(lambda _progress: _accepted(self.context.session, kept))
        job.succeeded.connect(partial(self._accepted, done))
        job.failed.connect(self.refused)
        return job

    def _accepted(self, done: Callable[["AcceptResult", Taken], None], taken: "tuple[AcceptResult, Taken]") -> None:
        self.close()
        done(*taken)

    def throw(self, kept: Kept) -> "Job":
        """Throw a review away; the job brings what it takes to put it back."""
        workspace = self.context.session.path
        self.close()
        return self.context.jobs.write(lambda _progress: Taken(kept, keeping.give_up(workspace, kept)))

    def put_back(self, taken: Taken) -> None:
        """Take up a review again that was thrown away or accepted."""
        workspace = self.context.session.path
        job = self.context.jobs.write(lambda _progress: keeping.put_back(workspace, taken.kept, taken.data))
        job.succeeded.connect(self.open)
        job.failed.connect(self.refused)

    def bans(self) -> Sequence[tuple[int, str, str]]:
        """(id, code, name) of the bans to choose from."""
        return self.matches.bans if self.matches else ()

    def code_of(self, lead: str) -> str:
        """The abbreviation of a ban by its name as written; the name itself where none is known."""
        found = self.matches.body(lead) if self.matches else None
        if found is None:
            return next((code for _, code, name in self.bans() if lead in (code, name)), lead)
        if isinstance(found.suggested, int):
            return next((code for ban, code, _ in self.bans() if ban == found.suggested), lead)
        return found.code or lead


def _accepted(session: Session, kept: Kept) -> "tuple[AcceptResult, Taken]":
    """On the writer's thread: matched once more with the workspace as it is at that moment; the review is forgotten when all is written."""
    draft = to_draft(kept.review)
    choices = choices_of(kept.review, matching.match(session, draft, source=kept.source))
    result = accept.accept(session, draft, file=kept.document, choices=choices)
    return result, Taken(kept, keeping.give_up(session.path, kept))
