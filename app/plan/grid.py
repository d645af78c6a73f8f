"""The quarter grid's rows: what must be logged in a period, what stands logged now, and what stood the quarter before.

Read once for a period and kept by the screen; after a change only the rows it touched are read again. Task rows are (task, unit): the
office's own tasks, or what it passed down. Value rows are (measure, unit).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from app.clock import day_of
from app.i18n import tr
from app.people import seats
from app.plan import periods
from app.plan.grid_rows import (
    OWN,
    PARTS,
    PASSED_DOWN,
    TEXTS,
    VALUES,
    Amount,
    Grid,
    Group,
    Key,
    MeasureInfo,
    Row,
    TaskRow,
    ValueRow,
)
from app.plan.timeliness import TaskState, judge, judged_on, status
from app.session import Session
from app.text import same_words
from db.queries import grid as queries

__all__ = [
    "OWN",
    "PARTS",
    "PASSED_DOWN",
    "VALUES",
    "Earlier",
    "Grid",
    "Standing",
    "again",
    "counts",
    "earlier",
    "read",
    "standing",
    "touched",
]

MOST_ROWS = 5_000
"""More rows than this are read one task or measure at a time."""


def read(session: Session, period: str, part: str = OWN, group: int | None = None) -> Grid:
    """Everything the grid shows of a part for a period, in the order of the plan. ``group`` reads that group alone."""
    frame = _frame(session, period)
    groups = _groups(session, period, part)
    if group is None and part != OWN and sum(one.total for one in groups) > MOST_ROWS:
        group = groups[0].id
    rows = tuple(_rows(session, frame, part, None if group is None or part == OWN else [group]))
    bans = {ban: name for ban, _code, name in queries.leads(session.conn).values()} if part != VALUES else {}
    return Grid(part=part, groups=groups, rows=rows, chosen=group, bans=bans, **frame)


def again(session: Session, grid: Grid, keys: Iterable[Key]) -> dict[Key, Row]:
    """Some rows as they stand now; those that no longer belong to the period are absent."""
    wanted = set(keys)
    frame = {name: getattr(grid, name) for name in _FRAME}
    found = _rows(session, frame, grid.part, sorted({what for what, _ in wanted}))
    return {row.key: row for row in found if row.key in wanted}


def counts(session: Session, grid: Grid) -> tuple[Group, ...]:
    """The groups of a grid with their counts as they stand now."""
    return _groups(session, grid.period, grid.part)


def touched(session: Session, pairs: Collection[tuple[str, Any]], part: str) -> set[Key] | None:
    """Which rows of a part a change touched, out of its (table, row id) pairs; None when the shape of the grid may have moved."""
    kind = "value" if part == VALUES else "progress"
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, row_id in pairs:
        by_table[table].add(int(row_id))
    if by_table.keys() & _SHAPE or any(0 in ids for ids in by_table.values()):
        return None
    found: set[Key] = set()
    for table in by_table.keys() & queries.FACT_TABLES[kind]:
        found |= queries.owners(session.conn, kind, table, by_table[table])
    return found


class Standing(NamedTuple):
    """What of a part could be submitted now: the ids of its drafts; and how many rows have nothing logged yet."""

    part: str
    drafts: tuple[int, ...]
    missing: int


def standing(session: Session, period: str) -> tuple[Standing, ...]:
    """The three parts of a period, each with its drafts and its gaps."""
    by_part: dict[str, list[int]] = defaultdict(list)
    for part, fact in queries.drafts(session.conn, period, session.office.seat_id):
        by_part[part].append(fact)
    gaps = {part: sum(one.total - one.logged for one in _groups(session, period, part)) for part in PARTS}
    return tuple(Standing(part, tuple(by_part[part]), gaps[part]) for part in PARTS)


class Earlier(NamedTuple):
    """What was logged for a task in an earlier period."""

    period: str
    state: str
    percent: int | None
    done_on: date | None
    given: str
    result: str


def earlier(session: Session, key: Key, before: str, limit: int = 8) -> list[Earlier]:
    """The entries of a task and unit in the periods before one, newest first."""
    rows = queries.earlier_entries(session.conn, *key, before, limit)
    return [Earlier(row[0], row[1], row[2], _day(row[3]), row[4], row[5]) for row in rows]


# A change in one of these may bring rows in or move them; everything else patches rows in place.
_SHAPE = {
    *(
        "task",
        "programme",
        "section",
        "measure",
        "target",
        "unit",
        "unit_name",
        "unit_parent",
        "unit_kind",
        "assignment",
    ),
    *("calendar", "period_close", "exemption", "ban", "ban_name", "setting"),
}
_FRAME = ("period", "last", "cutoff", "due", "judged", "opened", "closed_on", "last_closed_on")


def _frame(session: Session, period: str) -> dict[str, Any]:
    office = session.office
    last = periods.previous(period)
    now, before = (queries.calendar(session.conn, office.seat_id, office.unit_id, code) for code in (period, last))
    cutoff = date.fromisoformat(now["cutoff"]) if now else periods.default_cutoff(period)
    return {
        "period": period,
        "last": last,
        "cutoff": cutoff,
        "due": date.fromisoformat(now["due"]) if now else periods.default_due(period),
        "judged": judged_on(cutoff, session.clock.today()),
        "opened": now is not None,
        "closed_on": day_of(now["closed_ms"]) if now and now["closed_ms"] else None,
        "last_closed_on": day_of(before["closed_ms"]) if before and before["closed_ms"] else None,
    }


def _rows(session: Session, frame: Mapping[str, Any], part: str, what_ids: list[int] | None) -> Iterator[Row]:
    if part == VALUES:
        yield from _value_rows(session, frame, what_ids)
        return
    conn, seat = session.conn, session.office.seat_id
    leads, proof = queries.leads(conn), queries.evidence(conn, "progress", frame["period"])
    names = queries.unit_names(conn, frame["cutoff"].isoformat()) if part == PASSED_DOWN else {}
    for row in queries.tasks(conn, frame["period"], frame["last"], scope=part, what_ids=what_ids):
        lead = leads.get(row["what_id"]) or leads.get(row["programme_id"])
        number, text = names.get(row["unit_id"], ("", "")) if part == PASSED_DOWN else (row["number"], row["text"])
        group = row["what_id"] if part == PASSED_DOWN else row["programme_id"]
        head = (group, number, text), lead[0] if lead else 0, proof.get(row["fact_id"], 0)
        yield _task_row(row, head, frame, seat)


def _task_row(row: Any, head: tuple[tuple[int, str, str], int, int], frame: Mapping[str, Any], seat: int) -> TaskRow:
    (group, number, text), lead, proof = head
    due, continuous, done_on = _day(row["due"]), bool(row["continuous"]), _day(row["done_on"])
    last_done = _day(row["last_done_on"])
    same = [name for name in TEXTS if row[name] and row["last_" + name] and same_words(row[name], row["last_" + name])]
    values = (
        (row["what_id"], row["unit_id"]),
        *(group, number, text, due, continuous, lead, bool(row["needs_evidence"])),
        *(bool(row["expected"]), row["exempt"] or "", row["seat_id"] in (None, seat)),
        *(row["fact_id"] or 0, row["rev_id"] or 0, row["phase"] or "", row["kind"] or ""),
        *(row["state"], row["percent"], done_on, row["given"] or ""),
        *(row[name] or "" for name in TEXTS),
        *_review(row),
        proof,
        *(row["last_state"], row["last_percent"], last_done, row["last_given"] or ""),
        *(row["last_" + name] or "" for name in TEXTS),
        _status(row["state"], due, continuous, done_on, frame["judged"]),
        _status(row["last_state"], due, continuous, last_done, frame["judged"]) if row["last_state"] else "",
        frozenset(same),
    )
    return TaskRow._make(values)


@lru_cache(maxsize=4096)
def _status(state: str | None, due: date | None, continuous: bool, done_on: date | None, judged: date) -> str:
    known = None if state is None else TaskState(state)
    stands = judge(known or TaskState.not_started, due, continuous, done_on, judged)
    return str(status(known, stands, continuous))


def _review(row: Any) -> tuple[str, str, frozenset[str], bool]:
    """(verdict on the newest revision, reason, cells it names, whether the newest revision is younger than the verdict)."""
    if row["verdict"] is None:
        return "", "", frozenset(), False
    if row["review_rev"] == row["head_rev"]:
        cells = frozenset((row["cells"] or "").replace(",", " ").split())
        return row["verdict"], row["reason"] or "", cells, False
    return "", row["reason"] or "", frozenset(), True


def _value_rows(session: Session, frame: Mapping[str, Any], what_ids: list[int] | None) -> Iterator[ValueRow]:
    conn, seat, office = session.conn, session.office.seat_id, session.office
    measures = {row["id"]: row for row in queries.measures(conn)}
    names = queries.unit_names(conn, frame["cutoff"].isoformat())
    proof = queries.evidence(conn, "value", frame["period"])
    this_year = periods.quarters_to_date(frame["period"], periods.YearType(office.year_type))[:-1]
    before: dict[Key, dict[str, Amount]] = defaultdict(dict)
    for old in queries.earlier_values(conn, sorted({*this_year, frame["last"]}), what_ids):
        before[old[0], old[1]][old[2]] = Amount(*old[3:7])
    for row in queries.values(conn, frame["period"], what_ids):
        key = row["what_id"], row["unit_id"]
        now = Amount(row["given"], row["num"], row["den"], row["val"]) if row["fact_id"] else None
        within, to_date = _both_ways(measures[key[0]], now, before[key], this_year)
        values = (
            *(key, row["what_id"], *names.get(row["unit_id"], ("", ""))),
            *(bool(row["expected"]), row["exempt"] or "", row["seat_id"] in (None, seat)),
            *(row["fact_id"] or 0, row["rev_id"] or 0, row["phase"] or "", row["kind"] or "", now, row["note"] or ""),
            *_review(row),
            *(proof.get(row["fact_id"], 0), before[key].get(frame["last"]), within, to_date),
        )
        yield ValueRow._make(values)


def _both_ways(
    measure: Any, now: Amount | None, before: Mapping[str, Amount], this_year: Collection[str]
) -> tuple[Amount | None, Amount | None]:
    """(within the period, to date this year). A ratio to date has no meaning within one period: its numerator's growth is shown."""
    if measure["entry"] == "increment":
        parts = [before[code] for code in this_year if code in before] + ([now] if now else [])
        given = [part for part in parts if part.given == "value"]
        if not given:
            return now, now
        sums = [_sum(numbers) for numbers in zip(*((part.num, part.den, part.val) for part in given), strict=True)]
        return now, Amount("value", *sums)
    if now is None or now.given != "value" or measure["entry"] == "snapshot":
        return None, now
    earlier_ones = [before[code] for code in this_year if code in before and before[code].given == "value"]
    base = earlier_ones[-1] if earlier_ones else Amount("value", 0, None, 0)
    return Amount("value", _less(now.num, base.num), None, _less(now.val, base.val)), now


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _less(now: int | None, before: int | None) -> int | None:
    return None if now is None else now - (before or 0)


