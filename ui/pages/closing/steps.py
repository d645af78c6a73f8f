"""The findings of the checklist grouped into the guide's steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import Message, msg
from app.plan.closing import Finding
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
        msg("tử số, mẫu số, ngày, nguyên nhân"),
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


def steps(findings: Sequence[Finding]) -> list[Step]:
    """The steps with their counts, the lock last."""
    counts = {group.key: sum(one.code in group.codes for one in findings) for group in GROUPS}
    shown = [
        Step(group.key, str(group.name), str(group.note), counts[group.key] or None, done=not counts[group.key])
        for group in GROUPS
    ]
    return [*shown, Step(LOCK, str(msg("Khóa quý")), str(msg("sau đó chỉ đính chính")))]


def of_group(findings: Sequence[Finding], group: Group) -> list[Finding]:
    """The findings of a step."""
    return [one for one in findings if one.code in group.codes]
