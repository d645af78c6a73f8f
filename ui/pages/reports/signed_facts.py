"""What is known of a signed paper, and which of its figures are no longer so."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout

from app.dates import format_date
from app.given import brief
from app.i18n import tr
from app.reports.register.comparing import Comparison
from app.reports.register.signing import SignedReport
from ui.fonts import Role
from ui.widgets.label import Label

MOST_MOVED = 8
MOST_CAUSES = 3
"""Figures that moved, and answers behind each, in the narrow panel; the amendment annex has all."""


def facts(report: SignedReport) -> Iterator[QVBoxLayout]:
    """Number, day, signer and which figures, each under its label."""
    view = tr("lúc khóa quý") if report.as_of == "closed" else tr("lúc ký, gồm đính chính")
    known: Sequence[tuple[str, str]] = (
        (tr("Số"), report.number_text),
        (tr("Ngày ký"), format_date(report.signed_on)),
        (tr("Người ký"), report.signer or tr("không ghi")),
        (tr("Số liệu"), view),
    )
    for label, text in known:
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(Label(label, Role.SMALL, "text2"))
        pair.addWidget(Label(text, wrap=True))
        yield pair


def moved_words(moved: Sequence[Comparison]) -> Label:
    """Whether the figures are still as signed, in a sentence."""
    if not moved:
        return Label(tr("Mọi số liệu hiện nay vẫn như lúc ký."), wrap=True)
    words = tr("{n} số liệu hiện nay khác lúc ký. Bản in vẫn là bản đã ký.", n=len(moved))
    return Label(words, wrap=True, tone="warn")


def moved_figures(moved: Sequence[Comparison]) -> Iterator[QVBoxLayout]:
    """Each figure that moved: its name, before and after, and the first answers behind it."""
    for one in moved[:MOST_MOVED]:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Label(brief(one.title, 90), Role.SMALL, "text2", wrap=True))
        lines.addWidget(Label(f"{one.before} → {one.after}", Role.MEDIUM, wrap=True))
        for cause in one.causes[:MOST_CAUSES]:
            lines.addWidget(Label(f"{cause.unit}: {cause.before} → {cause.after}", Role.SMALL, wrap=True))
        if len(one.causes) > MOST_CAUSES:
            more = tr("và {n} đơn vị khác", n=len(one.causes) - MOST_CAUSES)
            lines.addWidget(Label(more, Role.SMALL, "text2"))
        yield lines
