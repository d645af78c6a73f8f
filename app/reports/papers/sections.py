"""The chapters of a quarterly report around its results: general situation, appraisal, next quarter, proposals (DOMAIN 2.2)."""

from collections.abc import Sequence

from app.plan import periods
from app.plan.verdicts import Verdict
from app.reports.content import Block, BulletList, Heading, Paragraph, bullets, paragraph
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers.report_figures import Coming, ReportFigures, TaskLine
from app.reports.papers.tables import Annexes

MOST = 12
"""Bullets of one list in the text; the appendices have all."""

MOST_COMING = 20
"""Bullets of what is due in the next quarter, which no appendix repeats."""


def general(report: ReportFigures) -> tuple[Block, ...]:
    """I. Tình hình chung: the units below, the work of the quarter, on how many units the figures rest."""
    office = report.office.name
    kinds = [
        f"{counted(n)} {kind[:1].lower() + kind[1:] if kind[1:2].islower() else kind}"
        for kind, n in report.kinds
        if kind
    ]
    total = sum(n for _, n in report.kinds)
    blocks: list[Block] = [Heading(1, "I", "Tình hình chung")]
    if total:
        including = f", gồm {words.listed(kinds, len(kinds))}" if len(kinds) > 1 else ""
        blocks.append(paragraph(f"{office} hiện có {counted(total)} đơn vị trực thuộc{including}."))
    blocks.append(paragraph(_work(report)))
    blocks.append(paragraph(_base(report)))
    return tuple(blocks)


def _work(report: ReportFigures) -> str:
    parts = [
        f"{counted(n)} {what}"
        for n, what in (
            (report.summary.total, "nhiệm vụ do cơ quan trực tiếp thực hiện"),
            (len(report.passed), "nhiệm vụ giao các đơn vị"),
            (len(report.targets), "chỉ tiêu"),
        )
        if n
    ]
    programmes = sum(programme.id is not None for programme in report.programmes)
    name = words.period_name(report.period)
    if not parts:
        return f"Trong {name} không có nhiệm vụ, chỉ tiêu nào phải thực hiện theo chương trình."
    within = f" thuộc {counted(programmes)} chương trình" if programmes else ""
    return f"Trong {name}, toàn đơn vị triển khai {words.listed(parts)}{within}."


def _base(report: ReportFigures) -> str:
    cutoff = words.day(report.at.cutoff)
    if not report.units_expected:
        return f"Số liệu trong báo cáo tính đến ngày {cutoff}."
    base = words.base_words(report.units_reported, report.units_expected)
    text = f"Số liệu trong báo cáo tính đến ngày {cutoff}, tổng hợp từ {base} phải báo cáo"
    if report.units_complete < report.units_reported:
        text += f", trong đó {words.base_words(report.units_complete, report.units_expected)} báo cáo đủ"
    return f"{text}."


def appraisal(report: ReportFigures, annexes: Annexes) -> tuple[Block, ...]:
    """III. Đánh giá chung: what went well; what did not and why."""
    return (
        Heading(1, "III", "Đánh giá chung"),
        Heading(2, "1", "Ưu điểm"),
        *_strengths(report, annexes),
        Heading(2, "2", "Hạn chế, nguyên nhân"),
        *_weaknesses(report, annexes),
    )


def _strengths(report: ReportFigures, annexes: Annexes) -> tuple[Block, ...]:
    summary = report.summary
    found: list[str] = []
    if summary.due_total:
        rate = words.share(summary.due_done, summary.due_total)
        found.append(
            f"{summary.due_done}/{summary.due_total} nhiệm vụ đến hạn đã hoàn thành ({rate}), trong đó "
            f"{counted(summary.done_on_time)} nhiệm vụ hoàn thành đúng hạn."
        )
    on_time = [ban.title for ban in report.bans if ban.id and ban.summary.due_total and not ban.summary.overdue]
    if on_time and summary.overdue:
        found.append(f"Hoàn thành toàn bộ nhiệm vụ đến hạn: {words.listed(on_time, 8)}.")
    met = [target for target in report.targets if target.verdict is Verdict.met]
    if met:
        found.append(f"{len(met)}/{len(report.targets)} chỉ tiêu đã đạt hoặc vượt mức giao{annexes.note('targets')}.")
    if report.units_expected and report.units_complete == report.units_expected:
        found.append("Tất cả các đơn vị gửi báo cáo đầy đủ.")
    if not found:
        return (
            paragraph(
                "Các nhiệm vụ được triển khai theo kế hoạch; trong kỳ chưa có nhiệm vụ, chỉ tiêu đến hạn đánh giá."
            ),
        )
    return (bullets(*found),)


