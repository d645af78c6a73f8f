"""Figures that a text states: shares in percent, counts, rates ("01 lần/năm") and sums of money, in digits or in words.

A dot parts thousands and a comma decimals ("12.500", "38,05%"); a dot before one or two figures is read as a comma. Years, dates, the
numbers of documents and labels ("chương trình 1") are no figures. A sum keeps the unit it is written in ("60 triệu đồng" is 60 of
"triệu đồng"). The words are resources/plan_words/claims.toml.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from app.plan_import import phrases
from app.plan_import.vocabulary import load

_REACH = 32
"""How far before a figure the word is looked for that makes it a label."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure at its place. ``upper`` is the other end of a range ("80-85%"), ``noun`` what is counted, ``per`` the span of a rate."""

    value: Decimal
    unit: Literal["percent", "count", "rate", "money"]
    first: int
    last: int
    text: str
    noun: str = ""
    per: str = ""
    upper: Decimal | None = None


def find(text: str) -> tuple[Amount, ...]:
    """Every figure of the text that counts something, in order."""
    prepared = phrases.prepare(text)
    slogans = _SLOGAN.sub(lambda slogan: "“" * len(slogan[0]), prepared) if "“" in text or '"' in text else prepared
    amounts = (_amount(text, prepared, match) for match in _figures().finditer(slogans))
    return tuple(amount for amount in amounts if amount)


def counted_in(text: str, value: Decimal) -> str:
    """The unit of a figure in a text: "triệu đồng" of a sum, "lần/năm" of a rate, the known words behind a count, else ""."""
    for amount in find(text):
        if amount.value != value or amount.unit == "percent":
            continue
        if amount.unit == "money":
            return amount.noun
        if amount.unit == "rate":
            return f"{amount.noun}/{amount.per}"
        named = _counted().match(phrases.prepare(text), amount.last)
        if named:
            return text[named.start("what") : named.end("what")]
    return ""


_SLOGAN = re.compile(r"“[^”“]{0,120}”|\"[^\"]{0,120}\"")
"""Figures in quotes belong to names: “3 trách nhiệm, 2 sáng tạo”."""


def number(text: str) -> Decimal | None:
    """The value of a figure as plans write it ("12.500", "38,05", "01", "một"), or None."""
    compact = phrases.prepare(text).strip()
    words: Mapping[str, int] = load("claims")["number_words"]
    if compact in words:
        return Decimal(words[compact])
    if re.fullmatch(_MISREAD, compact):
        compact = compact.replace("l", "1").replace("o", "0")
    if not re.fullmatch(_DIGITS, compact):
        return None
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,3})?", compact):
        compact = re.sub(r"[. ]", "", compact)
    return Decimal(compact.replace(",", "."))


_MISREAD = r"[1-9l][\dol]{1,2}"
"""A share as scans spoil it: "l00%", "9O%"."""

_DIGITS = r"(?:\d{1,3}(?:[. ]\d{3})+(?!\d)(?:,\d{1,3})?|\d{1,12}(?:[.,]\d{1,3})?)"


def _amount(text: str, prepared: str, match: re.Match[str]) -> Amount | None:
    first, last = match.span()
    low = number(match["low"])
    high = number(match["high"]) if match["high"] else None
    if low is None or (high is not None and high < low) or (match["of"] and low <= _MONTHS):
        return None
    unit = str(match.lastgroup)
    before = prepared[max(0, first - _REACH) : first]
    if unit == "percent":
        named = low <= _LARGEST_NAMED and _before("named").search(before)
        return None if named else Amount(low, "percent", first, last, text[first:last], upper=high)
    if unit == "rate":
        return Amount(low, "rate", first, last, text[first:last], match["event"], per=match["per"], upper=high)
    if unit == "money":
        worth = _before("worth").search(before)
        noun = text[match.end("low") : last].strip()
        return None if worth else Amount(low, "money", first, last, text[first:last], noun, upper=high)
    times = Decimal(load("claims")["multipliers"].get(match["times"] or "", 1))
    if not _counts(before, match):
        return None
    last = match.start("count")
    return Amount(low * times, "count", first, last, text[first:last].rstrip(), match["noun"] or "", upper=high)


