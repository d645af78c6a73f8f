"""The cells of the timeline column: what is drawn, and the same in words for tooltips, copying and screen readers."""

from dataclasses import dataclass
from datetime import date

from app.dates import format_date
from app.i18n import tr
from app.plan.timeline import Bar, Span, Step
from ui.marks import mark_word
from ui.widgets.cells import Cell


@dataclass(slots=True)
class TimelineCell(Cell):
    """A row of the timeline: the bar of a task or the span of a programme. ``counted`` is done of all (programme)."""

    bar: Bar | None = None
    span: Span | None = None
    counted: str = ""

    def spoken(self) -> str:
        """Dates and state in words; put together when asked for, because a tree has hundreds of them."""
        if self.bar is not None:
            return bar_words(self.bar)
        if self.span is not None:
            return span_words(self.span, self.counted)
        return ""


def bar_words(bar: Bar) -> str:
    """ "01/03/2026 – 30/06/2026 · đã ghi 60% · Quá hạn 76 ngày"."""
    parts = [dates_words(bar)]
    if bar.status == "in_progress" or 0 < bar.share < 1:
        parts.append(tr("đã ghi {percent}%", percent=round(bar.share * 100)))
    if bar.late_to is not None:
        parts.append(tr("Quá hạn {n} ngày", n=bar.late_to - bar.last))
    elif not bar.steady:
        parts.append(mark_word(bar.status))
    return " · ".join(parts)


def dates_words(bar: Bar) -> str:
    """From when to when, as written."""
    if bar.steady:
        return tr("Thường xuyên") if bar.starts is None else tr("Thường xuyên từ {day}", day=day_words(bar.starts))
    if bar.starts is None:
        return tr("đến {day}", day=day_words(bar.last))
    if bar.due is None:
        return tr("từ {day}, không hạn", day=day_words(bar.starts))
    return f"{day_words(bar.starts)} – {day_words(bar.due)}"


def span_words(span: Span, counted: str) -> str:
    """The days of a programme, what is done, and its milestones."""
    head = f"{day_words(span.first)} – {day_words(span.last)}"
    done = [tr("hoàn thành {counted}", counted=counted)] if counted else []
    return "\n".join([" · ".join([head, *done]), *(step_words(step) for step in span.steps)])


def step_words(step: Step) -> str:
    """A milestone: its day or days, its words, whether it was reached."""
    days = " – ".join(dict.fromkeys((day_words(step.first), day_words(step.last))))
    state = tr("chưa đạt") if step.reached is None else tr("đạt ngày {day}", day=day_words(step.reached))
    return tr("Mốc {days}: {text} ({state})", days=days, text=step.text, state=state)


def day_words(ordinal: int) -> str:
    """An ordinal as 30/06/2026."""
    return format_date(date.fromordinal(ordinal))
