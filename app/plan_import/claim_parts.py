"""A bullet or sentence cut into the pieces that each state one measurable claim (DOMAIN 2.6).

Cut at ";", and at commas and "và" where what follows states a figure of its own. Nothing is cut inside brackets or quotes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.plan_import import amounts, horizons, phrases
from app.plan_import.amounts import Amount
from app.plan_import.vocabulary import load


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that states a claim. ``joined``: cut from the claim before at a comma, so it may lean on its words."""

    first: int
    last: int
    amount: Amount | None
    joined: bool
    in_words: bool = False


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """First and last place of each sentence, blanks aside."""
    behind = 0
    for end in [found.end() for found in _SENTENCE_END.finditer(text)] + [len(text)]:
        first = behind + len(text[behind:end]) - len(text[behind:end].lstrip())
        last = behind + len(text[behind:end].rstrip())
        if first < last:
            yield first, last
        behind = end


_SENTENCE_END = re.compile(r"(?<=[^\W\d_][^\W\d_][.!?])\s{1,4}(?=[“\"(]?[^\W\d_a-zà-ỹ]|\d{1,3} ?%)")


def pieces(sentence: str) -> list[Piece]:
    """The claims of a sentence, in order. A sentence without any figure is one piece."""
    found: list[Piece] = []
    hidden = _hidden(sentence)
    aside = _BRACKETS.sub(lambda brackets: f"({' ' * (len(brackets[0]) - 2)})", sentence)
    bare = aside if amounts.find(aside) else sentence
    for first, last in _between(sentence, 0, len(sentence), _SEMICOLON, hidden):
        for piece in _of_part(sentence, bare, first, last, hidden):
            if found and piece.amount is None and not piece.in_words and not _stands_alone(sentence, piece):
                before = found[-1]
                found[-1] = Piece(before.first, piece.last, before.amount, before.joined, before.in_words)
            else:
                found.append(piece)
    if len(found) > 1 and found[0].amount is None and not found[0].in_words and _leads_on(sentence, found[0]):
        second = found[1]
        found[:2] = [Piece(found[0].first, second.last, second.amount, joined=False, in_words=second.in_words)]
    return found


_SEMICOLON = re.compile(r";")
_COMMA = re.compile(r",|(?<=\S)\s{1,4}(?:và|trong đó|còn|cùng(?=\s\d))(?=\s)")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_QUOTED = re.compile(r"“[^”]{0,400}”|\([^()]{0,200}\)|\"[^\"]{0,400}\"|‘[^’]{0,200}’")


def _hidden(sentence: str) -> list[tuple[int, int]]:
    return [found.span() for found in _QUOTED.finditer(sentence)]


