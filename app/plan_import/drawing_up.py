"""From a draft to the rows it asks for: a pure step, so that a plan can be compared with what stands before anything is written."""

from collections.abc import Mapping
from typing import Any

from app.i18n import Message, msg
from app.plan_import import when
from app.plan_import.bodies import BodyMatch, BodyReader, Meaning
from app.plan_import.choices import NOBODY, BanChoice, Choices, Key
from app.plan_import.draft import Milestone, PlanDraft
from app.plan_import.duties import draw_duties, with_leads
from app.plan_import.places import title_of
from app.plan_import.targets import draw_targets
from app.plan_import.tasks import draw_tasks
from app.plan_import.wanted import (
    Wanted,
    WantedMilestone,
    WantedProgramme,
)
from app.text import clean, fold

_STEPS = (
    ("tong ket", "final"),
    ("so ket", "mid"),
    ("phat dong", "launch"),
    ("ban hanh", "launch"),
    ("quan triet", "launch"),
    ("trien khai", "launch"),
)


class Drawing:
    """The work in hand: the draft, who its bodies are, and the programmes so far."""

    def __init__(self, draft: PlanDraft, reader: BodyReader, choices: Choices) -> None:
        self.draft = draft
        self.reader = reader
        self.notes: list[Message] = []
        self.programmes: list[WantedProgramme] = []
        self._bans: Mapping[str, BanChoice] = {fold(body): choice for body, choice in choices.bans.items()}
        self._titles: list[tuple[str, str]] = []
        self._rest: int | None = None

    def ban(self, body: str | None) -> BanChoice:
        """Which ban a body is: an id, "new", or "none"."""
        if not body:
            return NOBODY
        return self._bans.get(fold(body), self.reader.read(body).suggested)

    def meaning(self, body: str) -> tuple[Meaning, BodyMatch]:
        """What a body is after the choices: a ban wherever one was chosen."""
        found = self.reader.read(body)
        if self.ban(body) != NOBODY:
            return Meaning.BAN, found
        return (Meaning.OTHER if found.meaning is Meaning.BAN else found.meaning), found

    def draw_programmes(self) -> None:
        """The programmes with the bodies that lead them; a plan without any is itself one."""
        draft, given = self.draft, self._given_programmes()
        for index, programme in enumerate(draft.programmes):
            number = title_of(programme.number or "")
            title = self._title(programme.title) or title_of(f"{msg('Chương trình')} {number}")
            lead = programme.lead or given.get(number)
            self.programmes.append(WantedProgramme(Key("programmes", index), number, title, lead))
        if not draft.programmes:
            title = self._title(draft.title) or title_of(draft.kind) or str(msg("Kế hoạch"))
            self.programmes.append(WantedProgramme(None, "", title, given.get("")))
        self._titles = [(fold(one.title), one.number) for one in self.programmes]

    def _title(self, text: str) -> str:
        """The title of a programme; one that only says when is told with what it is: "Chương trình công tác năm 2026"."""
        title, kind = title_of(text), title_of(self.draft.kind)
        if not kind or not title or when.only_time(title) is None:
            return title
        return title_of(" ".join([kind.capitalize(), *(_small(word) for word in title.split())]))

    def _given_programmes(self) -> dict[str, str]:
        """The body that each programme's number is given to under "Tổ chức thực hiện"; the first one where several are told so."""
        numbers = {(one.number or "").strip() for one in self.draft.programmes}
        given: dict[str, str] = {}
        for duty in self.draft.duties:
            for number in duty.programmes:
                if number.strip() not in numbers or self.ban(duty.body) == NOBODY:
                    note = msg("{body}: không thấy chương trình {number} để giao.", body=duty.body, number=number)
                    self.notes.append(note)
                else:
                    given.setdefault(number.strip(), duty.body)
        return given

    def programme_of(self, *headings: str | None) -> int:
        """The programme that one of the headings names; the only one; or one for what the plan puts under none of its programmes."""
        if len(self._titles) == 1:
            return 0
        for heading in filter(None, headings):
            folded = fold(heading)
            for place, (title, number) in enumerate(self._titles):
                if title in folded or (number and folded == f"chuong trinh {fold(number)}"):
                    return place
        if self._rest is None:
            title = title_of(self.draft.title) or str(msg("Nhiệm vụ chung của văn bản"))
            self._rest = len(self.programmes)
            self.programmes.append(WantedProgramme(None, "", title, None))
        return self._rest


def _small(word: str) -> str:
    """A word out of capitals; Roman numbers keep theirs."""
    return word if set(word) <= set("IVX") else word.lower()


def draw_up(work: Drawing) -> Wanted:
    """Everything a draft asks for under these choices. Reads the workspace only to tell who its bodies are."""
    draft = work.draft
    work.draw_programmes()
    tasks = with_leads(work, draw_tasks(work))
    duties, more = draw_duties(work, tasks)
    measures = draw_targets(work)
    milestones = tuple(_milestone(work, index, one) for index, one in enumerate(draft.milestones))
    return Wanted(
        directive=_directive(draft),
        programmes=tuple(work.programmes),
        tasks=(*tasks, *more),
        measures=measures,
        milestones=milestones,
        duties=duties,
        notes=tuple(work.notes),
    )


def _directive(draft: PlanDraft) -> dict[str, Any]:
    document = draft.document
    return {
        "kind": title_of(draft.kind) or str(msg("Kế hoạch")),
        "as_written": title_of(document.number or ""),
        "issued": document.issued_on.isoformat() if document.issued_on else None,
        "issuer_text": title_of(document.issuer or document.parent_issuer or ""),
        "abstract": clean(draft.title),
        "place": title_of(document.place or ""),
        "signer_text": title_of(document.signer or ""),
        "recipients": clean("\n".join(one.text.strip() for one in draft.recipients if one.text.strip())),
    }


def _milestone(work: Drawing, index: int, milestone: Milestone) -> WantedMilestone:
    folded = fold(milestone.text or "")
    starts, ends = sorted((milestone.start, milestone.end))
    span = f"{starts:%d/%m/%Y} - {ends:%d/%m/%Y}"
    columns = {
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "text": title_of(milestone.text or "") or span,
        "kind": next((kind for words, kind in _STEPS if words in folded), "other"),
    }
    return WantedMilestone(Key("milestones", index), work.programme_of(), columns)
