"""What a file from elsewhere may claim and hold, so that reading it is bounded in memory and time whatever it says."""

from dataclasses import dataclass

KILOBYTE = 1 << 10
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, the rest in numbers; all are the largest allowed.

    ``file``: a bundle, encrypted or not. ``envelope``: its JSON. ``manifest``: the JSON of one seal. ``stored``, ``plain``: one slice,
    compressed and not. ``all_plain``: the slices of one bundle, not compressed. ``ratio``: plain to stored, where the plain slice is larger
    than ``small``. ``window``: memory that a zstd frame asks for. ``line``: one row. ``depth``: lists in lists. ``values``: commas and
    brackets in one JSON text, which bounds the objects made of it; ``slice_values`` in a slice. ``text``: characters.
    """

    file: int = 2_000_000_000
    envelope: int = 16 * MEGABYTE
    manifest: int = MEGABYTE
    introduction: int = 64 * KILOBYTE
    stored: int = 16 * MEGABYTE
    plain: int = 32 * MEGABYTE
    all_plain: int = 512 * MEGABYTE
    ratio: int = 400
    small: int = 64 * KILOBYTE
    window: int = 8 * MEGABYTE
    rows: int = 200_000
    line: int = MEGABYTE
    depth: int = 32
    values: int = 400_000
    slice_values: int = 2_000_000
    text: int = 100_000


LIMITS = Limits()
"""Those of the program; tests and small machines may set narrower ones."""
