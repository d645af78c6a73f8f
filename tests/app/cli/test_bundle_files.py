"""Files go out and come in on the command line: exported, looked at, previewed, applied, taken back, decided."""

import email
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from app import paths, workspace
from app.clock import FrozenClock
from app.people import units
from app.plan import calendar, programmes, targets, tasks
from tests.builders.exchange import Place, meet, place
from tests.helpers.command_line import Desk, tiendo

ABOVE = "Liên đoàn Lao động tỉnh Mẫu"
BELOW = "CĐCS Trường THPT Mẫu A"


@dataclass
class Pair:
    """A province and a school that know each other, and a stick that is carried between them."""

    province: Desk
    school: Desk
    stick: Path

    def report(self, num: int) -> Path:
        """The school says more, submits it, and gives out a file."""
        self.school.do("log task", "Học tập", "--period", "2026-Q3", "--state", "done", "--done", "20/09/2026")
        self.school.do("log value", "Đoàn viên", BELOW, f"{num}/50", "--period", "2026-Q3")
        self.school.do("submit", "--period", "2026-Q3")
        return self.up()

    def up(self) -> Path:
        """A file of the school for the province."""
        return Path(self.school.json("bundle export", "--to", ABOVE, "--into", self.stick)[0]["file"])


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    above = _here(place(tmp_path / "tinh", ABOVE, short="LĐLĐ tỉnh Mẫu"))
    below = _here(place(tmp_path / "truong", BELOW, short="CĐCS Mẫu A", seed=2))
    kinds = {line.sector: line.id for line in units.unit_kinds(above.session) if line.sector}
    unit = units.add_unit(above.session, name=BELOW, kind_id=kinds["state"])
    for one in (above, below):
        calendar.open_period(one.session, "2026-Q3")
    meet(above, below, unit_id=unit)
    programme = programmes.add_programme(above.session, title="Phát triển đoàn viên", starts="2026-01-01")
    tasks.add_task(above.session, text="Học tập nghị quyết", programme_id=programme, scope="passed_down")
    measure = targets.add_measure(above.session, programme_id=programme, text="Đoàn viên học", form="ratio")
    targets.add_target(above.session, measure, text="≥ 85 %", comparator="ge", value=Decimal(85), horizon="yearly")
    stick = tmp_path / "usb"
    stick.mkdir()
    for one in (above, below):
        one.session.close()
    return Pair(_desk(above), _desk(below), stick)


def _here(one: Place) -> Place:
    """With its keys where the command line looks for them."""
    return Place(one.session, paths.key_folder())


def _desk(one: Place) -> Desk:
    return Desk(one.session.path, "--today", "01/10/2026", "--as", "Nguyễn Thị Lan")


def down(pair: Pair) -> Path:
    """The province gives its plan out, the school takes it."""
    (given,) = pair.province.json("bundle export", "--to", BELOW, "--into", pair.stick)
    pair.school.do("bundle apply", given["file"])
    return Path(given["file"])


def test_what_goes_down_is_taken_and_logged_and_comes_up(pair: Pair) -> None:
    down(pair)
    pair.school.do("bundle apply", pair.stick)  # the same file again, found by what it is
    up = pair.report(40)
    told = pair.province.json("bundle apply", up)
    assert (told["applied"], told["acknowledged"], told["held"], told["refused"]) == (1, 1, 0, 0)
    assert Path(told["backup"]).is_file()
    assert pair.province.json("figures measure", "Đoàn viên", "--period", "2026-Q3")["num"] == 40
    assert pair.province.json("bundle status")[0]["acknowledged_ver"] == 1


def test_the_preview_says_old_and_new_and_what_moves(pair: Pair) -> None:
    down(pair)
    pair.province.do("bundle apply", pair.report(40))
    pair.school.do("amend value", "Đoàn viên", BELOW, "45/50", "--period", "2026-Q3", "--reason", "Đếm sót")
    up = pair.up()
    said = pair.province.do("bundle preview", up)
    assert "thay bản 1" in said
    row = next(line for line in said.splitlines() if "Tử số" in line)
    assert row.split() == ["sửa", "số", "liệu", "Đoàn", "viên", "học", "Quý", "III/2026", "Tử", "số", "40", "45"]
    assert "80,0% → 90,0%" in said
    found = pair.province.json("bundle preview", up)
    assert (found["new"], found["changed"], found["withdrawn"]) == (0, 1, 0)
    (state,) = found["files"][0]["states"]
    assert (state["audience"], state["ver"], state["replaces"], state["verdict"]) == ("above", 2, 1, "apply")
    told = {change["field"]: (change["old"], change["new"]) for change in state["changes"]}
    assert told["num"] == ("40", "45")
    assert "sửa,số liệu,Đoàn viên học,Quý III/2026,Tử số,40,45" in pair.province.do(
        "bundle preview", up, "--format", "csv"
    )


