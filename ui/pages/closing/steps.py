"""The findings of the checklist grouped into the guide's steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.i18n import Message, msg, tr
from app.plan.closing import CODES, Finding
from app.plan.judging import ToJudge
from ui.widgets.cells import Cell
from ui.widgets.guide import Step


@dataclass(frozen=True)
class Group:
    """A step of the guide: the codes of the findings it gathers; ``fine`` is said when there are none."""

    key: str
    name: Message
    note: Message
    codes: frozenset[str]
    fine: Message


GROUPS = (
    Group(
        "missing",
        msg("Nhật ký còn thiếu"),
        msg("nhiệm vụ chưa ghi"),
        frozenset({"missing_entry"}),
        msg("Mọi nhiệm vụ phải ghi đều đã có nhật ký."),
    ),
    Group(
        "values",
        msg("Số liệu còn thiếu"),
        msg("đơn vị chưa báo cáo"),
        frozenset({"missing_value"}),
        msg("Mọi đơn vị phải báo cáo đều đã có số liệu."),
    ),
    Group(
        "returned",
        msg("Ô bị trả lại"),
        msg("sửa rồi trình lại"),
        frozenset({"returned"}),
        msg("Không có ô nào bị trả lại."),
    ),
    Group(
        "inconsistent",
        msg("Số liệu chưa khớp"),
        msg("mẫu số, ngày, nguyên nhân"),
        frozenset({"no_base", "inconsistent", "no_cause", "evidence_missing"}),
        msg("Không thấy chỗ nào chưa khớp."),
    ),
    Group(
        "same",
        msg("Giống hệt quý trước"),
        msg("đúng từng chữ"),
        frozenset({"same_text"}),
        msg("Không có nội dung nào chép nguyên quý trước."),
    ),
    Group(
        "submit",
        msg("Trình duyệt"),
        msg("bản nháp chưa trình"),
        frozenset({"not_submitted"}),
        msg("Mọi bản ghi đã được trình."),
    ),
)
APPROVE = "approve"
REPORT = "report"
LOCK = "lock"
MISSING = ("missing", "values")
LEAST_OWNERS = 2


def steps(findings: Sequence[Finding], waiting: int) -> list[Step]:
    """The steps with their counts, the lock last. ``waiting``: submitted and judged by nobody yet."""
    counts = {group.key: sum(one.code in group.codes for one in findings) for group in GROUPS}
    shown = [
        Step(group.key, str(group.name), str(group.note), counts[group.key] or None, done=not counts[group.key])
        for group in GROUPS
    ]
    return [
        *shown,
        Step(APPROVE, tr("Duyệt, trả lại"), tr("bản đã trình, chưa ai xét"), waiting or None, done=not waiting),
        Step(REPORT, tr("Xem báo cáo sẽ ghi gì"), tr("câu và số chính")),
        Step(LOCK, tr("Khóa quý"), tr("sau đó chỉ đính chính")),
    ]


def of_group(findings: Sequence[Finding], group: Group) -> list[Finding]:
    """The findings of a step."""
    return [one for one in findings if one.code in group.codes]


_MARKS = {"returned": "overdue", "no_cause": "overdue", "inconsistent": "due_soon", "no_base": "due_soon"}


@dataclass(frozen=True)
class Owner:
    """Whose findings stand together: a ban of the office (``id`` None: of no ban), or a unit."""

    kind: Literal["ban", "unit"]
    id: int | None
    name: str


def finding_rows(
    found: Sequence[Finding], short: Mapping[int, str], owner_of: Callable[[Finding], Owner | None], *, several: bool
) -> tuple[list[str], list[int], list[list[Cell]], list[object]]:
    """(headings, widths, rows, keys): the thing, whose it is, and (``several``) what is wrong, where several kinds stand together.

    Findings of more than one owner stand under the name of each, with their number and the way to remind them; those rows have the owner
    as key. ``short`` are the units' short names: the full ones have no room beside the thing.
    """
    titles = ["", tr("Nhiệm vụ, chỉ số"), tr("Đơn vị"), *([tr("Cần xem")] if several else [])]
    widths = [36, 300, 190, *([216] if several else [])]
    grouped: dict[Owner, list[Finding]] = {}
    for one in found:
        owner = owner_of(one)
        if owner is not None:
            grouped.setdefault(owner, []).append(one)
    if len(grouped) < LEAST_OWNERS:
        return titles, widths, [_row(one, short, several=several) for one in found], list(found)
    rows: list[list[Cell]] = []
    keys: list[object] = []
    for owner, theirs in grouped.items():
        rows.append(_head(owner, len(theirs), len(titles)))
        rows += [_row(one, short, several=several) for one in theirs]
        keys += [owner, *theirs]
    return titles, widths, rows, keys


def _head(owner: Owner, count: int, columns: int) -> list[Cell]:
    name = Cell(owner.name, weight=600, ground="alt", tail=tr("còn {n}", n=count))
    remind = Cell(tr("Chép lời nhắc"), icon="bell", tone="accent", weight=500, small=True, ground="alt")
    return [Cell(ground="alt"), name, *(Cell(ground="alt") for _ in range(columns - 3)), remind]


def judging_rows(waiting: Sequence[ToJudge]) -> tuple[list[str], list[int], list[list[Cell]], list[object]]:
    """(headings, widths, rows, keys) of what waits for a judgement."""
    titles = ["", tr("Nhiệm vụ, chỉ số"), tr("Đơn vị"), tr("Nội dung đã trình")]
    mark = Cell(icon="hourglass")
    rows = [[mark, Cell(one.title), Cell(one.unit, tone="text2"), Cell(one.said)] for one in waiting]
    return titles, [36, 260, 200, 180], rows, list(waiting)


def _row(one: Finding, short: Mapping[int, str], *, several: bool) -> list[Cell]:
    what, unit = one.message.args.get("what"), one.message.args.get("unit")
    mark = Cell(mark=_MARKS.get(one.code, "not_logged"))
    if what is None:
        return [mark, Cell(str(one.message)), Cell(), *([Cell()] if several else [])]
    # "Đã 100% mà chưa hoàn thành: …": before the colon stands what is wrong, after it what the other columns say.
    words = str(one.message).partition(": ")[0] if one.code == "inconsistent" else str(CODES[one.code])
    said = Cell(words, tone="text2")
    name = short.get(one.unit_id or 0) or (str(unit) if unit else tr("cơ quan"))
    return [mark, Cell(str(what)), Cell(name, tone="text2"), *([said] if several else [])]


def consequences(found: Sequence[Finding]) -> list[tuple[str, str]]:
    """What locking now would mean: (mark, sentence), what forbids it first."""
    count = {code: sum(one.code == code for one in found) for code in CODES}
    units = len({one.unit_id for one in found if one.code == "missing_value"})
    lines = [
        (count["returned"], "overdue", msg("{n} ô bị trả lại phải sửa trước khi khóa", n=count["returned"])),
        (count["not_submitted"], "overdue", msg("Bản nháp phải trình trước khi khóa")),
        (count["missing_entry"], "not_logged", msg("{n} nhật ký in là “chưa báo cáo”", n=count["missing_entry"])),
        (units, "not_logged", msg("{n} đơn vị không có trong tổng, báo cáo ghi rõ", n=units)),
        (count["no_cause"], "due_soon", msg("{n} việc quá hạn in mà không có nguyên nhân", n=count["no_cause"])),
    ]
    return [(mark, str(words)) for number, mark, words in lines if number]
