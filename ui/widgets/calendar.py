"""Qt's calendar in the look of the program: no red week-ends, no bar in the accent."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from ui.icons import icon
from ui.tokens import tokens


def calendar(shown: date | None, parent: QWidget) -> QCalendarWidget:
    """A calendar that begins with Monday, at a day or today."""
    made = QCalendarWidget(parent)
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    quiet = QTextCharFormat()
    quiet.setForeground(tokens().text2)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, quiet)
    if shown is not None:
        made.setSelectedDate(QDate(shown.year, shown.month, shown.day))
    _dress_bar(made)
    return made


def _dress_bar(made: QCalendarWidget) -> None:
    """The bar over the days, reached by the names Qt documents for style sheets."""
    bar = made.findChild(QWidget, "qt_calendar_navigationbar")
    if bar is not None:
        bar.setBackgroundRole(QPalette.ColorRole.Base)
    plain = made.palette()
    plain.setColor(QPalette.ColorRole.HighlightedText, tokens().text)
    for button in made.findChildren(QToolButton):
        button.setPalette(plain)
    for name, sign in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
        arrow = made.findChild(QToolButton, name)
        if isinstance(arrow, QToolButton):
            arrow.setIcon(icon(sign))
