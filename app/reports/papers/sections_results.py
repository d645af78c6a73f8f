"""Chapter II of a quarterly report: the summary, then each programme with what was done and its figures against the targets."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from app.numbers import format_percent
from app.plan.figures import TargetFigure
from app.plan.verdicts import Verdict
from app.reports.content import Block, Heading, Run, bullets, paragraph
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers.report_figures import ProgrammeLine, ReportFigures, TaskLine
from app.reports.papers.tables import Annexes

MOST_RESULTS = 12
"""Results of one programme told in the text; Phụ lục II has all."""

MOST_TARGETS = 10
"""Targets of one programme told in the text; Phụ lục I has all."""


def results(report: ReportFigures, annexes: Annexes) -> tuple[Block, ...]:
    """II. Kết quả thực hiện nhiệm vụ."""
    name = words.period_name(report.period)
    blocks: list[Block] = [Heading(1, "II", f"Kết quả thực hiện nhiệm vụ {name}"), *_summary(report, annexes)]
    for number, programme in enumerate(report.programmes, 1):
        blocks += _programme(str(number), programme, report.at.cutoff, annexes)
    return tuple(blocks)


def _summary(report: ReportFigures, annexes: Annexes) -> tuple[Block, ...]:
    summary, blocks = report.summary, []
    if summary.total:
        parts = "; ".join(words.summary_parts(summary))
        due = words.due_sentence(summary, report.at.cutoff)
        blocks.append(
            paragraph("Cơ quan thực hiện ", Run(f"{counted(summary.total)} nhiệm vụ", bold=True), f": {parts}. {due}")
        )
    else:
        blocks.append(paragraph("Trong kỳ, cơ quan không có nhiệm vụ trực tiếp thực hiện theo chương trình."))
    if report.targets:
        blocks.append(paragraph(*_targets_summary(report, annexes)))
    return tuple(blocks)


def _targets_summary(report: ReportFigures, annexes: Annexes) -> tuple[str | Run, ...]:
    targets, cutoff = report.targets, report.at.cutoff
    met = sum(target.verdict is Verdict.met for target in targets)
    waiting = sum(words.not_due_yet(target, cutoff) for target in targets)
    missed = sum(target.verdict is Verdict.not_met for target in targets) - waiting
    unknown = len(targets) - met - waiting - missed
    parts = [
        f"{counted(n)} chỉ tiêu {what}"
        for n, what in (
            (met, "đạt hoặc vượt mức giao"),
            (missed, "chưa đạt mức giao của năm"),
            (waiting, "của giai đoạn sau chưa đến hạn đánh giá"),
            (unknown, "chưa đến kỳ báo cáo hoặc chưa đủ số liệu"),
        )
        if n
    ]
    return (
        "Trong ",
        Run(f"{counted(len(targets))} chỉ tiêu", bold=True),
        f": {'; '.join(parts)}{annexes.note('targets')}.",
    )


def _programme(number: str, programme: ProgrammeLine, cutoff: date, annexes: Annexes) -> list[Block]:
    blocks: list[Block] = [Heading(2, number, programme.title)]
    opening = _opening(programme, cutoff)
    if opening:
        blocks.append(paragraph(opening))
    parts = [
        ("Kết quả chủ yếu", _told(programme, annexes)),
        ("Nhiệm vụ giao các đơn vị", (bullets(*map(passed_down, programme.passed)),) if programme.passed else ()),
        ("Thực hiện chỉ tiêu", _reached(programme, cutoff, annexes) if programme.targets else ()),
    ]
    shown = [(title, body) for title, body in parts if body]
    for letter, (title, body) in zip("abc", shown, strict=False):
        blocks += [Heading(3, letter, title), *body] if len(shown) > 1 else body
    return blocks


def _told(programme: ProgrammeLine, annexes: Annexes) -> tuple[Block, ...]:
    """What was done in the quarter, task by task, as it was logged."""
    told = [task for task in programme.tasks if task.logged_here and task.result]
    if not told:
        where = f"; tiến độ từng nhiệm vụ nêu tại {annexes.see('tasks')}" if annexes.see("tasks") else ""
        return (paragraph(f"Các nhiệm vụ chưa có kết quả mới trong kỳ{where}."),) if programme.tasks else ()
    lines = bullets(*(_result(task, programme) for task in told[:MOST_RESULTS]))
    if len(told) <= MOST_RESULTS:
        return (lines,)
    where = f" nêu tại {annexes.see('tasks')}" if annexes.see("tasks") else " được theo dõi theo chương trình"
    return lines, paragraph(f"Kết quả của {counted(len(told) - MOST_RESULTS)} nhiệm vụ khác{where}.")


def _reached(programme: ProgrammeLine, cutoff: date, annexes: Annexes) -> tuple[Block, ...]:
    """The targets of a programme; the rest of a long list is left to the appendix, when there is one."""
    lines = against(programme.targets, cutoff)
    if len(lines) <= MOST_TARGETS or not annexes.see("targets"):
        return (bullets(*lines),)
    rest = counted(len(lines) - MOST_TARGETS)
    return bullets(*lines[:MOST_TARGETS]), paragraph(f"{rest} kết quả khác nêu tại {annexes.see('targets')}.")


def _opening(programme: ProgrammeLine, cutoff: date) -> str:
    lead = f"{programme.lead.name} chủ trì. " if programme.lead.name else ""
    if programme.summary is None:
        return lead.strip()
    parts = "; ".join(words.summary_parts(programme.summary))
    due = words.due_sentence(programme.summary, cutoff) if programme.summary.due_total else ""
    return f"{lead}Có {counted(programme.summary.total)} nhiệm vụ: {parts}. {due}".strip()


def _result(task: TaskLine, programme: ProgrammeLine) -> str:
    other = task.lead.name and task.lead.name != programme.lead.name
    return f"{words.clipped(task.text)}{f' ({task.lead.name})' if other else ''}: {words.sentence(task.result)}"


def passed_down(task: TaskLine) -> str:
    """How far the units are with a task passed down to them, and on how many answers that rests."""
    base = task.passed
    if base is None:
        raise ValueError(task.task_id)
    if task.continuous:
        text = f"{words.clipped(task.text)}: {words.base_words(base.n, base.m)} đã báo cáo thực hiện"
    else:
        text = f"{words.clipped(task.text)}: {words.base_words(base.done, base.m)} hoàn thành"
    if base.none_n:
        text += f", {counted(base.none_n)} đơn vị không phát sinh"
    if base.n < base.m:
        text += f", {counted(base.m - base.n)} đơn vị {words.NOT_REPORTED}"
    return f"{text}."


def against(targets: Sequence[TargetFigure], cutoff: date) -> list[str]:
    """Each target with its figure, base and verdict. Several thresholds on one figure are told together; those without a figure last."""
    groups: dict[tuple[object, ...], list[TargetFigure]] = defaultdict(list)
    for target in targets:
        figure = target.to_date
        groups[target.measure_id, figure.num, figure.den, figure.val, figure.n, figure.m].append(target)
    told = [group for group in groups.values() if group[0].to_date.text]
    silent = [target for group in groups.values() for target in group if not group[0].to_date.text]
    lines = [_alone(group[0], cutoff) if len(group) == 1 else _together(group, cutoff) for group in told]
    return [*lines, *([_silent(silent)] if silent else [])]


def _alone(target: TargetFigure, cutoff: date) -> str:
    return f"{words.clipped(target.text, 220)}: {reached(target)}; {_judged(target, cutoff)}."


def _together(targets: Sequence[TargetFigure], cutoff: date) -> str:
    """Thresholds on one figure: "…: 77,6% (5.484/7.070), tính trên 29/40 đơn vị; so với mức ≥ 85% của năm: chưa đạt; …"."""
    verdicts = "; ".join(
        f"mức {words.threshold(target)} {_horizon(target, cutoff)}: {_word(target)}" for target in targets
    )
    return f"{words.clipped(targets[0].measure, 220)}: {reached(targets[0], plan=False)}; {verdicts}."


def _horizon(target: TargetFigure, cutoff: date) -> str:
    end = target.horizon_end
    if end is None:
        return "của chương trình"
    return f"đến năm {end.year}" if end.year > cutoff.year else f"của năm {end.year}"


def _silent(targets: Sequence[TargetFigure]) -> str:
    asked = [target for target in targets if target.to_date.m]
    if not asked:
        return f"{counted(len(targets))} chỉ tiêu chưa đến kỳ báo cáo số liệu."
    base = words.base_words(asked[0].to_date.n, asked[0].to_date.m)
    return f"{counted(len(targets))} chỉ tiêu chưa có số liệu để đánh giá ({base} báo cáo)."


def reached(target: TargetFigure, *, plan: bool = True) -> str:
    """ "72,0% (90/125), tính trên 4/5 đơn vị", "lũy kế 5/250 người, bằng 2,0% mức giao, tính trên 4/5 đơn vị"."""
    figure = target.to_date
    rests = f"tính trên {words.base_words(figure.n, figure.m)}"
    if figure.none_n:
        rests += f" (trong đó {counted(figure.none_n)} đơn vị không phát sinh)"
    if figure.rate:
        return f"{figure.text_percent} ({figure.text}), {rests}" if figure.text_percent else f"{figure.text}, {rests}"
    unit = f" {target.unit_text}" if target.unit_text else ""
    if not plan or target.threshold is None or target.achievement is None:
        return f"lũy kế {figure.text}{unit}, {rests}"
    return f"lũy kế {figure.text}/{words.threshold(target)}{unit}, bằng {format_percent(target.achievement)} mức giao, {rests}"


def _judged(target: TargetFigure, cutoff: date) -> str:
    if words.not_due_yet(target, cutoff) and target.horizon_end is not None:
        return f"chưa đạt mức giao đến hết năm {target.horizon_end.year}"
    return _word(target)


def _word(target: TargetFigure) -> str:
    word = words.verdict(target)
    return word[:1].lower() + word[1:]
