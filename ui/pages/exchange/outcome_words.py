"""What applying did, as sentences for the person who pressed the button."""

from app.bundles.applying import Outcome
from app.i18n import tr
from app.numbers import format_number


def outcome_lines(outcome: Outcome, changes: int, names: str) -> list[str]:
    """The first says it all, the others what else there is to know."""
    lines = [_first(outcome, changes, names)]
    if outcome.held:
        lines.append(tr("{n} gói có bản để chờ quyết định.", n=outcome.held))
    if outcome.refused:
        lines.append(tr("{n} gói không nhận, lý do đã nêu khi xem trước.", n=outcome.refused))
    if outcome.unchanged:
        lines.append(tr("{n} gói không có gì mới.", n=outcome.unchanged))
    waiting = sum(outcome.waiting.values())
    if waiting:
        lines.append(
            tr(
                "{n} dòng chờ: nói về việc chưa có ở sổ này, sẽ tự vào chỗ khi việc đó đến.",
                n=format_number(waiting),
            )
        )
    if outcome.taken_back:
        lines.append(tr("Đã lấy lại {n} dòng của chính sổ này mất khi khôi phục.", n=format_number(outcome.taken_back)))
    if outcome.acknowledged:
        lines.append(tr("{n} gói đã gửi nay được báo nhận.", n=outcome.acknowledged))
    if outcome.attachments:
        lines.append(tr("Đã nhận {n} tệp đính kèm.", n=outcome.attachments))
    return lines


def _first(outcome: Outcome, changes: int, names: str) -> str:
    if outcome.applied:
        return tr(
            "Đã áp dụng {n} gói của {names}: {changes} thay đổi. Giấy báo nhận đi cùng gói gửi tới.",
            n=outcome.applied,
            names=names,
            changes=format_number(changes),
        )
    return tr("Đã ghi vào Sổ giao nhận, số liệu không đổi.")
