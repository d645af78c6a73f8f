"""The commands of a list for the page's menu and Ctrl+K."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.i18n import tr
from ui.actions import action
from ui.pages.lists.files import copy_list, write_list
from ui.pages.lists.host import ListHost
from ui.widgets.chips import Chip, ChipMenu


def list_actions(owner: QObject, shown: Callable[[], ListHost]) -> list[QAction]:
    """The commands; ``shown`` is asked when one of them runs, for pages of several lists."""

    def made(words: str, what: Callable[[ListHost], object], icon: str = "") -> QAction:
        return action(owner, words, lambda: what(shown()), icon=icon)

    return [
        made(tr("Chép cả danh sách"), copy_list, "copy"),
        made(tr("Lọc, xếp theo cột đang đứng"), lambda page: page.view.ask_column_menu(), "filter"),
        made(tr("Bỏ mọi lọc của danh sách"), lambda page: page.tools.clear()),
        made(tr("Chọn cột của danh sách…"), lambda page: page.tools.ask_columns(), "columns-2"),
        made(tr("Lưu kiểu xem danh sách…"), lambda page: page.views.ask_save()),
        made(tr("Xuất danh sách ra Excel…"), lambda page: write_list(page, "xlsx"), "table-export"),
        made(tr("Xuất danh sách ra CSV…"), lambda page: write_list(page, "csv"), "file-spreadsheet"),
        made(tr("In, ghi PDF danh sách…"), lambda page: write_list(page, "pdf"), "printer"),
    ]


def set_chip(chip: Chip, value: object) -> None:
    """Put a page's own filter where a kept view has it; a choice that there is not any more is none."""
    if not isinstance(chip, ChipMenu):
        chip.setChecked(bool(value))
    elif chip.offers(value):
        chip.set_value(value)
    else:
        chip.set_first()
