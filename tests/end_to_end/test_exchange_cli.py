"""Three workspaces work a quarter together through files only, and everything that goes wrong with files and machines goes wrong.

The story is played once; each promise is asked of what was seen on the way.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import exchange_story as told
from tests.helpers.command_line import tiendo
from tests.helpers.exchange_story import BAN, GIVEN, OWN_TASK, PERIOD, PROVINCE, SCHOOL, STUDIED, TASK, Machine


@dataclass
class Story:
    """The machines, the stick, and what was seen, by the name of the step."""

    province: Machine
    ban: Machine
    school: Machine
    stick: Path
    top: Path
    seen: dict[str, Any] = field(default_factory=dict)

    def on(self, today: str) -> None:
        """Another day for everybody."""
        for machine in (self.province, self.ban, self.school):
            machine.on(today)

    def figures(self) -> tuple[Any, Any]:
        """What the province reads: the measure, and every entry that counts."""
        return self.province.json("figures measure", STUDIED, "--period", PERIOD), self.province.do("list", "progress")

    def status(self, at: Machine, name: str) -> Any:
        """How a peer stands."""
        return next(row for row in at.json("bundle status") if row["name"] == name)

    def held(self) -> list[tuple[str, str, int]]:
        """What waits at the province."""
        return [(row["who"], row["code"], row["ver"]) for row in self.province.json("bundle held")]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The whole quarter, with every incident."""
    top = tmp_path_factory.mktemp("quy")
    played = Story(*told.network(top), top)
    for step in (
        given_down, ban_reports, school_reports, doubled_and_old, returned_and_answered, restored, cloned, stolen, at_the_end,
    ):  # fmt: skip
        step(played)
    return played


def given_down(story: Story) -> None:
    """The plan goes to the ban and the school."""
    province, ban, school = story.province, story.ban, story.school
    told.plan(province)
    story.on("05/07/2026")
    ban.take(province.send(BAN, story.stick))
    school.take(province.send(SCHOOL, story.stick))
    story.seen["given"] = {
        machine.folder.name: [row["text"] for row in machine.json("list", "tasks")] for machine in (ban, school)
    }
    story.seen["foreign"] = school.refused("task edit", "T2", "--text", "Việc khác")


def ban_reports(story: Story) -> None:
    """The ban logs its part; the office approves it; the ban hears of it."""
    province, ban = story.province, story.ban
    story.on("25/09/2026")
    ban.do("log task", OWN_TASK, "--state", "done", "--done", "20/09/2026", "--result", "Đã in 500 cuốn")
    ban.do("submit")
    province.take(ban.send(PROVINCE, story.stick))
    before = province.json("figures tasks", "--period", PERIOD)
    province.do("approve", "--task", OWN_TASK)
    story.seen["approved"] = (before, province.json("figures tasks", "--period", PERIOD))
    ban.take(province.send(BAN, story.stick))
    story.seen["ban heard"] = ban.refused("recall", "--task", OWN_TASK)


def school_reports(story: Story) -> None:
    """The school logs what it was given, does a task of its own under it, asks for a later date; its first file is lost."""
    province, school = story.province, story.school
    school.do("task add", "--under", "T2", "--number", "T2.1", "--text", "Học chuyên đề tại tổ", "--due", "20/09/2026")
    school.do("log task", "T2.1", "--state", "done", "--done", "19/09/2026")
    school.do("log task", TASK, "--state", "in_progress", "--percent", "60", "--result", "Hai buổi")
    school.do("log task", GIVEN, "--state", "not_started")
    school.do("log value", STUDIED, SCHOOL, "40/50")
    school.do("feedback add", GIVEN, "--kind", "extension", "--text", "Chờ kế hoạch của trường", "--due", "30/10/2026")
    school.do("submit")
    story.seen["lost"] = school.send(PROVINCE, story.stick)
    story.on("26/09/2026")
    school.do("amend value", STUDIED, SCHOOL, "42/50", "--reason", "Đếm sót tổ Toán")
    up = school.send(PROVINCE, story.stick)
    story.seen["up"], story.seen["preview"] = up, province.seen(up)
    story.seen["shown"] = province.do("bundle preview", up)
    story.seen["applied"] = province.take(up)
    story.seen["after"] = story.figures()


