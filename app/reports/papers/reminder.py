"""The reminder (công văn đôn đốc) to bans and units that are late: with what, since when, by when it is wanted now."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.dates import from_iso
from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.plan import periods
from app.reports.content import Block, Document, Run, paragraph
from app.reports.numbers import counted
from app.reports.papers import late_tables, paper_head
from app.reports.papers import paper_words as words
from app.reports.papers.late import Late, of_unit, read_late
from app.reports.papers.paper_head import Frame
from app.reports.phrases import Phrases
from app.session import Session

ANSWER_IN = timedelta(days=5)
"""The time that a reminder gives unless said otherwise."""

_FRIDAY = 4

MOST_NAMED = 8
"""More addressees than this are not listed one by one at the head."""


def build(
    session: Session, period: str, *, frame: Frame, unit_id: int | None = None, reply_by: date | str | None = None
) -> Document:
    """One letter to all that are late in a quarter, or to one unit. Raises Refused when nobody is, NotFound for a unit not asked.

    ``reply_by`` is the new deadline, five days after the letter's day unless given.
    """
    late = read_late(session, period, frame.day)
    until = _until(frame.day, reply_by)
    say = Phrases.of(session)
    blocks = _to_all(late, say) if unit_id is None else _to_unit(session, late, unit_id, say)
    report = late.report
    return Document(
        letterhead=paper_head.letterhead(report.office),
        number=paper_head.document_number(report.office, "", frame.number),
        place_date=paper_head.place_date(report.office, frame),
        kind="",
        abstract=f"V/v đôn đốc báo cáo, thực hiện nhiệm vụ {report.name}",
        addressees=_addressees(late) if unit_id is None else (_name(late, unit_id),),
        blocks=(*blocks, *_request(late, until, unit_id, say)),
        signature=paper_head.signature(frame),
        recipients=frame.recipients or ("Như trên", *_own_copy(frame), "Lưu: VT, VP"),
    )


def _to_all(late: Late, say: Phrases) -> Iterator[Block]:
    """How far the quarter is reported, and all that is late."""
    if late.nobody:
        what = periods.label(late.report.period)
        raise Refused(msg("{period}: không có ban, đơn vị nào chậm. Không cần công văn đôn đốc.", period=what))
    report = late.report
    told = _reported(late, say) if report.units_expected else ""
    yield paragraph(say.text("reminder.all", asked=_asked_by(late, say), reported=told), key="opening")
    yield from late_tables.chapters(late)


def _reported(late: Late, say: Phrases) -> str:
    """How many units have reported, and how many of them all."""
    report = late.report
    given = {"day": words.day(late.on), "base": words.base_words(report.units_reported, report.units_expected)}
    if report.units_complete:
        return say.text("reminder.reported", **given, complete=counted(report.units_complete))
    return say.text("reminder.reported_some" if report.units_reported else "reminder.reported_none", **given)


def _to_unit(session: Session, late: Late, unit_id: int, say: Phrases) -> Iterator[Block]:
    """What one unit owes."""
    found = of_unit(session, late, unit_id)
    name = _name(late, unit_id)
    if found.nothing:
        what = periods.label(late.report.period)
        raise Refused(
            msg("{unit} không chậm nội dung nào của {period}. Không cần công văn đôn đốc.", unit=name, period=what)
        )
    said = say.text("reminder.unit", asked=_asked_by(late, say), day=words.day(late.on), unit=name)
    yield paragraph(said, key=_key(unit_id, "opening"))
    yield from late_tables.chapters_of_unit(late, found)


def _name(late: Late, unit_id: int) -> str:
    """The unit's name in the quarter. Raises NotFound for one that is not asked."""
    for unit in late.report.units:
        if unit.unit_id == unit_id:
            return unit.name
    what = periods.label(late.report.period)
    raise NotFound(msg("{period} không yêu cầu đơn vị số {id} báo cáo. Chọn đơn vị khác.", period=what, id=unit_id))


def _own_copy(frame: Frame) -> tuple[str, ...]:
    """Those for whom the office signs get a copy."""
    return (f"{frame.collective} (để báo cáo)",) if frame.collective else ()


def _asked_by(late: Late, say: Phrases) -> str:
    """By when reports of the quarter were asked for, and how late it is."""
    since = say.text("reminder.asked_late", n=counted(late.days)) if late.days else ""
    return say.text("reminder.asked", period=late.report.name, due=words.day(late.due), late=since)


def _request(late: Late, until: date, unit_id: int | None, say: Phrases) -> Iterator[Block]:
    """What is wanted, by when, and what follows."""
    who = _asked_of(late) if unit_id is None else "đơn vị"
    office = late.report.office
    yield paragraph(
        say.text("reminder.request", office=office.name, who=who, short=office.short or office.name),
        Run(say.text("reminder.request_until", day=words.day(until)), bold=True),
        say.text("reminder.request_how", who=who),
        key=_key(unit_id, "request"),
    )


def _asked_of(late: Late) -> str:
    """Those the letter asks, in its sentences: bans, units, or who has the work where there are neither."""
    units = late.late_units or late.overdue_below
    if late.bans:
        return "các ban, đơn vị" if units else "các ban"
    return "các đơn vị" if units else "các bộ phận, cán bộ"


def _key(unit_id: int | None, name: str) -> str:
    """The key of a paragraph: the letters to single units are written over each by itself."""
    return name if unit_id is None else f"unit:{unit_id}.{name}"


def _until(day: date, given: date | str | None) -> date:
    until = from_iso(given) if isinstance(given, str) else given or _working_day(day + ANSWER_IN)
    if until < day:
        raise BadInput(msg("Hạn mới ở trước ngày của công văn. Chọn ngày sau đó."), where=str(msg("Hạn gửi")))
    return until


def _working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > _FRIDAY else 0)


def _addressees(late: Late) -> tuple[str, ...]:
    found = (*late.bans, *late.late_units)
    if not found:
        return ("Các đơn vị trực thuộc",) if late.overdue_below else ("Các bộ phận, cán bộ được giao nhiệm vụ",)
    return found if len(found) <= MOST_NAMED else ("Các ban, đơn vị có tên tại Công văn này",)
