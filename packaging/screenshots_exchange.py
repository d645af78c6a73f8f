"""What the pictures of the exchange show: units below the sample province that it has met, and the files they send."""

import os
from pathlib import Path

from app import workspace
from app.bundles import applying, exporting, meeting, planning, trust
from app.clock import FrozenClock
from app.people import offices, units
from app.plan import calendar, progress, reviews, values
from app.session import Actor, Session

QUARTER = "2026-Q3"
SENDERS = 3
STICK = "E:\\"
BEFORE = "2026-09-28T09:10:00"
SENT = "2026-10-02T15:20:00"
STATES = ("done", "in_progress", "in_progress", "not_started")


def received(province: Session, folder: Path) -> list[Path]:
    """Let the first units below meet the province, take its plan and send their quarter, the first of them twice; return the new files.

    The first file of the first unit is applied already, so that there is something to change.
    """
    os.environ["TIENDO_KEYS"] = str(folder / "keys")
    stick = folder / "usb"
    stick.mkdir()
    files = []
    for number, unit in enumerate(units.unit_lines(province)[:SENDERS]):
        below = _met(province, folder, number, unit.id, unit.name)
        peer = next(one.id for one in trust.peers(province) if one.unit_id == unit.id)
        down = exporting.make(province, [peer], period=QUARTER)
        exporting.exported(province, down.bundle_ids, STICK)
        applying.apply(below, planning.plan(below, [down.path]), back_up=False)
        first = _reported(below, percent=40, more=0)
        if number == 0:
            applying.apply(province, planning.plan(province, [first]), back_up=False)
            below.clock = FrozenClock(SENT, step_ms=1000)
            first = _reported(below, percent=80, more=3)
        files.append(first)
        below.close()
    return [_named(path, stick, number) for number, path in enumerate(files)]


def _met(province: Session, folder: Path, number: int, unit_id: int, name: str) -> Session:
    """A workspace of a unit; both sides have compared digits."""
    clock = FrozenClock(BEFORE, step_ms=1000)
    (folder / f"below{number}").mkdir()
    below = workspace.create(
        folder / f"below{number}" / "so.tdb", clock=clock, actor=Actor("Lê Thu Nga"), seed=number + 2
    )
    offices.set_up_office(below, name=name, short=name)
    calendar.open_period(below, QUARTER)
    letter, answer = folder / f"{number}.gioithieu", folder / f"{number}-tra-loi.gioithieu"
    meeting.introduce(below, letter)
    met = trust.look_at(province, letter)
    peer = trust.trust(province, met, role="child", unit_id=unit_id, confirmed_fingerprint=met.fingerprint)
    meeting.introduce(province, answer, peer)
    other = trust.look_at(below, answer)
    trust.trust(below, other, role="parent", confirmed_fingerprint=other.fingerprint)
    return below


def _reported(below: Session, *, percent: int, more: int) -> Path:
    """Log everything that was given, submit it, and make the file."""
    for place, (task_id,) in enumerate(below.conn.execute("SELECT id FROM task ORDER BY id").fetchall()):
        state = STATES[place % len(STATES)]
        progress.log_progress(
            below,
            task_id,
            period=QUARTER,
            state=state,
            result=f"Đã họp {4 + more} lần",
            done_on="2026-09-20" if state == "done" else None,
            percent=percent if state == "in_progress" else None,
        )
    unit = below.office.unit_id
    for measure_id, form in below.conn.execute("SELECT id, form FROM measure ORDER BY id").fetchall():
        if form == "ratio":
            values.log_value(below, measure_id, unit_id=unit, period=QUARTER, num=40 + more, den=50)
        elif form == "count":
            values.log_value(below, measure_id, unit_id=unit, period=QUARTER, val=12 + more)
    reviews.submit(below, period=QUARTER)
    parent = next(one.id for one in trust.peers(below) if one.role == "parent")
    return exporting.make(below, [parent], period=QUARTER).path


def _named(path: Path, stick: Path, number: int) -> Path:
    """The file as it lies on the stick."""
    target = stick / f"don-vi-{number + 1}_{QUARTER}.tiendo"
    target.write_bytes(path.read_bytes())
    return target
