"""Ruled tables of a PDF page: a grid of lines gives rows and columns, and each stretch of text its cell."""

from dataclasses import dataclass

from app.plan_import.readers.pdf_glyphs import Rule, Stretch

_TOUCH = 3.0
_LEAST = 8.0
_MOST_RULES = 4_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the places of its lines down (columns between them) and across (rows between them)."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def holds(self, stretch: Stretch) -> bool:
        """Whether a stretch stands in the table."""
        x, y = (stretch.x0 + stretch.x1) / 2, (stretch.y0 + stretch.y1) / 2
        return self.columns[0] < x < self.columns[-1] and self.rows[0] < y < self.rows[-1]

    def cell(self, stretch: Stretch) -> tuple[int, int]:
        """Row and column of a stretch in the table, from 1; one across several columns is in the first."""
        y, x = (stretch.y0 + stretch.y1) / 2, stretch.x0 + min(2.0, (stretch.x1 - stretch.x0) / 2)
        return sum(y > row for row in self.rows), sum(x > column for column in self.columns)

    def goes_on_from(self, other: "Grid") -> bool:
        """Whether this is the same table on the next page: its columns stand where the other's do."""
        return len(self.columns) == len(other.columns) and all(
            abs(one - two) < _TOUCH for one, two in zip(self.columns, other.columns, strict=True)
        )


def grids(rules: list[Rule]) -> list[Grid]:
    """The tables that the lines of a page make, from top to bottom. Two cells at least, else it is an ornament."""
    if len(rules) > _MOST_RULES:
        return []
    found = []
    for group in _connected(rules):
        columns = _places([(rule.x0 + rule.x1) / 2 for rule in group if rule.upright])
        rows = _places([(rule.y0 + rule.y1) / 2 for rule in group if not rule.upright])
        if len(columns) >= 2 and len(rows) >= 2 and (len(columns) - 1) * (len(rows) - 1) > 1:
            found.append(Grid(columns, rows))
    return sorted(found, key=lambda grid: grid.rows[0])


def _places(values: list[float]) -> tuple[float, ...]:
    """Lines drawn twice or in pieces are one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _LEAST / 2:
            places.append(value)
    return tuple(places)


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """The lines that touch each other, by sweeping down the page: what touches an open group joins it."""
    groups: list[tuple[list[Rule], tuple[float, float, float, float]]] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        apart, members = [], [rule]
        box = (rule.x0, rule.y0, rule.x1, rule.y1)
        for group in groups:
            if _touches(rule, group[1]):
                other = group[1]
                members = [*group[0], *members]
                box = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
            else:
                apart.append(group)
        groups = [*apart, (members, box)]
    return [members for members, _ in groups]


def _touches(rule: Rule, box: tuple[float, float, float, float]) -> bool:
    return (
        rule.x0 <= box[2] + _TOUCH
        and rule.x1 >= box[0] - _TOUCH
        and rule.y0 <= box[3] + _TOUCH
        and rule.y1 >= box[1] - _TOUCH
    )
