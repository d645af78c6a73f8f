"""The reports of a period, from the quarter to the whole term, as the catalogue lists them."""

from app.i18n import Message, msg
from app.plan.periods import PeriodKind
from app.reports.papers.paper import Paper

_OPTIONS = frozenset({"as_of", "appendices", "numbering", "replaces"})
_UP_TO = frozenset(PeriodKind) - {PeriodKind.month}


def _report(name: str, title: Message, module: str, kinds: frozenset[PeriodKind]) -> Paper:
    return Paper(
        name=name,
        title=title,
        group="period",
        doc_kind="BC",
        module=f"app.reports.papers.{module}",
        periods=kinds,
        options=_OPTIONS,
        signable=True,
        has_figures=True,
    )


PERIOD_REPORTS = (
    _report("quarter", msg("Báo cáo quý"), "quarterly", frozenset({PeriodKind.quarter})),
    _report("nine_months", msg("Báo cáo 9 tháng"), "period_report", frozenset({PeriodKind.nine_months})),
    _report("half_year", msg("Báo cáo 6 tháng"), "period_report", frozenset({PeriodKind.half_year})),
    _report("year", msg("Báo cáo năm"), "period_report", frozenset({PeriodKind.year})),
    _report("semester", msg("Báo cáo học kỳ"), "period_report", frozenset({PeriodKind.semester})),
    _report("school_year", msg("Báo cáo năm học"), "period_report", frozenset({PeriodKind.school_year})),
    _report("mid_term", msg("Sơ kết giữa nhiệm kỳ"), "mid_term", _UP_TO),
    _report("final", msg("Tổng kết nhiệm kỳ"), "final", frozenset({PeriodKind.term, PeriodKind.special})),
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
"""In the order in which they are offered. The mid-term review goes from the beginning of the term to the end of any period."""