def _groups(session: Session, period: str, part: str) -> tuple[Group, ...]:
    conn = session.conn
    if part == VALUES:
        return tuple(_measure_groups(session, period))
    sizes = queries.sizes(conn, period, "task", f"task.scope = '{part}'")
    if part == PASSED_DOWN:
        rows = queries.tasks_named(conn, sizes)
        return tuple(Group(row["id"], row["number"], row["text"], "", *sizes[row["id"]]) for row in rows)
    leads = queries.leads(conn)
    logged, total = Counter[int](), Counter[int]()
    for programme, task in queries.programme_of_tasks(conn, sizes):
        logged[programme] += sizes[task][0]
        total[programme] += sizes[task][1]
    givers, seat = seats.names(session), session.office.seat_id
    named = [(row["id"], row["number"], row["title"], row["seat_id"]) for row in queries.programmes(conn)]
    return tuple(
        Group(one, number, title, _beside(leads.get(one), givers.get(giver, "")), logged[one], total[one])
        for one, number, title, giver in [*named, (0, "", "", seat)]
    )


def _beside(lead: tuple[int, str, str] | None, giver: str) -> str:
    """The lead ban of a programme, and who gave it where another office did."""
    return " · ".join(filter(None, (lead[2] if lead else "", tr("Giao bởi {giver}", giver=giver) if giver else "")))


def _measure_groups(session: Session, period: str) -> Iterator[Group]:
    sizes = queries.sizes(session.conn, period, "measure")
    for row in queries.measures(session.conn):
        info = MeasureInfo(
            *(row[name] for name in ("form", "decimals", "unit_text", "num_label", "den_label", "entry"))
        )
        if row["id"] in sizes:
            yield Group(row["id"], "", row["text"], row["targets"] or "", *sizes[row["id"]], info)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
