"""Commands at the end of a quarter: evidence, the checklist, the close, what was amended since."""

from dataclasses import fields
from pathlib import Path

from app.cli import output, refs
from app.cli.frame import argument, command, group, option
from app.cli.lists import BOM
from app.cli.opening import FILE, changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.cli.quarter import MEASURE, PERIOD, UNIT
from app.cli.tasks import TASK
from app.errors import BadInput
from app.i18n import msg, tr
from app.plan import closing as quarter_end
from app.plan import evidence
from app.plan.verdicts import VERDICT_WORDS, Verdict
from app.session import Session

_ON_WHAT = msg("Gắn vào nhật ký của nhiệm vụ này.")


def _target(
    session: Session, task: str | None, measure: str | None, unit: str | None, period: str | None
) -> tuple[str, int]:
    """(kind, id) of the entry that evidence hangs on."""
    unit_id = session.office.unit_id if unit is None else refs.find(session, "unit", unit)
    code = refs.period(session, period)
    if task is not None:
        return "progress", refs.entry(session, "progress", refs.find(session, "task", task), unit_id, code)
    if measure is not None:
        return "value", refs.entry(session, "value", refs.find(session, "measure", measure), unit_id, code)
    raise BadInput(msg("Chưa nói minh chứng của mục nào. Ghi --task hoặc --measure."))


@command("add", msg("Gắn tệp minh chứng vào nhật ký; tệp được chép vào sổ."))
@changing
@argument("file", msg("Tệp minh chứng."), type=FILE)
@option("--task", words=_ON_WHAT)
@option("--measure", words=MEASURE)
@option("--unit", words=UNIT)
@option("--period", words=PERIOD)
@option("--note", default="", words=msg("Ghi chú."))
def add_evidence(
    session: Session, file: Path, task: str | None, measure: str | None, unit: str | None, period: str | None, note: str
) -> int:
    """Attach a file as evidence."""
    kind, entry = _target(session, task, measure, unit, period)
    return evidence.attach(session, kind, entry, path=file, note=note)


@command("list", msg("Minh chứng đã gắn vào một nhật ký."))
@reading
@option("--task", words=TASK)
@option("--measure", words=MEASURE)
@option("--unit", words=UNIT)
@option("--period", words=PERIOD)
def list_evidence(
    session: Session, task: str | None, measure: str | None, unit: str | None, period: str | None
) -> None:
    """The evidence of one entry."""
    kind, entry = _target(session, task, measure, unit, period)
    columns = (
        Col("id", msg("#"), right=True),
        Col("name", msg("Tệp")),
        Col("size", msg("Cỡ"), right=True),
        Col("note", msg("Ghi chú")),
        Col("sha256", msg("SHA-256")),
    )
    rows = [
        output.line(id=each.id, name=each.name, size=each.size, note=each.note, sha256=each.sha256)
        for each in evidence.of(session, kind, entry)
    ]
    output.put(columns, rows, shared().format)


@command("remove", msg("Gỡ một minh chứng."))
@changing
@argument("number", msg("Số của minh chứng trong danh sách."), type=int, metavar="ID")
def remove_evidence(session: Session, number: int) -> None:
    """Detach a file."""
    evidence.detach(session, number)


@command("checklist", msg("Những gì phải xem trước khi khóa kỳ."))
@reading
@option("--period", words=PERIOD)
@BOM
def checklist(session: Session, period: str | None, bom: bool) -> None:
    """What is missing or inconsistent in a period."""
    columns = (
        Col("code", msg("Mã")),
        Col("message", msg("Việc phải xem"), cut=True),
        Col("blocking", msg("Chặn khóa kỳ")),
    )
    found = quarter_end.checklist(session, refs.period(session, period))
    if shared().format == "json":
        output.put_json([{each.name: getattr(finding, each.name) for each in fields(finding)} for finding in found])
        return
    rows = [
        output.line(code=each.code, message=str(each.message), blocking=tr("có") if each.blocking else "")
        for each in found
    ]
    output.put(columns, rows, shared().format, bom=bom)


@command("close", msg("Khóa kỳ. Sau đó chỉ còn đính chính."))
@changing
@option("--period", words=PERIOD)
def close(session: Session, period: str | None) -> None:
    """Close a period for good."""
    quarter_end.close_period(session, refs.period(session, period))


@command("amendments", msg("Những gì đã đính chính sau khi khóa kỳ."))
@reading
@option("--period", required=True, words=PERIOD)
@BOM
def amendments(session: Session, period: str, bom: bool) -> None:
    """What was amended after the close."""
    columns = (
        Col("title", msg("Nội dung"), cut=True),
        Col("before", msg("Lúc khóa"), right=True),
        Col("after", msg("Hiện nay"), right=True),
        Col("verdict_before", msg("Kết luận lúc khóa")),
        Col("verdict_after", msg("Kết luận hiện nay")),
        Col("reasons", msg("Lý do"), cut=True),
    )
    rows = [
        output.line(
            title=each.title,
            before=each.before,
            after=each.after,
            verdict_before=_verdict(each.verdict_before),
            verdict_after=_verdict(each.verdict_after),
            reasons="; ".join(f"{cell.unit_name}: {cell.reason}" for cell in each.cells),
        )
        for each in quarter_end.amendments(session, refs.period(session, period))
    ]
    output.put(columns, rows, shared().format, bom=bom)


def _verdict(found: Verdict | None) -> str:
    return "" if found is None else str(VERDICT_WORDS[found])


COMMANDS = (
    group("evidence", msg("Minh chứng."), [add_evidence, list_evidence, remove_evidence]),
    checklist,
    close,
    amendments,
)
