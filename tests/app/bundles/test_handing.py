"""Files are made for each peer alone, lie whole where they should, and the book knows; what is new since is told before."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from app.bundles import book, exporting, handing, kept
from app.bundles.book_words import State
from app.bundles.news import news
from app.errors import NotFound
from app.people import units
from app.plan import calendar, tasks
from tests.builders.exchange import Place, meet, place


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Place]:
    """A province that has met two schools and given one task."""
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    kind = units.unit_kinds(province.session)[-1].id
    below = []
    for number, name in enumerate(("CĐCS Trường THPT Mẫu A", "CĐCS Trường THPT Mẫu B")):
        school = place(tmp_path / f"truong{number}", name, seed=number + 2)
        meet(province, school, unit_id=units.add_unit(province.session, name=name, kind_id=kind))
        below.append(school)
    calendar.open_period(province.session, "2026-Q3")
    tasks.add_task(province.session, text="Học tập nghị quyết", scope="passed_down", due="2026-09-30")
    yield province
    for one in (province, *below):
        one.session.close()


def peers_of(office: Place) -> list[int]:
    return sorted(news(office.session))


def test_each_peer_gets_a_file_of_its_own_named_after_it(office: Place, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    handed = handing.hand_out(office.session, peers_of(office), stick, period="2026-Q3", keys_folder=office.keys)
    names = sorted(path.name for path in stick.iterdir())
    assert [name.rsplit("_", 1)[1] for name in names] == [
        "CDCS-TRUONG-THPT-MAU-A.tiendo",
        "CDCS-TRUONG-THPT-MAU-B.tiendo",
    ]
    assert len({one.made.sha256 for one in handed}) == 2
    lines = [line for line in book.lines(office.session) if line.way == "out"]
    assert {(line.state, line.place) for line in lines} == {(State.EXPORTED, str(stick))}
    assert sorted(line.file_name for line in lines) == names


def test_what_is_new_since_the_last_file_is_told_before_one_is_made(office: Place, tmp_path: Path) -> None:
    first = peers_of(office)[0]
    before = news(office.session)[first]
    assert before.first
    assert before.counts.new >= 1
    exporting.make(office.session, [first], keys_folder=office.keys)
    assert news(office.session)[first] == before, "what was only made has told nobody anything"
    handing.hand_out(office.session, [first], tmp_path, keys_folder=office.keys)
    assert str(news(office.session)[first].told) == "không có gì mới"
    tasks.add_task(office.session, text="Việc thứ hai", scope="passed_down", due="2026-09-30")
    after = news(office.session)[first]
    assert (after.counts.new, after.counts.changed, after.counts.withdrawn) == (1, 0, 0)


def test_the_same_file_goes_out_again_byte_for_byte(office: Place, tmp_path: Path) -> None:
    first = peers_of(office)[0]
    (handed,) = handing.hand_out(office.session, [first], tmp_path, keys_folder=office.keys)
    other = tmp_path / "thu-muc-khac"
    other.mkdir()
    delivered = handing.again(office.session, handed.made.bundle_ids[0], other)
    assert delivered.path.read_bytes() == handed.delivered.path.read_bytes()
    same = handing.hand_out(office.session, [first], tmp_path, keys_folder=office.keys)
    assert (same[0].made.fresh, same[0].delivered.already) == (False, True)
    kept.find(office.session, "out", handed.made.sha256).unlink()
    with pytest.raises(NotFound):
        handing.again(office.session, handed.made.bundle_ids[0], other)


def test_a_letter_holds_the_file(office: Place, tmp_path: Path) -> None:
    (handed,) = handing.hand_out(
        office.session, peers_of(office)[:1], tmp_path, as_letter=True, keys_folder=office.keys
    )
    assert handed.delivered.path.suffix == ".eml"
    letter = message_from_bytes(handed.delivered.path.read_bytes(), policy=default)
    (attached,) = letter.iter_attachments()
    assert attached.get_content() == handed.made.path.read_bytes()
