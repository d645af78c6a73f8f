"""A unit's figures of a measure as the cells of its row, coloured by how far each is from the target."""

from fractions import Fraction

from app.bundles.consolidation import Matrix, UnitLine
from app.columns import Column, Kind
from app.i18n import Message, msg, tr
from app.numbers import format_percent
from app.plan import periods
from app.plan.figure import Figure
from app.plan.verdicts import VERDICT_WORDS, Verdict
from app.text import sort_key
from ui.pages.lists.in_memory import Line
from ui.widgets.cells import Cell

QUARTERS = 8
"""Quarters that the page can show; four of them to those who chose no columns."""

NEAR = Fraction(7, 10)
"""From this part of the target on a figure is on its way; below it is far."""

_VERDICTS = {str(verdict): words for verdict, words in VERDICT_WORDS.items()}
_TONES = {Verdict.met: ("done", "ok"), Verdict.not_met: ("due_soon", "warn")}


def quarter_key(back: int) -> str:
    """The column of the quarter so many before the newest."""
    return f"q{back}"


def _ago(back: int) -> Message:
    return msg("{n} quý trước", n=back) if back else msg("Quý này")


COLUMNS = (
    Column("unit", msg("Đơn vị"), Kind.LONG, 40),
    *(Column(quarter_key(back), _ago(back), Kind.TEXT, 12) for back in range(QUARTERS - 1, -1, -1)),
    Column("part", msg("Tỷ trọng"), Kind.PERCENT, 8),
    Column("share", msg("So mức giao"), Kind.PERCENT, 8),
    Column("verdict", msg("Kết luận"), Kind.WORD, 16, words=_VERDICTS),
    Column("odd", msg("Bất thường"), Kind.COUNT, 8),
)
"""In the order of the cells; a quarter column's heading is the quarter once it is known."""

USUAL = ("unit", *(quarter_key(back) for back in range(3, -1, -1)), "verdict", "odd")
RIGHT = tuple(range(1, QUARTERS + 3))
WIDTHS = {
    "unit": 320,
    **{quarter_key(back): 112 for back in range(QUARTERS)},
    "part": 84,
    "share": 96,
    "verdict": 132,
    "odd": 84,
}


def titles(found: Matrix | None) -> list[str]:
    """The headings: quarters by their names as far as they were opened."""
    known = {} if found is None else {quarter_key(n): code for n, code in enumerate(reversed(found.periods))}
    return [str(periods.label(known[column.key]) if column.key in known else column.title) for column in COLUMNS]


def line_of(found: Matrix, unit: UnitLine, odd: int) -> Line:
    """A unit's row: cells, what it is filtered by and written with, what it is sorted by."""
    codes = dict(enumerate(reversed(found.periods)))
    figures = {back: found.figure(unit, codes[back]) if back in codes else None for back in range(QUARTERS)}
    backs = range(QUARTERS - 1, -1, -1)
    quarters = [_quarter(found, figures[back]) for back in backs]
    part, share = found.part(unit, found.periods[-1]), found.share(unit)
    cells = [
        Cell(unit.name, weight=500),
        *quarters,
        _percent(part),
        _percent(share),
        _verdict(unit),
        Cell(str(odd), mark="overdue", tone="bad") if odd else Cell(),
    ]
    words = {quarter_key(back): cell.spoken() for back, cell in zip(backs, quarters, strict=True)}
    values = {
        "unit": unit.name,
        **words,
        "part": None if part is None else round(part),
        "share": None if share is None else round(share),
        "verdict": str(unit.verdict),
        "odd": odd,
    }
    order = {
        "unit": sort_key(unit.name),
        **{quarter_key(back): None if figure is None else figure.value for back, figure in figures.items()},
        "part": part,
        "share": share,
        "verdict": list(_VERDICTS).index(str(unit.verdict)),
        "odd": odd,
    }
    return Line(cells, values, order)


def said(figure: Figure | None) -> str:
    """A figure whole, for the details: "40/50 = 80,0%"."""
    cell = _figure(figure)
    if figure is None or cell.nothing or not figure.text_percent:
        return cell.spoken()
    return f"{figure.text} = {figure.text_percent}"


def heat(distance: Fraction | None) -> str:
    """The ground of a figure by how far it has come towards the target: reached, on its way, far; none where nothing can be said."""
    if distance is None:
        return ""
    if distance >= 1:
        return "ok_soft"
    return "warn_soft" if distance >= NEAR else "bad_soft"


def _quarter(found: Matrix, figure: Figure | None) -> Cell:
    cell = _figure(figure)
    if not cell.nothing:
        cell.ground = heat(found.distance_of(figure))
    return cell


def _figure(figure: Figure | None) -> Cell:
    """Nothing occurred is not 0, silence is not either, and what was not asked stays empty."""
    if figure is None:
        return Cell(right=True)
    if not figure.m:
        return Cell(right=True, nothing="not_applicable")
    if not figure.n:
        return Cell(right=True, nothing="not_reported")
    if figure.none_n == figure.n:
        return Cell(right=True, nothing="none")
    return Cell(figure.shown, right=True)


def _percent(value: Fraction | None) -> Cell:
    return Cell("" if value is None else format_percent(value), right=True)


def _verdict(unit: UnitLine) -> Cell:
    """Empty where the target means nothing for one unit alone."""
    if unit.held is None:
        return Cell()
    if unit.verdict is Verdict.unknown:
        return Cell(tr("Chưa đủ số liệu"), tone="text3")
    mark, tone = _TONES[unit.verdict]
    return Cell(str(VERDICT_WORDS[unit.verdict]), mark=mark, tone=tone)
