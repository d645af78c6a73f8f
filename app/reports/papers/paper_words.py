"""Words of the office's own papers. They are Vietnamese whatever language the window speaks: papers go to Vietnamese offices."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from app.dates import from_iso
from app.numbers import format_number, format_percent
from app.plan.figures import TargetFigure
from app.plan.timeliness import TaskSummary
from app.plan.verdicts import COMPARATOR_SIGNS, Comparator, Verdict
from app.reports.numbers import counted, long_date, rounded
from app.reports.papers.name_words import out_of_capitals
from app.reports.papers.period_words import period_name
from app.reports.papers.report_figures import COLUMNS, Basis, TaskLine
from app.text import fold

__all__ = [
    "NOT_REPORTED",
    "STATUS",
    "base_words",
    "basis",
    "clipped",
    "day",
    "due_sentence",
    "listed",
    "lowered",
    "merged",
    "not_due_yet",
    "of",
    "period_name",
    "phrase",
    "quoted",
    "sentence",
    "share",
    "status",
    "summary_parts",
    "threshold",
    "verdict",
]

STATUS = {
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "overdue": "Quá hạn, chưa hoàn thành",
    "in_progress": "Đang thực hiện trong hạn",
    "not_started": "Chưa triển khai",
    "continuous": "Thường xuyên",
    "paused": "Tạm dừng",
    "cancelled": "Dừng thực hiện",
}
"""How a task stands, by the figure it counts in."""

NOT_REPORTED = "chưa báo cáo"

_IN_SENTENCE = {
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "overdue": "quá hạn chưa hoàn thành",
    "in_progress": "đang thực hiện trong hạn",
    "not_started": "chưa triển khai (còn hạn)",
    "continuous": "thực hiện thường xuyên",
    "paused": "tạm dừng",
    "cancelled": "dừng thực hiện",
}
_FROM = {
    Comparator.ge: "từ {} trở lên",
    Comparator.gt: "trên {}",
    Comparator.le: "không quá {}",
    Comparator.lt: "dưới {}",
}
_EXCEEDED = {Comparator.ge, Comparator.gt}


def day(value: date | str) -> str:
    """ "30/9/2026", "05/01/2027": as running text writes a day (NĐ 30: zeros before 1-9, and before months 1 and 2)."""
    found = from_iso(value) if isinstance(value, str) else value
    return (
        f"{found.day:02d}/{found.month:02d}/{found.year}"
        if found.month < 3
        else f"{found.day:02d}/{found.month}/{found.year}"
    )


def share(done: int, total: int) -> str:
    """ "66,7%"; empty where there is nothing to divide by."""
    return format_percent(Fraction(100 * done, total)) if total else ""


def base_words(n: int, m: int) -> str:
    """ "4/5 đơn vị"."""
    return f"{of(n, m)} đơn vị"


def of(n: int, m: int) -> str:
    """ "4/5", "1.010/1.046"."""
    return f"{format_number(n)}/{format_number(m)}"


def summary_parts(summary: TaskSummary) -> list[str]:
    """ "20 nhiệm vụ hoàn thành đúng hạn", … for every figure that is not 0."""
    return [
        f"{counted(getattr(summary, name))} nhiệm vụ {_IN_SENTENCE[name]}" for name in COLUMNS if getattr(summary, name)
    ]


def due_sentence(summary: TaskSummary, cutoff: date) -> str:
    """How many of the tasks due by the cut-off are done."""
    if not summary.due_total:
        return f"Tính đến ngày {day(cutoff)} không có nhiệm vụ nào đến hạn."
    return (
        f"Tính đến ngày {day(cutoff)}, {summary.due_done}/{summary.due_total} nhiệm vụ đến hạn đã hoàn thành "
        f"({share(summary.due_done, summary.due_total)})."
    )


def status(task: TaskLine) -> str:
    """How a task stands, in one line of a table."""
    if task.column == "not_started" and task.state is None:
        return "Chưa có báo cáo"
    if task.column == "done_on_time" and task.due is None:
        return "Hoàn thành"
    return STATUS[task.column]


def threshold(target: TargetFigure, *, sign: bool = True, unit: str = "") -> str:
    """ "≥ 85%", "250"; in words "từ 85% trở lên" without ``sign``; the target's own kind where it has no figure. ``unit`` stands behind
    the figure (" đoàn viên").
    """
    if target.threshold is None:
        return "Có" if target.comparator is Comparator.yes else ""
    exact = target.threshold.denominator == 1
    amount = format_number(rounded(target.threshold, 0 if exact else max(target.decimals, 1)))
    if target.figure.rate:
        amount += "%"
    amount += unit
    if sign:
        mark = COMPARATOR_SIGNS.get(target.comparator, "")
        return amount if mark == "=" or (mark == "≥" and not target.figure.rate) else f"{mark} {amount}".strip()
    if amount == "100%" and target.comparator is Comparator.ge:
        return amount  # nothing lies above
    return _FROM.get(target.comparator, "{}").format(amount)


def verdict(target: TargetFigure) -> str:
    """ "Vượt", "Đạt", "Chưa đạt" (DOMAIN 2.3, table 2), or why it cannot be judged."""
    if target.verdict is Verdict.met:
        over = target.comparator in _EXCEEDED and target.achievement is not None and target.achievement > 100
        return "Vượt" if over else "Đạt"
    if target.verdict is Verdict.not_met:
        return "Chưa đạt"
    if target.comparator is Comparator.words:
        return "Bằng lời"
    return "Chưa đủ số liệu" if target.to_date.m else "Chưa đến kỳ"


def not_due_yet(target: TargetFigure, cutoff: date) -> bool:
    """Whether a target that is not met yet still has time: its horizon ends after the year of the cut-off."""
    end = target.horizon_end
    return target.verdict is Verdict.not_met and end is not None and end.year > cutoff.year


def basis(found: Basis) -> str:
    """A căn cứ: "Căn cứ Kế hoạch số 07/KH-LĐLĐ ngày 05 tháng 01 năm 2026 của … về …" (NĐ 30 I.II.3: type, number, symbol, day, issuer,
    abstract).
    """
    parts = [f"Căn cứ {found.kind}"]
    if found.as_written:
        parts.append(f"số {found.as_written}")
    if found.issued:
        parts.append(long_date(found.issued))
    if found.issuer:
        parts.append(f"của {out_of_capitals(found.issuer)}")
    if found.abstract:
        about = lowered(out_of_capitals(found.abstract.strip(" .;")))
        parts.append(about if fold(about).startswith(("ve ", "v v ")) else f"về {about}")
    return " ".join(parts)


def sentence(text: str) -> str:
    """Words as one sentence: one line, a capital first, a full stop last."""
    line = " ".join(text.split()).rstrip(" ;,")
    if not line:
        return ""
    return f"{line[:1].upper()}{line[1:]}" + ("" if line.endswith((".", "!", "?", "…")) else ".")


def phrase(text: str) -> str:
    """Words to go on in a sentence: one line, no end mark."""
    return " ".join(text.split()).rstrip(" .;,:")


def lowered(text: str) -> str:
    """Words to go on in a sentence: the first letter small, but for what is written in capitals ("UBND tỉnh")."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def quoted(text: str) -> str:
    """Words to stand between “ and ”: quotation marks inside them become single ones."""
    return text.replace("“", "‘").replace("”", "’").replace('"', "’")


def clipped(text: str, limit: int = 160) -> str:
    """The beginning of a long text, cut at a word."""
    line = phrase(text)
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0].rstrip(',;:')}…"


def listed(names: Sequence[str], most: int = 5, rest_are: str = "nơi khác") -> str:
    """ "A, B và C"; past ``most`` the rest as a count of ``rest_are``."""
    shown = list(names[:most])
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} và {counted(rest)} {rest_are}"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} và {shown[-1]}"


def merged(sayings: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """(text, who says it) with equal texts put together, in the order in which they first came."""
    by_text: dict[str, tuple[str, list[str]]] = {}
    for who, text in sayings:
        key = fold(text)
        if key:
            found = by_text.setdefault(key, (text, []))
            if who and who not in found[1]:
                found[1].append(who)
    return list(by_text.values())
