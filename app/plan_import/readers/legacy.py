"""Text from before Unicode: TCVN3 (ABC), VNI, VISCII, what half a conversion left of it, and text whose letters are gone (DOMAIN 4.1).

Such text is found by the names of its fonts or by itself, and converted only when the person has said so. What already holds letters
that only Unicode has is never converted. The tables are those of viparse.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.errors import BadInput
from app.i18n import msg, tr
from app.plan_import.draft import Warned
from app.plan_import.readers.syllables import is_syllable, score

NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "residue": "TCVN3 (ABC)"}
"""What people call the encodings; ``residue`` is text of which a converter left single letters behind ("toμn", "đ−ợc")."""

_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾"
_PERHAPS = re.compile(f"[ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿμ{_SIGNS}\u2212]")
"""What any stranger begins with: quickly looked for, and mostly not there."""

_STRANGERS = re.compile(
    f"[ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿμ]|(?<=[^\\W\\d_])[{_SIGNS}\u2212]|[{_SIGNS}\u2212](?=[^\\W\\d_])"
)
"""What stands in legacy text and in no Vietnamese word of Unicode; signs only where they touch a letter."""

_HIGH = re.compile("[\u00a1-\u00ff]")
_RESIDUE = re.compile("(?<=[^\\W\\d_])[μµ\u2212\u00ad]|\u2212(?=[^\\W\\d_])|®(?=[^\\W\\d_])")
_MEANT = {"μ": "à", "µ": "à", "\u2212": "ư", "\u00ad": "ư", "®": "đ"}
_WORD = re.compile("[\\w®\u2212\u00ad]+")
_SURE = 0.8
_BETTER_BY = 0.2
_LEAST_RESIDUE = 3
_LEAST_WORDS_OLD = 2
_SAMPLE = 40_000
_SHOWN = 120


class Legacy(StrEnum):
    """What to do with text in an encoding from before Unicode."""

    ASK = "ask"
    CONVERT = "convert"
    KEEP = "keep"


class LegacyText(BadInput):
    """The document is in an old encoding and nobody has said yet whether to convert it.

    ``encoding`` is a key of ``NAMES``; ``before`` and ``after`` show one line as it is and as it would become; ``lines`` counts those
    that would change. Read again with ``Legacy.CONVERT`` or ``Legacy.KEEP``.
    """

    def __init__(self, name: str, encoding: str, before: str, after: str, lines: int) -> None:
        super().__init__(
            msg(
                "{name} dùng bảng mã cũ {encoding} ở {lines} dòng: “{before}” là “{after}”. Chọn chuyển sang Unicode hoặc giữ nguyên.",
                name=name,
                encoding=NAMES[encoding],
                lines=lines,
                before=before,
                after=after,
            ),
            name,
        )
        self.encoding, self.before, self.after, self.lines = encoding, before, after, lines


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line in one font: ``encoding`` is what the font's name says ("tcvn3"), ``capitals`` whether it draws only capitals."""

    text: str
    encoding: str | None = None
    capitals: bool = False


Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the encoding, and which lines would read how."""

    encoding: str
    changed: dict[int, str]


def settle(lines: Sequence[Parts], legacy: Legacy, name: str) -> tuple[list[str], tuple[Warned, ...]]:
    """The lines as text, converted where that is wanted, and what to tell about it.

    Raises LegacyText where old encodings stand and ``legacy`` is ASK, BadInput where the accented letters are lost.
    """
    texts = ["".join(part.text for part in parts) for parts in lines]
    _refuse_lost(texts, name)
    forms = (*_forms(texts), *_bare(texts))
    found = find(lines, texts)
    if found is None:
        return texts, forms
    first = min(found.changed) + 1
    if legacy is Legacy.ASK:
        at = max(found.changed, key=lambda line: len(_STRANGERS.findall(texts[line][:_SHOWN])))
        raise LegacyText(name, found.encoding, _short(texts[at]), _short(found.changed[at]), len(found.changed))
    if legacy is Legacy.KEEP:
        said = tr("Chữ theo bảng mã {encoding} được giữ nguyên.", encoding=NAMES[found.encoding])
        return texts, (*forms, Warned(code="legacy_encoding", line=first, message=said))
    said = tr(
        "Đã chuyển {lines} dòng từ {encoding} sang Unicode.", lines=len(found.changed), encoding=NAMES[found.encoding]
    )
    converted = [found.changed.get(number, text) for number, text in enumerate(texts)]
    return converted, (*forms, Warned(code="legacy_encoding", line=first, message=said))


def _forms(texts: Sequence[str]) -> tuple[Warned, ...]:
    """What to tell where letters and their marks stand apart in some lines (DOMAIN, fact 2): they are composed from here on."""
    if all(unicodedata.is_normalized("NFC", text) for text in texts):
        return ()
    said = tr("Văn bản có chữ tổ hợp (dấu rời); đã đưa về một dạng Unicode.")
    return (Warned(code="mixed_unicode", message=said),)


def _bare(texts: Sequence[str]) -> tuple[Warned, ...]:
    """What to tell where a text of some length was typed without any accents: it is read, and stays so on every screen and paper."""
    words = [word for word in _LETTERS.findall("\n".join(texts)[:_SAMPLE]) if len(word) > 1]
    if len(words) < _LEAST_BARE_WORDS or any(not word.isascii() for word in words):
        return ()
    said = tr("Văn bản không có dấu tiếng Việt nên tên gọi cũng sẽ không dấu. Nếu có bản đủ dấu thì nên dùng bản đó.")
    return (Warned(code="no_accents", message=said),)


def find(lines: Sequence[Parts], texts: Sequence[str]) -> Found | None:
    """The old encoding of a document and how its lines would read; None where it is Unicode."""
    by_font = any(part.encoding for parts in lines for part in parts)
    strange = [text for text in texts if _PERHAPS.search(text) and _STRANGERS.search(text)]
    if not strange and not (by_font and any(_HIGH.search(text) for text in texts)):
        return None
    candidates = "\n".join(text for text in strange if not _UNICODE_ONLY.search(text))[:_SAMPLE]
    enough = by_font or sum(not word.isascii() for word in candidates.split()) >= _LEAST_WORDS_OLD
    encoding = best_encoding(candidates) if candidates and enough else None
    changed = _changes(lines, encoding)
    if changed:
        return Found(encoding or _first_font(lines), changed)
    return _residue(texts)


def best_encoding(text: str) -> str | None:
    """The table that makes Vietnamese of a text, None where none does better than leaving it."""
    before = score(text)
    scored = [(score(converter(name)(text)), name) for name in ("tcvn3", "vni", "viscii")]
    best, name = max(scored, key=lambda pair: pair[0])
    return name if best >= _SURE and best >= before + _BETTER_BY else None


def converter(encoding: str) -> Callable[[str], str]:
    """The function that turns text of an encoding into Unicode, NFC."""
    from viparse.normalize.encodings import get_charmap
    from viparse.normalize.tables import convert

    table = get_charmap(encoding)
    if table is None:
        raise ValueError(encoding)
    return lambda text: convert(text, table)


def _changes(lines: Sequence[Parts], encoding: str | None) -> dict[int, str]:
    """How the lines would read: by font where one is named, else by the encoding found, where a line holds nothing of Unicode."""
    old_by_far = encoding is not None and _mostly_old(lines)
    convert = {name: converter(name) for name in {encoding, *(p.encoding for parts in lines for p in parts)} if name}
    changed = {}
    for number, parts in enumerate(lines):
        whole = "".join(part.text for part in parts)
        if not _HIGH.search(whole) and not _STRANGERS.search(whole):
            continue
        # A line without a stranger reads as Vietnamese either way; what the document mostly is decides.
        sure = old_by_far or _STRANGERS.search(whole) is not None
        new = "".join(_converted(part, encoding if sure else None, convert, old_by_far) for part in parts)
        if new != whole:
            changed[number] = new
    return changed


def _converted(part: Part, encoding: str | None, convert: dict[str, Callable[[str], str]], old_by_far: bool) -> str:
    if _UNICODE_ONLY.search(part.text) or not part.text.strip():
        return part.text
    named = part.encoding if old_by_far or _STRANGERS.search(part.text) else None
    chosen = named or encoding
    text = convert[chosen](part.text) if chosen else part.text
    return text.upper() if part.capitals and chosen else text


def _mostly_old(lines: Sequence[Parts]) -> bool:
    """Whether more lines are certainly old than certainly Unicode."""
    old = new = 0
    for parts in lines:
        for part in parts:
            if _UNICODE_ONLY.search(part.text):
                new += 1
            elif _STRANGERS.search(part.text):
                old += 1
    return old > new


def _first_font(lines: Sequence[Parts]) -> str:
    return next(part.encoding for parts in lines for part in parts if part.encoding)


def _residue(texts: Sequence[str]) -> Found | None:
    """Single letters that a converter left behind in text that is Unicode otherwise."""
    changed = {}
    count = 0
    for number, text in enumerate(texts):
        if _RESIDUE.search(text):
            new = _WORD.sub(_mended, text)
            if new != text:
                changed[number] = new
                count += len(_RESIDUE.findall(text))
    return Found("residue", changed) if count >= _LEAST_RESIDUE else None


def _mended(found: re.Match[str]) -> str:
    """A word with its letters put right, where that makes a syllable of it; ® between letters is đ in an abbreviation too ("s®d")."""
    word = found.group()
    new = _RESIDUE.sub(lambda letter: _MEANT[letter.group()], word)
    return new if is_syllable(new) or set(_RESIDUE.findall(word)) == {"®"} else word


_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_QUESTIONS = re.compile(r"[^\W\d_]\?[^\W\d_]|(?<!\S)\?[^\W\d_]{1,4}")
_LEAST_WORDS = 5
_LEAST_BARE_WORDS = 40
_LOST_SHARE = 0.15
_MOST_ACCENTED = 0.02


def _refuse_lost(texts: Sequence[str], name: str) -> None:
    """Refuse text whose accented letters were dropped ("TNG LIN ON LAO NG") or became question marks ("K? HO?CH")."""
    text = "\n".join(texts)[:_SAMPLE]
    tokens = [token for token in text.split() if _LETTERS.search(token)]
    if len(tokens) < _LEAST_WORDS:
        return
    words = [word for word in _LETTERS.findall(text) if len(word) > 1]
    accented = sum(not word.isascii() for word in words) > len(words) * _MOST_ACCENTED
    bare = 0 if accented else sum(not _VOWEL.search(word) for word in words)
    unreadable = text.count("\N{REPLACEMENT CHARACTER}") > len(text) * _MOST_ACCENTED
    asked = len(_QUESTIONS.findall(text)) > len(tokens) * _LOST_SHARE
    if unreadable or asked or bare > len(words) * _LOST_SHARE:
        raise BadInput(
            msg(
                "Chữ có dấu trong {name} đã mất (“{sample}”) nên không thể đọc đúng. Lấy lại bản gốc hoặc bản khác rồi thử lại.",
                name=name,
                sample=_short(next((line for line in texts if len(line.split()) > 2), texts[0])),
            ),
            name,
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
