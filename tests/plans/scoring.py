"""Score the recogniser on plan documents with marks: ``python -m tests.plans.scoring [open|aside|FOLDER] [txt|docx|pdf…]``.

A folder holds ``*.plan`` sources (each is then scored as text, Word file and PDF), or ``*.txt`` with ``*.expected.json`` beside.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click

from app.plan_import.plan_json import to_json
from app.plan_import.readers import read_source
from app.plan_import.recognise import recognise
from tests.plans.agreement import Item, agreement, mean
from tests.plans.make import FOLDERS, HERE, KINDS, Kind, plans, write

_SHORT = {
    "document": "doc", "programmes": "prog", "targets": "targ", "tasks": "task", "milestones": "mile", "duties": "duty",
    "references": "refs", "recipients": "reci", "warnings": "warn",
}  # fmt: skip


def parsed(path: Path) -> Item:
    """What ``tiendo plan parse FILE --format json`` prints, in process."""
    return cast(Item, json.loads(to_json(recognise(read_source(path)))))


def scored(folder: Path, kinds: tuple[Kind, ...] = KINDS) -> Iterator[tuple[str, Kind, dict[str, float]]]:
    """Every plan of the folder in every kind of file, with its agreement."""
    with tempfile.TemporaryDirectory() as place:
        for plan in plans(folder):
            for kind in kinds:
                path, marked = write(plan, Path(place), kind)
                yield plan.name, kind, agreement(marked, parsed(path))
    if not any(folder.glob("*.plan")):
        for path in sorted(folder.glob("*.txt")):
            marked = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
            yield path.stem, "txt", agreement(marked, parsed(path))


def main(arguments: list[str]) -> int:
    """Print a line for each plan and kind of file: the mean, then every aspect."""
    kinds = tuple(kind for kind in KINDS if kind in arguments) or KINDS
    names = [name for name in arguments if name not in KINDS] or ["open"]
    for name in names:
        click.echo(f"{name:32} kind  mean  " + " ".join(f"{short:>5}" for short in _SHORT.values()))
        rows = []
        for plan, kind, parts in scored(HERE / name if name in FOLDERS else Path(name), kinds):
            rows.append((kind, parts))
            click.echo(_row(plan, kind, parts))
        for kind in kinds:
            same = [parts for each, parts in rows if each == kind]
            if same:
                click.echo(_row("mean of all", kind, {key: sum(p[key] for p in same) / len(same) for key in _SHORT}))
    return 0


def _row(plan: str, kind: str, parts: dict[str, float]) -> str:
    return f"{plan:32} {kind:4} {mean(parts):6.3f} " + " ".join(f"{parts[key]:5.2f}" for key in _SHORT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