def doubled_and_old(story: Story) -> None:
    """The same file comes again, and the lost one turns up."""
    province = story.province
    before, hashed = story.figures(), province.do("state-hash")
    again, late = province.take(story.seen["up"]), province.take(story.seen["lost"])
    story.seen["again"] = (again, late, before == story.figures(), hashed == province.do("state-hash"))


def returned_and_answered(story: Story) -> None:
    """The province approves, returns and answers; the school's answer carries the slip."""
    province, school = story.province, story.school
    story.on("28/09/2026")
    province.do("approve", "--unit", SCHOOL, "--task", TASK)
    province.do("return", "--measure", STUDIED, "--unit", SCHOOL, "--reason", "Rà lại tổng số", "--cell", "den")
    (asked,) = province.json("feedback list")
    province.do("feedback answer", asked["id"], "--verdict", "accepted")
    school.take(province.send(SCHOOL, story.stick))
    story.seen["due"] = {row["text"]: row["due"] for row in school.json("list", "tasks")}
    story.on("30/09/2026")
    school.do("log value", STUDIED, SCHOOL, "42/48")
    school.do("submit")
    up = school.send(PROVINCE, story.stick)
    story.seen["answer"] = province.seen(up)
    province.take(up)
    school.take(province.send(SCHOOL, story.stick))
    story.seen["acknowledged"] = story.status(school, PROVINCE)


def restored(story: Story) -> None:
    """The school's workspace breaks after it was backed up and went on working."""
    province, school = story.province, story.school
    story.on("02/10/2026")
    backed_up = school.json("backup")["backup"]
    school.do(
        "amend task", TASK, "--state", "done", "--done", "01/10/2026", "--percent", "100", "--result", "Ba buổi",
        "--reason", "Học buổi cuối",
    )  # fmt: skip
    province.take(school.send(PROVINCE, story.stick))
    before = story.figures()
    story.on("05/10/2026")
    ran = tiendo("--today", "05/10/2026", "--as", school.who, "restore", backed_up, school.path)
    assert ran.code == 0, ran
    school.do("task add", "--text", "Việc phát sinh sau khôi phục", "--due", "31/12/2026")
    school.do("log task", "Việc phát sinh", "--state", "in_progress")
    school.do("submit")
    taken = province.take(school.send(PROVINCE, story.stick), code=3)
    story.seen["restored"] = (taken, story.held(), before == story.figures())
    story.on("06/10/2026")
    story.seen["taken back"] = school.take(province.send(SCHOOL, story.stick))
    story.seen["rows back"] = school.do("list", "progress")
    up = school.send(PROVINCE, story.stick)
    seen = province.seen(up)
    province.take(up)
    story.seen["sealed on"] = (seen, story.held(), before == story.figures())
    school.take(province.send(SCHOOL, story.stick))


def cloned(story: Story) -> None:
    """Somebody copies workspace and keys to a machine at home, and both write."""
    province, school = story.province, story.school
    shutil.copytree(school.folder, story.top / "o-nha")
    home = Machine(story.top / "o-nha", "Người ở nhà", "08/10/2026")
    story.on("08/10/2026")
    school.do("amend value", STUDIED, SCHOOL, "43/48", "--reason", "Thêm một người")
    home.do("amend value", STUDIED, SCHOOL, "44/48", "--reason", "Thêm hai người")
    other = story.top / "usb-nha"
    other.mkdir()
    province.take(school.send(PROVINCE, story.stick))
    before = story.figures()
    taken = province.take(home.send(PROVINCE, other), code=3)
    story.seen["cloned"] = (taken, story.held(), before == story.figures())
    school.take(province.send(SCHOOL, story.stick))
    story.seen["school hears"] = story.status(school, PROVINCE)
    province.do(
        "bundle decide",
        province.json("bundle held")[0]["id"],
        "--refuse",
        "--reason",
        "Trường xác nhận không dùng máy này",
    )
    school.do("amend value", STUDIED, SCHOOL, "44/48", "--reason", "Nhập lại phần ghi ở nhà")
    story.seen["one goes on"] = province.take(school.send(PROVINCE, story.stick))
    given = province.send(SCHOOL, story.stick)
    home.take(given)
    school.take(given)
    story.seen["both hear"] = (story.status(school, PROVINCE)["twin"], story.status(home, PROVINCE)["twin"])
    story.seen["home hears"] = [row["state"] for row in home.json("bundle book") if row["way"] == "out"]


