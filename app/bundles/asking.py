"""Of which units a passed-down task is asked before and after some of them answer it: what is finished is not asked for again.

The rule is that of ``db/expectations.py``; here it is applied to answers that have not been written yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.bundles.facts import Content, FactMove, Key
from app.session import Session
from db import expectations
from db.connection import Row
from db.queries import effects as queries

TaskAnswer = tuple[str | None, str | None]
"""What a unit that is asked answered of a task: given (None: nothing), state."""

_SILENT: TaskAnswer = (None, None)


def task_answers(
    session: Session, moves: Sequence[FactMove], asked: set[Key], tasks: Mapping[int, Row]
) -> Iterator[tuple[Key, TaskAnswer | None, TaskAnswer | None]]:
    """Each task of a unit in a quarter with its answer before and after, None where it is not asked; also in later open quarters of which
    a task that is finished now drops out, or into which one that is not finished any more comes back."""
    wanted = _wanted_later(session, moves, tasks)
    for move in moves:
        key = move.key
        was, will = key in asked, key in asked
        if key in wanted:
            will = wanted.pop(key)
        if was or will:
            yield key, _said(move.before) if was else None, _said(move.after) if will else None
    if not wanted:
        return
    whats, units = {what for _, what, _ in wanted}, {unit for *_, unit in wanted}
    periods = {period for period, _, _ in wanted}
    stands = queries.asked(session.conn, whats, units, periods)
    answers = {
        (row["period"], row["task_id"], row["unit_id"]): (row["given"], row["state"])
        for row in queries.states(session.conn, {(what, unit) for _, what, unit in wanted}, max(periods))
    }
    for key, will in wanted.items():
        said = answers.get(key, _SILENT)
        yield key, said if key in stands else None, said if will else None


def _said(content: Content | None) -> TaskAnswer:
    return _SILENT if content is None else (content.given, content.state)


def _wanted_later(session: Session, moves: Sequence[FactMove], tasks: Mapping[int, Row]) -> dict[Key, bool]:
    """Where a later open quarter asks otherwise after the moves than before: whether it asks then."""
    opened = expectations.open_periods(session.conn)
    ending = {task: _FINISHED if not row["continuous"] else _DROPPED for task, row in tasks.items()}
    turned: dict[tuple[int, int], list[FactMove]] = {
        (move.what_id, move.unit_id): []
        for move in moves
        if opened
        and move.period < opened[-1]
        and (move.before is not None and move.before.state in ending[move.what_id])
        != (move.after is not None and move.after.state in ending[move.what_id])
    }
    for move in moves if turned else ():
        if (move.what_id, move.unit_id) in turned:
            turned[move.what_id, move.unit_id].append(move)
    course: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for row in queries.states(session.conn, turned.keys(), opened[-1]) if turned else ():
        course[row["task_id"], row["unit_id"]][row["period"]] = row["state"]
    asks: dict[Key, bool] = {}
    for pair, theirs in turned.items():
        now, then = course[pair], _after(course[pair], theirs)
        for period in opened:
            was, will = (_newest(states, period) in ending[pair[0]] for states in (now, then))
            if was != will:
                asks[period, pair[0], pair[1]] = not will
    return _in_scope(session, asks)


def _after(course: Mapping[str, str], moves: Iterable[FactMove]) -> dict[str, str]:
    states = dict(course)
    for move in moves:
        if move.after is None:
            states.pop(move.period, None)
        else:
            states[move.period] = move.after.state or ""
    return states


def _newest(states: Mapping[str, str], before: str) -> str | None:
    earlier = [period for period in states if period < before]
    return states[max(earlier)] if earlier else None


_FINISHED = frozenset({"done", "cancelled"})
"""A task with such a state is not asked for again (db/expectations.py)."""

_DROPPED = frozenset({"cancelled"})
"""The same for a continuous task, which never finishes."""


def _in_scope(session: Session, asks: Mapping[Key, bool]) -> dict[Key, bool]:
    """Without what is not asked of the unit anyway: out of scope, or exempt."""
    periods = {key[0] for key, asked in asks.items() if asked}
    whole = {
        period: expectations.in_scope(session.conn, period, {key[1] for key in asks if key[0] == period})
        for period in periods
    }
    return {key: ask for key, ask in asks.items() if not ask or whole[key[0]].get((key[1], key[2]), "") is None}
