"""Timing, and the table of results."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

WARM_UP = 1


@dataclass(frozen=True)
class Result:
    """One line of the table: what was measured, the aim in words, whether it is met, and what the limit in the same run took."""

    name: str
    measured: str
    limit: str
    aim: str
    met: bool


def milliseconds(work: Callable[[], object], repeats: int = 5) -> list[float]:
    """How long each of ``repeats`` runs took, after one run that does not count; cycles are not collected meanwhile."""
    for _ in range(WARM_UP):
        work()
    taken = []
    gc.disable()
    try:
        for _ in range(repeats):
            start = time.perf_counter()
            work()
            taken.append((time.perf_counter() - start) * 1000)
    finally:
        gc.enable()
    return taken


def median(work: Callable[[], object], repeats: int = 5) -> float:
    """The middle of ``repeats`` runs, in milliseconds."""
    return statistics.median(milliseconds(work, repeats))


def p95(taken: list[float]) -> float:
    """The 95th percentile of some times."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def ratio(name: str, ours: float, limit: float, most: float) -> Result:
    """A ratio that must stay at or under ``most``."""
    return Result(name, f"{ours:.2f} ms", f"{limit:.2f} ms", f"{ours / limit:.2f} × (≤ {most} ×)", ours <= most * limit)


def at_most(name: str, ours: float, most: float, unit: str = "ms") -> Result:
    """A figure that must stay at or under a fixed aim."""
    return Result(name, f"{ours:.2f} {unit}", "", f"≤ {most:g} {unit}", ours <= most)


def table(results: list[Result]) -> str:
    """The results as an aligned table."""
    rows = [("measured", "ours", "limit in the same run", "aim", "met")]
    rows += [(one.name, one.measured, one.limit, one.aim, "yes" if one.met else "NO") for one in results]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
