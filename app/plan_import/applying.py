"""Bringing a plan that stands up to date with its document: what is new is written, what changed is corrected, what is gone is ended."""

from typing import Any

from app import directives, removing
from app.given import brief
from app.i18n import msg
from app.plan import assignments, programmes, targets, tasks
from app.plan_import.choices import Key
from app.plan_import.pairing import Pairs
from app.plan_import.taking_over import Rows
from app.plan_import.update_plan import Fate, RowChange, UpdatePlan
from app.plan_import.updating import PLACE
from app.plan_import.wanted import WantedClause, WantedMeasure, WantedTask
from app.session import Session
from db.connection import Row
from db.queries import plan, standing, uses
from db.store import Change


class Updating:
    """Applies an update plan. ``rows`` writes what is new; ``lines`` says whether places in the document are brought up to date too."""

    def __init__(self, session: Session, change: Change, pairs: Pairs, update: UpdatePlan, rows: Rows) -> None:
        self._session = session
        self._change = change
        self._pairs = pairs
        self._rows = rows
        self._name = update.name
        self._changes = {(row.kind, row.item): row for row in update.rows if row.item is not None}
        self._gone = [row for row in update.rows if row.fate in {Fate.REMOVED, Fate.ENDED}]
        self._directive = next(row for row in update.rows if row.kind == "directive")

    def apply(self) -> None:
        """Everything in the order of the document, then what is gone."""
        fields = self._fields(self._directive)
        if fields:
            directives.edit_directive(self._session, self._rows.directive_id, **fields)
        self._programmes()
        self._sections()
        for task in self._pairs.wanted.tasks:
            self._task(task)
        for measure in self._pairs.wanted.measures:
            self._measure(measure)
        self._milestones()
        self._duties()
        for row in self._gone:
            self._take(row)
        self._empty_sections()

    @staticmethod
    def _fields(row: RowChange) -> dict[str, Any]:
        """The columns to write: all that differ but what people keep."""
        return {field.name: field.new for field in row.fields if not field.kept}

    def _programmes(self) -> None:
        without = []
        for place, wanted in enumerate(self._pairs.wanted.programmes):
            row = self._pairs.programmes.get(place)
            if row is None:
                self._rows.programme(place, wanted)
                continue
            self._rows.programmes[place] = row["id"]
            fields = self._fields(self._changes["programme", wanted.key or Key("programmes", -1)])
            if fields:
                programmes.edit_programme(self._session, row["id"], **fields)
            if not row["lead"]:
                lead = self._rows.ban(wanted.lead)
                if lead is not None:
                    assignments.assign(self._session, row["id"], role="lead", ban_id=lead)
                else:
                    without.append(row["id"])
        if self._rows.choices.default_lead is not None:
            for programme in without:
                assignments.assign(self._session, programme, role="lead", ban_id=self._rows.choices.default_lead)

    def _sections(self) -> None:
        """The sections that stand, and the highest number of a task in each programme."""
        stands = self._pairs.standing
        for section in stands.sections:
            for title in (stands.section_titles[section["id"]], section["title"]):
                self._rows.sections.setdefault((section["programme_id"], title), section["id"])
        for task in stands.tasks:
            if task["number"].isdecimal():
                known = self._rows.numbers.get(task["programme_id"], 0)
                self._rows.numbers[task["programme_id"]] = max(known, int(task["number"]))

    def _task(self, wanted: WantedTask) -> None:
        row = self._pairs.tasks.get(wanted.key)
        if row is None:
            self._rows.task(wanted)
            return
        self._rows.tasks[wanted.key] = row["id"]
        clause = self._clause(wanted.key, wanted.clause, row)
        fields = self._fields(self._changes["task", wanted.key])
        moves = fields.pop(PLACE, None) is not None
        due = fields.get("due")
        if due and row["due"] and str(due) > row["due"] and row["entries"]:
            why = str(msg("Theo {name} (đọc lại)", name=brief(self._name)))
            tasks.extend_due(self._session, row["id"], due=str(due), reason=why)
            del fields["due"]
        if clause != row["clause_id"]:
            fields["clause_id"] = clause
        if fields:
            tasks.edit_task(self._session, row["id"], **fields)
        if fields.get("scope") == "passed_down":
            for kind in wanted.kinds:
                assignments.assign(self._session, row["id"], role="lead", unit_kind_id=kind)
        if moves:
            programme = self._rows.programmes[wanted.programme]
            section = self._rows.section(programme, wanted.section)
            tasks.move_task(self._session, row["id"], programme_id=programme, section_id=section)
        self._people(row, wanted)

    def _people(self, row: Row, wanted: WantedTask) -> None:
        """Who the document names, where nobody was ever named in that role: a person's hand-over is not undone."""
        conn = self._session.conn
        lead = self._rows.ban(wanted.lead)
        if lead is not None and not standing.bans_ever(conn, row["id"], "lead"):
            assignments.assign(self._session, row["id"], role="lead", ban_id=lead)
        known = standing.bans_ever(conn, row["id"], "collaborate") if wanted.collaborators else set()
        for ban in dict.fromkeys(map(self._rows.ban, wanted.collaborators)):
            if ban is not None and ban != lead and ban not in known:
                assignments.assign(self._session, row["id"], role="collaborate", ban_id=ban)

    def _clause(self, item: Key, wanted: WantedClause, row: Row) -> int:
        """The clause of a row that stands, with the place it has in the document now."""
        if wanted not in self._rows.clauses and row["clause_id"] is not None:
            columns = {"label": wanted.label, "path": wanted.path, "text": wanted.text}
            places = {"line1": wanted.line1, "line2": wanted.line2}
            self._change.update("clause", row["clause_id"], **columns, **places)
            self._rows.clauses[wanted] = row["clause_id"]
        return self._rows.clause(item, wanted)

    def _measure(self, wanted: WantedMeasure) -> None:
        paired = [self._pairs.targets.get(target.key) for target in wanted.targets]
        standing_measure = next((row for row in paired if row is not None), None)
        measure = None if standing_measure is None else int(standing_measure["measure_id"])
        if standing_measure is not None and wanted.columns["decimals"] > standing_measure["decimals"]:
            if standing_measure["entries"]:
                measure = None
            else:
                targets.edit_measure(
                    self._session, int(standing_measure["measure_id"]), decimals=wanted.columns["decimals"]
                )
        for target, row in zip(wanted.targets, paired, strict=True):
            if row is None:
                measure = self._rows.measure(wanted) if measure is None else measure
                self._rows.target(measure, target)
                continue
            clause = self._clause(target.key, target.clause, row)
            fields = self._fields(self._changes["target", target.key])
            if clause != row["clause_id"]:
                fields["clause_id"] = clause
            if fields:
                targets.edit_target(self._session, row["id"], **fields)

    def _milestones(self) -> None:
        for wanted in self._pairs.wanted.milestones:
            row = self._pairs.milestones.get(wanted.key)
            if row is None:
                self._rows.milestone(wanted)
                continue
            fields = self._fields(self._changes["milestone", wanted.key])
            if fields:
                programmes.edit_milestone(self._session, row["id"], **fields)

    def _duties(self) -> None:
        for wanted in self._pairs.wanted.duties:
            row = self._pairs.duties.get(wanted.key)
            if row is None:
                self._rows.duty(wanted)
                continue
            fields = self._fields(self._changes["duty", wanted.key])
            task = self._rows.tasks.get(wanted.task) if wanted.task is not None else None
            if task != row["task_id"]:
                fields["task_id"] = task
            if fields:
                self._change.update("duty", row["id"], **fields)

    def _take(self, gone: RowChange) -> None:
        """End what something hangs on, take the rest back; a measure goes with its last target."""
        session, row_id, why = self._session, int(gone.id or 0), reason_gone(self._name)
        today = session.clock.today().isoformat()
        if gone.fate is Fate.ENDED and gone.kind == "task":
            tasks.close_task(session, row_id, lifecycle="ended", reason=why, on=today)
        elif gone.fate is Fate.ENDED and gone.kind == "target":
            targets.close_target(session, row_id, reason=why)
        elif gone.fate is Fate.ENDED:
            programmes.close_programme(session, row_id, on=today, reason=why)
        elif gone.kind == "duty":
            self._change.update("duty", row_id, gone=why)
        else:
            measure = plan.target(session.conn, row_id) if gone.kind == "target" else None
            removing.remove(session, gone.kind, row_id, reason=why)
            if measure is not None:
                self._measure_without_targets(measure["measure_id"], why)

    def _empty_sections(self) -> None:
        """Headings that the document no longer has go when nothing is left under them."""
        stands, headings = self._pairs.standing, {task.section for task in self._pairs.wanted.tasks}
        for section in stands.sections:
            row, conn = section["id"], self._session.conn
            gone = stands.base("section", row) is not None and stands.section_titles[row] not in headings
            if gone and plan.section(conn, row) is not None and not uses.count(conn, "section", row):
                removing.remove(self._session, "section", row, reason=reason_gone(self._name))

    def _measure_without_targets(self, measure_id: int, why: str) -> None:
        conn = self._session.conn
        if not plan.targets(conn, [measure_id]) and not plan.has_values(conn, measure_id):
            removing.remove(self._session, "measure", measure_id, reason=why)


def reason_gone(name: str) -> str:
    """Why a row is ended or taken back: it is no longer in the document."""
    return str(msg("Không còn trong {name} (đọc lại)", name=brief(name)))
