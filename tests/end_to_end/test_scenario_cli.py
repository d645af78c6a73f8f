"""SCENARIO.md through the real command line: every answer as written.

Stages of the quarter are made once and copied, so that each answer is asked of a workspace nobody else has touched.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.helpers.command_line import Desk, tiendo
from tests.helpers.scenario_story import LOGGED, PERIOD, SET_UP, A, B, C, D, E, desk, found_office, logged_office, tell

Stage = Callable[[str], Desk]
AFTER = "01/10/2026"
CLOSED_ON = "05/10/2026"


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workspace logged, submitted, answered, closed and amended, each in a folder of its own."""
    top = tmp_path_factory.mktemp("stages")
    made = {"logged": logged_office(top / "logged" / "so.tdb")}

    def then(name: str, before: str, today: str) -> Desk:
        shutil.copytree(made[before].parent, top / name)
        made[name] = top / name / "so.tdb"
        return desk(made[name], today)

    then("submitted", "logged", AFTER).do("submit")
    answered = then("answered", "submitted", "02/10/2026")
    answered.do("return", "--measure", "M2", "--unit", B, "--reason", "Ghi 0 hay không phát sinh?", "--cell", "val")
    answered.do("log value", "M2", B, "không phát sinh")
    answered.do("submit")
    closed = then("closed", "answered", CLOSED_ON)
    closed.do("approve", "--all")
    closed.do("close")
    sign(closed)
    amended = then("amended", "closed", "20/10/2026")
    amended.do("amend value", "M1", D, "20/25", "--period", PERIOD, "--reason", "Đếm sót lớp tập huấn tháng 9")
    return made


@pytest.fixture
def stage(stages: dict[str, Path], tmp_path: Path) -> Stage:
    """A desk at a fresh copy of a stage."""

    def at(name: str) -> Desk:
        days = {"logged": "30/09/2026", "submitted": AFTER, "answered": "02/10/2026", "closed": CLOSED_ON}
        shutil.copytree(stages[name].parent, tmp_path / name)
        return desk(tmp_path / name / "so.tdb", days.get(name, "20/10/2026"))

    return at


def sign(at: Desk) -> None:
    """Sign the quarterly report."""
    at.do("sign", "--period", PERIOD, "--signer", "Nguyễn Văn Chủ", "--post", "Phó Chủ tịch")


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[page].get_textpage().get_text_bounded() for page in range(len(document)))
    finally:
        document.close()


def measure(at: Desk, name: str, *more: str) -> dict[str, Any]:
    found = at.json("figures measure", name, "--period", PERIOD, *more)
    assert isinstance(found, dict)
    return found


def target(at: Desk, number: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        row for row in at.json("figures targets", "--period", PERIOD, *more) if row["number"] == number
    )
    return found


def test_1_the_offices_own_tasks_stand_as_counted_by_hand(stage: Stage) -> None:
    found = stage("submitted").json("figures tasks", "--period", PERIOD)
    assert found == {
        "done_on_time": 1,
        "done_late": 1,
        "overdue": 1,
        "in_progress": 1,
        "not_started": 1,
        "continuous": 2,
        "paused": 0,
        "cancelled": 0,
        "due_done": 2,
        "due_total": 3,
    }
    said = stage("logged")  # drafts count nothing yet
    assert said.json("figures tasks", "--period", PERIOD)["done_on_time"] == 0


def test_1_each_task_shows_its_own_mark(stage: Stage) -> None:
    rows = stage("submitted").json("list", "tasks", "--period", PERIOD, "--where", "scope=own")
    assert {row["number"]: row["status"] for row in rows} == {
        "T1": "done",
        "T2": "continuous",
        "T3": "in_progress",
        "T4": "done_late",
        "T5": "overdue",
        "T6": "continuous",
        "T7": "not_started",
    }


def test_2_of_two_units_one_has_done_the_passed_down_task_and_one_is_silent(stage: Stage) -> None:
    at = stage("submitted")
    found = at.json("figures passed-down", "T8", "--period", PERIOD)
    assert (found["done"], found["n"], found["m"]) == (1, 1, 2)
    assert {unit["name"]: unit["state"] for unit in found["units"]} == {D: "done", E: None}
    assert "chưa báo cáo" in at.do("figures passed-down", "T8", "--period", PERIOD).lower()


def test_3_measures_and_targets_have_the_known_answers(stage: Stage) -> None:
    at = stage("submitted")
    m1, m2, m3 = (target(at, number) for number in ("M1", "M2", "M3"))
    assert (m1["to_date"]["text"], m1["to_date"]["text_percent"], m1["base"], m1["verdict"]) == (
        ("90/125", "72,0%", "4/5", "not_met")
    )
    assert (m2["to_date"]["text"], m2["base"], m2["none"], m2["achievement"]) == ("5", "4/5", 1, "2")
    assert (m3["to_date"]["text"], m3["to_date"]["text_percent"], m3["base"]) == ("1/1", "100,0%", "1/2")
    shown = at.do("figures targets", "--period", PERIOD)
    assert "72,0%" in shown
    assert "4/5" in shown


