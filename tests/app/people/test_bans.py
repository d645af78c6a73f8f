"""Bans: codes that are unique, dated names, an end with a successor."""

import pytest

from app.errors import BadInput, Refused
from app.people import bans
from app.session import Session
from db.queries import people


def test_a_ban_prints_under_the_name_it_had_on_the_day(office_session: Session) -> None:
    ban = bans.add_ban(office_session, name="Ban Tuyên giáo", code="TG")
    bans.rename_ban(office_session, ban, name="Ban Tuyên giáo - Nữ công", from_day="2026-09-01")
    assert people.ban_name(office_session.conn, ban, "2026-08-31") == "Ban Tuyên giáo"
    assert people.ban_name(office_session.conn, ban, "2026-09-01") == "Ban Tuyên giáo - Nữ công"
    assert [line.name for line in bans.ban_lines(office_session, on="2026-08-01")] == ["Ban Tuyên giáo"]


def test_a_code_is_used_once_among_living_bans(office_session: Session) -> None:
    ban = bans.add_ban(office_session, name="Văn phòng", code="VP")
    with pytest.raises(BadInput, match="Mã VP"):
        bans.add_ban(office_session, name="Vụ phó", code="VP")
    bans.close_ban(office_session, ban, on="2026-08-01")
    bans.add_ban(office_session, name="Văn phòng mới", code="VP", from_day="2026-08-01")
    assert [line.name for line in bans.ban_lines(office_session, on="2026-08-02")] == ["Văn phòng mới"]


def test_editing_corrects_the_name_that_holds(office_session: Session) -> None:
    ban = bans.add_ban(office_session, name="Văn phòg", code="VP")
    bans.edit_ban(office_session, ban, name="Văn phòng", code="VPh", temporary=True)
    line = bans.ban_lines(office_session)[0]
    assert (line.name, line.code, line.temporary) == ("Văn phòng", "VPh", True)


def test_a_ban_that_has_ended_does_not_end_again_or_succeed(office_session: Session) -> None:
    first, second = (bans.add_ban(office_session, name=name, code=name) for name in ("A", "B"))
    bans.close_ban(office_session, first, on="2026-08-01")
    with pytest.raises(Refused, match="đã kết thúc"):
        bans.close_ban(office_session, first, on="2026-09-01")
    with pytest.raises(Refused, match="không nhận kế thừa"):
        bans.close_ban(office_session, second, on="2026-09-01", successor_id=first)
