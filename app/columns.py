"""What a list shows, said once: screens, the command line, Excel, PDF and Word all read these definitions (DESIGN § 4, rule 4)."""

from dataclasses import dataclass, field
from enum import Enum

from app.i18n import Message, msg


class Kind(Enum):
    """How a value is shown. Each output has one rule per kind (``app/display.py`` for text)."""

    TEXT = "text"
    LONG = "long"  # several lines
    CODE = "code"  # short, never wrapped
    COUNT = "count"
    PERCENT = "percent"  # a whole number 0-100
    DATE = "date"  # ISO day
    INSTANT = "instant"  # milliseconds UTC
    PERIOD = "period"  # a period code
    STATUS = "status"  # a status word of LOOK § 1
    WORD = "word"  # one of a fixed set, in ``words``
    FLAG = "flag"
    AMOUNT = "amount"  # a stored integer with the row's ``decimals``
    MESSAGE = "message"  # a stored message


NUMERIC = frozenset({Kind.COUNT, Kind.PERCENT, Kind.AMOUNT})


@dataclass(frozen=True)
class Column:
    """One column. ``width`` in characters; ``priority`` 1 stays longest when the window narrows; ``words`` for Kind.WORD."""

    key: str
    title: Message
    kind: Kind = Kind.TEXT
    width: int = 12
    priority: int = 1
    words: dict[str, Message] = field(default_factory=dict, hash=False)
    shown: bool = True


@dataclass(frozen=True)
class ListSpec:
    """A list: which view it reads, which tables make it stale, its columns and its order.

    ``sort_keys`` names the column to sort by in place of a shown one (names by their Vietnamese key);
    ``search_kind`` the kind of search documents whose text the list's search box looks in. ``settled`` says that ``order_by`` leaves
    hardly any ties: an index alone then gives the order of a million rows, where the id at its end would make SQLite sort them.
    """

    name: str
    title: Message
    view: str
    tables: frozenset[str]
    columns: tuple[Column, ...]
    order_by: tuple[tuple[str, bool], ...]
    sort_keys: dict[str, str] = field(default_factory=dict, hash=False)
    search_kind: str = ""
    per_period: bool = False
    settled: bool = False

    def column(self, key: str) -> Column:
        """The column of that key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


DUE = msg("Hạn")
