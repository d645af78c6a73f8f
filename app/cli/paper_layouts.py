"""Commands on the page of an office: the measures that it prints with, and the rule each comes from."""

import click

from app.cli import output
from app.cli.frame import argument, command, group
from app.cli.opening import changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.i18n import msg
from app.numbers import parse_number
from app.session import Session

_NAME = msg("Tên kích thước, như `tiendo layout list` in ra.")


@command("list", msg("Lề, cỡ chữ và các kích thước của văn bản in, mức quy định và số của đơn vị."))
@reading
def list_measures(session: Session) -> None:
    """The measures of the page."""
    from app.reports import layouts

    own = layouts.chosen(session)
    columns = (
        Col("name", msg("Kích thước")),
        Col("words", msg("Nghĩa")),
        Col("value", msg("Đang dùng")),
        Col("rule", msg("Quy định")),
        Col("source", msg("Căn cứ")),
        Col("own", msg("Của đơn vị")),
    )
    rows = [
        output.line(
            name=each.name,
            words=str(each.words),
            value=layouts.amount(own.get(each.name, each.default), each.unit),
            rule=f"{layouts.amount(each.low)} - {layouts.amount(each.high, each.unit)}",
            source=str(each.source),
            own="x" if each.name in own else "",
        )
        for each in layouts.MEASURES
    ]
    output.put(columns, rows, shared().format)


@command("set", msg("Đặt một kích thước của đơn vị; ngoài mức quy định vẫn nhận và nói rõ."))
@changing
@argument("name", _NAME, metavar="NAME")
@argument("value", msg("Số đo, ví dụ 20 hoặc 12,7."), metavar="VALUE")
def set_measure(session: Session, name: str, value: str) -> None:
    """Print with a measure of the office's own."""
    from app.reports import layouts

    for outside in layouts.choose(session, {name: float(parse_number(value))}):
        click.echo(str(outside), err=True)


@command("reset", msg("In đúng quy định trở lại: bỏ một kích thước của đơn vị, hoặc tất cả."))
@changing
@argument("name", _NAME, metavar="NAME", required=False)
def reset_measures(session: Session, name: str | None) -> None:
    """Print by the decree again."""
    from app.reports import layouts

    if name is None:
        layouts.by_decree(session)
    else:
        layouts.choose(session, {name: None})


COMMANDS: tuple[click.Command, ...] = (
    group(
        "layout",
        msg("Trình bày văn bản in: xem các kích thước, đặt của đơn vị, dùng lại quy định."),
        (list_measures, set_measure, reset_measures),
    ),
)
