"""Quick breaking of many short texts into lines, for tables."""

from collections.abc import Iterator

from app.reports.writers import fonts


class Breaker:
    """Breaks texts into lines of a width, remembering the widths of words it has seen."""

    def __init__(self, face: str, size: float) -> None:
        self.face = face
        self._size = size
        self._known: dict[str, float] = {}
        self._space = self.width(" ")

    def width(self, text: str) -> float:
        """Width of ``text`` in points."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = fonts.face_width(text, self.face, self._size)
        return known

    def lines(self, text: str, room: float) -> tuple[tuple[str, float], ...]:
        """The lines of ``text`` with their widths, none wider than ``room``; a word too long is cut between letters."""
        found: list[tuple[str, float]] = []
        for part in text.split("\n"):
            words: list[str] = []
            used = 0.0
            for word, wide in self._pieces(part, room):
                if words and used + self._space + wide > room:
                    found.append((" ".join(words), used))
                    words, used = [], 0.0
                used += wide + (self._space if words else 0.0)
                words.append(word)
            found.append((" ".join(words), used))
        return tuple(found)

    def _pieces(self, text: str, room: float) -> Iterator[tuple[str, float]]:
        """The words of ``text``; those wider than ``room`` in pieces."""
        for word in text.split():
            wide = self.width(word)
            if wide <= room:
                yield word, wide
                continue
            piece, piece_wide = "", 0.0
            for letter in word:
                letter_wide = self.width(letter)
                if piece and piece_wide + letter_wide > room:
                    yield piece, piece_wide
                    piece, piece_wide = "", 0.0
                piece, piece_wide = piece + letter, piece_wide + letter_wide
            yield piece, piece_wide
