"""Every paper is printed from the command line, and its words are edited there."""

from pathlib import Path

import pytest

from tests.app.reports.papers import pdf_pages
from tests.helpers.command_line import Desk, tiendo

Q3 = "2026-Q3"


@pytest.fixture
def submitted(at: Desk) -> Desk:
    at.do("submit", "--period", Q3)
    return at


def pages(path: Path) -> str:
    return " ".join(" ".join(pdf_pages(path.read_bytes())).split())


def test_the_list_says_of_each_paper_for_what_and_for_whom_it_is_made(at: Desk) -> None:
    rows = {row["name"]: row for row in tiendo("--format", "json", "report", at.path, "x", "--list").json()}
    assert rows["year"]["title"] == "Báo cáo năm"
    assert rows["year"]["periods"] == "năm"
    assert "--numbering" in rows["year"]["options"]
    assert "6 tháng, 9 tháng, năm" in rows["mid_term"]["periods"]
    assert rows["assignment"]["needs"] == "--ban | --person"


def test_a_half_year_is_printed_in_every_format(submitted: Desk, tmp_path: Path) -> None:
    files = [tmp_path / f"bc.{ending}" for ending in ("pdf", "docx", "xlsx")]
    outputs = [part for file in files for part in ("--output", file)]
    ran = submitted.run("report", "half_year", "--period", "2026-H2", *outputs, "--numbering", "restarting")
    assert ran.code == 0
    assert ran.err == "Chờ viết tay: đoạn awards.text. Ghi bằng `tiendo text set`.\n"
    assert all(file.stat().st_size > 1000 for file in files)
    assert "PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2027" in pages(files[0])


def test_a_paper_of_the_wrong_period_and_one_that_is_not_known_are_refused(submitted: Desk, tmp_path: Path) -> None:
    out = ("--output", tmp_path / "x.pdf")
    assert "Chọn kỳ là: năm." in submitted.refused("report", "year", "--period", Q3, *out)
    assert "Không có giấy tờ “novel”" in submitted.refused("report", "novel", "--period", Q3, *out)
    assert "không nhận tùy chọn ban_id" in submitted.refused(
        "report", "year", "--period", "2026", "--ban", "CSPL", *out
    )
    assert not (tmp_path / "x.pdf").exists()


def test_own_words_are_written_shown_printed_and_taken_back(submitted: Desk, tmp_path: Path) -> None:
    place, path = ("--period", "2026"), tmp_path / "nam.pdf"
    assert (
        submitted.do("text set", "year", "awards.text", "Tặng 12 bằng khen.", *place) == "Sửa lời văn văn bản: Năm 2026"
    )
    (row,) = submitted.run("text list", "year", *place, "--own", "--format", "json").json()
    assert (row["key"], row["text"], row["own"]) == ("awards.text", "Tặng 12 bằng khen.", "x")
    submitted.do("report", "year", *place, "--output", path)
    assert "Tặng 12 bằng khen." in pages(path)
    submitted.run("report", "year", *place, "--output", path, "--composed")
    assert "Đơn vị bổ sung" in pages(path)
    assert submitted.do("text take-back", "year", "awards.text", *place)
    assert submitted.run("text list", "year", *place, "--own", "--format", "json").json() == []
    assert "không có đoạn “x”" in submitted.refused("text set", "year", "x", "Lời", *place)


def test_what_changed_under_own_words_is_told_when_printing(submitted: Desk, tmp_path: Path) -> None:
    submitted.do("text set", "quarter", "results.tasks", "Các nhiệm vụ đúng kế hoạch.", "--period", Q3)
    submitted.do("log task", "T5", "--period", Q3, "--state", "done", "--done", "09/09/2026")
    submitted.do("submit", "--period", Q3)
    ran = submitted.run("report", "quarter", "--period", Q3, "--output", tmp_path / "q.pdf")
    assert "Số liệu đã đổi dưới lời văn riêng ở đoạn results.tasks" in ran.err
    assert "3/3 nhiệm vụ đến hạn" in ran.err


def test_templates_are_listed_changed_and_reset(submitted: Desk, tmp_path: Path) -> None:
    names = [row["name"] for row in submitted.run("phrase list", "--format", "json").json()]
    assert "head.opening" in names
    assert submitted.do("phrase set", "head.opening", "{who} xin báo cáo {subject}:")
    submitted.do("report", "quarter", "--period", Q3, "--output", tmp_path / "q.pdf")
    assert "xin báo cáo kết quả" in pages(tmp_path / "q.pdf")
    assert "không có chỗ trống {x}" in submitted.refused("phrase set", "head.opening", "{x}")
    assert submitted.do("phrase reset", "head.opening")
    assert submitted.run("phrase list", "--own", "--format", "json").json() == []


def test_a_signed_paper_stands_in_the_register(submitted: Desk) -> None:
    submitted.do("close", "--period", Q3)
    submitted.do("sign", "quarter", "--period", Q3, "--signer", "Nguyễn Văn Chủ", "--appendix", "tasks")
    (row,) = submitted.run("register", "--year", "2026", "--format", "json").json()
    assert (row["paper"], row["state"]) == ("Báo cáo quý", "đã cấp")
    ran = tiendo(*submitted.shared, "sign", submitted.path, "quarter", "--period", Q3)
    assert (ran.code, "--signer" in ran.err) == (2, True)


def test_the_page_is_measured_from_the_command_line_and_outside_the_rule_is_said(at: Desk) -> None:
    def shown() -> dict[str, dict[str, str]]:
        return {row["name"]: row for row in tiendo("--format", "json", "layout", "list", at.path).json()}

    assert (shown()["body_size"]["rule"], shown()["body_size"]["own"]) == ("13 - 14 pt", "")
    ran = at.run("layout set", "body_size", "12,5")
    assert ran.code == 0
    assert "12,5 pt ngoài mức 13 - 14 pt (Nghị định 30/2020/NĐ-CP, Phụ lục I)." in ran.err
    assert at.run("layout set", "margin_left", "32").code == 0
    assert (shown()["body_size"]["value"], shown()["margin_left"]["own"]) == ("12,5 pt", "x")
    assert "Không có thiết lập trình bày “body”" in at.refused("layout set", "body", "12")
    at.do("layout reset", "body_size")
    assert [row["name"] for row in shown().values() if row["own"]] == ["margin_left"]
    at.do("layout reset")
    assert not any(row["own"] for row in shown().values())


def test_a_paper_is_not_signed_by_nobody(at: Desk) -> None:
    ran = at.run("sign", "handover")
    assert ran.code == 2
    assert "--signer" in ran.err
