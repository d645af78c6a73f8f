"""How the file of a paper is called: what it is, whose, of which period; letters every disk and mail program takes."""

import re

from app.reports.content import Document
from app.text import fold

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_NO_WORD = re.compile(r"[^a-z0-9]+")
LONGEST = 120


def readable(title: str) -> str:
    """A title as a file name without ending: the letters as they are, what no disk takes replaced."""
    return " ".join(_NO_FILE_NAME.sub("-", title).split())[:LONGEST].strip(" .-") or "van-ban"


def plain(document: Document, name: str, period: str) -> str:
    """A name for a file that travels: "bc-ldld-tinh-mau-2026-q3": type and symbol of the paper, office, period; ASCII without blanks."""
    symbol = document.number.symbol or name
    words = " ".join((symbol, document.letterhead.agency, period))
    return plain_words(words)


def plain_words(words: str) -> str:
    """Words as one ASCII name: "05/BC-LĐLĐ" is "05-bc-ldld"."""
    return _NO_WORD.sub("-", fold(words)).strip("-")[:LONGEST] or "van-ban"
