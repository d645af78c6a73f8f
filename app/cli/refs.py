"""References typed by a person: a number, a code, a name without accents, or ``#id``.

Numbers and codes come first, then the whole name, then the beginning of a name; each only when exactly one thing has it. What is unknown
or ambiguous is answered with the candidates, never guessed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from app.errors import NotFound, Refused
from app.i18n import Message, msg
from app.plan import calendar, periods
from app.session import Session
from app.text import fold
from db.queries import references

CANDIDATES = 5
_NOUNS: dict[str, Message] = {
    "task": msg("nhiệm vụ"),
    "programme": msg("chương trình"),
    "section": msg("mục"),
    "measure": msg("chỉ số"),
    "target": msg("chỉ tiêu"),
    "unit": msg("đơn vị"),
    "unit-kind": msg("loại đơn vị"),
    "ban": msg("ban"),
    "person": msg("cán bộ"),
    "post": msg("chức vụ"),
    "directive": msg("văn bản"),
    "clause": msg("điều khoản"),
    "term": msg("nhiệm kỳ"),
    "milestone": msg("mốc thời gian"),
}
KINDS = tuple(_NOUNS)
# What an assignment, a history or a screen may be about, in the order in which a bare reference is tried.
PLAN_KINDS = ("task", "programme", "target")

Row = dict[str, Any]


def find(session: Session, kind: str, reference: str) -> int:
    """The id of the one thing of ``kind`` that is meant. Raises NotFound or Refused (ambiguous), both with candidates."""
    found = _matches(session, kind, reference.strip())
    ids = list(dict.fromkeys(row["id"] for row in found))
    if len(ids) == 1:
        return int(ids[0])
    if ids:
        raise Refused(
            msg(
                "“{ref}” chỉ nhiều {noun}: {candidates}. Ghi rõ bằng #id.",
                ref=reference,
                noun=_NOUNS[kind],
                candidates=_shown(found),
            )
        )
    near = _near(session, kind, reference)
    if not near:
        raise NotFound(msg("Không có {noun} “{ref}” trong sổ làm việc.", noun=_NOUNS[kind], ref=reference))
    raise NotFound(
        msg(
            "Không có {noun} “{ref}”; gần nhất: {candidates}.",
            noun=_NOUNS[kind],
            ref=reference,
            candidates=_shown(near),
        )
    )


def find_some(session: Session, kind: str, given: Iterable[str]) -> list[int]:
    """The ids of several things."""
    return [find(session, kind, each) for each in given]


def find_if(session: Session, kind: str, reference: str | None) -> int | None:
    """As ``find``; None when nothing was given."""
    return None if reference is None else find(session, kind, reference)


def find_plan(session: Session, reference: str, kinds: Sequence[str] = PLAN_KINDS) -> tuple[str, int]:
    """(kind, id) of a task, programme or target. ``kind:reference`` says which kind is meant."""
    kind, colon, rest = reference.partition(":")
    if colon and kind in kinds:
        return kind, find(session, kind, rest)
    hits = {kind: ids for kind in kinds if (ids := {row["id"] for row in _matches(session, kind, reference)})}
    if len(hits) == 1:
        kind = next(iter(hits))
        return kind, find(session, kind, reference)
    if hits:
        nouns = ", ".join(f"{kind}:{reference}" for kind in hits)
        raise Refused(msg("“{ref}” chỉ nhiều thứ. Ghi rõ một trong: {choices}.", ref=reference, choices=nouns))
    return kinds[0], find(session, kinds[0], reference)


def name(session: Session, kind: str, row_id: int) -> str:
    """What a thing is called, its number first."""
    rows = references.by_id(session.conn, kind, row_id)
    return " ".join(part for part in (rows[0]["code"], rows[0]["name"]) if part) if rows else f"#{row_id}"


def said(given: dict[str, Any]) -> dict[str, Any]:
    """Only what was given on the command line; an empty text is given, and clears."""
    return {key: value for key, value in given.items() if value is not None}


def period(session: Session, typed: str | None) -> str:
    """The code of the period that is meant; the current one when nothing was given."""
    return calendar.current(session) if typed is None else periods.from_text(typed)


def entry(session: Session, kind: str, what_id: int, unit_id: int, code: str) -> int:
    """The id of what was logged (kind ``progress`` or ``value``). Raises NotFound when nothing was."""
    found = references.entry_id(session.conn, kind, what_id, unit_id, code)
    if found is None:
        raise NotFound(
            msg("Chưa ghi gì cho mục này ở {period}. Ghi bằng `tiendo log` trước.", period=periods.label(code))
        )
    return found


def _matches(session: Session, kind: str, reference: str) -> list[Row]:
    if reference.startswith("#") and reference[1:].isdigit():
        return references.by_id(session.conn, kind, int(reference[1:]))
    found = references.by_code(session.conn, kind, reference) if reference else []
    if reference.isdigit():
        found += references.by_id(session.conn, kind, int(reference))
    if found:
        return found
    folded = fold(reference)
    everything = references.all_of(session.conn, kind) if folded else []
    coded = [row for row in everything if folded in {fold(row["code"]), fold(row["second"])}]
    names = [] if coded else [(row, fold(row["name"])) for row in everything]
    whole = [row for row, name in names if name == folded]
    return coded or whole or [row for row, name in names if name.startswith(folded + " ")]


def _near(session: Session, kind: str, reference: str) -> list[Row]:
    words = set(fold(reference).split())
    rows = references.all_of(session.conn, kind)
    hits = [(len(words & set(fold(f"{row['code']} {row['name']}").split())), row) for row in rows]
    return [row for shared, row in sorted(hits, key=lambda hit: (-hit[0], hit[1]["id"])) if shared]


def _shown(rows: Iterable[Row]) -> str:
    unique = list({row["id"]: row for row in rows}.values())
    shown = [f"#{row['id']} {_short(row)}" for row in unique[:CANDIDATES]]
    return "; ".join([*shown, "…"] if len(unique) > CANDIDATES else shown)


def _short(row: Row) -> str:
    name = row["name"] if len(row["name"]) <= 40 else row["name"][:39].rstrip() + "…"
    place = f" ({row['place'][:30]})" if row["place"] else ""
    return " ".join(part for part in (row["code"], name) if part) + place
