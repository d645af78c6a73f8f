"""Who is trusted: only keys that people compared, in the place they have, until they are taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bundles import trust
from app.bundles.trust import Standing
from app.errors import BadInput, Refused
from db.queries import peers as queries
from tests.builders.neighbours import Place, below, child_unit, introduced, meet, place


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[Place, Place, Place]]:
    """A province, a school below it and another school."""
    made = place(tmp_path, "LĐLĐ tỉnh Mẫu", 1), place(tmp_path, "Trường A", 2), place(tmp_path, "Trường B", 3)
    yield made
    for each in made:
        each.session.close()


def test_a_child_and_its_parent_come_to_know_each_other(places: tuple[Place, Place, Place]) -> None:
    province, school, _ = places
    at_province, at_school = below(province, school)
    child, parent = trust.peers(province.session)[0], trust.peers(school.session)[0]
    assert (child.id, child.role, child.unit, child.state) == (at_province, "child", "Trường A", "ok")
    assert (parent.id, parent.role, parent.name, parent.via) == (at_school, "parent", "LĐLĐ tỉnh Mẫu", "")
    row = queries.peer(school.session.conn, at_school)
    assert row is not None
    assert child.unit_id is not None
    assert row["known_as"] == queries.uid(province.session.conn, child.unit_id)
    theirs = queries.uid(school.session.conn, school.session.office.unit_id)
    assert queries.resolved(province.session.conn, theirs) == child.unit_id


def test_digits_that_differ_are_not_accepted(places: tuple[Place, Place, Place]) -> None:
    province, school, _ = places
    meeting = introduced(province, school)
    unit = child_unit(province, "Trường A")
    for said in (None, "", "1" * 30, meeting.fingerprint[:-1], "so mã rồi"):
        with pytest.raises(BadInput):
            trust.trust(province.session, meeting, role="child", unit_id=unit, confirmed_fingerprint=said)
    assert trust.peers(province.session) == ()
    spaced = meeting.fingerprint.replace(" ", "-")
    trust.trust(province.session, meeting, role="child", unit_id=unit, confirmed_fingerprint=spaced)


def test_a_changed_key_stops_until_the_digits_are_compared_again(places: tuple[Place, Place, Place]) -> None:
    from app.bundles.keys import new_node

    province, school, _ = places
    peer_id, _ = below(province, school)
    before = trust.peers(province.session)[0].fingerprint
    new_node(school.session, school.keys)
    meeting = introduced(province, school)
    assert (meeting.standing, meeting.stops, meeting.known_fingerprint) == (Standing.changed, True, before)
    with pytest.raises(Refused):
        trust.trust(province.session, meeting, role="child", confirmed_fingerprint=meeting.fingerprint)
    with pytest.raises(BadInput):
        trust.trust(province.session, meeting, role="child", confirmed_fingerprint=before, replace=True)
    again = trust.trust(
        province.session, meeting, role="child", confirmed_fingerprint=meeting.fingerprint, replace=True
    )
    assert again == peer_id
    assert trust.peers(province.session)[0].fingerprint == meeting.fingerprint


def test_a_revoked_key_stays_revoked_when_its_introduction_is_played_again(
    places: tuple[Place, Place, Place], tmp_path: Path
) -> None:
    province, school, _ = places
    peer_id, _ = below(province, school)
    old = tmp_path / "old"
    trust.introduce(school.session, old, None, school.keys)
    trust.revoke(province.session, peer_id, reason="Mất máy")
    meeting = trust.look_at(province.session, old)
    assert meeting.standing is Standing.revoked
    with pytest.raises(Refused):
        trust.trust(province.session, meeting, role="child", confirmed_fingerprint=meeting.fingerprint, replace=True)
    assert trust.peers(province.session)[0].state == "ended"


def test_our_own_file_that_comes_back_is_known(places: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, _, _ = places
    trust.introduce(province.session, tmp_path / "gt", None, province.keys)
    assert trust.look_at(province.session, tmp_path / "gt").standing is Standing.own


def test_two_parents_are_two_roots(places: tuple[Place, Place, Place]) -> None:
    province, school, other = places
    first, second = meet(school, province, "parent"), meet(school, other, "parent")
    assert first != second
    assert {peer.name for peer in trust.peers(school.session)} == {"LĐLĐ tỉnh Mẫu", "Trường B"}
    for each in (province, other):
        assert trust.may_speak(school.session, each.seat, "below") is None