def stolen(story: Story) -> None:
    """The machine at home is stolen: its key is revoked, a forged file comes, and the school begins anew with new keys."""
    province, school = story.province, story.school
    story.on("12/10/2026")
    province.do("bundle revoke", SCHOOL, "--reason", "Mất máy tính xách tay")
    thief = Machine(story.top / "o-nha", "Kẻ gian", "13/10/2026")
    thief.do("amend value", STUDIED, SCHOOL, "1/48", "--reason", "Phá")
    forged = thief.send(PROVINCE, story.top / "usb-nha")
    story.on("13/10/2026")
    before = story.figures()
    seen = province.seen(forged, code=3)
    province.take(forged, code=3)
    story.seen["forged"] = (seen, before == story.figures())
    story.on("14/10/2026")
    school.do("bundle keys new")
    letter = story.stick / "gioi-thieu-moi"
    digits = school.json("bundle introduce", letter)["fingerprint"]
    trusted = ("--role", "child", "--unit", SCHOOL, "--fingerprint", digits)
    story.seen["stop"] = province.refused("bundle trust", letter, *trusted)
    province.do("bundle trust", letter, *trusted, "--replace")
    story.seen["anew"] = province.take(school.send(PROVINCE, story.stick))
    story.seen["forged again"] = province.take(forged, code=3)


def at_the_end(story: Story) -> None:
    """Each hears once more what the others hold."""
    province, ban, school = story.province, story.ban, story.school
    story.on("15/10/2026")
    for name, machine in ((BAN, ban), (SCHOOL, school)):
        machine.take(province.send(name, story.stick))
        province.take(machine.send(PROVINCE, story.stick))


def states(preview: Any) -> list[dict[str, Any]]:
    return [state for file in preview["files"] for state in file["states"]]


def test_each_gets_what_it_was_given_and_cannot_change_it(story: Story) -> None:
    assert sorted(story.seen["given"]["ban"]) == sorted([OWN_TASK, TASK, GIVEN])
    assert sorted(story.seen["given"]["truong"]) == sorted([TASK, GIVEN])
    assert PROVINCE in story.seen["foreign"]


def test_what_a_ban_logs_counts_once_the_office_approved_it(story: Story) -> None:
    before, after = story.seen["approved"]
    assert (before["done_on_time"], after["done_on_time"]) == (0, 1)
    assert "duyệt" in story.seen["ban heard"]


def test_the_preview_says_what_a_report_brings_and_moves(story: Story) -> None:
    assert story.seen["preview"]["files"][0]["standing"] == "apply"
    kinds = {(change["sign"], change["kind"]) for change in states(story.seen["preview"])[0]["changes"]}
    assert {("new", kind) for kind in ("progress", "value", "task", "feedback")} <= kinds
    assert any("– → 84,0%" in sentence for sentence in story.seen["preview"]["effects"])
    assert "Học chuyên đề tại tổ" in story.seen["shown"]
    figure, entries = story.seen["after"]
    assert (figure["num"], figure["den"], figure["n"], figure["m"]) == (42, 50, 1, 2)
    assert "Hai buổi" in entries
    assert "Học chuyên đề tại tổ" not in entries  # a task of the school's own is its own


