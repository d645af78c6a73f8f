"""The target table (DOMAIN 2.3, table 2): what each target asks and what was reached, on which base."""

from app.reports.content import Document
from app.reports.papers import standalone, tables
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
    return standalone.of_figures(
        session,
        frame,
        report,
        tables.targets(report),
        kind="Kết quả thực hiện chỉ tiêu",
        ending=standalone.lists(len(report.targets), "chỉ tiêu"),
        numbering=numbering,
        attached_to=attached_to,
    )
