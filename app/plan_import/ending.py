"""The end of a document: recipients, who signs, and where the body stops.

"Nơi nhận" and the signature may stand one after the other, line by line beside each other, or on one line parted by blanks; a document
may also end with the bare name of a unit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.i18n import msg
from app.plan_import.blocks import is_capitals, tidy
from app.plan_import.draft import Recipient, Warned
from app.plan_import.head_lines import GAPS
from app.plan_import.labels import split_label
from app.plan_import.source import Line
from app.plan_import.tables import Table, tables_in
from app.plan_import.vocabulary import Vocabulary, spelled

_FOR = re.compile(r"^(?:TM|T/M|KT|TL|TUQ|Q|T\.M|K\.T|T\.L)\s*[./]*\s*(?=[A-ZĐ])|^THAY MẶT\b")
_TITLES = re.compile(r"^(?:(?:PGS|GS|TS|ThS|Th\.S|CN|KS|BS|LS|NGND|NGƯT|Đ/c|Đồng chí)\.?\s*)+(?=[A-ZĐ])")
_SIGNATURE_LINES = 14
_LAST_LINES = 60
_LONGEST_RECIPIENT = 160
_LONGEST_APPENDIX = 40
_APPENDIX_NUMBER = re.compile(r"^(?:[Ss]ố\s*)?(?:[IVX]+|\d+|[A-ZĐ])?[.:]?$")


@dataclass(slots=True)
class Ending:
    """What the end says; ``body`` is the index of the first line of the end, ``after`` that of the first line of an appendix."""

    body: int
    after: int
    recipients: list[Recipient] = field(default_factory=list)
    signer: str | None = None
    signed_for: list[str] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def read_ending(lines: Sequence[Line], start: int, words: Vocabulary) -> Ending:
    """The end of a document whose body begins at line ``start`` (an index)."""
    opened = _recipients_at(lines, start, words)
    after = _appendix_at(lines, start if opened is None else opened, words)
    ending = Ending(opened if opened is not None else after, after)
    first = _signature_at(lines, start, opened, after, words)
    ending.body = min(ending.body, first)
    ending.signer, ending.signed_for = _signer(lines[ending.body : after], words)
    if opened is not None:
        _recipients(lines, opened, after, words, ending)
    return ending


def _recipients_at(lines: Sequence[Line], start: int, words: Vocabulary) -> int | None:
    """The last line that begins, or whose part begins, with "Nơi nhận"; in an appendix' shadow the one before it."""
    for place in range(len(lines) - 1, start - 1, -1):
        text = lines[place].text
        if "hận" in text or "han" in text or "HẬN" in text or "nh" in text:
            parts = (tidy(part) for part in GAPS.split(text.strip()))
            if any(words.documents["recipients"].begins(part) and len(part) < 60 for part in parts):
                return place
    return None


def _appendix_at(lines: Sequence[Line], start: int, words: Vocabulary) -> int:
    """The first line that heads an appendix: "PHỤ LỤC …", or "Phụ lục" with at most its number (NĐ 30/2020 Phụ lục I, box 15a)."""
    appendix = words.documents["appendix"]
    for place in range(start, len(lines)):
        text = tidy(lines[place].text)
        if not text or len(text) >= _LONGEST_APPENDIX or not text[0].isupper() or not (said := appendix.begins(text)):
            continue
        if is_capitals(text[:5]) or _APPENDIX_NUMBER.match(" ".join(text.split()[said:])):
            return place
    return _table_at(lines, start, words)


def _table_at(lines: Sequence[Line], start: int, words: Vocabulary) -> int:
    """The title of the first table of tasks or targets behind the recipients, or the table; the end of the lines where there is none."""
    behind = lines[start:]
    if not any(words.documents["recipients"].begins(tidy(line.text)) for line in behind[:1]):
        return len(lines)
    tables = (part for part in tables_in(behind, words, whole=True) if isinstance(part, Table))
    table = next(tables, None)
    if table is None:
        return len(lines)
    place = next(at for at in range(start, len(lines)) if lines[at].number >= table.first)
    while is_capitals(tidy(lines[place - 1].text)) and not _is_post(tidy(lines[place - 1].text), words):
        place -= 1
    return place


def _signature_at(lines: Sequence[Line], start: int, opened: int | None, after: int, words: Vocabulary) -> int:
    """The first line of the signature before "Nơi nhận", or at the very end; ``opened`` or ``after`` where there is none."""
    end = opened if opened is not None else after
    least = max(start, end - (_SIGNATURE_LINES if opened is not None else _LAST_LINES))
    first = end
    for place in range(end - 1, least - 1, -1):
        text = tidy(lines[place].text)
        if not text:
            continue
        parts = [tidy(part) for part in GAPS.split(lines[place].text.strip())]
        if _FOR.match(parts[-1]) and len(text) < 120:
            return place
        signs = _is_post(text, words) or (_is_unit(text, words) and opened is None) or _name(text, words) is not None
        if not signs:
            break
        first = place
    return first


