"""``tiendo``: the entry point, its exit codes and what it says when something is wrong.

Exit codes: 0 done; 1 refused, not found or bad input; 2 wrong use of the command line; 3 a check found problems, or something of a file
waits for a person or was turned away; 70 a bug; 130 stopped.
"""

import io
import os
import sys
import traceback
from collections.abc import Sequence

import click

from app import paths
from app.cli.commands import add_commands
from app.cli.frame import Group
from app.cli.options import language_wanted
from app.errors import PlanError
from app.foreign.entry import serve
from app.i18n import msg, set_language, tr
from app.troubles import spoken

REFUSED = 1
USAGE = 2
PROBLEMS = 3
BUG = 70
STOPPED = 130


def tiendo() -> Group:
    """The whole command line."""
    root = Group(
        "tiendo",
        nested=False,
        words=msg(
            "Tiến Độ: kế hoạch, nhật ký quý và báo cáo của văn phòng, không cần mạng. W là sổ làm việc (tệp .tdb). "
            "Đối tượng được gọi bằng số hiệu, mã, tên (không cần dấu) hoặc #id; ngày viết 30/09/2026 hoặc 2026-09-30."
        ),
    )
    add_commands(root)
    return root


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A Windows console in an old code page would stop at the first Vietnamese letter.
            stream.reconfigure(encoding="utf-8", errors="replace")
    served = serve(sys.argv[1:])
    sys.exit(run(sys.argv[1:]) if served is None else served)


def run(args: Sequence[str]) -> int:
    """Run one command line; return the exit code. Never raises what a person could meet."""
    set_language(language_wanted(args))
    try:
        left = tiendo().main(args=list(args), prog_name="tiendo", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.ctx.get_help())
        return USAGE
    except click.ClickException as wrong:
        complain(_usage(wrong))
        return USAGE
    except PlanError as error:
        complain(_sentence(error))
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        complain(tr("Đã dừng. Những gì đã ghi vẫn còn."))
        return STOPPED
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # closed by leaving
        return 0
    except Exception as error:  # the last door: everything else is a bug of ours
        said = spoken(error)
        complain(_bug(traceback.format_exc()) if said is None else _sentence(said))
        return BUG if said is None else REFUSED
    return left if isinstance(left, int) else 0  # click hands back the code of its Exit


def complain(sentence: str) -> None:
    """Say one sentence on stderr."""
    click.echo(f"tiendo: {' '.join(sentence.split())}", err=True)


def _sentence(error: PlanError) -> str:
    where = getattr(error, "where", "")
    return f"{where}: {error}" if where and where not in str(error) else str(error)


def _usage(wrong: click.ClickException) -> str:
    """A refusal of the parser in the person's language, with where to look."""
    ctx = getattr(wrong, "ctx", None)
    path = ctx.command_path if ctx else "tiendo"
    return f"{_fault(wrong)} {tr('Xem: {command} --help', command=path)}"


def _fault(wrong: click.ClickException) -> str:
    if isinstance(wrong, click.exceptions.NoSuchCommand):
        near = tr(" (gần nhất: {names})", names=", ".join(wrong.possibilities)) if wrong.possibilities else ""
        return tr("Không có lệnh {name}{near}.", name=wrong.command_name, near=near)
    if isinstance(wrong, click.NoSuchOption):
        near = tr(" (gần nhất: {names})", names=", ".join(wrong.possibilities)) if wrong.possibilities else ""
        return tr("Không có tùy chọn {name}{near}.", name=wrong.option_name, near=near)
    if isinstance(wrong, click.MissingParameter):
        return tr("Thiếu {name}.", name=_name(wrong.param))
    if isinstance(wrong, click.BadOptionUsage):
        return tr("Tùy chọn {name} cần một giá trị.", name=wrong.option_name)
    if isinstance(wrong, click.BadParameter) and isinstance(getattr(wrong.param, "type", None), click.Choice):
        choices = ", ".join(str(choice) for choice in wrong.param.type.choices)  # type: ignore[union-attr]  # just seen
        return tr("{name} nhận một trong: {choices}.", name=_name(wrong.param), choices=choices)
    if isinstance(wrong, click.BadParameter):
        return tr("{name} không đúng: {detail}", name=_name(wrong.param), detail=wrong.message)
    return tr("Lệnh viết chưa đúng: {detail}", detail=wrong.format_message())


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _bug(trace: str) -> str:
    """Keep the trace for those who mend it; tell the person that the data is safe and where the trace lies."""
    log = paths.log_folder() / "tiendo.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as stream:
            stream.write(trace + "\n")
    except OSError:
        return tr("Chương trình gặp lỗi; dữ liệu đã ghi vẫn an toàn. {detail}", detail=trace.strip().splitlines()[-1])
    return tr("Chương trình gặp lỗi; dữ liệu đã ghi vẫn an toàn. Chi tiết ở {path}.", path=str(log))
