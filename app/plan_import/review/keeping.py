"""Reviews in progress: kept beside the workspace until they are accepted or given up, so that a crash or the end of the day costs nothing.

``so.tdb`` has ``so.drafts``: one JSON file for each review, with the source as it was read, and a folder with the document itself.
Files are replaced whole. One that cannot be read is passed over; it is never deleted by us.
"""

import logging
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from app.plan_import.draft import (
    Duty,
    Item,
    Milestone,
    PlanDraft,
    Programme,
    Recipient,
    Reference,
    Target,
    Task,
)
from app.plan_import.review.entries import Detail, Entry, Kind, Review, head_of
from app.plan_import.source import Source
from app.safe_files import replace_file

log = logging.getLogger(__name__)

SCHEMA = "tiendo.review/1"
LARGEST = 100_000_000
_NAME = re.compile(r"[0-9a-f]{8,32}")

ITEMS: dict[Kind, type[Item]] = {
    "programme": Programme,
    "target": Target,
    "task": Task,
    "detail": Detail,
    "milestone": Milestone,
    "duty": Duty,
    "reference": Reference,
    "recipient": Recipient,
}


@dataclass(frozen=True)
class Kept:
    """A review as it is kept. ``name`` is its file name without ending; ``document`` the copy of the file it was read from, if any."""

    name: str
    source: Source
    review: Review
    document: Path | None = None

    @property
    def title(self) -> str:
        """How a person calls it: file name and number of the document."""
        head = head_of(self.review.head.document)
        return f"{self.source.name} · {head}" if head and head != self.source.name else self.source.name


def folder(workspace: Path) -> Path:
    """Where the reviews of a workspace are kept."""
    return workspace.with_suffix(".drafts")


def begin(workspace: Path, name: str, source: Source, review: Review, file: Path | None) -> Kept:
    """Keep a review from its beginning; the document is copied, because a stick may be pulled out before the review ends."""
    document = folder(workspace) / name / file.name if file is not None else None
    return put_back(workspace, Kept(name, source, review, document), file.read_bytes() if file is not None else None)


def put_back(workspace: Path, kept: Kept, data: bytes | None) -> Kept:
    """Keep a review, with the bytes of its document, that was new or given up."""
    if kept.document is not None and data is not None:
        kept.document.parent.mkdir(parents=True, exist_ok=True)
        replace_file(kept.document, data)
    save(workspace, kept)
    return kept


def save(workspace: Path, kept: Kept) -> None:
    """Write a review as it is now, whole or not at all. Raises Refused or WorkspaceTrouble where the folder cannot be written."""
    path = folder(workspace) / f"{kept.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, to_bytes(kept))


def to_bytes(kept: Kept) -> bytes:
    """A review as JSON."""
    review = kept.review
    return msgspec.json.encode(
        {
            "schema": SCHEMA,
            "source": asdict(kept.source) | {"warnings": [_plain(one) for one in kept.source.warnings]},
            "document": kept.document.name if kept.document else None,
            "head": _plain(review.head),
            "entries": [
                {
                    "id": one.id,
                    "kind": one.kind,
                    "item": _plain(one.item),
                    "programme": one.programme,
                    "dropped": one.dropped,
                    "answered": sorted(one.answered),
                }
                for one in review.entries
            ],
            "next_id": review.next_id,
            "default_lead": review.default_lead,
            "choices": review.choices,
        }
    )


def read(path: Path) -> Kept:
    """A review from its file. Raises OSError or msgspec's errors for a file that is not one of ours."""
    if path.stat().st_size > LARGEST:
        raise msgspec.ValidationError("too large")
    data = msgspec.json.decode(path.read_bytes())
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise msgspec.ValidationError("another schema")
    entries = tuple(_entry(one) for one in data["entries"])
    review = Review(
        head=msgspec.convert(data["head"], PlanDraft),
        entries=entries,
        next_id=max([data["next_id"], *(one.id + 1 for one in entries)]),
        default_lead=data["default_lead"],
        choices=tuple((str(key), str(answer)) for key, answer in data["choices"]),
    )
    document = path.parent / path.stem / Path(data["document"]).name if data["document"] else None
    return Kept(
        path.stem,
        msgspec.convert(data["source"], Source),
        review,
        document if document is not None and document.is_file() else None,
    )


def kept_reviews(workspace: Path) -> tuple[Kept, ...]:
    """The reviews in progress, the one worked on last first. What cannot be read is passed over."""
    found: list[tuple[float, Kept]] = []
    for path in folder(workspace).glob("*.json") if folder(workspace).is_dir() else ():
        if not _NAME.fullmatch(path.stem):
            continue
        try:
            found.append((path.stat().st_mtime, read(path)))
        except (OSError, KeyError, TypeError, ValueError, msgspec.MsgspecError) as trouble:
            log.info("a review in progress cannot be read: %s", trouble)
    return tuple(kept for _, kept in sorted(found, key=lambda pair: pair[0], reverse=True))


def give_up(workspace: Path, kept: Kept) -> bytes | None:
    """Forget a review that was accepted or is not wanted, and give the bytes of its document; with the last one the folder goes."""
    data = kept.document.read_bytes() if kept.document is not None and kept.document.is_file() else None
    (folder(workspace) / f"{kept.name}.json").unlink(missing_ok=True)
    if kept.document is not None:
        kept.document.unlink(missing_ok=True)
    for emptied in (folder(workspace) / kept.name, folder(workspace)):
        with suppress(OSError):
            emptied.rmdir()
    return data


def _plain(struct: Any) -> Any:
    return msgspec.to_builtins(struct, builtin_types=(date, Decimal))


def _entry(data: dict[str, Any]) -> Entry:
    kind = data["kind"]
    return Entry(
        id=int(data["id"]),
        kind=kind,
        item=msgspec.convert(data["item"], ITEMS[kind]),
        programme=int(data["programme"]),
        dropped=bool(data["dropped"]),
        answered=frozenset(data["answered"]),
    )
