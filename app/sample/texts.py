"""The texts of the samples and the plan documents that ship with the program, from ``resources/samples``."""

import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

PLAN_ENDINGS = (".docx", ".pdf")


def table(name: str) -> dict[str, Any]:
    """One file of texts by its name without the ending."""
    return tomllib.loads((files("resources") / "samples" / f"{name}.toml").read_text(encoding="utf-8"))


@contextmanager
def plan_documents() -> Iterator[tuple[Path, ...]]:
    """The plan documents of our own (Word and PDF) as files, by name, for as long as the block runs."""
    found = sorted(
        (one for one in (files("resources") / "samples").iterdir() if one.name.endswith(PLAN_ENDINGS)),
        key=lambda one: one.name,
    )
    with ExitStack() as stack:
        yield tuple(stack.enter_context(as_file(one)) for one in found)
