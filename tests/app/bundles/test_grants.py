"""A key that ended counts up to where it was cut, in its epoch, and no further."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bundles import trust
from app.bundles.grants import end_grant
from app.bundles.trust import Code, Untrusted
from app.i18n import msg
from app.ids import uid_from_text
from db.queries import peers as queries
from tests.app.bundles.sealed import uid
from tests.builders.neighbours import Place, below, place

PLACE = st.tuples(st.integers(0, 4), st.integers(0, 9))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Place]]:
    """A province and a school below it."""
    folder = tmp_path_factory.mktemp("pair")
    made = place(folder, "LĐLĐ tỉnh Mẫu", 1), place(folder, "Trường A", 2)
    below(*made)
    yield made
    for each in made:
        each.session.close()


def refusal(at: Place, who: str, node: str, audience: str, place_: tuple[int, int]) -> Code | None:
    try:
        trust.signer(at.session, who, node, audience, place_)
    except Untrusted as refused:
        return refused.code
    return None


class _TakenBack(Exception):
    """Leaves a change without a trace."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(PLACE, min_size=1, max_size=4), asked=PLACE, other=st.sampled_from(["below", "inside", "to:x"]))
def test_a_grant_counts_up_to_its_shortest_cut(
    pair: tuple[Place, Place], cuts: list[tuple[int, int]], asked: tuple[int, int], other: str
) -> None:
    province, school = pair
    who = school.introduction()
    assert refusal(province, who.seat, who.node, "above", asked) is None
    seat = queries.item(province.session.conn, uid_from_text(who.seat))
    assert seat is not None
    with suppress(_TakenBack), province.session.change(msg("Thử")) as change:
        for cut in cuts:
            end_grant(change, queries.grants(change.connection, seat["id"])[0], {"above": cut}, "")
        wanted = None if asked <= min(cuts) else Code.not_granted
        assert refusal(province, who.seat, who.node, "above", asked) is wanted
        assert refusal(province, who.seat, who.node, other, max(asked, (0, 1))) is Code.not_granted
        raise _TakenBack


def test_without_its_place_only_the_key_that_stands_is_good(pair: tuple[Place, Place]) -> None:
    province, school = pair
    who = school.introduction()
    key = trust.key_for(province.session, who.seat, "above", 3)
    assert key == trust.signer(province.session, who.seat, who.node, "above", (1, 3)).sign_key


def test_who_was_never_met_may_say_nothing(pair: tuple[Place, Place]) -> None:
    province, school = pair
    for ask in (
        lambda: trust.key_for(province.session, uid(1), "above", 1),
        lambda: trust.signer(province.session, uid(1), uid(2), "above", (1, 1)),
        lambda: trust.signer(province.session, school.seat, uid(2), "above", (1, 1)),
    ):
        with pytest.raises(Untrusted) as refused:
            ask()
        assert refused.value.code is Code.unknown_node
    assert trust.may_speak(province.session, uid(1), "above") is Code.unknown_node


def test_each_role_speaks_in_its_own_streams_only(pair: tuple[Place, Place]) -> None:
    province, school = pair
    streams = ("below", "inside", "above", f"to:{province.seat}", f"to:{school.seat}", f"to:{uid(7)}")
    heard = {name: trust.may_speak(province.session, school.seat, name) for name in streams}
    assert [name for name, code in heard.items() if code is None] == [
        "above",
        f"to:{province.seat}",
        f"to:{school.seat}",
    ]
    heard = {name: trust.may_speak(school.session, province.seat, name) for name in streams}
    assert [name for name, code in heard.items() if code is None] == [
        "below",
        f"to:{province.seat}",
        f"to:{school.seat}",
    ]
    assert all(trust.may_speak(school.session, school.seat, name) is None for name in streams)
