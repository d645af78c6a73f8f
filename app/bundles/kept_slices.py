"""Reading the rows of slices that are kept here: they were verified and judged when they came in."""

from collections.abc import Iterator
from typing import Any

import msgspec
import zstandard

from db.connection import Row


def plain_rows(line: Row) -> Iterator[dict[str, Any]]:
    """The rows of a kept slice, in their order. ``line`` has its ``bytes`` and ``plain_size``."""
    plain = zstandard.ZstdDecompressor().decompress(line["bytes"], max_output_size=line["plain_size"])
    return (msgspec.json.decode(text) for text in plain.splitlines() if text)
