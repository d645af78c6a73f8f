"""Commands that print: reports, tables, letters and minutes as PDF, DOCX and XLSX; signed papers, their numbers and scans."""

import time
from pathlib import Path
from typing import Any

import click

from app.cli import output, paper_options, refs
from app.cli.frame import argument, command, option
from app.cli.kinds import DAY, WHOLE
from app.cli.opening import FILE, changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.cli.quarter import PERIOD
from app.dates import from_iso
from app.errors import BadInput, NotFound
from app.i18n import msg, tr
from app.jobs import Progress
from app.plan import periods
from app.safe_files import replace_file
from app.session import Session

ENDINGS = (".pdf", ".docx", ".xlsx")
_FRAME = ("signer", "post", "authority", "recipients", "as_of")
_SPEAK_AFTER = 2.0  # Seconds of work after which progress is told.


def _list_papers(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print which papers there are, for what, and leave."""
    if not wanted or ctx.resilient_parsing:
        return
    from app.reports.catalogue import KIND_WORDS, PAPERS

    rows = []
    for paper in PAPERS.values():
        kinds = [str(word) for kind, word in KIND_WORDS.items() if kind in paper.periods]
        rows.append(
            output.line(
                name=paper.name,
                title=str(paper.title),
                periods=tr("mọi kỳ") if len(kinds) == len(KIND_WORDS) else ", ".join(kinds),
                needs=" | ".join(f"--{need.removesuffix('_id')}" for need in sorted(paper.needs)),
                options=" ".join(sorted(map(_typed, paper.options - {"replaces"}))),
            )
        )
    columns = (
        Col("name", msg("Tên")),
        Col("title", msg("Văn bản")),
        Col("periods", msg("Lập cho kỳ")),
        Col("needs", msg("Lập cho ai")),
        Col("options", msg("Tùy chọn riêng")),
    )
    output.put(columns, rows, shared().format)
    ctx.exit()


def _typed(name: str) -> str:
    """An option of a paper as one types it."""
    short = {"appendices": "appendix", "items": "item", "programme_id": "programme", "unit_id": "unit"}
    return f"--{short.get(name, name).replace('_', '-')}"


@command("report", msg("In một báo cáo, biểu, công văn hoặc biên bản ra PDF, DOCX, XLSX; xem --list."))
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
@option("--composed", is_flag=True, words=msg("In lời văn do chương trình soạn, không lấy lời văn đơn vị đã sửa."))
@paper_options.printing
def report(
    session: Session, name: str, period: str | None, outputs: tuple[Path, ...], composed: bool, **given: Any
) -> None:
    """Print a paper."""
    from app.reports import catalogue, layouts, writing

    for path in outputs:
        if path.suffix.lower() not in ENDINGS:
            raise BadInput(
                msg("Không in được ra {path}. Tên tệp phải kết thúc bằng .pdf, .docx hoặc .xlsx.", path=str(path)),
                where="--output",
            )
    catalogue.paper(name)
    drafted = catalogue.compose(session, name, refs.period(session, period), **paper_options.said(session, given))
    document = drafted.composed if composed else drafted.document
    progress = Progress(_Speaking().tell)
    for path in outputs:
        writing.write(document, path, layouts.of(session), progress)
        click.echo(tr("Đã in {path}", path=str(path)))
    if not composed:
        _remind(drafted)


class _Speaking:
    """Tells on stderr how far a long printing is, a few times a second at most."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def tell(self, done: int, total: int, text: str) -> None:
        """One step more is done."""
        now = time.monotonic()
        if not done or now - self._told < _SPEAK_AFTER:
            return
        self._told = now
        click.echo(tr("Đang in: {done}/{total}", done=done, total=total), err=True)


def _remind(drafted: Any) -> None:
    """Say on stderr what a person still has to write, and what changed under own words."""
    for key in drafted.by_hand:
        click.echo(tr("Chờ viết tay: đoạn {key}. Ghi bằng `tiendo text set`.", key=key), err=True)
    for moved in drafted.moved:
        click.echo(tr("Số liệu đã đổi dưới lời văn riêng ở đoạn {key}: {now}", key=moved.key, now=moved.now), err=True)


@command(
    "sign", msg("Ký một văn bản: cấp số, giữ nguyên bản PDF và mọi số liệu đứng sau nó; báo cáo kỳ phải khóa kỳ trước.")
)
@changing
@argument("name", msg("Tên văn bản; xem `tiendo report --list`."), required=False, default="quarter", metavar="[NAME]")
@option("--period", words=PERIOD)
@option("--number", type=WHOLE, words=msg("Số văn bản; bỏ trống là số kế tiếp."))
@option("--signed-on", type=DAY, words=msg("Ngày ký; bỏ trống là hôm nay."))
@option("--replaces", type=WHOLE, words=msg("Số (#) của báo cáo đã ký mà báo cáo này thay thế."))
@option("--gap-reason", words=msg("Lý do khi số văn bản nhảy cách."))
@paper_options.signing
def sign(session: Session, name: str, period: str | None, signed_on: str | None, **given: Any) -> int:
    """Sign a paper and keep it as it is."""
    from app.reports.register import signing

    asked = {key: given.pop(key) for key in ("number", "replaces", "gap_reason")}
    said = paper_options.said(session, given)
    wanted: dict[str, Any] = {key: value for key, value in asked.items() if value is not None}
    wanted |= {key: said.pop(key) for key in _FRAME if key in said}
    if signed_on is not None:
        wanted["signed_on"] = from_iso(signed_on)
    return signing.sign(session, refs.period(session, period), name=name, options=said, **wanted)


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
@option("--kind", default="BC", words=msg("Loại văn bản, ví dụ BC, KH."))
def void_number(session: Session, number: int, year: int, reason: str, kind: str) -> None:
    """Void an issued number."""
    from app.reports.register import registering

    registering.void_number(session, year, number, reason=reason, doc_kind=kind.strip())


@command("register", msg("Sổ đăng ký văn bản: số đã cấp, số đã hủy với lý do."))
@reading
@option("--year", type=WHOLE, words=msg("Năm; bỏ trống là mọi năm."))
@option("--kind", words=msg("Loại văn bản, ví dụ BC, KH."))
def register(session: Session, year: int | None, kind: str | None) -> None:
    """The register of documents."""
    from app.reports.catalogue import PAPERS
    from app.reports.register import registering

    columns = (
        Col("year", msg("Năm"), right=True),
        Col("symbol", msg("Số, ký hiệu")),
        Col("paper", msg("Văn bản")),
        Col("period", msg("Kỳ")),
        Col("signed_on", msg("Ngày ký")),
        Col("state", msg("Trạng thái")),
        Col("reason", msg("Lý do")),
        Col("scans", msg("Bản chụp"), right=True),
    )
    rows = [
        output.line(
            year=line.year,
            symbol=line.symbol,
            paper=str(PAPERS[line.paper].title) if line.paper in PAPERS else line.paper,
            period=str(periods.label(line.period)) if line.period else "",
            signed_on=output.day(str(line.signed_on)) if line.signed_on else None,
            state=tr("đã hủy") if line.state == "void" else tr("đã thay thế") if line.replaced else tr("đã cấp"),
            reason=line.reason,
            scans=line.scans,
        )
        for line in registering.lines(session, year, kind)
    ]
    output.put(columns, rows, shared().format)


@command("attach-scan", msg("Đính kèm bản chụp có dấu của một báo cáo đã ký."))
@changing
@argument("number", msg("Số (#) trong danh sách đã ký."), type=WHOLE, metavar="ID")
@argument("path", msg("Tệp bản chụp (PDF, ảnh)."), type=FILE, metavar="FILE")
def attach_scan(session: Session, number: int, path: Path) -> None:
    """Attach the scanned signed copy."""
    from app.reports.register import registering

    registering.attach_scans(session, number, [path])


COMMANDS = (report, sign, list_signed, reprint, void_number, register, attach_scan)
