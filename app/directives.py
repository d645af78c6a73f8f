"""Documents that ask for the work: their number and symbol, what they rest on, the clauses that tasks and targets cite."""

import re
from dataclasses import dataclass
from typing import Required, TypedDict, Unpack

from app.errors import BadInput
from app.given import brief, day, existing, one_of, ours, required
from app.i18n import Message, msg
from app.plan.order import GAP
from app.session import Session
from app.text import clean, clean_line
from db.connection import Row
from db.queries import directives, people, plan

LINK_WORDS: dict[str, Message] = {
    "implements": msg("triển khai"),
    "issued_under": msg("ban hành kèm theo"),
    "replaces": msg("thay thế"),
    "cites": msg("viện dẫn"),
}

LINKED_BY_WORDS: dict[str, Message] = {
    "implements": msg("được triển khai bởi"),
    "issued_under": msg("ban hành kèm"),
    "replaces": msg("được thay bằng"),
    "cites": msg("được viện dẫn trong"),
}
"""The same seen from the other document."""

_UNION_NUMBER = re.compile(r"(?P<number>\d+[a-zđ]?(?:/\d{4})?)\s*/\s*(?P<symbol>\D.*)")
_PARTY_NUMBER = re.compile(r"(?P<number>\d+[a-zđ]?)\s*-\s*(?P<symbol>\D.*)")
_DIRECTIVE = msg("văn bản")
_CLAUSE = msg("điều khoản")
_DAY = msg("Ngày ban hành")


class DirectiveFields(TypedDict, total=False):
    """What ``edit_directive`` may change; what is left out stays."""

    kind: str
    as_written: str
    issued: str | None
    issuer_text: str
    abstract: str
    place: str
    signer_text: str
    recipients: str


