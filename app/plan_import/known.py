"""The documents of the workspace as a plan may mean them: the one it is, and those it cites."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.dates import format_date
from app.i18n import Message, msg
from app.plan_import.choices import NEW, DocumentChoice
from app.plan_import.draft import PlanDraft
from app.session import Session
from app.text import fold
from db.connection import Row
from db.queries import directives

Written = Row | Mapping[str, Any]
"""A document: ``id``, ``as_written``, ``issued`` (ISO day or None), ``abstract``."""


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """A cited document and the one of the workspace that it is; ``suggested``: its id, or "new". ``near``: the same number, another day."""

    number: str
    issued_on: date | None
    suggested: DocumentChoice
    reason: Message
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """A document of the workspace that this plan is, or may be. ``tasks``: what already hangs on it; 0 where it was only cited."""

    directive_id: int
    name: str
    title: str
    sure: bool
    score: float
    reason: Message
    tasks: int


class Citable:
    """Documents as citations name them."""

    def __init__(self, rows: Iterable[Written] = ()) -> None:
        self._by_number: dict[str, list[Written]] = {}
        self._by_title: dict[str, list[Written]] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Written) -> None:
        """Know one more document."""
        if row["as_written"]:
            self._by_number.setdefault(fold(row["as_written"]), []).append(row)
        if row["abstract"]:
            self._by_title.setdefault(fold(row["abstract"]), []).append(row)

    def numbered(self, number: str) -> list[Written]:
        """The documents of a number."""
        return self._by_number.get(fold(number), [])

    def titled(self, title: str) -> list[Written]:
        """The documents of a title."""
        return self._by_title.get(fold(title), [])

    def match(self, number: str, issued: date | None, text: str) -> DocumentMatch:
        """The document a citation means: the same number and no other day, or without a number the same words."""
        wanted = issued.isoformat() if issued else None
        same = self.numbered(number) if number else []
        for row in same:
            if not wanted or not row["issued"] or row["issued"] == wanted:
                return DocumentMatch(number, issued, row["id"], msg("trùng số {number}", number=row["as_written"]))
        if same:
            reason = msg("trùng số nhưng khác ngày ({day})", day=format_date(same[0]["issued"]))
            return DocumentMatch(number, issued, NEW, reason, near=same[0]["id"])
        if not number and text:
            for row in self.titled(text):
                return DocumentMatch(number, issued, row["id"], msg("trùng tên văn bản"))
        return DocumentMatch(number, issued, NEW, msg("chưa có trong sổ"))


class Known:
    """The documents, read once."""

    def __init__(self, session: Session) -> None:
        self.rows: list[Row] = directives.directives(session.conn)
        self._files = directives.file_hashes(session.conn)
        self._cited = Citable(self.rows)

    def cited(self, number: str, issued: date | None, text: str) -> DocumentMatch:
        """The document of the workspace that a citation means."""
        return self._cited.match(number, issued, text)

    def row(self, directive_id: int) -> Row:
        """A document by its id. KeyError when there is none."""
        found = next((row for row in self.rows if row["id"] == directive_id), None)
        if found is None:
            raise KeyError(directive_id)
        return found

    def before(self, draft: PlanDraft, sha256: str) -> tuple[Before, ...]:
        """The documents that the plan is or may be: the same file, number or title. The surest first, each once."""
        best: dict[int, Before] = {}
        for row, score, sure, reason in self._same(draft, sha256):
            known = best.get(row["id"])
            if known is None or (sure, score) > (known.sure, known.score):
                title = row["abstract"]
                best[row["id"]] = Before(row["id"], name_of(row), title, sure, score, reason, row["tasks"])
        return tuple(sorted(best.values(), key=lambda one: (not one.sure, -one.score, -one.tasks, one.directive_id)))

    def _same(self, draft: PlanDraft, sha256: str) -> Iterator[tuple[Written, float, bool, Message]]:
        document = draft.document
        issued = document.issued_on.isoformat() if document.issued_on else None
        if sha256:
            files = self._files.get(sha256, set())
            for kept in self.rows:
                if kept["id"] in files or kept["sha256"] == sha256:
                    yield kept, 1.0, True, msg("cùng một tệp")
        for row in self._cited.numbered(document.number) if document.number else []:
            if issued and row["issued"] and row["issued"] != issued:
                yield row, 0.5, False, msg("trùng số nhưng khác ngày ({day})", day=format_date(row["issued"]))
            elif _other_issuer(row, document.issuer):
                yield row, 0.5, False, msg("trùng số nhưng khác nơi ban hành ({issuer})", issuer=row["issuer_text"])
            else:
                yield row, 0.95, True, msg("trùng số {number}", number=row["as_written"])
        for row in self._cited.titled(draft.title) if draft.title else []:
            yield self._same_title(row, document.number, issued)

    @staticmethod
    def _same_title(row: Written, number: str | None, issued: str | None) -> tuple[Written, float, bool, Message]:
        """The same title is the same plan where number and day do not say otherwise; a plan of every year has one title too."""
        other_number = bool(number and row["as_written"])
        other_day = bool(issued and row["issued"] and row["issued"] != issued)
        if other_number or other_day:
            return row, 0.4, False, msg("trùng trích yếu nhưng khác số hoặc ngày")
        return row, 0.9, True, msg("trùng trích yếu")


def _other_issuer(row: Written, issuer: str | None) -> bool:
    """Whether two issuers are named and neither holds the other's words."""
    one, other = fold(row["issuer_text"] or ""), fold(issuer or "")
    return bool(one and other) and one not in other and other not in one


def name_of(row: Written) -> str:
    """The document as a person names it: kind and number, else kind and title."""
    return f"{row['kind']} {row['as_written'] or row['abstract']}".strip()
