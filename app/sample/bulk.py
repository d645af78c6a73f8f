"""A workspace of any size by bulk writing: for benchmarks, and for trying the program at the size of a large province."""

import random

from app import backup
from app.errors import BadInput, Refused
from app.i18n import msg
from app.jobs import Progress
from app.people.offices import set_up_office
from app.plan import periods
from app.sample.bulk_definitions import Definitions
from app.sample.bulk_facts import fact_tables
from app.session import Session
from db.queries import filling
from db.queries import workspace as own_queries

NEWEST = "2026-Q3"
LARGEST = {"units": 20_000, "tasks": 2_000, "targets": 2_000, "quarters": 40}


def write_bulk(
    session: Session,
    *,
    units: int,
    tasks: int,
    targets: int,
    quarters: int,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Fill the workspace with made-up units, tasks, targets and quarters up to 2026-Q3; return the rows written per table.

    ``tasks`` are passed down to all units, so that there are about units x tasks x quarters progress entries; a third as many more are
    the office's own. All quarters but the last two are closed. The same numbers and seed give the same rows. One change, which undo does
    not cross. An office that is not yet set up becomes "Liên đoàn Lao động tỉnh Mẫu". Raises BadInput beyond ``LARGEST``, Refused where
    a quarter has been opened already.
    """
    size = {"units": units, "tasks": tasks, "targets": targets, "quarters": quarters}
    _check(size)
    codes = _quarters(quarters)
    report = (progress or Progress()).report
    label = msg("Ghi dữ liệu mẫu: {units} đơn vị, {tasks} nhiệm vụ, {targets} chỉ tiêu, {quarters} quý", **size)
    written: dict[str, int] = {}
    backup.back_up_before(session, "bulk")
    with session.change(label, kind="bulk", counter_action="restore") as change:
        if own_queries.office(session.conn) is None:
            set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
        if filling.opened_periods(session.conn, session.office.seat_id):
            raise Refused(msg("Sổ làm việc đã mở quý. Ghi dữ liệu mẫu vào một sổ mới."))
        made = Definitions(session, change.new_uid, random.Random(seed))
        scale = made.fill(units, tasks, targets, codes)
        first = filling.next_id(session.conn, "progress_entry"), filling.next_id(session.conn, "target_value")
        tables = [*made.tables(), *fact_tables(scale, random.Random(seed + 1), *first)]
        for done, (table, columns, rows) in enumerate(tables):
            report(done, len(tables) + 1, table)
            written[table] = written.get(table, 0) + change.bulk(table, columns, rows)
        report(len(tables), len(tables) + 1)
    return written


def _check(wanted: dict[str, int]) -> None:
    for name, number in wanted.items():
        if not 1 <= number <= LARGEST[name]:
            raise BadInput(
                msg("Số lượng {number} ngoài khoảng 1 đến {limit}.", number=number, limit=LARGEST[name]), where=name
            )


def _quarters(number: int) -> list[str]:
    codes = [NEWEST]
    while len(codes) < number:
        codes.append(periods.previous(codes[-1]))
    return codes[::-1]
