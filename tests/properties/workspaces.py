"""Three levels as real workspaces that exchange real files: a province, a commune's union below it, a school below that.

Every machine is a copy of a template that is made once; files are sealed, encrypted, opened, previewed and applied by the program itself.
"""

import random
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from app import backup, restore, workspace
from app.bundles import exporting
from app.bundles.applying import apply, decide_held, withdraw
from app.bundles.deciding import Verdict
from app.bundles.plans import MergePlan
from app.bundles.seals import read_seal
from app.clock import FrozenClock
from app.errors import Refused
from app.ids import uid_text
from app.people import units
from app.plan import calendar, programmes, progress, reviews, targets, tasks, values
from app.session import Session
from db.connection import Connection, Row
from db.queries import exchange_seals, peers
from db.state import state_hash
from tests.builders.exchange import Place, meet, place
from tests.properties.network.truth import Broken
from tests.properties.readings import Figures, Keys, facts_of, figures_of, keys_of, own_rows_of, tasks_of

Q3 = "2026-Q3"
NAMES = ("tinh", "xa", "truong")
LINKS = ((0, 1), (1, 0), (1, 2), (2, 1))
"""Who sends to whom, by place in ``NAMES``."""

Stream = tuple[str, str]


def make_template(folder: Path) -> Path:
    """Three workspaces that know each other and have exchanged a first task and its progress."""
    province = place(folder / "tinh", "LĐLĐ tỉnh Mẫu", seed=1)
    commune = place(folder / "xa", "Công đoàn xã Hải Mẫu", parent_name="LĐLĐ tỉnh Mẫu", seed=2)
    school = place(folder / "truong", "CĐCS Trường THPT Mẫu A", parent_name="Công đoàn xã Hải Mẫu", seed=3)
    chain = (province, commune, school)
    for above, below, name in (
        (province, commune, "Công đoàn xã Hải Mẫu"),
        (commune, school, "CĐCS Trường THPT Mẫu A"),
    ):
        kind = units.unit_kinds(above.session)[0].id
        meet(above, below, unit_id=units.add_unit(above.session, name=name, kind_id=kind))
    for one in chain[:2]:
        programme = programmes.add_programme(one.session, title="Chương trình có từ đầu")
        measure = targets.add_measure(one.session, programme_id=programme, text="Tỷ lệ có từ đầu", form="ratio")
        targets.add_target(one.session, measure, text="≥ 85 %", comparator="ge", value=Decimal(85), horizon="yearly")
    for one in chain:
        calendar.open_period(one.session, Q3)
        tasks.add_task(one.session, text="Việc có từ đầu", scope="passed_down", due="2026-09-30")
    for above, below in ((province, commune), (commune, school)):
        below.take(above.send(above.peer("child")))
    for below, above in ((school, commune), (commune, province)):
        above.take(below.send(below.peer("parent")))
    for one in chain:
        one.session.close()
    return folder


@dataclass
class Machine:
    """A running workspace. ``at``: its place in ``NAMES``; ``opened``: SHA-256 of the files it opened since its last restore."""

    at: int
    folder: Path
    place: Place
    backups: list[Path] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)

    @property
    def seat(self) -> str:
        """The uid of the seat."""
        session = self.place.session
        return uid_text(peers.uid(session.conn, session.office.seat_id))


@dataclass
class Letter:
    """A file on its way."""

    to: int
    path: Path
    sha256: str


