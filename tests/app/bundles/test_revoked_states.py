"""A key that was taken back says nothing new any more, not even below the place up to which it was good."""

import shutil
from pathlib import Path

from app import workspace
from app.bundles import inspecting, trust
from app.clock import FrozenClock
from app.people import units
from app.plan import tasks
from tests.builders.exchange import Place, meet, place


def test_a_thief_cannot_speak_below_the_cut_off_either(tmp_path: Path) -> None:
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu")
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", seed=2)
    kind = units.unit_kinds(province.session)[0].id
    meet(province, school, unit_id=units.add_unit(province.session, name="CĐCS Trường THPT Mẫu A", kind_id=kind))
    tasks.add_task(school.session, text="Việc một")
    province.take(school.send(school.peer("parent")))
    school.session.close()
    shutil.copytree(tmp_path / "truong", tmp_path / "trom")
    clock = FrozenClock("2026-10-05T08:00:00", step_ms=1000)
    school.session = workspace.open_workspace(school.session.path, clock=clock)
    thief = Place(workspace.open_workspace(tmp_path / "trom" / "so.tdb", clock=clock), tmp_path / "trom" / "keys")
    sent = []
    for text in ("Việc hai", "Việc ba"):
        tasks.add_task(school.session, text=text)
        sent.append(school.send(school.peer("parent")))
        province.take(sent[-1])
    trust.revoke(province.session, province.peer("child"), reason="Mất máy tính")
    tasks.add_task(thief.session, text="Việc bịa")
    forged = thief.send(thief.peer("parent"))  # version 2, below the cut-off 3
    (refused,) = province.preview(forged).files[0].seals
    assert (str(refused.verdict), refused.code, refused.seal.ver) == ("refuse", "REVOKED", 2)
    (seen,) = inspecting.inspect(province.session, forged, keys_folder=province.keys).states
    assert (str(seen.verdict), seen.code) == ("refuse", "REVOKED")
    assert [str(seal.verdict) for seal in province.preview(sent[0]).files[0].seals] == ["older"]
    for one in (province, school, thief):
        one.session.close()
