"""What is known of the office itself: its names, its symbol, the unit above."""

from dataclasses import dataclass

from app.session import Session
from db.queries import people


@dataclass(frozen=True)
class OfficeFacts:
    """The office as of a day. ``symbol_template`` holds {number} and {kind}; texts are empty where nothing was said."""

    name: str
    short: str
    symbol_template: str
    place: str
    year_type: str
    parent: str


def facts(session: Session, *, on: str | None = None) -> OfficeFacts:
    """The office's names as of a day (default today), and the unit above it."""
    office = session.office
    day = on or session.clock.today().isoformat()
    row = people.unit_name_row(session.conn, office.unit_id, day)
    line = people.parent_row(session.conn, office.unit_id)
    parent = people.unit_name(session.conn, line["parent_id"], day) if line is not None else ""
    if row is None:
        return OfficeFacts("", "", "", "", office.year_type, parent)
    return OfficeFacts(row["name"], row["short"], row["symbol_template"], row["place"], office.year_type, parent)
