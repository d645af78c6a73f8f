"""Papers to print in the tests: one like a real quarterly report, any part of it exchanged by name."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from app.reports.content import (
    Appendix,
    Column,
    Document,
    DocumentNumber,
    GroupRow,
    Heading,
    Kind,
    Letterhead,
    Note,
    Numbering,
    PlaceDate,
    Row,
    Run,
    Signature,
    Table,
    bullets,
    date_cell,
    decimal_cell,
    integer_cell,
    paragraph,
    percent_cell,
    text_cell,
)

SENTENCE = (
    "Ban Thường vụ ban hành 14 văn bản chỉ đạo, tập trung kiện toàn tổ chức công đoàn sau sắp xếp đơn vị hành chính; "
    "kiện toàn ban chấp hành 181/212 công đoàn cơ sở. "
)


def targets(rows: int = 8, **changes: Any) -> Table:
    """A table of targets with groups, kinds of nothing, a text like a formula and a total."""
    body: list[Row | GroupRow] = []
    for at in range(rows):
        if at % 20 == 0:
            body.append(GroupRow(f"Chương trình {at // 20 + 1}: Nâng cao chất lượng cán bộ công đoàn", label="I"))
        known = at % 5 != 0
        body.append(
            Row(
                (
                    text_cell(f"Phấn đấu có 85% trở lên đoàn viên học tập nghị quyết số {at}"),
                    decimal_cell(85),
                    integer_cell(1234 + at) if known else text_cell("không phát sinh"),
                    percent_cell(72 + at / 10) if known else text_cell("chưa báo cáo"),
                    date_cell(date(2026, 9, 28)),
                    text_cell("=SUM(A1)" if at == 2 else ""),
                )
            )
        )
    if rows:
        blank = text_cell("")
        body.append(Row((text_cell("Tổng cộng"), blank, integer_cell(51982), blank, blank, blank), total=True))
    columns = (
        Column("Chỉ tiêu", 5),
        Column("Chỉ tiêu giao", 1.2, Kind.DECIMAL),
        Column("Thực hiện", 1.2, Kind.INTEGER, over="Quý III"),
        Column("Tỷ lệ %", 1.2, Kind.PERCENT, over="Quý III"),
        Column("Ngày", 1.2, Kind.DATE),
        Column("Ghi chú", 1.5),
    )
    table = Table(columns, tuple(body), Numbering.RESTARTING, footnotes=("(1) Số liệu từ 57/64 đơn vị.",))
    return replace(table, **changes)


def report(**changes: Any) -> Document:
    """A quarterly report of the fictional province, on two pages with one appendix."""
    document = Document(
        letterhead=Letterhead("Liên đoàn Lao động tỉnh Mẫu", "Tổng Liên đoàn Lao động Việt Nam"),
        number=DocumentNumber("BC-LĐLĐ", 5),
        place_date=PlaceDate("Tỉnh Mẫu", date(2026, 9, 5)),
        kind="Báo cáo",
        abstract="Tình hình thực hiện nhiệm vụ quý III năm 2026",
        bases=("Căn cứ Kế hoạch số 07/KH-LĐLĐ ngày 05 tháng 01 năm 2026",),
        blocks=(
            Heading(1, "I", "Tình hình chung"),
            paragraph("Toàn tỉnh có ", Run("64", bold=True), " công đoàn cấp trên, 1.248 công đoàn cơ sở."),
            Note("Số liệu tính đến ngày 14/9/2026."),
            Heading(1, "II", "Kết quả thực hiện nhiệm vụ"),
            Heading(2, "1", "Công tác chỉ đạo, điều hành"),
            *(paragraph(SENTENCE * 2) for _ in range(4)),
            Heading(3, "a", "Khó khăn"),
            bullets("Còn 14 doanh nghiệp đang vận động", "Thiếu cán bộ chuyên trách"),
            paragraph("Trên đây là báo cáo tình hình thực hiện nhiệm vụ quý III năm 2026."),
        ),
        appendices=(Appendix("Kết quả thực hiện chỉ tiêu", (targets(),)),),
        signature=Signature(("TM. Ban Thường vụ", "Phó Chủ tịch"), "Nguyễn Thị Thu Hằng"),
        recipients=("Tổng Liên đoàn (để báo cáo)", "Thường trực Tỉnh ủy", "Lưu: VT, VP"),
    )
    return replace(document, **changes)


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, as a PDF viewer copies it."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(BytesIO(data))
    try:
        return [pdf[at].get_textpage().get_text_bounded() for at in range(len(pdf))]
    finally:
        pdf.close()


def words(text: str) -> str:
    """``text`` with single spaces, no-break ones too, for comparing what wrapped differently."""
    return " ".join(text.split())
