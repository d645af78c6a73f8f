"""Signing a paper: the file itself is kept and every figure frozen with what it rests on; printing again gives that file (MODEL 12).

A signed paper is never changed. A correction is a new report that replaces it; a number that is not used is void with a reason.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import Any, TypedDict, Unpack

from app import attachments
from app.dates import from_iso
from app.errors import NotFound, Refused, WorkspaceTrouble
from app.i18n import msg
from app.plan import calendar, periods
from app.plan.figures import AsOf
from app.plan.periods import PeriodKind
from app.reports import catalogue, layouts
from app.reports.content import Document
from app.reports.papers import paper_words as words
from app.reports.papers.paper import Paper
from app.reports.papers.paper_head import AUTHORITY
from app.reports.papers.report_figures import ReportFigures
from app.reports.register import registering
from app.reports.register.canonical import content_bytes
from app.reports.register.freezing import FrozenFigure, FrozenInput, figures_of
from app.reports.register.registering import next_number, void_number
from app.reports.writing import render
from app.session import Session
from db.connection import Row
from db.queries import reports as queries
from db.store import Change

__all__ = [
    "FrozenFigure",
    "FrozenInput",
    "Given",
    "Moved",
    "SignedReport",
    "frozen",
    "moved",
    "next_number",
    "reprint",
    "sign",
    "signed",
    "void_number",
    "why",
]

_PDF = "application/pdf"
_JSON = "application/json"
_INPUTS = ("report_id", "key", "seat_id", "unit_id", "period", "rev", "rev_hash", "given", "num", "den", "val")
_FIGURES = ("report_id", "key", "num", "den", "val", "base_n", "base_m", "rule")


@dataclass(frozen=True)
class SignedReport:
    """A signed paper in a list. ``replaced_by`` names the report that took its place; ``number_text`` is "05/BC-LĐLĐ"."""

    id: int
    name: str
    period: str
    number: int
    number_text: str
    signed_on: date
    signer: str
    as_of: AsOf
    replaces_id: int | None
    replaced_by: int | None


class Given(TypedDict, total=False):
    """What a person says when signing; all of it may be left out.

    ``name`` is a signable paper of the catalogue; ``number`` None takes the next of the register, ``gap_reason`` explains numbers left
    out; ``signed_on`` None is today; ``as_of`` "closed" or, for a replacement after amendments, "current"; ``replaces`` names the report
    to be replaced; ``options`` are the paper's own ("appendices", "ban_id" ...).
    """

    name: str
    number: int | None
    signed_on: date | None
    signer: str
    post: str
    authority: str
    as_of: AsOf
    replaces: int | None
    gap_reason: str
    recipients: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True)
class _Wanted:
    """``Given`` with its defaults."""

    name: str = "quarter"
    number: int | None = None
    signed_on: date | None = None
    signer: str = ""
    post: str = ""
    authority: str = AUTHORITY
    as_of: AsOf = "closed"
    replaces: int | None = None
    gap_reason: str = ""
    recipients: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def view(self) -> AsOf:
        """Which figures are frozen: an annex tells what counts now."""
        return "current" if self.name == "amendments" else self.as_of


@dataclass(frozen=True)
class Moved:
    """A figure that is no longer as it was signed."""

    key: str
    signed: FrozenFigure
    now: FrozenFigure | None


def sign(session: Session, period: str, **given: Unpack[Given]) -> int:
    """Number, print and keep a paper; return the report's id. One change, which is replaced, never undone.

    Raises Refused for a report of a period that is still open, where a signed one of it stands and is not named in ``replaces``, or
    where the number was given already; NotFound for a period that was never opened; WorkspaceTrouble when the file cannot be kept.
    """
    wanted = _Wanted(**given)
    paper = _signable(wanted.name)
    if paper.group == "period":
        _require_closed(session, wanted.name, period)
    old = _replaced(session, period, wanted, paper)
    day = wanted.signed_on or session.clock.today()
    label = msg("Ký {paper}, {period}", paper=paper.title, period=periods.label(period))
    with session.change(label, kind="sign", counter_action="replace") as change:
        register = registering.issue(
            session, change, day.year, wanted.number, gap_reason=wanted.gap_reason, doc_kind=paper.doc_kind
        )
        document = _document(session, period, wanted, paper, (day, register.number, old))
        report_id = _enter(session, change, (period, wanted, day, register.id), document)
        if paper.has_figures:
            _freeze(session, change, report_id, figures(session, wanted.name, period, wanted.view))
    return report_id


def figures(session: Session, name: str, period: str, as_of: AsOf) -> ReportFigures:
    """Everything a paper with figures says, as it is read when it is made: what is frozen, and what is compared with it later."""
    found = import_module(catalogue.paper(name).module).figures(session, period, as_of=as_of)
    if not isinstance(found, ReportFigures):
        raise TypeError(name)
    return found


def signed(session: Session, period: str | None = None) -> tuple[SignedReport, ...]:
    """The signed papers, newest first, of one period or all."""
    return tuple(_signed(row) for row in queries.reports(session.conn, period))


def reprint(session: Session, report_id: int) -> bytes:
    """The PDF as it was signed, byte for byte. Raises NotFound, or WorkspaceTrouble when the kept file is missing or damaged."""
    row = _report(session, report_id)
    path = attachments.path_of(session.path, row["pdf_sha256"])
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != row["pdf_sha256"]:
        raise WorkspaceTrouble(
            msg(
                "Tệp của báo cáo số {number} không còn nguyên vẹn trong thư mục tệp kèm. Khôi phục thư mục đó từ bản sao lưu.",
                number=row["symbol"] or str(report_id),
            )
        )
    return data


def frozen(session: Session, report_id: int) -> tuple[FrozenFigure, ...]:
    """The figures as they were signed, without what they rest on."""
    _report(session, report_id)
    return tuple(_figure(row) for row in queries.frozen_figures(session.conn, report_id))


def why(session: Session, report_id: int, key: str) -> FrozenFigure:
    """A signed figure with every unit's answer behind it. Raises NotFound for a figure that the report does not hold."""
    report = _report(session, report_id)
    row = next((row for row in queries.frozen_figures(session.conn, report_id) if row["key"] == key), None)
    if row is None:
        raise NotFound(msg("Báo cáo số {number} không có số liệu {key}.", number=report["symbol"] or "", key=key))
    inputs = queries.frozen_inputs(session.conn, report_id, key, report["signed_on"])
    names = FrozenInput.__dataclass_fields__
    return replace(_figure(row), inputs=tuple(FrozenInput(**{name: one[name] for name in names}) for one in inputs))


