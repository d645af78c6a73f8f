"""The papers beside the reports of a period: plans, sheets, tables, letters, minutes and forms, as the catalogue lists them."""

from app.i18n import msg
from app.plan.periods import PeriodKind
from app.reports.papers.paper import ANY_PERIOD, Paper

WITH_DAYS = ANY_PERIOD - {PeriodKind.term, PeriodKind.special}
"""The periods whose days follow from their code."""

FORMS = (
    Paper(
        name="assignment",
        title=msg("Bảng phân công nhiệm vụ"),
        group="tables",
        doc_kind="TB",
        module="app.reports.papers.assignment_sheet",
        periods=WITH_DAYS,
        needs=frozenset({"ban_id", "person_id"}),
        options=frozenset({"numbering"}),
        signable=True,
    ),
)
"""In the order in which they are offered."""
