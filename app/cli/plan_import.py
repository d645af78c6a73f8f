"""``tiendo plan import``: what a marked plan would become, and taking it over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from app.cli import output
from app.cli.frame import argument, command, group, option
from app.cli.opening import FILE, W_HELP, open_for
from app.cli.options import shared
from app.cli.plan_parse import parse_plan
from app.dates import format_date
from app.i18n import msg, tr
from app.words import PLAN_ROWS

_WIDE = 100


@command("import", msg("Nhập một kế hoạch đã đánh dấu (JSON). Chưa có --accept thì chỉ in cây sẽ thành."))
@argument("w", W_HELP, metavar="W", type=FILE)
@argument("file", msg("Tệp kế hoạch theo mẫu tiendo.plan/1."), type=FILE)
@option("--accept", "accepted", is_flag=True, words=msg("Nhập thật: một thay đổi, hoàn tác được."))
def import_plan(w: Path, file: Path, accepted: bool) -> None:
    """Show or take over a marked plan."""
    from app.plan_import import accept as accepting

    draft = accepting.read_plan(file)
    if not accepted:
        _preview(draft)
        return
    session = open_for(w)
    try:
        result = accepting.accept(session, draft, file=file)
    finally:
        session.close()
    for note in result.notes:
        click.echo(str(note), err=True)
    for warning in result.warnings:
        place = tr("dòng {n}: ", n=warning.line) if warning.line else ""
        click.echo(f"{place}{warning.message or warning.code}", err=True)
    if shared().format == "json":
        output.put_json({"directive_id": result.directive_id, "counts": result.counts})
        return
    counts = ", ".join(f"{result.counts[key]} {word}" for key, word in PLAN_ROWS.items() if result.counts.get(key))
    click.echo(tr("Đã nhập: {counts}.", counts=counts))


def _preview(draft: Any) -> None:
    """The tree that a draft would become."""
    if shared().format == "json":
        output.put_json({key: len(getattr(draft, key)) for key in PLAN_ROWS if hasattr(draft, key)})
        return
    for text in _tree(draft):
        click.echo(text)
    click.echo(tr("Chưa nhập. Thêm --accept để nhập vào sổ."))


def _tree(draft: Any) -> Iterator[str]:
    document = draft.document
    issued = f" {format_date(document.issued_on)}" if document.issued_on else ""
    yield f"{draft.kind} {document.number or ''}{issued}: {draft.title}"
    for programme in draft.programmes:
        lead = f" [{programme.lead}]" if programme.lead else ""
        yield f"├─ {tr('Chương trình')} {programme.number or ''} {_cut(programme.title)}{lead}"
    heading = None
    for task in draft.tasks:
        if task.group != heading:
            heading = task.group
            yield f"├─ {_cut(heading or tr('Nhiệm vụ'))}"
        due = f" ({format_date(task.end)})" if task.end else ""
        below = f" → {tr('giao cấp dưới')}" if task.scope == "passed_down" else ""
        yield f"│  ├─ {_cut(task.text)}{due}{below}"
    if draft.targets:
        yield f"├─ {tr('Chỉ tiêu')}"
    for target in draft.targets:
        value = "" if target.value is None else f" [{target.comparator} {target.value} {target.unit or ''}]"
        yield f"│  ├─ {_cut(target.text)}{value}"
    for milestone in draft.milestones:
        yield f"├─ {tr('Mốc')} {format_date(milestone.start)} - {format_date(milestone.end)} {_cut(milestone.text or '')}"
    for duty in draft.duties:
        yield f"└─ {duty.body}: {len(duty.texts)} {PLAN_ROWS['duties']}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else line[: _WIDE - 1].rstrip() + "…"


COMMANDS = (group("plan", msg("Kế hoạch đã ban hành."), [parse_plan, import_plan]),)