def moved(session: Session, report_id: int) -> tuple[Moved, ...]:
    """The figures that are no longer as they were signed, with what they are today."""
    report = _report(session, report_id)
    if not catalogue.paper(report["kind"]).has_figures:
        return ()
    today = figures(session, report["kind"], report["period"], "current")
    now = {figure.key: figure for figure in figures_of(session, today, inputs=False)}
    return tuple(
        Moved(figure.key, figure, now.get(figure.key))
        for figure in frozen(session, report_id)
        if figure.key not in now or now[figure.key].compared != figure.compared
    )


def _signable(name: str) -> Paper:
    paper = catalogue.paper(name)
    if not paper.signable:
        known = ", ".join(str(each.title) for each in catalogue.PAPERS.values() if each.signable)
        raise Refused(msg("{paper} không cấp số và ký riêng. Ký được: {known}.", paper=paper.title, known=known))
    return paper


def _require_closed(session: Session, name: str, period: str) -> None:
    """A report of figures is signed when every quarter in it is locked. Raises Refused, NotFound."""
    if periods.parse(period).kind is not PeriodKind.quarter:
        figures(session, name, period, "closed")
    elif not calendar.info(session, period).closed:
        raise Refused(
            msg("{period} chưa khóa nên chưa ký được. Khóa quý ở trang Chốt quý rồi ký.", period=periods.label(period))
        )