def test_a_lost_file_costs_nothing_and_a_doubled_or_old_one_changes_nothing(story: Story) -> None:
    again, late, same_figures, same_state = story.seen["again"]
    assert story.seen["applied"]["applied"] == 1  # the file after the lost one said everything
    assert (again["applied"], again["unchanged"], late["applied"], late["unchanged"]) == (0, 1, 0, 1)
    assert same_figures
    assert same_state


def test_the_answer_comes_with_its_slip_and_a_granted_date_moves(story: Story) -> None:
    assert story.seen["due"][GIVEN] == "2026-10-30"
    (change,) = [each for each in states(story.seen["answer"])[0]["changes"] if each["field"] == "den"]
    assert (change["old"], change["new"]) == ("50", "48")
    assert any(each["field"] == "slip" and each["new"] for each in states(story.seen["answer"])[0]["changes"])
    assert any("Chưa đạt → Đạt" in sentence for sentence in story.seen["answer"]["effects"])
    assert story.seen["acknowledged"]["acknowledged_ver"] == story.seen["acknowledged"]["sent_ver"] == 3


def test_a_restore_below_never_erases_above_and_gets_its_rows_back(story: Story) -> None:
    taken, held, untouched = story.seen["restored"]
    assert (taken["held"], held, untouched) == (1, [(SCHOOL, "RESTORED", 4)], True)
    assert story.seen["taken back"]["taken_back"] >= 1
    assert "Ba buổi" in story.seen["rows back"]
    assert "Việc phát sinh" in story.seen["rows back"]
    seen, held, untouched = story.seen["sealed on"]
    assert [(state["verdict"], state["epoch"], state["ver"]) for state in states(seen)] == [("apply", 2, 5)]
    assert (held, untouched) == ([], True)


def test_a_copy_of_a_machine_is_noticed_and_held(story: Story) -> None:
    taken, held, untouched = story.seen["cloned"]
    assert (taken["held"], held, untouched) == (1, [(SCHOOL, "FORK", 6)], True)
    assert story.seen["one goes on"]["applied"] == 1
    assert "refused_there" in story.seen["home hears"]
    assert story.seen["school hears"]["twin"]
    assert "chép sang máy khác" in story.seen["school hears"]["told"]
    assert story.seen["both hear"] == (False, True)  # solved for the one, told to the other


def test_a_stolen_key_opens_nothing_after_it_was_revoked(story: Story) -> None:
    seen, untouched = story.seen["forged"]
    assert [(state["verdict"], state["code"]) for state in states(seen)] == [("refuse", "REVOKED")]
    assert untouched
    assert "DỪNG LẠI" in story.seen["stop"]
    assert story.seen["anew"]["applied"] == 1
    assert story.seen["forged again"]["applied"] == 0


def test_at_the_end_the_books_of_all_sides_agree(story: Story) -> None:
    province, ban, school = story.province, story.ban, story.school
    for name, machine in ((BAN, ban), (SCHOOL, school)):
        sealed, said = machine.sealed(), province.sealed()
        assert province.holds(name) == sealed
        received = machine.holds(PROVINCE)
        assert received
        assert received == {audience: said[audience] for audience in received}
        here, there = story.status(province, name), story.status(machine, PROVINCE)
        assert here["acknowledged_ver"] == here["sent_ver"] == there["received_ver"]
        assert there["acknowledged_ver"] == there["sent_ver"] == here["received_ver"]
        assert (here["unsent"], here["unanswered"], here["held"]) == (0, 0, 0)
        assert (there["unsent"], there["held"]) == (0, 0)
        sent = {row["sha256"] for row in province.json("bundle book") if row["way"] == "out" and row["name"] == name}
        came = {row["sha256"] for row in machine.json("bundle book") if row["way"] == "in"}
        assert came <= sent
    for machine in (province, ban, school):
        assert machine.run("check").code == 0, machine.do("check")
    assert province.json("figures measure", STUDIED, "--period", PERIOD)["text"] == "44/48"
    assert province.json("bundle held") == []
