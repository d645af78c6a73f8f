"""The log watch: a warning nobody expected is a failure."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager


class LogWatch(logging.Handler):
    """Keeps every record from WARNING up until a test says that it was expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record; called by logging on whatever thread logs."""
        self.unexpected.append(record)

    @contextmanager
    def expecting(self, pattern: str, level: int = logging.WARNING) -> Iterator[None]:
        """Inside, at least one record of ``level`` whose text matches the regular expression must come."""
        before = len(self.unexpected)
        yield
        fresh = self.unexpected[before:]
        matching = [r for r in fresh if r.levelno == level and re.search(pattern, r.getMessage())]
        assert matching, f"no log record of {logging.getLevelName(level)} matched {pattern!r}: {self.lines()}"
        self.unexpected[before:] = [record for record in fresh if record not in matching]

    def lines(self) -> list[str]:
        """The unexpected records as text."""
        return [f"{r.levelname} {r.name}: {r.getMessage()}" for r in self.unexpected]
