"""The minutes of the hand-over book: which bundles were given and taken, with their versions, days and check marks.

``handover`` is about what a unit answered, cell by cell; these minutes are about the files themselves. With a unit they have two sides
that both sign; without one the office writes down how all units below stand, and each may sign in the table that its file was taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.bundles import book, punctuality
from app.bundles.book import BookLine
from app.bundles.book_words import State
from app.bundles.punctuality import Completeness, Duty
from app.dates import format_date, from_iso
from app.errors import NotFound
from app.i18n import Message, msg
from app.people import office_facts
from app.plan import calendar
from app.plan.calendar import PeriodInfo
from app.reports.content import (
    Block,
    Column,
    Document,
    GroupRow,
    Heading,
    Kind,
    Numbering,
    Row,
    Signature,
    Table,
    date_cell,
    integer_cell,
    paragraph,
    text_cell,
)
from app.reports.papers import paper_head
from app.reports.papers import paper_words as words
from app.reports.papers.handover import DOC_KIND, HAND, representative, side
from app.reports.papers.paper_head import Frame
from app.reports.phrases import Phrases
from app.reports.writers.letterhead import date_text
from app.session import Session
from db.queries import people

MARK = 16
"""Digits of the SHA-256 that people compare: enough to tell files apart, short enough for a column."""

_NOT_GIVEN = frozenset({State.MADE, State.WITHDRAWN})
"""Of files made here that never left, or were taken back."""


@dataclass(frozen=True)
class _Facts:
    """What the minutes are written from; ``day`` is theirs, in words."""

    say: Phrases
    office: str
    period: PeriodInfo
    lines: Sequence[BookLine]
    day: str

    @property
    def name(self) -> str:
        """The period inside a sentence."""
        return words.period_name(self.period.code)


def build(
    session: Session, period: str, *, frame: Frame, unit_id: int | None = None, giver: str = "", receiver: str = ""
) -> Document:
    """The minutes of a quarter, with one unit or of all units below.

    ``giver`` and ``receiver`` are who stands for each side ("Nguyễn Văn A, Chủ tịch"); empty leaves room to write. Raises NotFound for a
    unit that is not known, and for a quarter never opened.
    """
    info = calendar.info(session, period)
    day = frame.day.isoformat()
    office = office_facts.facts(session, on=day)
    place = paper_head.place_date(office, frame)
    facts = _Facts(Phrases.of(session), office.name, info, book.lines(session, period=period, on=day), date_text(place))
    if unit_id is None:
        blocks = tuple(_of_all(facts, punctuality.completeness(session, period, on=day)))
        left, right = Signature(("Người lập biên bản",), "", HAND), paper_head.signature(frame)
    else:
        unit = people.unit_name(session.conn, unit_id, day)
        if not unit:
            raise NotFound(msg("Không có đơn vị số {id} trong sổ làm việc. Tải danh sách rồi chọn lại.", id=unit_id))
        mine = [line for line in facts.lines if line.unit_id == unit_id]
        blocks = tuple(_of_one(facts, unit, mine, giver, receiver))
        left = Signature(("Đại diện bên giao",), representative(giver)[1], HAND)
        right = Signature(("Đại diện bên nhận",), representative(receiver)[1], HAND)
    return Document(
        letterhead=paper_head.letterhead(office),
        number=paper_head.document_number(office, DOC_KIND, frame.number),
        place_date=place,
        kind="Biên bản",
        abstract=f"Giao nhận gói dữ liệu {facts.name}",
        blocks=blocks,
        signature=right,
        countersignature=left,
        recipients=frame.recipients,
    )


# --- with one unit


def _of_one(facts: _Facts, unit: str, lines: Sequence[BookLine], giver: str, receiver: str) -> Iterator[Block]:
    yield paragraph(facts.say.text("minutes.opening", day=facts.day, office=facts.office), key="opening")
    yield from side("I", "Bên giao", unit, giver)
    yield from side("II", "Bên nhận", facts.office, receiver)
    yield Heading(1, "III", "Nội dung giao nhận")
    files = [line for line in lines if line.bundle_id is not None]
    due = format_date(facts.period.due)
    phrase = "bundles.content" if files else "bundles.silent"
    yield paragraph(facts.say.text(phrase, period=facts.name, due=due), key="content")
    if files:
        yield _files(facts, unit, files)
    yield paragraph(facts.say.text("minutes.closing"), key="closing")


def _files(facts: _Facts, unit: str, files: Sequence[BookLine]) -> Table:
    columns = (
        Column("Gói dữ liệu", 3.2),
        Column("Bản", 0.7, Kind.INTEGER, align="center"),
        Column("Ngày", 1.5, Kind.DATE),
        Column("Mã kiểm tra", 2.1, align="center"),
        Column("Tình trạng", 2.5),
    )
    rows: list[Row | GroupRow] = []
    for label, way, title in (
        ("A", "in", f"{unit} giao, {facts.office} nhận"),
        ("B", "out", f"{facts.office} giao, {unit} nhận"),
    ):
        mine = sorted((line for line in files if line.way == way), key=lambda line: (line.day or "", line.key))
        if mine:
            rows += [GroupRow(title, label=label), *map(_file, mine)]
    notes = (
        f"(1) Mã kiểm tra: {MARK} ký tự đầu của mã SHA-256 của tệp; tệp ở hai bên có cùng mã thì giống nhau hoàn toàn.",
        f"(2) Hạn gửi {facts.name}: ngày {format_date(facts.period.due)}.",
    )
    return Table(columns, tuple(rows), Numbering.RESTARTING, footnotes=notes)


def _file(line: BookLine) -> Row:
    return Row(
        (
            text_cell(vietnamese(line.about) or "không đọc được"),
            integer_cell(line.ver),
            date_cell(None if line.day is None else from_iso(line.day)),
            text_cell(_mark(line.sha256)),
            text_cell(_standing(line)),
        )
    )


def _standing(line: BookLine) -> str:
    """How a file stands, and whether the first one of the quarter came in time."""
    parts = (vietnamese(line.said), vietnamese(line.in_time))
    return "; ".join(part for part in parts if part)


def _mark(sha256: str) -> str:
    """The first digits in groups of four, as people read them out."""
    return " ".join(sha256[at : at + 4] for at in range(0, MARK, 4))


# --- of all units


def _of_all(facts: _Facts, found: Completeness) -> Iterator[Block]:
    yield paragraph(
        facts.say.text("bundles.office", day=facts.day, office=facts.office, period=facts.name), key="opening"
    )
    yield Heading(1, "I", "Gói nhận của các đơn vị")
    if found.duties:
        counts = {name: getattr(found, name) for name in ("expected", "received", "on_time", "late")}
        missing = found.missing + found.awaited
        told = facts.say.text("bundles.received", due=format_date(found.due), missing=missing, **counts)
    else:
        told = facts.say.text("bundles.nobody", office=facts.office)
    yield paragraph(told, key="received")
    if found.duties or found.on_paper:
        yield _received(facts, found)
    sent = [line for line in facts.lines if line.way == "out" and line.state not in _NOT_GIVEN]
    if sent:
        yield Heading(1, "II", "Gói gửi đi")
        yield _sent(sent)
    yield paragraph(facts.say.text("bundles.closing"), key="closing")


def _received(facts: _Facts, found: Completeness) -> Table:
    columns = (
        Column("Đơn vị", 3.6),
        Column("Bản", 0.7, Kind.INTEGER, align="center"),
        Column("Ngày nhận", 1.4, Kind.DATE),
        Column("Tình trạng", 2.3),
        Column("Ký nhận", 1.3),
    )
    files = {line.bundle_id: line for line in facts.lines if line.bundle_id is not None}
    came = [duty for duty in found.duties if duty.here]
    absent = [duty for duty in found.duties if not duty.here]
    groups = (
        (
            f"Đã gửi: {len(came)}/{found.expected} đơn vị",
            [_came(duty, files.get(duty.bundle_id or 0)) for duty in came],
        ),
        (
            f"Chưa gửi: {len(absent)}/{found.expected} đơn vị",
            [_absent(duty.name, vietnamese(book.in_time(duty)) or "chưa đến hạn") for duty in absent],
        ),
        ("Không phải báo cáo trong kỳ", [_absent(name, "không phải gửi") for name in found.excused]),
        ("Không dùng phần mềm", [_absent(name, "báo cáo giấy") for name in found.on_paper]),
    )
    rows: list[Row | GroupRow] = []
    labels = iter("ABCD")
    for title, members in groups:
        if members:
            rows += [GroupRow(title, label=next(labels)), *members]
    return Table(columns, tuple(rows), Numbering.RESTARTING)


def _came(duty: Duty, line: BookLine | None) -> Row:
    in_time = vietnamese(book.in_time(duty))
    later = f", trong gói {words.period_name(duty.in_period)}" if duty.in_period else ""
    day = date_cell(None if duty.received is None else from_iso(duty.received))
    ver = integer_cell(None if line is None else line.ver)
    return Row((text_cell(duty.name), ver, day, text_cell(in_time + later), text_cell("")))


def _absent(name: str, said: str) -> Row:
    return Row((text_cell(name), integer_cell(None), date_cell(None), text_cell(said, italic=True), text_cell("")))


def _sent(lines: Sequence[BookLine]) -> Table:
    columns = (
        Column("Đơn vị", 3.2),
        Column("Nội dung", 2.2),
        Column("Bản", 0.7, Kind.INTEGER, align="center"),
        Column("Ngày gửi", 1.4, Kind.DATE),
        Column("Tình trạng", 2.2),
    )
    rows = tuple(
        Row(
            (
                text_cell(line.name),
                text_cell(vietnamese(line.about)),
                integer_cell(line.ver),
                date_cell(None if line.day is None else from_iso(line.day)),
                text_cell(vietnamese(line.said)),
            )
        )
        for line in sorted(lines, key=lambda line: (line.name, line.day or "", line.key))
    )
    return Table(columns, rows)


def vietnamese(message: Message) -> str:
    """A message as it was written, whatever language the window speaks: papers are Vietnamese."""
    args = {key: vietnamese(value) if isinstance(value, Message) else value for key, value in message.args.items()}
    return message.text.format(**args) if args else message.text
