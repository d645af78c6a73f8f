"""Commands that make a workspace: new, from three answers or as the sample; of any size; and what version this is."""

from pathlib import Path
from typing import Any

import click

from app import places, start, workspace
from app.cli import output
from app.cli.frame import argument, command, option
from app.cli.kinds import WHOLE
from app.cli.opening import FILE, W_HELP, reading
from app.cli.options import shared
from app.i18n import msg, tr
from app.people import offices
from app.session import Actor, Session
from app.version import VERSION
from db.state import state_hash


@command("new", msg("Tạo sổ làm việc mới cho một văn phòng, hoặc sổ mẫu với --sample."))
@argument("w", W_HELP, metavar="W", type=FILE)
@option("--name", words=msg("Tên đầy đủ của văn phòng."))
@option("--short", words=msg("Tên ngắn; bỏ trống thì rút gọn theo thông lệ."))
@option("--symbol", "symbol_template", words=msg("Mẫu ký hiệu văn bản, ví dụ {number}/{kind}-LĐLĐ."))
@option("--place", default="", words=msg("Địa danh ghi trên văn bản."))
@option("--parent", "parent_name", default="", words=msg("Tên cấp trên trực tiếp."))
@option(
    "--year-type",
    type=click.Choice(["calendar", "school"]),
    default="calendar",
    words=msg("Năm dương lịch hoặc năm học."),
)
@option("--sample", is_flag=True, words=msg("Sổ mẫu: tỉnh Mẫu với sáu quý đã ghi."))
def new(w: Path, name: str | None, short: str | None, symbol_template: str | None, sample: bool, **given: Any) -> None:
    """Make a workspace."""
    if name is None and not sample:
        raise click.UsageError(tr("cần --name “Tên văn phòng”, hoặc --sample."), ctx=click.get_current_context())
    actor = Actor(shared().actor) if shared().actor else None
    for advice in places.advise(workspace.with_suffix(w)):
        if not advice.refused:
            click.echo(str(advice.message), err=True)
    session = workspace.create(w, clock=shared().clock(), actor=actor, seed=1 if sample else None)
    try:
        if sample:
            _fill_with_province(session)
        else:
            symbol = {"symbol_template": symbol_template} if symbol_template else {}
            called = name or ""
            offices.set_up_office(session, name=called, short=short or start.short_name(called), **symbol, **given)
    except BaseException:
        session.close()
        workspace.remove(session.path)
        raise
    session.close()
    done({"workspace": str(session.path)}, tr("Đã tạo sổ làm việc {path}.", path=str(session.path)))


@command("sample", msg("Đổ dữ liệu mẫu với quy mô tùy ý vào một sổ mới."))
@argument("w", W_HELP, metavar="W", type=FILE)
@option("--units", type=WHOLE, default=40, words=msg("Số đơn vị."), show_default=True)
@option("--tasks", type=WHOLE, default=60, words=msg("Số nhiệm vụ giao cho mỗi đơn vị."), show_default=True)
@option("--targets", type=WHOLE, default=30, words=msg("Số chỉ tiêu."), show_default=True)
@option("--quarters", type=WHOLE, default=6, words=msg("Số quý."), show_default=True)
@option("--seed", type=WHOLE, default=1, words=msg("Cùng số thì cùng dữ liệu."), show_default=True)
def sample(w: Path, **scale: Any) -> None:
    """Make a workspace of any size."""
    from app.sample import bulk

    session = workspace.create(w, clock=shared().clock(), seed=scale["seed"])
    try:
        written = bulk.write_bulk(session, **scale)
    except BaseException:
        session.close()
        workspace.remove(session.path)
        raise
    session.close()
    total = sum(written.values())
    done(
        {"workspace": str(session.path), "rows": written},
        tr("Đã ghi {n} dòng vào {path}.", n=total, path=str(session.path)),
    )


@command("state-hash", msg("In dấu vân tay của mọi điều đã ghi."), hidden=True)
@reading
def print_hash(session: Session) -> None:
    """Print the fingerprint of everything people entered."""
    click.echo(state_hash(session.conn))


@command("version", msg("In phiên bản chương trình."))
def version() -> None:
    """Print the version."""
    done({"version": VERSION}, VERSION)


def _fill_with_province(session: Session) -> None:
    from app.sample import province

    province.write_sample(session)


def done(result: dict[str, Any], sentence: str) -> None:
    """Say what was done: a sentence, or the facts as JSON."""
    if shared().format == "json":
        output.put_json(result)
    else:
        click.echo(sentence)


MAKING = (new, sample)
ABOUT = (print_hash, version)
