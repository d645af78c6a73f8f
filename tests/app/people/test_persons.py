"""People and their posts, by given name."""

import pytest

from app.errors import BadInput, NotFound, Refused
from app.people import bans, persons
from app.session import Session


def test_people_stand_by_given_name_with_the_posts_they_hold(office_session: Session) -> None:
    ban = bans.add_ban(office_session, name="Văn phòng", code="VP")
    for name in ("Trần Văn Âm", "Lê Thị Ăn", "Nguyễn Ánh", "Phạm An"):
        persons.add_person(office_session, name=name, post="Chuyên viên", ban_id=ban, from_day="2026-01-01")
    lines = persons.person_lines(office_session)
    assert [line.name for line in lines] == ["Phạm An", "Nguyễn Ánh", "Lê Thị Ăn", "Trần Văn Âm"]
    assert (lines[0].posts[0].post, lines[0].posts[0].ban) == ("Chuyên viên", "VP")
    assert bans.ban_lines(office_session)[0].people == 4


def test_a_post_ends_and_another_begins(office_session: Session) -> None:
    person = persons.add_person(office_session, name="Phạm An", post="Phó ban", from_day="2025-01-01")
    first = persons.person_lines(office_session)[0].posts[0].id
    persons.end_post(office_session, first, on="2026-09-01")
    persons.give_post(office_session, person, post="Trưởng ban", from_day="2026-09-01")
    assert [post.post for post in persons.person_lines(office_session)[0].posts] == ["Trưởng ban"]
    assert [post.post for post in persons.person_lines(office_session, ended=True)[0].posts] == [
        "Trưởng ban",
        "Phó ban",
    ]
    with pytest.raises(Refused, match="không giữ chức vụ"):
        persons.end_post(office_session, first, on="2026-10-01")


def test_a_person_needs_a_name_and_a_ban_that_exists(office_session: Session) -> None:
    with pytest.raises(BadInput, match="Họ tên đang để trống"):
        persons.add_person(office_session, name=" ")
    with pytest.raises(NotFound, match="ban số 999"):
        persons.add_person(office_session, name="An", ban_id=999)
    assert persons.person_lines(office_session) == ()


def test_correcting_a_name_moves_the_person_in_the_list(office_session: Session) -> None:
    first = persons.add_person(office_session, name="Lê Bình")
    persons.add_person(office_session, name="Lê Cường")
    persons.edit_person(office_session, first, name="Lê Dũng")
    assert [line.name for line in persons.person_lines(office_session)] == ["Lê Cường", "Lê Dũng"]