def test_a_preview_changes_nothing_and_needs_no_lock(pair: Pair) -> None:
    down(pair)
    up = pair.report(40)
    before = pair.province.do("state-hash")
    pair.province.do("bundle preview", up)
    pair.province.do("bundle inspect", up)
    assert pair.province.do("state-hash") == before


def test_inspecting_says_whose_a_file_is_and_whether_it_holds(pair: Pair) -> None:
    down(pair)
    up = pair.report(40)
    said = pair.province.do("bundle inspect", up)
    for words in (f"Của: {BELOW} (Đơn vị trực thuộc)", "Ký bằng khóa có mã", "Số liệu, kết quả, bản 1", "áp dụng"):
        assert words in said
    (seen,) = pair.province.json("bundle inspect", up)
    assert (seen["who"], seen["receipts"], seen["code"]) == (BELOW, 1, "")
    assert [(state["audience"], state["ver"], state["verdict"]) for state in seen["states"]] == [("above", 1, "apply")]


def test_a_file_that_cannot_be_used_is_told_with_its_code_and_a_sentence(pair: Pair) -> None:
    down(pair)
    up = pair.report(40)
    bad = pair.stick / "hong.tiendo"
    bad.write_bytes(up.read_bytes()[:-7])
    for words in ("bundle inspect", "bundle preview"):
        ran = pair.province.run(words, bad)
        assert (ran.code, ran.err) == (3, "")
        assert "[" in ran.out
        assert "Nhờ" in ran.out or "hỏng" in ran.out
    ran = pair.province.run("bundle apply", bad)
    assert (ran.code, ran.err) == (1, "tiendo: Không có gói nào dùng được. Xem lý do ở từng gói.\n")
    assert "[BROKEN]" in ran.out
    ran = pair.school.run("bundle inspect", up, "--format", "json")
    assert (ran.code, ran.json()[0]["code"]) == (3, "OWN_FILE")
    assert "Không thấy tệp" in pair.province.refused("bundle preview", pair.stick / "khong-co.tiendo")
    empty = pair.stick / "trong"
    empty.mkdir()
    assert "không có gói Tiến Độ nào" in pair.province.refused("bundle preview", empty)


def test_a_file_put_aside_waits_until_a_person_decides(pair: Pair) -> None:
    down(pair)
    up = pair.report(40)
    ran = pair.province.run("bundle apply", up, "--hold", BELOW, "--format", "json")
    assert (ran.code, ran.err) == (3, "")
    assert (ran.json()["applied"], ran.json()["held"]) == (0, 1)
    (one,) = pair.province.json("bundle held")
    assert (one["who"], one["ver"], one["standing"], one["code"], one["files"]) == (
        BELOW,
        1,
        None,
        "BY_PERSON",
        up.name,
    )
    assert BELOW in pair.province.do("bundle held")
    assert "--accept hoặc --refuse" in pair.province.refused("bundle decide", one["id"])
    pair.province.do("bundle decide", one["id"], "--accept")
    assert pair.province.do("bundle held") == "Không có bản nào chờ quyết định."
    assert pair.province.json("figures measure", "Đoàn viên", "--period", "2026-Q3")["num"] == 40


