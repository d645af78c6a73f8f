"""Feedback (kiến nghị): what a unit says about what it was given, and what the issuer answers (MODEL 5, DESIGN 2).

Nobody changes what he does not own, so this is how a unit gets it changed: one row of its own says what it thinks; the issuer answers with
a row of its own, and moves the due date of that unit alone where he grants an extension.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.dates import format_date
from app.errors import BadInput, NotFound, Refused
from app.given import brief, day, existing, one_of
from app.i18n import Message, msg
from app.people import seats
from app.plan import tasks
from app.session import Session
from app.text import clean
from app.words import WHAT_KINDS
from db.connection import Row
from db.queries import feedback as queries
from db.queries import plan
from db.store import Change

ABOUT: Mapping[str, Message] = MappingProxyType(
    {
        "task": msg("Nhiệm vụ"),
        "target": msg("Chỉ tiêu"),
        "measure": msg("Chỉ số"),
        "programme": msg("Chương trình"),
        "directive": msg("Văn bản"),
    }
)
"""What feedback may be about."""

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "proposal": msg("Kiến nghị"),
        "extension": msg("Xin gia hạn"),
        "not_our_duty": msg("Không thuộc trách nhiệm"),
        "error": msg("Báo lỗi"),
    }
)
VERDICTS: Mapping[str, Message] = MappingProxyType(
    {"accepted": msg("Đồng ý"), "declined": msg("Không đồng ý"), "noted": msg("Ghi nhận")}
)
_DUE = msg("Hạn đề nghị")
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Given:
    """Something another office gave: its kind ("task"), its id, and what it is called."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the issuer said; ``new_due`` (ISO) is the date that was granted, ``who`` who answered."""

    verdict: str
    text: str
    new_due: str | None
    at_ms: int
    who: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """One feedback. ``own``: this office said it, to ``issuer``; else ``who`` said it to us or, relayed, to ``issuer``.

    ``what_kind`` and ``what_id`` are what it is about, ``about`` its words. Days are ISO, instants milliseconds UTC.
    """

    id: int
    own: bool
    kind: str
    what_kind: str
    what_id: int
    about: str
    text: str
    new_due: str | None
    at_ms: int
    person: str
    who: str
    issuer: str
    to_us: bool
    answer: Answer | None

    @property
    def state(self) -> str:
        """``waiting``, or the verdict of the answer."""
        return "waiting" if self.answer is None else self.answer.verdict

    @property
    def ours_to_answer(self) -> bool:
        """Whether this office is asked and has not answered."""
        return self.to_us and self.answer is None


def add(session: Session, *, on_kind: str, on_id: int, kind: str, text: str, new_due: str | None = None) -> int:
    """Say something about what this office was given; return the feedback's id. It goes with the next file to the issuer.

    ``kind``: proposal, extension (of a task, with the date asked for), not_our_duty or error. Raises Refused for what this office issued
    itself, NotFound for what is not there, BadInput without words or without a later date.
    """
    one_of(kind, KINDS, msg("Loại kiến nghị"))
    one_of(on_kind, ABOUT, msg("Kiến nghị về"))
    row = existing(queries.issued(session.conn, on_kind, on_id), ABOUT[on_kind], on_id)
    if row["seat_id"] == session.office.seat_id:
        raise Refused(
            msg("“{what}” do đơn vị mình đặt ra nên không cần kiến nghị. Sửa thẳng ở đó.", what=brief(row["name"]))
        )
    words = _words(text)
    due = _asked_due(session, on_kind, on_id, new_due) if kind == "extension" else None
    label = msg("{kind} về “{what}”", kind=KINDS[kind], what=brief(row["name"]))
    with session.change(label) as change:
        return change.define(
            "feedback",
            seat_id=session.office.seat_id,
            on_kind=on_kind,
            on_id=on_id,
            kind=kind,
            text=words,
            new_due=due,
            at_ms=session.clock.now_ms(),
            person_text=session.actor.text,
        )


def take_back(session: Session, feedback_id: int) -> None:
    """Take back what this office said, while nobody has answered it; the issuer's list loses it with the next file."""
    found = one(session, feedback_id)
    if not found.own:
        raise Refused(msg("Kiến nghị này do {who} gửi nên chỉ nơi đó rút được.", who=found.who))
    if found.answer is not None:
        raise Refused(msg("Kiến nghị này đã được trả lời nên không rút được. Gửi kiến nghị khác nếu cần."))
    with session.change(msg("Rút kiến nghị về “{what}”", what=brief(found.about))) as change:
        change.update("feedback", feedback_id, gone=str(msg("Đã rút")))


def answer(session: Session, feedback_id: int, *, verdict: str, text: str = "", new_due: str | None = None) -> int:
    """Answer what a unit says about what this office issued; return the answer's id. A second answer takes the place of the first.

    ``verdict``: accepted, declined (with a reason in ``text``) or noted. An extension that is accepted moves the due date for that unit
    alone, to ``new_due`` or the date that was asked for. Raises NotFound, Refused where it is not ours to answer, BadInput.
    """
    one_of(verdict, VERDICTS, msg("Trả lời"))
    row = _ours_to_answer(session, feedback_id)
    words = clean(text, LONGEST)
    if verdict == "declined" and not words:
        raise BadInput(msg("Không đồng ý thì ghi lý do để nơi gửi biết."), where=str(msg("Nội dung trả lời")))
    grants = verdict == "accepted" and row["kind"] == "extension"
    due = (day(new_due, _DUE) or row["new_due"]) if grants else None
    said = {
        "verdict": verdict, "text": words, "new_due": due, "at_ms": session.clock.now_ms(), "person_text": session.actor.text,
    }  # fmt: skip
    label = msg(
        "{verdict}: trả lời {who} về “{what}”", verdict=VERDICTS[verdict], who=row["who"], what=brief(row["about"])
    )
    with session.change(label) as change:
        _grant(session, change, row, due, words)
        if row["answer_id"] is not None:
            change.update("feedback_answer", row["answer_id"], **said)
            return int(row["answer_id"])
        return change.define("feedback_answer", seat_id=session.office.seat_id, feedback_id=feedback_id, **said)


