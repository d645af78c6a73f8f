"""Which pages the window has, in the order of the navigation. Each is imported when it is first shown: start-up stays flat."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from app.i18n import tr
from ui.context import PageContext
from ui.widgets.page import Page, PageSpec


def _later(context: PageContext, module: str, name: str) -> Callable[[], Page]:
    """What makes a page when it is first shown."""

    def make() -> Page:
        page = getattr(import_module(f"ui.pages.{module}.page"), name)(context)
        if not isinstance(page, Page):
            raise TypeError(name)
        return page

    return make


def page_list(context: PageContext) -> tuple[PageSpec, ...]:
    """The pages over an open workspace."""

    later = partial(_later, context)
    return (
        PageSpec("overview", tr("Tổng quan"), "layout-dashboard", later("overview", "OverviewPage"), 0, "Ctrl+1"),
        PageSpec("programmes", tr("Chương trình"), "list-tree", later("programmes", "ProgrammesPage"), 1, "Ctrl+2"),
        PageSpec(
            "plan_import",
            tr("Nhập kế hoạch"),
            "file-import",
            later("plan_import", "PlanImportPage"),
            1,
            "Ctrl+I",
            inside="programmes",
        ),
        PageSpec("quarter", tr("Nhật ký quý"), "table", later("quarter", "QuarterPage"), 1, "Ctrl+3"),
        PageSpec("targets", tr("Chỉ tiêu"), "target-arrow", later("targets", "TargetsPage"), 1, "Ctrl+4"),
        PageSpec(
            "consolidation",
            tr("Tổng hợp"),
            "building-community",
            later("consolidation", "ConsolidationPage"),
            1,
            "Ctrl+Shift+H",
            inside="targets",
        ),
        PageSpec("closing", tr("Chốt quý"), "lock", later("closing", "ClosingPage"), 1, "Ctrl+5"),
        PageSpec("units", tr("Đơn vị, ban"), "building-community", later("units", "UnitsPage"), 2, "Ctrl+6"),
        PageSpec("directives", tr("Văn bản"), "file-text", later("directives", "DirectivesPage"), 2, "Ctrl+7"),
        PageSpec("feedback", tr("Kiến nghị"), "message-2", later("feedback", "FeedbackPage"), 2, "Ctrl+Shift+K"),
        PageSpec("reports", tr("Báo cáo"), "printer", later("reports", "ReportsPage"), 3, "Ctrl+8"),
        PageSpec("exchange", tr("Gửi nhận"), "arrows-exchange", later("exchange", "ExchangePage"), 3, "Ctrl+0"),
        PageSpec("history", tr("Lịch sử"), "history", later("history", "HistoryPage"), 3, "Ctrl+9"),
        PageSpec("settings", tr("Thiết lập"), "settings", later("settings", "SettingsPage"), 4, "Ctrl+,", bottom=True),
    )
