"""Python's search for cycles, paused over work that makes very many objects at once and no cycles among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles meanwhile: of a plan of 300 files each search would go through a hundred thousand rows (a fifth of the time).

    In the window the search is off anyway, and done from a timer of its own; then nothing changes here.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
