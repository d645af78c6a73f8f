"""What a section is for, by its title (DOMAIN 5.2): its items become targets, tasks, dated steps, duties, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.i18n import msg
from app.plan_import import when
from app.plan_import.draft import Warned
from app.plan_import.outline import TITLE, Node, Outline
from app.plan_import.responsible import names_body
from app.plan_import.vocabulary import Vocabulary, folded

SILENT = frozenset({"purpose", "context", "aims", "budget", "extent", "proposals", "reporting"})
"""Roles whose items become nothing of their own."""

_INSIDE_ORGANISATION = {"schedule", "organisation", "tasks", "budget", "extent", "purpose", "reporting"}
_ATTRIBUTES = ("purpose", "aims", "objectives", "extent", "budget", "schedule", "context")
"""Roles an item may have by the words before its colon: "Đối tượng: ...", "Thời gian: ..."."""

_LONGEST_HEAD = 60
_SHORT_HEAD = 5
_SHORT_TITLE = 9
_MARKED = {"part", "chapter", "upper", "roman"}


@dataclass(frozen=True, slots=True)
class Section:
    """A title understood: the role and how sure that is."""

    role: str
    sure: float


def give_roles(outline: Outline, words: Vocabulary) -> list[Warned]:
    """Write the role of each node of the outline; a section that could not be understood is taken for tasks and told."""
    warnings: list[Warned] = []
    tops = list(_sections(outline.root))
    understood = {id(node): _section_of(node, words, top=True) for node in tops}
    has_tasks = any(found and found.role in {"tasks", "targets", "organisation"} for found in understood.values())
    for node in outline.root.walk():
        parent = node.parent
        inherited = parent.role if parent is not None else None
        found = understood[id(node)] if id(node) in understood else _section_of(node, words, top=False)
        if found is None and inherited is None and id(node) in understood:
            found = _guess(node, words, has_tasks=has_tasks)
            if found is not None and found.sure < 0.6:
                words_said = msg("Chưa rõ mục “{title}” nói về gì; coi là nhiệm vụ.", title=node.text[:80])
                warnings.append(Warned(code="unsure_role", line=node.block.first, message=str(words_said)))
        node.role = _settled(found, inherited, node)
        node.sure *= found.sure if found is not None else 1.0
    return warnings


def _settled(found: Section | None, inherited: str | None, node: Node) -> str | None:
    """A title inside a section keeps to it where its own words can only mean a part of it."""
    if found is None or inherited is None:
        return found.role if found is not None else inherited
    if inherited in {"purpose", "context"} and found.role not in {"targets", "organisation"}:
        return inherited
    if inherited == "targets" and found.role in {"objectives", "schedule", "tasks", "extent", "context"}:
        return found.role if found.role == "tasks" and node.rank <= TITLE else inherited
    if inherited == "organisation" and found.role in {
        "schedule",
        "organisation",
        "tasks",
        "budget",
        "extent",
        "purpose",
    }:
        return inherited if found.role in {"organisation", "extent", "purpose", "reporting"} else found.role
    return found.role


def _sections(root: Node) -> Iterator[Node]:
    """The headings at the top; below parts and chapters that hold sections of their own, those."""
    for node in root.children:
        if node.kind in {"paragraph", "table"}:
            continue
        yield node
        if node.family in {"part", "chapter", "upper", "title"}:
            yield from (
                child
                for child in node.children
                if child.kind != "paragraph" and child.family in {*_MARKED, "article", "title"}
            )


def _section_of(node: Node, words: Vocabulary, *, top: bool) -> Section | None:
    """What a title says. Below the top only a short title counts, for a sentence may begin with the same words."""
    if node.kind in {"paragraph", "table"} or node.window is not None:
        return None
    head, colon, rest = node.text.partition(":")
    if colon and rest.strip() and len(head) < _LONGEST_HEAD and not node.leads:
        wanted = words.roles if top else _ATTRIBUTES
        stated = next((role for role in wanted if words.roles[role].whole(head)), None)
        if stated is None and words.roles["schedule"].begins(head) and len(head.split()) <= _SHORT_HEAD:
            stated = "schedule"
        if stated or not top:
            return Section(stated, 0.9) if stated else None
    text = _without_scan_faults(node.text).rstrip(":. ")
    length = len(folded(text))
    if node.bullet and not top:
        heads = node.children and node.text.endswith(":")
        whole = next((role for role, phrases in words.roles.items() if phrases.whole(text)), None) if heads else None
        return Section(whole, 0.9) if whole and whole != "work" else None
    if not length or (not top and (length > _SHORT_TITLE or node.block.ended)):
        return None
    if not top and not node.children and node.label is not None and not node.block.capitals:
        return None
    best = max(_scores(text, words), key=lambda score: score[0], default=(0, ""))
    share = best[0] / length
    if not best[0] or (not top and share < 0.6 and best[0] < 2) or (top and share < 0.2 and not node.block.capitals):
        return None
    if not top and share < 0.5 and (best[1] != "targets" or best[0] < 2):
        return None
    return Section(best[1], round(0.75 + 0.25 * min(1.0, share), 2))


def _without_scan_faults(text: str) -> str:
    """A title in capitals with the I that a scan took for l ("NỘl DUNG")."""
    capitals = sum(letter.isupper() for letter in text)
    return text.replace("l", "I") if "l" in text and 3 * capitals > 2 * len(text.replace(" ", "")) else text


def _scores(text: str, words: Vocabulary) -> Iterator[tuple[int, str]]:
    """How many words of a title each role explains; of equal ones the first named in sections.toml counts."""
    for role, phrases in words.roles.items():
        if role != "work":
            yield phrases.begins(text), role


def _guess(node: Node, words: Vocabulary, *, has_tasks: bool) -> Section | None:
    """The role of a top heading that no list knows: tasks, where it names work, a time or units, or holds items."""
    if node.window is not None or when.only_recurring(node.text) is not None:
        return Section("tasks", 0.9)
    if any(kind == folded(node.text) for kind, _ in words.kinds):
        return None
    if node.bullet and not node.leads and words.documents["basis"].begins(node.text):
        return Section("context", 0.9)
    inside = _inside(node.text, words)
    if inside is not None:
        return Section(inside, 0.8)
    if words.roles["work"].begins(node.text) or names_body(node.text, words):
        return Section("tasks", 0.7 if has_tasks else 0.8)
    return Section("tasks", 0.5) if node.children else None


def _inside(text: str, words: Vocabulary) -> str | None:
    """A role whose name stands inside a long title ("CÁC NHÓM NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU")."""
    said = folded(text)
    found = [
        (place, role)
        for role in ("targets", "tasks", "organisation", "schedule", "budget", "purpose")
        if (hit := words.roles[role].find(said[:12])) is not None and (place := hit[0]) > 0 and hit[1] > 1
    ]
    return min(found)[1] if found else None
