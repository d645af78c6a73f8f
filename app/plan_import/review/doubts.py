"""What a person should look at before a draft is taken over: questions in words with answers to choose from.

A doubt comes from a warning of the reader at a line of the item, from a low confidence, or from the item itself (two bans named and none
of them as the lead). Answering it is a change like any other; what is answered does not come again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from app.dates import format_date
from app.i18n import Message, msg
from app.numbers import format_number
from app.plan_import.draft import Programme, Reference, Target, Task, Warned
from app.plan_import.review import changes
from app.plan_import.review.changes import Change
from app.plan_import.review.entries import OWN, Entry, Kind, Review
from app.plan_import.review.retyping import retype
from app.plan_import.source import Source

SURE = 0.65
"""From this confidence on the reader's choice stands without a question."""

LEAD, UNSURE = "lead", "unsure"
"""The keys of the questions which ban leads, and whether an item is what the reader took it for."""

SETTLED = "settled:"
"""Before the key of a doubt about the document among the review's choices."""

DOCUMENT = 0
"""In place of an entry's id: the head of the document."""

Then = Literal["", "edit", "show"]


@dataclass(frozen=True)
class Answer:
    """One answer: its words; the change it makes (None for those that only lead on); ``then`` edit the item or show both places."""

    words: str
    change: Change | None = None
    then: Then = ""


@dataclass(frozen=True)
class Doubt:
    """A question about an entry, at ``lines`` of the source; DOCUMENT: about the document, or about ``body`` as the draft names it."""

    key: str
    entry: int
    question: str
    answers: tuple[Answer, ...]
    lines: tuple[int, ...] = ()
    body: str = ""


KIND_WORDS: dict[Kind, Message] = {
    "programme": msg("chương trình"),
    "target": msg("chỉ tiêu"),
    "task": msg("nhiệm vụ"),
    "detail": msg("ý nhỏ"),
    "milestone": msg("mốc thời gian"),
    "duty": msg("phân công"),
    "reference": msg("văn bản viện dẫn"),
    "recipient": msg("nơi nhận"),
}


def doubts(review: Review, source: Source | None = None) -> tuple[Doubt, ...]:
    """Every open question, in the order of the entries."""
    texts = {line.number: line.text for line in source.lines} if source is not None else {}
    at = _warnings_of(review)
    found = [doubt for warned in at.get(DOCUMENT, ()) for doubt in _of_document(review, warned)]
    alike = _alike(review)
    for entry in review.entries:
        if not entry.dropped and entry.kind != "recipient":
            like = alike.get((entry.kind, entry.item.confidence), ())
            found += [
                doubt for doubt in _of(entry, at.get(entry.id, ()), texts, like) if doubt.key not in entry.answered
            ]
    return tuple(found)


def _alike(review: Review) -> dict[tuple[Kind, float | None], list[int]]:
    """The items of which the reader is unsure for the same reason, as their kind and confidence tell."""
    found: dict[tuple[Kind, float | None], list[int]] = {}
    for entry in review.live("programme", "target", "task", "milestone", "duty", "reference"):
        sure = entry.item.confidence
        if sure is not None and sure < SURE and UNSURE not in entry.answered:
            found.setdefault((entry.kind, sure), []).append(entry.id)
    return found


def _of_document(review: Review, warned: Warned) -> Iterator[Doubt]:
    key = f"{warned.code}:{warned.line}"
    if not review.choice(SETTLED + key):
        keep = Answer(str(msg("Giữ như văn bản")), partial(changes.choose, key=SETTLED + key, answer="yes"))
        yield Doubt(key, DOCUMENT, said(warned), (keep, Answer(str(msg("Sửa")), then="edit")), _lines(warned))


def notes(review: Review) -> tuple[Warned, ...]:
    """Warnings that concern no item: of the whole document, or at a line that no item has."""
    taken = {id(warned) for warnings in _warnings_of(review).values() for warned in warnings}
    return tuple(warned for warned in review.head.warnings if id(warned) not in taken)


