"""The documents a plan cites or comes with, as documents of the workspace linked to it; one that is there already is linked to."""

from datetime import date

from app import directives
from app.plan_import.choices import NEW, Choices
from app.plan_import.draft import PlanDraft
from app.plan_import.known import Citable, Known
from app.plan_import.places import title_of
from app.session import Session
from app.text import clean, fold

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


class Citing:
    """The documents a plan rests on, matched to those known or made."""

    def __init__(self, session: Session, directive_id: int, choices: Choices) -> None:
        self._session = session
        self._directive = directive_id
        self._known = Known(session)
        self._chosen = {fold(number): choice for number, choice in choices.documents.items()}
        self._made = Citable()
        self.links = 0
        self.added = 0

    def write(self, draft: PlanDraft) -> None:
        """Link the decision the plan comes with and everything it cites; saying it again changes nothing."""
        under = draft.document.issued_under
        decision = None
        if under is not None and (number := title_of(under.number or "")):
            decision = fold(number)
            self._link(self._row(number, under.issued_on, ""), "issued_under")
        for reference in draft.references:
            number, text = title_of(reference.number or ""), clean(reference.text or "")
            if (number or text) and (not number or fold(number) != decision):
                self._link(self._row(number, reference.issued_on, text), "cites")

    def _link(self, row: int, kind: str) -> None:
        if row == self._directive:
            return
        if directives.link(self._session, self._directive, row, kind) and kind == "cites":
            self.links += 1

    def _row(self, number: str, issued: date | None, text: str) -> int:
        chosen = self._chosen.get(fold(number)) if number else None
        if chosen is None:
            chosen = self._known.cited(number, issued, text).suggested
        if chosen == NEW:
            chosen = self._made.match(number, issued, text).suggested
        return self._make(number, issued, text) if chosen == NEW else int(chosen)

    def _make(self, number: str, issued: date | None, text: str) -> int:
        day = issued.isoformat() if issued else None
        made = directives.add_directive(
            self._session, kind=kind_of(number, text), as_written=number, issued=day, abstract=text
        )
        self._made.add({"id": made, "as_written": number, "issued": day, "abstract": text})
        self.added += 1
        return made


def kind_of(number: str, text: str) -> str:
    """The type of a cited document: its first words, else the abbreviation in its number."""
    folded = fold(text)
    named = [kind for kind in _TYPES.values() if folded.startswith(fold(kind))]
    if named:
        return max(named, key=len)
    symbols = directives.number_and_symbol(number)[1] or number
    return next((_TYPES[word] for word in fold(symbols).split() if word in _TYPES), "Văn bản")
