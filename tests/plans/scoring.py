"""Score the recogniser on plan documents with marks: ``python -m tests.plans.scoring [open|aside|FOLDER] [txt|docx|pdf…]``.

A folder holds ``*.plan`` sources (each is then scored as text, Word file and PDF), or ``*.txt`` with ``*.expected.json`` beside, or
``*.pdf`` of the ``open`` plan of that name (``office``: PDFs that LibreOffice made of the Word files).
``--why`` says below each plan which marks were not met in full and what was found beyond them; ``--layouts`` scores the texts with every
letterhead of ``variants``, with broken lines and with letters misread, a line for each layout.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click

from app.plan_import.plan_json import to_json
from app.plan_import.readers import read_source, source_of_text
from app.plan_import.recognise import recognise
from tests.plans.agreement import JUDGES, Item, agreement, matched, mean
from tests.plans.make import HERE, KINDS, Kind, plans, write
from tests.plans.marks import marks
from tests.plans.source import read
from tests.plans.variants import LETTERHEADS, laid_out, misread

_LONGEST = 600
_WEAK = 0.9
WIDTHS = (60, 80, 110)
SCANNED = "scan errors"
MISREAD_EVERY = 60
_SHORT = {
    "document": "doc", "programmes": "prog", "targets": "targ", "tasks": "task", "milestones": "mile", "duties": "duty",
    "references": "refs", "recipients": "reci", "warnings": "warn",
}  # fmt: skip


def parsed(path: Path) -> Item:
    """What ``tiendo plan parse FILE --format json`` prints, in process."""
    return cast(Item, json.loads(to_json(recognise(read_source(path)))))


def readings(folder: Path, kinds: tuple[Kind, ...] = KINDS) -> Iterator[tuple[str, Kind, Item, Item]]:
    """Every plan of the folder in every kind of file: its marks, and what was read."""
    with tempfile.TemporaryDirectory() as place:
        for plan in plans(folder):
            for kind in kinds:
                path, marked = write(plan, Path(place), kind)
                yield plan.name, kind, marked, parsed(path)
    if not any(folder.glob("*.plan")):
        for path in sorted(folder.glob("*.txt")):
            marked = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
            yield path.stem, "txt", marked, parsed(path)
    for path in sorted(folder.glob("*.pdf")):
        yield path.stem, "pdf", marks(read(HERE / "open" / f"{path.stem}.plan"), "pdf"), parsed(path)


def varied(folder: Path, share: int = 1) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Every plan of the folder as a text in other layouts, or in a ``share``-th of them, in turn: (plan, layout, agreement)."""
    for turn, plan in enumerate(plans(folder)):
        layouts = {
            f"{style}) letterhead": laid_out(plan, letterhead=style) for style in LETTERHEADS if plan.page.get("left")
        }
        layouts |= {f"{width} columns": laid_out(plan, width=width) for width in WIDTHS}
        layouts["blank lines"] = laid_out(plan, spaced=True)
        layouts[SCANNED] = laid_out(plan)
        for layout, other in list(layouts.items())[turn % share :: share]:
            text = misread(other.text, MISREAD_EVERY, plan.name) if layout == SCANNED else other.text
            found = json.loads(to_json(recognise(source_of_text(text, name=f"{plan.name}.txt", kind="txt"))))
            yield plan.name, layout, agreement(marks(other), found)


def scored(folder: Path, kinds: tuple[Kind, ...] = KINDS) -> Iterator[tuple[str, Kind, dict[str, float]]]:
    """Every plan of the folder in every kind of file, with its agreement."""
    for name, kind, marked, reading in readings(folder, kinds):
        yield name, kind, agreement(marked, reading)


def differences(marked: Item, reading: Item) -> Iterator[str]:
    """What keeps the reading from full agreement: marks missed or met in part, and items beyond the marks."""
    for aspect, judge in JUDGES.items():
        want, got = marked[aspect], reading.get(aspect) or []
        pairs = matched(want, got, judge)
        for value, i, j in pairs:
            if value < 0.999 and not _is_optional(want[i]):
                yield f"{aspect} {value:.2f}: {_short(want[i])}\n   read as: {_short(got[j])}"
        missed = set(range(len(want))) - {i for _, i, _ in pairs}
        beyond = set(range(len(got))) - {j for *_, j in pairs}
        yield from (f"{aspect} missed: {_short(want[i])}" for i in sorted(missed) if not _is_optional(want[i]))
        yield from (f"{aspect} beyond the marks: {_short(got[j])}" for j in sorted(beyond))
    if agreement(marked, reading)["document"] < 1:
        yield f"document: {_short(marked['document'])}\n   read as: {_short(reading.get('document'))}"
    if agreement(marked, reading)["warnings"] < 1:
        yield f"warnings: {_short(marked['warnings'])}\n   read as: {_short(reading.get('warnings'))}"


def _is_optional(mark: object) -> bool:
    return isinstance(mark, dict) and bool(mark.get("optional"))


def _short(item: object) -> str:
    text = json.dumps(item, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def main(arguments: list[str]) -> int:
    """Print a line for each plan and kind of file: the mean, then every aspect."""
    kinds = tuple(kind for kind in KINDS if kind in arguments) or KINDS
    why = "--why" in arguments
    names = [name for name in arguments if name not in KINDS and not name.startswith("--")] or ["open"]
    if "--layouts" in arguments:
        _print_layouts(names)
        return 0
    for name in names:
        click.echo(f"{name:32} kind  mean  " + " ".join(f"{short:>5}" for short in _SHORT.values()))
        rows = []
        for plan, kind, marked, reading in readings(HERE / name if (HERE / name).is_dir() else Path(name), kinds):
            parts = agreement(marked, reading)
            rows.append((kind, parts))
            click.echo(_row(plan, kind, parts))
            for difference in differences(marked, reading) if why else ():
                click.echo(f"  {difference}")
        for kind in kinds:
            same = [parts for each, parts in rows if each == kind]
            if same:
                click.echo(_row("mean of all", kind, {key: sum(p[key] for p in same) / len(same) for key in _SHORT}))
    return 0


def _print_layouts(names: list[str]) -> None:
    for name in names:
        rows = list(varied(HERE / name))
        for layout in dict.fromkeys(layout for _, layout, _ in rows):
            same = [(plan, parts) for plan, each, parts in rows if each == layout]
            click.echo(_row(layout, "txt", {key: sum(parts[key] for _, parts in same) / len(same) for key in _SHORT}))
            weak = [f"{plan} {mean(parts):.2f}" for plan, parts in same if mean(parts) < _WEAK]
            if weak:
                click.echo("  weak: " + ", ".join(weak))


def _row(plan: str, kind: str, parts: dict[str, float]) -> str:
    return f"{plan:32} {kind:4} {mean(parts):6.3f} " + " ".join(f"{parts[key]:5.2f}" for key in _SHORT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
