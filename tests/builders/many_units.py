"""Hundreds of units below a province that each send a file: sealed as their own programs would, without making their workspaces."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from app import workspace
from app.bundles import container, crypt, seals, trust
from app.bundles.introductions import write_introduction
from app.bundles.keys import own_keys
from app.bundles.parts import Envelope, EpochMark, Introduction, Seal
from app.clock import FrozenClock
from app.ids import uid_text
from app.people import offices, units
from app.plan import calendar, programmes, targets, tasks
from app.session import Actor, Session
from db.queries import peers

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
WORDS = ("Đã tổ chức", "Đang triển khai", "Hoàn thành đúng kế hoạch", "Chưa có kinh phí", "Phối hợp với nhà trường")


@dataclass(frozen=True)
class Unit:
    """A unit's program as far as a file needs it."""

    keys: crypt.KeyPair
    seat: str
    node: str
    unit: str
    epoch: str


@dataclass(frozen=True)
class Above:
    """The province's workspace, what it gave, and who is below it."""

    session: Session
    keys: Path
    tasks: tuple[str, ...]
    measures: tuple[str, ...]
    units: tuple[Unit, ...]


def above(folder: Path, *, count: int, task_count: int, measure_count: int, seed: int = 1) -> Above:
    """A province with ``count`` units that introduced themselves, and passed-down tasks and measures for them."""
    folder.mkdir(parents=True, exist_ok=True)
    session = workspace.create(
        folder / "tinh.tdb", clock=FrozenClock("2026-12-31T08:00:00", step_ms=1), actor=Actor("Thu Hằng"), seed=seed
    )
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    for quarter in QUARTERS:
        calendar.open_period(session, quarter)
    programme = programmes.add_programme(session, title="Chương trình năm 2026", starts="2026-01-01", ends="2026-12-31")
    given = [
        tasks.add_task(
            session, text=f"Nhiệm vụ {number}", programme_id=programme, scope="passed_down", due="2026-12-31"
        )
        for number in range(task_count)
    ]
    counted = []
    for number in range(measure_count):
        measure = targets.add_measure(session, programme_id=programme, text=f"Chỉ số {number}", form="ratio")
        targets.add_target(session, measure, text="≥ 80 %", comparator="ge", value=Decimal(80), horizon="yearly")
        counted.append(measure)
    draw = random.Random(seed)
    below = tuple(_unit(session, folder, number, draw) for number in range(count))
    return Above(session, folder / "keys", _uids(session, given), _uids(session, counted), below)


def files(province: Above, folder: Path, *, seed: int = 2, ver: int = 1) -> list[Path]:
    """A file of every unit with a whole year of progress and figures."""
    folder.mkdir(parents=True, exist_ok=True)
    own = own_keys(province.session, province.keys)
    to = uid_text(peers.uid(province.session.conn, province.session.office.seat_id))
    return [
        _file(
            province, unit, folder / f"{number:03}.tiendo", (own.age_key, to), random.Random(seed * 1000 + number), ver
        )
        for number, unit in enumerate(province.units)
    ]


def _unit(session: Session, folder: Path, number: int, draw: random.Random) -> Unit:
    kind = units.unit_kinds(session)[-1].id
    below = units.add_unit(session, name=f"CĐCS số {number}", kind_id=kind)
    unit = Unit(crypt.make_keys(), *(_uid(draw) for _ in range(4)))
    introduction = Introduction(
        seat=unit.seat,
        node=unit.node,
        sign_key=crypt.key_text(unit.keys.sign_key),
        age_key=unit.keys.age_key,
        unit=unit.unit,
        unit_name=f"CĐCS số {number}",
        role="office",
        made_ms=1,
        schema=3,
        program="0.1.0",
    )
    letter = folder / "letter.tiendo"
    letter.write_bytes(write_introduction(unit.keys, introduction))
    met = trust.look_at(session, letter)
    trust.trust(session, met, role="child", unit_id=below, confirmed_fingerprint=met.fingerprint)
    return unit


def _file(province: Above, unit: Unit, path: Path, to: tuple[str, str], draw: random.Random, ver: int) -> Path:
    age_key, seat = to
    packed = [seals.pack_slice(name, rows) for name, rows in _slices(province, unit, draw)]
    seal = seals.make_seal(
        unit.keys,
        Seal(
            seat=unit.seat,
            audience="above",
            epochs=(EpochMark(unit.epoch, 1),),
            ver=ver,
            prev="",
            state="",
            lineage=(),
            recovered=(),
            features=(),
            slices=tuple(ref for ref, _ in packed),
            node=unit.node,
            made_ms=ver,
        ),
    )
    envelope = Envelope(
        node=unit.node,
        seat=unit.seat,
        recipients=(seat,),
        made_ms=ver,
        schema=3,
        program="0.1.0",
        seals=(seal,),
        period="2026-Q4",
    )
    container.write_file(path, envelope, {ref.sha256: data for ref, data in packed}, {}, unit.keys, [age_key])
    return path


def _slices(province: Above, unit: Unit, draw: random.Random) -> Iterator[tuple[str, Sequence[dict[str, Any]]]]:
    for quarter in QUARTERS:
        yield (
            f"progress:{quarter}",
            [_fact("task", task, unit, quarter, _progress(draw)) for task in sorted(province.tasks)],
        )
        yield (
            f"value:{quarter}",
            [_fact("measure", measure, unit, quarter, _figures(draw)) for measure in sorted(province.measures)],
        )


def _fact(what: str, uid: str, unit: Unit, quarter: str, said: dict[str, Any]) -> dict[str, Any]:
    rev = {
        "rev": 1,
        "at_ms": 1_790_000_000_000,
        "hash": f"{hash((uid, quarter)) & 0xFFFFFFFF:064x}",
        "person_text": "Lan",
        **said,
    }
    return {what: uid, "unit": unit.unit, "period": quarter, "submitted": 1, "revs": [rev]}


def _progress(draw: random.Random) -> dict[str, Any]:
    state = draw.choice(("in_progress", "in_progress", "done"))
    text = f"{draw.choice(WORDS)} {draw.randrange(1000)} lượt; {draw.choice(WORDS).lower()}"
    done = {"done_on": "2026-12-20"} if state == "done" else {"percent": draw.randrange(100)}
    return {"state": state, "result": text, **done}


def _figures(draw: random.Random) -> dict[str, Any]:
    den = draw.randrange(20, 60)
    return {"num": str(draw.randrange(den)), "den": str(den)}


def _uids(session: Session, ids: Sequence[int]) -> tuple[str, ...]:
    return tuple(uid_text(peers.uid(session.conn, item)) for item in ids)


def _uid(draw: random.Random) -> str:
    return str(UUID(int=draw.getrandbits(128), version=4))
