"""Commands that keep the workspace safe: back it up, restore it, check it."""

from pathlib import Path
from typing import Any

import click

from app import backup, workspace
from app import restore as restoring
from app.checking import CheckReport, Severity, check
from app.cli import output
from app.cli.frame import argument, command, option
from app.cli.making import done
from app.cli.opening import FILE, W_HELP
from app.cli.options import shared
from app.cli.output import Col
from app.i18n import msg, tr
from app.session import Actor

PROBLEMS = 3
SEVERITIES = {Severity.ERROR: msg("Lỗi"), Severity.WARNING: msg("Nên xem"), Severity.NOTE: msg("Ghi chú")}


@command("backup", msg("Sao lưu sổ làm việc ngay, có kiểm tra lại bản sao."))
@argument("w", W_HELP, metavar="W", type=FILE)
def back_up(w: Path) -> None:
    """Back up the workspace."""
    session = workspace.open_workspace(w, clock=shared().clock())
    try:
        made = backup.back_up(session, reason="manual")
    finally:
        session.close()
    done({"backup": str(made)}, tr("Đã sao lưu: {path}", path=str(made)))


@command("backups", msg("In danh sách bản sao lưu của sổ."))
@argument("w", W_HELP, metavar="W", type=FILE)
def list_backups(w: Path) -> None:
    """List the backups of a workspace."""
    columns = (
        Col("name", msg("Tệp")),
        Col("at", msg("Lúc")),
        Col("reason", msg("Lý do")),
        Col("total", msg("Dòng"), right=True),
        Col("files", msg("Tệp kèm"), right=True),
        Col("verified", msg("Đã kiểm")),
    )
    found = [
        output.line(
            name=each.name,
            at=output.moment(each.at_ms),
            reason=str(backup.REASON_WORDS.get(each.reason, each.reason)),
            total=each.total,
            files=each.files,
            verified=tr("có") if each.verified else tr("chưa"),
        )
        for each in backup.list_backups(workspace.with_suffix(w))
    ]
    output.put(columns, found, shared().format)


@command("restore", msg("Khôi phục một bản sao lưu vào chỗ của sổ; sổ đang có được sao lưu trước."))
@argument("source", msg("Tệp sao lưu."), metavar="BACKUP", type=FILE)
@argument("w", W_HELP, metavar="W", type=FILE)
@option("--dry-run", is_flag=True, words=msg("Chỉ in sẽ khác gì."))
def restore_backup(source: Path, w: Path, dry_run: bool) -> None:
    """Put a backup in the place of the workspace."""
    plan = restoring.plan_restore(source, into=workspace.with_suffix(w))
    for warning in plan.warnings:
        click.echo(str(warning), err=True)
    if dry_run:
        rows = {table: list(pair) for table, pair in plan.rows.items()}
        output.put_json({"into": str(plan.into), "rows": rows, "lost_changes": plan.lost_changes})
        return
    actor = Actor(shared().actor) if shared().actor else None
    restored = restoring.restore(plan, clock=shared().clock(), actor=actor)
    done({"workspace": str(restored)}, tr("Đã khôi phục vào {path}.", path=str(restored)))


@command("check", msg("Kiểm tra sổ làm việc: cấu trúc, quy tắc, số đếm, chuỗi lịch sử; mã thoát 3 khi có vấn đề."))
@argument("w", W_HELP, metavar="W", type=FILE)
def check_workspace(w: Path) -> None:
    """Check a workspace; exit code 3 when something needs action."""
    report = check(w if w.is_file() else workspace.with_suffix(w))
    if shared().format == "json":
        output.put_json(_checked(report))
    else:
        for words, fact in report.facts:
            click.echo(f"{words}: {fact}")
        for finding in report.findings:
            click.echo(f"{SEVERITIES[finding.severity]}: {finding.message}")
        click.echo(tr("Sổ làm việc tốt.") if report.ok else tr("Sổ làm việc có vấn đề, xem trên."))
    if not report.ok:
        raise click.exceptions.Exit(PROBLEMS)


def _checked(report: CheckReport) -> dict[str, Any]:
    """A report of a check for machines."""
    return {
        "ok": report.ok,
        "facts": {str(words): fact for words, fact in report.facts},
        "rows": dict(report.rows),
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "table": finding.table,
                "ids": finding.ids,
            }
            for finding in report.findings
        ],
    }


COMMANDS = (check_workspace, back_up, list_backups, restore_backup)
