"""Targets: a bullet or sentence split into its measurable claims, each with value, comparator, base and horizon (DOMAIN 2.6).

The words are resources/plan_words/claims.toml and time.toml. Texts stay as written; a claim's ``text`` is its part of the sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from app.i18n import tr
from app.plan_import import amounts, claim_parts, horizons, measures, phrases
from app.plan_import.amounts import Amount
from app.plan_import.claim_parts import Piece
from app.plan_import.draft import Horizon, Target, Warned
from app.plan_import.vocabulary import load

_REACH = 48
_FULL = Decimal(100)


def split(text: str, *, lines: tuple[int, int], horizon: Horizon | None, section: str | None) -> tuple[Target, ...]:
    """One target for each measurable claim of a bullet, in the order of the text. ``horizon`` is what headings above set.

    A figure without a word beside it is to be reached (``at_least``), a share that a rule fixes is ``equal``; without a figure a claim is
    ``yes`` (done or not) or ``words`` ("hầu hết").
    """
    plain = _unlabelled(text)
    found = [
        target
        for first, last in claim_parts.sentences(plain)
        for target in _of_sentence(plain[first:last], lines, horizon, section)
    ]
    # Beside claims that say how much, a sentence that does not only explains them.
    told = [target for target in found if target.comparator != "yes" or target.text != target.text_full]
    return tuple(told or found[:1])


def states_figure(text: str) -> bool:
    """Whether a task states a figure: a share, a count, a rate or a sum of money."""
    return any(amount.unit != "count" or amount.value > 0 for amount in amounts.find(text))


def join_measures(targets: Iterable[Target]) -> list[Target]:
    """The targets of a whole document with one ``measure`` key for all claims on the same thing at different horizons."""
    return measures.join(list(targets))


def oddities(targets: Iterable[Target]) -> list[Warned]:
    """What a person should look at in the targets of a document, measures joined.

    ``odd_threshold``: "100% trở lên". ``falling_target``: a share that is to be lower later than before.
    """
    listed = list(targets)
    odd = [
        _warned(
            "odd_threshold", target, tr("Ngưỡng lạ: “{text}”. Tỷ lệ không thể quá 100%.", text=target.text[:_SHOWN])
        )
        for target in listed
        if target.unit == "percent" and target.value is not None and target.value >= _FULL and _is_over(target.text)
    ]
    odd += [
        _warned(
            "falling_target",
            later,
            tr(
                "Chỉ tiêu giảm dần: {low}% đến năm {year}, trước đó {high}%.",
                low=later.value,
                high=earlier.value,
                year=later.horizon.until,
            ),
        )
        for earlier, later in measures.falling(listed)
    ]
    return odd


_SHOWN = 120
_OVER_FULL = re.compile(
    r"(?<!\d)100(?:,0+)? {0,2}(?:%|phần trăm)(?P<base>(?: \w+){0,4}) trở lên|(?:trên|hơn|vượt) 100 {0,2}%"
)


def _is_over(text: str) -> bool:
    """Whether "trở lên" belongs to the figure: in "100% CĐCS đạt loại khá trở lên" it does not."""
    found = _OVER_FULL.search(phrases.prepare(text))
    return found is not None and not _predicate().search(found["base"] or "")


def _warned(code: str, target: Target, message: str) -> Warned:
    return Warned(code=code, line=target.lines[0] if target.lines else None, message=message)


_LABEL = re.compile(
    r"^\W{0,6}(?:chỉ tiêu|mục tiêu|ct)(?: số)? {0,2}\d{1,2}(?:\.\d{1,2})?\s{0,3}[:.)\-–]\s{0,3}(?=\S)", re.IGNORECASE
)


def _unlabelled(text: str) -> str:
    """The text without a label such as "Chỉ tiêu 1:"."""
    return _LABEL.sub("", text, count=1)


def _of_sentence(sentence: str, lines: tuple[int, int], inherited: Horizon | None, section: str | None) -> list[Target]:
    parts = claim_parts.pieces(sentence)
    stated = _Stated(sentence, parts)
    found: list[Target] = []
    for piece, key in zip(parts, _keys(sentence, parts, section), strict=True):
        text = sentence[piece.first : piece.last]
        found.append(
            Target(
                text=text,
                text_full=sentence,
                value=_value(piece.amount),
                unit=_unit(piece.amount),
                comparator=_comparator(text, piece, found),
                horizon=stated.of(piece, inherited),
                frequency=_frequency(text),
                base=_base(text, piece.amount),
                measure=key or None,
                section=section,
                lines=list(lines),
                confidence=_confidence(piece),
            )
        )
    return found


def _keys(sentence: str, parts: Sequence[Piece], section: str | None) -> list[str]:
    """What each claim measures; one that hardly says it ("năm 2030: 80%") what the claim before it does, else the one behind it."""
    keys = [measures.key(sentence[piece.first : piece.last]) for piece in parts]
    for place, piece in enumerate(parts):
        if place and keys[place - 1] and (not keys[place] or (piece.joined and "-" not in keys[place])):
            keys[place] = keys[place - 1]
    for place in range(len(keys) - 2, -1, -1):
        keys[place] = keys[place] or keys[place + 1]
    return [key or measures.key(section or "") for key in keys]


def _value(amount: Amount | None) -> Decimal | None:
    if amount is None:
        return None
    whole = amount.value == amount.value.to_integral_value()
    return amount.value.quantize(Decimal(1)) if whole else amount.value.normalize()


def _unit(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    return "percent" if amount.unit == "percent" else "count"


def _confidence(piece: Piece) -> float:
    if piece.amount is None:
        return 0.7
    return 0.95 if piece.amount.unit == "percent" else 0.85


def _comparator(text: str, piece: Piece, before: Sequence[Target]) -> str:
    """What the figure says: the word before it, else behind it, else that of the claim it was joined to, else "at least"."""
    amount = piece.amount
    if amount is None:
        return "words" if piece.in_words else "yes"
    prepared = phrases.prepare(text)
    place = prepared.find(phrases.prepare(amount.text))
    found = _comparing().search(prepared, max(0, place - _REACH), place)
    behind = _behind().match(prepared, place + len(amount.text))
    if found and found.lastgroup:
        kind = str(found.lastgroup)
        kind = "at_most" if kind == "lowered" else kind
        if not (behind and kind in {"equal", "more_than", "less_than"} and found.start() > 0 and kind == "equal"):
            return "at_most" if behind and str(behind.lastgroup) == "at_most" and kind == "at_least" else kind
    if behind:
        return str(behind.lastgroup)
    if _prescribed().search(prepared, max(0, place - _REACH), place):
        return "equal"
    if piece.joined and before and before[-1].value is not None and place <= _AT_ONCE:
        return before[-1].comparator
    return "at_least"


_AT_ONCE = 8
_A_YEAR = re.compile(r"/ ?(?:1 |01 |một )?năm\b")
_WITHIN_A_YEAR = {"năm", "năm học", "học kỳ", "quý", "tháng", "tuần"}


class _Stated:
    """The horizons that one sentence states, and which of them hold for all its claims."""

    def __init__(self, sentence: str, parts: Sequence[Piece]) -> None:
        self._sentence = sentence
        self._found = horizons.find(_without_quotes(sentence))
        self._places = [first for _, first, _ in self._found]
        opening = parts[0]
        before_figure = opening.first + (opening.amount.first if opening.amount else 0)
        leading = [entry for entry in self._found if entry[1] < before_figure]
        self._leading = leading[-1] if leading else None
        last = self._found[-1] if self._found else None
        figure = parts[-1].first + (parts[-1].amount.last if parts[-1].amount else 0)
        closes = len(self._found) == 1 and last is not None and last[1] >= figure
        self._closing = last[0] if last and closes and not leading and parts[-1].joined else None

    def of(self, piece: Piece, inherited: Horizon | None) -> Horizon:
        """The claim's own horizon, else the one its sentence sets for all, else that of the headings."""
        own = self._found[bisect_left(self._places, piece.first) : bisect_left(self._places, piece.last)]
        if own:
            place = piece.first + piece.amount.first if piece.amount else piece.first
            return min(own, key=lambda entry: abs(entry[1] - place))[0]
        text = self._sentence[piece.first : piece.last]
        rates = (amount for amount in amounts.find(text) if amount.unit == "rate")
        if any(rate.per in _WITHIN_A_YEAR for rate in rates) or _A_YEAR.search(text):
            return Horizon(kind="yearly")
        return self._shared(piece) or inherited or Horizon()

    def _shared(self, piece: Piece) -> Horizon | None:
        """What opens the sentence holds for all its claims; a span that belongs to one count only for further counts."""
        if self._leading is None:
            return self._closing
        horizon, _, last = self._leading
        free = re.match(r"\s{0,3}[,:]", self._sentence[last : last + 4]) is not None
        is_count = piece.amount is not None and piece.amount.unit != "percent"
        return horizon if horizon.kind != "span" or free or is_count else None


