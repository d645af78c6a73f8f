"""The papers the program prints, by name: one list for the window, the command line and the demo.

``PAPERS`` says what each paper is (``Paper``), ``build`` makes one. The modules that make them are imported on use.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from importlib import import_module
from typing import Any

from app.errors import BadInput
from app.i18n import Message, msg
from app.plan import periods
from app.plan.periods import PeriodKind
from app.reports import drafting
from app.reports.content import Document
from app.reports.drafting import MovedUnder, WrittenOver
from app.reports.papers.forms_list import FORMS
from app.reports.papers.paper import Paper, by_name
from app.reports.papers.paper_head import Frame
from app.reports.papers.period_list import PERIOD_REPORTS
from app.reports.table_choices import numbering_of
from app.session import Session

__all__ = ["KIND_WORDS", "PAPERS", "Drafted", "Paper", "build", "compose", "paper", "whom"]

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


@dataclass(frozen=True)
class Drafted:
    """A paper with the office's own words in it: ``composed`` is what the program wrote, ``written`` what stands over it by the keys of
    its paragraphs, ``moved`` what changed under it since. ``by_hand`` are the paragraphs that a person still has to write.
    """

    document: Document
    composed: Document
    written: Mapping[str, WrittenOver]
    moved: tuple[MovedUnder, ...]

    @property
    def by_hand(self) -> tuple[str, ...]:
        """The keys of paragraphs that a person still has to write."""
        return drafting.by_hand(self.document)


def build(session: Session, name: str, period: str, *, written: bool = True, **options: Any) -> Document:
    """The paper of a period, ready for ``writing.write``, with the office's own words in it unless ``written`` is False.

    Every paper takes what a ``Frame`` holds (``day``, default today; ``day_known``, ``number``, ``authority``, ``post``, ``signer``,
    ``recipients``), beside them its own ``options`` and one of its ``needs``. Options that are None are left out.
    Raises BadInput for a paper, period or option that does not go together, and what the papers raise.
    """
    return compose(session, name, period, **options).document if written else _composed(session, name, period, options)


def compose(session: Session, name: str, period: str, **options: Any) -> Drafted:
    """As ``build``, with what is needed to edit the text: the program's own words, the office's, and what changed under them."""
    composed = _composed(session, name, period, options)
    over = drafting.written(session, name, period, whom(name, options))
    document, moved = drafting.apply(composed, over)
    return Drafted(document, composed, over, moved)


def whom(name: str, options: Mapping[str, Any]) -> str:
    """Whom a paper is for, as its written texts name it: "ban:12"; empty where it is for nobody in particular."""
    for need in sorted(paper(name).needs):
        if options.get(need) is not None:
            return f"{need.removesuffix('_id')}:{options[need]}"
    return ""


def _composed(session: Session, name: str, period: str, options: Mapping[str, Any]) -> Document:
    found = paper(name)
    given = {key: value for key, value in options.items() if value is not None}
    _check(found, period, given)
    frame = _frame(session, given)
    own = {key: value for key, value in given.items() if key not in _FRAME}
    if "numbering" in found.options:
        own["numbering"] = numbering_of(session, own.get("numbering", "")).value
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