def test_4_the_checklist_names_exactly_what_is_missing(stage: Stage) -> None:
    found = stage("submitted").json("checklist", "--period", PERIOD)
    assert sorted(row["code"] for row in found) == ["missing_entry", *["missing_value"] * 3, "no_cause"]
    missing = [row["message"] for row in found if row["code"].startswith("missing")]
    assert all(E in sentence for sentence in missing)
    assert "T5" in next(row["message"] for row in found if row["code"] == "no_cause")


def test_4_a_written_cause_takes_the_task_off_the_checklist(stage: Stage) -> None:
    at = stage("submitted")
    at.do("log task", "T5", "--cause", "Chờ số liệu của ngành thuế")
    at.do("submit")
    assert [row["code"] for row in at.json("checklist", "--period", PERIOD)].count("no_cause") == 0


def test_5_a_returned_value_is_answered_and_keeps_both_revisions(stage: Stage) -> None:
    at = stage("answered")
    m2 = measure(at, "M2")
    assert (m2["text"], m2["n"], m2["m"], m2["none_n"]) == ("5", 4, 5, 2)
    history = at.do("history", "value", "M2", "--unit", B, "--period", PERIOD)
    assert "Ghi 0 hay không phát sinh?" in history
    assert history.lower().count("không phát sinh") >= 2
    assert [row["code"] for row in at.json("checklist", "--period", PERIOD)].count("returned") == 0


def test_5_while_the_slip_is_open_the_quarter_does_not_close(stage: Stage) -> None:
    at = stage("submitted")
    at.do("return", "--measure", "M2", "--unit", B, "--reason", "Xem lại")
    assert "trả lại" in at.refused("close", "--period", PERIOD).lower()


def test_6_an_amendment_moves_the_current_figure_and_never_the_closed_one(stage: Stage) -> None:
    at = stage("amended")
    assert measure(at, "M1")["text_percent"] == "84,0%"
    assert measure(at, "M1")["text"] == "105/125"
    assert measure(at, "M1", "--as-of", "closed")["text_percent"] == "72,0%"
    assert target(at, "M1")["verdict"] == "not_met"
    annex = at.json("amendments", "--period", PERIOD)
    assert [(row["before"], row["after"]) for row in annex] == [("72,0%", "84,0%")]
    assert annex[0]["verdict_before"] == annex[0]["verdict_after"]
    assert "Đếm sót lớp tập huấn tháng 9" in annex[0]["reasons"]


def test_6_the_amendment_annex_prints_what_moved(stage: Stage, tmp_path: Path) -> None:
    annex = tmp_path / "phu-luc.pdf"
    stage("amended").do("report", "amendments", "--period", PERIOD, "--output", annex)
    said = " ".join(text_of(annex).split())
    for words in ("72,0", "84,0", "Đếm sót lớp tập huấn tháng 9", D):
        assert words in said


def test_6_the_report_is_printed_three_ways_with_the_known_figures(stage: Stage, tmp_path: Path) -> None:
    papers = [tmp_path / f"bao-cao.{ending}" for ending in ("pdf", "docx", "xlsx")]
    outputs = [word for paper in papers for word in ("--output", paper)]
    stage("closed").do("report", "quarter", "--period", PERIOD, *outputs)
    said = " ".join(text_of(papers[0]).split())
    for words in ("90/125", "72,0", "4/5", "2/3 nhiệm vụ đến hạn"):
        assert words in said, words
    assert all(paper.stat().st_size > 3_000 for paper in papers)


def test_6_after_the_close_nothing_is_logged_but_amended(stage: Stage) -> None:
    at = stage("closed")
    assert "đính chính" in at.refused("log task", "T5", "--percent", "80", "--period", PERIOD).lower()
    assert "lý do" in at.refused("amend value", "M1", D, "20/25", "--period", PERIOD, "--reason", " ").lower()


def test_6_the_signed_report_prints_again_as_it_was(stage: Stage, tmp_path: Path) -> None:
    before, after = stage("closed"), stage("amended")
    papers = []
    for number, at in enumerate((before, after)):
        papers.append(tmp_path / f"signed{number}.pdf")
        at.do("reprint", "--period", PERIOD, "--output", papers[-1])
    first, second = (paper.read_bytes() for paper in papers)
    assert first[:5] == b"%PDF-"
    assert first == second


def test_7_after_a_merger_the_quarter_reads_as_then_and_as_now(stage: Stage) -> None:
    amended = stage("amended")
    at = desk(amended.path, "01/11/2026")
    at.do("unit merge", E, "--into", D, "--on", "01/11/2026")
    then = at.json("figures units", "--period", PERIOD, "--view", "then")
    now = at.json("figures units", "--period", PERIOD, "--view", "now")
    assert {row["name"] for row in then} == {A, B, C, D, E}
    assert {row["name"] for row in now} == {A, B, C, D}
    assert [len(row["parts"]) for row in now if row["name"] == D] == [2]
    for view in (then, now):
        assert sum(row["reported"] for row in view) == sum(row["reported"] for row in then)
    assert measure(at, "M1")["text"] == measure(at, "M1", "--units", "now")["text"] == "105/125"
    at.do("period open", "2026-Q4")
    fourth = at.json("figures units", "--period", "2026-Q4")
    assert {row["name"] for row in fourth} == {A, B, C, D}