def _is_unit(text: str, words: Vocabulary) -> bool:
    return is_capitals(text) and len(text) < 80 and split_label(text, words)[0] is None


def _is_post(text: str, words: Vocabulary) -> bool:
    text = text.strip("()*. ")
    return len(text) < 60 and (bool(_FOR.match(text)) or words.documents["posts"].whole(text))


def _signer(lines: Sequence[Line], words: Vocabulary) -> tuple[str | None, list[str]]:
    """The name that signs, and the lines in capitals above it."""
    said: list[str] = []
    names: list[str] = []
    for line in lines:
        for part in GAPS.split(line.text.strip()):
            text = tidy(part)
            if not text or split_label(text, words)[0] is not None or text.endswith((";", ":")):
                continue
            if is_capitals(text) and _name(text.title(), words) is None:
                said.append(text)
                continue
            name = _name(text, words)
            if name is not None:
                names.append(name)
    return (names[-1] if names else None), said


def _name(text: str, words: Vocabulary) -> str | None:
    """The text, where it is the name of a person: two to six words with capitals, the first one mostly a family name."""
    bare = _TITLES.sub("", text.strip(" .*_")).strip()
    parts = bare.split()
    if not 2 <= len(parts) <= 6 or any(not part[:1].isupper() or not part.replace("'", "").isalpha() for part in parts):
        return None
    small = is_capitals(bare)
    if not small and any(not part[1:].islower() for part in parts if len(part) > 1):
        return None
    said = spelled(bare)
    bodies = words.bodies
    if words.documents["posts"].whole(bare) or bodies["known"].at(said) or bodies["bans"].at(said):
        return None
    known = said[0] in words.lists["documents"]["families"] and said[:2] not in {("công", "đoàn"), ("đoàn", "thanh")}
    if known or said[1] in {"thị", "văn"}:
        return bare.title() if small else bare
    return bare if not small and len(parts) in {3, 4} and not bodies["units"].at(said) else None


def _recipients(lines: Sequence[Line], opened: int, after: int, words: Vocabulary, ending: Ending) -> None:
    """The lines below "Nơi nhận" up to "Lưu"; a line without a mark goes on with the one above it."""
    done = False
    found: list[tuple[str, int, int]] = []
    for place in range(opened, after):
        for part in GAPS.split(lines[place].text.strip()):
            text = tidy(part)
            taken = _recipient(text, words, first=place == opened)
            if taken is None or done:
                continue
            marked, text = taken
            number = lines[place].number
            if not text:
                continue
            if not marked and found and not found[-1][0].endswith((";", ".")):
                before, line, _ = found[-1]
                if len(before) <= _LONGEST_RECIPIENT:
                    found[-1] = f"{before} {text}", line, number
            else:
                found.append((text, number, number))
        done = done or (len(found) > 0 and _is_last(found[-1], lines[place].number, words))
    for text, line, last in found:
        bare = text.rstrip(" ;.,")
        if bare and len(bare) <= _LONGEST_RECIPIENT:
            ending.recipients.append(Recipient(text=bare, lines=[line, last], confidence=0.95))
    if not found:
        words_said = msg("Mục Nơi nhận không có dòng nào.")
        ending.warnings.append(Warned(code="no_recipients", line=lines[opened].number, message=str(words_said)))


def _is_last(found: tuple[str, int, int], line: int, words: Vocabulary) -> bool:
    """Whether a recipient is the archive ("Lưu: VT."), which ends the list."""
    text, first, _ = found
    return words.documents["recipients_end"].begins(text[:_LONGEST_RECIPIENT]) > 0 and (
        text.endswith(".") or first < line
    )


def _recipient(text: str, words: Vocabulary, *, first: bool) -> tuple[bool, str] | None:
    """Whether a piece is marked, and its words; None where it belongs to the signature or is nothing."""
    if words.documents["recipients"].begins(text):
        behind = text.partition(":")[2].strip()
        return (True, behind) if behind and not is_capitals(behind) and not _is_post(behind, words) else None
    if not text or (first and not text.startswith(("-", "–", "+"))):
        return None
    label, bare = split_label(text, words)
    if label is not None and label.family not in {"dash", "plus", "number"}:
        bare = text
    marked = label is not None
    if not marked and (is_capitals(text) or _is_post(text, words) or _name(text, words) is not None):
        return None
    return marked, bare
