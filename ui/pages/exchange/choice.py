"""What a person means to do with previewed files: which are taken, and to which states that wait somebody has said yes."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.bundles.moves import FactMove
from app.bundles.plans import Counts, FilePlan, MergePlan, SealPlan
from app.i18n import Message, msg

WAITS_FOR_ITS_AUTHOR = frozenset({"RESTORED", "LATE_STATE"})
"""Held states that settle themselves once their author has taken back what was lost: nothing is asked about them here."""

ORDER = ("hold", "refused", "apply", "nothing")
"""What wants a look stands first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a file stands before a person: its mark, words and their tone."""

    mark: str
    words: Message
    tone: str


WILL_APPLY = Standing("done", msg("sẽ áp dụng"), "ok")
AGREED = Standing("done", msg("đã đồng ý"), "ok")
ASIDE = Standing("paused", msg("để sau"), "text2")
WAITS = Standing("due_soon", msg("chờ quyết định"), "warn")
REFUSED = Standing("overdue", msg("không nhận"), "bad")
NOTHING = Standing("not_started", msg("không có gì mới"), "text2")

NAMES: dict[str, Message] = {
    "hold": msg("Chờ quyết định"),
    "refused": msg("Không nhận"),
    "apply": msg("Áp dụng được"),
    "nothing": msg("Không có gì mới"),
}
MARKS = {"hold": "due_soon", "refused": "overdue", "apply": "done", "nothing": "not_started"}


class Choice:
    """Over one plan. At first everything that can be applied is taken, and nobody has said yes to anything."""

    def __init__(self, merge: MergePlan) -> None:
        self.merge = merge
        self.files = tuple(sorted(merge.files, key=lambda file: (ORDER.index(file.standing), file.who, file.name)))
        self._taken = {file.key for file in merge.files if file.standing == "apply"}
        self._agreed: set[str] = set()

    def standing(self, file: FilePlan) -> Standing:
        """How the file stands now."""
        if file.standing == "apply":
            return WILL_APPLY if self.takes(file) else ASIDE
        if file.standing == "hold":
            return AGREED if self.agrees(file) else WAITS
        return REFUSED if file.standing == "refused" else NOTHING

    def takes(self, file: FilePlan) -> bool:
        """Whether what can be applied of the file is to be applied."""
        return file.key in self._taken

    def agrees(self, file: FilePlan) -> bool:
        """Whether somebody said yes to what waits in the file."""
        return file.key in self._agreed

    def take(self, files: Iterable[FilePlan], *, taken: bool) -> None:
        """Apply what can be applied of some files, or put them aside; a yes is only given one by one."""
        keys = {file.key for file in files if file.standing == "apply"}
        self._taken = self._taken | keys if taken else self._taken - keys
        if not taken:
            self._agreed -= keys

    def agree(self, file: FilePlan, *, agreed: bool) -> None:
        """Say yes to what waits in a file, or take the yes back."""
        if not agreed:
            self._agreed.discard(file.key)
        elif questions(file):
            self._agreed.add(file.key)
            self._taken |= {file.key} if file.standing == "apply" else set()

    # --- for applying

    @property
    def accepted(self) -> frozenset[str]:
        """The keys of the files that are taken."""
        return frozenset(self._taken | self._agreed)

    @property
    def agreed_hashes(self) -> frozenset[str]:
        """The states that wait and that somebody said yes to."""
        return frozenset(plan.seal.hash for file in self.files if self.agrees(file) for plan in questions(file))

    def states(self) -> tuple[SealPlan, ...]:
        """Every state that would count."""
        return tuple(
            plan
            for file in self.files
            for plan in (
                *(file.applying if self.takes(file) else ()),
                *(questions(file) if self.agrees(file) else ()),
            )
        )

    @property
    def counts(self) -> Counts:
        """The rows that would move."""
        return sum((plan.counts for plan in self.states()), Counts())

    def moves(self) -> tuple[FactMove, ...]:
        """What would move of the facts."""
        return tuple(move for plan in self.states() for move in plan.moves)

    @property
    def usable(self) -> bool:
        """Whether there is any file that can be written into the book: receipts ride on files with nothing new as well."""
        return any(not file.code for file in self.files)


def questions(file: FilePlan) -> tuple[SealPlan, ...]:
    """The states of a file that wait for a yes of somebody here."""
    return tuple(plan for plan in file.held if plan.code not in WAITS_FOR_ITS_AUTHOR)


def would_move(file: FilePlan) -> Counts:
    """The rows that a file would move: those that can be applied, and those that wait for a yes."""
    return sum((plan.counts for plan in (*file.applying, *file.held)), Counts())
