"""What the report of a quarter says, before it is locked: its headings and sentences, without tables and lists; and its files after."""

from dataclasses import dataclass
from pathlib import Path

from app.jobs import Progress
from app.reports import catalogue, file_names, layouts
from app.reports.content import Heading, Paragraph
from app.reports.writing import FORMATS, render
from app.safe_files import replace_file
from app.session import Session

REPORT = "quarter"
_DEEPEST = 2


@dataclass(frozen=True)
class Said:
    """A line of the gist: a heading of a level (1, 2), or a sentence (0)."""

    level: int
    text: str


def gist(session: Session, period: str) -> tuple[Said, ...]:
    """The headings and sentences of the quarterly report as it would be printed now, the office's own words included.

    Raises what ``catalogue.build`` raises.
    """
    found: list[Said] = []
    for block in catalogue.build(session, REPORT, period).blocks:
        if isinstance(block, Heading) and block.level <= _DEEPEST:
            found.append(Said(max(block.level, 1), f"{block.label}. {block.text}" if block.label else block.text))
        elif isinstance(block, Paragraph) and block.text.strip():
            found.append(Said(0, block.text))
    # A heading under which only tables and lists stand says nothing here.
    return tuple(said for place, said in enumerate(found) if said.level == 0 or _says_something(found, place))


def _says_something(found: list[Said], place: int) -> bool:
    for later in found[place + 1 :]:
        if later.level == 0:
            return True
        if later.level <= found[place].level:
            return False
    return False


def write_files(session: Session, period: str, folder: Path, progress: Progress) -> tuple[Path, ...]:
    """Write the quarterly report into a folder as PDF, Word and Excel; files that are there already are never written over.

    Raises what ``catalogue.build`` and ``replace_file`` raise.
    """
    document, layout = catalogue.build(session, REPORT, period), layouts.of(session)
    name = file_names.plain(document, REPORT, period)
    stem, again = name, 2
    while any((folder / f"{stem}.{format}").exists() for format in FORMATS):
        stem, again = f"{name}-{again}", again + 1
    written = []
    for place, format in enumerate(FORMATS):
        progress.report(place, len(FORMATS), format.upper())
        path = folder / f"{stem}.{format}"
        replace_file(path, render(document, format, layout, progress))
        written.append(path)
    return tuple(written)
