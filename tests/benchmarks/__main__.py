"""Run the measurements and print their table: ``python -m tests.benchmarks [NAME …]``."""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from tests.benchmarks.measuring import Result, table
from tests.benchmarks.workspaces import LARGE, SMALL, folder, made

NAMES = ("startup", "lists", "editing", "bulk", "figures", "consolidation", "exchange", "papers", "reading", "memory")


def main(wanted: Sequence[str]) -> int:
    """Print each result as it comes and the table at the end; 1 when an aim is missed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_SCALE_FACTOR", "1")
    folder().mkdir(parents=True, exist_ok=True)
    print("making the workspaces (kept for the next run) …", flush=True)
    made(SMALL)
    made(LARGE)
    results = []
    for result in _results(wanted or NAMES):
        print(f"  {'ok' if result.met else 'MISSED':6} {result.name}: {result.measured}", flush=True)
        results.append(result)
    print()
    print(table(results))
    return 0 if all(result.met for result in results) else 1


def _results(wanted: Sequence[str]) -> Iterator[Result]:
    for name in wanted:
        yield from import_module(f"tests.benchmarks.{name}").run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