def test_many_withdrawn_rows_want_a_yes(pair: Pair) -> None:
    down(pair)
    pair.school.do("log task", "Học tập", "--period", "2026-Q3", "--state", "in_progress")
    session = workspace.open_workspace(pair.province.path, clock=FrozenClock("2026-10-02T08:00:00", step_ms=1))
    (task,) = session.conn.execute("SELECT id FROM task").fetchone()
    tasks.edit_task(session, task, scope="own")
    session.close()
    pair.province.shared[1] = "02/10/2026"
    (given,) = pair.province.json("bundle export", "--to", BELOW, "--into", pair.stick)
    ran = pair.school.run("bundle preview", given["file"], "--format", "json")
    assert (ran.code, [state["code"] for state in ran.json()["files"][0]["states"]]) == (3, ["MANY_WITHDRAWN"])
    ran = pair.school.run("bundle apply", given["file"], "--yes", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert (ran.json()["applied"], ran.json()["held"]) == (1, 0)


def test_an_office_that_never_met_anybody_may_look_and_makes_no_keys(pair: Pair, tmp_path: Path) -> None:
    (given,) = pair.province.json("bundle export", "--to", BELOW, "--into", pair.stick)
    assert tiendo("new", tmp_path / "moi", "--name", "Trường mới").code == 0
    fresh, keys = Desk(tmp_path / "moi"), len(list(paths.key_folder().iterdir()))
    ran = fresh.run("bundle preview", given["file"], "--format", "json")
    assert (ran.code, ran.json()["files"][0]["code"]) == (3, "NOT_FOR_US")
    text = tmp_path / "ghi-chu.txt"
    text.write_text("không phải gói", "utf-8")
    assert fresh.run("bundle inspect", text, "--format", "json").json()[0]["code"] == "NOT_A_BUNDLE"
    assert len(list(paths.key_folder().iterdir())) == keys
    assert "tiendo bundle introduce" in fresh.refused("bundle export", "--all", "--into", tmp_path)


def test_a_stick_may_carry_files_both_ways(pair: Pair) -> None:
    down(pair)
    pair.report(40)
    ran = pair.province.run("bundle apply", pair.stick)
    assert (ran.code, ran.err) == (0, "")
    assert "OWN_FILE" in ran.out  # said, but nothing that somebody must see to
    assert pair.province.run("bundle preview", next(pair.stick.glob("LDLD*"))).code == 3


def test_what_a_newer_state_settles_waits_no_more(pair: Pair) -> None:
    down(pair)
    pair.province.run("bundle apply", pair.report(40), "--hold", BELOW)
    pair.school.do("amend value", "Đoàn viên", BELOW, "45/50", "--period", "2026-Q3", "--reason", "Đếm sót")
    assert pair.province.json("bundle apply", pair.up())["applied"] == 1
    assert pair.province.json("bundle held") == []
    assert [line["state"] for line in pair.province.json("bundle book") if line["way"] == "in"] == ["applied", "read"]


def test_a_state_that_was_turned_away_is_told_to_its_author(pair: Pair) -> None:
    down(pair)
    up = pair.report(40)
    pair.province.run("bundle apply", up, "--hold", up.name)
    pair.province.do("bundle decide", pair.province.json("bundle held")[0]["id"], "--refuse", "--reason", "Sai kỳ")
    (given,) = pair.province.json("bundle export", "--to", BELOW, "--into", pair.stick)
    pair.school.do("bundle apply", given["file"])
    assert "refused_there" in {line["state"] for line in pair.school.json("bundle book")}
    assert "refused" in {line["state"] for line in pair.province.json("bundle book")}
    assert "Sai kỳ" in pair.province.do("bundle book")


def test_an_applied_file_can_be_withdrawn_exactly(pair: Pair) -> None:
    down(pair)
    pair.province.do("bundle apply", pair.report(40))
    before = pair.province.json("figures measure", "Đoàn viên", "--period", "2026-Q3")
    pair.school.do("amend value", "Đoàn viên", BELOW, "45/50", "--period", "2026-Q3", "--reason", "Đếm sót")
    taken = pair.province.json("bundle apply", pair.up())["files"][0]["bundle"]
    assert taken in {line["bundle_id"] for line in pair.province.json("bundle book")}
    assert "--reason" in pair.province.run("bundle withdraw", taken).err
    pair.province.do("bundle withdraw", taken, "--reason", "Gửi nhầm")
    assert pair.province.json("figures measure", "Đoàn viên", "--period", "2026-Q3") == before
    assert "không còn là bản đang dùng" in pair.province.refused("bundle withdraw", taken, "--reason", "Lần nữa")
    assert "Không có gói đã nhận số 999" in pair.province.refused("bundle withdraw", 999, "--reason", "Nhầm")


def test_a_draft_letter_carries_the_file(pair: Pair) -> None:
    draft = pair.stick / "gui.eml"
    pair.province.do("bundle export", "--to", BELOW, "--eml", draft, "--mail", "truong@mau.vn", "--period", "2026-Q3")
    letter = email.message_from_bytes(draft.read_bytes())
    assert letter["To"] == "truong@mau.vn"
    (attached,) = [part for part in letter.walk() if part.get_filename()]
    saved = pair.stick / "tu-thu.tiendo"
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    saved.write_bytes(content)
    assert pair.school.json("bundle apply", saved)["applied"] == 1


def test_the_same_again_is_the_same_file(pair: Pair) -> None:
    first = pair.province.json("bundle export", "--all", "--into", pair.stick)
    again = pair.province.json("bundle export", "--all", "--into", pair.stick)
    assert [one["file"] for one in first] == [one["file"] for one in again]
    assert [one["fresh"] for one in (*first, *again)] == [True, False]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--to", "Sở Y tế", "--into", "."), "Không có nơi gửi nhận"),
        (("--to", BELOW), "--into"),
        (("--into", "."), "--to"),
        (("--to", BELOW, "--all", "--into", "."), "--all đã gồm mọi nơi"),
        (("--to", BELOW, "--into", "khong/co"), "Không thấy"),
        (("--to", BELOW, "--into", ".", "--period", "quý chín"), "quý chín"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(pair: Pair, args: tuple[str, ...], sentence: str) -> None:
    assert sentence in pair.province.refused("bundle export", *args)