def _warnings_of(review: Review) -> dict[int, list[Warned]]:
    """The warnings of each entry: at the entry that has the line and reaches the least beyond it."""
    spans: dict[int, list[Entry]] = {}
    for entry in review.entries:
        for line in _lines_of(entry):
            spans.setdefault(line, []).append(entry)
    found: dict[int, list[Warned]] = {}
    for warned in review.head.warnings:
        if warned.code in _OF_DOCUMENT:
            found.setdefault(DOCUMENT, []).append(warned)
            continue
        wanted = _KINDS_MEANT.get(warned.code)
        here = [one for one in spans.get(warned.line or 0, ()) if not wanted or one.kind in wanted]
        if here:
            nearest = min(here, key=lambda one: (one.dropped, _reach(one)))
            found.setdefault(nearest.id, []).append(warned)
    return found


def _lines_of(entry: Entry) -> Iterable[int]:
    """The lines at which a warning is about an entry; a cited document is meant wherever it is cited."""
    if not entry.item.lines or entry.kind == "recipient":
        return ()
    first, last = entry.item.lines
    # An item that spans half the document is the document, not a place in it.
    own = range(first, min(last, first + _LONGEST) + 1)
    return {*own, *entry.item.occurrences} if isinstance(entry.item, Reference) else own


_LONGEST = 200
_OF_DOCUMENT = frozenset(("draft", "no_number", "no_date", "no_issuer"))
"""Warnings about the head of the document."""

_KINDS_MEANT: dict[str, frozenset[Kind]] = {
    "odd_threshold": frozenset(("target",)),
    "conflicting_citation": frozenset(("reference",)),
    "date_before_issue": frozenset(("reference", "task", "milestone", "target")),
}


def _reach(entry: Entry) -> int:
    lines = entry.item.lines or [0, 0]
    return lines[1] - lines[0]


def _of(entry: Entry, warnings: Iterable[Warned], texts: dict[int, str], alike: Sequence[int]) -> Iterator[Doubt]:
    keys: set[str] = set()
    for warned in warnings:
        key = f"{warned.code}:{warned.line}"
        if key not in keys:
            keys.add(key)
            yield _ASKED.get(warned.code, _plainly)(entry, warned, key, texts)
    if isinstance(entry.item, Task) and not entry.item.lead and entry.item.scope == OWN:
        bans = [body for body in entry.item.collaborators if body.casefold().startswith(("ban ", "văn phòng"))]
        if len(bans) > 1:
            yield two_bans(entry, bans)
    asked = any(key.startswith("unsure_role") for key in keys)
    if entry.id in alike and entry.kind != "detail" and not asked:
        yield _unsure(entry, UNSURE, alike)


def _settled(entry: Entry, key: str, *first: Change) -> Change:
    """A change that also settles the doubt, so that it does not come again."""

    def change(review: Review) -> Review:
        for step in first:
            review = step(review)
        return changes.settle(review, entry.id, key)

    return change


def _keep(entry: Entry, key: str) -> Answer:
    return Answer(str(msg("Giữ như văn bản")), _settled(entry, key))


def _plainly(entry: Entry, warned: Warned, key: str, _texts: dict[int, str]) -> Doubt:
    question = warned.message or _PHRASES.get(warned.code, msg("Chỗ này cần xem lại."))
    return Doubt(
        key, entry.id, str(question), (_keep(entry, key), Answer(str(msg("Sửa")), then="edit")), _lines(warned)
    )


def _odd_threshold(entry: Entry, warned: Warned, key: str, _texts: dict[int, str]) -> Doubt:
    target = entry.item
    if not isinstance(target, Target) or target.value is None:
        return _plainly(entry, warned, key, _texts)
    level = format_number(target.value) + ("%" if target.unit == "percent" else "")
    exact = partial(changes.edit, entry_id=entry.id, comparator="equal")
    return Doubt(
        key,
        entry.id,
        str(msg("Văn bản ghi “{level} trở lên”. Hiểu là bằng {level}?", level=level)),
        (
            Answer(str(msg("Đúng, bằng {level}", level=level)), _settled(entry, key, exact)),
            Answer(str(msg("Sửa")), then="edit"),
        ),
        _lines(warned),
    )


def _conflict(entry: Entry, warned: Warned, key: str, texts: dict[int, str]) -> Doubt:
    reference = entry.item
    if not isinstance(reference, Reference):
        return _plainly(entry, warned, key, texts)
    days = dict(_days_cited(reference, texts))
    lines = tuple(days.values()) or _lines(warned)
    show = Answer(str(msg("Xem hai chỗ")), then="show")
    if len(days) < 2:
        question = warned.message or msg("{number} ghi hai ngày khác nhau.", number=reference.number or "")
        return Doubt(key, entry.id, str(question), (_keep(entry, key), show), lines)
    answers = [
        Answer(
            str(msg("Lấy {day}", day=format_date(day))),
            _settled(entry, key, partial(changes.edit, entry_id=entry.id, issued_on=day)),
        )
        for day in list(days)[:2]
    ]
    question = msg(
        "{number} ghi hai ngày khác nhau, ở dòng {first} và {second}.",
        number=reference.number or "",
        first=lines[0],
        second=lines[1],
    )
    return Doubt(key, entry.id, str(question), (*answers, show), lines)


