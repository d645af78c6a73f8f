"""A workspace whose copy writes too is told so by the first receipt that shows it, and takes no receipt of the other's for its own."""

import shutil
from pathlib import Path

from app import workspace
from app.bundles import book, peer_status
from app.bundles.applying import decide_held
from app.bundles.book_words import State
from app.bundles.waiting import waiting
from app.clock import FrozenClock
from app.people import units
from app.plan import tasks
from tests.builders.exchange import Place, meet, place


def test_a_receipt_for_the_copy_is_no_receipt_for_us(tmp_path: Path) -> None:
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu")
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", seed=2)
    kind = units.unit_kinds(province.session)[0].id
    meet(province, school, unit_id=units.add_unit(province.session, name="CĐCS Trường THPT Mẫu A", kind_id=kind))
    tasks.add_task(school.session, text="Việc một")
    province.take(school.send(school.peer("parent")))
    school.session.close()
    shutil.copytree(tmp_path / "truong", tmp_path / "chep")
    clock = FrozenClock("2026-10-05T08:00:00", step_ms=1000)
    school.session = workspace.open_workspace(school.session.path, clock=clock)
    copy = Place(workspace.open_workspace(tmp_path / "chep" / "so.tdb", clock=clock), tmp_path / "chep" / "keys")
    for one, text in ((copy, "Việc ghi ở bản chép"), (school, "Việc ghi ở sổ gốc")):
        tasks.add_task(one.session, text=text)
        province.take(one.send(one.peer("parent")))
    assert [held.code for held in waiting(province.session)] == ["FORK"]

    def told() -> peer_status.PeerStatus:
        school.take(province.send(province.peer("child")))
        (status,) = peer_status.status(school.session)
        return status

    status = told()
    assert (status.twin, status.acknowledged_ver) == (True, None)
    newest = next(line for line in book.lines(school.session) if line.way == "out" and line.ver == 2)
    assert newest.state is not State.ACKNOWLEDGED
    decide_held(province.session, waiting(province.session)[0].id, accept=True)
    status = told()
    assert (status.twin, status.acknowledged_ver) == (False, 2)
    for one in (province, school, copy):
        one.session.close()