def lines(session: Session) -> tuple[Feedback, ...]:
    """All feedback known here, newest first: what this office said and what was said to it."""
    return tuple(_told(session, row) for row in queries.lines(session.conn))


def of(session: Session, kind: str, what_id: int) -> tuple[Feedback, ...]:
    """The feedback on one thing, newest first."""
    ids = queries.of(session.conn, kind, what_id)
    return tuple(_told(session, row) for row in queries.lines(session.conn, ids)) if ids else ()


def one(session: Session, feedback_id: int) -> Feedback:
    """One feedback. Raises NotFound."""
    return _told(session, _row(session, feedback_id))


def given(session: Session) -> tuple[Given, ...]:
    """What other offices gave to this one and feedback can be about: programmes, tasks, targets, documents, in the order of the plan."""
    return tuple(Given(row["kind"], row["id"], row["name"]) for row in queries.given(session.conn))


def is_given(session: Session, kind: str, what_id: int) -> bool:
    """Whether another office gave this, so that feedback can be about it."""
    row = queries.issued(session.conn, kind, what_id)
    return row is not None and row["seat_id"] != session.office.seat_id


def to_answer(session: Session) -> int:
    """How much waits for this office's answer."""
    return queries.to_answer(session.conn)


def _row(session: Session, feedback_id: int) -> Row:
    rows: Sequence[Row] = queries.lines(session.conn, [feedback_id])
    if not rows:
        raise NotFound(
            msg("Không có kiến nghị số {id} trong sổ làm việc. Tải lại danh sách rồi chọn lại.", id=feedback_id)
        )
    return rows[0]


def _ours_to_answer(session: Session, feedback_id: int) -> Row:
    row, seat = _row(session, feedback_id), session.office.seat_id
    if row["own"]:
        raise Refused(
            msg("Kiến nghị này do đơn vị mình gửi. {issuer} trả lời.", issuer=row["issuer_name"] or msg("Nơi giao"))
        )
    if row["issuer"] != seat:
        raise Refused(msg("Nội dung này do nơi khác giao nên nơi đó trả lời."))
    return row


def _grant(session: Session, change: Change, row: Row, due: str | None, words: str) -> None:
    """Move the due date for who asked, or take back that it was moved."""
    before = queries.granted(session.conn, row["id"])
    if before is not None:
        change.update("due_change", before["id"], gone=str(msg("Trả lời lại")))
    if due is None:
        return
    reason = words or str(msg("Đồng ý gia hạn theo đề nghị của {who}", who=row["who"]))
    if row["unit_id"] == session.office.unit_id:
        # A ban's workstation asked: the task is the office's own.
        tasks.extend_due(session, row["on_id"], due=due, reason=reason)
        return
    old = queries.due_for(session.conn, row["on_id"], row["unit_id"])
    _later(due, old)
    change.define(
        "due_change",
        seat_id=session.office.seat_id,
        task_id=row["on_id"],
        unit_id=row["unit_id"],
        old_due=old,
        new_due=due,
        reason=reason,
        request_id=row["id"],
        at_ms=session.clock.now_ms(),
    )


def _asked_due(session: Session, on_kind: str, on_id: int, new_due: str | None) -> str:
    if on_kind != "task":
        raise BadInput(msg("Chỉ xin gia hạn cho nhiệm vụ. Với {what} thì gửi kiến nghị.", what=ABOUT[on_kind]))
    asked = day(new_due, _DUE)
    if asked is None:
        raise BadInput(msg("Xin gia hạn thì ghi hạn đề nghị, như “05/09/2026”."), where=str(_DUE))
    task = existing(plan.task(session.conn, on_id), WHAT_KINDS["task"], on_id)
    if task["continuous"]:
        raise Refused(msg("“{task}” là việc thường xuyên, không có hạn để gia hạn.", task=brief(task["text"])))
    _later(asked, queries.due_for(session.conn, on_id, session.office.unit_id))
    return asked


def _later(due: str, old: str | None) -> None:
    if old is not None and due <= old:
        raise BadInput(
            msg("Hạn mới {new} không sau hạn đang có {old}.", new=format_date(due), old=format_date(old)),
            where=str(_DUE),
        )


def _words(text: str) -> str:
    words = clean(text, LONGEST)
    if not words:
        raise BadInput(msg("Kiến nghị đang để trống. Ghi nội dung rồi gửi."), where=str(msg("Nội dung")))
    return words


def _told(session: Session, row: Row) -> Feedback:
    answered = None
    if row["answer_id"] is not None:
        who = row["answered_by"] or seats.giver(session, row["answer_seat"])
        answered = Answer(row["verdict"], row["answer"], row["answer_due"], row["answered_ms"], who)
    return Feedback(
        id=row["id"],
        own=bool(row["own"]),
        kind=row["kind"],
        what_kind=row["on_kind"],
        what_id=row["on_id"],
        about=row["about"],
        text=row["text"],
        new_due=row["new_due"],
        at_ms=row["at_ms"],
        person=row["person_text"],
        who=row["who"],
        issuer=row["issuer_name"],
        to_us=not row["own"] and row["issuer"] == session.office.seat_id,
        answer=answered,
    )
