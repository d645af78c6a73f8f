"""For the entry points of a frozen program, which has no interpreter to start a module with: it starts itself, and lands here."""

from collections.abc import Sequence
from pathlib import Path

from app.foreign import CHILD_OPTION


def serve(arguments: Sequence[str]) -> int | None:
    """Read a foreign file where this start is meant for that, and give its exit code; None for any other start."""
    if len(arguments) == 2 and arguments[0] == CHILD_OPTION:
        from app.foreign.child import main

        return main(Path(arguments[1]))
    return None
