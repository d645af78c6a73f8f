"""Who is told to do something: bodies at the begin of a sentence, in headings, before "chủ trì", behind "phối hợp với" (DOMAIN 5.6).

A name ends where what it has to do begins, so "Ban Tổ chức tổ chức ..." is cut behind the first "Tổ chức", and "phối hợp với Ban A, Ban B"
is not cut at the comma. "Ban Chấp hành", "Ban Thường vụ", "Ban chỉ đạo" are no bans of the office.
"""

import re
from collections.abc import Sequence

from app.plan_import.vocabulary import Vocabulary, places, spelled

_LONGEST_NAME = 32
_LONGEST_OPENING = 28
_LONGEST_SUBJECT = 12
_STOPS = re.compile(r"[:;.!?(](?!\d)")
_TOGETHER_ENDS = re.compile(r"[;.:!?()]")
_PARTS = re.compile(r"\s*,\s*|\s+(?:và|cùng|với)\s+|\s*;\s*|\s*\n\s*")
_NOUN_BEFORE = {"các", "mỗi", "từng", "của", "những", "công", "số", "một"}

Word = tuple[str, int, int]


def body_at_start(text: str, words: Vocabulary) -> tuple[str, int] | None:
    """The body a sentence begins with (behind an opening clause or "Giao ..."), and where what it has to do begins."""
    said = places(text[:600])
    spoken = [word for word, _, _ in said]
    start = _begin(text, said, spoken, words)
    if start is None:
        return None
    end = _name_end(text, said, spoken, start, words)
    if end is None or end >= len(said):
        known = words.bodies["names"].at(spoken, start)
        if not known or start + known >= len(said):
            return None
        end = start + known
    given = words.bodies["give"].at(spoken, end)
    if given and spoken[end] == "giao" and _starts_name(spoken, end + given, words):
        further = _name_end(text, said, spoken, end + given, words)
        if further is not None and further < len(said):
            return _name(text, said, end + given, further), said[further][1]
    return _name(text, said, start, end), said[end][1]


def subject_of(text: str, words: Vocabulary) -> tuple[str, int] | None:
    """The words before the first verb of a sentence, where they can be a body that no list knows; and where the verb begins."""
    said = places(text[:200])
    spoken = [word for word, _, _ in said]
    hit = words.bodies["verbs"].find(spoken, 0, _LONGEST_SUBJECT)
    if hit is None or hit[0] < 2 or words.bodies["no_subject"].at(spoken):
        return None
    name = _name(text, said, 0, hit[0])
    return None if _STOPS.search(name) or "," in name else (name, said[hit[0]][1])


def names_body(text: str, words: Vocabulary) -> str | None:
    """The body a heading names and nothing more ("Đối với công đoàn cơ sở", "Ban Tổ chức:"), without "Đối với"."""
    text = text.strip().rstrip(":. ")
    said = places(text)
    spoken = [word for word, _, _ in said]
    start = words.bodies["for"].at(spoken) or words.bodies["give"].at(spoken)
    if len(said) > _LONGEST_NAME or start >= len(said) or not (start or _starts_name(spoken, 0, words)):
        return None
    end = _name_end(text, said, spoken, start, words) if _starts_name(spoken, start, words) else len(said)
    if end is None or end < len(said) or _STOPS.search(text.replace(";", ",")):
        closed = text.endswith(")") and end is not None and "(" in text[: said[end - 1][2] + 3]
        return text[said[start][1] :] if closed else None
    return text[said[start][1] :]


def rank_of(name: str, words: Vocabulary) -> int | None:
    """How high in the movement a body stands (bodies.toml), None where that is not known."""
    said = spelled(name)
    found = [
        (place, -length, rank)
        for rank, phrases in words.levels
        if (hit := phrases.find(said))
        for place, length in [hit]
    ]
    return min(found)[2] if found else None


def lead_and_others(text: str, words: Vocabulary) -> tuple[str | None, list[str]]:
    """The ban that leads and those who help, where the text names them."""
    said = places(text)
    spoken = [word for word, _, _ in said]
    lead = _lead_before(text, said, spoken, words) or _lead_given(text, said, spoken, words)
    others = _others(text, said, spoken, words)
    return lead, [other for other in others if other != lead]


def listed(text: str, words: Vocabulary) -> list[str]:
    """The bodies of a list ("Ban Tuyên giáo và Nữ công, Văn phòng và các ban"): "và" inside a name does not part it."""
    found: list[str] = []
    for piece, joint in _split(text):
        part = piece.strip(" .;,-–+")
        if not part:
            continue
        spoken = spelled(part)
        whole = _starts_name(spoken, 0, words) or part[:1].isupper()
        joined = f"{found[-1]}{joint}{part}" if found else part
        named = joint.strip() == "và" and part[:1].isupper() and words.bodies["people"].at(spoken) > 0
        known = named or words.bodies["names"].whole(joined)
        if found and (known or not whole or (joint.strip() in {"và", ""} and not _starts_name(spoken, 0, words))):
            found[-1] = joined
        else:
            found.append(part)
    return found


def _split(text: str) -> list[tuple[str, str]]:
    """The parts of a list, each with what parts it from the one before."""
    parts: list[tuple[str, str]] = []
    place, joint = 0, ""
    for match in _PARTS.finditer(text):
        parts.append((text[place : match.start()], joint))
        place, joint = match.end(), match.group()
    return [*parts, (text[place:], joint)]


