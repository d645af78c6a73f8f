"""The coverage matrix: what of a plan nobody does, nothing measures, nobody reported."""

import pytest

from app import directives
from app.errors import BadInput, NotFound
from app.plan import calendar, programmes, reviews, targets, tasks, values
from app.plan.coverage import Coverage, coverage, matrix
from app.session import Session


def texts(found: Coverage) -> tuple[list[str], list[str], list[str]]:
    clauses, work, aims = ([gap.text for gap in share.gaps] for share in found.shares)
    return clauses, work, aims


@pytest.fixture
def plan(office_session: Session) -> Session:
    """A plan of two programmes: one with tasks and a target, one with a task alone, and a clause that nobody took up."""
    session = office_session
    directive = directives.add_directive(session, kind="Kế hoạch", as_written="01/KH-X")
    clauses = [
        directives.add_clause(session, directive, label=f"{number}", text=text)
        for number, text in enumerate(("Việc một", "Việc hai", "Chỉ tiêu một", "Bỏ quên"), 1)
    ]
    first = programmes.add_programme(session, number="1", title="Có chỉ tiêu", directive_id=directive)
    second = programmes.add_programme(session, number="2", title="Không chỉ tiêu", directive_id=directive)
    tasks.add_task(session, text="Làm một", programme_id=first, directive_id=directive, clause_id=clauses[0])
    tasks.add_task(session, text="Làm hai", programme_id=second, directive_id=directive, clause_id=clauses[1])
    measure = targets.add_measure(session, programme_id=first, text="Tỷ lệ", form="count", reported_by="office")
    targets.add_target(session, measure, text="Đạt 10", comparator="ge", value=10, clause_id=clauses[2])
    return session


def test_each_kind_of_gap_is_found_where_it_is(plan: Session) -> None:
    directive = plan.conn.execute("SELECT id FROM directive").fetchone()[0]
    found = coverage(plan, directive_id=directive)
    assert texts(found) == (["Bỏ quên"], ["Làm hai"], ["Đạt 10"])
    assert [(share.covered, share.total) for share in found.shares] == [(3, 4), (1, 2), (0, 1)]
    assert found.tasks.gaps[0].place == "2 Không chỉ tiêu"


def test_a_clause_is_carried_out_by_a_task_of_the_plan_below_that_names_it(plan: Session) -> None:
    above = plan.conn.execute("SELECT id FROM directive").fetchone()[0]
    forgotten = plan.conn.execute("SELECT id FROM clause WHERE text = 'Bỏ quên'").fetchone()[0]
    below = directives.add_directive(plan, kind="Kế hoạch", as_written="02/KH-Y")
    own = directives.add_clause(plan, below, label="I.1", text="Làm nốt")
    directives.link_clauses(plan, own, forgotten)
    assert texts(coverage(plan, directive_id=above))[0] == ["Bỏ quên"]
    task = tasks.add_task(plan, text="Làm nốt", directive_id=below, clause_id=own)
    assert texts(coverage(plan, directive_id=above))[0] == []
    tasks.close_task(plan, task, lifecycle="cancelled", reason="bỏ", on="2026-07-02")
    assert texts(coverage(plan, directive_id=above))[0] == ["Bỏ quên"]


def test_a_task_that_states_a_figure_is_its_own_measure(plan: Session) -> None:
    row = plan.conn.execute("SELECT id FROM task WHERE text = 'Làm hai'").fetchone()[0]
    tasks.edit_task(plan, row, measurable=True)
    assert texts(coverage(plan))[1] == []


def test_where_targets_stand_under_sections_a_section_without_one_is_told(plan: Session) -> None:
    first = plan.conn.execute("SELECT id FROM programme ORDER BY id").fetchone()[0]
    directive = plan.conn.execute("SELECT id FROM directive").fetchone()[0]
    for title in ("Tuyên truyền", "Chăm lo"):
        section = programmes.add_section(plan, first, title=title)
        tasks.add_task(plan, text=f"Việc {title}", programme_id=first, section_id=section, directive_id=directive)
    assert texts(coverage(plan))[1] == ["Làm hai"]
    plan.undo()
    target = plan.conn.execute("SELECT id FROM target").fetchone()[0]
    under = directives.add_clause(plan, directive, label="1", path="Tuyên truyền", text="Đạt 10")
    section = plan.conn.execute("SELECT id FROM section WHERE title = 'Chăm lo'").fetchone()[0]
    tasks.add_task(plan, text="Việc Chăm lo", programme_id=first, section_id=section, directive_id=directive)
    targets.edit_target(plan, target, clause_id=under)
    assert texts(coverage(plan))[1] == ["Làm một", "Việc Chăm lo", "Làm hai"]


def test_a_target_has_data_once_a_figure_is_submitted(plan: Session) -> None:
    calendar.open_period(plan, "2026-Q3")
    measure = plan.conn.execute("SELECT id FROM measure").fetchone()[0]
    entry = values.log_value(plan, measure, unit_id=plan.office.unit_id, period="2026-Q3", val=4)
    assert texts(coverage(plan))[2] == ["Đạt 10"]
    reviews.submit(plan, period="2026-Q3", value_ids=[entry])
    assert texts(coverage(plan))[2] == []


def test_what_is_aimed_at_in_words_has_no_data_to_miss(plan: Session) -> None:
    programme = plan.conn.execute("SELECT id FROM programme").fetchone()[0]
    measure = targets.add_measure(plan, programme_id=programme, text="Hầu hết", form="words")
    targets.add_target(plan, measure, text="Hầu hết đơn vị", comparator="words")
    assert texts(coverage(plan))[2] == ["Đạt 10"]


def test_one_programme_is_looked_at_for_itself(plan: Session) -> None:
    first, second = (row[0] for row in plan.conn.execute("SELECT id FROM programme ORDER BY id"))
    assert texts(coverage(plan, programme_id=first)) == ([], [], ["Đạt 10"])
    assert texts(coverage(plan, programme_id=second)) == ([], ["Làm hai"], [])
    with pytest.raises(BadInput):
        coverage(plan, programme_id=first, directive_id=1)
    with pytest.raises(NotFound):
        coverage(plan, programme_id=999_999)


def test_the_matrix_has_a_row_for_each_programme_of_the_document(plan: Session) -> None:
    directive = plan.conn.execute("SELECT id FROM directive").fetchone()[0]
    rows = matrix(plan, directive)
    assert [(row.number, row.clauses, row.tasks, row.targets) for row in rows] == [
        ("1", (2, 2), (1, 1), (0, 1)),
        ("2", (1, 1), (0, 1), (0, 0)),
    ]


def test_a_workspace_without_a_plan_has_no_gaps(office_session: Session) -> None:
    found = coverage(office_session)
    assert found.empty
    assert found.gaps == 0
