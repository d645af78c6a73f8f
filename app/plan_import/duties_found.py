"""Duties under "Tổ chức thực hiện": who is told to do what, by headings that name a body and by sentences that begin with one."""

from app.i18n import msg
from app.plan_import.context import Context
from app.plan_import.draft import Duty, Programme, Warned
from app.plan_import.outline import Node, Outline
from app.plan_import.programmes_found import given_programmes
from app.plan_import.responsible import body_at_start, lead_and_others, names_body, subject_of

_FEWEST_WORDS = 4
_LONGEST_TITLE = 30
_LONGEST_LEAD = 12
_SHORT_HEADING = 6


class DutyFinder:
    """Walks the sections of organisation; ``duties`` and ``warnings`` are what it found."""

    def __init__(self, context: Context, programmes: list[Programme]) -> None:
        self.context = context
        self.words = context.words
        self.numbers = [each.number for each in programmes if each.number]
        self.duties: list[Duty] = []
        self.warnings: list[Warned] = []

    def find(self, outline: Outline) -> None:
        """Every duty of the document."""
        self._outside(outline.root)

    def _outside(self, node: Node) -> None:
        for child in node.children:
            if child.role == "organisation":
                self._section(child)
            else:
                self._outside(child)

    def _section(self, node: Node) -> None:
        """The heading of the section itself, or an item where the heading was lost."""
        title = bool(self.words.roles["organisation"].begins(node.text))
        if node.kind != "paragraph" and (title or node.block.capitals or node.rank <= 4):
            for child in node.children:
                self._part(child, None)
            return
        self._part(node, None)

    def _part(self, node: Node, body: str | None) -> None:
        if node.kind == "table":
            return
        if node.role != "organisation":
            self._outside_of(node)
            return
        named = self._heading(node, body)
        if named is not None:
            for child in node.children:
                self._part(child, named)
            return
        given = self._sentence(node, body)
        for child in node.children:
            self._part(child, given if child.kind != "paragraph" else None)

    def _outside_of(self, node: Node) -> None:
        for child in node.children:
            if child.role == "organisation":
                self._part(child, None)

    def _heading(self, node: Node, body: str | None) -> str | None:
        """The body that a heading names; a heading over bullets names one even where its words are not known."""
        if node.kind == "paragraph" or not node.children:
            return None
        text = node.text.rstrip(": ")
        named = names_body(text, self.words)
        if named is not None:
            return named
        if any(phrases.whole(text) for role, phrases in self.words.roles.items() if role != "work"):
            return None
        if body is not None or node.block.ended or len(text.split()) > _LONGEST_TITLE or node.bullet:
            return None
        opening = body_at_start(text, self.words)
        if opening is not None and node.leads and len(text.split()) <= _SHORT_HEADING and not node.text.endswith(":"):
            return text
        if opening is not None or self.words.bodies["verbs"].begins(text) or not node.leads:
            return None
        return text

    def _sentence(self, node: Node, body: str | None) -> str | None:
        """Take a sentence for a duty; the body that the items under it go on with."""
        text = node.text
        documents = self.words.documents
        plain = node.kind == "paragraph"
        titles = (phrases for role, phrases in self.words.roles.items() if role != "work")
        if node.children and any(phrases.whole(text) for phrases in titles):
            return body
        if documents["joining"].whole(text) or (plain and self._closes(node, body)):
            return body
        if len(text.split()) < _FEWEST_WORDS and not node.bullet:
            return body
        head, colon, rest = text.partition(":")
        titled = names_body(head, self.words) if colon and len(head) < 160 else None
        topics = (self.words.roles[role] for role in ("reporting", "budget", "schedule"))
        told = rest.strip() if rest.strip() and any(topic.whole(head) for topic in topics) else text
        opening = body_at_start(told, self.words) if titled is None else None
        if opening is None and titled is None and body is None:
            opening = self._less_sure(text, plain=plain)
        said = titled or (opening[0] if opening else None)
        if said is not None and (body is None or titled is not None or self._is_ban(said)):
            if text.endswith(":") and node.leads and said.endswith(("sau đây", " sau")):
                return None
            leads = text.endswith(":") and node.leads and len(text.split()) <= _LONGEST_LEAD
            if not leads and (titled is None or rest.strip()):
                self._add(said, text if titled is None else rest.strip(), node, 0.9)
            return said
        if body is not None and not plain:
            self._add(body, text, node, 0.9)
            return body
        if body is not None and not text.endswith(":"):
            self._add(body, text, node, 0.7)
        elif (not plain or node.parent is None) and not documents["questions"].begins(text):
            words = msg("Chưa rõ giao cho ai: “{text}”.", text=text[:80])
            self.warnings.append(Warned(code="unsure_role", line=node.block.first, message=str(words)))
        return body

    def _closes(self, node: Node, body: str | None) -> bool:
        """Whether a paragraph belongs to nobody: it closes the document, or comments on a list above it."""
        closing = bool(self.words.documents["closing"].begins(node.text)) or node.text.endswith("./.")
        alone = body is not None and node.parent is not None and not node.parent.leads
        return closing and not (alone and not self.words.documents["farewell"].begins(node.text))

    def _less_sure(self, text: str, *, plain: bool) -> tuple[str, int] | None:
        """Who is told where no known name begins the sentence: the lead named inside it, or the words before the first verb."""
        lead, _ = lead_and_others(text, self.words)
        if lead is not None:
            return lead, 0
        return None if plain else subject_of(text, self.words)

    def _is_ban(self, name: str) -> bool:
        """Whether a name is that of a ban of the office: it is told apart inside the list of the body it belongs to."""
        said = self.words.bodies["names"].words(name)
        return bool(self.words.bodies["names"].at(said)) and not self.words.bodies["not_bans"].at(said)

    def _add(self, body: str, text: str, node: Node, sure: float) -> None:
        """One more thing for a body: with the one before where that is the same body under the same heading."""
        programmes = given_programmes(text, self.numbers, self.words)
        before = self.duties[-1] if self.duties else None
        lines = [node.block.first, node.block.last]
        if before is not None and before.body == body and not programmes and not before.programmes and before.lines:
            self.duties[-1] = Duty(
                body=body,
                texts=[*before.texts, text],
                lines=[before.lines[0], lines[1]],
                confidence=min(before.confidence or sure, sure),
            )
            return
        self.duties.append(
            Duty(body=body, texts=[text], programmes=programmes, lines=lines, confidence=round(sure * node.sure, 2))
        )
