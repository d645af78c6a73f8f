"""What a person chose about a list: filters, order, columns, widths; and the views of it that were given a name.

Everything here is kept in the person's settings, so all of it is bounded.
"""

from typing import Literal

import msgspec

from app.errors import BadInput
from app.i18n import msg
from app.text import clean_line

MOST_VIEWS = 20
"""Views kept for one list: a menu of more is not read any more."""
MOST_VALUES = 60
"""Values of a column that are offered to be ticked; where there are more, one filters by what they contain."""
LONGEST_NAME = 60
LONGEST_TEXT = 200
LARGEST_VIEW = 4_000
"""Bytes of a kept view: with all views of all lists the settings stay far below what is read of them."""
WIDTHS = (36, 900)
"""Pixels: what a column's width may be."""

Choice = str | int | bool | None


class Filter(msgspec.Struct, frozen=True):
    """What the rows must hold in one column; what is empty asks for nothing, the rest must all hold.

    ``has`` is text within it (accents do not matter), ``among`` stored values of which it is one ("" for an empty cell), ``least`` and
    ``most`` days (ISO) or numbers it lies between, both included.
    """

    column: str
    has: str = ""
    among: tuple[str, ...] = ()
    least: str = ""
    most: str = ""
    blank: Literal["", "empty", "filled"] = ""

    @property
    def asks(self) -> bool:
        """Whether it leaves out any row at all."""
        return bool(self.has or self.among or self.least or self.most or self.blank)


class ListState(msgspec.Struct, frozen=True):
    """How a list stands: what it shows, in which order, in which columns. ``chips`` are the page's own filters by their keys."""

    filters: tuple[Filter, ...] = ()
    search: str = ""
    sort: str = ""
    down: bool = False
    columns: tuple[str, ...] = ()
    chips: dict[str, Choice] = msgspec.field(default_factory=dict)


class SavedView(msgspec.Struct, frozen=True):
    """A state of a list under a name."""

    name: str
    state: ListState


class ListChoices(msgspec.Struct, frozen=True):
    """What is kept of one list: its columns in their order (none: as the program shows them), their widths in pixels, its views."""

    columns: tuple[str, ...] = ()
    widths: dict[str, int] = msgspec.field(default_factory=dict)
    views: tuple[SavedView, ...] = ()

    def view(self, name: str) -> SavedView | None:
        """The view of that name."""
        return next((one for one in self.views if one.name == name), None)

    def saved(self, name: str, state: ListState) -> "ListChoices":
        """With a view of that name, in place of the one that had it. Raises BadInput (``name``) without a name, and beyond MOST_VIEWS."""
        name = _named(name)
        if self.view(name) is None and len(self.views) >= MOST_VIEWS:
            raise BadInput(
                msg("Mỗi danh sách giữ nhiều nhất {n} kiểu xem. Xóa bớt một kiểu xem rồi lưu.", n=MOST_VIEWS),
                where="name",
            )
        if len(msgspec.json.encode(state)) > LARGEST_VIEW:
            raise BadInput(msg("Kiểu xem này lọc theo quá nhiều giá trị để giữ lại. Bỏ bớt lọc rồi lưu."), where="name")
        new = SavedView(name, state)
        if self.view(name) is None:
            return msgspec.structs.replace(self, views=(*self.views, new))
        return msgspec.structs.replace(self, views=tuple(new if one.name == name else one for one in self.views))

    def renamed(self, old: str, name: str) -> "ListChoices":
        """With a view under another name. Raises BadInput (``name``) where another view has it."""
        name = _named(name)
        if name != old and self.view(name) is not None:
            raise BadInput(msg("Đã có kiểu xem tên “{name}”. Ghi tên khác.", name=name), where="name")
        views = tuple(SavedView(name, one.state) if one.name == old else one for one in self.views)
        return msgspec.structs.replace(self, views=views)

    def without(self, name: str) -> "ListChoices":
        """Without the view of that name."""
        return msgspec.structs.replace(self, views=tuple(one for one in self.views if one.name != name))

    def shown(self, columns: tuple[str, ...]) -> "ListChoices":
        """With these columns in this order; none for those the program shows by itself."""
        return msgspec.structs.replace(self, columns=columns)

    def widened(self, column: str, width: int) -> "ListChoices":
        """With a column's width, within what a column may have."""
        width = min(max(width, WIDTHS[0]), WIDTHS[1])
        return msgspec.structs.replace(self, widths={**self.widths, column: width})


def _named(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise BadInput(msg("Ghi tên của kiểu xem."), where="name")
    if len(name) > LONGEST_NAME:
        raise BadInput(msg("Tên kiểu xem dài nhất {n} chữ.", n=LONGEST_NAME), where="name")
    return name
