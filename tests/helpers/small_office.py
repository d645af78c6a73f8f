"""A small workspace in which something of everything was done through the use cases: for checks, and for the files of old versions."""

from decimal import Decimal
from pathlib import Path

from app import workspace
from app.clock import FrozenClock
from app.people import bans, offices, units
from app.plan import calendar, programmes, progress, reviews, targets, tasks, values
from app.session import Actor

NOW = "2026-09-30T16:41:00"


def write(path: Path) -> None:
    """Make the workspace and close it."""
    session = workspace.create(path, clock=FrozenClock(NOW, step_ms=1000), actor=Actor("Nguyễn Thị Lan"), seed=1)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    ban = bans.add_ban(session, name="Ban Tổ chức", code="ToC")
    kind = session.conn.execute("SELECT id FROM unit_kind LIMIT 1").fetchone()[0]
    below = units.add_unit(session, name="Công đoàn xã Hải Mẫu", kind_id=kind)
    programme = programmes.add_programme(session, title="Phát triển đoàn viên", lead_ban_id=ban)
    task = tasks.add_task(session, text="Thành lập công đoàn cơ sở", programme_id=programme, lead_ban_id=ban)
    measure = targets.add_measure(session, programme_id=programme, text="Tỷ lệ đoàn viên")
    targets.add_target(session, measure, text="≥ 75 %", comparator="ge", value=Decimal(75), horizon="none")
    calendar.open_period(session, "2026-Q3")
    progress.log_progress(session, task, period="2026-Q3", state="in_progress", percent=40, result="Đã làm")
    values.log_value(session, measure, unit_id=below, period="2026-Q3", num=40, den=50)
    reviews.submit(session, period="2026-Q3")
    tasks.edit_task(session, task, text="Thành lập công đoàn cơ sở mới")
    session.undo()
    session.close()