def _between(
    text: str, first: int, last: int, mark: re.Pattern[str], hidden: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The stretches between the marks that stand outside brackets and quotes."""
    behind, place = first, 0
    for found in mark.finditer(text, first, last):
        while place < len(hidden) and hidden[place][1] <= found.start():
            place += 1
        if place < len(hidden) and hidden[place][0] <= found.start():
            continue
        if _in_figure(text, found):
            continue
        yield behind, found.start()
        behind = found.end() if found[0].strip() in {",", ";"} else found.start()
    yield behind, last


def _in_figure(text: str, found: re.Match[str]) -> bool:
    return (
        found[0] == ","
        and text[found.start() - 1 : found.start()].isdigit()
        and text[found.end() : found.end() + 1].isdigit()
    )


def _of_part(sentence: str, bare: str, first: int, last: int, hidden: list[tuple[int, int]]) -> Iterator[Piece]:
    """The claims between two semicolons. ``bare`` has blanks for what stands in brackets, whose figures say nothing of their own."""
    start, held, joined, in_words = first, None, False, False
    behind = first
    for at, end in _between(sentence, first, last, _COMMA, hidden):
        here = _main(bare[at:end])
        worded = bool(_in_words().search(phrases.prepare(bare[at:end])))
        if (held or in_words) and _opens(bare[at:end], here, held, worded):
            yield _piece(sentence, bare, (start, behind), held, joined, in_words)
            start, held, joined, in_words = at, here, True, worded and not here
        else:
            held = _rather(held, here)
            in_words = held is None and (in_words or worded)
        behind = end
    yield _piece(sentence, bare, (start, last), held, joined, in_words)


def _piece(
    sentence: str, bare: str, place: tuple[int, int], amount: Amount | None, joined: bool, in_words: bool
) -> Piece:
    text = sentence[slice(*place)]
    lead = _lead_end(text) if joined else len(text) - len(text.lstrip())
    last = place[0] + len(text.rstrip(" \t\n,"))
    if amount is not None:
        amount = _main(bare[place[0] + lead : last]) or amount
    return Piece(place[0] + lead, max(last, place[0] + lead), amount, joined, in_words)


def _lead_end(text: str) -> int:
    found = _JOINING.match(text)
    return found.end() if found else 0


_JOINING = re.compile(r"\s*+(?:(?:và\s|,)\s*+)*+")


def _rather(held: Amount | None, here: Amount | None) -> Amount | None:
    """Of two figures in one claim the share counts, else the first."""
    if held is None or (here is not None and here.unit == "percent" and held.unit != "percent"):
        return here
    return held


def _opens(text: str, here: Amount | None, held: Amount | None, worded: bool) -> bool:
    """Whether a stretch behind a comma or "và" begins a claim of its own."""
    if here is None:
        return worded and held is not None and not text.lstrip().startswith("và ")
    before = phrases.prepare(text[: here.first])
    direct = _opening().fullmatch(_untimed(before)) is not None
    comma = not before.lstrip().startswith("và ")
    own = _counting("own_verbs").match(before) is not None
    if here.unit == "percent":
        return direct or own or (comma and held is not None)
    if here.unit == "rate":
        return False
    if held is not None and held.unit in {"count", "money"}:
        return direct or _counting("count_verbs").match(before) is not None
    return comma and (own or here.unit == "money" or (direct and "trong đó" in before))


def _untimed(prepared: str) -> str:
    """The text without the times that say by when."""
    kept, behind = [], 0
    for _, first, last in horizons.find(prepared):
        kept.append(prepared[behind:first])
        behind = last
    return "".join([*kept, prepared[behind:]])


def _main(text: str) -> Amount | None:
    """The figure that a claim is about: its share, else its first count that is no condition, else a rate or a sum."""
    found = amounts.find(text)
    shares = [amount for amount in found if amount.unit == "percent"]
    if shares:
        return _goal(text, shares)
    prepared = phrases.prepare(text)
    return next((amount for amount in found if not _is_condition(prepared, amount)), None)


def _goal(text: str, shares: list[Amount]) -> Amount:
    """In "tăng từ 60% lên 80%" the second share is meant."""
    if len(shares) > 1:
        prepared = phrases.prepare(text)
        between = prepared[shares[0].last : shares[1].first]
        if re.search(r"(?:lên|xuống|xuống còn|còn)(?: \w+){0,2} {0,2}$", between) and prepared[
            : shares[0].first
        ].rstrip().endswith("từ"):
            return shares[1]
    return shares[0]


def _is_condition(prepared: str, amount: Amount) -> bool:
    """A count that only says which things are meant: "đơn vị có từ 25 lao động trở lên"."""
    found = _condition().search(prepared, max(0, amount.first - 40), amount.first)
    if not found or amount.unit != "count":
        return False
    before = prepared[max(0, found.start() - _LONGEST_OPENING) : found.start()].strip(" ,")
    if before.startswith(("mỗi ", "từng ")):
        return False
    return bool(before) and not _counting_last().search(before) and _opening().fullmatch(_untimed(before)) is None


_LONGEST_OPENING = 80


def _stands_alone(sentence: str, piece: Piece) -> bool:
    """Whether a piece without a figure states something of its own: it begins with its own subject and is long enough."""
    if piece.joined or piece.first == 0:
        return True
    text = phrases.prepare(sentence[piece.first : piece.last])
    return bool(_subject().match(text)) and len(text.split()) >= 4


def _leads_on(sentence: str, piece: Piece) -> bool:
    """Whether the first piece is only an opening such as "Đến năm 2025"."""
    return _opening().fullmatch(_untimed(phrases.prepare(sentence[piece.first : piece.last]))) is not None


@cache
def _in_words() -> re.Pattern[str]:
    words = load("claims")
    listed = phrases.any_of(words["amounts_in_words"]["words"], words)
    fraction = r"[1-4]/[2-5] {1,3}(?:tổng )?số|(?:có|ít nhất|tối thiểu|trên|hơn|đạt|khoảng|từ) [1-4]/[2-5](?= )"
    return re.compile(rf"(?<!\w)(?:{listed}|{fraction})(?!\w)")


@cache
def _opening() -> re.Pattern[str]:
    words = load("claims")
    listed = phrases.any_of(
        [*words["openers"]["words"], *(p for kind in words["comparators"].values() for p in kind if p[0].isalpha())],
        words,
    )
    return re.compile(rf"(?:{listed}(?!\w)|[^\w])*+")


@cache
def _counting(which: str) -> re.Pattern[str]:
    words = load("claims")
    return re.compile(
        rf"[ ,]*(?:(?:và|trong đó|đồng thời|phấn đấu|hằng năm|mỗi năm) )?{phrases.any_of(words[which]['words'], words)}(?!\w)"
    )


@cache
def _counting_last() -> re.Pattern[str]:
    words = load("claims")
    listed = [verb for verb in words["count_verbs"]["words"] if verb not in {"có", "mỗi"}]
    listed += words["comparators"]["lowered"]
    return re.compile(rf"(?<!\w){phrases.any_of(listed, words)}(?: (?:được|mới|thêm|ít nhất|tối thiểu))*$")


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:có (?:từ|dưới|trên|hơn|đủ|không quá)|từ)(?: đủ)? {0,3}$")


@cache
def _subject() -> re.Pattern[str]:
    words = load("claims")
    return re.compile(rf"{phrases.any_of(words['subjects']['words'], words)}(?!\w)")
