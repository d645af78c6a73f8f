"""What the page says: the outcome of applying, differences of figures, rows as people call them."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bundles.applying import Outcome
from app.bundles.effects import Effects, FigureMove, ReportMove
from app.plan.figure import Figure
from tests.ui.at_window import AtWindow
from ui.pages.exchange.effects_panel import show_effects
from ui.pages.exchange.outcome_words import outcome_lines
from ui.widgets.details import Details

Q3 = "2026-Q3"


def test_an_outcome_tells_everything_that_came_of_it() -> None:
    outcome = Outcome(applied=2, held=1, refused=1, unchanged=3, waiting={"progress": 4}, taken_back=5, acknowledged=6)
    lines = outcome_lines(outcome, 1234, "CĐCS A, CĐCS B")
    assert lines[0].startswith("Đã áp dụng 2 gói của CĐCS A, CĐCS B: 1.234 thay đổi.")
    assert [line.split()[0] for line in lines[1:]] == ["1", "1", "3", "4", "Đã", "6"]
    assert outcome_lines(Outcome(unchanged=1), 0, "") == [
        "Đã ghi vào Sổ giao nhận, số liệu không đổi.",
        "1 gói không có gì mới.",
    ]


def rate(num: int, den: int, n: int) -> Figure:
    return Figure(1, Q3, rate=True, num=num, den=den, n=n, m=64)


def count(value: int, n: int) -> Figure:
    return Figure(2, Q3, rate=False, val=value, n=n, m=64)


def test_headline_figures_stand_before_after_and_between(me: AtWindow, qtbot: QtBot) -> None:
    panel = Details("Số liệu chính")
    qtbot.addWidget(panel)
    effects = Effects(
        figures=(
            FigureMove(1, Q3, "Tỷ lệ học nghị quyết", rate(824, 1000, 57), rate(791, 1000, 58)),
            FigureMove(2, Q3, "Kết nạp mới đoàn viên", count(7846, 57), count(8214, 58)),
            FigureMove(1, Q3, "Cùng tỷ lệ", rate(1, 2, 57), rate(2, 4, 58)),
        ),
        reports=(ReportMove(Q3, 64, 64, 57, 58, 40, 40),),
    )
    show_effects(panel, effects)
    panel.show()
    said = " ".join(me.texts(panel))
    assert "Đơn vị đã gửi 57/64 58/64 +1" in said
    assert "Đơn vị đã đủ" not in said, "what does not move is not told"
    assert "Tỷ lệ học nghị quyết 58/64 đơn vị 82,4% 79,1% \N{MINUS SIGN}3,3" in said
    assert "Kết nạp mới đoàn viên 58/64 đơn vị 7.846 8.214 +368" in said
    assert "Cùng tỷ lệ 58/64 đơn vị 1/2 2/4" in said
    show_effects(panel, Effects())
    QApplication.processEvents()
    assert "Không số liệu chính nào đổi." in me.texts(panel)