class ClauseFields(TypedDict, total=False):
    """Where a clause stands in its document and what it says; lines count from 1."""

    path: str
    text: str
    line1: int | None
    line2: int | None


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """One document in a list, and how much rests on it."""

    id: int
    kind: str
    number: str
    symbol: str
    as_written: str
    issued: str | None
    issuer_text: str
    abstract: str
    clauses: int
    programmes: int
    tasks: int


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause of a document."""

    id: int
    label: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class DirectiveDetails:
    """What a document says of itself beside what a list shows; ``recipients`` are the lines of "Nơi nhận"."""

    place: str
    signer_text: str
    recipients: str
    sha256: str | None
    read_ms: int | None


@dataclass(frozen=True, slots=True)
class LinkLine:
    """How a document stands to another: ``kind`` of ``LINK_WORDS``; ``outward`` where this one points to the other."""

    other_id: int
    kind: str
    outward: bool
    name: str
    abstract: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """What a document tells a body to do; ``task_id`` is the task it is, None where it only says who leads."""

    id: int
    body: str
    text: str
    task_id: int | None


def number_and_symbol(as_written: str) -> tuple[str, str]:
    """What stands before and after the sign: "07/KH-CĐN" (union) and "18-CTr/TU" (Party) alike; ("", "") when neither (DOMAIN 1.2)."""
    line = clean_line(as_written)
    found = _UNION_NUMBER.fullmatch(line) or _PARTY_NUMBER.fullmatch(line)
    return (found["number"], found["symbol"].strip()) if found else ("", "")


class NewDirective(DirectiveFields, total=False):
    """What ``add_directive`` takes: ``kind`` ("Kế hoạch"), and the rest where known. ``recipients``: the lines of "Nơi nhận"."""

    kind: Required[str]  # type: ignore[misc]  # what may be left out of a correction must be given for a new one


def add_directive(session: Session, **given: Unpack[NewDirective]) -> int:
    """Add a document; the number as written is kept and taken apart."""
    empty: DirectiveFields = {"as_written": "", "issuer_text": "", "abstract": ""}
    columns = _columns({**empty, **given})
    with session.change(msg("Thêm văn bản {name}", name=_name(columns))) as change:
        return change.define("directive", seat_id=session.office.seat_id, **columns)


def edit_directive(session: Session, directive_id: int, **changed: Unpack[DirectiveFields]) -> None:
    """Correct what is known of a document."""
    row = _ours(session, directive_id)
    with session.change(msg("Sửa văn bản {name}", name=_name(dict(row)))) as change:
        change.update("directive", directive_id, **_columns(changed))


def add_clause(session: Session, directive_id: int, *, label: str, **given: Unpack[ClauseFields]) -> int:
    """Add a clause that tasks or targets cite ("III.1.2")."""
    row, label = _ours(session, directive_id), required(label, msg("Số mục"))
    lines = {"line1": given.get("line1"), "line2": given.get("line2")}
    words = {"path": clean_line(given.get("path", "")), "text": clean(given.get("text", ""))}
    seat = session.office.seat_id
    with session.change(msg("Thêm mục {label} của {name}", label=label, name=_name(dict(row)))) as change:
        return change.define("clause", seat_id=seat, directive_id=directive_id, label=label, **words, **lines)


def link(session: Session, from_id: int, to_id: int, kind: str) -> bool:
    """Say that a document implements, is issued under, replaces or cites another; whether that was new. Saying it twice changes nothing."""
    one_of(kind, LINK_WORDS, msg("Quan hệ văn bản"))
    row = _ours(session, from_id)
    other = existing(directives.directive(session.conn, to_id), _DIRECTIVE, to_id)
    if from_id == to_id:
        raise BadInput(msg("Văn bản {name} không dẫn chính nó được. Chọn văn bản khác.", name=_name(dict(row))))
    if directives.link_row(session.conn, from_id, to_id, kind) is not None:
        return False
    label = msg("{one} {link} {other}", one=_name(dict(row)), link=LINK_WORDS[kind], other=_name(dict(other)))
    with session.change(label) as change:
        change.insert("directive_link", from_id=from_id, to_id=to_id, kind=kind)
    return True


def link_clauses(session: Session, from_id: int, to_id: int) -> bool:
    """Say that a clause carries out a clause of a document above; whether that was new. Saying it twice changes nothing."""
    one = ours(session, directives.clause(session.conn, from_id), _CLAUSE, from_id)
    other = existing(directives.clause(session.conn, to_id), _CLAUSE, to_id)
    if one["directive_id"] == other["directive_id"]:
        raise BadInput(msg("Mục {label} không triển khai mục của cùng văn bản được.", label=one["label"]))
    if directives.clause_link_row(session.conn, from_id, to_id) is not None:
        return False
    with session.change(msg("Mục {one} triển khai mục {other}", one=one["label"], other=other["label"])) as change:
        change.insert("clause_link", from_id=from_id, to_id=to_id)
    return True


class Who(TypedDict, total=False):
    """Who a body is here, and the task its duty is: a ban, a kind of unit below, neither."""

    ban_id: int | None
    unit_kind_id: int | None
    task_id: int | None


def add_duty(session: Session, directive_id: int, *, body: str, text: str, **who: Unpack[Who]) -> int:
    """Add what a document tells a body ("Ban Tuyên giáo - Nữ công") to do under "Tổ chức thực hiện"."""
    row, body = _ours(session, directive_id), required(body, msg("Nơi thực hiện"))
    if (ban_id := who.get("ban_id")) is not None:
        existing(people.ban(session.conn, ban_id), msg("ban"), ban_id)
    if (kind_id := who.get("unit_kind_id")) is not None:
        existing(people.unit_kind(session.conn, kind_id), msg("loại đơn vị"), kind_id)
    if (task_id := who.get("task_id")) is not None:
        existing(plan.task(session.conn, task_id), msg("nhiệm vụ"), task_id)
    position = directives.last_duty_position(session.conn, directive_id) + GAP
    words = {"body": body, "text": clean(text), "position": position, **who}
    with session.change(msg("Thêm trách nhiệm của {body} theo {name}", body=body, name=_name(dict(row)))) as change:
        return change.define("duty", seat_id=session.office.seat_id, directive_id=directive_id, **words)


def directive_lines(session: Session) -> tuple[DirectiveLine, ...]:
    """The documents, newest first."""
    names = tuple(DirectiveLine.__dataclass_fields__)
    return tuple(DirectiveLine(*(row[name] for name in names)) for row in directives.directives(session.conn))


def clause_lines(session: Session, directive_id: int) -> tuple[ClauseLine, ...]:
    """The clauses of a document in its order."""
    rows = directives.clauses(session.conn, directive_id)
    return tuple(ClauseLine(row["id"], row["label"], row["path"], row["text"]) for row in rows)


def details(session: Session, directive_id: int) -> DirectiveDetails:
    """Everything of a document beside what a list shows. Raises NotFound."""
    row = existing(directives.directive(session.conn, directive_id), _DIRECTIVE, directive_id)
    return DirectiveDetails(*(row[name] for name in DirectiveDetails.__dataclass_fields__))


def link_lines(session: Session, directive_id: int) -> tuple[LinkLine, ...]:
    """What a document rests on or carries out, and what rests on it, as it was said."""
    return tuple(
        LinkLine(
            row["other_id"],
            row["kind"],
            bool(row["outward"]),
            _name({"kind": row["other_kind"], "as_written": row["as_written"], "abstract": row["abstract"]}),
            row["abstract"],
        )
        for row in directives.links(session.conn, directive_id)
    )


def duty_lines(session: Session, directive_id: int) -> tuple[DutyLine, ...]:
    """The duties a document gives, in its order."""
    rows = directives.duties(session.conn, directive_id)
    return tuple(DutyLine(row["id"], row["body"], row["text"], row["task_id"]) for row in rows)


def _ours(session: Session, directive_id: int) -> Row:
    return ours(session, directives.directive(session.conn, directive_id), _DIRECTIVE, directive_id)


def _name(row: dict[str, str | None]) -> str:
    """The document as a sentence names it: kind and number, or kind and the beginning of the abstract."""
    return f"{row.get('kind') or ''} {row.get('as_written') or brief(row.get('abstract') or '')}".strip()


def _columns(given: DirectiveFields) -> dict[str, str | None]:
    columns: dict[str, str | None] = {}
    if "kind" in given:
        columns["kind"] = required(given["kind"], msg("Loại văn bản"))
    if "as_written" in given:
        columns["as_written"] = clean_line(given["as_written"])
        columns["number"], columns["symbol"] = number_and_symbol(given["as_written"])
    if "issued" in given:
        columns["issued"] = day(given["issued"], _DAY)
    for name in ("issuer_text", "place", "signer_text"):
        if name in given:
            columns[name] = clean_line(given[name])
    for name in ("abstract", "recipients"):
        if name in given:
            columns[name] = clean(given[name])  # type: ignore[literal-required]  # its own keys
    return columns
