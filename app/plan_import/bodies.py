"""Who a plan means: bans of this office, kinds of unit below it, the issuer, or somebody else (DOMAIN 3.1, 5.6).

Names are compared folded and with the field's abbreviations written out, so "Ban Tuyên giáo - Nữ công", "Ban Tuyên giáo và Nữ công" and
"Ban TGNC" are one ban. What is like a known name without being it is suggested with its score, never taken in silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.given import brief
from app.i18n import Message, msg
from app.people.bans import BanLine, ban_lines
from app.people.units import unit_kinds, unit_lines
from app.plan_import.choices import NEW, NOBODY, BanChoice
from app.session import Session
from app.text import expand_abbreviations, fold
from db.queries import people

OWN, ABOVE, UNKNOWN = "own", "above", "unknown"

LIKE = 0.6
"""From this score on a name that is like a known one is taken for it; a person is shown the score and may choose otherwise."""

MOST_CANDIDATES = 4
LONGEST_NAME = 200

_FILLERS = {"ban", "va", "cua", "phong"}
_NO_BANS = (
    *("ban chap hanh", "ban thuong vu", "ban bi thu", "ban giam hieu", "ban to chuc trung uong", "ban giam doc"),
    *(
        "ban kiem tra cap uy",
        "ban nganh",
        "ban lien quan",
        "ban chuyen mon",
        "ban quan ly",
        "ban can su",
        "ban dai dien",
    ),
)
"""What begins like a ban and is none of the office's."""

_A_BAN = re.compile("(?:cac )?(?:ban|van phong|uy ban kiem tra|ubkt)(?: |$)")
_FOR_A_TIME = re.compile("(?:ban chi dao|to cong tac|to giup viec|hoi dong thi dua)(?: |$)")
_ELSEWHERE = re.compile(
    r"\b(?:trung uong|quoc gia|chinh phu|tinh uy|thanh uy|huyen uy|cap uy|so|cong doan|lien doan)\b"
)
_LEADERSHIP = re.compile(
    "(?:cac )?(?:dong chi )?(?:thuong truc|chu tich|pho chu tich|ban chap hanh|ban thuong vu|doan chu tich|uy vien)(?: |$)"
)
_UNITS = re.compile(
    r"(?:cac |nhung )?(?:don vi|co so|truong)\b|.*\b(?:cong doan|lien doan lao dong|nghiep doan|cac cap)\b"
)
_GENERAL = re.compile(r"cong doan (?:co so|cap tren|truc thuoc)(?: .*)?|lien doan lao dong|cong doan cac cap")
"""Names of many, which are never the issuer's short name."""

_SHORTEST_FORM = 3
"""Words of a short name: "Công đoàn ngành", "Công đoàn phường"."""

_RANKS = (
    re.compile(r"\b(?:tong lien doan|viet nam|trung uong|chinh phu|quoc hoi|bo chinh tri)\b"),
    re.compile(r"\b(?:lien doan lao dong (?:tinh|thanh pho)|tinh uy|thanh uy|uy ban nhan dan (?:tinh|thanh pho))\b"),
    re.compile(r"\b(?:tinh|thanh pho|khu cong nghiep)\b"),
    re.compile(r"\b(?:huyen|quan|thi xa|thi tran|xa|phuong)\b"),
    re.compile(r"\b(?:co so|truong)\b"),
)
"""Levels from the highest down, by the words of a name (DOMAIN 3.1)."""

_UNRANKED = len(_RANKS)
_KNOWN_CODES = {"to chuc": "ToC", "tai chinh": "TC", "van phong": "VP", "uy ban kiem tra": "UBKT", "nu cong": "NC"}
_LONGEST_CODE = 8


