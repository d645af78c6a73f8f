"""The papers beside the reports of a period: plans, sheets, tables, letters, minutes and forms, as the catalogue lists them."""

from app.i18n import msg
from app.plan.periods import PeriodKind
from app.reports.papers.paper import ANY_PERIOD, Paper

WITH_DAYS = ANY_PERIOD - {PeriodKind.term, PeriodKind.special}
"""The periods whose days follow from their code."""

QUARTER = frozenset({PeriodKind.quarter})
UP_TO_A_TERM = ANY_PERIOD - {PeriodKind.month}
_TABLE_OPTIONS = frozenset({"as_of", "numbering", "attached_to"})

FORMS = (
    Paper(
        name="plan",
        title=msg("Kế hoạch triển khai"),
        group="letters",
        doc_kind="KH",
        module="app.reports.papers.plan",
        periods=WITH_DAYS,
        options=frozenset({"programme_id", "numbering"}),
        signable=True,
    ),
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
    Paper(
        name="progress",
        title=msg("Biểu tiến độ nhiệm vụ"),
        group="tables",
        doc_kind="",
        module="app.reports.papers.progress_table",
        periods=UP_TO_A_TERM,
        options=_TABLE_OPTIONS,
    ),
    Paper(
        name="targets",
        title=msg("Biểu kết quả thực hiện chỉ tiêu"),
        group="tables",
        doc_kind="",
        module="app.reports.papers.target_table",
        periods=UP_TO_A_TERM,
        options=_TABLE_OPTIONS,
    ),
    Paper(
        name="bans",
        title=msg("Biểu tổng hợp theo ban"),
        group="tables",
        doc_kind="",
        module="app.reports.papers.ban_table",
        periods=UP_TO_A_TERM,
        options=_TABLE_OPTIONS,
    ),
    Paper(
        name="units",
        title=msg("Biểu tổng hợp theo đơn vị"),
        group="tables",
        doc_kind="",
        module="app.reports.papers.unit_table",
        periods=UP_TO_A_TERM,
        options=_TABLE_OPTIONS,
    ),
    Paper(
        name="schedule",
        title=msg("Lịch thực hiện theo quý"),
        group="tables",
        doc_kind="",
        module="app.reports.papers.schedule",
        periods=WITH_DAYS,
        options=frozenset({"numbering", "attached_to"}),
    ),
    Paper(
        name="reminder",
        title=msg("Công văn đôn đốc"),
        group="letters",
        doc_kind="",
        module="app.reports.papers.reminder",
        periods=QUARTER,
        options=frozenset({"unit_id", "reply_by"}),
        signable=True,
    ),
    Paper(
        name="handover",
        title=msg("Biên bản giao nhận"),
        group="letters",
        doc_kind="BB",
        module="app.reports.papers.handover",
        periods=QUARTER,
        needs=frozenset({"unit_id"}),
        options=frozenset({"items", "giver", "receiver"}),
        signable=True,
    ),
    Paper(
        name="bundles",
        title=msg("Biên bản giao nhận gói dữ liệu"),
        group="letters",
        doc_kind="BB",
        module="app.reports.papers.bundles",
        periods=QUARTER,
        options=frozenset({"unit_id", "giver", "receiver"}),
        signable=True,
    ),
    Paper(
        name="blank_form",
        title=msg("Phiếu báo cáo điền tay"),
        group="letters",
        doc_kind="",
        module="app.reports.papers.blank_form",
        periods=QUARTER,
        needs=frozenset({"unit_id"}),
    ),
    Paper(
        name="weekly",
        title=msg("Danh sách giao ban tuần"),
        group="letters",
        doc_kind="",
        module="app.reports.papers.weekly",
        periods=QUARTER,
        needs=frozenset({"ban_id"}),
    ),
)
"""In the order in which they are offered."""