def _days_cited(reference: Reference, texts: dict[int, str]) -> Iterator[tuple[date, int]]:
    """Each day with which a document is cited, and the first line that says so."""
    from app.plan_import import citations

    seen: set[date] = set()
    first = reference.lines[0] if reference.lines else None
    for line in dict.fromkeys([*([first] if first else []), *reference.occurrences]):
        for citation in citations.find(" ".join((texts.get(line, ""), texts.get(line + 1, "")))):
            day = citation.issued_on
            if citation.number == reference.number and day is not None and day not in seen:
                seen.add(day)
                yield day, line


def two_bans(entry: Entry, bans: Sequence[str]) -> Doubt:
    """Which of the bans that a task names leads it."""
    names = ", ".join(bans)
    answers = tuple(Answer(ban, partial(changes.lead, ids=(entry.id,), body=ban)) for ban in bans[:3])
    question = msg("Câu này nhắc {n} ban: {names}. Ban nào chủ trì?", n=_number(len(bans)), names=names)
    return Doubt(LEAD, entry.id, str(question), answers, tuple(entry.item.lines or ()))


def _unsure(entry: Entry, key: str, alike: Sequence[int] = ()) -> Doubt:
    others: tuple[Kind, ...] = tuple(kind for kind in ("task", "target") if kind != entry.kind)[:1]
    answers = [Answer(str(msg("Đúng")), _settled(entry, key))]
    if len(alike) > 1:
        words = msg("Đúng cả {n} mục", n=len(alike))
        answers.append(Answer(str(words), partial(changes.settle_all, ids=tuple(alike), key=key)))
    if not isinstance(entry.item, Programme):
        answers += [
            Answer(
                str(msg("Là {kind}", kind=KIND_WORDS[kind])),
                _settled(entry, key, partial(retype, ids=(entry.id,), kind=kind)),
            )
            for kind in others
        ]
    answers.append(Answer(str(msg("Bỏ")), partial(changes.drop, ids=(entry.id,))))
    question = msg("Chưa chắc đây là {kind}.", kind=KIND_WORDS[entry.kind])
    return Doubt(key, entry.id, str(question), tuple(answers), tuple(entry.item.lines or ()))


def _unsure_role(entry: Entry, _warned: Warned, key: str, _texts: dict[int, str]) -> Doubt:
    return _unsure(entry, key)


def _lines(warned: Warned) -> tuple[int, ...]:
    return (warned.line,) if warned.line else ()


def _number(count: int) -> str:
    return str({2: msg("hai"), 3: msg("ba")}.get(count, count))


_ASKED: dict[str, Callable[[Entry, Warned, str, dict[int, str]], Doubt]] = {
    "odd_threshold": _odd_threshold,
    "conflicting_citation": _conflict,
    "unsure_role": _unsure_role,
}

_PHRASES = {
    "repeated_label": msg("Số thứ tự của mục này lặp lại số của mục khác."),
    "unexpected_label": msg("Số thứ tự của mục này không nối tiếp mục trước."),
    "damaged_text": msg("Chữ ở mục này có chỗ bị hỏng."),
    "no_accents": msg("Văn bản không có dấu tiếng Việt; nếu có bản đủ dấu thì nên dùng bản đó."),
    "mixed_unicode": msg("Văn bản lẫn hai kiểu gõ dấu; đã đổi về một kiểu."),
    "legacy_encoding": msg("Văn bản dùng phông chữ cũ; đã đổi sang Unicode."),
    "draft": msg("Văn bản ghi là dự thảo."),
    "no_number": msg("Số của văn bản để trống."),
    "date_before_issue": msg("Ngày này đứng trước ngày ban hành văn bản."),
}


def said(warned: Warned) -> str:
    """A warning in words."""
    return str(warned.message or _PHRASES.get(warned.code, msg("Chỗ này cần xem lại.")))