class Meaning(StrEnum):
    """What a body is: a ban of the office, units below, the office itself, the level above that issued, or somebody else."""

    BAN = "ban"
    UNITS = "units"
    OFFICE = "office"
    ABOVE = "above"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ban that a body may be, with how like the names are (0-1)."""

    ban_id: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """A body as the plan writes it and what it is taken for, with the reason and how sure that is (0-1).

    ``suggested``: a ban's id, "new" (a ban is made, ``code`` and ``temporary`` say how) or "none". ``kinds``: kinds of unit meant, empty
    for units of any kind. ``roles``: lead, collaborate, duty.
    """

    body: str
    meaning: Meaning
    suggested: BanChoice
    score: float
    reason: Message
    kinds: tuple[int, ...] = ()
    code: str = ""
    temporary: bool = False
    candidates: tuple[Candidate, ...] = ()
    roles: tuple[str, ...] = ()
    times: int = 0


class BodyReader:
    """Reads names of bodies against the office as it is. ``issuer`` is the plan's issuer as written."""

    def __init__(self, session: Session, issuer: str | None) -> None:
        self._session = session
        self._issuer_name = issuer
        self._read: dict[str, BodyMatch] = {}

    def read(self, body: str) -> BodyMatch:
        """What a body is taken for."""
        key = fold(body)
        if key not in self._read:
            self._read[key] = self._found(body)
        return self._read[key]

    @cached_property
    def issuer(self) -> str:
        """Whether the plan's issuer is this office, a level above, or cannot be told."""
        wanted = _plain(self._issuer_name or "")
        if not wanted:
            return UNKNOWN
        conn, own = self._session.conn, self._session.office.unit_id
        for unit, meaning in ((own, OWN), *((above, ABOVE) for above in people.ancestors(conn, own))):
            if any(name in wanted for name in self._names(unit)):
                return meaning
        ours = min((_rank(name) for name in self._own_names), default=_UNRANKED)
        return ABOVE if _rank(wanted) < ours < _UNRANKED else UNKNOWN

    @property
    def above(self) -> bool:
        """Whether a level above issued the plan: then what it passes down is this office's own work."""
        return self.issuer == ABOVE

    @cached_property
    def has_units(self) -> bool:
        """Whether any unit stands below the office."""
        return bool(unit_lines(self._session))

    @cached_property
    def bans(self) -> tuple[BanLine, ...]:
        """The bans of the office that stand."""
        return ban_lines(self._session)

    def kinds_meant(self, heading: str | None) -> tuple[int, ...]:
        """The kinds of unit that a heading names ("Đối với công đoàn cơ sở trường học"); empty for units of any kind."""
        rest, found = f" {_plain(heading or '')} ", []
        for name, kind in sorted(self._kinds, key=lambda one: -len(one[0])):
            if f" {name} " in rest:
                found.append(kind)
                rest = rest.replace(f" {name} ", " | ")
        if found:
            return tuple(sorted(found))
        for general in ("cong doan cap tren truc tiep co so", "cong doan co so"):
            if f" {general} " in rest:
                found = [kind for name, kind in self._kinds if f"{name} ".startswith(f"{general} ")]
        return () if len(found) == len(self._kinds) else tuple(sorted(found))

    @cached_property
    def _kinds(self) -> list[tuple[str, int]]:
        return [(_plain(kind.name), kind.id) for kind in unit_kinds(self._session) if kind.units and kind.name]

    def _names(self, unit: int) -> list[str]:
        rows = people.names_of_unit(self._session.conn, unit)
        return [_plain(row[part]) for row in rows for part in ("name", "short") if row[part]]

    @cached_property
    def _own_names(self) -> list[str]:
        return sorted(self._names(self._session.office.unit_id), key=len, reverse=True)

    @cached_property
    def _issuer_forms(self) -> list[str]:
        """How a plan names its issuer or the office in short: "Công đoàn Giáo dục tỉnh" of "Công đoàn Giáo dục tỉnh Mẫu". Longest first."""
        forms = set()
        for name in (*self._own_names, _plain(self._issuer_name or "")):
            words = name.split()
            forms |= {" ".join(words[:count]) for count in range(_SHORTEST_FORM, len(words) + 1)}
        kinds = {name for name, _ in self._kinds}
        forms |= {"cong doan nganh"}
        return sorted((form for form in forms - kinds if not _GENERAL.fullmatch(form)), key=len, reverse=True)

    def _found(self, body: str) -> BodyMatch:
        words = _plain(body).removeprefix("doi voi ")
        if words in self._own_names:
            return BodyMatch(body, Meaning.OFFICE, NOBODY, 1, msg("chính đơn vị này"))
        if words in self._issuer_forms and not self.kinds_meant(body):
            meaning = Meaning.ABOVE if self.above else Meaning.OFFICE
            return BodyMatch(
                body, meaning, NOBODY, 1 if words == self._issuer_forms[0] else 0.9, msg("nơi ban hành văn bản")
            )
        for form in self._issuer_forms:
            if words.endswith(f" {form}"):
                words = words.removesuffix(f" {form}")
                break
        candidates = self._candidates(words)
        if candidates and candidates[0].score == 1:
            name = candidates[0].name
            reason = msg("trùng tên {ban}", ban=name)
            return BodyMatch(body, Meaning.BAN, candidates[0].ban_id, 1, reason, (), "", False, candidates)
        return self._no_known_ban(body, words, candidates)

    def _no_known_ban(self, body: str, words: str, candidates: tuple[Candidate, ...]) -> BodyMatch:
        kinds = self.kinds_meant(body)
        a_ban = bool(_A_BAN.match(words)) and not words.removeprefix("cac ").startswith(_NO_BANS)
        if kinds or (_UNITS.match(words) and not words.startswith("uy ban kiem tra")):
            if self.above and not kinds:
                return BodyMatch(body, Meaning.OFFICE, NOBODY, LIKE, msg("cấp trên giao, trong đó có đơn vị này"))
            return BodyMatch(body, Meaning.UNITS, NOBODY, 0.9 if kinds else LIKE, msg("đơn vị cấp dưới"), kinds)
        if _LEADERSHIP.match(words):
            meaning = Meaning.ABOVE if self.above else Meaning.OFFICE
            return BodyMatch(body, meaning, NOBODY, LIKE, msg("tập thể lãnh đạo, không phải ban"))
        if _FOR_A_TIME.match(words) and not _ELSEWHERE.search(words):
            return self._new(body, words, temporary=True, candidates=candidates)
        if not a_ban or _ELSEWHERE.search(words) or words.startswith("cac "):
            return BodyMatch(
                body, Meaning.OTHER, NOBODY, LIKE, msg("không phải ban của đơn vị"), (), "", False, candidates
            )
        best = candidates[0] if candidates else None
        if best is not None and best.score >= LIKE and (len(candidates) == 1 or candidates[1].score < best.score):
            reason = msg("gần giống tên {ban}", ban=best.name)
            return BodyMatch(body, Meaning.BAN, best.ban_id, best.score, reason, (), "", False, candidates)
        return self._new(body, words, temporary=False, candidates=candidates)

    def _new(self, body: str, words: str, *, temporary: bool, candidates: tuple[Candidate, ...]) -> BodyMatch:
        """A ban that the office does not have; what a level above names is its own, and is not made here."""
        if self.above:
            return BodyMatch(body, Meaning.OTHER, NOBODY, LIKE, msg("ban của cấp trên"), (), "", False, candidates)
        reason = msg("ban tạm thời, chưa có trong sổ") if temporary else msg("chưa có trong sổ")
        return BodyMatch(body, Meaning.BAN, NEW, LIKE, reason, (), self._code(words), temporary, candidates)

    def _candidates(self, words: str) -> tuple[Candidate, ...]:
        """The bans whose name shares words with a body, the likest first."""
        key = _key(words)
        found = [Candidate(ban.id, ban.name, _likeness(key, ban)) for ban in self.bans] if key else []
        likely = sorted((one for one in found if one.score >= 0.3), key=lambda one: -one.score)
        return tuple(likely[:MOST_CANDIDATES])

    def _code(self, words: str) -> str:
        """An abbreviation nobody has: the usual one, or the first letters of the words."""
        short = [word for word in words.split() if word not in _FILLERS]
        usual = _KNOWN_CODES.get(" ".join(short)) or _KNOWN_CODES.get(words)
        if _FOR_A_TIME.match(words):
            usual = "".join(word[0].upper() for word in words.split()[:3])
        return usual or "".join(word[0].upper() for word in short)[:_LONGEST_CODE] or "BAN"


