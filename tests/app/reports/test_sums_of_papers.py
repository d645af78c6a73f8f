"""The figures of every printed table hold together: total rows are the sums above them, rates are what their numerators say."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from app import workspace
from app.clock import FrozenClock
from app.reports import catalogue
from app.reports.content import Document, Row, Table, tables_of
from app.reports.numbers import decimal
from app.sample.province import write_sample
from app.session import Session

OF = re.compile(r"(\d+)/(\d+)")
RATE = re.compile(r"([\d.]+)/([\d.]+); (\d+)/(\d+) đơn vị")
TOTALLED = [
    ("bans", "2026-Q2"),
    ("bans", "2026-Q3"),
    ("bans", "2025"),
    ("units", "2026-H1"),
    ("units", "2026-Q3"),
    ("quarter", "2026-Q2"),
]
VIEWS = pytest.mark.parametrize("as_of", ["closed", "current"])


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("mau") / "mau.tdb"
    session = workspace.create(path, clock=FrozenClock("2026-10-06T08:00:00"), seed=1)
    write_sample(session)
    yield session
    session.close()


def made(session: Session, name: str, period: str, as_of: str) -> Document:
    view = "current" if period == "2026-Q3" else as_of
    return catalogue.build(session, name, period, day=date(2026, 10, 6), as_of=view)


def every_table(document: Document) -> list[Table]:
    return [
        table
        for blocks in (document.blocks, *(one.blocks for one in document.appendices))
        for table in tables_of(blocks)
    ]


@VIEWS
@pytest.mark.parametrize(("name", "period"), TOTALLED)
def test_total_rows_are_the_sums_of_the_rows_above(province: Session, name: str, period: str, as_of: str) -> None:
    compared = 0
    for table in every_table(made(province, name, period, as_of)):
        rows = [row for row in table.rows if isinstance(row, Row) and not row.total]
        for total in (row for row in table.rows if isinstance(row, Row) and row.total):
            for at, cell in enumerate(total.cells):
                above = [row.cells[at] for row in rows]
                if all(isinstance(one.value, int) for one in (cell, *above)):
                    assert cell.value == sum(one.value for one in above if isinstance(one.value, int))
                    compared += 1
                elif all(OF.fullmatch(one.text) or one.text == "–" for one in (cell, *above)):
                    parts = [tuple(map(int, found.groups())) for one in above if (found := OF.fullmatch(one.text))]
                    assert cell.text == f"{sum(n for n, _ in parts)}/{sum(m for _, m in parts)}"
                    compared += 1
    assert compared >= 2


@VIEWS
@pytest.mark.parametrize("period", ["2026-Q2", "2025", "2026-9M", "SY2025"])
def test_rates_are_their_numerators_over_their_denominators_on_the_units_that_reported(
    province: Session, period: str, as_of: str
) -> None:
    (table,) = every_table(made(province, "targets", period, as_of if period != "2026-9M" else "current"))
    titles = [column.title for column in table.columns]
    value, plan, note, share = (
        titles.index(name) for name in ("Lũy kế", "Chỉ tiêu giao (kế hoạch)", "Ghi chú", "Tỷ lệ % so với kế hoạch")
    )
    compared = 0
    for row in table.rows:
        if not isinstance(row, Row) or not (found := RATE.search(row.cells[note].text)):
            continue
        up, down, reported, expected = (int(part.replace(".", "")) for part in found.groups())
        assert row.cells[value].text == f"{decimal(Fraction(100 * up, down))}%"
        assert reported <= expected
        aim = Fraction(re.sub(r"[^\d,]", "", row.cells[plan].text).replace(",", "."))
        assert row.cells[share].text == f"{decimal(Fraction(100 * up, down) / aim * 100)}%"
        compared += 1
    assert compared > 8
