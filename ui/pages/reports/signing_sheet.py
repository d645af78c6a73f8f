"""The sheet that asks for number, day and signer before a paper is signed and its figures are kept."""

from collections.abc import Callable
from typing import Any

from app.i18n import tr
from app.plan import periods
from app.reports import catalogue
from app.reports.papers.paper import Paper
from app.reports.register import signing
from app.session import Session
from ui.context import PageContext
from ui.pages.reports.paper_fields import NOBODY, signers
from ui.widgets.date_field import DateField
from ui.widgets.fields import ComboBox, NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet


def ask_to_sign(
    page: Page,
    context: PageContext,
    period: str,
    begun: dict[str, Any],
    done: Callable[[int], object],
    *,
    waiting: int = 0,
) -> Sheet:
    """Open the sheet over the page. ``begun`` holds what was chosen so far (name, post, signer, as_of, replaces, options);
    ``done`` gets the report's id. What the core refuses is said in the sheet, and nothing typed is lost. It warns where ``waiting``
    paragraphs still have to be written by hand.
    """
    session = context.session
    sheet = Sheet(_title(begun["name"], period))
    form = _form(session, begun, catalogue.paper(begun["name"]))
    if waiting:
        words = tr("Còn {n} đoạn chờ người viết; bản ký sẽ in cả lời nhắc. Viết ở thẻ Lời văn rồi ký.", n=waiting)
        sheet.message.say(words, "warn")
    sheet.set_form(form)

    def sign() -> None:
        if not form.check():
            return
        given = {**begun, **_given(form)}
        sheet.message.clear()
        job = context.jobs.write(lambda _progress: signing.sign(session, period, **given))
        job.succeeded.connect(signed)
        job.failed.connect(sheet.fail)

    def signed(report_id: int) -> None:
        sheet.close_sheet()
        done(report_id)

    sheet.set_primary(tr("Ký, giữ số liệu"), sign)
    sheet.open_over(page)
    return sheet


def _title(name: str, period: str) -> str:
    if catalogue.paper(name).has_figures:
        return tr("Ký và giữ số liệu {period}", period=periods.inside(period))
    return tr("Ký {paper}, {period}", paper=catalogue.paper(name).title, period=periods.inside(period))


def _form(session: Session, begun: dict[str, Any], paper: Paper) -> Form:
    today = session.clock.today()
    form = Form()
    if begun.get("replaces") is not None:
        form.add_wide(
            Label(tr("Bản ký này thay thế báo cáo đã ký trước đó; bản cũ vẫn được giữ."), tone="text2", wrap=True)
        )
    following = signing.next_number(session, today.year, paper.doc_kind)
    form.add(
        "number", tr("Số văn bản"), NumberField(following, minimum=1), tr("Số tiếp theo trong sổ là {n}.", n=following)
    )
    form.add("signed_on", tr("Ngày ký"), DateField(today, today.year))
    who = (begun.get("post", ""), begun.get("signer", ""))
    form.add("who", tr("Ký thay mặt Ban Thường vụ"), ComboBox(signers(session), who))
    form.add("gap_reason", tr("Lý do bỏ cách số"), TextField(), tr("Chỉ ghi khi số trên bỏ qua các số ở giữa."))
    return form


def _given(form: Form) -> dict[str, Any]:
    number = form.value("number")
    who = form.value("who")
    post, signer = who if isinstance(who, tuple) else NOBODY
    return {
        "number": None if number is None else int(number),
        "signed_on": form.value("signed_on"),
        "post": post,
        "signer": signer,
        "gap_reason": form.value("gap_reason"),
    }