def _weaknesses(report: ReportFigures, annexes: Annexes) -> tuple[Block, ...]:
    late = [task for task in report.tasks if task.column == "overdue"]
    found = [_late(task) for task in late]
    missed = [
        target
        for target in report.targets
        if target.verdict is Verdict.not_met and not words.not_due_yet(target, report.at.cutoff)
    ]
    if missed:
        found.append(
            f"{len(missed)}/{len(report.targets)} chỉ tiêu của năm chưa đạt mức giao{annexes.note('targets')}."
        )
    silent = [
        u.name
        for u in report.units
        if u.tasks_expected + u.values_expected and not u.tasks_reported + u.values_reported
    ]
    if silent:
        found.append(
            f"{words.base_words(len(silent), report.units_expected)} chưa gửi báo cáo: {words.listed(silent, 6, 'đơn vị khác')}."
        )
    known = {task.task_id for task in late}
    hard = words.merged(
        (saying.who, _hardship(saying.difficulty, saying.cause))
        for saying in report.sayings
        if saying.difficulty and saying.task_id not in known
    )
    found += [
        f"{words.sentence(text)[:-1]} ({words.listed(who, 3)})." if who else words.sentence(text) for text, who in hard
    ]
    if not found:
        return (paragraph("Không có nhiệm vụ quá hạn; các ban, đơn vị không nêu khó khăn, vướng mắc trong kỳ."),)
    return _capped(found, MOST + len(late))


def _late(task: TaskLine) -> str:
    when = f", hạn {words.day(task.due)}" if task.due else ""
    why = words.phrase(task.cause or task.difficulty)
    reason = f"; nguyên nhân: {why[:1].lower() + why[1:]}" if why else "; chưa nêu nguyên nhân"
    progress = f", tiến độ {task.percent}%" if task.percent is not None else ""
    return f"Nhiệm vụ “{words.clipped(task.text)}” ({task.lead.name or 'chưa có ban chủ trì'}{when}) chưa hoàn thành{progress}{reason}."


def _hardship(difficulty: str, cause: str) -> str:
    why = words.phrase(cause)
    return words.phrase(difficulty) + (f"; nguyên nhân: {why[:1].lower() + why[1:]}" if why else "")


def next_quarter(report: ReportFigures) -> tuple[Block, ...]:
    """IV. Nhiệm vụ trọng tâm: what is overdue is finished first, then what falls due, milestones, what goes on."""
    name = words.period_name(periods.following(report.period))
    blocks: list[Block] = [Heading(1, "IV", f"Nhiệm vụ trọng tâm {name}")]
    late = [task for task in report.tasks if task.column == "overdue"]
    found = (
        [f"Hoàn thành dứt điểm {counted(len(late))} nhiệm vụ quá hạn của quý trước đã nêu tại mục III."] if late else []
    )
    found += [_coming(task) for task in report.coming[:MOST_COMING]]
    if len(report.coming) > MOST_COMING:
        found.append(f"Thực hiện {counted(len(report.coming) - MOST_COMING)} nhiệm vụ đến hạn khác theo chương trình.")
    found += [
        f"{words.sentence(milestone.text)[:-1]} ({milestone.programme}), xong trước ngày {words.day(milestone.ends)}."
        for milestone in report.milestones
    ]
    going_on = report.summary.continuous
    if going_on:
        found.append(f"Duy trì {counted(going_on)} nhiệm vụ thường xuyên theo chương trình.")
    if not report.coming:
        blocks.append(
            paragraph(f"Trong {name} không có nhiệm vụ nào đến hạn; tiếp tục thực hiện các nhiệm vụ theo chương trình.")
        )
    return (*blocks, *((bullets(*found),) if found else ()))


def _coming(task: Coming) -> str:
    who = "các đơn vị được giao" if task.passed_down else task.lead.name
    doing = f"{who}, " if who else ""
    return f"{words.sentence(words.clipped(task.text, 220)).rstrip('.')} ({doing}hạn {words.day(task.due)})."


def proposals(report: ReportFigures) -> tuple[Block, ...]:
    """V. Kiến nghị, đề xuất: what bans and units ask for, equal requests put together."""
    found = words.merged((saying.who, saying.proposal) for saying in report.sayings)
    heading = Heading(1, "V", "Kiến nghị, đề xuất")
    if not found:
        return heading, paragraph("Trong kỳ, các ban và đơn vị không có kiến nghị, đề xuất.")
    lines = [
        f"{words.sentence(text)[:-1]} ({words.listed(who, 3)})." if who else words.sentence(text) for text, who in found
    ]
    return (heading, *_capped(lines, MOST))


def _capped(lines: Sequence[str], most: int) -> tuple[BulletList | Paragraph, ...]:
    """The lines as bullets; past ``most`` a sentence says how many more there are."""
    if len(lines) <= most:
        return (bullets(*lines),)
    rest = counted(len(lines) - most)
    return bullets(*lines[:most]), paragraph(f"Ngoài ra còn {rest} ý kiến khác, các ban tổng hợp riêng để giải quyết.")
