"""Beside the guide: what locking now would mean, and after the lock what it means."""

from collections.abc import Callable

from app.i18n import tr
from ui.pages.closing.reading import Close
from ui.pages.closing.steps import consequences
from ui.widgets.buttons import Button
from ui.widgets.details import Details
from ui.widgets.label import Line


def show_side(panel: Details, close: Close, see_report: Callable[[], object]) -> None:
    """Fill the panel."""
    panel.begin()
    if close.closed:
        panel.title(tr("Đã khóa"))
        panel.lines([tr("Số liệu khi khóa giữ nguyên. Đính chính sau khi khóa in ở phụ lục.")])
        panel.lines([tr("Khóa quý không hoàn tác được: muốn đổi số liệu thì lập đính chính kèm lý do.")])
        return
    panel.title(tr("Nếu khóa lúc này"))
    panel.lines([close.outlook])
    for mark, words in consequences(close.findings):
        panel.add(Line())
        panel.marked(mark, words)
    panel.add(Button(tr("Xem báo cáo"), see_report, icon="eye"))
