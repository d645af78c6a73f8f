"""The summary by ban (DOMAIN 2.3, table 4): the office's own tasks by how they stand."""

from app.reports.content import Document
from app.reports.numbers import counted
from app.reports.papers import standalone, tables
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import ReportFigures
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
    logged, expected = (sum(getattr(ban, name) for ban in report.bans) for name in ("logged", "expected"))
    return standalone.of_figures(
        session,
        frame,
        report,
        tables.bans(report),
        kind="Tổng hợp thực hiện nhiệm vụ theo ban",
        ending=_ending(report),
        numbering=numbering,
        attached_to=attached_to,
        base=f"{logged}/{expected} nhiệm vụ phải báo cáo trong kỳ đã có nhật ký" if expected else "",
    )


def _ending(report: ReportFigures) -> str:
    """How many bans are listed; tasks without a ban have a row and are none."""
    bans = sum(ban.id is not None for ban in report.bans)
    if bans == len(report.bans):
        return standalone.lists(bans, "ban")
    none = "nhiệm vụ chưa có ban chủ trì"
    return f"Biểu gồm {counted(bans)} ban và {none}." if bans else f"Biểu chỉ gồm {none}."
