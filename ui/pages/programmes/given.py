"""In the details of a task: who gave it, what was said about it, what bans contributed."""

from app import feedback
from app.feedback import KINDS, VERDICTS
from app.i18n import tr
from app.plan import contributions
from app.plan.details import TaskDetails
from ui.context import PageContext
from ui.pages.feedback import forms as feedback_forms
from ui.pages.programmes.task_forms import TaskForms
from ui.widgets.buttons import Button
from ui.widgets.details import Details
from ui.widgets.page import Page

MOST = 6


def given_actions(page: Page, context: PageContext, forms: TaskForms, task: TaskDetails) -> list[Button]:
    """What can be done with a task that another office gave: give it on inside, hang tasks of one's own under it, answer back."""
    led = any(one.role == "lead" and one.ban_id for one in task.assignments)
    buttons = [Button(tr("Phân công…"), lambda: forms.assign(task.id), kind="link", icon="users")]
    if led:
        buttons.append(Button(tr("Bàn giao…"), lambda: forms.hand_over(task.id), kind="link", icon="arrow-right"))
    return [
        *buttons,
        Button(tr("Cụ thể hóa…"), lambda: forms.add_under(task.id), kind="link", icon="plus"),
        send_button(page, context, "task", task.id),
    ]


def send_button(page: Page, context: PageContext, kind: str, what_id: int) -> Button:
    """Opens the sheet that sends feedback about something that was given."""
    return Button(
        tr("Gửi kiến nghị…"),
        lambda: feedback_forms.ask_feedback(page, context, (kind, what_id)),
        kind="link",
        icon="message-2",
    )


def show_feedback(panel: Details, page: Page, context: PageContext, kind: str, what_id: int) -> None:
    """What was said about it and answered, newest first, each leading to its page."""
    found = feedback.of(context.session, kind, what_id)
    if not found:
        return
    panel.section(tr("Kiến nghị"), tr("Xem"), lambda: page.open_requested.emit("feedback", ("feedback", found[0].id)))
    for one in found[:MOST]:
        who = "" if one.own else f"{one.who} · "
        state = tr("chờ trả lời") if one.answer is None else str(VERDICTS[one.answer.verdict]).lower()
        panel.lines([f"{who}{KINDS[one.kind]} · {state}: {one.text}"])


def show_contributions(panel: Details, context: PageContext, task_id: int, period: str) -> None:
    """What bans wrote beside the office's own entry of the quarter; what waits for approval stands out."""
    session = context.session
    found = contributions.of(session, "progress", task_id, session.office.unit_id, period)
    if not found:
        return
    panel.section(tr("Các ban đóng góp"))
    for one in found:
        words = " · ".join(filter(None, (one.who or tr("Cơ quan ghi"), one.said, one.text)))
        if one.waiting:
            panel.marked("due_soon", tr("Chờ duyệt: {words}", words=words))
        else:
            panel.lines([words])
