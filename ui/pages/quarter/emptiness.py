"""What stands in place of the grid while it has no row to show."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import tr
from app.plan.grid_rows import OWN, PASSED_DOWN, VALUES
from ui.widgets.empty import EmptyState

_FILTERED = "filtered"


class GridStack(QStackedWidget):
    """The grid, or the sentence that says why there is none, with the way to the page (by its key) where rows come from."""

    def __init__(self, view: QWidget, clear_filter: Callable[[], object], go: Callable[[str], object]) -> None:
        super().__init__()
        self._view = view
        self._states = {
            OWN: EmptyState(
                tr("Quý này chưa có nhiệm vụ nào phải ghi."),
                tr("Nhiệm vụ của các chương trình đang chạy tự vào đây khi mở quý."),
                tr("Thêm nhiệm vụ ở Chương trình"),
                lambda: go("programmes"),
            ),
            PASSED_DOWN: EmptyState(
                tr("Quý này không có nhiệm vụ nào giao cấp dưới."),
                tr("Nhiệm vụ giao cho đơn vị cấp dưới hiện ở đây, mỗi đơn vị một dòng."),
                tr("Giao nhiệm vụ ở Chương trình"),
                lambda: go("programmes"),
            ),
            VALUES: EmptyState(
                tr("Quý này chưa có chỉ số nào phải báo cáo."),
                tr("Chỉ số có chỉ tiêu còn hiệu lực hiện ở đây, mỗi đơn vị một dòng."),
                tr("Thêm chỉ tiêu ở Chỉ tiêu"),
                lambda: go("targets"),
            ),
            _FILTERED: EmptyState(tr("Không có dòng nào khớp bộ lọc."), "", tr("Bỏ lọc"), clear_filter),
        }
        for widget in (view, *self._states.values()):
            self.addWidget(widget)

    def show_for(self, part: str, *, rows: bool, shown: bool) -> None:
        """Show the grid when it has lines, else why it has none."""
        self.setCurrentWidget(self._view if shown else self._states[_FILTERED if rows else part])
