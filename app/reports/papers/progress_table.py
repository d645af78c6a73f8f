"""The progress table (DOMAIN 2.3, table 3): every task with who does it, by when, how far it is and what hinders it."""

from dataclasses import replace

from app.reports.content import Document
from app.reports.papers import assigned, standalone, tables
from app.reports.papers.assignment_table import codes_note
from app.reports.papers.paper_head import Frame
from app.reports.papers.standalone import View, read
from app.session import Session


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    as_of: View = None,
    numbering: str = "",
    attached_to: str = "",
) -> Document:
    """The table of a period, as of its close where it is closed, unless said otherwise."""
    report = read(session, period, as_of=as_of)
    made = tables.tasks(report)
    codes = (code for task in (*report.tasks, *report.passed) for code in (task.lead.code, *task.collaborators))
    legend = codes_note(codes, assigned.ban_codes(session, frame.day))
    return standalone.of_figures(
        session,
        frame,
        report,
        replace(made, footnotes=(*made.footnotes, *legend)),
        kind="Tiến độ thực hiện nhiệm vụ",
        ending=standalone.lists(len(report.tasks) + len(report.passed), "nhiệm vụ"),
        numbering=numbering,
        attached_to=attached_to,
    )
