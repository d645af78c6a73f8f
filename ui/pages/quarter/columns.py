"""The columns of the grid, left to right, in three zones: the plan, last quarter, this quarter."""

from dataclasses import dataclass, replace

from app.i18n import Message, msg
from app.plan.grid_rows import OWN, PASSED_DOWN, VALUES

PLAN, LAST, NOW, BOTH = "plan", "last", "now", "both"


@dataclass(frozen=True)
class GridColumn:
    """A column. ``entry`` says how it is typed: "" read-only, text, state, percent, date, number.

    ``stretch`` takes the room that is left over; ``icon`` stands in the header instead of words.
    """

    key: str
    title: Message
    width: int
    zone: str
    entry: str = ""
    right: bool = False
    stretch: bool = False
    icon: str = ""


_TASKS = (
    GridColumn("number", msg("TT"), 46, PLAN),
    GridColumn("text", msg("Nhiệm vụ"), 254, PLAN),
    GridColumn("due", msg("Hạn"), 58, PLAN, right=True),
    GridColumn("last_percent", msg("%"), 42, LAST, right=True),
    GridColumn("last_result", msg("Kết quả"), 184, LAST),
    GridColumn("state", msg("Trạng thái"), 147, NOW, "state"),
    GridColumn("percent", msg("%"), 46, NOW, "percent", right=True),
    GridColumn("done_on", msg("Ngày xong"), 84, NOW, "date", right=True),
    GridColumn("result", msg("Kết quả, sản phẩm"), 245, NOW, "text", stretch=True),
    GridColumn("evidence", msg("Minh chứng"), 44, NOW, icon="paperclip"),
    GridColumn("difficulty", msg("Khó khăn"), 168, NOW, "text"),
    GridColumn("cause", msg("Nguyên nhân"), 168, NOW, "text"),
    GridColumn("proposal", msg("Đề xuất"), 168, NOW, "text"),
)
_CODE = GridColumn("number", msg("Mã"), 60, PLAN)
_UNIT = GridColumn("text", msg("Đơn vị"), 254, PLAN)
_VALUES = (
    GridColumn("last", msg("Số liệu"), 112, LAST, right=True),
    GridColumn("last_percent", msg("%"), 70, LAST, right=True),
    GridColumn("num", msg("Tử số, số lượng"), 128, NOW, "number", right=True),
    GridColumn("den", msg("Mẫu số"), 96, NOW, "number", right=True),
    GridColumn("percent", msg("%"), 74, NOW, right=True),
    GridColumn("evidence", msg("Minh chứng"), 44, NOW, icon="paperclip"),
    GridColumn("note", msg("Ghi chú"), 160, NOW, "text", stretch=True),
    GridColumn("within", msg("Trong kỳ"), 112, BOTH, right=True),
    GridColumn("to_date", msg("Lũy kế năm"), 128, BOTH, right=True),
)
COLUMNS = {
    OWN: _TASKS,
    PASSED_DOWN: (_CODE, _UNIT, *_TASKS[2:]),
    VALUES: (_CODE, replace(_UNIT, width=290), *_VALUES),
}
FROZEN = 2
"""So many columns stay when the grid scrolls sideways."""