def _replaced(session: Session, period: str, wanted: _Wanted, paper: Paper) -> Row | None:
    """The report to be replaced. Refused where one stands unnamed, or where what is named does not stand."""
    rows = queries.reports(session.conn, period)
    standing = {row["id"]: row for row in rows if row["kind"] == wanted.name and row["replaced_by"] is None}
    if wanted.replaces is not None:
        if wanted.replaces not in standing:
            raise Refused(msg("Báo cáo được chọn không còn hiệu lực để thay thế. Chọn báo cáo đã ký mới nhất của kỳ."))
        return standing[wanted.replaces]
    if standing and paper.group == "period" and wanted.name != "amendments":
        number = next(iter(standing.values()))["symbol"]
        raise Refused(
            msg("Kỳ này đã có báo cáo ký số {number}. Chọn ký thay thế báo cáo đó nếu cần bản khác.", number=number)
        )
    return None


def _document(
    session: Session, period: str, wanted: _Wanted, paper: Paper, head: tuple[date, int, Row | None]
) -> Document:
    """The paper with its number and day, naming the one it replaces."""
    day, number, old = head
    own: dict[str, Any] = dict(wanted.options)
    if "as_of" in paper.options:
        own["as_of"] = wanted.as_of
    if old is not None and "replaces" in paper.options:
        own["replaces"] = f"{_cited(paper)} số {old['symbol']} ngày {words.day(old['signed_on'])}"
    return catalogue.build(
        session,
        wanted.name,
        period,
        day=day,
        day_known=True,
        number=number,
        recipients=wanted.recipients,
        authority=wanted.authority,
        post=wanted.post,
        signer=wanted.signer,
        **own,
    )


def _cited(paper: Paper) -> str:
    """How a paper of its kind is called when it is cited: "Báo cáo số …"."""
    return {"BC": "Báo cáo", "KH": "Kế hoạch", "TB": "Thông báo", "BB": "Biên bản"}.get(paper.doc_kind, "Công văn")


def _enter(session: Session, change: Change, what: tuple[str, _Wanted, date, int], document: Document) -> int:
    """Keep the files and write the report's row."""
    period, wanted, day, register_id = what
    pdf = _keep(session, change, render(document, "pdf", layouts.of(session)), _PDF)
    content = _keep(session, change, content_bytes(document), _JSON)
    return change.define(
        "report",
        seat_id=session.office.seat_id,
        kind=wanted.name,
        period=period,
        as_of=wanted.view,
        register_id=register_id,
        signed_on=day.isoformat(),
        signer_text=", ".join(part for part in (wanted.post, wanted.signer) if part),
        content_sha256=content,
        pdf_sha256=pdf,
        replaces_id=wanted.replaces,
        options=json.dumps(dict(wanted.options), sort_keys=True, default=list),
    )


def _keep(session: Session, change: Change, data: bytes, mime: str) -> str:
    stored = attachments.keep(session.path, data)
    if not queries.file_known(session.conn, stored.sha256):
        change.insert("file", sha256=stored.sha256, size=stored.size, mime=mime, presence="here")
    return stored.sha256


def _freeze(session: Session, change: Change, report_id: int, report: ReportFigures) -> None:
    """Write every figure and what it rests on. Nothing is derived from these rows, so nothing has to be derived anew for them."""
    found = figures_of(session, report)
    rebuild = change.rebuild_derived
    change.bulk(
        "frozen_figure", _FIGURES, [(report_id, *(getattr(each, name) for name in _FIGURES[1:])) for each in found]
    )
    inputs = (
        (report_id, each.key, *(getattr(one, name) for name in _INPUTS[2:])) for each in found for one in each.inputs
    )
    change.bulk("frozen_input", _INPUTS, inputs)
    change.rebuild_derived = rebuild


def _report(session: Session, report_id: int) -> Row:
    row = queries.report(session.conn, report_id)
    if row is None:
        raise NotFound(msg("Không có báo cáo đã ký số {id}. Xem lại danh sách báo cáo đã ký.", id=report_id))
    return row


def _signed(row: Row) -> SignedReport:
    return SignedReport(
        id=row["id"],
        name=row["kind"],
        period=row["period"],
        number=row["number"],
        number_text=row["symbol"],
        signed_on=from_iso(row["signed_on"]),
        signer=row["signer_text"],
        as_of=row["as_of"],
        replaces_id=row["replaces_id"],
        replaced_by=row["replaced_by"],
    )


def _figure(row: Row) -> FrozenFigure:
    return FrozenFigure(*(row[name] for name in _FIGURES[1:]))
