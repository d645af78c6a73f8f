"""What other seats own, as an exchange would write it: the duties an office is given, what units below and bans' workstations report.

Written as rows under a change of kind "import", so that the rest of the program can be tested without a file from anybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.i18n import msg
from app.plan import revisions
from app.session import Session
from db.queries import quarter
from db.queries.quarter import PROGRESS, VALUES, Ledger
from db.store import Change

_KEY = "age1" + "q" * 58


@dataclass(frozen=True)
class Given:
    """What the office above gave to this one: its seat and unit, and the ids of its definitions here."""

    seat: int
    unit: int
    directive: int
    clause: int
    programme: int
    section: int
    milestone: int
    task: int
    second: int
    measure: int
    target: int


@contextmanager
def importing(session: Session) -> Iterator[Change]:
    """A change as applying a file makes it."""
    with session.change(msg("Nhận gói dữ liệu"), kind="import", counter_action="withdraw") as change:
        yield change


def seat_of(
    session: Session,
    unit_id: int,
    role: str,
    *,
    ban_id: int | None = None,
    name: str = "",
    unit_here: int | None = None,
) -> int:
    """The seat of another office or ban with its peer and its machine; ``unit_here`` is the unit of ours that a child is."""
    with importing(session) as change:
        seat = change.insert("item", uid=change.new_uid(), kind="seat")
        change.insert("seat", id=seat, unit_id=unit_id, ban_id=ban_id)
        ours = unit_here if unit_here is not None else unit_id if role == "child" else None
        change.insert(
            "peer",
            seat_id=seat,
            role=role,
            unit_id=ours,
            ban_id=ban_id,
            name=name,
            confirmed_ms=session.clock.now_ms(),
        )
        node = change.insert("node", uid=change.new_uid(), label=name or "Máy khác", sign_key=b"k" * 32, age_key=_KEY)
        change.insert("seat_node", seat_id=seat, node_id=node, from_ver=1)
    return seat


def child(session: Session, unit_id: int, name: str = "") -> int:
    """The seat of a unit below that works with the program itself."""
    return seat_of(session, unit_id, "child", name=name)


def workstation(session: Session, ban_id: int, name: str = "") -> int:
    """The seat of a ban of ours that has a machine of its own."""
    return seat_of(session, session.office.unit_id, "ban", ban_id=ban_id, name=name)


def above(session: Session, name: str = "Liên đoàn Lao động tỉnh Mẫu") -> tuple[int, int]:
    """(seat, unit) of the office above this one."""
    with importing(session) as change:
        seat = change.insert("item", uid=change.new_uid(), kind="seat")
        unit = change.define("unit", seat_id=seat)
        change.insert("unit_name", unit_id=unit, name=name, name_key=name.lower())
        change.insert("seat", id=seat, unit_id=unit)
        change.insert("peer", seat_id=seat, role="parent", name=name, confirmed_ms=session.clock.now_ms())
    return seat, unit


def given(session: Session, name: str = "Liên đoàn Lao động tỉnh Mẫu") -> Given:
    """A programme of the office above with two duties of ours (due 30/09/2026 and continuous) and a measure we report."""
    seat, unit = above(session, name)
    with importing(session) as change:
        made = _defined(change, seat)
    return Given(seat, unit, **made)


def _defined(change: Change, seat: int) -> dict[str, int]:
    directive = change.define(
        "directive",
        seat_id=seat,
        kind="Kế hoạch",
        as_written="21/KH-LĐLĐ",
        issued="2026-01-05",
        abstract="Công tác 2026",
    )
    clause = change.define("clause", seat_id=seat, directive_id=directive, label="II.1", text="Giao các cấp")
    programme = change.define(
        "programme",
        seat_id=seat,
        directive_id=directive,
        number="1",
        title="Chương trình của cấp trên",
        position=1024,
        starts="2026-01-01",
        ends="2026-12-31",
    )
    section = change.define("section", seat_id=seat, programme_id=programme, number="I", title="Tuyên truyền")
    milestone = change.define(
        "milestone",
        seat_id=seat,
        programme_id=programme,
        starts="2026-09-01",
        ends="2026-09-30",
        kind="mid",
        text="Sơ kết",
    )
    common = {"seat_id": seat, "programme_id": programme, "section_id": section, "scope": "own"}
    task = change.define(
        "task", **common, number="1", text="Việc cấp trên giao", due="2026-09-30", position=1024, clause_id=clause
    )
    second = change.define(
        "task", **common, number="2", text="Việc thường xuyên cấp trên giao", continuous=1, position=2048
    )
    measure = change.define(
        "measure",
        seat_id=seat,
        programme_id=programme,
        text="Tỷ lệ đoàn viên học nghị quyết",
        form="ratio",
        entry="to_date_year",
        over_time="latest",
        over_units="ratio_of_sums",
        reported_by="office",
    )
    target = change.define(
        "target",
        seat_id=seat,
        measure_id=measure,
        text="85 % trở lên",
        comparator="ge",
        value=85,
        horizon="yearly",
        h_from=2026,
        h_to=2026,
    )
    return {
        "directive": directive,
        "clause": clause,
        "programme": programme,
        "section": section,
        "milestone": milestone,
        "task": task,
        "second": second,
        "measure": measure,
        "target": target,
    }


def report(session: Session, ledger: Ledger, seat: int, what_id: int, unit_id: int, period: str, **content: Any) -> int:
    """The next submitted revision of another seat's fact as its file said it; returns the fact. Counting is up to who asks."""
    with importing(session) as change:
        fact = quarter.fact(change.connection, ledger, what_id, unit_id, period, seat)
        rev = 1 if fact is None else fact["head_rev"] + 1
        if fact is None:
            head = change.insert(
                ledger.heads,
                seat_id=seat,
                **{ledger.what: what_id},
                unit_id=unit_id,
                period=period,
                head_rev=1,
                submitted_rev=1,
                counted=0,
            )
        else:
            head = int(fact["id"])
            change.update(ledger.heads, head, head_rev=rev, submitted_rev=rev)
        row = {"person_text": "Người bên kia", "at_ms": session.clock.now_ms()}
        made = change.insert(ledger.revs, **{ledger.owner: head}, rev=rev, **row, **content)
        said = change.connection.execute(f"SELECT * FROM {ledger.revs} WHERE id = ?", [made]).fetchone()
        change.update(ledger.revs, made, phase="submitted", hash=revisions.content_hash(ledger, said))
    return head


