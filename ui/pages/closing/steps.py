"""The findings of the checklist grouped into the guide's steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.i18n import Message, msg, tr
from app.plan.closing import CODES, Finding
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
        msg("Trình và duyệt"),
        msg("bản nháp, bản chờ duyệt"),
        frozenset({"not_submitted", "not_approved"}),
        msg("Mọi bản ghi đã được trình."),
    ),
)
LOCK = "lock"
MISSING = ("missing", "values")


def steps(findings: Sequence[Finding], waiting: int) -> list[Step]:
    """The steps with their counts, the lock last. ``waiting``: submitted and judged by nobody yet; approving is not done before."""
    counts = {group.key: sum(one.code in group.codes for one in findings) for group in GROUPS}
    counts["submit"] = counts["submit"] or waiting
    shown = [
        Step(group.key, str(group.name), str(group.note), counts[group.key] or None, done=not counts[group.key])
        for group in GROUPS
    ]
    return [*shown, Step(LOCK, str(msg("Khóa quý")), str(msg("sau đó chỉ đính chính")))]


def of_group(findings: Sequence[Finding], group: Group) -> list[Finding]:
    """The findings of a step."""
    return [one for one in findings if one.code in group.codes]


_MARKS = {"returned": "overdue", "no_cause": "overdue", "inconsistent": "due_soon", "no_base": "due_soon"}


def finding_rows(
    found: Sequence[Finding], short: Mapping[int, str], *, several: bool
) -> tuple[list[str], list[int], list[list[Cell]]]:
    """(headings, widths, rows): the thing, whose it is, and (``several``) what is wrong, where findings of several kinds stand together.

    ``short`` are the units' short names: the full ones have no room here.
    """
    titles = ["", tr("Nhiệm vụ, chỉ số"), tr("Đơn vị"), *([tr("Cần xem")] if several else [])]
    rows = [_row(one, short, several=several) for one in found]
    return titles, [36, 300, 190, *([216] if several else [])], rows


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
