"""Tỉnh Mẫu: a fictional province with seven programmes and six quarters of work, made through the use cases that people use.

The texts are in ``resources/samples``; here they are only put together, in the order in which it would have happened.
"""

from app.errors import BadInput, Refused
from app.i18n import msg
from app.plan import periods
from app.sample.province_office import found_office
from app.sample.province_plan import write_plan
from app.sample.province_quarters import live_quarter
from app.sample.story import told
from app.session import Session
from db.queries import workspace as own_queries

NEWEST = "2026-Q3"


def write_sample(session: Session, *, until: str = NEWEST) -> None:
    """Fill a new workspace with the province up to a quarter, which stays open while all before it are closed.

    The sample tells its own dates (March 2025 to October 2026) and people, whatever the session's clock and actor; with a frozen clock
    and seeded ids the same bytes come out each time. Takes about two seconds. Raises Refused when the workspace already has an office,
    BadInput for a quarter outside the story.
    """
    if own_queries.office(session.conn) is not None:
        raise Refused(msg("Sổ làm việc này đã khai đơn vị. Tạo sổ mới rồi ghi dữ liệu mẫu."))
    with told(session) as story:
        codes = _quarters(story.office["calendar"]["first"], until)
        story.at(story.office["calendar"]["set_up"])
        found_office(story)
        write_plan(story)
        for code in codes:
            live_quarter(story, code, newest=code == codes[-1])


def _quarters(first: str, until: str) -> list[str]:
    codes = [first]
    while codes[-1] != NEWEST and codes[-1] != until:
        codes.append(periods.following(codes[-1]))
    if codes[-1] != until:
        raise BadInput(
            msg("Dữ liệu mẫu có từ {first} đến {last}.", first=periods.label(first), last=periods.label(NEWEST))
        )
    return codes
