"""What stands of a plan in the workspace, and of each row what the document left (the base)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.i18n import Message
from app.plan_import.update_plan import FieldChange
from app.session import Session
from db.connection import Row
from db.queries import directives, standing
from db.store import current


@dataclass(frozen=True)
class Standing:
    """The rows of one document; ``read`` where it was read into the plan before (else its rows were typed by people)."""

    directive: dict[str, Any]
    read: bool
    programmes: Sequence[Row]
    sections: Sequence[Row]
    tasks: Sequence[Row]
    targets: Sequence[Row]
    milestones: Sequence[Row]
    duties: Sequence[Row]
    bases: Mapping[tuple[str, int], dict[str, Any]]
    given_by_people: frozenset[int]

    def base(self, table: str, row_id: int) -> dict[str, Any] | None:
        """The columns as the document left them; None for a row that people made."""
        return self.bases.get((table, row_id))

    def as_read(self, table: str, row: Row, name: str) -> Any:
        """A column as the document left it, else as it stands."""
        base = self.base(table, row["id"])
        return row[name] if base is None else base.get(name)

    @cached_property
    def section_titles(self) -> Mapping[int, str]:
        """The headings that the sections came from."""
        return {row["id"]: str(self.as_read("section", row, "title")) for row in self.sections}

    def touched(self, table: str, row: Row | Mapping[str, Any], names: Sequence[str]) -> bool:
        """Whether people wrote over one of the columns, or gave the row to somebody, since the document was read."""
        base = self.base(table, row["id"])
        return base is None or row["id"] in self.given_by_people or any(base.get(name) != row[name] for name in names)

    def fields(
        self, table: str, row: Row | Mapping[str, Any], wanted: Mapping[str, Any], labels: Mapping[str, Message]
    ) -> tuple[FieldChange, ...]:
        """What differs between a row and what the document says now. What people wrote stays where the document did not change."""
        base, found = self.base(table, row["id"]), []
        for name, label in labels.items():
            now, new = row[name], wanted[name]
            if now == new:
                continue
            if base is None:
                found.append(FieldChange(name, label, now, new, kept=now not in {"", None}))
            elif base.get(name) == now:
                found.append(FieldChange(name, label, now, new))
            elif base.get(name) != new:
                found.append(FieldChange(name, label, now, new, kept=True))
        return tuple(found)


def read_standing(session: Session, directive_id: int) -> Standing:
    """Read what stands of a document. Raises KeyError when there is none."""
    conn = session.conn
    directive = current(conn, "directive", directive_id)
    if directive is None or directive["gone"] is not None:
        raise KeyError(directive_id)
    parts = {
        "programme": standing.programmes(conn, directive_id),
        "section": standing.sections(conn, directive_id),
        "task": standing.tasks(conn, directive_id),
        "target": standing.targets(conn, directive_id),
        "milestone": standing.milestones(conn, directive_id),
        "duty": directives.duties(conn, directive_id),
    }
    readings = standing.reading_changes(conn, directive_id)
    bases = _bases(
        session, {"directive": [directive_id]} | {table: _ids(rows) for table, rows in parts.items()}, readings
    )
    what = [row for table in ("task", "programme", "target") for row in _ids(parts[table])]
    return Standing(
        directive=directive,
        read=bool(readings),
        programmes=parts["programme"],
        sections=parts["section"],
        tasks=parts["task"],
        targets=parts["target"],
        milestones=parts["milestone"],
        duties=parts["duty"],
        bases=bases,
        given_by_people=frozenset(row for row, change in standing.assigned_in(conn, what) if change not in readings),
    )


def _bases(session: Session, ids: Mapping[str, list[int]], readings: set[int]) -> dict[tuple[str, int], dict[str, Any]]:
    bases: dict[tuple[str, int], dict[str, Any]] = {}
    for table, rows in ids.items():
        for row, change, after in standing.written(session.conn, table, rows):
            if change in readings:
                bases.setdefault((table, row), {}).update(after)
    return bases


def _ids(rows: Sequence[Row]) -> list[int]:
    return [row["id"] for row in rows]
