"""The texts of the samples, read from ``resources/samples``."""

import tomllib
from importlib.resources import files
from typing import Any


def table(name: str) -> dict[str, Any]:
    """One file of texts by its name without the ending."""
    return tomllib.loads((files("resources") / "samples" / f"{name}.toml").read_text(encoding="utf-8"))
