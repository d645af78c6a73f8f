"""Telling on stderr how far long work is: not at once, and a few times a minute at most."""

import time

import click

from app.jobs import Progress

SPEAK_AFTER = 2.0
"""Seconds of work after which progress is told, and between two tellings."""


def speaking() -> Progress:
    """A progress that tells on stderr."""
    return Progress(_Speaking().tell)


class _Speaking:
    def __init__(self) -> None:
        self._told = time.monotonic()

    def tell(self, done: int, total: int, text: str) -> None:
        """One step more is done."""
        now = time.monotonic()
        if now - self._told < SPEAK_AFTER:
            return
        self._told = now
        click.echo(f"{done}/{total} {text}".rstrip(), err=True)
