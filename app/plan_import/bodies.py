"""Who a plan means: bans of this office, kinds of unit below it, the issuer (DOMAIN 5.6).

Names are compared folded, so "Ban Tuyên giáo - Nữ công" and "Ban Tuyên giáo và Nữ công" are one ban.
"""

import re
from dataclasses import dataclass, field

from app.given import brief
from app.people.bans import add_ban, ban_lines
from app.people.units import unit_kinds, unit_lines
from app.session import Session
from app.text import expand_abbreviations, fold
from db.queries import people

OWN, ABOVE, UNKNOWN = "own", "above", "unknown"

_FILLERS = {"ban", "va", "cua", "phong"}
_NO_BANS = (
    *("ban chap hanh", "ban thuong vu", "ban chi dao", "ban bi thu", "ban giam hieu", "ban to chuc trung uong"),
    *("ban kiem tra cap uy", "ban nganh", "ban lien quan"),
)
"""What begins like a ban and is none of the office's (DOMAIN 3.1, 5.6)."""

_A_BAN = re.compile("(?:ban|van phong|uy ban kiem tra|ubkt)(?: |$)")
_KNOWN_CODES = {"to chuc": "ToC", "tai chinh": "TC", "van phong": "VP", "uy ban kiem tra": "UBKT", "nu cong": "NC"}
_LONGEST_CODE = 8
_LONGEST_NAME = 200
_UNITS = re.compile("(?:cong doan|don vi|ldld|nghiep doan|cdgd) ?")


@dataclass
class Bodies:
    """The bans known so far, and those that a plan adds."""

    session: Session
    added: list[str] = field(default_factory=list)
    _bans: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for ban in ban_lines(self.session):
            self._bans[_key(ban.name)] = ban.id
            self._bans.setdefault(fold(ban.code), ban.id)

    def ban(self, name: str | None) -> int | None:
        """The ban of that name, made when it is new; None where the name is no ban of the office."""
        known = self.known(name)
        if known is not None or not name or not _is_ban(fold(name)):
            return known
        line = brief(name, _LONGEST_NAME)
        ban = add_ban(self.session, name=line, code=self._code(fold(name)))
        self.added.append(line)
        self._bans[_key(name)] = ban
        return ban

    def known(self, name: str | None) -> int | None:
        """The ban of that name or code, if the office has it."""
        return self._bans.get(_key(name)) or self._bans.get(fold(name)) if name else None

    def kind_meant(self, heading: str | None) -> int | None:
        """The kind of unit that a heading names ("Đối với công đoàn cơ sở trường học"), None for units of any kind."""
        words = expand_abbreviations(fold(heading or ""))
        found = [
            (len(name), kind.id)
            for kind in unit_kinds(self.session)
            if kind.units and (name := expand_abbreviations(fold(kind.name))) and f" {name} " in f" {words} "
        ]
        return max(found)[1] if found else None

    def has_units(self) -> bool:
        """Whether any unit stands below the office."""
        return bool(unit_lines(self.session))

    def issuer(self, name: str | None) -> str:
        """Whether the issuer is this office, a level above, or cannot be told."""
        wanted = expand_abbreviations(fold(name or ""))
        if not wanted:
            return UNKNOWN
        own = self.session.office.unit_id
        for unit, meaning in ((own, OWN), *((above, ABOVE) for above in people.ancestors(self.session.conn, own))):
            names = [row[part] for row in people.names_of_unit(self.session.conn, unit) for part in ("name", "short")]
            if any(expand_abbreviations(fold(known)) in wanted for known in names if known):
                return meaning
        return UNKNOWN

    def _code(self, folded: str) -> str:
        """An abbreviation nobody has: the usual one, or the first letters of the words."""
        words = [word for word in folded.split() if word not in _FILLERS]
        usual = _KNOWN_CODES.get(" ".join(words)) or _KNOWN_CODES.get(folded)
        wanted = usual or "".join(word[0].upper() for word in words)[:_LONGEST_CODE] or "BAN"
        code, again = wanted, 2
        taken = {ban.code.casefold() for ban in ban_lines(self.session, ended=True)}
        while code.casefold() in taken:
            code, again = f"{wanted}{again}", again + 1
        return code


def _is_ban(folded: str) -> bool:
    return bool(_A_BAN.match(folded)) and not folded.startswith(_NO_BANS)


def _key(name: str | None) -> str:
    """What is left of a ban's name when the words that vary are taken out."""
    return " ".join(word for word in fold(name or "").split() if word not in {"ban", "va"})
