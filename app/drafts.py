"""What is being typed and not saved yet, kept beside the workspace so that a crash or a cut of power costs nothing.

``so.tdb`` has ``so.drafts/typing.kept``: one small JSON file, replaced whole, gone when nothing is open. (The reviews of plans, which
are work of days, are kept in the same folder by ``app.plan_import.review.keeping``.) It is the person's own text before it is part of
the work: no change of the workspace, nothing in its history.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from app.safe_files import replace_file

log = logging.getLogger(__name__)

MOST = 40
"""Places that are kept at most; the oldest go."""

LARGEST = 8 << 20
"""Bytes of the file; what would make it larger is not kept."""

Plain = str | int | bool | None


class KeptText(msgspec.Struct, frozen=True):
    """What was typed at one place.

    ``page`` is the page's key, ``title`` how a person calls the place, ``fields`` what stands in its fields by their keys ("" for the one
    text of a cell), ``before`` what a cell held when typing began, ``where`` whatever the page needs to find the place again.
    """

    page: str
    title: str
    fields: dict[str, Plain]
    before: str = ""
    where: tuple[Plain, ...] = ()

    @property
    def place(self) -> tuple[object, ...]:
        """What two texts of the same place have in common."""
        return self.page, self.title, self.where


def path_of(workspace: Path) -> Path:
    """The file of a workspace."""
    return workspace.with_suffix(".drafts") / "typing.kept"


def load(workspace: Path) -> tuple[KeptText, ...]:
    """What was kept; nothing where the file is not there, or is broken (it is then put aside as ``*.broken``)."""
    path = path_of(workspace)
    try:
        if path.stat().st_size > LARGEST:
            raise msgspec.DecodeError("too large")
        return msgspec.json.decode(path.read_bytes(), type=tuple[KeptText, ...])
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as trouble:
        log.info("kept texts not read: %s", trouble)
        with suppress(OSError):
            path.replace(path.with_name(path.name + ".broken"))
        return ()


def save(workspace: Path, kept: Sequence[KeptText]) -> None:
    """Keep these texts and no others. Raises Refused or WorkspaceTrouble where the folder cannot be written."""
    path = path_of(workspace)
    if not kept:
        path.unlink(missing_ok=True)
        return
    data = msgspec.json.encode(kept[-MOST:])
    if len(data) <= LARGEST:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
