"""What the reader recognised in the lines of a source: which kind of item each line belongs to, and where numbers and times stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.plan_import.draft import Target, Task
from app.plan_import.review.entries import PASSED_DOWN, Entry, Review
from app.plan_import.source import Line, Source
from app.text import fold

_PERCENT = re.compile(r"\d[\d.,]*\s?%(?:\s+trở\s+(?:lên|xuống))?")
_FIGURE = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?:\.\d{3})+(?:\s+[^\W\d_]+){0,2}|(?<![\w.,/-])\d{1,4}(?=\s+[^\W\d_])(?:\s+[^\W\d_]+){0,2}"
)
_LONGEST = 2_000
_SENTENCE = 9
"""So many words are a sentence and not a heading."""

_MARKED = 5
"""So many, where a number stands before them and a sign ends them."""

LABEL = re.compile(r"^\s*(?:[-–•*+]\s*\+?|\(?(?:[IVX]{1,6}|\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-zĐđ])\s?[.)/])\s+")
"""The number or mark before the words of an item."""

_ENDS = (".", ";", ":")
_NO_FIGURES = ("chương trình", "năm", "tháng", "quý", "khóa", "điều", "khoản")


@dataclass(frozen=True)
class Tag:
    """What stands in the margin beside the first line of an item: the entry, a short word, the doubt if it is not sure."""

    entry: int
    word: str
    tone: str


TAGS = {
    "programme": ("CTr", "text2"),
    "target": ("CT", "ok"),
    "task": ("NV", "accent"),
    "milestone": ("Mốc", "text2"),
    "duty": ("PC", "text2"),
}
"""Short words of the margin and their tones: chương trình, chỉ tiêu, nhiệm vụ, mốc, phân công."""

BELOW = "CD"
"""A task for units below (cấp dưới)."""


def tags(review: Review, doubtful: frozenset[int] = frozenset()) -> Mapping[int, list[Tag]]:
    """The tags of each line of the source where items begin."""
    found: dict[int, list[Tag]] = {}
    for entry in review.live("programme", "target", "task", "milestone", "duty"):
        if not entry.item.lines:
            continue
        word, tone = TAGS[entry.kind]
        if isinstance(entry.item, Task) and entry.item.scope == PASSED_DOWN:
            word, tone = BELOW, "text2"
        here = found.setdefault(entry.item.lines[0], [])
        if all(tag.word != word for tag in here):
            here.append(Tag(entry.id, word, "warn" if entry.id in doubtful else tone))
    return found


def by_line(review: Review) -> Mapping[int, list[int]]:
    """The entries that have each line, the closest first."""
    found: dict[int, list[tuple[int, int]]] = {}
    for entry in review.live("programme", "target", "task", "detail", "milestone", "duty", "reference", "recipient"):
        for first, last in [entry.item.lines] if entry.item.lines else []:
            for line in range(first, min(last, first + _LONGEST) + 1):
                found.setdefault(line, []).append((last - first, entry.id))
    return {line: [entry_id for _, entry_id in sorted(here)] for line, here in found.items()}


def unread(review: Review, source: Source) -> list[tuple[int, int, str]]:
    """(first line, last line, words) of the passages among and after the items that no item has: whole sentences, no headings."""
    taken = {
        number
        for entry in review.entries
        for first, last in ([entry.item.lines] if entry.item.lines else [])
        for number in range(first, min(last, first + _LONGEST) + 1)
    }
    begin = min(taken, default=0)
    titles = {
        fold(entry.item.group) for entry in review.live("task") if isinstance(entry.item, Task) and entry.item.group
    }
    found: list[tuple[int, int, str]] = []
    passage: list[Line] = []

    def end() -> None:
        words = " ".join(one.text.strip() for one in passage)
        least = _MARKED if LABEL.match(words) and words.endswith(_ENDS) else _SENTENCE
        if len(words.split()) >= least and fold(LABEL.sub("", words)) not in titles:
            found.append((passage[0].number, passage[-1].number, words))
        passage.clear()

    for line in source.lines:
        text = line.text.strip()
        free = line.number > begin and line.number not in taken and text
        if (
            not free
            or source.whole_paragraphs
            or LABEL.match(text)
            or (passage and passage[-1].text.rstrip().endswith(_ENDS))
        ):
            end()
        if free and not (line.bold or line.centred or text.isupper()):
            passage.append(line)
    end()
    return found


def recognised(review: Review, source: Source) -> Mapping[int, list[tuple[int, int]]]:
    """(first, behind the last) of the numbers and times in each line that an item has."""
    wanted: dict[int, bool] = {}
    for entry in review.live("target", "task", "milestone"):
        if entry.item.lines:
            first, last = entry.item.lines
            for number in range(first, min(last, first + _LONGEST) + 1):
                wanted[number] = wanted.get(number, False) or _states_figures(entry)
    found: dict[int, list[tuple[int, int]]] = {}
    for line in source.lines:
        if line.number in wanted:
            spans = _spans(line.text, figures=wanted[line.number])
            if spans:
                found[line.number] = list(spans)
    return found


def _states_figures(entry: Entry) -> bool:
    return isinstance(entry.item, Target) or (isinstance(entry.item, Task) and entry.item.measurable)


@lru_cache(maxsize=8192)
def _spans(text: str, *, figures: bool) -> tuple[tuple[int, int], ...]:
    from app.plan_import import amounts, when

    spans = [(window.first, window.last) for window in when.windows(text)]
    spans += [found.span() for found in _PERCENT.finditer(text)]
    if figures:
        spans += [(amount.first, amount.last) for amount in amounts.find(text)]
        for found in _FIGURE.finditer(text):
            if not found[0].partition(" ")[2].casefold().startswith(_NO_FIGURES):
                spans.append(found.span())
    return tuple(_merged(spans))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
