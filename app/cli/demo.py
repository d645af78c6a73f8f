"""``tiendo demo``."""

import time
from pathlib import Path

import click

from app.cli import output
from app.cli.frame import argument, command, option
from app.cli.opening import FILE
from app.cli.options import shared
from app.demo import run
from app.demo.run import Done
from app.i18n import Message, msg, tr

PROBLEMS = 3


@command(
    "demo",
    msg("Làm cả một quý trên sổ mẫu, hoặc trên các kế hoạch đã cho, và để lại sổ, báo cáo, bảng phân công trong DIR."),
)
@argument("folder", msg("Thư mục để lại kết quả."), metavar="DIR", type=FILE)
@option(
    "--plan",
    "plans",
    type=FILE,
    multiple=True,
    words=msg("Tệp kế hoạch (.docx, .pdf, .txt, JSON); ghi nhiều lần được."),
)
@argument("more", msg("Thêm tệp kế hoạch sau --plan."), metavar="[FILE]...", nargs=-1, type=FILE)
def demo(folder: Path, plans: tuple[Path, ...], more: tuple[Path, ...]) -> None:
    """Do the main job headlessly."""
    started, files = time.monotonic(), (*plans, *more)
    if more and not plans:
        raise click.UsageError(tr("các tệp kế hoạch đứng sau --plan."), ctx=click.get_current_context())
    made = run.on_plans(folder, files, _say) if files else [run.on_sample(folder, _say)]
    if shared().format == "json":
        output.put_json([_facts(done) for done in made])
    else:
        click.echo(
            tr(
                "Xong trong {seconds} giây. Mọi thứ ở {folder}.",
                seconds=f"{time.monotonic() - started:.1f}",
                folder=str(folder),
            )
        )
    if not all(done.clean for done in made):
        raise click.exceptions.Exit(PROBLEMS)


def _say(sentence: Message) -> None:
    if shared().format != "json":
        click.echo(str(sentence))


def _facts(done: Done) -> dict[str, object]:
    return {
        "workspace": str(done.workspace),
        "papers": [str(paper) for paper in done.papers],
        "files": [str(file) for file in done.files],
        "backup": str(done.backup),
        "clean": done.clean,
        **done.told,
    }


COMMANDS = (demo,)
