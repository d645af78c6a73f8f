"""The amendment annex (phụ lục đính chính): what counts otherwise than at the lock, before and after, and whether a verdict moved."""

from collections.abc import Sequence

from app.clock import local
from app.dates import from_iso
from app.people import office_facts
from app.plan import calendar, closing
from app.plan.closing import AmendmentLine
from app.plan.figures import AsOf
from app.plan.verdicts import Verdict
from app.reports.content import (
    Appendix,
    Block,
    Column,
    Document,
    GroupRow,
    Numbering,
    Row,
    Table,
    bullets,
    paragraph,
    text_cell,
)
from app.reports.numbers import counted, roman
from app.reports.papers import paper_head
from app.reports.papers import paper_words as words
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import ReportFigures, read
from app.session import Session
from db.queries import reports as queries

DOC_KIND = "BC"

VERDICTS = {Verdict.met: "đạt", Verdict.not_met: "chưa đạt", Verdict.unknown: "chưa đủ số liệu"}
"""The verdict on a target inside a sentence."""


def build(session: Session, period: str, *, frame: Frame) -> Document:
    """What was amended after the period was locked. Raises Refused while it is open."""
    lines = closing.amendments(session, period)
    office = office_facts.facts(session, on=frame.day.isoformat())
    name = words.period_name(period)
    return Document(
        letterhead=paper_head.letterhead(office),
        number=paper_head.document_number(office, DOC_KIND, frame.number),
        place_date=paper_head.place_date(office, frame),
        kind="Báo cáo",
        abstract=f"Đính chính số liệu {name}",
        addressees=(office.parent,) if office.parent else (),
        blocks=(
            paragraph(_opening(session, period, lines)),
            *_told(lines),
            paragraph(_closing(name, office.name, lines)),
        ),
        appendices=(Appendix(f"Đính chính số liệu {name}", (table(lines),)),) if lines else (),
        signature=paper_head.signature(frame),
        recipients=frame.recipients
        or (("Như trên",) if office.parent else ()) + ("Các ban, đơn vị liên quan", "Lưu: VT, VP"),
    )


def figures(session: Session, period: str, *, as_of: AsOf | None = None) -> ReportFigures:
    """The figures of the quarter that the annex corrects."""
    return read(session, period, as_of=as_of)


def table(lines: Sequence[AmendmentLine]) -> Table:
    """Each amended figure with the answers of units behind it."""
    columns = (
        Column("Chỉ tiêu, nhiệm vụ; đơn vị", 4),
        Column("Số liệu khi khóa", 1.5, align="center"),
        Column("Số liệu đính chính", 1.5, align="center"),
        Column("Lý do", 3),
        Column("Căn cứ, người cho phép", 2),
        Column("Người lập, ngày", 1.8),
    )
    rows: list[Row | GroupRow] = []
    for number, line in enumerate(lines, 1):
        rows.append(GroupRow(_move(line, "→"), label=roman(number)))
        rows += [
            Row(
                (
                    text_cell(cell.unit_name),
                    text_cell(cell.before),
                    text_cell(cell.after),
                    text_cell(cell.reason),
                    text_cell(cell.authority),
                    text_cell(f"{cell.person}, {local(cell.at_ms):%d/%m/%Y}"),
                )
            )
            for cell in line.cells
        ]
    notes = ("(1) Báo cáo đã ký giữ nguyên; số đính chính dùng cho các kỳ sau và cho báo cáo thay thế.",)
    return Table(columns, tuple(rows), Numbering.RESTARTING, footnotes=notes)


def _opening(session: Session, period: str, lines: Sequence[AmendmentLine]) -> str:
    name = words.period_name(period)
    closed = calendar.info(session, period).closed_at_ms
    on = f" ngày {words.day(local(closed).date())}" if closed is not None else ""
    if not lines:
        return f"Sau khi khóa số liệu{on}, {name} không có đính chính."
    measures = sum(line.kind == "measure" for line in lines)
    kinds = ((measures, "chỉ số"), (len(lines) - measures, "nhiệm vụ"))
    what = words.listed([f"{counted(n)} {kind}" for n, kind in kinds if n])
    return f"Sau khi khóa số liệu {name}{on}, {what} được đính chính{_over(session, period)} như sau:"


def _over(session: Session, period: str) -> str:
    """The signed report that the amendments stand beside, as cited."""
    signed = next((row for row in queries.reports(session.conn, period) if row["kind"] == "quarter"), None)
    if signed is None:
        return ""
    return f" so với Báo cáo số {signed['symbol']} ngày {words.day(from_iso(signed['signed_on']))}"


def _told(lines: Sequence[AmendmentLine]) -> tuple[Block, ...]:
    if not lines:
        return ()
    return (bullets(*(_move(line, "đính chính thành") for line in lines)),)


def _move(line: AmendmentLine, verb: str) -> str:
    """Before and after of a figure, and what that means for its targets; where only answers behind it moved, of how many units."""
    title = words.clipped(line.title)
    if line.before == line.after:
        return f"{title}: vẫn là {line.after}; đính chính nội dung của {counted(len(line.cells))} đơn vị. {_verdict(line)}".strip()
    return f"{title}: {words.clipped(line.before)} {verb} {words.clipped(line.after)}. {_verdict(line)}".strip()


def _verdict(line: AmendmentLine) -> str:
    """Whether the verdict on its targets moved, in a sentence; nothing for tasks."""
    if not line.targets:
        return ""
    moved = [move for move in line.targets if move.before is not move.after]
    if not moved:
        before = "/".join(dict.fromkeys(VERDICTS[move.before] for move in line.targets))
        return f"Đánh giá chỉ tiêu không thay đổi ({before})."
    told = (
        f"“{words.clipped(move.text, 80)}” từ {VERDICTS[move.before]} thành {VERDICTS[move.after]}" for move in moved
    )
    return f"Đánh giá chỉ tiêu thay đổi: {'; '.join(told)}."


def _closing(name: str, office: str, lines: Sequence[AmendmentLine]) -> str:
    attached = " (chi tiết tại Phụ lục kèm theo)" if lines else ""
    return f"Trên đây là báo cáo đính chính số liệu {name} của {office}{attached}."