def free_code(wanted: str, taken: Sequence[str]) -> str:
    """The abbreviation, numbered where another ban has it."""
    known = {code.casefold() for code in taken}
    code, again = wanted, 2
    while code.casefold() in known:
        code, again = f"{wanted}{again}", again + 1
    return code


def line_of(body: str) -> str:
    """A body's name as it is kept."""
    return brief(body, LONGEST_NAME)


def _likeness(key: frozenset[str], ban: BanLine) -> float:
    """1 for the same words or code; 0.8 where one name holds the other; else the share of common words."""
    name = _key(_plain(ban.name))
    if key == name or key == frozenset(fold(ban.code).split()):
        return 1.0
    common = len(key & name)
    if common and (key <= name or name <= key):
        return 0.8
    return common / len(key | name) if key | name else 0.0


def _rank(plain: str) -> int:
    """The level that a name tells, 0 the highest; ``_UNRANKED`` where it tells none."""
    return next((rank for rank, words in enumerate(_RANKS) if words.search(plain)), _UNRANKED)


def _plain(text: str) -> str:
    return expand_abbreviations(fold(text))


def _key(words: str) -> frozenset[str]:
    """What is left of a ban's name when the words that vary are taken out."""
    return frozenset(word for word in words.split() if word not in {"ban", "va"})
