"""Within an office and over several levels: a ban's workstation writes for the office, states from further below are relayed as sealed."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bundles import looking, trust
from app.people import bans, units
from app.plan import assignments, calendar, programmes, progress, reviews, tasks
from db.queries import exchange_seals
from tests.builders.exchange import Place, meet, place

Q3 = "2026-Q3"


@dataclass
class Tree:
    """A province with a ban's workstation, a commune's union below it, a school below that."""

    province: Place
    ban: Place
    commune: Place
    school: Place
    ban_id: int
    other_ban: int


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    province = place(tmp_path / "tinh", "LĐLĐ tỉnh Mẫu", seed=1)
    ban = place(tmp_path / "ban", "LĐLĐ tỉnh Mẫu", seed=2)
    commune = place(tmp_path / "xa", "Công đoàn xã Hải Mẫu", parent_name="LĐLĐ tỉnh Mẫu", seed=3)
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", parent_name="Công đoàn xã Hải Mẫu", seed=4)
    with ExitStack() as opened:
        for one in (province, ban, commune, school):
            opened.callback(one.session.close)
            calendar.open_period(one.session, Q3)
        ban_id = bans.add_ban(province.session, name="Ban Tổ chức", code="ToC")
        other = bans.add_ban(province.session, name="Văn phòng", code="VP")
        meet(province, ban, unit_id=0, role="ban", ban_id=ban_id)
        meet(province, commune, unit_id=_unit(province, "Công đoàn xã Hải Mẫu"))
        meet(commune, school, unit_id=_unit(commune, "CĐCS Trường THPT Mẫu A"))
        yield Tree(province, ban, commune, school, ban_id, other)


def _unit(above: Place, name: str) -> int:
    kind = units.unit_kinds(above.session)[0].id
    return units.add_unit(above.session, name=name, kind_id=kind)


def _rows(at: Place, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in at.session.conn.execute(sql)]


def test_a_ban_logs_what_it_leads_and_counts_once_the_office_approved(tree: Tree) -> None:
    office, ban = tree.province, tree.ban
    programme = programmes.add_programme(office.session, title="Tổ chức", lead_ban_id=tree.ban_id)
    task = tasks.add_task(office.session, text="Kiện toàn ban chấp hành", programme_id=programme, due="2026-09-30")
    foreign = tasks.add_task(office.session, text="Chuẩn bị hội nghị", lead_ban_id=tree.other_ban)
    ban.take(office.send(office.peer("ban")))
    assert _rows(ban, "SELECT text, scope FROM task") == [("Kiện toàn ban chấp hành", "own")], foreign
    assert ("Ban Tổ chức",) in _rows(ban, "SELECT name FROM ban_name")
    mine = ban.session.conn.execute("SELECT id FROM task").fetchone()[0]
    progress.log_progress(ban.session, mine, period=Q3, state="done", done_on="2026-09-20")
    reviews.submit(ban.session, period=Q3)
    office.take(ban.send(ban.peer("office")))
    entry = office.session.conn.execute("SELECT id, task_id, counted FROM progress_entry").fetchone()
    assert (entry["task_id"], entry["counted"]) == (task, 0)
    reviews.approve(office.session, progress_ids=[entry["id"]])
    assert _rows(office, "SELECT counted FROM progress_entry") == [(1,)]
    ban.take(office.send(office.peer("ban")))
    own = ban.session.conn.execute("SELECT id FROM progress_entry").fetchone()[0]
    assert reviews.status_of(ban.session, "progress", own) is reviews.Status.approved


def test_a_ban_sees_what_the_level_above_gave_its_office(tree: Tree) -> None:
    office = tree.commune
    helper_ban = bans.add_ban(office.session, name="Ban Nữ công", code="NC")
    station = place(office.session.path.parent.parent / "nucong", "Công đoàn xã Hải Mẫu", seed=9)
    calendar.open_period(station.session, Q3)
    try:
        meet(office, station, unit_id=0, role="ban", ban_id=helper_ban)
        tasks.add_task(tree.province.session, text="Giao cho cấp xã", scope="passed_down", due="2026-09-30")
        office.take(tree.province.send(tree.province.peer("child")))
        given = office.session.conn.execute("SELECT id FROM task").fetchone()[0]
        assignments.assign(office.session, given, ban_id=helper_ban, role="lead")
        station.take(office.send(office.peer("ban")))
        assert _rows(station, "SELECT text, scope FROM task") == [("Giao cho cấp xã", "own")]
        mine = station.session.conn.execute("SELECT id FROM task").fetchone()[0]
        progress.log_progress(station.session, mine, period=Q3, state="in_progress", percent=50)
        reviews.submit(station.session, period=Q3)
        office.take(station.send(station.peer("office")))
        row = office.session.conn.execute("SELECT task_id, counted FROM progress_entry").fetchone()
        assert tuple(row) == (given, 0)
    finally:
        station.session.close()


def test_states_from_further_below_are_relayed_as_they_were_sealed(tree: Tree) -> None:
    tasks.add_task(tree.commune.session, text="Việc của xã giao trường", scope="passed_down", due="2026-09-30")
    tree.school.take(tree.commune.send(tree.commune.peer("child")))
    mine = tree.school.session.conn.execute("SELECT id FROM task").fetchone()[0]
    progress.log_progress(tree.school.session, mine, period=Q3, state="done", done_on="2026-09-20", result="Xong")
    reviews.submit(tree.school.session, period=Q3)
    tree.commune.take(tree.school.send(tree.school.peer("parent")))
    seen = tree.province.preview(tree.commune.send(tree.commune.peer("parent")))
    assert [(plan.relayed, str(plan.verdict)) for plan in seen.files[0].seals] == [(False, "apply"), (True, "apply")]
    tree.province.take(seen.files[0].path)
    sealed = _rows(tree.school, "SELECT hash FROM seal WHERE status = 'own'")
    kept = [
        row for row in exchange_seals.with_status(tree.province.session.conn, "applied") if (row["hash"],) in sealed
    ]
    assert len(kept) == 1
    assert [peer.via for peer in trust.peers(tree.province.session) if peer.via] == ["Công đoàn xã Hải Mẫu"]
    school = next(peer for peer in trust.peers(tree.province.session) if peer.via)
    entries = looking.entries(tree.province.session, school.seat_id, Q3)
    assert [(entry.title, entry.state, entry.result) for entry in entries] == [
        ("Việc của xã giao trường", "done", "Xong")
    ]
    assert _rows(tree.province, "SELECT count(*) FROM progress_entry") == [(0,)]
