"""Commands on the words of papers: an office's own text over what is composed, and the templates of sentences."""

from typing import Any

import click

from app.cli import output, paper_options, refs
from app.cli.frame import argument, command, group, option
from app.cli.opening import changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.cli.quarter import PERIOD
from app.errors import NotFound
from app.i18n import msg, tr
from app.session import Session

_NAME = msg("Tên văn bản; xem `tiendo report --list`.")
_KEY = msg("Đoạn văn, như `tiendo text list` in ra.")


@command(
    "list", msg("Các đoạn của một văn bản: lời chương trình soạn, lời đơn vị đã sửa, chỗ chờ viết tay, số liệu đã đổi.")
)
@reading
@argument("name", _NAME, metavar="NAME")
@option("--period", words=PERIOD)
@option("--own", is_flag=True, words=msg("Chỉ các đoạn đơn vị đã sửa."))
@paper_options.whom
def list_texts(session: Session, name: str, period: str | None, own: bool, **given: Any) -> None:
    """The paragraphs of a paper."""
    from app.reports import catalogue, drafting

    drafted = catalogue.compose(session, name, refs.period(session, period), **paper_options.said(session, given))
    composed, moved = drafting.texts(drafted.composed), {each.key for each in drafted.moved}
    waiting = set(drafted.by_hand)
    keys = list(dict.fromkeys([*composed, *drafted.written]))
    rows = []
    for key in keys:
        over = drafted.written.get(key)
        if own and over is None:
            continue
        state = tr("số liệu đã đổi") if key in moved else tr("chờ viết tay") if key in waiting else ""
        rows.append(
            output.line(
                key=key,
                text=over.text if over else composed.get(key, ""),
                own="x" if over is not None else "",
                state=state,
                composed=composed.get(key, "") if over else "",
            )
        )
    columns = (
        Col("key", msg("Đoạn")),
        Col("text", msg("Lời văn")),
        Col("own", msg("Đã sửa")),
        Col("state", msg("Lưu ý")),
        Col("composed", msg("Lời chương trình soạn")),
    )
    output.put(columns, rows, shared().format)


@command("set", msg("Ghi lời văn của đơn vị cho một đoạn; để trống thì bỏ đoạn đó."))
@changing
@argument("name", _NAME, metavar="NAME")
@argument("key", _KEY, metavar="KEY")
@argument("text", msg("Lời văn."), metavar="TEXT")
@option("--period", words=PERIOD)
@paper_options.whom
def set_text(session: Session, name: str, key: str, text: str, period: str | None, **given: Any) -> None:
    """Write over a paragraph."""
    from app.reports import catalogue, drafting

    code, said = refs.period(session, period), paper_options.said(session, given)
    drafted = catalogue.compose(session, name, code, **said)
    composed = drafting.texts(drafted.composed)
    if key not in composed:
        raise NotFound(msg("Văn bản không có đoạn “{key}”. Xem các đoạn bằng `tiendo text list`.", key=key))
    drafting.write_over(session, name, code, key, text, basis=composed[key], about=catalogue.whom(name, said))


@command("take-back", msg("Bỏ lời văn của đơn vị, dùng lại lời chương trình soạn."))
@changing
@argument("name", _NAME, metavar="NAME")
@argument("key", _KEY, metavar="KEY")
@option("--period", words=PERIOD)
@paper_options.whom
def take_back(session: Session, name: str, key: str, period: str | None, **given: Any) -> None:
    """Let the program's words stand again."""
    from app.reports import catalogue, drafting

    about = catalogue.whom(name, paper_options.said(session, given))
    drafting.take_back(session, name, refs.period(session, period), key, about)


@command("list", msg("Các câu mẫu của báo cáo và câu riêng của đơn vị."))
@reading
@option("--own", is_flag=True, words=msg("Chỉ câu riêng của đơn vị."))
def list_phrases(session: Session, own: bool) -> None:
    """The templates."""
    from app.reports import phrases

    columns = (
        Col("name", msg("Câu mẫu")),
        Col("group", msg("Phần")),
        Col("text", msg("Câu")),
        Col("names", msg("Chỗ trống")),
        Col("own", msg("Của đơn vị")),
    )
    rows = [
        output.line(
            name=each.name,
            group=each.group,
            text=each.text,
            names=" ".join(each.placeholders),
            own="x" if each.own else "",
        )
        for each in phrases.phrases(session)
        if each.own or not own
    ]
    output.put(columns, rows, shared().format)


@command("set", msg("Đổi một câu mẫu; chỗ trống ghi trong ngoặc nhọn như câu cũ."))
@changing
@argument("name", msg("Tên câu mẫu."), metavar="NAME")
@argument("text", msg("Câu mới."), metavar="TEXT")
def set_phrase(session: Session, name: str, text: str) -> None:
    """Write the office's own template."""
    from app.reports import phrases

    phrases.change_phrase(session, name, text)


@command("reset", msg("Dùng lại câu mẫu của chương trình."))
@changing
@argument("name", msg("Tên câu mẫu."), metavar="NAME")
def reset_phrase(session: Session, name: str) -> None:
    """Use the program's template again."""
    from app.reports import phrases

    phrases.reset_phrase(session, name)


COMMANDS: tuple[click.Command, ...] = (
    group("text", msg("Lời văn của báo cáo: xem, sửa, bỏ lời đã sửa."), (list_texts, set_text, take_back)),
    group(
        "phrase",
        msg("Câu mẫu của báo cáo: xem, đổi, dùng lại câu của chương trình."),
        (list_phrases, set_phrase, reset_phrase),
    ),
)
