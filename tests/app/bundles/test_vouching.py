"""Who is believed about the keys of others: what leads to the voucher, and never against what people compared."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bundles import trust
from app.bundles.crypt import key_text, make_keys
from app.bundles.keys import new_node
from app.bundles.parts import RosterLine, Seal
from app.bundles.trust import Code, Untrusted
from app.i18n import msg
from app.ids import uid_from_text
from db.queries import peers as queries
from tests.app.bundles.sealed import seal, uid
from tests.builders.neighbours import Place, below, introduced, meet, place


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[tuple[Place, Place, Place]]:
    """A confederation, a province below it, a school below that."""
    made = place(tmp_path, "Tổng LĐLĐ", 1), place(tmp_path, "LĐLĐ tỉnh Mẫu", 2), place(tmp_path, "Trường A", 3)
    below(made[0], made[1])
    below(made[1], made[2])
    yield made
    for each in made:
        each.session.close()


def take(at: Place, voucher: Place, lines: Sequence[RosterLine]) -> tuple[tuple[str, Code], ...]:
    """Take a roster that a peer sent: (seat, code) of what was not believed. What the preview believed is what was written."""
    peer = at_peer(at, voucher)
    believed = trust.believed(at.session, peer, lines)
    with at.session.change(msg("Nhận gói"), kind="import") as change:
        refused = trust.take_roster(change, peer, lines)
    for line in believed:
        node = queries.node(at.session.conn, uid_from_text(line.node))
        assert node is not None
        assert key_text(bytes(node["sign_key"])) == line.sign_key
    return tuple((each.line.seat, each.code) for each in refused)


def at_peer(at: Place, other: Place) -> int:
    seat = queries.item(at.session.conn, uid_from_text(other.seat))
    assert seat is not None
    row = queries.peer_of_seat(at.session.conn, seat["id"])
    assert row is not None
    return int(row["id"])


def stranger(role: str, above: str, number: int = 90) -> RosterLine:
    pair = make_keys()
    return RosterLine(
        seat=uid(number),
        unit=uid(number + 1),
        unit_name="Nơi lạ",
        node=uid(number + 2),
        sign_key=key_text(pair.sign_key),
        age_key=pair.age_key,
        role=role,
        above_seat=above,
    )


def test_a_child_vouches_for_what_is_beneath_it(chain: tuple[Place, Place, Place]) -> None:
    top, province, school = chain
    assert take(top, province, trust.roster_lines(province.session, "above", province.keys)) == ()
    met = {peer.name: peer for peer in trust.peers(top.session)}
    assert (met["Trường A"].via, met["Trường A"].state, met["Trường A"].role) == ("LĐLĐ tỉnh Mẫu", "vouched", "child")
    assert trust.may_speak(top.session, school.seat, "above") is None
    assert trust.may_speak(top.session, school.seat, "below") is Code.not_theirs
    key = trust.key_for(top.session, school.seat, "above", 7)
    assert key_text(key) == school.introduction().sign_key
    theirs = uid_from_text(school.introduction().unit)
    assert queries.resolved(top.session.conn, theirs) == met["Trường A"].unit_id


def test_the_same_roster_again_changes_nothing(chain: tuple[Place, Place, Place]) -> None:
    top, province, _ = chain
    lines = trust.roster_lines(province.session, "above", province.keys)
    take(top, province, lines)
    before = top.session.conn.execute("SELECT count(*) FROM change_row").fetchone()[0]
    with top.session.change(msg("Nhận gói"), kind="import") as change:
        assert trust.take_roster(change, at_peer(top, province), lines) == ()
    assert top.session.conn.execute("SELECT count(*) FROM change_row").fetchone()[0] == before


def test_a_parent_vouches_for_the_offices_above_it(chain: tuple[Place, Place, Place]) -> None:
    top, province, school = chain
    assert take(school, province, trust.roster_lines(province.session, "below", province.keys)) == ()
    assert trust.may_speak(school.session, top.seat, "below") is None
    assert trust.may_speak(school.session, top.seat, "above") is Code.not_theirs


def test_a_sibling_vouches_for_nothing_that_is_not_beneath_it(
    chain: tuple[Place, Place, Place], tmp_path: Path
) -> None:
    top, province, school = chain
    sibling = place(tmp_path, "LĐLĐ tỉnh Bên", 9)
    below(top, sibling)
    take(top, province, trust.roster_lines(province.session, "above", province.keys))
    forged = make_keys()
    for victim in (province, school, top):
        line = replace(
            stranger("child", sibling.seat),
            seat=victim.seat,
            sign_key=key_text(forged.sign_key),
            age_key=forged.age_key,
        )
        wanted = {province: Code.key_changed, school: Code.not_beneath}.get(victim)
        assert take(top, sibling, [line]) == (((victim.seat, wanted),) if wanted else ())
        assert trust.believed(top.session, at_peer(top, sibling), [line]) == ()
    loose = stranger("child", province.seat)
    above_all = stranger("parent", "")
    assert take(top, sibling, [loose, above_all]) == (
        (loose.seat, Code.not_beneath),
        (above_all.seat, Code.not_beneath),
    )
    known = {key_text(trust.key_for(top.session, each.seat, "above", 1)) for each in (province, school)}
    assert key_text(forged.sign_key) not in known
    sibling.session.close()


def test_a_vouched_key_changes_only_when_its_voucher_ended_the_old_one(chain: tuple[Place, Place, Place]) -> None:
    top, province, school = chain
    first = trust.roster_lines(province.session, "above", province.keys)
    take(top, province, first)
    old = school.introduction()
    new_node(school.session, school.keys)
    meeting = introduced(province, school)
    trust.trust(province.session, meeting, role="child", confirmed_fingerprint=meeting.fingerprint, replace=True)
    after = trust.roster_lines(province.session, "above", province.keys)
    without_end = [line for line in after if line.until_ver is None]
    assert {code for _, code in take(top, province, without_end)} == {Code.key_changed}
    assert take(top, province, after) == ()
    new = school.introduction()
    assert key_text(trust.key_for(top.session, school.seat, "above", 1)) == new.sign_key
    with pytest.raises(Untrusted):
        trust.key_for(top.session, school.seat, "above", 1, node=old.node, ordinal=1)


def test_what_a_person_revoked_no_voucher_brings_back(chain: tuple[Place, Place, Place]) -> None:
    top, province, school = chain
    lines = trust.roster_lines(province.session, "above", province.keys)
    take(top, province, lines)
    trust.revoke(top.session, at_peer(top, school), reason="Lộ khóa")
    assert {code for _, code in take(top, province, lines)} == {Code.revoked}
    renamed = [replace(line, seat=uid(70), node=uid(71), unit=uid(72)) for line in lines]
    assert {code for _, code in take(top, province, renamed)} == {Code.revoked}


def test_those_a_revoked_voucher_brought_are_not_heard(chain: tuple[Place, Place, Place]) -> None:
    top, province, school = chain
    take(top, province, trust.roster_lines(province.session, "above", province.keys))
    trust.revoke(top.session, at_peer(top, province), reason="Lộ khóa")
    assert trust.may_speak(top.session, school.seat, "above") is Code.revoked


def test_one_who_was_vouched_for_vouches_for_nobody(chain: tuple[Place, Place, Place]) -> None:
    top, province, school = chain
    take(top, province, trust.roster_lines(province.session, "above", province.keys))
    line = stranger("child", school.seat)
    assert take(top, school, [line]) == ((line.seat, Code.not_beneath),)


def test_a_preview_goes_by_the_lines_it_believes_and_no_further(chain: tuple[Place, Place, Place]) -> None:
    top, province, school = chain
    who = school.introduction()
    peer = at_peer(top, province)
    lines = trust.roster_lines(province.session, "above", province.keys)
    state = partial(seal, seat=who.seat, node=who.node)

    def key(of: Seal, by: Sequence[RosterLine]) -> str:
        return key_text(trust.author_key(top.session, of, trust.believed(top.session, peer, by)))

    assert key(state(ver=9), lines) == who.sign_key
    with pytest.raises(Untrusted, match="Chưa làm quen"):
        key(state(ver=9), ())
    with pytest.raises(Untrusted):
        key(state(ver=9, audience="below"), lines)
    ended = [replace(line, until_ver=4, until_ordinal=1) for line in lines]
    assert key(state(ver=4), ended) == who.sign_key
    with pytest.raises(Untrusted) as refused:
        key(state(ver=5), ended)
    assert refused.value.code is Code.revoked
    take(top, province, ended)
    with pytest.raises(Untrusted):
        key(state(ver=5), lines)  # an ended key does not come back because a later file forgets that it ended
    assert key(state(ver=4), lines) == who.sign_key


def test_a_state_of_a_confirmed_seat_is_read_by_its_confirmed_key_alone(
    chain: tuple[Place, Place, Place], tmp_path: Path
) -> None:
    top, province, _ = chain
    sibling = place(tmp_path, "LĐLĐ tỉnh Bên", 9)
    below(top, sibling)
    forged = make_keys()
    line = replace(
        stranger("child", sibling.seat),
        seat=province.seat,
        sign_key=key_text(forged.sign_key),
        age_key=forged.age_key,
    )
    believed = trust.believed(top.session, at_peer(top, sibling), [line])
    with pytest.raises(Untrusted):
        trust.author_key(top.session, seal(keys=forged, seat=province.seat, node=line.node), believed)
    theirs = province.introduction()
    assert key_text(trust.author_key(top.session, seal(seat=theirs.seat, node=theirs.node), [])) == theirs.sign_key
    sibling.session.close()


@settings(max_examples=15)
@given(order=st.permutations(range(4)), cuts=st.lists(st.integers(0, 3), max_size=3))
def test_lines_in_any_order_and_number_leave_at_most_one_open_key(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    top, province = place(folder, "Tổng LĐLĐ", 1), place(folder, "LĐLĐ tỉnh Mẫu", 2)
    meet(top, province, "child", new_unit="LĐLĐ tỉnh Mẫu")
    first = replace(stranger("child", province.seat), until_ver=4, until_ordinal=1)
    second = replace(stranger("child", province.seat), node=uid(80))
    third = replace(stranger("child", province.seat), node=uid(81))
    twice = replace(second, seat=uid(60), unit=uid(61))
    lines = [[first, second, third, twice][place_] for place_ in order]
    for cut in [*cuts, 4]:
        take(top, province, lines[:cut])
    open_ones = top.session.conn.execute(
        "SELECT seat_id, count(*) AS n FROM seat_node WHERE until_ver IS NULL GROUP BY seat_id"
    ).fetchall()
    assert {row["n"] for row in open_ones} == {1}
    shared = top.session.conn.execute(
        "SELECT node_id FROM seat_node GROUP BY node_id HAVING count(DISTINCT seat_id) > 1"
    ).fetchall()
    assert shared == []
    for each in (top, province):
        each.session.close()
