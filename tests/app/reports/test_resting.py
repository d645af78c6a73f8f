"""Every sentence of a report can be traced to what was logged."""

from app.reports import catalogue, drafting
from app.reports.resting import grounds
from tests.app.plan.quarter_fixture import Q3, Quarter


def test_a_sentence_about_a_result_names_the_entry_and_its_quarter(closed: Quarter) -> None:
    document = catalogue.build(closed.session, "quarter", Q3)
    paragraphs = [*drafting.keyed(document)]
    about = {name for one in paragraphs for run in one.runs for name in run.about}
    assert any(name.startswith("progress:") for name in about)
    found = grounds(closed.session, sorted(about))
    assert {ground.kind for ground in found} == {"task", "target"}
    assert any("Quý III/2026" in ground.second for ground in found)
    assert {ground.id for ground in found if ground.kind == "task"} <= {*closed.tasks.values()}


def test_what_is_named_twice_or_is_not_there_is_told_once_or_not_at_all(closed: Quarter) -> None:
    task = closed.tasks["T1"]
    assert len(grounds(closed.session, [f"task:{task}", f"task:{task}", "task:999999", "by_hand", "progress:x"])) == 1
