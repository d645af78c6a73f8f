"""The sheets that ask for a reason: to take an applied file back, to turn a waiting state away."""

from collections.abc import Callable

from app.bundles import applying
from app.bundles.waiting import Waiting
from app.i18n import tr
from ui.context import PageContext
from ui.pages.exchange.sheets import ask_once
from ui.widgets.fields import TextArea
from ui.widgets.form import Form
from ui.widgets.label import Label
from ui.widgets.page import Page


def ask_withdraw(
    page: Page, context: PageContext, bundle_ids: "tuple[int, ...]", names: str, done: Callable[[], object]
) -> None:
    """Take applied files back, the newest first, all for one reason."""
    session = context.session
    form = Form()
    words = tr(
        "Số liệu trở lại đúng như trước khi áp dụng. Gói vẫn nằm trong Sổ giao nhận, nơi gửi sẽ biết khi nhận giấy báo."
    )
    form.add_wide(Label(words, tone="text2", wrap=True))
    form.add("reason", tr("Lý do"), TextArea())

    def write(given: dict[str, str]) -> None:
        for bundle_id in sorted(bundle_ids, reverse=True):
            applying.withdraw(session, bundle_id, reason=given["reason"])

    def ended(_none: object) -> None:
        page.said.emit(tr("Đã rút gói của {names}", names=names), None)
        done()

    title = tr("Rút lại gói của {names}", names=names)
    ask_once(page, context, title, form, tr("Rút lại gói"), write=write, done=ended)


def ask_turn_away(page: Page, context: PageContext, state: Waiting, done: Callable[[], object]) -> None:
    """Turn a state away that waits; what counts now goes on counting."""
    session = context.session
    form = Form()
    form.add_wide(Label(str(state.reason), tone="text2", wrap=True))
    form.add("reason", tr("Lý do"), TextArea())

    def write(given: dict[str, str]) -> None:
        applying.decide_held(session, state.id, accept=False, reason=given["reason"])

    def ended(_none: object) -> None:
        page.said.emit(tr("Đã từ chối bản {ver} của {who}", ver=state.ver, who=state.who), None)
        done()

    title = tr("Từ chối bản {ver} của {who}", ver=state.ver, who=state.who)
    ask_once(page, context, title, form, tr("Từ chối bản này"), write=write, done=ended)
