"""The numbers of the register as rows that are filtered, sorted and written into files like those of every other list."""

from app.columns import Column, Kind
from app.dates import format_date
from app.i18n import msg, tr
from app.plan import periods
from app.reports.catalogue import PAPERS
from app.reports.register.registering import RegisterLine
from app.text import sort_key
from ui.pages.lists.in_memory import Line
from ui.widgets.cells import Cell

_STATES = {
    "valid": msg("Còn hiệu lực"),
    "replaced": msg("Đã thay thế"),
    "unused": msg("Đã cấp, chưa dùng"),
    "void": msg("Đã hủy"),
}
COLUMNS = (
    Column("symbol", msg("Số, ký hiệu"), Kind.CODE, 16),
    Column("paper", msg("Văn bản"), Kind.TEXT, 44),
    Column("signed_on", msg("Ngày ký"), Kind.DATE, 12),
    Column("state", msg("Tình trạng"), Kind.WORD, 18, words=_STATES),
    Column("scans", msg("Bản quét"), Kind.COUNT, 9),
    Column("signer", msg("Người ký"), Kind.TEXT, 22),
    Column("reason", msg("Lý do hủy"), Kind.LONG, 30),
)
"""In the order of the cells."""
USUAL = ("symbol", "paper", "signed_on", "state", "scans")
WIDTHS = {"symbol": 120, "paper": 260, "signed_on": 96, "state": 140, "scans": 60, "signer": 150, "reason": 200}


def line(one: RegisterLine) -> Line:
    """The row of a number. A number without scans has an empty cell, so that those that lack one are found."""
    void, state, paper = one.state == "void", _state(one), _paper(one)
    tone = "text3" if void else "text2" if one.replaced else "text"
    scans = str(one.scans) if one.scans else ""
    day = one.signed_on.isoformat() if one.signed_on else None
    shown = [
        Cell(one.symbol, tone=tone, weight=500),
        Cell(paper, tone=tone),
        Cell(format_date(one.signed_on) if one.signed_on else "", tone=tone),
        Cell(str(_STATES[state]), mark="cancelled" if void else "", tone=tone),
        Cell(scans, icon="paperclip" if one.scans else "", tone=tone),
        Cell(one.signer, tone=tone),
        Cell(one.reason, tone=tone),
    ]
    values = {
        "symbol": one.symbol,
        "paper": paper,
        "signed_on": day,
        "state": state,
        "scans": one.scans or None,
        "signer": one.signer,
        "reason": one.reason,
    }
    order = {
        "symbol": (one.year, one.number, one.doc_kind),
        "paper": sort_key(paper) if paper else None,
        "signed_on": day,
        "state": list(_STATES).index(state),
        "scans": one.scans,
        "signer": sort_key(one.signer) if one.signer else None,
        "reason": sort_key(one.reason) if one.reason else None,
    }
    return Line(shown, values, order)


def state_told(one: RegisterLine) -> str:
    """What is to be said of the number that is looked at."""
    if one.state == "void":
        return tr("Số này đã hủy: {reason}.", reason=one.reason.rstrip("."))
    if one.replaced:
        return tr("{paper}. Đã có văn bản khác thay thế.", paper=_paper(one))
    return _paper(one)


def _paper(one: RegisterLine) -> str:
    if one.report_id is None:
        return ""
    title = PAPERS[one.paper].title if one.paper in PAPERS else one.paper
    return f"{title}, {periods.inside(one.period)}"


def _state(one: RegisterLine) -> str:
    if one.state == "void":
        return "void"
    if one.report_id is None:
        return "unused"
    return "replaced" if one.replaced else "valid"
