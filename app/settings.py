"""What a person chose about the program itself: language, theme, the workspace opened last, where the window stood.

One JSON file in the person's configuration folder; nothing of an office's work. A file that cannot be read is kept aside and the program
starts with its defaults: a broken setting never keeps a person from the work.
"""

import logging
from pathlib import Path
from typing import Literal

import msgspec

from app import paths
from app.lists_kept import ListChoices
from app.safe_files import replace_file

log = logging.getLogger(__name__)

RECENT = 8
MOST_KEPT = 16
"""Of how many workspaces and people at most something is kept."""
MOST_THINGS = 20
"""How many things opened lately are kept of a workspace."""
MOST_SET_ASIDE = 400
"""How many reminders that were set aside are kept of a workspace; the oldest go first."""
LARGEST = 1 << 20  # Bytes; a settings file beyond this was not written by us.


class Kept(msgspec.Struct, frozen=True):
    """What one person keeps of one workspace.

    ``opened`` is what was opened or run lately, newest first ("task:12", "command:Chốt quý"); ``set_aside`` tells from which day on a
    reminder comes again (an ISO day, or "" for never), by its key; ``reminded`` is the day that began with its reminders last.
    """

    workspace: str
    person: str
    opened: tuple[str, ...] = ()
    set_aside: dict[str, str] = msgspec.field(default_factory=dict)
    reminded: str = ""

    def after_opening(self, thing: str) -> "Kept":
        """With a thing that was opened just now in front."""
        opened = (thing, *(other for other in self.opened if other != thing))[:MOST_THINGS]
        return msgspec.structs.replace(self, opened=opened)

    def after_setting_aside(self, key: str, until: str) -> "Kept":
        """With a reminder set aside until a day, or for good ("")."""
        kept = {other: day for other, day in self.set_aside.items() if other != key} | {key: until}
        newest = dict(list(kept.items())[-MOST_SET_ASIDE:])
        return msgspec.structs.replace(self, set_aside=newest)

    def after_taking_back(self, key: str) -> "Kept":
        """With a reminder no longer set aside."""
        return msgspec.structs.replace(self, set_aside={one: day for one, day in self.set_aside.items() if one != key})

    def on_day(self, day: str) -> "Kept":
        """With a day that began with its reminders."""
        return msgspec.structs.replace(self, reminded=day)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """The choices. Texts are empty where nothing was chosen yet; geometry is Qt's bytes in base64.

    ``kept`` is what belongs to single workspaces, newest first; ``toured`` says that the tour was seen, or refused.
    ``timeline_shown`` and ``timeline_zoom`` are how programmes are looked at.
    """

    person: str = ""
    language: Literal["", "vi", "en"] = ""
    theme: Literal["system", "light", "dark"] = "system"
    last_workspace: str = ""
    recent: tuple[str, ...] = ()
    geometry: str = ""
    sending_folder: str = ""
    timeline_shown: bool = True
    timeline_zoom: Literal["year", "quarter", "month"] = "year"
    lists: dict[str, ListChoices] = msgspec.field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    toured: bool = False

    def kept_of(self, workspace: Path, person: str) -> Kept:
        """What a person keeps of a workspace."""
        place = str(workspace.absolute())
        found = (one for one in self.kept if (one.workspace, one.person) == (place, person))
        return next(found, None) or Kept(place, person)

    def keeping(self, kept: Kept) -> tuple[Kept, ...]:
        """``kept`` with what a person keeps of a workspace now."""
        others = (one for one in self.kept if (one.workspace, one.person) != (kept.workspace, kept.person))
        return (kept, *others)[:MOST_KEPT]

    def opened(self, workspace: Path) -> "Settings":
        """The settings after a workspace was opened: it is the last one, and first among the recent ones."""
        text = str(workspace.absolute())
        recent = (text, *(other for other in self.recent if other != text))[:RECENT]
        return msgspec.structs.replace(self, last_workspace=text, recent=recent)


def load(path: Path | None = None) -> Settings:
    """The person's settings; the defaults when there are none, or when the file is broken (it is kept aside as ``*.broken``)."""
    path = path or paths.settings_file()
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise msgspec.DecodeError("too large")
        return msgspec.json.decode(data, type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as trouble:
        log.info("settings not read, defaults used: %s", trouble)
        _keep_aside(path)
        return Settings()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all. Raises WorkspaceTrouble or Refused when the folder cannot be written."""
    path = path or paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, msgspec.json.format(msgspec.json.encode(settings), indent=1))


def _keep_aside(path: Path) -> None:
    try:
        path.replace(path.with_name(path.name + ".broken"))
    except OSError as trouble:
        log.info("broken settings stay where they are: %s", trouble)
