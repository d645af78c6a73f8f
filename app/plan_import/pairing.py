"""Which row of the workspace each item of a plan read again is: by its number and words, then by how like the words are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from app.errors import BadInput
from app.i18n import msg
from app.numbers import from_stored
from app.plan_import.alike import Alike
from app.plan_import.bodies import BodyReader
from app.plan_import.choices import Choices, Key
from app.plan_import.draft import PlanDraft
from app.plan_import.drawing_up import Drawing, draw_up
from app.plan_import.standing import Standing, read_standing
from app.plan_import.wanted import Wanted
from app.session import Session
from app.text import fold
from db.connection import Row

LIKE = 0.6
"""From this likeness on an item is the row, its words changed; the person sees both."""

_TASK_WORDS = ("text", "details", "starts", "due")
_TARGET_WORDS = ("text", "horizon", "h_from", "h_to", "base_text")
"""What tells rows apart that begin alike."""

W = TypeVar("W")


@dataclass
class Pairs:
    """Which standing row each item of the draft is: ids by place (programmes) or key. What is not there is new."""

    standing: Standing
    wanted: Wanted
    drawing: Drawing
    programmes: dict[int, Row] = field(default_factory=dict)
    tasks: dict[Key, Row] = field(default_factory=dict)
    targets: dict[Key, Row] = field(default_factory=dict)
    milestones: dict[Key, Row] = field(default_factory=dict)
    duties: dict[Key, Row] = field(default_factory=dict)


def pair(session: Session, draft: PlanDraft, choices: Choices) -> Pairs:
    """Find for each item of the draft the row that it is."""
    if choices.update is None:
        raise BadInput(msg("Chưa chọn văn bản để cập nhật."), where="update")
    try:
        standing = read_standing(session, choices.update)
    except KeyError:
        raise BadInput(msg("Không có văn bản số {id} để cập nhật.", id=choices.update), where="update") from None
    reader = BodyReader(session, draft.document.issuer or draft.document.parent_issuer)
    drawing = Drawing(draft, reader, choices)
    pairs = Pairs(standing, draw_up(drawing), drawing)
    _pair_programmes(pairs)
    _pair_tasks(pairs)
    _pair_targets(pairs)
    _pair_rest(pairs)
    return pairs


def _paired(
    wanted: Sequence[W],
    rows: Sequence[Row],
    keys: Sequence[tuple[Callable[[W], str], Callable[[Row], str]]],
    texts: tuple[Callable[[W], str], Callable[[Row], str]],
    least: float,
) -> dict[int, Row]:
    """Places of ``wanted`` and their rows: first by each of the keys in turn, then by likeness of what is left."""
    found: dict[int, Row] = {}
    free = {row["id"]: row for row in rows}
    for of_wanted, of_row in keys:
        by_key: dict[str, list[Row]] = {}
        for row in free.values():
            by_key.setdefault(of_row(row), []).append(row)
        for place, item in enumerate(wanted):
            same = by_key.get(of_wanted(item), []) if place not in found else []
            if same and of_wanted(item):
                found[place] = same.pop(0)
                del free[found[place]["id"]]
    left = list(free.values())
    alike, taken = Alike([texts[1](row) for row in left]), set[int]()
    for place, item in enumerate(wanted):
        best = alike.best(texts[0](item), least, taken) if left and place not in found else None
        if best is not None:
            taken.add(best[0])
            found[place] = left[best[0]]
    return found


def _pair_programmes(pairs: Pairs) -> None:
    def as_read(row: Row, name: str) -> str:
        return str(pairs.standing.as_read("programme", row, name) or "")

    pairs.programmes = _paired(
        pairs.wanted.programmes,
        pairs.standing.programmes,
        [
            (
                lambda one: _joined(one.number, one.title),
                lambda row: _joined(as_read(row, "number"), as_read(row, "title")),
            ),
            (lambda one: fold(one.title), lambda row: fold(as_read(row, "title"))),
            (lambda one: fold(one.title), lambda row: fold(row["title"])),
            (lambda one: one.number, lambda row: as_read(row, "number")),
        ],
        (lambda one: one.title, lambda row: as_read(row, "title")),
        LIKE,
    )


def _pair_tasks(pairs: Pairs) -> None:
    standing, programmes = pairs.standing, pairs.wanted.programmes

    def as_read(row: Row, name: str) -> Any:
        return standing.as_read("task", row, name)

    def section(row: Row) -> str:
        return standing.section_titles.get(row["section_id"], "")

    titles = {row["id"]: standing.as_read("programme", row, "title") for row in standing.programmes}
    found = _paired(
        pairs.wanted.tasks,
        standing.tasks,
        [
            (
                lambda one: _joined(programmes[one.programme].title, one.section, *map(one.columns.get, _TASK_WORDS)),
                lambda row: _joined(
                    titles.get(row["programme_id"]), section(row), *(as_read(row, one) for one in _TASK_WORDS)
                ),
            ),
            (
                lambda one: _joined(one.section, one.columns["text"]),
                lambda row: _joined(section(row), as_read(row, "text")),
            ),
            (lambda one: fold(one.columns["text"]), lambda row: fold(as_read(row, "text"))),
            (lambda one: fold(one.columns["text"]), lambda row: fold(row["text"])),
        ],
        (lambda one: one.columns["text"], lambda row: as_read(row, "text")),
        LIKE,
    )
    pairs.tasks = {pairs.wanted.tasks[place].key: row for place, row in found.items()}


def _joined(*parts: Any) -> str:
    """A key of several texts or days."""
    return "|".join(fold(str(part or "")) for part in parts)


def _pair_targets(pairs: Pairs) -> None:
    def as_read(row: Row, name: str) -> Any:
        return pairs.standing.as_read("target", row, name)

    def value(row: Row) -> str:
        stored = as_read(row, "value")
        return "" if stored is None else _plain(from_stored(stored, row["decimals"]))

    wanted = [target for measure in pairs.wanted.measures for target in measure.targets]
    found = _paired(
        wanted,
        pairs.standing.targets,
        [
            (
                lambda one: f"{_joined(*map(one.columns.get, _TARGET_WORDS))} {_plain(one.columns['value'])}",
                lambda row: f"{_joined(*(as_read(row, name) for name in _TARGET_WORDS))} {value(row)}",
            ),
            (
                lambda one: _joined(*map(one.columns.get, _TARGET_WORDS)),
                lambda row: _joined(*(as_read(row, name) for name in _TARGET_WORDS)),
            ),
            (lambda one: fold(one.columns["text"]), lambda row: fold(as_read(row, "text"))),
        ],
        (lambda one: one.columns["text"], lambda row: as_read(row, "text")),
        LIKE,
    )
    pairs.targets = {wanted[place].key: row for place, row in found.items()}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def _pair_rest(pairs: Pairs) -> None:
    def step(row: Row, name: str) -> str:
        return str(pairs.standing.as_read("milestone", row, name))

    milestones = _paired(
        pairs.wanted.milestones,
        pairs.standing.milestones,
        [
            (
                lambda one: _joined(one.columns["ends"], one.columns["text"]),
                lambda row: _joined(step(row, "ends"), step(row, "text")),
            ),
            (lambda one: fold(one.columns["text"]), lambda row: fold(step(row, "text"))),
            (
                lambda one: _joined(one.columns["starts"], one.columns["ends"]),
                lambda row: _joined(step(row, "starts"), step(row, "ends")),
            ),
        ],
        (lambda one: one.columns["text"], lambda row: step(row, "text")),
        1,
    )
    pairs.milestones = {pairs.wanted.milestones[place].key: row for place, row in milestones.items()}
    duties = _paired(
        pairs.wanted.duties,
        pairs.standing.duties,
        [(lambda one: _joined(one.body, one.text), lambda row: _joined(row["body"], row["text"]))],
        (lambda one: f"{one.body} {one.text}", lambda row: f"{row['body']} {row['text']}"),
        LIKE,
    )
    pairs.duties = {pairs.wanted.duties[place].key: row for place, row in duties.items()}
