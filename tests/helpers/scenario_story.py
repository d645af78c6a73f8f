"""One quarter with known answers, told on the command line: the small office whose figures can be checked by hand."""

from pathlib import Path

from tests.helpers.command_line import Desk, tiendo

PERIOD = "2026-Q3"
A, B, C, D, E = "THPT Mẫu A", "THPT Mẫu B", "Tiểu học Mẫu C", "Mầm non D", "Trường tư thục E"
STUDIED = "Đoàn viên được học tập, quán triệt nghị quyết"
ADMITTED = "Đoàn viên mới kết nạp"
AGREEMENT = "Đơn vị ngoài nhà nước có thỏa ước lao động tập thể"

SET_UP: tuple[tuple[str, tuple[str, ...]], ...] = (
    *(("unit add", ("--name", name, "--kind", "CĐCS khu vực nhà nước")) for name in (A, B, C)),
    *(("unit add", ("--name", name, "--kind", "cdcs khu vuc ngoai nha nuoc")) for name in (D, E)),
    ("ban add", ("--name", "Văn phòng", "--code", "VP")),
    ("ban add", ("--name", "Ban Tuyên giáo - Nữ công", "--code", "TGNC")),
    ("ban add", ("--name", "Ban Chính sách - Pháp luật", "--code", "CSPL")),
    ("person add", ("--name", "Trần Thị Lan", "--post", "Trưởng ban", "--ban", "TGNC")),
    ("programme add", ("--number", "1", "--title", "Tuyên truyền, giáo dục tạo sự đồng thuận", "--lead", "TGNC")),
    ("programme add", ("--number", "2", "--title", "Chăm lo, bảo vệ người lao động", "--lead", "CSPL")),
    ("task add", ("--programme", "1", "--number", "T1", "--text", "Tổ chức học tập nghị quyết", "--due", "30/09/2026")),
    ("task add", ("--programme", "1", "--number", "T2", "--text", "Đăng tin trên trang của ngành", "--continuous")),
    ("task add", ("--programme", "1", "--number", "T3", "--text", "Biên soạn sổ tay tuyên truyền", "--due", "31/12/2026")),
    ("task add", ("--programme", "1", "--number", "T4", "--text", "Hội thi tại huyện Hoà Bình", "--due", "15/08/2026")),
    ("task add", ("--programme", "2", "--number", "T5", "--text", "Khảo sát tiền lương", "--due", "10/09/2026")),
    ("task add", ("--programme", "2", "--number", "T6", "--text", "Tư vấn pháp luật", "--continuous")),
    ("task add", ("--programme", "2", "--number", "T7", "--text", "Tổng kết mô hình Hòa Bình", "--due", "30/06/2027")),
    (
        "task add",
        (
            *("--programme", "2", "--number", "T8", "--text", "Đối thoại tại nơi làm việc", "--due", "30/09/2026"),
            *("--to-sector", "non_state"),
        ),
    ),
    ("measure add", ("--programme", "1", "--text", STUDIED, "--num-label", "đã học", "--den-label", "đoàn viên")),
    ("target add", (STUDIED, "--number", "M1", "--text", "85 % trở lên được học tập", "--value", "85")),
    ("measure add", ("--programme", "1", "--text", ADMITTED, "--form", "count", "--entry", "increment", "--unit", "người")),
    (
        "target add",
        (
            *(ADMITTED, "--number", "M2", "--text", "Kết nạp 250 đoàn viên", "--value", "250"),
            *("--horizon", "span", "--from", "2026", "--to", "2030"),
        ),
    ),
    ("measure add", ("--programme", "2", "--text", AGREEMENT, "--entry", "snapshot", "--sector", "non_state")),
    ("target add", (AGREEMENT, "--number", "M3", "--text", "80 % vào 2028", "--value", "80", "--horizon", "by", "--to", "2028")),
    ("target add", (AGREEMENT, "--number", "M3b", "--text", "85 % vào 2030", "--value", "85", "--horizon", "by", "--to", "2030")),
    ("period open", (PERIOD,)),
)  # fmt: skip

LOGGED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("log task", ("T1", "--state", "done", "--done", "28/09/2026", "--result", "Đã tổ chức, tạo đồng thuận cao")),
    ("log task", ("T2", "--state", "in_progress")),
    ("log task", ("T3", "--state", "in_progress", "--percent", "40")),
    ("log task", ("T4", "--state", "done", "--done", "20/08/2026", "--result", "Đã thi")),
    ("log task", ("T5", "--state", "in_progress", "--percent", "70")),
    ("log task", ("T6", "--state", "in_progress")),
    ("log task", ("T7", "--state", "not_started")),
    ("log task", ("T8", "--unit", D, "--state", "done", "--done", "15/09/2026")),
    *(("log value", ("M1", unit, value)) for unit, value in ((A, "40/50"), (B, "27/30"), (C, "18/20"), (D, "5/25"))),
    *(("log value", ("M2", unit, value)) for unit, value in ((A, "3"), (B, "0"), (C, "không phát sinh"), (D, "2"))),
    *(("log value", ("M3", unit, value)) for unit, value in ((A, "kad"), (B, "kad"), (C, "không áp dụng"), (D, "1/1"))),
)


def desk(path: Path, today: str) -> Desk:
    """Lan at the workspace on a day."""
    return Desk(path, "--today", today, "--as", "Trần Thị Lan")


def found_office(path: Path) -> Desk:
    """The empty office on 01/07/2026."""
    made = tiendo("--today", "01/07/2026", "new", path, "--name", "Liên đoàn Lao động tỉnh Mẫu", "--place", "Mẫu")
    assert made.code == 0, made
    return desk(path, "01/07/2026")


def tell(at: Desk, steps: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """Run one command after another; each must succeed."""
    for words, args in steps:
        at.do(words, *args)


def logged_office(path: Path) -> Path:
    """The office at the cut-off with everything logged, nothing submitted yet."""
    tell(found_office(path), SET_UP)
    tell(desk(path, "30/09/2026"), LOGGED)
    return path
