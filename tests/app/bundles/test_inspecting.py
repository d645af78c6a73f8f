"""What a file is can be asked before anything is planned; what cannot be used is told with a code and a sentence, never an error."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bundles import inspecting, meeting, what_counts
from app.bundles.inspecting import Inspection
from app.people import units
from app.plan import tasks
from db.state import state_hash
from tests.builders.exchange import Place, meet, place

SCHOOL = "CĐCS Trường THPT Mẫu A"


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[Place, Place, Place]]:
    """A province, a school that it has met, and an office that nobody has met."""
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu")
    school = place(tmp_path / "truong", SCHOOL, seed=2)
    other = place(tmp_path / "khac", "Công đoàn khác", seed=3)
    kind = units.unit_kinds(province.session)[0].id
    meet(province, school, unit_id=units.add_unit(province.session, name=SCHOOL, kind_id=kind))
    tasks.add_task(province.session, text="Học tập nghị quyết", scope="passed_down")
    yield province, school, other
    for one in (province, school, other):
        one.session.close()


def seen(at: Place, path: Path) -> Inspection:
    return inspecting.inspect(at.session, path, keys_folder=at.keys)


def test_a_file_says_whose_it_is_what_it_holds_and_for_how_many(three: tuple[Place, Place, Place]) -> None:
    province, school, _ = three
    before = state_hash(school.session.conn)
    found = seen(school, province.send(province.peer("child")))
    assert (found.who, found.role, found.recipients, found.code) == ("Liên đoàn Lao động tỉnh Mẫu", "parent", 1, "")
    assert len(found.digits.replace(" ", "")) == 30
    assert [(state.audience, state.ver, str(state.verdict), state.relayed) for state in found.states] == [
        ("below", 1, "apply", False)
    ]
    assert found.states[0].rows >= 1
    assert state_hash(school.session.conn) == before
    assert what_counts.counting(school.session) == ()  # nothing was kept


def test_what_is_known_already_is_called_so(three: tuple[Place, Place, Place]) -> None:
    province, school, _ = three
    down = province.send(province.peer("child"))
    school.take(down)
    assert [str(state.verdict) for state in seen(school, down).states] == ["same"]
    (counting,) = what_counts.counting(school.session)
    (own,) = [one for one in what_counts.counting(province.session) if one.own]
    assert (counting.own, counting.state) == (False, own.state)


def test_what_cannot_be_used_has_a_code_and_a_sentence(three: tuple[Place, Place, Place], tmp_path: Path) -> None:
    province, school, other = three
    down = province.send(province.peer("child"))
    assert seen(other, down).code == "NOT_FOR_US"
    assert seen(province, down).code == "OWN_FILE"
    letter = tmp_path / "thu.gioithieu"
    meeting.introduce(province.session, letter, folder=province.keys)
    assert seen(school, letter).code == "IS_INTRODUCTION"
    text = tmp_path / "ghi-chu.tiendo"
    text.write_text("không phải gói", "utf-8")
    assert seen(school, text).code == "NOT_A_BUNDLE"
    missing = seen(school, tmp_path / "mat.tiendo")
    assert missing.code
    for one in (seen(school, letter), seen(school, text), missing):
        assert one.reason is not None
        assert one.name in str(one.reason)
        assert one.states == ()
