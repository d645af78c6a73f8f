"""The sheets in which feedback is sent and answered."""

from collections.abc import Callable
from typing import Any

from app import feedback
from app.dates import from_iso
from app.feedback import ABOUT, KINDS, VERDICTS, Feedback
from app.i18n import tr
from ui.context import PageContext
from ui.pages.asking import ask
from ui.widgets.date_field import DateField
from ui.widgets.fields import ComboBox, TextArea
from ui.widgets.form import Form
from ui.widgets.page import Page

LONGEST_NAME = 90


def ask_feedback(
    page: Page,
    context: PageContext,
    about: tuple[str, int] | None = None,
    *,
    then: Callable[[Any], object] | None = None,
) -> None:
    """Ask for feedback on something that was given; without ``about`` (kind, id) it is chosen from all that was given."""
    session = context.session
    known = feedback.given(session)
    if not known:
        page.said.emit(tr("Chưa có gì do nơi khác giao để kiến nghị. Nhận gói của cấp trên trước."), None)
        return
    form = Form()
    choices = [((one.kind, one.id), _short(f"{ABOUT[one.kind]}: {one.name}")) for one in known]
    first = about if about in {key for key, _ in choices} else choices[0][0]
    form.add("about", tr("Về"), ComboBox(choices, first))
    form.add("kind", tr("Loại"), ComboBox([(key, str(words)) for key, words in KINDS.items()], "proposal"))
    form.add("text", tr("Nội dung"), TextArea(lines=5), tr("Nói rõ vướng ở đâu và đề nghị sửa thế nào."))
    form.add("new_due", tr("Hạn đề nghị"), DateField(None), tr("Chỉ ghi khi xin gia hạn."))

    def write(given: dict[str, Any]) -> int:
        kind, what_id = given.pop("about")
        return feedback.add(session, on_kind=kind, on_id=what_id, **given)

    ask(page, context, tr("Gửi kiến nghị"), form, tr("Gửi kiến nghị"), write, then=then)


def ask_answer(page: Page, context: PageContext, found: Feedback) -> None:
    """Ask for the answer to what a unit said."""
    form, session = Form(), context.session
    before = found.answer
    form.add(
        "verdict",
        tr("Trả lời"),
        ComboBox([(key, str(words)) for key, words in VERDICTS.items()], before.verdict if before else "accepted"),
    )
    form.add(
        "text", tr("Nội dung"), TextArea(before.text if before else "", lines=4), tr("Không đồng ý thì ghi lý do.")
    )
    if found.kind == "extension":
        due = (before.new_due if before else None) or found.new_due
        hint = tr("Hạn này chỉ áp dụng cho {who}.", who=found.who)
        form.add("new_due", tr("Hạn mới"), DateField(from_iso(due) if due else None), hint)
    title = tr("Trả lời {who}", who=found.who)
    ask(page, context, title, form, tr("Trả lời"), lambda given: feedback.answer(session, found.id, **given))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rstrip()}…"
