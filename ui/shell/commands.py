"""The commands among what Ctrl+K finds: every action of the window and of the page shown, with its keys."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction

from app.i18n import tr
from app.search import matches
from app.text import fold
from ui.actions import keys_text
from ui.widgets.buttons import Button
from ui.widgets.palette import Result, ResultGroup

MOST = 8
"""Commands shown beside other finds; ">" shows all."""


@dataclass(frozen=True)
class Command:
    """Something that can be done now: its words, its keys as people read them, and what does it."""

    words: str
    keys: str
    run: Callable[[], object]


def commands(actions: Iterable[QAction], buttons: Iterable[Button]) -> list[Command]:
    """Each action once, and the page's buttons that are no action of their own."""
    found = {
        _words(action.text()): Command(_words(action.text()), keys_text(action), action.trigger) for action in actions
    }
    for button in buttons:
        if button.text() and button.isEnabled():
            found.setdefault(_words(button.text()), Command(_words(button.text()), "", button.click))
    return list(found.values())


def found_commands(
    known: Sequence[Command], text: str, lately: Sequence[str], ran: Callable[[str], object]
) -> list[ResultGroup]:
    """The commands that answer what was typed; those run lately first.

    What is named in full, or was run lately, stands before all other finds.
    """
    typed = fold(text.lstrip("> "))
    ranked = [(_rank(command, typed, lately), place, command) for place, command in enumerate(known)]
    answering = [(rank, place, command) for rank, place, command in ranked if rank < _NOT]
    answering.sort(key=lambda one: one[:2])
    front = [command for rank, _, command in answering if rank < 0 and typed]
    rest = [command for _, _, command in answering if command not in front]
    rest = rest if text.startswith(">") else rest[:MOST]
    title = tr("Việc làm được")
    return [
        ResultGroup(title, [_result(one, typed, ran) for one in front], first=True),
        ResultGroup(title, [_result(one, typed, ran) for one in rest]),
    ]


_NOT = 1000


def _rank(command: Command, typed: str, lately: Sequence[str]) -> int:
    """Negative: before everything else; ``_NOT``: no answer."""
    words = fold(command.words)
    if not typed:
        return lately.index(command.words) - len(lately) if command.words in lately else 0
    if words == typed:
        return -_NOT
    pieces, wanted = words.split(), typed.split()
    if all(any(piece.startswith(word) for piece in pieces) for word in wanted):
        if command.words in lately:
            return lately.index(command.words) - len(lately)
        return 0 if words.startswith(typed) else 1
    initials = "".join(piece[0] for piece in pieces)
    if len(typed) > 1 and typed in initials:
        return 2
    return 3 if all(word in words for word in wanted) else _NOT


def _result(command: Command, typed: str, ran: Callable[[str], object]) -> Result:
    def run() -> None:
        ran(command.words)
        command.run()

    found = tuple(matches(command.words, typed)) if typed else ()
    return Result(command.words, run, icon="chevron-right", keys=command.keys, matches=found)


def _words(text: str) -> str:
    """The words without the mark of their mnemonic."""
    return text.replace("&", "")
