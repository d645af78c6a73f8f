"""What the preview says is what is done, for files put aside, agreed to, taken back and brought again."""

from pathlib import Path
from typing import Any

import pytest

from app import backup, checking, workspace
from app.bundles import planning, receipts, sealing, waiting
from app.bundles.applying import apply, decide_held, withdraw
from app.bundles.gather import gather
from app.errors import Cancelled, PlanError
from app.i18n import msg
from app.jobs import Progress
from app.plan import progress, reviews, tasks, values
from db.queries import exchange_files, exchange_seals
from db.state import state_hash
from tests.app.bundles.test_rights import Q3, first, forged, pair
from tests.builders.exchange import Place

__all__ = ["pair"]

Pair = tuple[Place, Place]


def say(school: Place, result: str) -> Path:
    """The school changes its answer and sends it."""
    task = int(school.session.conn.execute("SELECT id FROM task").fetchone()[0])
    progress.log_progress(school.session, task, period=Q3, result=result)
    reviews.submit(school.session, period=Q3)
    return school.send(school.peer("parent"))


def result_at(province: Place) -> list[str]:
    sql = "SELECT result FROM progress_rev JOIN progress_entry ON progress_entry.id = entry_id AND submitted_rev = rev"
    return [row[0] for row in province.session.conn.execute(sql)]


def bundles(at: Place, way: str) -> list[tuple[Any, ...]]:
    return [
        tuple(row)
        for row in at.session.conn.execute("SELECT status, code FROM bundle WHERE way = ? ORDER BY id", [way])
    ]


