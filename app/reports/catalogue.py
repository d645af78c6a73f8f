"""The papers the program prints, by name: one list for the window, the command line and the demo."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from app.errors import BadInput
from app.i18n import Message, msg
from app.reports.content import Document
from app.reports.papers import amendments, assignment_sheet, quarterly
from app.reports.papers.paper_head import Frame
from app.session import Session

PAPERS: Mapping[str, Message] = {
    "quarter": msg("Báo cáo quý"),
    "assignment": msg("Bảng phân công nhiệm vụ"),
    "amendments": msg("Phụ lục đính chính"),
}
"""Name of each paper and how the window calls it."""

_OWN_OPTIONS = {"quarter": {"as_of", "appendices"}, "assignment": {"ban_id"}, "amendments": set[str]()}
_FRAME = {field.name for field in fields(Frame)}


def build(session: Session, name: str, period: str, **options: Any) -> Document:
    """The paper of a period, ready for ``writing.write``.

    Every paper takes what a ``Frame`` holds (``day``, default today; ``day_known``, ``number``, ``authority``, ``post``, ``signer``,
    ``recipients``); the quarterly report also ``as_of`` and ``appendices``, the assignment sheet ``ban_id``, which it needs.
    Raises BadInput for a paper or option that is not known, and what the papers raise.
    """
    if name not in PAPERS:
        raise BadInput(msg("Không có giấy tờ “{name}”. Chọn một trong: {known}.", name=name, known=", ".join(PAPERS)))
    given = {key: value for key, value in options.items() if value is not None}
    unknown = sorted(given.keys() - _FRAME - _OWN_OPTIONS[name])
    if unknown:
        raise BadInput(
            msg("{paper} không nhận tùy chọn {option}. Bỏ tùy chọn đó.", paper=PAPERS[name], option=unknown[0])
        )
    frame = _frame(session, given)
    own = {key: given[key] for key in _OWN_OPTIONS[name] if key in given}
    if name == "quarter":
        return quarterly.build(session, period, frame=frame, **own)
    if name == "amendments":
        return amendments.build(session, period, frame=frame)
    if "ban_id" not in own:
        raise BadInput(msg("Chưa chọn ban. Bảng phân công nhiệm vụ lập riêng cho từng ban."), where=str(msg("Ban")))
    return assignment_sheet.build(session, own["ban_id"], period, frame=frame)


def _frame(session: Session, given: Mapping[str, Any]) -> Frame:
    day: date = given.get("day") or session.clock.today()
    return Frame(**{**{key: value for key, value in given.items() if key in _FRAME}, "day": day})
