"""Commands that print: reports and sheets as PDF, DOCX and XLSX, signed reports and their numbers."""

from pathlib import Path
from typing import Any

import click

from app.cli import output, refs
from app.cli.frame import argument, command, option
from app.cli.kinds import DAY, WHOLE
from app.cli.opening import FILE, changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.cli.quarter import PERIOD
from app.dates import from_iso
from app.errors import BadInput, NotFound
from app.i18n import msg, tr
from app.plan import periods
from app.safe_files import replace_file
from app.session import Session

ENDINGS = (".pdf", ".docx", ".xlsx")


def _list_papers(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print which papers there are, and leave."""
    if not wanted or ctx.resilient_parsing:
        return
    from app.reports.catalogue import PAPERS

    rows = [output.line(name=paper.name, title=str(paper.title)) for paper in PAPERS.values()]
    output.put((Col("name", msg("Tên")), Col("title", msg("Văn bản"))), rows, shared().format)
    ctx.exit()


@command("report", msg("In một báo cáo hoặc bảng ra PDF, DOCX, XLSX: quarter, assignment, amendments."))
@reading
@argument("name", msg("Tên văn bản; xem --list."), metavar="NAME")
@option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_papers,
    words=msg("In các văn bản có thể in."),
)
@option("--period", words=PERIOD)
@option(
    "--output",
    "outputs",
    type=FILE,
    multiple=True,
    required=True,
    words=msg("Tệp .pdf, .docx hoặc .xlsx; ghi nhiều lần được."),
)
@option(
    "--as-of", type=click.Choice(["closed", "current"]), words=msg("Số lúc khóa kỳ (khi đã khóa) hoặc số hiện nay.")
)
@option("--ban", words=msg("Ban (cho bảng phân công)."))
@option("--day", type=DAY, words=msg("Ngày ghi trên văn bản."))
@option("--number", type=WHOLE, words=msg("Số văn bản."))
@option("--signer", words=msg("Người ký."))
@option("--post", words=msg("Chức vụ người ký."))
@option("--authority", words=msg("Ký thay mặt ai, ví dụ “Ban Thường vụ”."))
@option("--appendix", "appendices", multiple=True, words=msg("Phụ lục: targets, tasks, bans, units."))
def report(
    session: Session, name: str, period: str | None, outputs: tuple[Path, ...], ban: str | None, day: str | None,
    **given: Any,
) -> None:  # fmt: skip
    """Print a paper."""
    from app.reports import catalogue, writing

    for path in outputs:
        if path.suffix.lower() not in ENDINGS:
            raise BadInput(
                msg("Không in được ra {path}. Tên tệp phải kết thúc bằng .pdf, .docx hoặc .xlsx.", path=str(path)),
                where="--output",
            )
    wanted: dict[str, Any] = {key: value for key, value in given.items() if value not in {None, ()}}
    if day is not None:
        wanted["day"] = from_iso(day)
    if ban is not None:
        wanted["ban_id"] = refs.find(session, "ban", ban)
    document = catalogue.build(session, name, refs.period(session, period), **wanted)
    for path in outputs:
        writing.write(document, path)
        click.echo(tr("Đã in {path}", path=str(path)))


@command("sign", msg("Ký báo cáo của kỳ đã khóa: cấp số, giữ nguyên bản PDF và mọi số liệu đứng sau nó."))
@changing
@argument("name", msg("Tên văn bản."), required=False, default="quarter", metavar="[NAME]")
@option("--period", words=PERIOD)
@option("--number", type=WHOLE, words=msg("Số văn bản; bỏ trống là số kế tiếp."))
@option("--signed-on", type=DAY, words=msg("Ngày ký; bỏ trống là hôm nay."))
@option("--signer", required=True, words=msg("Người ký."))
@option("--post", default="", words=msg("Chức vụ người ký."))
@option("--authority", words=msg("Ký thay mặt ai."))
@option("--as-of", type=click.Choice(["closed", "current"]), words=msg("Số lúc khóa kỳ hoặc số hiện nay."))
@option("--replaces", type=WHOLE, words=msg("Số (#) của báo cáo đã ký mà báo cáo này thay thế."))
@option("--gap-reason", words=msg("Lý do khi số văn bản nhảy cách."))
def sign(session: Session, name: str, period: str | None, signed_on: str | None, **given: Any) -> int:
    """Sign a report and keep it as it is."""
    from app.reports.register import signing

    said: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if signed_on is not None:
        said["signed_on"] = from_iso(signed_on)
    return signing.sign(session, refs.period(session, period), name=name, **said)


@command("signed", msg("Các báo cáo đã ký."))
@reading
@option("--period", words=PERIOD)
def list_signed(session: Session, period: str | None) -> None:
    """The signed reports."""
    from app.reports.register import signing

    columns = (
        Col("id", msg("#"), right=True),
        Col("number", msg("Số, ký hiệu")),
        Col("period", msg("Kỳ")),
        Col("signed_on", msg("Ngày ký")),
        Col("signer", msg("Người ký")),
        Col("replaced_by", msg("Bị thay bởi"), right=True),
    )
    rows = [
        output.line(
            id=each.id,
            number=each.number_text,
            period=str(periods.label(each.period)),
            signed_on=output.day(str(each.signed_on)),
            signer=each.signer,
            replaced_by=each.replaced_by,
        )
        for each in signing.signed(session, None if period is None else refs.period(session, period))
    ]
    output.put(columns, rows, shared().format)


@command("reprint", msg("In lại đúng bản đã ký."))
@reading
@argument(
    "number",
    msg("Số (#) trong danh sách đã ký; bỏ trống là bản mới nhất của kỳ."),
    type=WHOLE,
    required=False,
    metavar="[ID]",
)
@option("--period", words=PERIOD)
@option("--output", "path", type=FILE, required=True, words=msg("Tệp .pdf."))
def reprint(session: Session, number: int | None, period: str | None, path: Path) -> None:
    """Print a signed report exactly as it was."""
    from app.reports.register import signing

    if number is None:
        code = refs.period(session, period)
        known = signing.signed(session, code)
        if not known:
            raise NotFound(msg("Chưa ký báo cáo nào của {period}. Ký bằng `tiendo sign`.", period=periods.label(code)))
        number = known[0].id
    replace_file(path, signing.reprint(session, number))
    click.echo(tr("Đã in {path}", path=str(path)))


@command("void-number", msg("Hủy một số văn bản đã cấp, có lý do."))
@changing
@argument("number", msg("Số văn bản."), type=WHOLE)
@option("--year", type=WHOLE, required=True, words=msg("Năm."))
@option("--reason", required=True, words=msg("Lý do."))
def void_number(session: Session, number: int, year: int, reason: str) -> None:
    """Void an issued number."""
    from app.reports.register import registering

    registering.void_number(session, year, number, reason=reason)


COMMANDS = (report, sign, list_signed, reprint, void_number)
