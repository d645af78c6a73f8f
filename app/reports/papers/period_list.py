"""The reports of a period, from the quarter to the whole term, as the catalogue lists them."""

from app.i18n import msg
from app.plan.periods import PeriodKind
from app.reports.papers.paper import Paper

_OPTIONS = frozenset({"as_of", "appendices", "numbering", "replaces"})

PERIOD_REPORTS = (
    Paper(
        name="quarter",
        title=msg("Báo cáo quý"),
        group="period",
        doc_kind="BC",
        module="app.reports.papers.quarterly",
        periods=frozenset({PeriodKind.quarter}),
        options=_OPTIONS,
        signable=True,
        has_figures=True,
    ),
    Paper(
        name="amendments",
        title=msg("Phụ lục đính chính"),
        group="period",
        doc_kind="BC",
        module="app.reports.papers.amendments",
        periods=frozenset({PeriodKind.quarter}),
        signable=True,
        has_figures=True,
    ),
)
"""In the order in which they are offered."""
