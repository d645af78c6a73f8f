"""Figures of many units: opening the consolidation of a thousand, drilling down, what an import moves; beside the bare SQL."""

import random
from collections.abc import Iterator
from functools import partial

from app.bundles import consolidation, drill, effects
from app.bundles.effects import Content, FactMove
from app.session import Session
from db.connection import Row
from tests.benchmarks.measuring import Result, at_most, median, ratio
from tests.benchmarks.workspaces import Scale, made, opened

WIDE = Scale(1000, 1, 120, 20)
"""1,000 units, 60 measures (two targets each), 20 quarters."""

IMPORTED = Scale(300, 60, 60, 8)
"""300 units, 60 tasks, 30 measures: the last four quarters of it are imported anew."""

NEWEST = "2026-Q3"
QUARTERS = ("2025-Q4", "2026-Q1", "2026-Q2", NEWEST)

# The least that gives the same cells: every counted figure of one measure that somebody is asked for, and the sums of all.
BARE_CELLS = """SELECT expectation.unit_id, expectation.period, value_rev.given, value_rev.num, value_rev.den, value_rev.val
    FROM target_value JOIN value_rev ON value_rev.value_id = target_value.id AND value_rev.rev = target_value.submitted_rev
    JOIN expectation ON expectation.period = target_value.period AND expectation.what_id = target_value.measure_id
         AND expectation.unit_id = target_value.unit_id
    WHERE target_value.measure_id = ? AND target_value.counted = 1"""
BARE_SUMS = "SELECT * FROM rollup WHERE as_of = 'current'"

# What an import must at least read: what counts now of every fact that it holds.
BARE_FACTS = """SELECT head.period, head.{what}, head.unit_id, rev.given FROM {heads} AS head
    JOIN {revs} AS rev ON rev.{owner} = head.id AND rev.rev = head.submitted_rev
    WHERE head.period IN ('2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3')"""
PROGRESS = {"what": "task_id", "heads": "progress_entry", "revs": "progress_rev", "owner": "entry_id"}
VALUES = {"what": "measure_id", "heads": "target_value", "revs": "value_rev", "owner": "value_id"}


def run() -> Iterator[Result]:
    """The results."""
    session = opened(made(WIDE))
    try:
        yield from _consolidating(session)
    finally:
        session.close()
    session = opened(made(IMPORTED))
    try:
        yield from _importing(session)
    finally:
        session.close()


def _consolidating(session: Session) -> Iterator[Result]:
    measures = [line.measure_id for line in consolidation.totals(session, NEWEST, count=20).measures]

    def ours() -> None:
        found = consolidation.totals(session, NEWEST, count=20)
        consolidation.matrix(session, found.measures[0].measure_id, NEWEST, count=20)

    def bare() -> None:
        session.conn.execute(BARE_SUMS).fetchall()
        session.conn.execute(BARE_CELLS, [measures[0]]).fetchall()

    opening = median(ours)
    yield at_most(f"open 1,000 units x {len(measures)} measures x 20 quarters", opening, 300)
    yield ratio("the same / the bare SQL of its cells and sums", opening, median(bare), 3)
    unit = consolidation.matrix(session, measures[0], NEWEST).units[0].unit_id
    yield at_most("one entry behind a figure", median(partial(drill.entries, session, measures[0], unit, NEWEST)), 10)


def _importing(session: Session) -> Iterator[Result]:
    moves = list(_moves(session))
    unit = moves[0].unit_id
    of_one = [move for move in moves if move.unit_id == unit]

    def bare() -> None:
        for names in (PROGRESS, VALUES):
            session.conn.execute(BARE_FACTS.format(**names)).fetchall()

    taken = median(lambda: effects.effects(session, moves), 3)
    yield at_most(f"what {len(moves)} facts of 300 units move", taken, 1500)
    yield ratio("the same / reading what counts of them now", taken, median(bare, 3), 8)
    yield at_most(f"what {len(of_one)} facts of one unit move", median(lambda: effects.effects(session, of_one)), 60)


def _moves(session: Session) -> Iterator[FactMove]:
    """Every fact of four quarters that is asked for, with another content than it has."""
    chance = random.Random(3)
    for names, table, columns in (
        (PROGRESS, "task", "given, state, done_on, percent"),
        (VALUES, "measure", "given, num, den, val"),
    ):
        marks = ", ".join(f"'{code}'" for code in QUARTERS)
        rows = session.conn.execute(
            f"""SELECT expectation.period, expectation.what_id, expectation.unit_id, {columns} FROM expectation
                JOIN {table} ON {table}.id = expectation.what_id
                LEFT JOIN {names["heads"]} AS head ON head.{names["what"]} = expectation.what_id
                     AND head.unit_id = expectation.unit_id AND head.period = expectation.period
                LEFT JOIN {names["revs"]} AS rev ON rev.{names["owner"]} = head.id AND rev.rev = head.submitted_rev
                WHERE expectation.period IN ({marks})
                  AND expectation.unit_id <> (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_unit')"""
        )
        for row in rows.fetchall():
            before = None if row["given"] is None else Content(**{name: row[name] for name in columns.split(", ")})
            after = _other(row, chance) if table == "measure" else _further(before, chance)
            kind = "value" if table == "measure" else "progress"
            closed = row["period"] < QUARTERS[2]
            yield FactMove(kind, row["what_id"], row["unit_id"], row["period"], before, after, closed)  # type: ignore[arg-type]  # one of the two words


def _further(before: Content | None, chance: random.Random) -> Content:
    """A task that has got on: one in five is finished now, the others are where they were with another per cent."""
    if chance.randrange(5) == 0:
        return Content(state="done", done_on="2026-09-20")
    state = "in_progress" if before is None or before.state is None else before.state
    return Content(state=state, percent=chance.randint(0, 99))


def _other(row: Row, chance: random.Random) -> Content:
    num, val = row["num"], row["val"]
    return Content(
        num=None if num is None else max(0, num + chance.randint(-20, 5)),
        den=row["den"],
        val=None if val is None else max(0, val + chance.randint(-10, 10)),
    )
