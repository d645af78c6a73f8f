"""The documents a plan cites or comes with, as documents of the workspace linked to it; one that is there already is linked to."""

from datetime import date
from typing import TYPE_CHECKING

from app import directives
from app.given import brief
from app.text import fold

if TYPE_CHECKING:
    from app.plan_import.accept import Acceptance

_TYPES = {
    "nq": "Nghị quyết",
    "qd": "Quyết định",
    "ct": "Chỉ thị",
    "ctr": "Chương trình",
    "ctrhd": "Chương trình hành động",
    "kl": "Kết luận",
    "kh": "Kế hoạch",
    "hd": "Hướng dẫn",
    "bc": "Báo cáo",
    "tb": "Thông báo",
    "tt": "Thông tri",
    "cv": "Công văn",
    "qc": "Quy chế",
    "nd": "Nghị định",
    "da": "Đề án",
}
"""Abbreviations of document types in symbols, folded ("02-NQ/TW", "348/QĐ-CĐN")."""

_LONGEST = 480


def add_references(work: "Acceptance") -> None:
    """Link the decision a plan comes with and everything it cites."""
    known = {fold(line.as_written): line.id for line in directives.directive_lines(work.session) if line.as_written}
    under = work.draft.document.issued_under
    if under is not None and under.number:
        row = _document(work, known, under.number, under.issued_on, "")
        directives.link(work.session, work.directive_id, row, "issued_under")
    decision = fold(under.number) if under is not None and under.number else None
    for reference in work.draft.references:
        number = reference.number or ""
        if (not number and not reference.text) or fold(number) == decision:
            continue
        row = _document(work, known, number, reference.issued_on, reference.text or "")
        if row != work.directive_id:
            directives.link(work.session, work.directive_id, row, "cites")
            work.count("references")


def _document(work: "Acceptance", known: dict[str, int], number: str, issued: date | None, text: str) -> int:
    key = fold(number)
    if key and key in known:
        return known[key]
    row = directives.add_directive(
        work.session,
        kind=_kind(number, text),
        as_written=brief(number, _LONGEST),
        issued=issued.isoformat() if issued else None,
        abstract=text,
    )
    work.count("directives")
    if key:
        known[key] = row
    return row


def _kind(number: str, text: str) -> str:
    """The type of a cited document: its first words, else the abbreviation in its number."""
    folded = fold(text)
    named = [kind for kind in _TYPES.values() if folded.startswith(fold(kind))]
    if named:
        return max(named, key=len)
    symbols = directives.number_and_symbol(number)[1] or number
    return next((_TYPES[word] for word in fold(symbols).split() if word in _TYPES), "Văn bản")
