"""What is correctly signed and yet not right is refused whole, before anybody says yes: nobody writes beyond what is his."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.bundles import gather as gathering
from app.bundles import sealing
from app.bundles.gather import Slices
from app.bundles.plans import SealPlan
from app.i18n import msg
from app.ids import uid_text
from app.people import units
from app.plan import calendar, closing, programmes, progress, reviews, targets, tasks, values
from app.session import Session
from tests.builders.exchange import Place, meet, place

Q3 = "2026-Q3"
Forgery = Callable[[Slices], object]
UID = "0199a0b0-0000-7000-8000-00000000000"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """A province that gave a task and a figure to a school, and the school with its answers."""
    province = place(tmp_path / "tinh", "LĐLĐ tỉnh Mẫu", seed=1)
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", parent_name="LĐLĐ tỉnh Mẫu", seed=2)
    kind = units.unit_kinds(province.session)[0].id
    unit = units.add_unit(province.session, name="CĐCS Trường THPT Mẫu A", kind_id=kind)
    for one in (province, school):
        calendar.open_period(one.session, Q3)
    meet(province, school, unit_id=unit)
    programme = programmes.add_programme(province.session, title="Phát triển đoàn viên", starts="2026-01-01")
    tasks.add_task(
        province.session, text="Học nghị quyết", programme_id=programme, scope="passed_down", due="2026-09-30"
    )
    measure = targets.add_measure(province.session, programme_id=programme, text="Kết nạp", form="count")
    targets.add_target(province.session, measure, text="≥ 5", comparator="ge", value=Decimal(5), horizon="yearly")
    school.take(province.send(province.peer("child")))
    mine, figure = (
        int(row["id"])
        for table in ("task", "measure")
        for row in school.session.conn.execute(f"SELECT id FROM {table}")
    )
    progress.log_progress(school.session, mine, period=Q3, state="done", done_on="2026-09-20", result="Xong")
    values.log_value(school.session, figure, unit_id=school.session.office.unit_id, period=Q3, val=7)
    reviews.submit(school.session, period=Q3)
    yield province, school
    province.session.close()
    school.session.close()


def forged(monkeypatch: pytest.MonkeyPatch, by: Place, to: Place, role: str, audience: str, forge: Forgery) -> SealPlan:
    """The plan of a state whose author signed something else than the program would say."""

    def said(session: Any, about: str) -> Slices:
        found = deepcopy(gathering.gather(session, about))
        if about.startswith(audience):
            forge(found)
        return gathering.in_order(found)

    with monkeypatch.context() as patched:
        patched.setattr(sealing, "gather", said)
        path = by.send(by.peer(role))
    seen = to.preview(path)
    to.take(path)
    return next(plan for plan in seen.files[0].seals if plan.seal.audience.startswith(audience))


def uid(at: Place, table: str) -> str:
    sql = f"SELECT item.uid FROM {table} AS row JOIN item ON item.id = row.id ORDER BY row.id DESC LIMIT 1"
    return uid_text(at.session.conn.execute(sql).fetchone()[0])


def first(slices: Slices, name: str) -> dict[str, Any]:
    return slices[name][0]


def two(slices: Slices, name: str, **other: Any) -> dict[str, Any]:
    """A second row like the first."""
    row = {**deepcopy(first(slices, name)), **other}
    slices[name].append(row)
    return row


def _own_measure(session: Session) -> int:
    programme = programmes.add_programme(session, title="Chương trình riêng")
    measure = targets.add_measure(session, programme_id=programme, text="Chỉ số riêng", form="count")
    targets.add_target(session, measure, text="≥ 5", comparator="ge", value=Decimal(5), horizon="yearly")
    return measure


def _heads(at: Place, table: str) -> list[int]:
    return [int(row["id"]) for row in at.session.conn.execute(f"SELECT id FROM {table}")]


FROM_ABOVE: dict[str, Forgery] = {
    "a day that no calendar has": lambda said: first(said, "task").update(due="2026-02-31"),
    "a day with a line end": lambda said: first(said, "task").update(due="2026-09-30\n"),
    "an identity with a line end": lambda said: two(said, "task", uid=f"{UID}1\n"),
    "figures in other digits": lambda said: first(said, "target").update(value="٥"),
    "a threshold finer than its measure": lambda said: first(said, "target").update(value="5.5"),
    "one identity for two things": lambda said: first(said, "measure").update(uid=first(said, "task")["uid"]),
    "an identity of two kinds, unknown here": lambda said: [
        two(said, kind, uid=f"{UID}1") for kind in ("task", "measure")
    ],
    "a task under itself": lambda said: first(said, "task").update(parent=first(said, "task")["uid"]),
    "a period that nobody can read": lambda said: said["calendar"][0].update(period="2026-Q9"),
}


@pytest.mark.parametrize("what", FROM_ABOVE)
def test_rows_from_above_that_the_tables_would_not_take_are_refused(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    province, school = pair
    before = [tuple(row) for row in school.session.conn.execute("SELECT * FROM task")]
    plan = forged(monkeypatch, province, school, "child", "below", FROM_ABOVE[what])
    assert (plan.verdict, plan.code) == ("refuse", "ROW_INVALID")
    assert [tuple(row) for row in school.session.conn.execute("SELECT * FROM task")] == before


@pytest.mark.parametrize("column", ["parent", "programme", "measure"])
def test_what_comes_from_above_cannot_be_hung_under_what_is_ours(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    province, school = pair
    session = school.session
    given = int(session.conn.execute("SELECT id FROM task").fetchone()[0])
    own = {
        "parent": lambda: tasks.add_task(session, text="Việc riêng", parent_id=given),
        "programme": lambda: programmes.add_programme(session, title="Chương trình riêng"),
        "measure": lambda: _own_measure(session),
    }
    own[column]()
    table = {"parent": "task"}.get(column, column)
    ours = uid(school, table)

    def forge(said: Slices) -> None:
        first(said, "target" if column == "measure" else "task")[column] = ours

    plan = forged(monkeypatch, province, school, "child", "below", forge)
    assert (plan.verdict, plan.code) == ("refuse", "FOREIGN_ROW")


FROM_BELOW: dict[str, tuple[str, Forgery]] = {
    "a day that no calendar has": (
        "ROW_INVALID",
        lambda said: first(said, f"progress:{Q3}")["revs"][0].update(done_on="2026-06-31"),
    ),
    "figures of another unit": ("UNIT_NOT_THEIRS", lambda said: None),
    "a figure beyond what is kept": (
        "ROW_INVALID",
        lambda said: first(said, f"value:{Q3}")["revs"][0].update(val="7.5"),
    ),
    "a submitted revision that is not there": (
        "ROW_INVALID",
        lambda said: first(said, f"value:{Q3}").update(submitted=9),
    ),
    "a quarter with a line end": ("ROW_INVALID", lambda said: first(said, f"value:{Q3}").update(period=f"{Q3}\n")),
}


@pytest.mark.parametrize("what", FROM_BELOW)
def test_facts_that_are_not_as_facts_are_or_not_theirs_are_refused(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    province, school = pair
    code, forge = FROM_BELOW[what]
    if code == "UNIT_NOT_THEIRS":
        office = province.session.office.unit_id
        ours = uid_text(province.session.conn.execute("SELECT uid FROM item WHERE id = ?", [office]).fetchone()[0])

        def forge(said: Slices) -> object:
            return first(said, f"value:{Q3}").update(unit=ours)

    plan = forged(monkeypatch, school, province, "parent", "above", forge)
    assert (plan.verdict, plan.code) == ("refuse", code)
    assert not province.session.conn.execute("SELECT 1 FROM progress_entry UNION SELECT 1 FROM target_value").fetchall()


def test_a_submitted_revision_cannot_get_another_content_under_the_hash_that_was_approved(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    entry = int(province.session.conn.execute("SELECT id FROM progress_entry").fetchone()[0])
    reviews.approve(province.session, progress_ids=[entry])

    def forge(said: Slices) -> None:
        first(said, f"progress:{Q3}")["revs"][0]["result"] = "Điều chưa ai duyệt"

    plan = forged(monkeypatch, school, province, "parent", "above", forge)
    assert (plan.verdict, plan.code) == ("refuse", "REWRITTEN")
    assert province.session.conn.execute("SELECT result FROM progress_rev").fetchone()[0] == "Xong"


def test_what_was_closed_here_cannot_be_left_out_even_by_somebody_who_agrees_to_an_incomplete_state(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    reviews.approve(
        province.session, progress_ids=_heads(province, "progress_entry"), value_ids=_heads(province, "target_value")
    )
    closing.close_period(province.session, Q3)
    monkeypatch.setattr(sealing, "_with_stubs", lambda _session, slices, _before: slices)
    plan = forged(monkeypatch, school, province, "parent", "above", lambda said: said.pop(f"progress:{Q3}"))
    assert (plan.verdict, plan.code) == ("refuse", "CLOSED_REWRITE")


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        ("allotment", {"target": "target", "period": "2026", "value": "5.5"}, "ROW_INVALID"),
        ("allotment", {"target": "target", "period": "abcd", "value": "5"}, "ROW_INVALID"),
        ("allotment", {"target": "own", "period": "2026", "value": "5"}, "FOREIGN_ROW"),
        ("due_change", {"task": "task", "new_due": "2026-12-31", "unit": "other"}, "UNIT_NOT_OURS"),
        ("slip", {"no": 1, "period": "hôm nay"}, "ROW_INVALID"),
    ],
)
def test_what_is_said_to_us_alone_is_about_us_and_what_was_given(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch, kind: str, row: dict[str, Any], code: str
) -> None:
    province, school = pair
    session = school.session
    _own_measure(session)
    other = units.add_unit(session, name="Tổ công đoàn", kind_id=units.unit_kinds(session)[0].id)
    uids = {"own": uid(school, "target"), "target": uid(province, "target"), "task": uid(province, "task")}
    uids["other"] = uid_text(session.conn.execute("SELECT uid FROM item WHERE id = ?", [other]).fetchone()[0])
    known_as = province.session.conn.execute("SELECT item.uid FROM peer JOIN item ON item.id = unit_id").fetchone()[0]
    said = {
        "uid": f"{UID}9",
        "unit": uid_text(known_as),
        **{name: uids.get(str(value), value) for name, value in row.items()},
    }
    if kind == "slip":
        said.pop("unit")
    plan = forged(
        monkeypatch, province, school, "child", "to:", lambda slices: slices.setdefault(kind, []).append(said)
    )
    assert (plan.verdict, plan.code) == ("refuse", code)


def test_slips_may_change_their_numbers_among_themselves(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair

    def numbered(one: int, other: int) -> Forgery:
        def forge(said: Slices) -> None:
            said["slip"] = [{"uid": f"{UID}{place}", "no": no, "period": Q3} for place, no in ((1, one), (2, other))]

        return forge

    assert forged(monkeypatch, province, school, "child", "to:", numbered(1, 2)).verdict == "apply"
    assert forged(monkeypatch, province, school, "child", "to:", numbered(2, 1)).verdict == "apply"
    assert [row["no"] for row in school.session.conn.execute("SELECT no FROM slip ORDER BY id")] == [2, 1]


def test_kinds_of_rows_that_a_newer_program_sends_are_kept_and_passed_over(
    pair: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    province, school = pair

    def forge(said: Slices) -> None:
        said["hologram"] = [{"uid": f"{UID}1", "depth": 3}]

    assert forged(monkeypatch, province, school, "child", "below", forge).verdict == "apply"


def test_figures_keep_their_size_when_the_issuer_changes_the_decimals_of_their_measure(
    pair: tuple[Place, Place],
) -> None:
    province, school = pair
    measure = int(province.session.conn.execute("SELECT id FROM measure").fetchone()[0])
    targets.edit_measure(province.session, measure, decimals=2)
    school.take(province.send(province.peer("child")))
    assert school.session.conn.execute("SELECT decimals FROM measure").fetchone()[0] == 0
    province.take(school.send(school.peer("parent")))
    assert province.session.conn.execute("SELECT val FROM value_rev").fetchone()[0] == 700


def test_facts_about_a_task_that_was_taken_back_stay_with_it(pair: tuple[Place, Place]) -> None:
    province, school = pair
    province.take(school.send(school.peer("parent")))
    task = int(province.session.conn.execute("SELECT id FROM task").fetchone()[0])
    with province.session.change(msg("Bỏ việc")) as change:
        change.update("task", task, gone="không làm nữa")
    mine = int(school.session.conn.execute("SELECT id FROM task").fetchone()[0])
    progress.log_progress(school.session, mine, period=Q3, result="Xong, có sửa")
    reviews.submit(school.session, period=Q3)
    province.take(school.send(school.peer("parent")))
    assert [row[0] for row in province.session.conn.execute("SELECT result FROM progress_rev ORDER BY rev")] == [
        "Xong",
        "Xong, có sửa",
    ]