def _begin(text: str, said: Sequence[Word], spoken: Sequence[str], words: Vocabulary) -> int | None:
    """Where the name begins: at the start, behind "Giao", or behind the opening clause ("Trong quá trình ..., CĐGD các tỉnh ...")."""
    start = words.bodies["give"].at(spoken) or words.bodies["for"].at(spoken)
    if _starts_name(spoken, start, words):
        return start
    for place in range(1, min(len(said), _LONGEST_OPENING)):
        between = text[said[place - 1][2] : said[place][1]]
        if ":" in between or "." in between or ";" in between:
            return None
        if "," in between:
            after = place + words.bodies["give"].at(spoken, place)
            if _starts_name(spoken, after, words):
                return after
    return None


def _starts_name(spoken: Sequence[str], place: int, words: Vocabulary) -> bool:
    bodies = words.bodies
    if bodies["known"].at(spoken, place):
        return True
    if bodies["verbs"].at(spoken, place):
        return False
    return bool(bodies["units"].at(spoken, place) or bodies["bans"].at(spoken, place))


def _name_end(text: str, said: Sequence[Word], spoken: Sequence[str], start: int, words: Vocabulary) -> int | None:
    """The word behind a name: the verb of what it has to do, or a sign that ends it. None where it goes on too long."""
    bodies = words.bodies
    place = start
    while place < len(said):
        if place - start > _LONGEST_NAME:
            return None
        sign = text[said[place - 1][2] : said[place][1]] if place > start else ""
        if ";" in sign and _starts_name(spoken, place, words):
            sign = ","
        if _STOPS.search(sign):
            if "(" in sign:
                closing = text.find(")", said[place][1])
                behind = next((index for index in range(place, len(said)) if said[index][1] > closing >= 0), None)
                if behind is not None and behind - place < 10:
                    place = behind
                    continue
            return place
        known = bodies["known"].at(spoken, place)
        if known:
            place += known
            continue
        if place > start and bodies["verbs"].at(spoken, place) and not _is_noun(spoken, place):
            return place
        place += bodies["units"].at(spoken, place) or 1
    return place


def _is_noun(spoken: Sequence[str], place: int) -> bool:
    """ "các tổ chức", "công tác kiểm tra": a verb's word that is part of a name."""
    return spoken[place] in {"tổ", "kiểm", "giám", "hướng", "thu", "chi", "lấy"} and spoken[place - 1] in _NOUN_BEFORE


def _name(text: str, said: Sequence[Word], start: int, end: int) -> str:
    name = text[said[start][1] : said[end - 1][2]].strip(" ,:;-–")
    return f"{name})" if name.count("(") > name.count(")") and text[said[end - 1][2] :].startswith(")") else name


def _is_office_ban(spoken: Sequence[str], place: int, words: Vocabulary) -> bool:
    if words.bodies["not_bans"].at(spoken, place):
        return False
    return bool(words.bodies["bans"].at(spoken, place) or words.bodies["names"].at(spoken, place))


def _lead_before(text: str, said: Sequence[Word], spoken: Sequence[str], words: Vocabulary) -> str | None:
    """ "Ban X chủ trì": the ban right before the word that says it leads."""
    place = 0
    while (hit := words.bodies["lead"].find(spoken, place)) is not None:
        at, length = hit
        for start in range(max(0, at - 14), at):
            if not _is_office_ban(spoken, start, words):
                continue
            if start and spoken[start - 1] in {"với", "cùng", "và", "các", "của"}:
                continue
            if _name_end(text, said, spoken, start, words) == at:
                return _name(text, said, start, at)
        place = at + length
    return None


def _lead_given(text: str, said: Sequence[Word], spoken: Sequence[str], words: Vocabulary) -> str | None:
    """ "Giao Ban X tham mưu"; "Chủ trì: Ban X"."""
    for phrase, needs_colon in (("give", False), ("lead", True)):
        place = 0
        while (hit := words.bodies[phrase].find(spoken, place)) is not None:
            start = hit[0] + hit[1]
            place = start
            if start >= len(said) or not _is_office_ban(spoken, start, words):
                continue
            between = text[said[start - 1][2] : said[start][1]]
            if needs_colon != (":" in between):
                continue
            end = _name_end(text, said, spoken, start, words)
            if end is not None:
                return listed(_name(text, said, start, end), words)[0]
    return None


def _others(text: str, said: Sequence[Word], spoken: Sequence[str], words: Vocabulary) -> list[str]:
    """Those named behind "phối hợp với"."""
    hit = words.bodies["together"].find(spoken)
    while hit is not None:
        start = hit[0] + hit[1]
        if start < len(said) and (hit[1] > 1 or ":" in text[said[start - 1][2] : said[start][1]]):
            named = _starts_name(spoken, start, words) or text[said[start][1]].isupper()
            end = _name_end(text, said, spoken, start, words) if named else None
            if end is not None:
                behind = text[said[start][1] : said[end - 1][2]]
                cut = _TOGETHER_ENDS.search(behind)
                return listed(behind[: cut.start()] if cut else behind, words)
        hit = words.bodies["together"].find(spoken, start)
    return []
