"""The coverage matrix of a plan: clauses without a task, tasks without a target, targets without data.

A clause is carried out where a task cites it, or cites a clause of a plan below that carries it out; a clause that only sets a target,
where its programme has tasks. A task is measured where it states a figure itself, where a target stands under its section of the plan, or
where its programme has a target that stands under no section: plans set targets for a programme or a section, not for a task. A target
has data once any unit has submitted a figure for its measure, in whatever period; what is aimed at in words has none to report. What was
cancelled neither counts nor covers.
"""

from dataclasses import dataclass

from app.errors import BadInput
from app.given import existing
from app.i18n import Message, msg
from app.session import Session
from db.connection import Row
from db.queries import coverage as queries
from db.queries import directives, plan

KINDS: dict[str, Message] = {
    "clause": msg("Mục chưa có nhiệm vụ"),
    "task": msg("Nhiệm vụ chưa có chỉ tiêu"),
    "target": msg("Chỉ tiêu chưa có số liệu"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A row with nothing on the other side. ``number`` as written, ``place`` the programme and section, or the path of a clause."""

    kind: str
    id: int
    number: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all rows of a kind are covered, and those that are not (where they were asked for)."""

    kind: str
    covered: int
    total: int
    gaps: tuple[Gap, ...]

    @property
    def missing(self) -> int:
        """How many are not covered."""
        return self.total - self.covered

    @property
    def title(self) -> Message:
        """The name of the list of gaps."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The three shares of one document, one programme, or everything."""

    clauses: Share
    tasks: Share
    targets: Share

    @property
    def shares(self) -> tuple[Share, Share, Share]:
        """Clauses, tasks, targets."""
        return self.clauses, self.tasks, self.targets

    @property
    def gaps(self) -> int:
        """How many gaps in all."""
        return sum(share.missing for share in self.shares)

    @property
    def empty(self) -> bool:
        """Whether there is nothing that could have a gap."""
        return not any(share.total for share in self.shares)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One programme in the matrix: (covered, all) clauses, tasks and targets."""

    programme_id: int
    number: str
    title: str
    clauses: tuple[int, int]
    tasks: tuple[int, int]
    targets: tuple[int, int]


def coverage(
    session: Session, *, directive_id: int | None = None, programme_id: int | None = None, lists: bool = True
) -> Coverage:
    """The gaps of a document or of a programme; of the whole workspace where neither is given. Raises NotFound; BadInput for both.

    ``lists`` False: only how many there are.
    """
    if directive_id is not None and programme_id is not None:
        raise BadInput(msg("Xem độ phủ của một văn bản hoặc của một chương trình, không cả hai."))
    if directive_id is not None:
        existing(directives.directive(session.conn, directive_id), msg("văn bản"), directive_id)
    if programme_id is not None:
        existing(plan.programme(session.conn, programme_id), msg("chương trình"), programme_id)
    shares = [_share(session, kind, directive_id, programme_id, lists=lists) for kind in KINDS]
    return Coverage(shares[0], shares[1], shares[2])


def matrix(session: Session, directive_id: int) -> tuple[MatrixRow, ...]:
    """The programmes of a document in order, each with what of it is covered. Raises NotFound."""
    existing(directives.directive(session.conn, directive_id), msg("văn bản"), directive_id)
    return tuple(
        MatrixRow(
            row["id"],
            row["number"],
            row["title"],
            *(queries.counts(session.conn, kind, None, row["id"]) for kind in KINDS),
        )
        for row in plan.programmes_of(session.conn, directive_id)
    )


def _share(session: Session, kind: str, directive_id: int | None, programme_id: int | None, *, lists: bool) -> Share:
    covered, total = queries.counts(session.conn, kind, directive_id, programme_id)
    rows = queries.gaps(session.conn, kind, directive_id, programme_id) if lists and covered < total else []
    return Share(kind, covered, total, tuple(_gap(kind, row) for row in rows))


def _gap(kind: str, row: Row) -> Gap:
    if kind == "clause":
        return Gap(kind, row["id"], row["label"], row["text"], row["path"])
    parts = [f"{row['programme_number']} {row['programme']}".strip()]
    if kind == "task" and row["section"]:
        parts.append(row["section"])
    return Gap(kind, row["id"], row["number"], row["text"], " › ".join(part for part in parts if part))
