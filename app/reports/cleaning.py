"""Text as it may stand on paper and in the files of papers."""

import unicodedata


def clean_text(text: str) -> str:
    """``text`` in NFC, without control characters other than newline and tab; CRLF becomes a newline."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