def _frequency(text: str) -> str | None:
    """The rate that a claim asks for, as written: "01 lần/năm"."""
    rates = [found for found in amounts.find(text) if found.unit == "rate"]
    return re.sub(r"\s*/\s*", "/", rates[0].text) if rates else None


def _base(text: str, amount: Amount | None) -> str | None:
    """What a share is taken of: the words behind the figure up to what is claimed of them, or those behind "so với"."""
    if amount is None or amount.unit != "percent":
        return amount.noun if amount and amount.unit == "money" else None
    place = text.find(amount.text)
    rest = text[place + len(amount.text) :]
    compared = re.search(r"(?:so với|trên tổng số|trên số)\s+(.{3,200}?)(?:[,;.]|$)", rest)
    if compared:
        return compared[1].strip()
    rest = re.sub(r"\s*\btrở (?:lên|xuống)\b\s*", " ", rest.strip(" ,.;"), count=1).strip()
    rest = " ".join(re.sub(r"\([^()]{0,200}\)", "", rest).split())
    end = _predicate().search(phrases.prepare(rest))
    base = rest[: end.start()] if end else rest
    base = base.strip(" ,.;:")
    return base if base[:1].isalpha() else None


def _without_quotes(sentence: str) -> str:
    """The sentence with blanks for what stands in quotes: names of programmes hold years."""
    return re.sub(r"[“\"‘][^”\"’]{0,400}[”\"’]", lambda found: " " * len(found[0]), sentence)


@cache
def _comparing() -> re.Pattern[str]:
    words = load("claims")
    kinds = "|".join(f"(?P<{kind}>{phrases.any_of(listed, words)})" for kind, listed in words["comparators"].items())
    between = phrases.any_of(words["between"]["words"], words)
    return re.compile(rf"(?<!\w)(?:{kinds}) {{0,3}}(?:{between} {{1,3}}){{0,2}}$")


@cache
def _behind() -> re.Pattern[str]:
    words = load("claims")
    kinds = "|".join(f"(?P<{kind}>{phrases.any_of(listed, words)})" for kind, listed in words["behind"].items())
    return re.compile(rf"(?: {{0,3}}[^\W\d]\w*){{0,5}}? {{0,3}}(?:{kinds})(?!\w)")


@cache
def _prescribed() -> re.Pattern[str]:
    words = load("claims")
    return re.compile(
        rf"(?<!\w){phrases.any_of(words['prescribed']['words'], words)}(?: (?:là|bằng|mức|tỷ lệ|cho))? {{0,3}}$"
    )


@cache
def _predicate() -> re.Pattern[str]:
    words = load("claims")
    return re.compile(rf"(?<!\w){phrases.any_of(words['predicates']['words'], words)}(?!\w)|,\s|;")
