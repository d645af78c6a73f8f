"""The laws of the exchange once more, over real workspaces and real files, and with them: what is previewed is what is applied, and
what is applied can be taken back to the bit."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bundles import planning, receipts
from app.bundles.deciding import APPLY, RESTORED, Decision, decide
from app.bundles.parts import Seal
from app.bundles.seals import read_seal
from app.plan import tasks
from db.queries import exchange_seals
from tests.properties.network.truth import Broken
from tests.properties.workspaces import LINKS, Machine, Town, make_template

USUAL, CAMPAIGN = 7, 60
KINDS = {
    "mail": ("write", "write", "hand over", "hand over", "send", "arrive", "lose", "old"),
    "restores": ("write", "write", "hand over", "hand over", "send", "arrive", "backup", "restore", "old"),
    "clones": ("write", "write", "hand over", "hand over", "backup", "restore", "clone"),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("levels"))


def step(town: Town, name: str) -> None:
    """Something happens somewhere."""
    rng = town.rng
    at, to = rng.choice(LINKS)
    machine: Machine = rng.choice(town.machines[at])
    if name == "write":
        town.write(machine)
    elif name == "hand over":
        town.write(machine)
        town.open(rng.choice(town.machines[to]), town.send(machine, to))
    elif name == "send":
        town.mail.append(town.send(machine, to))
    elif name == "arrive" and town.mail:
        letter = town.mail.pop(rng.randrange(len(town.mail)))
        town.open(rng.choice(town.machines[letter.to]), letter)
    elif name == "old" and town.sent:
        letter = rng.choice(town.sent)
        town.open(rng.choice(town.machines[letter.to]), letter)
    elif name == "lose" and town.mail:
        town.mail.pop(rng.randrange(len(town.mail)))
    elif name == "backup":
        town.back_up(machine)
    elif name == "restore":
        town.restore(machine)
    elif name == "clone" and sum(map(len, town.machines)) < 5:
        town.clone(machine)


def lived(template: Path, kind: str, seed: int, steps: int) -> int:
    """One history out of a seed, and every law over it; return how many figures were held against what their preview said."""
    folder = Path(tempfile.mkdtemp(dir=template.parent))
    town = Town(template, folder, seed)
    try:
        for _ in range(steps):
            step(town, town.rng.choice(KINDS[kind]))
        town.settle()
        town.converged()
        town.gets_back()
        return town.compared
    finally:
        town.close()
        shutil.rmtree(folder)


@pytest.mark.parametrize("seed", range(USUAL))
@pytest.mark.parametrize("kind", KINDS)
def test_the_laws_hold_between_real_workspaces(template: Path, kind: str, seed: int) -> None:
    lived(template, kind, seed, steps=12)


def _restores_believed(known: Seal | None, new: Seal) -> Decision:
    found = decide(known, new)
    return APPLY if found == RESTORED else found


BROKEN: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a restored state counts at once": lambda patch: patch.setattr(planning, "decide", _restores_believed),
    "states are not returned": lambda patch: patch.setattr(receipts, "states_to_return", lambda reader, seat_id: []),
    "no figure is previewed": lambda patch: patch.setattr(planning, "moves_of", lambda session, peer, shaped: ()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_found_out_between_real_workspaces(
    template: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    BROKEN[name](monkeypatch)
    for seed in range(100, 106):
        try:
            lived(template, "restores", seed, steps=20)
        except Broken:
            return
    pytest.fail(f"no law noticed that {name}")


def test_one_backup_restored_twice_loses_nothing_of_what_was_sent_in_between(template: Path, tmp_path: Path) -> None:
    """What was sent after the first restore comes back after the second, though the second knows nothing of the first."""
    town = Town(template, tmp_path, 1)
    try:
        commune, school = town.true[1:]
        town.back_up(school)
        for number in range(3):
            tasks.add_task(school.place.session, text=f"Việc sau lần khôi phục {number}", scope="own", due="2026-09-30")
            town.open(commune, town.send(school, 1))
            town.restore(school)
        town.settle()
        town.converged()
        town.gets_back()
        newest = exchange_seals.newest_own(school.place.session.conn, school.place.session.office.seat_id, "above")
        assert newest is not None
        epochs = read_seal(newest["manifest"], newest["sig"]).epochs
        assert [mark.ordinal for mark in epochs] == [
            4,
            1,
        ]  # what came back brings no epoch with it in which we never were
        texts = [row[0] for row in school.place.session.conn.execute("SELECT text FROM task")]
        assert all(f"Việc sau lần khôi phục {number}" in texts for number in range(3))
    finally:
        town.close()


@pytest.mark.campaign
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=CAMPAIGN)
@given(seed=st.integers(0, 2**63), steps=st.integers(5, 40))
def test_the_laws_hold_between_real_workspaces_over_many_histories(
    template: Path, kind: str, seed: int, steps: int
) -> None:
    lived(template, kind, seed, steps)
