"""Which row of the workspace each item of a plan read again is: by its number and words, then by how like the words are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.errors import BadInput
from app.i18n import msg
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
    pairs.programmes = _paired(
        pairs.wanted.programmes,
        pairs.standing.programmes,
        [
            (lambda one: f"{one.number} {fold(one.title)}", lambda row: f"{row['number']} {fold(row['title'])}"),
            (lambda one: fold(one.title), lambda row: fold(row["title"])),
            (lambda one: one.number, lambda row: row["number"]),
        ],
        (lambda one: one.title, lambda row: row["title"]),
        LIKE,
    )


def _pair_tasks(pairs: Pairs) -> None:
    standing = pairs.standing

    def as_read(row: Row) -> str:
        base = standing.base("task", row["id"])
        return str((base or {}).get("text") or row["text"])

    found = _paired(
        pairs.wanted.tasks,
        standing.tasks,
        [
            (
                lambda one: f"{fold(one.section)}|{fold(one.columns['text'])}",
                lambda row: f"{fold(row['section'])}|{fold(as_read(row))}",
            ),
            (lambda one: fold(one.columns["text"]), lambda row: fold(as_read(row))),
            (lambda one: fold(one.columns["text"]), lambda row: fold(row["text"])),
        ],
        (lambda one: one.columns["text"], as_read),
        LIKE,
    )
    pairs.tasks = {pairs.wanted.tasks[place].key: row for place, row in found.items()}


def _pair_targets(pairs: Pairs) -> None:
    def horizon(columns: Row | Mapping[str, Any]) -> str:
        return f"{columns['horizon']}|{columns['h_from']}|{columns['h_to']}"

    wanted = [target for measure in pairs.wanted.measures for target in measure.targets]
    found = _paired(
        wanted,
        pairs.standing.targets,
        [
            (
                lambda one: f"{fold(one.columns['text'])}|{horizon(one.columns)}",
                lambda row: f"{fold(row['text'])}|{horizon(row)}",
            ),
            (lambda one: fold(one.columns["text"]), lambda row: fold(row["text"])),
        ],
        (lambda one: one.columns["text"], lambda row: row["text"]),
        LIKE,
    )
    pairs.targets = {wanted[place].key: row for place, row in found.items()}


def _pair_rest(pairs: Pairs) -> None:
    milestones = _paired(
        pairs.wanted.milestones,
        pairs.standing.milestones,
        [
            (
                lambda one: f"{one.columns['ends']}|{fold(one.columns['text'])}",
                lambda row: f"{row['ends']}|{fold(row['text'])}",
            ),
            (lambda one: fold(one.columns["text"]), lambda row: fold(row["text"])),
            (
                lambda one: f"{one.columns['starts']}|{one.columns['ends']}",
                lambda row: f"{row['starts']}|{row['ends']}",
            ),
        ],
        (lambda one: one.columns["text"], lambda row: row["text"]),
        1,
    )
    pairs.milestones = {pairs.wanted.milestones[place].key: row for place, row in milestones.items()}
    duties = _paired(
        pairs.wanted.duties,
        pairs.standing.duties,
        [(lambda one: f"{fold(one.body)}|{fold(one.text)}", lambda row: f"{fold(row['body'])}|{fold(row['text'])}")],
        (lambda one: f"{one.body} {one.text}", lambda row: f"{row['body']} {row['text']}"),
        LIKE,
    )
    pairs.duties = {pairs.wanted.duties[place].key: row for place, row in duties.items()}
