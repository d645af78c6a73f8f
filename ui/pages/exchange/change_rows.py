"""The rows of a preview: what is refused or waits first, then what is new, changed and taken back, as people call it."""

from app.bundles.book_words import about
from app.bundles.merge_words import ChangeWords, told
from app.bundles.plans import FilePlan, RowChange, SealPlan
from app.i18n import tr
from app.session import Session
from ui.widgets.cells import Cell

SIGNS = {"new": "plus", "changed": "pencil", "withdrawn": "minus"}


def titles() -> list[str]:
    """The headings."""
    return ["", tr("Mục"), tr("Nội dung"), tr("Đang có"), tr("Gói mang tới")]


def change_rows(session: Session, file: FilePlan) -> list[list[Cell]]:
    """Every row that is listed of a file."""
    rows = [_state_row(plan, "ban", "bad") for plan in file.refused]
    rows += [_state_row(plan, "player-pause", "warn") for plan in file.held]
    for plan in (*file.applying, *file.held):
        rows += [
            _row(change, words, file.period)
            for change, words in zip(plan.changes, told(session, plan.changes), strict=True)
        ]
    return rows


def listed(file: FilePlan) -> int:
    """How many changes of rows are listed; very many are cut, the counts are of all."""
    return sum(len(plan.changes) for plan in (*file.applying, *file.held))


def _state_row(plan: SealPlan, icon: str, tone: str) -> list[Cell]:
    reason = "" if plan.reason is None else str(plan.reason)
    name = str(about(None, plan.seal.audience))
    return [
        Cell(icon=icon),
        Cell(name),
        Cell(tr("Bản {ver}", ver=plan.seal.ver), tone="text2"),
        Cell("" if plan.replaces is None else tr("bản {ver}", ver=plan.replaces), tone="text2"),
        Cell(reason, tone=tone, weight=500),
    ]


def _row(change: RowChange, words: ChangeWords, period: str) -> list[Cell]:
    """A change; the period is told where it is not the one that the whole file is about."""
    noun = words.noun[:1].upper() + words.noun[1:]
    thing = words.title or noun
    what = " · ".join(filter(None, (words.field or noun, "" if change.period == period else words.period)))
    return [
        Cell(icon=SIGNS[change.sign]),
        Cell(thing),
        Cell(what, tone="text2"),
        Cell(_old(change, words), tone="text2"),
        Cell(_new(change, words), weight=500),
    ]


def _old(change: RowChange, words: ChangeWords) -> str:
    """What stands here now; of a list or of something unknown here nothing can be said."""
    if change.sign == "new":
        return tr("chưa có")
    if change.sign == "withdrawn":
        return tr("đang có")
    return words.old if change.old else tr("(trống)")


def _new(change: RowChange, words: ChangeWords) -> str:
    if change.sign == "withdrawn":
        return tr("rút: {reason}", reason=change.new) if change.new else tr("rút")
    if change.sign == "new":
        return words.new or tr("thêm mới")
    return (words.new or tr("đổi")) if change.new else tr("(trống)")
