"""``tiendo plan parse``: what the reader of documents makes of a plan, without a workspace."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from app.cli.frame import argument, command, option
from app.cli.opening import FILE
from app.cli.options import shared
from app.dates import format_date
from app.errors import PlanError
from app.i18n import msg, tr
from app.numbers import format_number
from app.words import COMPARATORS, HORIZONS

JSON, TREE = "json", "tree"
REFUSED = 1
_WIDE = 100
_LEGACY = ("ask", "convert", "keep")


@command(
    "parse",
    msg(
        "Đọc văn bản kế hoạch (.docx, .pdf, .doc, .txt) và in những gì đọc được. "
        "json: đúng mẫu tiendo.plan/1; nhiều tệp thì mỗi tệp một dòng, tệp không đọc được là null. tree: cây cho người đọc."
    ),
)
@argument("files", msg("Một hay nhiều tệp văn bản."), metavar="FILE…", type=FILE, nargs=-1, required=True)
@option("--format", "how", type=click.Choice((JSON, TREE)), words=msg("Cách in: json, tree (mặc định)."))
@option(
    "--legacy",
    type=click.Choice(_LEGACY),
    default=_LEGACY[0],
    words=msg("Chữ theo bảng mã cũ (TCVN3, VNI): ask hỏi, convert chuyển sang Unicode, keep để nguyên."),
)
def parse_plan(files: Sequence[Path], how: str | None, legacy: str) -> int:
    """Read each document and print its draft; 1 where one of several could not be read."""
    how = how or (JSON if shared().format == JSON else TREE)
    if len(files) == 1:
        _put(_draft(files[0], legacy), how)
        return 0
    refused = 0
    for file in files:
        try:
            draft = _draft(file, legacy)
        except PlanError as error:
            refused = REFUSED
            click.echo(f"tiendo: {' '.join(str(error).split())}", err=True)
            if how == JSON:
                click.echo("null")
            continue
        _put(draft, how)
    return refused


def _draft(file: Path, legacy: str) -> Any:
    from app.plan_import.readers import Legacy, read_source
    from app.plan_import.recognise import recognise

    return recognise(read_source(file, legacy=Legacy(legacy)))


def _put(draft: Any, how: str) -> None:
    if how == JSON:
        from app.plan_import.plan_json import to_json

        click.echo(to_json(draft).decode())
        return
    for line in tree(draft):
        click.echo(line)


def tree(draft: Any) -> Iterator[str]:
    """A draft for people: the head, each kind of item under its name with line and doubt, the warnings last."""
    document = draft.document
    issued = f" ({format_date(document.issued_on)})" if document.issued_on else ""
    title = f": {document.title}" if document.title else ""
    yield " ".join(filter(None, [document.kind or tr("Văn bản"), document.number])) + issued + title
    for label, value in ((tr("Cơ quan"), document.issuer), (tr("Người ký"), document.signer)):
        if value:
            yield f"│  {label}: {value}"
    yield from _branch(tr("Chương trình"), draft.programmes, _programme)
    yield from _branch(tr("Chỉ tiêu"), draft.targets, _target)
    yield from _tasks(draft.tasks)
    yield from _branch(tr("Mốc thời gian"), draft.milestones, _milestone)
    yield from _branch(tr("Phân công"), draft.duties, _duty)
    yield from _branch(tr("Văn bản viện dẫn"), draft.references, _reference)
    yield from _branch(tr("Nơi nhận"), draft.recipients, lambda one: _cut(one.text))
    if draft.warnings:
        yield f"└─ {tr('Cần xem lại')} ({len(draft.warnings)})"
    for warning in draft.warnings:
        place = tr("dòng {n}: ", n=warning.line) if warning.line else ""
        yield f"   ├─ {place}{_cut(warning.message or warning.code)} [{warning.code}]"


def _branch(title: str, items: Sequence[Any], said: Any) -> Iterator[str]:
    if items:
        yield f"├─ {title} ({len(items)})"
    for item in items:
        yield f"│  ├─ {said(item)}{_place(item)}"


def _tasks(tasks: Sequence[Any]) -> Iterator[str]:
    if tasks:
        yield f"├─ {tr('Nhiệm vụ')} ({len(tasks)})"
    group = None
    for task in tasks:
        if task.group != group:
            group = task.group
            yield f"│  ├─ {_cut(group or tr('Không rõ mục'))}"
        notes = [note for note in (_span(task.start, task.end), task.lead and f"[{task.lead}]") if note]
        if task.scope == "passed_down":
            notes.append(f"→ {tr('giao cấp dưới')}")
        yield f"│  │  ├─ {' '.join([_cut(task.text), *notes])}{_place(task)}"
        for detail in task.details:
            yield f"│  │  │  + {_cut(detail)}"


def _programme(one: Any) -> str:
    return _cut(f"{one.number or ''} {one.title}".strip()) + (f" [{one.lead}]" if one.lead else "")


def _target(one: Any) -> str:
    signs = {"at_least": "≥", "more_than": ">", "equal": "=", "at_most": "≤", "less_than": "<"}
    value = (
        ""
        if one.value is None
        else f"{signs.get(one.comparator, '')} {format_number(one.value)}{'%' if one.unit == 'percent' else ''}"
    )
    years = [str(year) for year in (one.horizon.since, one.horizon.until) if year]
    when = f"{HORIZONS[one.horizon.kind]} {' - '.join(years)}".strip() if one.horizon.kind != "none" else ""
    said = value.strip() or str(COMPARATORS.get(one.comparator, one.comparator))
    return f"{_cut(one.text)} [{', '.join(part for part in (said, when.lower()) if part)}]"


def _milestone(one: Any) -> str:
    return f"{_span(one.start, one.end)} {_cut(one.text or '')}"


def _duty(one: Any) -> str:
    given = f" ({tr('chương trình')} {', '.join(one.programmes)})" if one.programmes else ""
    return _cut(f"{one.body}{given}: {' | '.join(one.texts)}")


def _reference(one: Any) -> str:
    return f"{one.number}" + (f" ({format_date(one.issued_on)})" if one.issued_on else "")


def _span(start: Any, end: Any) -> str:
    if start and end:
        return f"({format_date(start)} - {format_date(end)})"
    return (
        f"({tr('đến {day}', day=format_date(end))})"
        if end
        else f"({tr('từ {day}', day=format_date(start))})"
        if start
        else ""
    )


def _place(item: Any) -> str:
    """Where an item stands, and how sure the reader is where that is not quite sure."""
    lines = item.lines
    where = "" if not lines else f" ·{lines[0]}" if lines[0] == lines[1] else f" ·{lines[0]}-{lines[1]}"
    doubt = item.confidence is not None and item.confidence < 0.7
    return where + (f" ({item.confidence:.0%})" if doubt else "")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else line[: _WIDE - 1].rstrip() + "…"
