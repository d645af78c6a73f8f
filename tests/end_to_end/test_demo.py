"""``tiendo demo``: the whole job in one command leaves papers that one would hand to a chairman."""

import json
import os
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests.helpers.command_line import Desk, Ran, tiendo
from tests.helpers.plans import PLAN

PLAIN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU
Số: 12/KH-LĐLĐ
Mẫu, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
Chăm lo đoàn viên năm 2026

I. MỤC ĐÍCH, YÊU CẦU
1. Chăm lo đoàn viên tốt hơn.
II. CHỈ TIÊU
- Phấn đấu 90% trở lên đoàn viên khó khăn được tặng quà.
III. NHIỆM VỤ, GIẢI PHÁP
1. Chăm lo dịp Tết
- Tổ chức thăm, tặng quà đoàn viên khó khăn, hoàn thành trước ngày 10/02/2026.
- Rà soát danh sách đoàn viên khó khăn.
2. Nhà ở công nhân
- Khảo sát nhu cầu nhà ở của công nhân, xong trong quý II.
IV. TỔ CHỨC THỰC HIỆN
1. Ban Chính sách - Pháp luật theo dõi, đôn đốc việc thực hiện Kế hoạch này.
2. Công đoàn cơ sở báo cáo kết quả trước ngày 05/12.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demonstration on the sample leaves."""
    made = tmp_path_factory.mktemp("demo") / "kết quả"
    ran = tiendo("demo", made)
    assert (ran.code, ran.err) == (0, ""), ran
    (made / "said.txt").write_text(ran.out, "utf-8")
    return made


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[page].get_textpage().get_text_bounded() for page in range(len(document)))
    finally:
        document.close()


def parts_of(office_file: Path) -> set[str]:
    with zipfile.ZipFile(office_file) as archive:
        return set(archive.namelist())


def test_the_report_is_there_three_ways(folder: Path) -> None:
    said = text_of(folder / "bao-cao-2026-q3.pdf")
    assert "BÁO CÁO" in said
    assert "quý III" in said
    assert "word/document.xml" in parts_of(folder / "bao-cao-2026-q3.docx")
    assert "xl/workbook.xml" in parts_of(folder / "bao-cao-2026-q3.xlsx")


def test_every_ban_has_its_assignment_sheet(folder: Path) -> None:
    bans = Desk(folder / "tinh-mau.tdb").json("list", "bans")
    sheets = list((folder / "phan-cong").glob("*.pdf"))
    assert len(sheets) == len(bans) == 6
    assert all(text_of(sheet).strip() for sheet in sheets)


def test_the_quarter_is_closed_and_one_unit_is_honestly_missing(folder: Path) -> None:
    at = Desk(folder / "tinh-mau.tdb")
    newest = at.json("period list")[-1]
    assert (newest["code"], bool(newest["closed"])) == ("2026-Q3", True)
    units = at.json("figures units", "--period", "2026-Q3")
    assert sum(row["reported"] == 0 < row["expected"] for row in units) == 1
    assert all(row["phase"] == "submitted" for row in at.json("list", "progress", "--where", "period=2026-Q3"))


def test_the_workspace_is_sound_and_backed_up(folder: Path) -> None:
    at = Desk(folder / "tinh-mau.tdb")
    assert at.run("check").code == 0
    assert at.json("backups")[0]["verified"] == "có"


def test_the_summary_counts_what_was_done(folder: Path) -> None:
    said = (folder / "said.txt").read_text("utf-8")
    for words in (
        "Đã tạo sổ mẫu",
        "trả lại và trả lời",
        "Đã khóa Quý III/2026",
        "Đã sao lưu",
        "Kiểm tra sổ: tốt",
        "Xong trong",
    ):
        assert words in said
    assert said.count("Đã in") == 9


def test_the_demonstration_ends_with_the_exchange(folder: Path) -> None:
    said = (folder / "said.txt").read_text("utf-8").splitlines()
    last = max(place for place, line in enumerate(said) if "giấy báo nhận đã về" in line)
    assert [line.split(" ")[0] for line in said[last + 1 :]] == ["Đã", "Kiểm", "Xong"]  # backed up, checked, done


def test_the_quarter_goes_up_and_its_receipt_comes_back(folder: Path) -> None:
    said = (folder / "said.txt").read_text("utf-8")
    for words in ("mã đọc qua điện thoại", "giao xuống", "Đã gửi lên", "Cấp trên xem trước", "giấy báo nhận đã về"):
        assert words in said
    below, above = Desk(folder / "tinh-mau.tdb"), Desk(folder / "cap-tren.tdb")
    (up,) = below.json("bundle status")
    assert (up["role"], up["acknowledged_ver"], up["unanswered"]) == ("parent", up["sent_ver"], 0)
    assert above.json("bundle status")[0]["received_ver"] == up["sent_ver"] == 2
    (counted,) = above.json("bundle book", "--counts")
    assert (counted["expected"], counted["on_time"]) == (1, 1)
    (measure,) = above.json("figures targets", "--period", "2026-Q3")
    assert (measure["actual"]["n"], measure["actual"]["m"]) == (1, 1)
    states = {
        machine: {row["audience"]: row["state"] for row in machine.json("bundle streams")} for machine in (below, above)
    }
    assert states[below] == states[above]
    assert above.run("check").code == 0


def test_the_keys_of_the_demonstration_stay_in_its_folder(folder: Path) -> None:
    assert len(list((folder / "khoa").glob("*.key"))) == 2
    assert not list(Path(os.environ["TIENDO_KEYS"]).glob("*.key"))


def test_the_plans_that_ship_with_the_program_come_in_from_their_documents(folder: Path) -> None:
    said = (folder / "said.txt").read_text("utf-8")
    assert said.count("Đã nhập") == 2
    at = Desk(folder / "tinh-mau.tdb")
    programmes = {row["title"] for row in at.json("list", "programmes")}
    assert "Công tác công đoàn năm 2027" in programmes
    shown = at.json("plan coverage", "96/KH-LĐLĐ")
    assert shown["task"]["total"] >= 20
    assert shown["clause"]["gaps"] == []


@pytest.mark.parametrize("name", ["ke-hoach-cong-tac-2027.docx", "ke-hoach.txt"])
def test_a_plan_document_goes_the_whole_way_as_it_is(tmp_path: Path, checkout: Path, name: str) -> None:
    document = checkout / "resources" / "samples" / name
    if name.endswith(".txt"):
        document = tmp_path / name
        document.write_text(PLAIN, "utf-8")
    ran = tiendo("demo", tmp_path / "out", "--plan", document, "--format", "json")
    assert (ran.code, ran.err) == (0, ""), ran
    made = ran.json()[0]
    assert made["clean"] is True
    assert made["tasks"] >= 3
    assert made["logged_tasks"] > 0


def test_a_plan_of_ones_own_goes_the_same_way(tmp_path: Path) -> None:
    plan = tmp_path / "ke-hoach-2026.json"
    plan.write_text(json.dumps(PLAN, ensure_ascii=False), "utf-8")
    ran: Ran = tiendo("demo", tmp_path / "out", "--plan", plan, "--format", "json")
    assert (ran.code, ran.err) == (0, ""), ran
    made = ran.json()[0]
    assert made["clean"] is True
    assert made["logged_values"] > 0
    at = Desk(Path(made["workspace"]))
    assert all(row["lead"] for row in at.json("list", "programmes"))
    assert at.json("period list")[-1]["closed"]
    assert text_of(tmp_path / "out" / "ke-hoach-2026" / "bao-cao-2026-q2.pdf")


def test_a_demonstration_never_writes_over_an_earlier_one(folder: Path) -> None:
    ran = tiendo("demo", folder)
    assert ran.code == 1
    assert "Đã có tệp" in ran.err
