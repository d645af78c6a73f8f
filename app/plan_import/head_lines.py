"""The two lines of a letterhead that have a fixed form: the number, and place with day (NĐ 30/2020 Phụ lục I, boxes 3 and 4)."""

import re

GAPS = re.compile(r"\s{3,}|\t+|\s*\|\s*")
"""What parts the columns of a letterhead or of the end that stand on one line."""

NUMBER = re.compile(
    r"(?<!\w)(?:[Ss]ố|SỐ|So|[Ss][ôó])\s*[:.]?\s*(?P<n>[\d_.…]*\s*[a-zđ]?)\s*(?P<year>/\s*(?:19|20)\d\d)?\s*"
    r"(?P<part>[/-])\s*(?P<symbol>[A-ZĐÐ][\wĐÐ&]*(?:\s?[-–/]\s?[\wĐÐ&]+){0,4})"
)
DATE = re.compile(
    r"(?P<place>[^\d,;:|]{0,60}?)\s*(?P<comma>,?)\s*(?<!\w)(?:n|ri)g\w{1,3}y\s*(?P<d>\d{1,2}|[.…_]*)\s*th\w{1,4}\s*(?P<m>\d{1,2}|[.…_]*)"
    r"\s*(?:n|ri)\w{1,3}m\s*(?P<y>(?:19|20)\d\d|20[.…_]*|[.…_]*)",
    re.IGNORECASE,
)
"""Scans misread the words ("thárig"), so of "ngày", "tháng" and "năm" only the frame counts here."""


def is_number(text: str) -> bool:
    """Whether a line is the number of a document and nothing more."""
    found = NUMBER.match(text)
    return found is not None and found.end() == len(text)


def is_dated(text: str) -> bool:
    """Whether a line is place and day and nothing more."""
    found = DATE.match(text)
    return found is not None and is_place(found, text)


def is_place(match: re.Match[str], text: str) -> bool:
    """Whether a date is that of the document: only a place stands before it, and nothing goes on behind it."""
    before, behind = text[: match.start("place")].strip(" ,.-("), text[match.end() :].strip(" .,)")
    named = 0 < len(match["place"].split()) <= 5 and all(word[:1].isupper() for word in match["place"].split())
    return not before and not behind and (bool(match["comma"]) or named)
