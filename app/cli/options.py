"""The options that every command takes: language, who works, which day it is, how results are printed."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from app.clock import Clock, FrozenClock, SystemClock
from app.dates import parse_date
from app.errors import BadInput
from app.i18n import LANGUAGES, language_of_locale, msg

FORMATS = ("table", "csv", "json")
NOW = "TIENDO_NOW"  # an ISO instant: the clock stands there, for tests and demonstrations
LANGUAGE = "TIENDO_LANG"


@dataclass
class Shared:
    """What was said for the whole program. ``today`` as typed, empty for the machine's clock."""

    lang: str = ""
    actor: str = ""
    today: str = ""
    format: str = "table"

    def clock(self) -> Clock:
        """The clock to work by: ``--today``, else TIENDO_NOW, else the machine's. Raises BadInput."""
        if self.today:
            return FrozenClock(f"{parse_date(self.today).isoformat()}T08:00:00", step_ms=1)
        now = os.environ.get(NOW)
        if not now:
            return SystemClock()
        try:
            return FrozenClock(now, step_ms=1)
        except ValueError as error:
            raise BadInput(
                msg("{name}={value} không phải thời điểm ISO, ví dụ 2026-09-30T08:00.", name=NOW, value=now), where=NOW
            ) from error


def shared() -> Shared:
    """What was said for the whole program, in the command that runs now."""
    return click.get_current_context().find_root().ensure_object(Shared)


def shared_options(cls: type[click.Option], *, hidden: bool) -> list[click.Option]:
    """The shared options, made of the given class; hidden in all help pages but the first."""
    made: list[dict[str, Any]] = [
        {"param_decls": ["--lang"], "type": click.Choice(LANGUAGES), "words": msg("Ngôn ngữ: vi hoặc en.")},
        {"param_decls": ["--as"], "metavar": "NAME", "words": msg("Tên người làm, ghi vào lịch sử.")},
        {
            "param_decls": ["--today"],
            "metavar": "DATE",
            "words": msg(
                "Coi hôm nay là ngày này (dùng cho thử nghiệm và trình diễn; hoặc biến môi trường TIENDO_NOW)."
            ),
        },
        {
            "param_decls": ["--format"],
            "type": click.Choice(FORMATS),
            "words": msg("Cách in kết quả: table, csv, json."),
        },
    ]
    return [cls(**each, expose_value=False, hidden=hidden, callback=_remember) for each in made]


def language_wanted(args: Sequence[str]) -> str:
    """The language to speak: ``--lang`` anywhere, else TIENDO_LANG, else the locale. Asked before anything is parsed."""
    said = ""
    for place, word in enumerate(args):
        if word == "--":
            break
        if word.startswith("--lang="):
            said = word.removeprefix("--lang=")
        elif word == "--lang" and place + 1 < len(args):
            said = args[place + 1]
    said = said or os.environ.get(LANGUAGE, "")
    return said if said in LANGUAGES else language_of_locale()


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        name = {"as": "actor"}.get(str(param.name), str(param.name))
        setattr(ctx.find_root().ensure_object(Shared), name, value)
