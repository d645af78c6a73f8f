"""Documents of our own for the review, as text: small ones with known oddities, and a large one."""

from pathlib import Path

PLAN = """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/KH-LĐLĐ
Mẫu, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Chăm lo đoàn viên năm 2026

Căn cứ Nghị quyết số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị;

I. CHỈ TIÊU NĂM 2026
1. Kết nạp mới 12.500 đoàn viên.
2. Phấn đấu 95% trở lên doanh nghiệp có từ 25 lao động trở lên có tổ chức công đoàn.
3. 100% trở lên công đoàn cơ sở thực hiện công khai tài chính.

II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Phát triển đoàn viên
1.1. Khảo sát doanh nghiệp có từ 25 lao động trở lên, xong trong quý I năm 2026.
1.2. Giao chỉ tiêu kết nạp đoàn viên cho công đoàn xã, phường trước ngày 28/02/2026.
2. Chăm lo đoàn viên
2.1. Tặng quà đoàn viên khó khăn dịp Tết.
2.2. Thường xuyên vận động người lao động gia nhập nghiệp đoàn.

Nơi nhận:
- Ban Thường vụ;
- Lưu: VT.
"""


def write_plan(folder: Path, name: str = "ke-hoach-41.txt", text: str = PLAN) -> Path:
    """The plan as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def large_plan(tasks: int = 500) -> str:
    """A plan of very many tasks in groups of ten, with long words."""
    head, _, rest = PLAN.partition("II. NHIỆM VỤ")
    lines = [head + "II. NHIỆM VỤ VÀ GIẢI PHÁP"]
    for number in range(tasks):
        if number % 10 == 0:
            lines.append(f"{number // 10 + 1}. Nhóm việc số {number // 10 + 1} về chăm lo, bảo vệ quyền lợi đoàn viên")
        lines.append(
            f"{number // 10 + 1}.{number % 10 + 1}. Tổ chức khảo sát, lập danh sách đoàn viên khó khăn ở đơn vị thứ {number + 1}, "
            "phối hợp với chuyên môn hỗ trợ kịp thời, báo cáo kết quả về Ban Thường vụ, xong trong quý III năm 2026."
        )
    return "\n".join([*lines, "", "Nơi nhận:" + rest.partition("Nơi nhận:")[2]])


def in_tcvn3() -> bytes:
    """The plan as an office typed it before Unicode: bytes of TCVN3, which has no accented capitals."""
    from viparse.normalize.encodings import get_charmap

    table = get_charmap("tcvn3")
    assert table is not None
    back = {new: old for old, new in table.pairs}
    text = "".join(back.get(letter, back.get(letter.lower(), letter)) for letter in PLAN)
    return text.encode("latin-1", errors="replace")
