"""A province and its schools on one machine, each with files of its own, for somebody before the province's window."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.bundles import exporting, trust
from app.people import units
from app.plan import calendar, programmes, progress, reviews, targets, tasks, values
from tests.builders.exchange import Place, meet, place

Q3 = "2026-Q3"
SCHOOLS = ("CĐCS Trường THPT Mẫu A", "CĐCS Trường THPT Mẫu B", "CĐCS Trường THPT Mẫu C")


@dataclass
class Offices:
    """``province`` has given one task and one measure to all schools, and each school has taken them."""

    province: Place
    schools: tuple[Place, ...]

    @property
    def path(self) -> Path:
        """The province's workspace."""
        return self.province.session.path

    def peer_of(self, name: str) -> int:
        """The province's peer of a name."""
        return next(peer.id for peer in trust.peers(self.province.session) if peer.name == name)

    def report(self, number: int, *, num: int = 40, den: int = 50, state: str = "in_progress") -> Path:
        """Let a school log the quarter, submit it and make a file; return it."""
        school = self.schools[number].session
        (task,) = school.conn.execute("SELECT id FROM task").fetchall()
        (measure,) = school.conn.execute("SELECT id FROM measure").fetchall()
        done = {"done_on": "2026-09-20"} if state == "done" else {}
        progress.log_progress(school, task["id"], period=Q3, state=state, result="Đã họp chi đoàn", **done)  # type: ignore[arg-type]  # as typed in a form
        values.log_value(school, measure["id"], unit_id=school.office.unit_id, period=Q3, num=num, den=den)
        reviews.submit(school, period=Q3)
        sender = self.schools[number]
        return sender.send(sender.peer("parent"), period=Q3)

    def close(self) -> None:
        """Close every workspace that a test has not closed."""
        for one in (self.province, *self.schools):
            one.session.close()


def offices(folder: Path, province_keys: Path) -> Offices:
    """Make them; the province's keys lie where the window looks for them."""
    province = place(folder / "tinh", "Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    province.keys = province_keys
    kind = units.unit_kinds(province.session)[-1].id
    schools = []
    for number, name in enumerate(SCHOOLS):
        school = place(folder / f"truong{number}", name, parent_name="LĐLĐ tỉnh Mẫu", seed=number + 2)
        meet(province, school, unit_id=units.add_unit(province.session, name=name, kind_id=kind))
        calendar.open_period(school.session, Q3)
        schools.append(school)
    session = province.session
    calendar.open_period(session, Q3)
    programme = programmes.add_programme(session, title="Phát triển đoàn viên", starts="2026-01-01")
    tasks.add_task(session, text="Học tập nghị quyết", programme_id=programme, scope="passed_down", due="2026-09-30")
    measure = targets.add_measure(session, programme_id=programme, text="Đoàn viên học nghị quyết", form="ratio")
    targets.add_target(session, measure, text="≥ 85 %", comparator="ge", value=Decimal(85), horizon="yearly")
    made = Offices(province, tuple(schools))
    for name, school in zip(SCHOOLS, schools, strict=True):
        sent = exporting.make(session, [made.peer_of(name)], keys_folder=province.keys)
        exporting.exported(session, sent.bundle_ids, "USB")
        school.take(sent.path)
    return made
