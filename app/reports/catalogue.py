"""The papers the program prints, by name: one list for the window, the command line and the demo.

``PAPERS`` says what each paper is (``Paper``), ``build`` makes one. The modules that make them are imported on use.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from importlib import import_module
from typing import Any

from app.errors import BadInput
from app.i18n import Message, msg
from app.plan import periods
from app.plan.periods import PeriodKind
from app.reports.content import Document
from app.reports.papers.forms_list import FORMS
from app.reports.papers.paper import Paper, by_name
from app.reports.papers.paper_head import Frame
from app.reports.papers.period_list import PERIOD_REPORTS
from app.session import Session

__all__ = ["KIND_WORDS", "PAPERS", "Paper", "build", "paper"]

PAPERS: Mapping[str, Paper] = by_name((*PERIOD_REPORTS, *FORMS))
"""Every paper under its name, in the order in which they are offered."""

KIND_WORDS: Mapping[PeriodKind, Message] = {
    PeriodKind.month: msg("tháng"),
    PeriodKind.quarter: msg("quý"),
    PeriodKind.half_year: msg("6 tháng"),
    PeriodKind.nine_months: msg("9 tháng"),
    PeriodKind.year: msg("năm"),
    PeriodKind.semester: msg("học kỳ"),
    PeriodKind.school_year: msg("năm học"),
    PeriodKind.term: msg("nhiệm kỳ"),
    PeriodKind.special: msg("chuyên đề"),
}
"""The kinds of period in words, for what a paper can be made of."""

_FRAME = {field.name for field in fields(Frame)}
_WHOM: Mapping[str, Message] = {"ban_id": msg("ban"), "person_id": msg("cán bộ"), "unit_id": msg("đơn vị")}


def paper(name: str) -> Paper:
    """The paper of a name. Raises BadInput for one that is not known."""
    if name not in PAPERS:
        raise BadInput(msg("Không có giấy tờ “{name}”. Chọn một trong: {known}.", name=name, known=", ".join(PAPERS)))
    return PAPERS[name]


def build(session: Session, name: str, period: str, **options: Any) -> Document:
    """The paper of a period, ready for ``writing.write``.

    Every paper takes what a ``Frame`` holds (``day``, default today; ``day_known``, ``number``, ``authority``, ``post``, ``signer``,
    ``recipients``), beside them its own ``options`` and one of its ``needs``. Options that are None are left out.
    Raises BadInput for a paper, period or option that does not go together, and what the papers raise.
    """
    found = paper(name)
    given = {key: value for key, value in options.items() if value is not None}
    _check(found, period, given)
    frame = _frame(session, given)
    own = {key: value for key, value in given.items() if key not in _FRAME}
    made = import_module(found.module).build(session, period, frame=frame, **own)
    if not isinstance(made, Document):
        raise TypeError(found.module)
    return made


def _check(found: Paper, period: str, given: Mapping[str, Any]) -> None:
    unknown = sorted(given.keys() - _FRAME - found.options - found.needs)
    if unknown:
        raise BadInput(
            msg("{paper} không nhận tùy chọn {option}. Bỏ tùy chọn đó.", paper=found.title, option=unknown[0])
        )
    if periods.parse(period).kind not in found.periods:
        kinds = ", ".join(str(KIND_WORDS[kind]) for kind in PeriodKind if kind in found.periods)
        raise BadInput(
            msg(
                "{paper} không lập cho {period}. Chọn kỳ là: {kinds}.",
                paper=found.title,
                period=periods.label(period),
                kinds=kinds,
            ),
            where=str(msg("Kỳ")),
        )
    if found.needs and len(found.needs & given.keys()) != 1:
        whom = "/".join(str(_WHOM[need]) for need in _WHOM if need in found.needs)
        raise BadInput(msg("Chưa chọn {whom}. {paper} lập riêng cho từng nơi.", whom=whom, paper=found.title))


def _frame(session: Session, given: Mapping[str, Any]) -> Frame:
    day: date = given.get("day") or session.clock.today()
    return Frame(**{**{key: value for key, value in given.items() if key in _FRAME}, "day": day})
