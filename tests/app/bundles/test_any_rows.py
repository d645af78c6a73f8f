"""Whatever a peer signs: the preview refuses it in words or applying it works, and taking it back leaves what was there before."""

import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from app import checking
from app.bundles import sealing
from app.bundles.applying import apply, withdraw
from app.bundles.gather import Slices, gather, in_order
from app.bundles.plans import MergePlan
from app.i18n import msg
from app.ids import uid_text
from app.plan import evidence, reviews, tasks
from db.state import state_hash
from tests.app.bundles.test_rights import pair
from tests.builders.exchange import Place

__all__ = ["pair"]

ROUNDS = 25
NUMBERS = (0, 1, 2, 3, 5, 6, -1, 2**53 - 1)
WORDS = (
    *(
        "",
        "x",
        "7",
        "0",
        "-3",
        "0.5",
        "999999999999999",
        "2026-Q3",
        "2026-Q4",
        "2026",
        "2026-09-30",
        "2026-02-31",
        "x" * 300,
    ),
    *(
        "none_occurred",
        "not_applicable",
        "done",
        "own",
        "passed_down",
        "ended",
        "approved",
        "returned",
        "open",
        "withdrawn",
        "office",
    ),
)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every place in a row, with what stands there."""
    if path:
        yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from nodes(inner, (*path, key))


def spoil(rng: random.Random, said: Slices, uids: list[str]) -> None:
    """One to three rows are left out, doubled, taken back or say something else."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        name = rng.choice([each for each in sorted(said) if said[each]])
        rows, how = said[name], rng.randrange(8)
        row = rng.choice(rows)
        if how == 0 and len(rows) > 1:
            rows.remove(row)
        elif how == 1:
            rows.append({**deepcopy(row), **({"uid": rng.choice(uids)} if "uid" in row else {})})
        elif how == 2:
            kept = {"uid"} if "uid" in row else {"task", "measure", "unit", "period"}
            rows[rows.index(row)] = {**{key: row[key] for key in row if key in kept}, "gone": "thôi"}
        else:
            path, old = rng.choice(list(nodes(row)))
            place: Any = row
            for key in path[:-1]:
                place = place[key]
            alike = uids if len(str(old)) == len(uids[0]) else NUMBERS if isinstance(old, int) else WORDS
            place[path[-1]] = rng.choice(rng.choice((alike, alike, alike, (None, [], {}), WORDS)))


def prepared(province: Place, school: Place, folder: Path) -> list[str]:
    """Evidence, a slip, a share and a moved date travel as well; return the identities that either side knows, and some it does not."""
    proof = folder / "anh.txt"
    proof.write_bytes(b"abc")
    entry = int(school.session.conn.execute("SELECT id FROM progress_entry").fetchone()[0])
    evidence.attach(school.session, "progress", entry, path=proof)
    tasks.add_task(school.session, text="Việc riêng")
    province.take(school.send(school.peer("parent")))
    theirs = int(province.session.conn.execute("SELECT id FROM progress_entry").fetchone()[0])
    reviews.return_(province.session, progress_ids=[theirs], reason="thiếu", cells=["result"])
    conn, seat = province.session.conn, province.session.office.seat_id
    task, target, unit = (
        int(conn.execute(f"SELECT {column} FROM {table}").fetchone()[0])
        for column, table in (("id", "task"), ("id", "target"), ("unit_id", "peer"))
    )
    with province.session.change(msg("Giao")) as change:
        change.define("allotment", seat_id=seat, target_id=target, unit_id=unit, period="2026", value=5)
        change.define("due_change", seat_id=seat, task_id=task, unit_id=unit, new_due="2026-10-31", reason="", at_ms=1)
    school.take(province.send(province.peer("child")))
    known = [uid_text(row[0]) for at in (province, school) for row in at.session.conn.execute("SELECT uid FROM item")]
    return [*known, *(f"0199a0b0-0000-7000-8000-{number:012d}" for number in range(6))]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("way", ["below", "to:", "above"])
def test_no_signed_rows_break_what_the_preview_promised(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str, seed: int
) -> None:
    province, school = pair
    uids = prepared(province, school, tmp_path)
    source, goal, role = (school, province, "parent") if way == "above" else (province, school, "child")
    rng = random.Random(f"{way} {seed}")

    def said(session: Any, about: str) -> Slices:
        found = deepcopy(gather(session, about))
        if about.startswith(way):
            spoil(rng, found, uids)
        return in_order(found)

    monkeypatch.setattr(sealing, "gather", said)
    monkeypatch.setattr(sealing, "_with_stubs", lambda _session, slices, _before: slices)
    applied = 0
    for _ in range(ROUNDS):
        before = state_hash(goal.session.conn)
        merge = goal.preview(source.send(source.peer(role)))
        outcome = apply(goal.session, merge, agreed=held_in(merge), keys_folder=goal.keys, back_up=False)
        for bundle in outcome.bundle_ids.values() if outcome.applied else ():
            applied += 1
            assert not [found for found in checking.check(goal.session.path).findings if found.severity != "note"]
            withdraw(goal.session, bundle, reason="thử")
        assert way != "below" or state_hash(goal.session.conn) == before
    assert applied


def held_in(merge: MergePlan) -> set[str]:
    """The states that wait for a person."""
    return {plan.seal.hash for file in merge.files for plan in file.held}
