"""The minutes of hand-over (biên bản giao nhận) of a unit's report: both sides, every answer with the day it came in, two signatures."""

from collections.abc import Iterator, Sequence

from app.clock import local
from app.errors import NotFound
from app.i18n import msg
from app.people import office_facts
from app.plan import calendar, periods
from app.reports.content import (
    Block,
    Column,
    Document,
    GroupRow,
    Heading,
    Numbering,
    Row,
    Signature,
    Table,
    paragraph,
    text_cell,
)
from app.reports.numbers import counted
from app.reports.papers import paper_head
from app.reports.papers import paper_words as words
from app.reports.papers.paper_head import Frame
from app.reports.papers.unit_answers import figure_answer, task_answer
from app.reports.phrases import Phrases
from app.reports.writers.letterhead import date_text
from app.session import Session
from db.connection import Row as Record
from db.queries import people, report_forms

DOC_KIND = "BB"
DOTS = "…" * 9
HAND = "(Ký, ghi rõ họ tên)"


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    unit_id: int | None = None,
    items: Sequence[str] = (),
    giver: str = "",
    receiver: str = "",
) -> Document:
    """The minutes of what a unit handed over in a quarter, by the office's records, or of ``items`` ("nội dung | số lượng | ghi chú").

    ``giver`` and ``receiver`` are who stands for each side ("Nguyễn Văn A, Chủ tịch"); empty leaves room to write. Raises NotFound for a
    unit that is not known, and for a quarter never opened.
    """
    info = calendar.info(session, period)
    unit = people.unit_name(session.conn, unit_id or 0, frame.day.isoformat())
    if not unit:
        raise NotFound(msg("Không có đơn vị số {id} trong sổ làm việc. Tải danh sách rồi chọn lại.", id=unit_id or 0))
    office = office_facts.facts(session, on=frame.day.isoformat())
    place = paper_head.place_date(office, frame)
    say = Phrases.of(session)
    tables = [_typed(items)] if items else list(_of_records(session, info.code, unit_id or 0))
    return Document(
        letterhead=paper_head.letterhead(office),
        number=paper_head.document_number(office, DOC_KIND, frame.number),
        place_date=place,
        kind="Biên bản",
        abstract=f"Giao nhận báo cáo, số liệu {words.period_name(period)}",
        blocks=(
            paragraph(say.text("minutes.opening", day=date_text(place), office=office.name), key="opening"),
            *side("I", "Bên giao", unit, giver),
            *side("II", "Bên nhận", office.name, receiver),
            *_content(say, period, tables),
        ),
        signature=Signature(("Đại diện bên nhận",), representative(receiver)[1], HAND),
        countersignature=Signature(("Đại diện bên giao",), representative(giver)[1], HAND),
        recipients=frame.recipients,
    )


def _content(say: Phrases, period: str, tables: Sequence[Table]) -> Iterator[Block]:
    """What was handed over, and that both sides agree."""
    yield Heading(1, "III", "Nội dung giao nhận")
    yield paragraph(say.text("minutes.content", period=words.period_name(period)), key="content")
    yield from tables
    yield paragraph(say.text("minutes.closing"), key="closing")


def side(number: str, title: str, name: str, person: str) -> Iterator[Block]:
    """A side of minutes, under the heading ``number``, and who stands for it."""
    yield Heading(1, number, title)
    yield paragraph(f"Đơn vị: {name}.", align="left")
    called, who, post = representative(person)
    end = "." if post else ""
    yield paragraph(f"Đại diện: {called} {who or DOTS}; chức vụ: {post or DOTS}{end}", align="left")


def representative(text: str) -> tuple[str, str, str]:
    """How a person is called, the name and the post: "Bà Nguyễn Thị A, Văn thư"; "Ông (bà)" where the text does not say."""
    name, _, post = text.partition(",")
    called, _, rest = name.strip().partition(" ")
    if rest and called.lower() in _CALLED:
        return called.capitalize(), rest.strip(), post.strip(" .")
    return "Ông (bà)", name.strip(), post.strip(" .")


_CALLED = frozenset({"ông", "bà"})


def _typed(items: Sequence[str]) -> Table:
    """What was handed over as somebody wrote it down."""
    columns = (
        Column("Nội dung giao nhận", 5),
        Column("Số lượng", 1.5, align="center"),
        Column("Ghi chú", 2),
    )
    parts = ([part.strip() for part in item.split("|")] for item in items)
    rows = tuple(Row(tuple(map(text_cell, (*found[:3], "", "")[:3]))) for found in parts)
    return Table(columns, rows)


def _of_records(session: Session, period: str, unit_id: int) -> Iterator[Table]:
    """Every answer the unit was asked for, as it counts now, with the day it came in."""
    tasks = report_forms.tasks_of_unit(session.conn, unit_id, period)
    figures = report_forms.measures_of_unit(session.conn, unit_id, period)
    columns = (
        Column("Nội dung", 4.6),
        Column("Kết quả, số liệu giao nhận", 2.8),
        Column("Ngày nhận", 1.5, align="center"),
    )
    rows: list[Row | GroupRow] = []
    for label, title, found, said in (
        ("A", "Kết quả thực hiện nhiệm vụ", tasks, [task_answer(row) for row in tasks]),
        ("B", "Số liệu thực hiện chỉ tiêu", figures, [figure_answer(row) for row in figures]),
    ):
        if found:
            given = sum(row["given"] is not None for row in found)
            rows.append(GroupRow(f"{title}: đã giao {given}/{len(found)} mục", label=label))
            rows += [_answer(row, text) for row, text in zip(found, said, strict=True)]
    files = report_forms.evidence_of_unit(session.conn, unit_id, period)
    notes = (
        "(1) n/m mục: số mục đã giao trên số mục phải báo cáo trong kỳ.",
        f"(2) Minh chứng kèm theo: {f'{counted(files)} tệp' if files else 'không có'}.",
    )
    empty = f"{periods.label(period)} không yêu cầu đơn vị báo cáo nội dung nào"
    yield Table(columns, tuple(rows), Numbering.RESTARTING, footnotes=notes, empty=empty)


def _answer(row: Record, said: str) -> Row:
    given = row["given"] is not None
    day = f"{local(row['at_ms']):%d/%m/%Y}" if given else "–"
    return Row((text_cell(words.phrase(row["text"])), text_cell(said, italic=row["given"] != "value"), text_cell(day)))
