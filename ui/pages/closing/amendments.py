"""What was corrected after the lock, as rows."""

from collections.abc import Sequence

from app.i18n import tr
from app.plan.closing import AmendmentLine
from app.plan.verdicts import VERDICT_WORDS
from ui.widgets.cells import Cell


def amendment_rows(lines: Sequence[AmendmentLine]) -> tuple[list[list[Cell]], list[object], list[str]]:
    """(rows, keys, headings): each figure before and after, and whether its verdict moved."""
    titles = ["", tr("Chỉ số, nhiệm vụ"), tr("Khi khóa"), tr("Hiện nay"), tr("Kết luận")]
    rows = [
        [
            Cell(icon="pencil"),
            Cell(line.title),
            Cell(line.before, tone="text2", right=True),
            Cell(line.after, weight=500, right=True),
            _verdict(line),
        ]
        for line in lines
    ]
    return rows, [line.what_id for line in lines], titles


def _verdict(line: AmendmentLine) -> Cell:
    if not line.verdict_moved:
        return Cell(tr("không đổi"), tone="text2")
    after = line.verdict_after
    return Cell(
        tr("thành {verdict}", verdict=str(VERDICT_WORDS[after]).lower()) if after is not None else "", tone="warn"
    )
