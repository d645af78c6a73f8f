"""The catalogue of texts: what stands in the sources, its English in ``resources/locale/en.po``, compiled to ``en.mo``.

Runs inside the environment (``dev.py messages``). The ids are the Vietnamese texts themselves: the first argument of every
``tr(…)`` and ``msg(…)`` in app/ and ui/. The same sources and the same en.po give the same bytes.
"""

import ast
import io
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDERS = ("app", "ui")
CALLS = {"tr", "msg"}
PO = CHECKOUT / "resources" / "locale" / "en.po"
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The catalogue carries no date of its own: the same texts must give the same bytes."""


@dataclass(frozen=True)
class Text:
    """A text at one place of the sources; ``text`` is None where the argument is no literal."""

    text: str | None
    file: str
    line: int


def texts(checkout: Path) -> Iterator[Text]:
    """Every text of app/ and ui/, in the order of files and lines."""
    for folder in FOLDERS:
        for path in sorted((checkout / folder).rglob("*.py")):
            if path.name != "i18n.py":
                yield from texts_of(path.read_text("utf-8"), path.relative_to(checkout).as_posix())


def texts_of(source: str, file: str) -> Iterator[Text]:
    """The texts of one source file."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in CALLS and node.args:
            first = node.args[0]
            literal = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
            yield Text(literal, file, node.lineno)


def placeholders(text: str) -> set[str]:
    """Names in braces; raises ValueError where the braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def merged(found: list[Text], old: Catalog) -> Catalog:
    """The catalogue of the texts found, with the English that the old one had for them."""
    fresh = Catalog(locale="en", project="tiendo", header_comment="# Tiến Độ: English", fuzzy=False)
    fresh.creation_date = fresh.revision_date = UNDATED
    fresh.last_translator = fresh.language_team = fresh.copyright_holder = "Tiến Độ contributors"
    files: dict[str, set[str]] = {}
    for text in found:
        if text.text:
            files.setdefault(text.text, set()).add(text.file)
    for text_id in sorted(files):
        before = old.get(text_id)
        places = [(file, 0) for file in sorted(files[text_id])]
        fresh.add(text_id, before.string if before else "", locations=places)
    return fresh


def faults(found: list[Text], catalogue: Catalog) -> list[str]:
    """What a person has to mend: arguments that are no literals, texts without English, placeholders that differ."""
    lines = [f"{t.file}:{t.line}: the first argument of tr/msg must be a literal" for t in found if t.text is None]
    for message in catalogue:
        if not message.id:
            continue
        place = message.locations[0][0] if message.locations else "?"
        if not message.string:
            lines.append(f"{place}: no English for {message.id!r}")
            continue
        try:
            differ = placeholders(str(message.id)) != placeholders(str(message.string))
        except ValueError as error:
            lines.append(f"{place}: {error} in {message.id!r} or its English")
            continue
        if differ:
            lines.append(f"{place}: other placeholders in the English of {message.id!r}")
    return lines


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as en.po."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=120, include_lineno=False)
    return stream.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as en.mo; texts without English are left out and so shown in Vietnamese."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def main(arguments: list[str]) -> int:
    """Update and compile, or with ``--check`` only say what is missing; 1 where something is."""
    found = list(texts(CHECKOUT))
    old = read_po(io.BytesIO(PO.read_bytes()), locale="en") if PO.exists() else Catalog(locale="en")
    catalogue = merged(found, old)
    po, mo, compiled = po_bytes(catalogue), mo_bytes(catalogue), PO.with_suffix(".mo")
    problems = faults(found, catalogue)
    if "--check" in arguments:
        stale = not PO.exists() or PO.read_bytes() != po or not compiled.exists() or compiled.read_bytes() != mo
        problems += (
            ["resources/locale/en.po or en.mo is not up to date: run packaging/dev.py messages"] if stale else []
        )
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po)
        compiled.write_bytes(mo)
    print("\n".join([*problems, f"{len(catalogue)} texts, {len(problems)} things to mend."]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
