"""Commands on feedback: say what is wrong with what was given, look at what was said, answer it."""

from typing import Any

import click

from app import feedback
from app.cli import output, refs
from app.cli.frame import argument, command, group, option
from app.cli.kinds import DAY, WHOLE
from app.cli.lists import BOM
from app.cli.opening import changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.i18n import msg, tr
from app.session import Session

_WHAT = msg("Nhiệm vụ, chương trình, chỉ tiêu, chỉ số hoặc văn bản được giao; khi trùng ghi task:…, programme:…")
_NUMBER = msg("Số của kiến nghị, như `tiendo feedback list` cho biết.")
_KINDS = ("task", "programme", "target", "measure", "directive")


@command("add", msg("Gửi kiến nghị về điều được giao: kiến nghị, xin gia hạn, không thuộc trách nhiệm, báo lỗi."))
@changing
@argument("what", _WHAT)
@option(
    "--kind",
    type=click.Choice(list(feedback.KINDS)),
    default="proposal",
    words=msg("Loại kiến nghị."),
    show_default=True,
)
@option("--text", required=True, words=msg("Nội dung."))
@option("--due", type=DAY, words=msg("Hạn đề nghị, khi xin gia hạn."))
def add(session: Session, what: str, kind: str, text: str, due: str | None) -> int:
    """Say something about what was given."""
    on_kind, on_id = refs.find_plan(session, what, _KINDS)
    return feedback.add(session, on_kind=on_kind, on_id=on_id, kind=kind, text=text, new_due=due)


@command("list", msg("Kiến nghị đã gửi và đã nhận, mới nhất trước."))
@reading
@option("--waiting", is_flag=True, words=msg("Chỉ những kiến nghị chưa được trả lời."))
@BOM
def show(session: Session, waiting: bool, bom: bool) -> None:
    """The feedback of the workspace."""
    columns = (
        Col("id", msg("Số"), right=True),
        Col("at", msg("Lúc")),
        Col("way", msg("Chiều")),
        Col("with", msg("Với")),
        Col("kind", msg("Loại")),
        Col("about", msg("Về"), cut=True),
        Col("text", msg("Nội dung"), cut=True),
        Col("new_due", msg("Hạn đề nghị")),
        Col("state", msg("Trả lời")),
        Col("answer", msg("Nội dung trả lời"), cut=True),
        Col("granted_due", msg("Hạn được gia")),
    )
    rows = [output.line(**_shown(each)) for each in feedback.lines(session) if not waiting or each.answer is None]
    output.put(columns, rows, shared().format, bom=bom)


@command("answer", msg("Trả lời kiến nghị của đơn vị: đồng ý, không đồng ý (kèm lý do), ghi nhận."))
@changing
@argument("number", _NUMBER, type=WHOLE)
@option("--verdict", type=click.Choice(list(feedback.VERDICTS)), required=True, words=msg("Trả lời."))
@option("--text", default="", words=msg("Nội dung trả lời."))
@option("--due", type=DAY, words=msg("Hạn mới, khi đồng ý gia hạn; bỏ trống là hạn đề nghị."))
def answer(session: Session, number: int, verdict: str, text: str, due: str | None) -> int:
    """Answer what a unit said."""
    return feedback.answer(session, number, verdict=verdict, text=text, new_due=due)


@command("take-back", msg("Rút kiến nghị đã gửi, khi chưa được trả lời."))
@changing
@argument("number", _NUMBER, type=WHOLE)
def take_back(session: Session, number: int) -> None:
    """Take back what this office said."""
    feedback.take_back(session, number)


def _shown(each: feedback.Feedback) -> dict[str, Any]:
    said = each.answer
    return {
        "id": each.id,
        "at": output.moment(each.at_ms),
        "way": tr("gửi đi") if each.own else tr("gửi đến"),
        "with": each.issuer if each.own else each.who,
        "kind": str(feedback.KINDS[each.kind]),
        "about": each.about,
        "text": each.text,
        "new_due": output.day(each.new_due),
        "state": tr("Chờ trả lời") if said is None else str(feedback.VERDICTS[said.verdict]),
        "answer": "" if said is None else said.text,
        "granted_due": None if said is None else output.day(said.new_due),
    }


COMMANDS = (group("feedback", msg("Kiến nghị về điều được giao, và trả lời."), [add, show, answer, take_back]),)
