"""The blank form (phiếu báo cáo) that a unit without the program fills in by hand: its own tasks and figures, with room to write."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.dates import from_iso
from app.errors import NotFound
from app.i18n import msg
from app.people import office_facts
from app.plan import calendar, periods
from app.reports.content import (
    Block,
    Column,
    Document,
    DocumentNumber,
    GroupRow,
    Heading,
    Letterhead,
    Numbering,
    PlaceDate,
    Row,
    Signature,
    Table,
    date_cell,
    paragraph,
    text_cell,
)
from app.reports.papers import paper_words as words
from app.reports.papers.assigned import NO_PROGRAMME
from app.reports.papers.assignment_table import CONTINUOUS, NO_DEADLINE, letter
from app.reports.papers.paper_head import Frame
from app.reports.phrases import Phrases
from app.session import Session
from db.connection import Row as Record
from db.queries import people, report_forms

ROOM = "\u00a0\n\u00a0\n\u00a0"
"""Three lines to write on by hand."""

HAND = "(Ký, ghi rõ họ tên)"
SIGNED_FOR = ("TM. Ban Chấp hành", "Chủ tịch")
"""Who signs for a unit below (DOMAIN 1.2: CĐCS)."""

_ENTRY = {
    "increment": "Phát sinh trong kỳ",
    "to_date_year": "Lũy kế từ đầu năm",
    "to_date_span": "Lũy kế từ đầu giai đoạn",
    "snapshot": "Tại thời điểm cuối kỳ",
}


def build(session: Session, period: str, *, frame: Frame, unit_id: int | None = None) -> Document:
    """The form of one unit for an opened quarter. Raises NotFound for a unit that is not asked in it."""
    info = calendar.info(session, period)
    on = frame.day.isoformat()
    tasks = report_forms.tasks_of_unit(session.conn, unit_id or 0, period)
    figures = report_forms.measures_of_unit(session.conn, unit_id or 0, period)
    row = people.unit_name_row(session.conn, unit_id or 0, on)
    if row is None or not (tasks or figures):
        what = periods.label(period)
        raise NotFound(
            msg("{period} không yêu cầu đơn vị số {id} báo cáo. Chọn đơn vị khác.", period=what, id=unit_id or 0)
        )
    office = office_facts.facts(session, on=on)
    say, short = Phrases.of(session), office.short or office.name
    symbol = row["symbol_template"].replace("{number}", "").replace("{kind}", "BC").strip(" /-")
    return Document(
        letterhead=Letterhead(row["name"], office.name),
        number=DocumentNumber(symbol or "……………"),
        place_date=PlaceDate(row["place"] or "……………", frame.day, day_known=False),
        kind="Phiếu báo cáo",
        abstract=f"Kết quả thực hiện nhiệm vụ, chỉ tiêu {words.period_name(period)}",
        addressees=(office.name,),
        blocks=(
            paragraph(
                say.text("form.when", cutoff=words.day(info.cutoff), due=words.day(info.due), office=short),
                indent=False,
                key="when",
            ),
            *_chapters(tasks, figures),
            paragraph(say.text("form.closing"), key="closing"),
        ),
        signature=Signature(SIGNED_FOR, note=HAND),
        countersignature=Signature(("Người lập phiếu",), note=HAND),
        landscape=True,
    )


def _chapters(tasks: Sequence[Record], figures: Sequence[Record]) -> Iterator[Block]:
    parts = [("Nhiệm vụ", _task_table(tasks)), ("Số liệu chỉ tiêu", _figure_table(figures))]
    shown = [(title, table) for title, table in parts if table.rows]
    for number, (title, table) in enumerate(shown, 1):
        yield Heading(2, str(number), title)
        yield table
    yield Heading(2, str(len(shown) + 1), "Khó khăn, kiến nghị")
    columns = (Column("Khó khăn, vướng mắc, nguyên nhân", 1), Column("Kiến nghị, đề xuất", 1))
    yield Table(columns, (Row((text_cell(ROOM), text_cell(ROOM))),), Numbering.NONE)


def _task_table(tasks: Sequence[Record]) -> Table:
    columns = (
        Column("Nhiệm vụ", 4.4),
        Column("Thời hạn", 1.2, align="center"),
        Column("Trạng thái (1)", 1.5, align="center"),
        Column("Tiến độ %", 0.8, align="center"),
        Column("Ngày hoàn thành", 1.2, align="center"),
        Column("Kết quả (số liệu, sản phẩm cụ thể)", 3.6),
        Column("Khó khăn, nguyên nhân", 2.4),
    )
    note = (
        "(1) Ghi một trong: chưa triển khai; đang thực hiện; hoàn thành; tạm dừng; không phát sinh (trong kỳ không có việc này); "
        "không áp dụng (không thuộc đơn vị). Nhiệm vụ thường xuyên chỉ ghi kết quả."
    )
    return Table(columns, tuple(_under_programmes(tasks, _task)), footnotes=(note,))


def _task(row: Record) -> Row:
    due = date_cell(from_iso(row["due"])) if row["due"] else text_cell(CONTINUOUS if row["continuous"] else NO_DEADLINE)
    text = words.phrase(row["text"]) + (f" (sản phẩm: {words.phrase(row['product'])})" if row["product"] else "")
    return Row((text_cell(text), due, *map(text_cell, ("", "", "", ROOM, ""))))


def _figure_table(figures: Sequence[Record]) -> Table:
    columns = (
        Column("Chỉ số", 5),
        Column("ĐVT", 0.9, align="center"),
        Column("Cách tính", 1.5, align="center"),
        Column("Số lượng (tử số)", 1.3, align="center"),
        Column("Tổng số (mẫu số)", 1.3, align="center"),
        Column("Không phát sinh (2)", 1, align="center"),
        Column("Không áp dụng (2)", 1, align="center"),
        Column("Ghi chú", 1.8),
    )
    kinds = (
        "(2) Đánh dấu “x” vào “Không phát sinh” khi trong kỳ không có việc này; vào “Không áp dụng” khi chỉ số không thuộc đơn vị. Có theo "
        "dõi mà kết quả bằng không thì ghi số 0. Để trống là chưa báo cáo."
    )
    rates = "(3) Chỉ tiêu tỷ lệ ghi đủ tử số và mẫu số, không ghi tỷ lệ %. Ô có dấu gạch ngang không phải ghi."
    return Table(columns, tuple(_under_programmes(figures, _figure)), footnotes=(kinds, rates))


def _figure(row: Record) -> Row:
    ratio = row["form"] == "ratio"
    parts = [
        f"{name}: {words.phrase(row[key])}"
        for name, key in (("tử số", "num_label"), ("mẫu số", "den_label"))
        if row[key]
    ]
    text = words.phrase(row["text"]) + (f" ({'; '.join(parts)})" if ratio and parts else "")
    unit = "–" if ratio else "có/không" if row["form"] == "yesno" else row["unit_text"]
    blank = "\u00a0\n\u00a0"
    return Row(
        (
            text_cell(text),
            text_cell(unit),
            text_cell(_ENTRY[row["entry"]]),
            text_cell(blank),
            text_cell(blank if ratio else "–"),
            *map(text_cell, ("", "", "")),
        )
    )


def _under_programmes(rows: Sequence[Record], made: Callable[[Record], Row]) -> Iterable[Row | GroupRow]:
    shown: list[int | None] = []
    for row in rows:
        if row["programme_id"] not in shown:
            shown.append(row["programme_id"])
            yield GroupRow(row["programme"] or NO_PROGRAMME, label=letter(len(shown)))
        yield made(row)
