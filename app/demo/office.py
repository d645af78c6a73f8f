"""An office of our own for a plan that is brought in: bans, units below, every programme with a lead."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from app.clock import FrozenClock
from app.people import bans, offices, units
from app.plan import assignments, calendar, periods, programmes
from app.session import Session

NAME = "Công đoàn Giáo dục tỉnh Mẫu"
PARENT = "Công đoàn Giáo dục Việt Nam"
BANS = (
    ("VP", "Văn phòng"),
    ("ToC", "Ban Tổ chức"),
    ("TGNC", "Ban Tuyên giáo - Nữ công"),
    ("CSPL", "Ban Chính sách - Pháp luật"),
)
STATE = ("THPT Mẫu A", "THPT Mẫu B", "THCS Mẫu C", "Tiểu học Mẫu D", "Mầm non Mẫu E", "Trung tâm GDNN-GDTX Mẫu")
NON_STATE = ("Tiểu học tư thục F", "Mầm non tư thục G")


def found(session: Session) -> None:
    """Set the office up: its names, bans and eight units of two sectors."""
    offices.set_up_office(
        session,
        name=NAME,
        short="CĐGD tỉnh Mẫu",
        symbol_template="{number}/{kind}-CĐN",
        place="Mẫu",
        parent_name=PARENT,
    )
    for code, name in BANS:
        bans.add_ban(session, name=name, code=code)
    kinds = {kind.sector: kind.id for kind in units.unit_kinds(session) if kind.sector}
    for sector, names in (("state", STATE), ("non_state", NON_STATE)):
        for name in names:
            units.add_unit(session, name=f"CĐCS {name}", kind_id=kinds[sector])


def bring_in(session: Session, file: Path) -> tuple[dict[str, int], str]:
    """Take the plan over, give each programme a lead, open the first whole quarter after it; (rows by kind, the quarter's code)."""
    from app.plan_import.accept import accept

    document = _read(file)
    issued = _issued(document.draft) or session.clock.today()
    set_day(session, issued)
    found(session)
    counts = accept(session, document.draft, file=file).counts
    _give_out(session)
    code = periods.following(periods.quarter_of(issued))
    set_day(session, periods.span(code)[0])
    calendar.open_period(session, code)
    return counts, code


def plans_arrive(session: Session, files: Sequence[Path]) -> list[tuple[Path, dict[str, int]]]:
    """Take plans over as they come in, each on the morning after it was issued where that is still ahead; rows by kind."""
    from app.plan_import.accept import accept

    read = [(file, _read(file)) for file in files]
    came = []
    for file, document in sorted(read, key=lambda one: _issued(one[1].draft) or date.min):
        issued = _issued(document.draft)
        if issued is not None and issued >= session.clock.today():
            set_day(session, issued + timedelta(days=1))
        came.append((file, accept(session, document.draft, file=file).counts))
    return came


def _read(file: Path) -> Any:
    from app.plan_import.documents import read_document

    return read_document(file)


def _issued(draft: Any) -> date | None:
    """The day of a plan, or of the decision it comes with."""
    under = draft.document.issued_under
    return draft.document.issued_on or (under.issued_on if under else None)


def set_day(session: Session, day: date) -> None:
    """Let it be the morning of a day."""
    session.clock = FrozenClock(f"{day}T08:00:00", step_ms=60_000)


def _give_out(session: Session) -> None:
    """A lead for every programme that names none."""
    turn: Any = cycle(line.id for line in bans.ban_lines(session) if line.code != "VP")
    for programme in programmes.tree(session):
        if programme.id is not None and assignments.lead_of(session, programme.id) is None:
            assignments.assign(session, programme.id, role="lead", ban_id=next(turn))
