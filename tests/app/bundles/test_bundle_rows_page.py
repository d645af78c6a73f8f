"""The page about the rows in bundles says every kind, every field and every stream as the code has them."""

import re
from importlib.resources import files

import pytest

from app.bundles import shapes
from app.bundles.records import AUDIENCES, KINDS

PAGE = (files("resources") / "help" / "bundle-rows.md").read_text(encoding="utf-8")
PARTS = ("Addressee", "FactRef", "ProgressRevision", "ValueRevision")


def _fields(heading: str) -> list[str]:
    section = PAGE.split(f"### `{heading}`", 1)[1].split("\n#", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_described(kind: str) -> None:
    assert _fields(kind) == [name for name in KINDS[kind].shape.__struct_fields__ if name != "gone"]


@pytest.mark.parametrize("part", PARTS)
def test_every_field_of_a_part_is_described(part: str) -> None:
    assert _fields(part) == list(getattr(shapes, part).__struct_fields__)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_stream_lists_its_kinds(audience: str) -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith((f"| `{audience}`", f"| `{audience}:")))
    assert tuple(line.split("|")[2].strip().split(", ")) == AUDIENCES[audience]