def progress(session: Session, seat: int, task_id: int, unit_id: int, period: str, **content: Any) -> int:
    """``report`` of a task."""
    return report(session, PROGRESS, seat, task_id, unit_id, period, **{"state": "in_progress", **content})


def value(session: Session, seat: int, measure_id: int, unit_id: int, period: str, **content: Any) -> int:
    """``report`` of a figure."""
    return report(session, VALUES, seat, measure_id, unit_id, period, **content)


def review(
    session: Session,
    seat: int,
    kind: str,
    fact_id: int,
    verdict: str,
    *,
    reason: str | None = None,
    cells: str = "",
) -> int | None:
    """What the office above thinks of a submitted fact of ours; the slip's id where it was returned."""
    ledger = PROGRESS if kind == "progress" else VALUES
    with importing(session) as change:
        fact = quarter.facts(change.connection, ledger, [fact_id], "submitted_rev")[fact_id]
        slip = None
        if verdict == "returned":
            no = change.connection.execute("SELECT count(*) FROM slip WHERE seat_id = ?", [seat]).fetchone()[0] + 1
            slip = change.define(
                "slip",
                seat_id=seat,
                no=no,
                period=fact["period"],
                to_seat_id=fact["seat_id"],
                to_unit_id=fact["unit_id"],
                reason=reason or "Sửa lại",
                state="open",
            )
        change.define(
            "review",
            seat_id=seat,
            on_kind=kind,
            on_id=fact_id,
            rev=fact["rev"],
            rev_hash=fact["hash"],
            verdict=verdict,
            reason=reason,
            cells=cells,
            slip_id=slip,
            person_text="Chánh Văn phòng",
            at_ms=session.clock.now_ms(),
        )
    return slip
