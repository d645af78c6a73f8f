"""What a met office is here: one seat for one unit or ban, and nobody speaks of a unit that is not his."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.bundles import meeting, trust
from app.bundles.crypt import make_keys
from app.bundles.faults import Damaged
from app.bundles.introductions import write_introduction
from app.bundles.keys import new_node, own_keys
from app.bundles.trust import Standing
from app.errors import BadInput, NotFound, Refused
from app.ids import uid_from_text, uid_text
from app.people import bans, units
from db.queries import peers as queries
from tests.builders.neighbours import Place, ban, below, child_unit, introduced, meet, place


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Place, Place, Place]]:
    """A province and two others who may become anything."""
    made = place(tmp_path, "LĐLĐ tỉnh Mẫu", 1), place(tmp_path, "Trường A", 2), place(tmp_path, "Trường B", 3)
    yield made
    for each in made:
        each.session.close()


def test_names_suggest_what_the_other_is(offices: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, school, _ = offices
    unit = child_unit(province, "Trường A")
    seen = introduced(province, school)
    assert (seen.standing, seen.role, seen.unit_id) == (Standing.new, "child", unit)
    assert introduced(school, province).role is None
    inner = place(tmp_path, "Trường C", 4, parent="LĐLĐ tỉnh mẫu")
    assert introduced(inner, province).role == "parent"
    workstation = place(tmp_path, "LĐLĐ tỉnh Mẫu", 5)
    assert introduced(workstation, province).role == "office"
    for each in (inner, workstation):
        each.session.close()


def test_a_child_is_a_unit_below_us_and_nothing_else(offices: tuple[Place, Place, Place]) -> None:
    province, school, other = offices
    seen = introduced(province, school)
    given: dict[str, Any] = {"role": "child", "confirmed_fingerprint": seen.fingerprint}
    with pytest.raises(BadInput):
        trust.trust(province.session, seen, **given)
    with pytest.raises(NotFound):
        trust.trust(province.session, seen, unit_id=99999, **given)
    with pytest.raises(Refused):
        trust.trust(province.session, seen, unit_id=province.session.office.unit_id, **given)
    assert trust.peers(province.session) == ()
    meet(province, school, "child", new_unit="Trường A mới")
    added = next(line for line in units.unit_lines(province.session) if line.name == "Trường A mới")
    with pytest.raises(Refused, match="Trường A"):
        meet(province, other, "child", unit_id=added.id)


def test_a_ban_has_one_workstation_at_a_time(offices: tuple[Place, Place, Place]) -> None:
    province, first, second = offices
    its = ban(province, "Ban Tuyên giáo", "TG")
    third = ban(province, "Ban Nữ công", "NC")
    bans.close_ban(province.session, third, on="2026-12-31")
    with pytest.raises(Refused, match="kết thúc"):
        meet(province, first, "ban", ban_id=third)
    with pytest.raises(NotFound):
        meet(province, first, "ban", ban_id=12345)
    peer_id = meet(province, first, "ban", ban_id=its)
    line = trust.peers(province.session)[0]
    assert (line.name, line.ban_id, line.unit_id) == ("Ban Tuyên giáo", its, province.session.office.unit_id)
    with pytest.raises(Refused):
        meet(province, second, "ban", ban_id=its)
    trust.revoke(province.session, peer_id, reason="Rút máy khỏi ban")
    assert meet(province, second, "ban", ban_id=its) != peer_id


def test_a_workstation_learns_of_which_ban_it_is_before_it_works(offices: tuple[Place, Place, Place]) -> None:
    province, desk, _ = offices
    with pytest.raises(Refused, match="thư riêng"):
        meet(desk, province, "office")
    assert trust.peers(desk.session) == ()


def test_an_office_tells_its_workstation_which_ban_it_is(offices: tuple[Place, Place, Place]) -> None:
    province, desk, _ = offices
    its = ban(province, "Ban Tuyên giáo", "TG")
    meet(province, desk, "ban", ban_id=its)
    meet(desk, province, "office")
    office = queries.peers_of_role(desk.session.conn, "office")[0]
    own_seat = desk.session.conn.execute("SELECT * FROM seat WHERE id = ?", [desk.session.office.seat_id]).fetchone()
    assert queries.uid(desk.session.conn, own_seat["ban_id"]) == queries.uid(province.session.conn, its)
    theirs = queries.uid(province.session.conn, province.session.office.unit_id)
    assert queries.resolved(desk.session.conn, theirs) == desk.session.office.unit_id == office["unit_id"]
    assert office["known_as"] == theirs
    assert trust.may_speak(desk.session, province.seat, "inside") is None
    assert trust.may_speak(desk.session, province.seat, "below") is trust.Code.not_theirs
    assert desk.introduction().role == "ban"


def test_nobody_speaks_of_a_unit_that_is_anothers(offices: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, school, thief = offices
    below(province, school)
    for taken in (
        school.introduction().unit,
        uid_text(queries.uid(province.session.conn, province.session.office.unit_id)),
        uid_text(queries.uid(province.session.conn, child_unit(province, "Trường C"))),
    ):
        forged = replace(thief.introduction(), unit=taken)
        (tmp_path / "gt").write_bytes(write_introduction(own_keys(thief.session, thief.keys), forged))
        seen = trust.look_at(province.session, tmp_path / "gt")
        with pytest.raises(Refused):
            trust.trust(province.session, seen, role="child", new_unit="Nơi lạ", confirmed_fingerprint=seen.fingerprint)
    assert [line.name for line in trust.peers(province.session)] == ["Trường A"]
    assert "Nơi lạ" not in [line.name for line in units.unit_lines(province.session)]


def test_a_seat_that_is_something_else_here_is_refused(offices: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, thief, _ = offices
    forged = replace(thief.introduction(), seat=uid_text(queries.uid(province.session.conn, child_unit(province, "C"))))
    (tmp_path / "gt").write_bytes(write_introduction(own_keys(thief.session, thief.keys), forged))
    seen = trust.look_at(province.session, tmp_path / "gt")
    with pytest.raises(Refused):
        trust.trust(province.session, seen, role="parent", confirmed_fingerprint=seen.fingerprint)


def test_two_copies_of_one_workspace_are_told_apart(offices: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, school, _ = offices
    below(province, school)
    forged = replace(school.introduction(), seat=uid_text(b"\x01" * 16))
    (tmp_path / "gt").write_bytes(write_introduction(own_keys(school.session, school.keys), forged))
    assert trust.look_at(province.session, tmp_path / "gt").standing is Standing.clash
    own = replace(province.introduction(), seat=uid_text(b"\x02" * 16))
    (tmp_path / "gt").write_bytes(write_introduction(own_keys(province.session, province.keys), own))
    assert trust.look_at(province.session, tmp_path / "gt").standing is Standing.clash


def test_one_machine_name_with_another_key_is_a_stop_that_nothing_overcomes(
    offices: tuple[Place, Place, Place], tmp_path: Path
) -> None:
    province, school, _ = offices
    below(province, school)
    (tmp_path / "gt").write_bytes(write_introduction(make_keys(), school.introduction()))
    seen = trust.look_at(province.session, tmp_path / "gt")
    assert (seen.standing, seen.stops) == (Standing.clash, True)
    with pytest.raises(Refused):
        trust.trust(province.session, seen, role="child", confirmed_fingerprint=seen.fingerprint, replace=True)
    assert trust.peers(province.session)[0].fingerprint == trust.own_fingerprint(school.session, school.keys)


def test_an_earlier_letter_of_a_seat_does_not_bring_its_old_key_back(
    offices: tuple[Place, Place, Place], tmp_path: Path
) -> None:
    province, school, _ = offices
    below(province, school)
    trust.introduce(school.session, tmp_path / "old", None, school.keys)
    new_node(school.session, school.keys)
    seen = introduced(province, school)
    trust.trust(province.session, seen, role="child", confirmed_fingerprint=seen.fingerprint, replace=True)
    old = trust.look_at(province.session, tmp_path / "old")
    assert old.standing is Standing.replaced
    with pytest.raises(Refused):
        trust.trust(province.session, old, role="child", confirmed_fingerprint=old.fingerprint, replace=True)


def test_a_letter_for_somebody_else_is_not_confirmed(offices: tuple[Place, Place, Place]) -> None:
    province, school, other = offices
    at_province, _ = below(province, school)
    trust.introduce(province.session, province.desk / "rieng", at_province, province.keys)
    assert trust.look_at(other.session, province.desk / "rieng").standing is Standing.other
    assert trust.look_at(school.session, province.desk / "rieng").standing is Standing.same


def test_a_known_peer_that_writes_again_tells_what_it_knows_us_as(offices: tuple[Place, Place, Place]) -> None:
    province, school, _ = offices
    at_school = meet(school, province, "parent")
    assert [row["known_as"] for row in queries.peers(school.session.conn)] == [None]
    at_province = meet(province, school, "child", unit_id=child_unit(province, "Trường A"))
    seen = introduced(school, province)
    assert seen.standing is Standing.same
    assert trust.trust(school.session, seen, role="parent", confirmed_fingerprint=None) == at_school
    row, there = queries.peer(school.session.conn, at_school), queries.peer(province.session.conn, at_province)
    assert row is not None
    assert there is not None
    assert row["known_as"] == queries.uid(province.session.conn, there["unit_id"])


def test_a_peer_does_not_change_its_role_by_a_letter(offices: tuple[Place, Place, Place]) -> None:
    province, school, _ = offices
    below(province, school)
    seen = introduced(province, school)
    with pytest.raises(Refused):
        trust.trust(province.session, seen, role="parent", confirmed_fingerprint=seen.fingerprint)


def test_trust_is_taken_back_by_revoking_not_by_undo(offices: tuple[Place, Place, Place]) -> None:
    province, school, _ = offices
    below(province, school)
    with pytest.raises(Refused, match="thu hồi"):
        province.session.undo()
    assert len(trust.peers(province.session)) == 1


def test_every_cut_or_altered_letter_is_a_sentence(offices: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, school, _ = offices
    trust.introduce(school.session, tmp_path / "gt", None, school.keys)
    whole = (tmp_path / "gt").read_bytes()
    for data in (b"", whole[:40], whole[:-9], whole.replace("Trường A".encode(), "Trường B".encode()), b"x" * 70_000):
        (tmp_path / "hong").write_bytes(data)
        with pytest.raises(Damaged) as damaged:
            trust.look_at(province.session, tmp_path / "hong")
        assert "hong" in str(damaged.value)
    with pytest.raises(NotFound):
        trust.look_at(province.session, tmp_path / "không có")
    with pytest.raises(NotFound):
        trust.introduce(school.session, tmp_path / "gt", 77, school.keys)


def test_the_digits_of_both_sides_are_the_same(offices: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, school, _ = offices
    seen = introduced(province, school)
    assert seen.fingerprint == trust.own_fingerprint(school.session, school.keys)
    copy = tmp_path / "copy"
    shutil.copytree(school.keys, copy)
    assert meeting.own_fingerprint(school.session, copy) == seen.fingerprint
    assert uid_from_text(seen.introduction.seat) == queries.uid(school.session.conn, school.session.office.seat_id)