def test_a_state_that_was_refused_for_its_rows_is_judged_anew_when_it_comes_again(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    measure = int(province.session.conn.execute("SELECT id FROM measure").fetchone()[0])

    def forge(said: Any) -> object:
        return first(said, f"value:{Q3}")["revs"][0].update(val="7.5")

    assert forged(monkeypatch, school, province, "parent", "above", forge).verdict == "refuse"
    path = next(iter((province.session.path.with_suffix(".bundles") / "in").iterdir()))
    with province.session.change(msg("Sửa")) as change:
        change.update("measure", measure, decimals=1)
    outcome = province.take(path)
    assert outcome.applied == 1
    assert province.session.conn.execute("SELECT val FROM value_rev").fetchone()[0] == 75


def test_an_older_state_that_a_person_agrees_to_does_not_replace_a_newer_one_of_the_same_plan(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    monkeypatch.setattr(sealing, "_with_stubs", lambda _session, slices, _before: slices)
    with monkeypatch.context() as patched:
        real = gather
        patched.setattr(
            sealing,
            "gather",
            lambda session, about: {name: rows for name, rows in real(session, about).items() if "value" not in name},
        )
        short = school.send(school.peer("parent"))
    whole = say(school, "Xong, bản mới")
    merge = province.preview(whole, short)
    held = {plan.seal.hash for file in merge.files for plan in file.held}
    assert [plan.code for file in merge.files for plan in file.held] == ["INCOMPLETE"]
    apply(province.session, merge, agreed=held, keys_folder=province.keys, back_up=False)
    assert result_at(province) == ["Xong, bản mới"]
    assert province.session.conn.execute("SELECT count(*) FROM target_value").fetchone()[0] == 1


def test_a_withdrawn_state_may_be_put_aside_when_it_comes_again_and_decided_later(pair: Pair) -> None:
    province, school = pair
    path = school.send(school.peer("parent"))
    outcome = province.take(path)
    withdraw(province.session, outcome.bundle_ids[next(iter(outcome.bundle_ids))], reason="nhận nhầm")
    merge = province.preview(path)
    apply(province.session, merge, accepted=[], keys_folder=province.keys, back_up=False)
    [held] = exchange_seals.with_status(province.session.conn, "held")
    assert waiting.waiting(province.session)
    decide_held(province.session, held["id"], accept=True)
    assert result_at(province) == ["Xong"]


def test_what_a_withdrawn_state_had_settled_waits_again(pair: Pair) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    aside = say(school, "Bản để xem sau")
    apply(province.session, province.preview(aside), accepted=[], keys_folder=province.keys, back_up=False)
    outcome = province.take(say(school, "Bản sau nữa"))
    assert not exchange_seals.with_status(province.session.conn, "held")
    withdraw(province.session, next(iter(outcome.bundle_ids.values())), reason="nhận nhầm")
    [held] = exchange_seals.with_status(province.session.conn, "held")
    decide_held(province.session, held["id"], accept=True)
    assert result_at(province) == ["Bản để xem sau"]


def test_the_author_learns_that_what_was_acknowledged_was_withdrawn_and_came_again(pair: Pair) -> None:
    province, school = pair
    path = school.send(school.peer("parent"))
    outcome = province.take(path)
    school.take(province.send(province.peer("child")))
    assert bundles(school, "out")[-1] == ("acknowledged", None)
    withdraw(province.session, next(iter(outcome.bundle_ids.values())), reason="nhận nhầm")
    school.take(province.send(province.peer("child")))
    assert bundles(school, "out")[-1] == ("refused", "WITHDRAWN")
    stream = exchange_seals.stream(school.session.conn, school.session.office.seat_id, "above")
    assert stream is not None
    assert exchange_files.receipt(school.session.conn, _parent(school), stream["id"]) is None
    province.take(path)
    school.take(province.send(province.peer("child")))
    assert bundles(school, "out")[-1] == ("acknowledged", None)


def _parent(school: Place) -> int:
    return int(school.session.conn.execute("SELECT seat_id FROM peer WHERE role = 'parent'").fetchone()[0])


def test_withdrawing_does_not_stumble_over_reviews_that_were_about_nothing_before(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    value = int(province.session.conn.execute("SELECT id FROM target_value").fetchone()[0])
    reviews.approve(province.session, value_ids=[value])

    def forge(said: Any) -> object:
        row = first(said, f"value:{Q3}")
        said[f"value:{Q3}"] = [{name: row[name] for name in ("measure", "unit", "period")} | {"gone": "thôi"}]
        return None

    plan = forged(monkeypatch, school, province, "parent", "above", forge)
    if plan.verdict == "hold":
        [held] = exchange_seals.with_status(province.session.conn, "held")
        decide_held(province.session, held["id"], accept=True)
    head = "SELECT submitted_rev, counted FROM target_value"
    assert [tuple(row) for row in province.session.conn.execute(head)] == [(None, 0)]
    before = state_hash(province.session.conn)
    tasks.edit_task(school.session, tasks.add_task(school.session, text="Việc riêng"), text="Việc riêng, sửa")
    with monkeypatch.context() as patched:
        real = gather

        def said(session: Any, about: str) -> Any:
            found = real(session, about)
            forge(found)
            return found

        patched.setattr(sealing, "gather", said)
        outcome = province.take(school.send(school.peer("parent")))
    withdraw(province.session, next(iter(outcome.bundle_ids.values())), reason="nhận nhầm")
    assert state_hash(province.session.conn) == before


def test_the_book_keeps_the_name_of_a_file_though_something_was_written_after_the_preview(
    pair: Pair, tmp_path: Path
) -> None:
    province, school = pair
    stick = tmp_path / "gui tinh.tiendo"
    stick.write_bytes(school.send(school.peer("parent")).read_bytes())
    gone = tmp_path / "hong.tiendo"
    gone.write_bytes(b"khong phai goi")
    merge = province.preview(stick, gone)
    gone.unlink()
    tasks.add_task(province.session, text="Việc khác")
    apply(province.session, merge, keys_folder=province.keys, back_up=False)
    assert (
        province.session.conn.execute("SELECT file_name FROM bundle WHERE way = 'in'").fetchone()[0]
        == "gui tinh.tiendo"
    )


@pytest.mark.parametrize("at", range(4))
def test_stopping_at_any_report_leaves_everything_as_it_was(pair: Pair, at: int) -> None:
    province, school = pair
    path = school.send(school.peer("parent"))
    merge = province.preview(path)
    before, heard = state_hash(province.session.conn), []
    progress_ = Progress(lambda *_: None)

    def report(done: int, total: int, text: str) -> None:
        heard.append(text)
        if len(heard) > at:
            progress_.cancel()

    progress_.on_report = report
    try:
        apply(province.session, merge, keys_folder=province.keys, progress=progress_, back_up=False)
    except Cancelled:
        assert state_hash(province.session.conn) == before
        assert not exchange_seals.with_status(province.session.conn, "applied")
    else:
        assert len(heard) <= at + 1


def test_planning_stops_without_opening_every_file(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    province, school = pair
    path = school.send(school.peer("parent"))
    opened: list[Path] = []
    real = planning._open

    def slowly(session: Any, one: Path, folder: Any) -> Any:
        opened.append(one)
        return real(session, one, folder)

    monkeypatch.setattr(planning, "_open", slowly)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        planning.plan(province.session, [path] * 200, keys_folder=province.keys, progress=stopped)
    assert len(opened) < 100


def test_a_state_that_somebody_only_says_is_ours_is_refused_at_the_preview(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    [mine] = school.session.conn.execute("SELECT id FROM seal WHERE status = 'own'").fetchall()
    with school.session.change(msg("Mất")) as change:
        change.update("seal", mine["id"], hash="0" * 64)
    standing = exchange_seals.standing(province.session.conn, _child(province), "above")
    assert standing is not None
    with province.session.change(msg("Giả")) as change:
        change.update("seal", standing["id"], sig=bytes(64))
    monkeypatch.setattr(receipts, "states_to_return", lambda conn, seat: [exchange_seals.seal(conn, standing["id"])])
    seen = school.preview(province.send(province.peer("child")))
    forged_state = [plan for plan in seen.files[0].seals if plan.seal.audience == "above"]
    assert [str(plan.verdict) for plan in forged_state] == ["refuse"]
    epochs = len(exchange_seals.epochs(school.session.conn, school.session.office.seat_id))
    school.take(seen.files[0].path)
    assert len(exchange_seals.epochs(school.session.conn, school.session.office.seat_id)) == epochs


def _child(province: Place) -> int:
    return int(province.session.conn.execute("SELECT seat_id FROM peer WHERE role = 'child'").fetchone()[0])


def test_the_preview_tells_that_an_answer_is_taken_back_and_what_counts_instead(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    measure = int(province.session.conn.execute("SELECT id FROM measure").fetchone()[0])
    unit = int(province.session.conn.execute("SELECT unit_id FROM peer").fetchone()[0])
    values.log_value(province.session, measure, unit_id=unit, period=Q3, val=4)
    reviews.submit(province.session, period=Q3)
    province.take(school.send(school.peer("parent")))

    def forge(said: Any) -> object:
        row = first(said, f"value:{Q3}")
        said[f"value:{Q3}"] = [{name: row[name] for name in ("measure", "unit", "period")} | {"gone": "thôi"}]
        return None

    plan = forged(monkeypatch, school, province, "parent", "above", forge)
    assert [(move.kind, move.before and move.before.val, move.after and move.after.val) for move in plan.moves] == [
        ("value", 7, 4)
    ]
    for held in exchange_seals.with_status(province.session.conn, "held"):
        decide_held(province.session, held["id"], accept=True)
    sums = province.session.conn.execute("SELECT val FROM rollup WHERE what_id = ? AND as_of = 'current'", [measure])
    assert sums.fetchone()[0] == 4


def test_a_withdrawn_taking_back_brings_the_same_rows_with_what_we_said_of_them(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    value = int(province.session.conn.execute("SELECT id FROM target_value").fetchone()[0])
    reviews.approve(province.session, value_ids=[value])
    before = state_hash(province.session.conn)

    def forge(said: Any) -> object:
        for name in (f"value:{Q3}", f"progress:{Q3}"):
            row = first(said, name)
            said[name] = [
                {key: row[key] for key in row if key in {"task", "measure", "unit", "period"}} | {"gone": "thôi"}
            ]
        return None

    forged(monkeypatch, school, province, "parent", "above", forge)
    [held] = exchange_seals.with_status(province.session.conn, "held")
    decide_held(province.session, held["id"], accept=True)
    assert state_hash(province.session.conn) != before
    assert not [found for found in checking.check(province.session.path).findings if found.severity != "note"]
    bundle = int(province.session.conn.execute("SELECT max(id) FROM bundle WHERE way = 'in'").fetchone()[0])
    withdraw(province.session, bundle, reason="nhận nhầm")
    assert state_hash(province.session.conn) == before
    assert reviews.status_of(province.session, "value", value) is reviews.Status.approved


def test_a_workspace_that_may_only_be_read_previews_files_and_takes_none(pair: Pair) -> None:
    province, school = pair
    path = school.send(school.peer("parent"))
    at = province.session.path
    province.session.close()
    province.session = workspace.open_workspace(at, read_only=True)
    merge = province.preview(path)
    assert [file.standing for file in merge.files] == ["apply"]
    with pytest.raises(PlanError):
        apply(province.session, merge, keys_folder=province.keys, back_up=False)


def test_what_was_held_is_let_in_after_a_backup(pair: Pair) -> None:
    province, school = pair
    apply(
        province.session,
        province.preview(school.send(school.peer("parent"))),
        accepted=[],
        keys_folder=province.keys,
        back_up=False,
    )
    [held] = exchange_seals.with_status(province.session.conn, "held")
    before = len(backup.list_backups(province.session.path))
    decide_held(province.session, held["id"], accept=True)
    assert len(backup.list_backups(province.session.path)) == before + 1
