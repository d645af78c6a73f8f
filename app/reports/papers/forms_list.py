"""The papers beside the reports of a period: plans, sheets, tables, letters, minutes and forms, as the catalogue lists them."""

from app.i18n import msg
from app.reports.papers.paper import Paper

FORMS = (
    Paper(
        name="assignment",
        title=msg("Bảng phân công nhiệm vụ"),
        group="tables",
        doc_kind="PC",
        module="app.reports.papers.assignment_sheet",
        needs=frozenset({"ban_id"}),
    ),
)
"""In the order in which they are offered."""
