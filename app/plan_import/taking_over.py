"""Writing the rows that a plan asks for: each through its use case, so that a plan that is read and one that is typed are the same."""

from app import directives
from app.people.bans import add_ban, ban_lines
from app.plan import assignments, programmes, targets, tasks
from app.plan_import.bodies import free_code, line_of
from app.plan_import.choices import NEW, NOBODY, Choices, Key
from app.plan_import.drawing_up import Drawing
from app.plan_import.wanted import (
    WantedClause,
    WantedDuty,
    WantedMeasure,
    WantedMilestone,
    WantedProgramme,
    WantedTarget,
    WantedTask,
)
from app.session import Session
from app.text import fold


class Rows:
    """What is written so far, or stands already: rows by the items of the draft they come from."""

    def __init__(self, session: Session, directive_id: int, drawing: Drawing, choices: Choices) -> None:
        self.session = session
        self.directive_id = directive_id
        self.choices = choices
        self.counts: dict[str, int] = {}
        self.added_bans: list[str] = []
        self.programmes: dict[int, int] = {}
        self.sections: dict[tuple[int, str], int] = {}
        self.clauses: dict[WantedClause, int] = {}
        self.tasks: dict[Key, int] = {}
        self.clause_of: dict[Key, int] = {}
        self.numbers: dict[int, int] = {}
        self._drawing = drawing
        self._made: dict[str, int] = {}

    def count(self, kind: str, more: int = 1) -> None:
        """So many more of a kind."""
        if more:
            self.counts[kind] = self.counts.get(kind, 0) + more

    def ban(self, body: str | None) -> int | None:
        """The ban a body is, made when it is to be made."""
        choice = self._drawing.ban(body)
        if choice == NOBODY or not body:
            return None
        if choice != NEW:
            return int(choice)
        key = " ".join(word for word in fold(body).split() if word not in {"ban", "va"})
        if key not in self._made:
            self._made[key] = self._make(body)
        return self._made[key]

    def _make(self, body: str) -> int:
        found, name = self._drawing.reader.read(body), line_of(body)
        taken = [ban.code for ban in ban_lines(self.session, ended=True)]
        wanted = found.code or "".join(word[0].upper() for word in fold(body).split())[:8] or "BAN"
        self.added_bans.append(name)
        return add_ban(self.session, name=name, code=free_code(wanted, taken), temporary=found.temporary)

    def clause(self, item: Key, wanted: WantedClause) -> int:
        """The clause an item stands in."""
        if wanted not in self.clauses:
            self.clauses[wanted] = directives.add_clause(
                self.session,
                self.directive_id,
                label=wanted.label,
                path=wanted.path,
                text=wanted.text,
                line1=wanted.line1,
                line2=wanted.line2,
            )
            self.count("clauses")
        self.clause_of[item] = self.clauses[wanted]
        return self.clauses[wanted]

    def programme(self, place: int, wanted: WantedProgramme) -> None:
        """A programme with the ban that leads it, else the default lead."""
        self.programmes[place] = programmes.add_programme(
            self.session,
            title=wanted.title,
            number=wanted.number,
            directive_id=self.directive_id,
            lead_ban_id=self.ban(wanted.lead) or self.choices.default_lead,
        )
        self.count("programmes")

    def section(self, programme: int, title: str) -> int | None:
        """The section of a programme with that title; None where there is none to name."""
        if not title:
            return None
        if (programme, title) not in self.sections:
            self.sections[programme, title] = programmes.add_section(self.session, programme, title=title)
            self.count("sections")
        return self.sections[programme, title]

    def task(self, wanted: WantedTask) -> int:
        """A task with everybody who has to do with it."""
        programme = self.programmes[wanted.programme]
        self.numbers[programme] = self.numbers.get(programme, 0) + 1
        row = tasks.add_task(
            self.session,
            programme_id=programme,
            section_id=self.section(programme, wanted.section),
            directive_id=self.directive_id,
            clause_id=self.clause(wanted.key, wanted.clause),
            number=str(self.numbers[programme]),
            **wanted.columns,
        )
        self.tasks[wanted.key] = row
        self.count("tasks")
        self.count("duty_tasks", int(wanted.key.kind == "duties"))
        if wanted.columns["scope"] == "passed_down":
            self.count("passed_down")
            for kind in wanted.kinds:
                assignments.assign(self.session, row, role="lead", unit_kind_id=kind)
        self.people(row, wanted)
        return row

    def people(self, row: int, wanted: WantedTask) -> None:
        """The lead and the collaborators of a task inside the office."""
        lead = self.ban(wanted.lead)
        if lead is not None:
            assignments.assign(self.session, row, role="lead", ban_id=lead)
        for ban in dict.fromkeys(map(self.ban, wanted.collaborators)):
            if ban is not None and ban != lead:
                assignments.assign(self.session, row, role="collaborate", ban_id=ban)

    def measure(self, wanted: WantedMeasure) -> int:
        """What is counted, without its targets."""
        self.count("measures")
        programme = self.programmes[wanted.programme]
        return targets.add_measure(self.session, programme_id=programme, **wanted.columns)

    def target(self, measure: int, wanted: WantedTarget) -> int:
        """A threshold on a measure, numbered as in the document."""
        self.count("targets")
        clause = self.clause(wanted.key, wanted.clause)
        number = str(wanted.key.place + 1)
        return targets.add_target(self.session, measure, clause_id=clause, number=number, **wanted.columns)

    def milestone(self, wanted: WantedMilestone) -> int:
        """A dated step of a programme."""
        self.count("milestones")
        return programmes.add_milestone(self.session, self.programmes[wanted.programme], **wanted.columns)

    def duty(self, wanted: WantedDuty) -> int:
        """What a body is told to do, with who that is here and the task it is."""
        self.count("duties")
        kinds = self._drawing.meaning(wanted.body)[1].kinds
        task = self.tasks.get(wanted.task) if wanted.task is not None else None
        return directives.add_duty(
            self.session,
            self.directive_id,
            body=wanted.body,
            text=wanted.text,
            ban_id=self.ban(wanted.body),
            unit_kind_id=kinds[0] if len(kinds) == 1 else None,
            task_id=task,
        )

    def links_up(self) -> None:
        """What the plan carries out: documents, and clause by clause."""
        for above in self.choices.implements:
            if above != self.directive_id and directives.link(self.session, self.directive_id, above, "implements"):
                self.count("implements")
        for link in self.choices.clauses:
            clause = self.clause_of.get(link.item)
            if clause is not None and directives.link_clauses(self.session, clause, link.clause_id):
                self.count("clause_links")