class Town:
    """The machines, the mail between them, and the truth about what was sealed. The first machine of each place is the true one."""

    def __init__(self, template: Path, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.folder = folder
        self.opened = 0
        self.compared = 0
        self.disputed = False
        self.ancestors: dict[str, frozenset[str]] = {}
        self.said: dict[str, Keys] = {}
        self.facts: dict[str, Keys] = {}
        self.mail: list[Letter] = []
        self.sent: list[Letter] = []
        self.machines: list[list[Machine]] = [[self._start(at, template / name)] for at, name in enumerate(NAMES)]
        for machine in self.true:
            self._note_sealed(machine)

    @property
    def true(self) -> list[Machine]:
        """The machine that is each place's own."""
        return [machines[0] for machines in self.machines]

    def close(self) -> None:
        """Every workspace."""
        for machines in self.machines:
            for machine in machines:
                machine.place.session.close()

    # ------------------------------------------------------------------ what people do

    def write(self, machine: Machine) -> None:
        """Give a task down, change one, take one back, or log and submit progress."""
        session, chance = machine.place.session, self.rng.random()
        rows = session.conn.execute("SELECT id, seat_id, scope FROM task WHERE gone IS NULL ORDER BY id").fetchall()
        given = [
            row["id"] for row in rows if row["seat_id"] == session.office.seat_id and row["scope"] == "passed_down"
        ]
        doing = [row["id"] for row in rows if row["scope"] == "own"]
        text = f"Việc {self.rng.randrange(10**6)}"
        if chance < 0.2 or not rows:
            scope = "passed_down" if machine.at < 2 and self.rng.random() < 0.7 else "own"
            tasks.add_task(session, text=text, scope=scope, due="2026-09-30")
        elif chance < 0.35 and given:
            tasks.edit_task(session, self.rng.choice(given), text=text)
        elif chance < 0.4 and len(given) > 1:
            tasks.edit_task(session, self.rng.choice(given), scope="own")
        elif doing and self.rng.random() < 0.6:
            self.report(machine, self.rng.choice(doing), text)
        else:
            self.count(machine)

    def report(self, machine: Machine, task_id: int, text: str) -> None:
        """Log progress of a task, and mostly submit it."""
        session, percent = machine.place.session, self.rng.randrange(0, 100)
        progress.log_progress(session, task_id, period=Q3, state="in_progress", percent=percent, result=text)
        if self.rng.random() < 0.7:
            _submit(session)

    def count(self, machine: Machine) -> None:
        """Log a figure that the office is asked for, and submit it."""
        session = machine.place.session
        asked = session.conn.execute("SELECT id FROM measure WHERE reported_by = 'office' AND gone IS NULL").fetchall()
        if asked:
            part, unit = self.rng.randrange(0, 50), session.office.unit_id
            values.log_value(session, self.rng.choice(asked)["id"], unit_id=unit, period=Q3, num=part, den=50)
            _submit(session)

    def send(self, machine: Machine, to: int) -> Letter:
        """Make a file for a neighbour."""
        role = "child" if to > machine.at else "parent"
        made = exporting.make(machine.place.session, [machine.place.peer(role)], keys_folder=machine.place.keys)
        self._note_sealed(machine)
        letter = Letter(to, made.path, made.sha256)
        self.sent.append(letter)
        return letter

    def back_up(self, machine: Machine) -> None:
        """Make a backup."""
        machine.backups.append(backup.back_up(machine.place.session))

    def restore(self, machine: Machine) -> None:
        """Go back to a backup."""
        if machine.backups:
            machine.place.session.close()
            restore.restore(restore.plan_restore(self.rng.choice(machine.backups)), clock=self._clock())
            machine.place.session = self._open(machine.folder)
            machine.opened.clear()

    def clone(self, machine: Machine) -> None:
        """The disk is copied to a second PC, keys and all."""
        self.disputed = True
        session = machine.place.session
        session.close()
        twin = self._start(machine.at, machine.folder)
        machine.place.session = self._open(machine.folder)
        self.machines[machine.at].append(twin)

    # ------------------------------------------------------------------ opening files, under the laws of each step

    def open(self, machine: Machine, letter: Letter) -> None:
        """Preview and apply a file; now and then once more, or taken back."""
        session = machine.place.session
        before, own = self._standing(session.conn), own_rows_of(session.conn, session.office.seat_id)
        hash_before, figures = state_hash(session.conn), figures_of(session)
        seen = machine.place.preview(letter.path)
        if any(file.code for file in seen.files):
            raise Broken("opens", f"{NAMES[machine.at]}: {seen.files[0].code}")
        machine.opened.add(letter.sha256)
        agreed = {plan.seal.hash for plan in seen.files[0].held if plan.code == "MANY_WITHDRAWN"}
        outcome = apply(session, seen, agreed=agreed, keys_folder=machine.place.keys, back_up=False)
        after = self._standing(session.conn)
        self._as_previewed(machine, seen, agreed)
        if not agreed and not outcome.taken_back:
            self._figures_as_previewed(machine, seen, figures)
        self._never_silently(machine, before, after)
        if not outcome.taken_back and own_rows_of(session.conn, session.office.seat_id) != own:
            raise Broken("owned", f"{NAMES[machine.at]}: a file changed rows of its receiver")
        if before == after and not outcome.taken_back and state_hash(session.conn) != hash_before:
            raise Broken("projection", f"{NAMES[machine.at]}: rows moved though no state did")
        if before != after and not outcome.taken_back and self.rng.random() < 0.25:
            self._take_back(machine, letter, next(iter(outcome.bundle_ids.values())), hash_before)

    def _take_back(self, machine: Machine, letter: Letter, bundle_id: int, hash_before: str) -> None:
        """Withdrawing brings the state from before back, to the bit; the same file then counts again."""
        session = machine.place.session
        counted = self._standing(session.conn)
        try:
            withdraw(session, bundle_id, reason="nhận nhầm")
        except Refused:
            return
        if state_hash(session.conn) != hash_before:
            raise Broken("withdrawn", f"{NAMES[machine.at]}: another state than before the file")
        seen = machine.place.preview(letter.path)
        agreed = {plan.seal.hash for plan in seen.files[0].held if plan.code == "MANY_WITHDRAWN"}
        apply(session, seen, agreed=agreed, keys_folder=machine.place.keys, back_up=False)
        if self._standing(session.conn) != counted:
            raise Broken("withdrawn", f"{NAMES[machine.at]}: the file does not count again")

    def _as_previewed(self, machine: Machine, seen: MergePlan, agreed: set[str]) -> None:
        for plan in (plan for file in seen.files for plan in file.seals if not plan.own_again):
            row = exchange_seals.by_hash(machine.place.session.conn, plan.seal.hash)
            status = None if row is None else row["status"]
            counts = plan.verdict is Verdict.apply or plan.seal.hash in agreed
            if (counts and status != "applied") or (not counts and plan.verdict is Verdict.hold and status != "held"):
                raise Broken("previewed", f"{NAMES[machine.at]}: {plan.verdict} was previewed, the state is {status}")

    def _figures_as_previewed(self, machine: Machine, seen: MergePlan, before: Figures) -> None:
        """The headline figures that move are those that the preview named, from and to what it said."""
        after = figures_of(machine.place.session)
        moved = {key: (figure, after[key]) for key, figure in before.items() if key in after and after[key] != figure}
        told = {(line.measure_id, line.period): (line.before, line.after) for line in seen.effects.figures}
        self.compared += len(told)
        if moved != told:
            raise Broken("previewed", f"{NAMES[machine.at]}: figures moved {moved}, the preview said {told}")

    def _never_silently(self, machine: Machine, before: Mapping[Stream, Row], after: Mapping[Stream, Row]) -> None:
        for stream, old in before.items():
            new = after[stream]
            if old["hash"] not in self.ancestors[new["hash"]]:
                raise Broken(
                    "never silently", f"{NAMES[machine.at]}: {stream[1]} {old['ver']} gave way to {new['ver']}"
                )
            if self.said[old["hash"]] - self.said[new["hash"]] or self.facts[old["hash"]] - self.facts[new["hash"]]:
                raise Broken("no row disappears", f"{NAMES[machine.at]}: {stream[1]} {new['ver']}")

    # ------------------------------------------------------------------ quiet days

    def settle(self) -> None:
        """Everybody sends to its neighbours and every file arrives, until nobody has anything new to say."""
        for machines in self.machines:
            for twin in machines[1:]:
                twin.place.session.close()
            if machines[1:]:
                for scope in ("own", "passed_down"):
                    tasks.add_task(machines[0].place.session, text="Việc chỉ có ở máy thật", scope=scope)
            del machines[1:]
        for _ in range(12):
            moved = False
            for at, to in LINKS:
                letter = self.send(self.true[at], to)
                if letter.sha256 not in self.true[to].opened:
                    self.open(self.true[to], letter)
                    moved = True
            if not moved and not self._people_choose():
                return
        raise Broken("converges", "still moving after 12 rounds")

    def _people_choose(self) -> bool:
        chosen = False
        for machine in self.true if self.disputed else []:
            conn = machine.place.session.conn
            for held in exchange_seals.with_status(conn, "held"):
                newest = self._newest(uid_text(held["seat_uid"]), held["audience"])
                standing = exchange_seals.standing(conn, held["seat_id"], held["audience"])
                if newest is None or held["hash"] != newest or (standing is not None and standing["hash"] == newest):
                    continue
                decide_held(machine.place.session, held["id"], accept=True)
                chosen = True
        return chosen

    def _newest(self, seat: str, audience: str) -> str | None:
        for machine in self.true:
            if machine.seat == seat:
                session = machine.place.session
                row = exchange_seals.newest_own(session.conn, session.office.seat_id, audience)
                return None if row is None else str(row["hash"])
        return None

    def converged(self) -> None:
        """Every state that counts anywhere is the newest of its author, every author is heard, and nothing waits."""
        for machine in self.true:
            conn = machine.place.session.conn
            for (seat, audience), row in self._standing(conn).items():
                if self.disputed and audience.startswith("to:"):
                    continue  # nothing is said there, so the true machine has nothing newer than its twin's empty state
                if row["hash"] != self._newest(seat, audience):
                    raise Broken(
                        "converges", f"{NAMES[machine.at]} holds an old {audience} ({row['ordinal']}, {row['ver']})"
                    )
            held = exchange_seals.with_status(conn, "held")
            if held and not self.disputed:
                raise Broken(
                    "converges", f"{NAMES[machine.at]} still holds {[(row['audience'], row['code']) for row in held]}"
                )
        self._rows_agree()

    def _rows_agree(self) -> None:
        """What a state says stands in the tables of whoever applied it, as its author has it."""
        for above, below in ((0, 1), (1, 2)):
            upper, lower = self.true[above], self.true[below]
            given = tasks_of(upper.place, upper.seat, "passed_down")
            if tasks_of(lower.place, upper.seat, "own") != given:
                raise Broken("agree", f"{NAMES[below]} has other tasks than {NAMES[above]} gave")
            known = {row[0] for row in upper.place.session.conn.execute("SELECT uid FROM item WHERE kind = 'task'")}
            said = {fact for fact in facts_of(lower.place, lower.seat) if fact[0] in known}
            if facts_of(upper.place, lower.seat) != said:
                raise Broken("agree", f"{NAMES[above]} has other facts than {NAMES[below]} submitted")

    def gets_back(self) -> None:
        """Whatever counts or counted somewhere is in its author's newest state again."""
        for machine in self.true if not self.disputed else []:
            for row in exchange_seals.with_status(machine.place.session.conn, "superseded"):
                newest = self._newest(uid_text(row["seat_uid"]), row["audience"])
                if newest is None:
                    raise Broken("gets back", f"{row['audience']}, of which {NAMES[machine.at]} had {row['ver']}")
                if self.said[row["hash"]] - self.said[newest] or self.facts[row["hash"]] - self.facts[newest]:
                    raise Broken("gets back", f"{row['audience']} {row['ver']}, which {NAMES[machine.at]} had")

    # ------------------------------------------------------------------ inside

    def _start(self, at: int, source: Path) -> Machine:
        folder = self.folder / f"{NAMES[at]}-{self.opened}"
        shutil.copytree(source, folder)
        return Machine(at, folder, Place(self._open(folder), folder / "keys"))

    def _open(self, folder: Path) -> Session:
        self.opened += 1
        session = workspace.open_workspace(folder / "so.tdb", clock=self._clock(), seed=1000 + self.opened)
        session._writer.execute("PRAGMA synchronous = OFF")  # laws of logic; durability is tested elsewhere
        return session

    def _clock(self) -> FrozenClock:
        year = (
            2026 + (self.opened % 7) * 2 if self.opened > len(NAMES) else 2026
        )  # clocks of restored machines are often wrong
        return FrozenClock(f"{year}-10-01T{self.opened % 24:02d}:00:00", step_ms=1000)

    def _note_sealed(self, machine: Machine) -> None:
        session = machine.place.session
        conn, seat_id = session.conn, session.office.seat_id
        for stream in exchange_seals.streams(conn, seat_id):
            rows = exchange_seals.of_stream(conn, seat_id, stream["audience"])
            back = [row["hash"] for row in rows if row["code"] == "RECOVERED"]
            for row in (row for row in rows if row["status"] == "own" and row["hash"] not in self.ancestors):
                prev = read_seal(row["manifest"], row["sig"]).prev
                parents = [*([prev] if prev else []), *back]
                self.ancestors[row["hash"]] = frozenset({row["hash"]}).union(*(self.ancestors[one] for one in parents))
                self.said[row["hash"]] = frozenset(keys_of(session, row))
                self.facts[row["hash"]] = frozenset(keys_of(session, row, facts=True))

    def _standing(self, conn: Connection) -> dict[Stream, Row]:
        rows = exchange_seals.with_status(conn, "applied")
        return {(uid_text(row["seat_uid"]), row["audience"]): row for row in rows}


def _submit(session: Session) -> None:
    with suppress(Refused):  # the same figure once more leaves nothing to submit
        reviews.submit(session, period=Q3)
