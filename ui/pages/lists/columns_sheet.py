"""Choosing the columns of a list: on or off, in which order, how wide; seen at once in the list beside the sheet."""

from collections.abc import Callable

from app.i18n import tr
from ui.fonts import Role
from ui.pages.asking import standing_sheet
from ui.pages.lists.host import ListHost
from ui.widgets.buttons import Button
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.tick_list import Tick, TickList


def ask_columns(
    host: ListHost,
    choose: Callable[[tuple[str, ...]], None],
    widen: Callable[[str, int], None],
    reset: Callable[[], None],
) -> Sheet:
    """Open the sheet. ``choose`` gets the columns after each step, ``widen`` a column and -1 or 1, ``reset`` shows the usual ones."""
    if (standing := standing_sheet(host)) is not None:
        return standing
    sheet = Sheet(tr("Cột của danh sách"), width=340)
    shown = host.shown_columns()
    rest = [column.key for column in host.offered() if column.key not in shown]
    ticks = [Tick(key, str(host.column(key).title), key in shown) for key in (*shown, *rest)]
    columns = TickList(ticks, name=tr("Cột của danh sách"), movable=True)

    def chosen() -> None:
        if columns.value():
            sheet.message.clear()
            choose(columns.value())
        else:
            sheet.message.say(tr("Giữ lại ít nhất một cột."), "warn")

    def usual() -> None:
        sheet.close_sheet()
        reset()

    columns.changed.connect(chosen)
    columns.nudged.connect(widen)
    columns.done.connect(sheet.close_sheet)
    sheet.body.addWidget(columns)
    hint = tr("Phím cách hiện hoặc ẩn cột. Alt+↑ Alt+↓ đổi chỗ. Alt+← Alt+→ hẹp lại hoặc rộng ra.")
    sheet.body.addWidget(Label(hint, Role.SMALL, "text2", wrap=True))
    sheet.body.addStretch(1)
    sheet.set_primary(tr("Xong"), sheet.close_sheet)
    sheet.add_button(Button(tr("Về các cột ban đầu"), usual))
    sheet.open_over(host)
    columns.setFocus()
    return sheet
