"""Tasks and targets out of the rows of a table, by what its columns say."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.plan_import import amounts, claims, when
from app.plan_import.context import Context
from app.plan_import.draft import Horizon, Milestone, Target, Task
from app.plan_import.labels import split_label
from app.plan_import.responsible import lead_and_others, listed
from app.plan_import.tables import Cell, Row, Table
from app.plan_import.vocabulary import Vocabulary
from app.plan_import.when import Window

_DETAILS = ("lead", "with", "time", "product")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DASHED = re.compile(r"[-–—]\s")
_SURE = 0.9


def table_tasks(table: Table, context: Context, *, group: str | None, scope: str) -> tuple[list[Task], list[Milestone]]:
    """The tasks of a table; rows that only hold a title are groups, rows that only state a time give times."""
    tasks: list[Task] = []
    steps: list[Milestone] = []
    window: Window | None = None
    here = group
    for row in table.rows:
        title = _title(row, table)
        if title is not None:
            time = when.only_time(title.text, year=context.year_of(title.text))
            if time is not None:
                window = time
                steps.append(_milestone(time, title))
            else:
                here = split_label(title.text, context.words)[1].rstrip(": ")
                window = None
                scope = context.scope(here) or scope
        else:
            window = _carried(row, table, context, window)
            tasks.extend(_row_tasks(row, table, context, here, window, scope))
    return tasks, steps


def _carried(row: Row, table: Table, context: Context, window: Window | None) -> Window | None:
    """The time in force behind a row: a column of times that stands before the tasks holds until the next one is written."""
    time, text = table.columns.get("time"), table.columns.get("text", 0)
    if time is None or time > text or not row.text(time):
        return window
    return context.time(row.text(time)) or window


def _milestone(window: Window, cell: Cell) -> Milestone:
    return Milestone(
        start=window.start, end=window.end, text=cell.text.rstrip(": "), lines=[cell.line, cell.line], confidence=_SURE
    )


def _title(row: Row, table: Table) -> Cell | None:
    """The words of a row that is a title over others: it fills one column, or besides its number only that of the text."""
    filled = {column for column in row.cells if column != table.columns.get("number")}
    text = table.columns.get("text", table.columns.get("claim"))
    details = [table.columns[name] for name in _DETAILS if name in table.columns] + list(table.values)
    if len(filled) > 1:
        texts = {row.text(column) for column in filled}
        return row.cells[min(filled)][0] if len(texts) == 1 and len(filled) > 2 else None
    if not filled:
        number = table.columns.get("number")
        cell = row.cells[number][0] if number is not None and number in row.cells else None
        return cell if cell is not None and len(cell.text) > 6 else None
    column = next(iter(filled))
    cells = row.cells[column]
    if column == text and not details:
        return None
    if column == text and (len(cells) > 1 or _is_task(cells[0].text, row.text(table.columns.get("number")))):
        return None
    return Cell(row.text(column), cells[0].line) if column in {text, 1} else None


def _is_task(text: str, number: str) -> bool:
    """Whether a row with nothing but text is still a task: a bullet, or a sentence under a plain number."""
    if text.startswith(("-", "+", "•")):
        return True
    return text.endswith((".", ";")) and number.strip(" .").isdigit()


def _row_tasks(
    row: Row, table: Table, context: Context, group: str | None, heading: Window | None, scope: str
) -> Iterator[Task]:
    words = context.words
    leads = _names(row.cells.get(table.columns.get("lead", -1), ()), words)
    others = _names(row.cells.get(table.columns.get("with", -1), ()), words)
    said = row.text(table.columns.get("time"))
    stated = context.time(said) if said else None
    for text, details, first, last in _texts(row.cells.get(table.columns.get("text", -1), ()), words):
        window = stated or context.own_time(text, heading) or heading
        lead, helpers = (leads[0], [*leads[1:], *others]) if leads else lead_and_others(text, words)
        below = lead is not None and context.scope(lead) == "passed_down"
        yield Task(
            text=text,
            group=group,
            details=details,
            path=[number] if (number := row.text(table.columns.get("number"))) else [],
            start=window.since if window else None,
            end=window.until if window else None,
            lead=lead,
            collaborators=helpers if leads else [*helpers, *others],
            scope="passed_down" if below else scope,
            measurable=claims.states_figure(text),
            lines=[min(first, row.first), max(last, row.last)],
            confidence=_SURE,
        )


def _names(cells: Sequence[Cell], words: Vocabulary) -> list[str]:
    names: list[str] = []
    for text in _unbroken([cell.text for cell in cells]):
        names.extend(listed(split_label(text, words)[1], words))
    return names


def _unbroken(lines: Sequence[str]) -> list[str]:
    """The lines of a cell of names; a dash begins a name only in a list of dashes, else it joins the halves of one."""
    found: list[str] = []
    for line in lines:
        if (
            found
            and _DASHED.match(line)
            and not _DASHED.match(lines[0])
            and not found[-1].endswith((";", ",", ".", ":"))
        ):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _texts(cells: Sequence[Cell], words: Vocabulary) -> Iterator[tuple[str, list[str], int, int]]:
    """The tasks of one cell: its paragraphs, or one task with details where the first leads over to the others."""
    split = [(split_label(cell.text, words), cell.line) for cell in cells]
    if len(split) > 1 and split[0][0][1].endswith(":"):
        yield split[0][0][1], [text for (_, text), _ in split[1:]], split[0][1], split[-1][1]
        return
    merged: list[tuple[str, int, int]] = []
    for (label, text), line in split:
        if merged and label is None and not merged[-1][0].endswith((".", ";")):
            before, first, _ = merged[-1]
            merged[-1] = f"{before} {text}", first, line
        elif text:
            merged.append((text, line, line))
    for text, first, last in merged:
        yield text, [], first, last


def table_claims(table: Table, context: Context, *, section: str | None) -> list[Target]:
    """The targets of a table: one for each claim and column of values."""
    found: list[Target] = []
    here = section
    for row in table.rows:
        title = _title(row, table)
        if title is not None:
            here = split_label(title.text, context.words)[1].rstrip(": ")
            continue
        claim = split_label(row.text(table.columns["claim"]), context.words)[1]
        if not claim:
            continue
        stated = [(column, row.text(column)) for column in sorted(table.values) if row.text(column)]
        if not stated:
            found.extend(claims.split(claim, lines=(row.first, row.last), horizon=None, section=here))
        for column, value in stated:
            horizon = _horizon(table.values[column])
            target = _claim(claim, value, row.text(table.columns.get("unit")), horizon, here, row)
            if target is not None:
                found.append(target)
    return found


def _horizon(title: str) -> Horizon | None:
    stated = when.horizon(title)
    if stated is not None and stated.kind != "none":
        return stated
    years = _YEAR.findall(title)
    return Horizon(kind="by", until=int(years[-1])) if years else None


def _claim(claim: str, value: str, unit: str, horizon: Horizon | None, section: str | None, row: Row) -> Target | None:
    """A target of a row: the claim's words, the figure and comparator of the column of values."""
    percent = "%" in value or "%" in unit or "tỷ lệ" in unit.lower()
    figure = f"{value}%" if percent and "%" not in value else value
    stated = claims.split(f"{claim}: {figure}", lines=(row.first, row.last), horizon=horizon, section=section)
    number = amounts.number(re.sub(r"[^\d.,]", "", value)) if any(map(str.isdigit, value)) else None
    best = next(
        (target for target in stated if target.value == number and number is not None), stated[0] if stated else None
    )
    return Target(
        text=claim,
        text_full=f"{claim}: {value}" + (f" {unit}" if unit and unit not in value else ""),
        value=number if number is not None else None,
        unit=None if number is None else "percent" if percent else "count",
        comparator=_comparator(value, best, number),
        horizon=(best.horizon if best is not None and horizon is None else horizon) or Horizon(),
        frequency=best.frequency if best else None,
        base=best.base if best else None,
        measure=best.measure if best else None,
        section=section,
        lines=[row.first, row.last],
        confidence=_SURE,
    )


def _comparator(value: str, target: Target | None, number: Decimal | None) -> str:
    signs = {"≥": "at_least", ">=": "at_least", "≤": "at_most", "<=": "at_most", ">": "more_than", "<": "less_than"}
    for sign, comparator in signs.items():
        if value.strip().startswith(sign):
            return comparator
    if target is not None:
        return target.comparator
    return "at_least" if number is not None else "yes"
