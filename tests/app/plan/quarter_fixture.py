"""The office of SCENARIO.md, ready to log the third quarter of 2026."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.clock import FrozenClock
from app.ids import IdMaker
from app.people import bans, offices, units
from app.plan import calendar, programmes, progress, reviews, targets, tasks, values
from app.session import Actor, Session
from db import migrations
from db.connection import open_writer

Q3 = "2026-Q3"
Q4 = "2026-Q4"


@dataclass
class Quarter:
    """The office and the ids of what it has, by the names of SCENARIO.md."""

    session: Session
    clock: FrozenClock
    bans: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    programmes: dict[int, int] = field(default_factory=dict)
    tasks: dict[str, int] = field(default_factory=dict)
    measures: dict[str, int] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)

    def task(self, name: str, programme: int, **columns: Any) -> int:
        """Add a task."""
        columns = {"number": name, "text": f"Nhiệm vụ {name}", **columns}
        self.tasks[name] = tasks.add_task(self.session, programme_id=self.programmes[programme], **columns)
        return self.tasks[name]

    def measure(self, name: str, **columns: Any) -> int:
        """Add a measure to the first programme."""
        columns = {"text": f"Chỉ số {name}", **columns}
        self.measures[name] = targets.add_measure(self.session, programme_id=self.programmes[1], **columns)
        return self.measures[name]

    def target(self, name: str, measure: str, value: int, **columns: Any) -> int:
        """Add a target of at least ``value``."""
        columns = {"text": f"Chỉ tiêu {name}", "comparator": "ge", **columns}
        self.targets[name] = targets.add_target(self.session, self.measures[measure], value=value, **columns)
        return self.targets[name]

    def log(self, name: str, unit: str | None = None, **fields: Any) -> int:
        """Log a task in the third quarter (or in ``period``)."""
        unit_id = None if unit is None else self.units[unit]
        return progress.log_progress(self.session, self.tasks[name], unit_id=unit_id, **{"period": Q3, **fields})

    def value(self, name: str, unit: str, **fields: Any) -> int:
        """Log a figure in the third quarter (or in ``period``)."""
        return values.log_value(self.session, self.measures[name], unit_id=self.units[unit], **{"period": Q3, **fields})

    def log_everything(self) -> None:
        """All that SCENARIO.md says was logged."""
        self.log("T1", state="done", done_on="2026-09-28")
        self.log("T2", state="in_progress")
        self.log("T3", state="in_progress", percent=40)
        self.log("T4", state="done", done_on="2026-08-20")
        self.log("T5", state="in_progress", percent=70)
        self.log("T6", state="in_progress")
        self.log("T7", state="not_started")
        self.log("T8", "D", state="done", done_on="2026-09-15")
        for unit, figure in {"A": "40/50", "B": "27/30", "C": "18/20", "D": "5/25"}.items():
            self.value("M1", unit, num=figure)
        for unit, count in {"A": 3, "B": 0, "D": 2}.items():
            self.value("M2", unit, val=count)
        self.value("M2", "C", given="none_occurred")
        for unit in "ABC":
            self.value("M3", unit, given="not_applicable")
        self.value("M3", "D", num=1, den=1)

    def submit(self, period: str = Q3) -> int:
        """Submit every draft."""
        return reviews.submit(self.session, period=period)


@dataclass(frozen=True)
class Template:
    """A closed workspace to copy, so that each test need not build its office anew, and what it holds by name."""

    path: Path
    holds: Quarter

    def copy(self, path: Path, clock: FrozenClock) -> Quarter:
        """Open a copy of it under ``path``."""
        shutil.copyfile(self.path, path)
        held = self.holds
        return Quarter(
            session=opened(path, clock),
            clock=clock,
            bans=dict(held.bans),
            units=dict(held.units),
            programmes=dict(held.programmes),
            tasks=dict(held.tasks),
            measures=dict(held.measures),
            targets=dict(held.targets),
        )


def opened(path: Path, clock: FrozenClock) -> Session:
    """A workspace at a path, made where there is none."""
    writer = open_writer(path)
    migrations.migrate(writer)
    return Session(path, writer, clock, IdMaker(clock, seed=7), Actor("Người thử"))


def make_template(path: Path, *, logged: bool) -> Template:
    """The office of SCENARIO.md on 1 October 2026, perhaps with everything logged and submitted."""
    clock = FrozenClock("2026-07-01T08:00:00", step_ms=1)
    session = opened(path, clock)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    quarter = build(session, clock)
    if logged:
        quarter.log_everything()
        quarter.submit()
    session.close()
    return Template(path, quarter)


def build(session: Session, clock: FrozenClock) -> Quarter:
    """The office, its calendar and its plan; nothing logged. The clock then stands on 1 October 2026."""
    quarter = Quarter(session, clock)
    kinds = {kind.name: kind.id for kind in units.unit_kinds(session)}
    for name, code, sector in (
        ("A", "THPT Mẫu A", "state"),
        ("B", "THPT Mẫu B", "state"),
        ("C", "Tiểu học Mẫu C", "state"),
        ("D", "Mầm non D", "non_state"),
        ("E", "Trường tư thục E", "non_state"),
    ):
        if sector not in kinds:
            kinds[sector] = units.add_unit_kind(session, name=f"CĐCS {sector}", sector=sector)
        quarter.units[name] = units.add_unit(session, name=code, kind_id=kinds[sector])
    for code, name in (
        ("VP", "Văn phòng"),
        ("TGNC", "Ban Tuyên giáo - Nữ công"),
        ("CSPL", "Ban Chính sách - Pháp luật"),
    ):
        quarter.bans[code] = bans.add_ban(session, name=name, code=code)
    calendar.open_period(session, Q3, due="2026-10-05")
    for number, ban in ((1, "TGNC"), (2, "CSPL")):
        quarter.programmes[number] = programmes.add_programme(
            session, number=str(number), title=f"Chương trình {number}", lead_ban_id=quarter.bans[ban]
        )
    quarter.task("T1", 1, due="2026-09-30")
    quarter.task("T2", 1, continuous=True)
    quarter.task("T3", 1, due="2026-12-31")
    quarter.task("T4", 1, due="2026-08-15")
    quarter.task("T5", 2, due="2026-09-10")
    quarter.task("T6", 2, continuous=True)
    quarter.task("T7", 2, due="2027-06-30")
    quarter.task("T8", 2, due="2026-09-30", to_sector="non_state")
    _measures(quarter)
    clock.set("2026-10-01T08:00:00")
    return quarter


def _measures(quarter: Quarter) -> None:
    quarter.measure("M1", form="ratio", entry="to_date_year")
    quarter.measure("M2", form="count", entry="increment")
    quarter.measure("M3", form="ratio", entry="snapshot", scope_sector="non_state")
    quarter.target("M1", "M1", 85, horizon="yearly")
    quarter.target("M2", "M2", 250, horizon="span", h_from=2026, h_to=2030)
    quarter.target("M3 2028", "M3", 80, horizon="by", h_to=2028)
    quarter.target("M3 2030", "M3", 85, horizon="by", h_to=2030)
