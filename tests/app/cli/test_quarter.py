"""The quarter from the command line: tables pasted, rows chosen, returned, recalled, amended, closed."""

from pathlib import Path

from tests.helpers.command_line import Desk, tiendo_child


def entry(at: Desk, number: str) -> dict[str, object]:
    return next(row for row in at.json("list", "progress") if row["number"] == number)


def test_a_table_from_excel_is_one_change(at: Desk, tmp_path: Path) -> None:
    before = at.do("state-hash")
    table = tmp_path / "bang.txt"
    rows = ["Nhiệm vụ\tTrạng thái\tĐạt %\tNgày hoàn thành\tKết quả", "T3\tĐang thực hiện\t55%\t\tĐã xong bản thảo"]
    rows.append('T5\thoàn thành\t100\t1/10/2026\t"Đã khảo sát, có báo cáo"')
    table.write_text("\n".join(rows), "utf-8-sig")
    at.do("log paste", table)
    assert (entry(at, "T3")["percent"], entry(at, "T3")["result"]) == (55, "Đã xong bản thảo")
    assert (entry(at, "T5")["state"], entry(at, "T5")["done_on"]) == ("done", "2026-10-01")
    at.do("undo")
    assert at.do("state-hash") == before


def test_a_csv_of_figures_comes_through_a_pipe(at: Desk) -> None:
    table = "measure,unit,value,note\nM2,Trường tư thục E,4,mới gửi\nM1,Trường tư thục E,9/10,\n"
    done = tiendo_child(*at.shared, "log", "paste", at.path, "-", "--period", "2026-Q3", stdin=table)
    assert (done.code, done.err) == (0, ""), done
    rows = [row for row in at.json("list", "values") if row["unit"] == "Trường tư thục E"]
    assert {(row["num"], row["den"], row["val"]) for row in rows} == {("9", "10", None), (None, None, "4")}


def test_a_bad_line_of_a_table_is_named_and_nothing_is_written(at: Desk, tmp_path: Path) -> None:
    table = tmp_path / "so-lieu.csv"
    table.write_text("measure;unit;value\nM1;THPT Mẫu A;41/50\nM1;THPT Mẫu B;70/30\n", "utf-8")
    before = at.do("state-hash")
    said = at.refused("log paste", table)
    assert "lớn hơn mẫu số" in said
    assert at.do("state-hash") == before
    table.write_text("measure;unit;value\nM1;THPT Mẫu Z;41/50\n", "utf-8")
    assert "dòng 2" in at.refused("log paste", table)
    table.write_text("a,b\n1,2\n", "utf-8")
    assert "dòng 1" in at.refused("log paste", table)


def test_reviews_choose_by_task_measure_unit_or_all(at: Desk) -> None:
    at.do("submit")
    assert "Duyệt 1 dòng" in at.do("approve", "--task", "T1")
    assert "Duyệt 4 dòng" in at.do("approve", "--measure", "M1")
    assert "Duyệt 4 dòng" in at.do("approve", "--unit", "Mầm non D")
    assert "không ghi" in at.do("approve", "--task", "T8")
    assert "--all" in at.refused("approve")
    assert "Không có dòng nào" in at.refused("approve", "--task", "T1", "--unit", "THPT Mẫu A")
    at.do("approve", "--all")
    assert "Không có dòng nào" in at.refused("approve", "--all")


def test_a_ban_submits_its_own_part(at: Desk) -> None:
    at.do("submit", "--ban", "TGNC")
    assert entry(at, "T1")["phase"] == "submitted"
    assert entry(at, "T5")["phase"] == "draft"


def test_text_is_taken_over_from_the_last_quarter(at: Desk) -> None:
    at.do("submit")
    at.do("close")
    at.do("period open", "2026-Q4")
    at.do("copy-last", "T3", "T5")
    rows = at.json("list", "progress", "--where", "period=2026-Q4")
    assert {row["number"]: row["percent"] for row in rows} == {"T3": 40, "T5": 70}


def test_text_that_repeats_the_last_quarter_word_for_word_is_written_and_pointed_out(at: Desk) -> None:
    at.do("log task", "T3", "--result", "Đang biên soạn")
    at.do("submit")
    at.do("close")
    at.do("period open", "2026-Q4")
    ran = at.run("copy-last", "T3")
    assert ran.code == 0
    assert "giống hệt kỳ trước: T3" in ran.err
    at.do("log task", "T3", "--result", "Đã in thử")
    ran = at.run("log task", "T3", "--result", "Đang  biên soạn")
    assert "giống hệt" in ran.err
    assert entry(at, "T3")["result"] == "Đang  biên soạn"


def test_figures_stand_side_by_side_with_the_last_quarter(at: Desk) -> None:
    at.do("submit")
    at.do("close")
    at.do("period open", "2026-Q4")
    at.do("log value", "M2", "THPT Mẫu A", "7")
    rows = {row["unit"]: row for row in at.json("figures beside", "M2")}
    assert (rows["THPT Mẫu A"]["now"], rows["THPT Mẫu A"]["last"], rows["THPT Mẫu A"]["to_date"]) == ("7", "3", "10")
    assert rows["Tiểu học Mẫu C"]["last"] == "Không phát sinh"
    assert rows["Trường tư thục E"]["now"] == ""
    assert rows["THPT Mẫu A"]["draft"] == "có"


def test_what_comes_after_the_lock_is_an_amendment(at: Desk) -> None:
    at.do("submit")
    at.do("close")
    at.do("amend value", "M2", "Trường tư thục E", "6", "--period", "2026-Q3", "--reason", "Gửi muộn")
    at.do(
        "amend task", "T5", "--percent", "75", "--period", "2026-Q3", "--reason", "Ghi nhầm", "--authority", "Chủ tịch"
    )
    now = at.json("figures measure", "M2", "--period", "2026-Q3")
    then = at.json("figures measure", "M2", "--period", "2026-Q3", "--as-of", "closed")
    assert (now["text"], then["text"]) == ("11", "5")
    assert len(at.json("amendments", "--period", "2026-Q3")) == 2
    assert at.json("period list")[0]["closed"].startswith("2026-10-01T")


def test_days_of_an_open_period_are_set(at: Desk) -> None:
    at.do("period set", "quý III/2026", "--due", "08/10/2026")
    assert at.json("period list")[0]["due"] == "2026-10-08"


def test_evidence_hangs_on_an_entry(at: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "biên bản.pdf"
    paper.write_bytes(b"%PDF-1.4 x")
    at.do("evidence add", paper, "--task", "T1", "--note", "Biên bản hội nghị")
    found = at.json("evidence list", "--task", "T1")
    assert [(row["name"], row["note"]) for row in found] == [("biên bản.pdf", "Biên bản hội nghị")]
    at.do("evidence remove", found[0]["id"])
    assert at.json("evidence list", "--task", "T1") == []
    assert "--task" in at.refused("evidence list")
    assert "Chưa ghi" in at.refused("evidence list", "--measure", "M1", "--unit", "Trường tư thục E")


def test_the_checklist_says_what_blocks(at: Desk) -> None:
    found = {row["code"]: row["blocking"] for row in at.json("checklist")}
    assert found["not_submitted"] is True
    assert found["missing_value"] is False
    assert "nháp" in at.refused("close")