@pytest.mark.timeout(240)  # about two hundred command lines
def test_8_every_change_is_undone_and_redone_step_by_step_across_restarts(tmp_path: Path) -> None:
    at = found_office(tmp_path / "so.tdb")
    hashes = [at.do("state-hash")]
    for words, args in (*SET_UP, *LOGGED):
        tell(at, ((words, args),))
        hashes.append(at.do("state-hash"))
    for expected in reversed(hashes[:-1]):
        at.do("undo")
        assert at.do("state-hash") == expected
    assert "bản sao lưu" in at.refused("undo")  # the founding of the office itself
    for expected in hashes[1:]:
        at.do("redo")
        assert at.do("state-hash") == expected
    assert "làm lại" in at.refused("redo")


def test_8_several_steps_at_once_lead_to_the_same_states(stage: Stage) -> None:
    at = stage("logged")
    before = at.do("state-hash", child=True)
    for steps in (1, 2, 7, len(LOGGED)):
        at.do("undo", "--steps", steps, child=steps == 7)
        assert at.do("state-hash") != before
        at.do("redo", "--steps", steps, child=steps == 7)
        assert at.do("state-hash") == before
    assert at.run("check", child=True).code == 0


def test_8_undo_stops_at_submitting_and_says_recall(stage: Stage) -> None:
    at = stage("submitted")
    before = at.do("state-hash")
    assert "thu hồi" in at.refused("undo")
    assert at.do("state-hash") == before
    at.do("recall", "--all")
    recalled = at.do("state-hash")
    at.do("undo")
    assert at.do("state-hash") == before
    at.do("redo")
    assert at.do("state-hash") == recalled


def test_8_reviews_between_submitting_and_closing_are_undone_too(stage: Stage) -> None:
    at = stage("answered")
    before = at.do("state-hash")
    at.do("approve", "--all")
    approved = at.do("state-hash")
    at.do("undo")
    assert at.do("state-hash") == before
    at.do("redo")
    assert at.do("state-hash") == approved


@pytest.mark.parametrize(
    ("name", "steps", "instead"),
    [
        (
            "submitted",
            [
                ("return", ("--measure", "M2", "--unit", B, "--reason", "Xem lại")),
                ("log value", ("M2", B, "không phát sinh")),
                ("log task", ("T5", "--cause", "Chờ số liệu")),
            ],
            "thu hồi",
        ),
        ("closed", [("period open", ("2026-Q4",)), ("log task", ("T3", "--percent", "60"))], "lập báo cáo khác"),
        (
            "amended",
            [("unit merge", (E, "--into", D, "--on", "01/11/2026")), ("period open", ("2026-Q4",))],
            "đính chính",
        ),
    ],
)
def test_8_what_follows_a_fixed_step_is_undone_down_to_it(
    stage: Stage, name: str, steps: list[tuple[str, tuple[str, ...]]], instead: str
) -> None:
    at = stage(name)
    hashes = [at.do("state-hash")]
    for step in steps:
        tell(at, (step,))
        hashes.append(at.do("state-hash"))
    for expected in reversed(hashes[:-1]):
        at.do("undo")
        assert at.do("state-hash") == expected
    assert instead in at.refused("undo")
    at.do("redo", "--steps", len(steps))
    assert at.do("state-hash") == hashes[-1]


def test_8_the_close_is_not_undone_and_says_what_to_do_instead(stage: Stage) -> None:
    at = stage("answered")
    at.do("close")
    assert "đính chính" in at.refused("undo")
    assert "đính chính" in stage("amended").refused("undo")


def test_9_search_needs_no_accents(stage: Stage) -> None:
    at = stage("submitted")
    assert "đồng thuận" in at.do("search", "dong thuan")
    found = at.do("search", "hoa binh")
    assert "Hoà Bình" in found
    assert "Hòa Bình" in found
    assert at.do("list", "tasks", "--search", "hoa binh").count("Bình") == 2


def test_10_names_stand_in_vietnamese_order(tmp_path: Path) -> None:
    at = found_office(tmp_path / "so.tdb")
    for name in ("Bùi Văn Âm", "Đỗ Thị Ăn", "Vũ Ánh", "Trần An"):
        at.do("person add", "--name", name)
    names = [row["name"] for row in at.json("list", "people", "--sort", "name")]
    assert names == ["Trần An", "Vũ Ánh", "Đỗ Thị Ăn", "Bùi Văn Âm"]
    for name in ("Âm", "Ăn", "Ánh", "An"):
        at.do("unit add", "--name", name, "--kind", "CĐCS khu vực nhà nước")
    units = [row["name"] for row in at.json("list", "units", "--sort", "name")]
    assert units[:4] == ["An", "Ánh", "Ăn", "Âm"]


def test_the_workspace_is_sound_at_every_stage(stages: dict[str, Path]) -> None:
    for path in stages.values():
        assert tiendo("check", path).code == 0