_MONTHS = 12
"""Up to here "11/11" may be a day; "63/63 sở" are all of them."""

_LARGEST_NAMED = 2
"""Dues are one, the unions' share of wages two percent: "thu đoàn phí 1%" names them."""


def _counts(before: str, match: re.Match[str]) -> bool:
    """Whether a bare figure counts what the word behind it says, or, at the end of its clause, what stands before the colon."""
    if not match["noun"]:
        return match["low"][0].isdigit() and before.rstrip().endswith(":") and not _LABEL_COLON.search(before)
    if _YEAR.fullmatch(match["low"]):
        return False
    if match["low"][0].isdigit():
        return not _before("before").search(before) or bool(_EACH.search(before))
    return bool(_worded().search(before))


_YEAR = re.compile(r"(?:19|20)\d\d")
"""A count that large has its dot: "2.025 đoàn viên"."""

_LABEL_COLON = re.compile(r"(?:số|điện thoại|đt|fax|khoản|điều|mục|tiêu|quý|tháng|năm|ngày|đoạn|lớp|mã)\s*:\s*$")
_EACH = re.compile(r"(?:mỗi|hằng|hàng|từng) (?:quý|tháng|năm học|năm|tuần|ngày|học kỳ|kỳ|đợt)[ ,:]{0,3}$")


@cache
def _figures() -> re.Pattern[str]:
    words = load("claims")
    digits = rf"(?:{_MISREAD}(?= {{0,2}}%)|{_DIGITS}(?![.,]?\d))"
    spoken = phrases.any_of(words["number_words"], words)
    all_of = r"(?P<of>/(?P=low)(?![\d/]))?"
    figure = rf"(?P<low>{digits}|{spoken}(?!\w)){all_of}(?: {{0,2}}%)?(?: {{0,2}}(?:-|đến) {{0,2}}(?P<high>{digits}))?"
    aside = r"(?: {0,2}\([^()\d]{1,20}\))?"
    times = rf"(?: {{0,2}}(?P<times>{phrases.any_of(words['multipliers'], words)})(?!\w))?"
    comrades = phrases.any_of(words["money"]["but_before"], words)
    money = rf"(?P<money> {{0,2}}{phrases.any_of(words['money']['words'], words)}(?!\w)(?! ?/ ?c)(?! {{1,3}}{comrades}(?!\w)))"
    event, per = (phrases.any_of(words["rates"][key], words) for key in ("events", "spans"))
    rate = rf"(?P<rate> {{0,2}}(?P<event>{event}) {{0,2}}(?:/|trong|một|mỗi|trên) {{0,2}}(?:mỗi |một |1 |01 )?(?P<per>{per})(?!\w))"
    never = phrases.any_of(words["not_counted"]["after"], words)
    but = phrases.any_of(words["not_counted"]["but"], words)
    count = rf"(?P<count> {{1,3}}(?!(?!{but}(?!\w)){never}(?!\w))(?P<noun>đ ?/ ?c(?!\w)|[^\W\d]\w*|“)| {{0,2}}(?=$|[.;,()]))"
    percent = r"(?P<percent>(?<=%)| {0,2}(?:%|％|phần trăm(?!\w)|o/o))"
    opening = "".join(sorted({word[0] for word in words["number_words"]}))
    return re.compile(
        rf"(?=[\dl{opening}])(?<![\w/.,])(?<!\d-){figure}(?:{percent}|{aside}{times}(?:{money}|{rate}|{count}))"
    )


@cache
def _counted() -> re.Pattern[str]:
    words = load("claims")
    return re.compile(rf" {{0,3}}(?P<what>{phrases.any_of(words['counted']['words'], words)})(?!\w)")


@cache
def _before(which: str) -> re.Pattern[str]:
    """Words right before a figure that make it a label, a name or a price."""
    words = load("claims")
    return re.compile(rf"(?<!\w){phrases.any_of(words['not_counted'][which], words)}[ .-]{{0,3}}$")


@cache
def _worded() -> re.Pattern[str]:
    """A number in words counts only behind a word that asks for a figure: "ít nhất một"."""
    words = load("claims")
    listed = words["spoken"]["words"]
    return re.compile(rf"(?<!\w){phrases.any_of(listed, words)} {{1,3}}(?:có |được |là )?$")
