"""Click, taught to speak the person's language when it speaks and not when it is imported.

Help texts are Messages; headings and refusals of the parser itself are ours too. Every command takes the options that concern the whole
program (``--lang --as --today --format``) before or after its name.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from app.cli.options import shared_options
from app.i18n import Message, tr

F = TypeVar("F", bound=Callable[..., Any])


class _Spoken:
    """``help`` is a Message that is put into words when it is asked for."""

    _words: Message | None = None

    def _say(self) -> str | None:
        return None if self._words is None else str(self._words)

    def _leave(self, value: str | None) -> None:
        """Click's constructors set a plain text; ours comes as ``words``."""

    help = property(_say, _leave, doc="The help text in the language spoken now.")


class Option(_Spoken, click.Option):
    """An option whose help is a Message in ``words``."""

    def __init__(self, *args: Any, words: Message | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = words

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Only the default is worth a note; that an option is needed is said in our words."""
        extra = super().get_help_extra(ctx)
        extra.pop("required", None)
        return extra

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The two columns of the help page."""
        record = super().get_help_record(ctx)
        if record is None or not self.required:
            return record
        return record[0], f"{record[1]} {tr('(bắt buộc)')}"


class Argument(_Spoken, click.Argument):
    """A positional argument whose help is a Message in ``words``."""

    def __init__(self, *args: Any, words: Message | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = words


class _Page(_Spoken):
    """What a command's help page looks like; mixed into commands and groups."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``Cách dùng: tiendo …``."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]  # mixed into click.Command
        words = pieces.replace("[OPTIONS]", tr("[TÙY CHỌN]")).replace("COMMAND [ARGS]", tr("LỆNH [ĐỐI SỐ]"))
        formatter.write_usage(ctx.command_path, words, prefix=tr("Cách dùng:") + " ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The positional arguments that say something of themselves."""
        found = [p.get_help_record(ctx) for p in self._params(ctx) if isinstance(p, click.Argument) and p.help]
        if found:
            with formatter.section(tr("Đối số")):
                formatter.write_dl(found)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands of a group."""
        found = [p.get_help_record(ctx) for p in self._params(ctx) if not isinstance(p, click.Argument)]
        if any(found):
            with formatter.section(tr("Tùy chọn")):
                formatter.write_dl([record for record in found if record])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` with a help text of ours."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # mixed into click.Command
        if option is not None:
            option.help = tr("Xem trang này rồi thôi.")
        return option  # type: ignore[no-any-return]  # as click returned it

    def _params(self, ctx: click.Context) -> Sequence[click.Parameter]:
        return self.get_params(ctx)  # type: ignore[attr-defined,no-any-return]  # mixed into click.Command


class Command(_Page, click.Command):
    """A command whose help is a Message in ``words``."""

    def __init__(self, *args: Any, words: Message | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = words
        own = {name for param in self.params for name in param.opts}
        self.params += [each for each in shared_options(Option, hidden=True) if not own & set(each.opts)]


class Group(_Page, click.Group):
    """A group of commands, listed in the order in which they are added."""

    def __init__(self, *args: Any, words: Message | None = None, **kwargs: Any) -> None:
        hidden = kwargs.pop("nested", True)
        super().__init__(*args, **kwargs)
        self._words = words
        self.options_metavar = "" if hidden else "[OPTIONS]"
        self.params = [*self.params, *shared_options(Option, hidden=hidden)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work, not of the alphabet."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line for each command: the first sentence of its help."""
        rows = [
            (name, (command.help or "").partition(". ")[0].rstrip("."))
            for name, command in self.commands.items()
            if not command.hidden
        ]
        with formatter.section(tr("Lệnh")):
            formatter.write_dl(rows)


def command(name: str, words: Message, *, hidden: bool = False) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command; add it to a group with ``group.add_command``."""
    return click.command(name, cls=Command, words=words, hidden=hidden)


def group(name: str, words: Message, commands: Sequence[click.Command]) -> Group:
    """A group of commands under one noun."""
    made = Group(name, words=words)
    for each in commands:
        made.add_command(each)
    return made


def option(*names: str, words: Message, **attributes: Any) -> Callable[[F], F]:
    """An option of a command."""
    return click.option(*names, cls=Option, words=words, **attributes)


def argument(name: str, words: Message | None = None, **attributes: Any) -> Callable[[F], F]:
    """A positional argument of a command."""
    return click.argument(name, cls=Argument, words=words, **attributes)
