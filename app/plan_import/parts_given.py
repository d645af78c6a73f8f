"""Which parts of a plan a ban is given under "Tổ chức thực hiện": "các nhiệm vụ tại điểm 1 và điểm 6 mục III" (DOMAIN 5.6).

Pure functions over words and labels as written. A part is (outer label, inner label); the inner one is "" for the whole of the outer.
"""

import re
from collections.abc import Sequence

from app.text import fold

Part = tuple[str, str]

_LEVELS = {"diem": 0, "khoan": 1, "muc": 2, "phan": 3}
_LABEL = r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[a-h])(?![\w.]*\w)"
_MENTION = re.compile(
    rf"\b(?P<level>[Đđ]iểm|[Kk]hoản|[Mm]ục|[Pp]hần) (?P<labels>{_LABEL}(?: ?(?:,|;|và|,? và) {_LABEL}){{0,30}})"
)
_EACH = re.compile(_LABEL)
_ONLY_LEADS = re.compile(
    r"(?:(?:truc tiep|chu tri|phu trach|theo doi|trien khai|chi dao|tham muu|don doc|chiu trach nhiem|va) )+"
    r"(?:cac |nhung |viec )?(?:nhiem vu|noi dung|chuong trinh|phan viec|giai phap)\b"
)


def parts(text: str) -> tuple[Part, ...]:
    """The parts a sentence names, in its order; an inner one only counts with the outer one it stands in."""
    found: list[Part] = []
    inner: list[str] = []
    depth = -1
    for mention in _MENTION.finditer(text):
        level = _LEVELS[fold(mention["level"])]
        labels = _EACH.findall(mention["labels"])
        if inner and level > depth:
            found += [(outer, one) for outer in labels for one in inner]
            inner, depth = [], -1
        elif level >= _LEVELS["muc"]:
            found += [(outer, "") for outer in labels]
        else:
            inner, depth = [*inner, *labels], level
    return tuple(dict.fromkeys(found))


def stands_in(path: Sequence[str], wanted: Sequence[Part]) -> bool:
    """Whether an item with these labels above it stands in one of the parts."""
    labels = [_bare(label) for label in path]
    return any(
        _bare(outer) in labels and (not inner or _bare(inner) in labels[labels.index(_bare(outer)) + 1 :])
        for outer, inner in wanted
    )


def only_leads(body: str, text: str) -> bool:
    """Whether a duty says nothing but who leads: "Ban Tổ chức chủ trì, theo dõi các nhiệm vụ tại …"."""
    said = fold(text).removeprefix(fold(body)).strip()
    return bool(_ONLY_LEADS.match(said))


def _bare(label: str) -> str:
    """A label without the marks around it: "III.", "1)" and "(a)" as III, 1 and a."""
    return label.strip(" .:;)(-/").casefold()
