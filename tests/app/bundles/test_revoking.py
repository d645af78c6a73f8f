"""A stolen key, a lost PC, a seat taken back: what was good stays, what came after is named, nothing more is let in."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from app import workspace
from app.bundles import trust
from app.bundles.applying import apply, decide_held
from app.bundles.keys import new_node
from app.clock import FrozenClock
from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.people import units
from app.plan import calendar, tasks
from app.session import Actor
from db import epochs
from db.queries import exchange_seals
from tests.builders.exchange import NOW, Place, meet, place


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """A province and a school that exchanged some files: the school's states 1, 2 and 3 count at the province, one after the other."""
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu")
    school = place(tmp_path / "truong", "Trường A", parent_name="Liên đoàn Lao động tỉnh Mẫu", seed=2)
    kinds = {line.sector: line.id for line in units.unit_kinds(province.session) if line.sector}
    unit = units.add_unit(province.session, name="Trường A", kind_id=kinds["state"])
    for one in (province, school):
        calendar.open_period(one.session, "2026-Q3")
    meet(province, school, unit_id=unit)
    for number in (1, 2, 3):
        report(school, f"Việc {number}")
        province.take(school.send(school.peer("parent")))
    yield province, school
    province.session.close()
    school.session.close()


def report(at: Place, text: str) -> None:
    """Something of its own that a unit has to say."""
    tasks.add_task(at.session, text=text)


def verdicts(at: Place, path: Path) -> list[tuple[str, str]]:
    return [(str(seal.verdict), seal.code) for file in at.preview(path).files for seal in file.seals]


def test_what_is_held_stays_and_nothing_after_it_is_taken(pair: tuple[Place, Place]) -> None:
    province, school = pair
    report(school, "Việc của kẻ trộm")
    stolen = school.send(school.peer("parent"))
    done = trust.revoke(province.session, province.peer("child"), reason="Mất máy")
    assert done.beyond == ()
    assert done.cuts["above"][1] == 3
    assert ("refuse", "REVOKED") in verdicts(province, stolen)
    outcome = province.take(stolen)
    assert outcome.applied == 0


def test_files_beyond_the_cut_off_are_named_one_by_one(pair: tuple[Place, Place]) -> None:
    province, _ = pair
    peer = province.peer("child")
    assert [state.ver for state in trust.states(province.session, peer)] == [3, 2, 1]
    assert [each.ver for each in trust.beyond(province.session, peer, {"above": 1})] == [2, 3]
    done = trust.revoke(province.session, peer, reason="Lộ khóa từ tháng 8", last_good={"above": 1})
    assert [each.ver for each in done.beyond] == [2, 3]
    assert all(each.file_name.endswith(".tiendo") for each in done.beyond)
    assert done.cuts["above"][1] == 1


def test_a_number_never_lets_in_what_is_not_here_yet(pair: tuple[Place, Place]) -> None:
    province, school = pair
    done = trust.revoke(province.session, province.peer("child"), reason="Lộ khóa", last_good={"above": 99})
    assert done.cuts["above"][1] == 3
    report(school, "Việc của kẻ trộm")
    assert ("refuse", "REVOKED") in verdicts(province, school.send(school.peer("parent")))


def test_a_thief_with_an_epoch_of_his_own_making_gets_no_further(pair: tuple[Place, Place], tmp_path: Path) -> None:
    province, school = pair
    copytree(school.keys, tmp_path / "stolen")
    trust.revoke(province.session, province.peer("child"), reason="Lộ khóa")
    seat = school.session.office.seat_id
    with school.session.change(msg("Thử")) as change:
        epochs.branch(change, seat)
        for stream in change.connection.execute("SELECT id FROM stream WHERE seat_id = ?", [seat]).fetchall():
            change.update("stream", stream["id"], ver=0)
    report(school, "Việc của kẻ trộm")
    assert ("refuse", "REVOKED") in verdicts(province, school.send(school.peer("parent")))


def test_work_goes_on_under_the_new_key_once_the_digits_were_compared(pair: tuple[Place, Place]) -> None:
    province, school = pair
    trust.revoke(province.session, province.peer("child"), reason="Mất máy")
    new_node(school.session, school.keys)
    report(school, "Việc sau khi đổi máy")
    early = school.send(school.peer("parent"))
    assert province.preview(early).files[0].code == "KEY_CHANGED"
    letter = school.session.path.parent / "gt-moi"
    trust.introduce(school.session, letter, None, school.keys)
    met = trust.look_at(province.session, letter)
    assert met.standing is trust.Standing.changed
    trust.trust(province.session, met, role="child", confirmed_fingerprint=met.fingerprint, replace=True)
    assert trust.peers(province.session)[0].state == "ok"
    assert province.take(early).applied == 1


def test_a_key_is_revoked_once_and_with_a_reason(pair: tuple[Place, Place]) -> None:
    province, _ = pair
    peer = province.peer("child")
    with pytest.raises(BadInput):
        trust.revoke(province.session, peer, reason=" ")
    with pytest.raises(NotFound):
        trust.revoke(province.session, 77, reason="Mất máy")
    trust.revoke(province.session, peer, reason="Mất máy")
    with pytest.raises(Refused):
        trust.revoke(province.session, peer, reason="Mất máy")
    with pytest.raises(Refused, match="làm quen lại"):
        province.session.undo()


def test_a_revocation_outlives_a_restart(pair: tuple[Place, Place]) -> None:
    province, school = pair
    trust.revoke(province.session, province.peer("child"), reason="Mất máy")
    report(school, "Việc sau")
    late = school.send(school.peer("parent"))
    province.session.close()
    province.session = workspace.open_workspace(
        province.session.path, clock=FrozenClock(NOW, step_ms=1000), actor=Actor("Lan")
    )
    assert ("refuse", "REVOKED") in verdicts(province, late)


def test_what_waits_for_a_person_is_turned_away_with_the_key(pair: tuple[Place, Place]) -> None:
    province, school = pair
    report(school, "Việc của kẻ trộm")
    waiting = province.preview(school.send(school.peer("parent")))
    apply(province.session, waiting, accepted=(), keys_folder=province.keys, back_up=False)
    held = exchange_seals.with_status(province.session.conn, "held")
    assert len(held) == 1
    trust.revoke(province.session, province.peer("child"), reason="Lộ khóa")
    assert exchange_seals.with_status(province.session.conn, "held") == []
    with pytest.raises(NotFound):
        decide_held(province.session, held[0]["id"], accept=True)
    book = province.session.conn.execute("SELECT status, code FROM bundle WHERE way = 'in' ORDER BY id").fetchall()
    assert tuple(book[-1]) == ("refused", "REVOKED")


def test_the_law_of_the_cut_off_holds_for_every_version(pair: tuple[Place, Place]) -> None:
    province, school = pair
    who = trust.introduce(school.session, school.session.path.parent / "gt", None, school.keys)
    done = trust.revoke(province.session, province.peer("child"), reason="Lộ khóa", last_good={"above": 2})
    cut = done.cuts["above"]
    for ordinal in range(4):
        for ver in range(1, 6):
            code: trust.Code | None = None
            try:
                trust.signer(province.session, who.seat, who.node, "above", (ordinal, ver))
            except trust.Untrusted as refused:
                code = refused.code
            assert code == (None if (ordinal, ver) <= cut else trust.Code.revoked)
