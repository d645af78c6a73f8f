"""Each report of a period is printed from the sample province, with sensible content."""

from collections.abc import Iterator
from datetime import date

import pytest

from app import workspace
from app.clock import FrozenClock
from app.reports import catalogue, drafting
from app.reports.content import Heading
from app.reports.writing import render
from app.sample.province import write_sample
from app.session import Session
from tests.app.reports.papers import pdf_pages

PAPERS = [
    ("quarter", "2026-Q2"),
    ("nine_months", "2026-9M"),
    ("half_year", "2026-H1"),
    ("year", "2025"),
    ("semester", "SY2025-S1"),
    ("school_year", "SY2025"),
    ("mid_term", "2026-Q2"),
    ("mid_term", "T:2025-2030"),
    ("final", "T:2025-2030"),
]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = workspace.create(
        tmp_path_factory.mktemp("mau") / "mau.tdb", clock=FrozenClock("2026-10-02T08:00:00"), seed=1
    )
    write_sample(session)
    yield session
    session.close()


@pytest.mark.parametrize(("name", "period"), PAPERS)
def test_each_report_of_a_period_has_something_to_say_and_prints(province: Session, name: str, period: str) -> None:
    drafted = catalogue.compose(province, name, period, day=date(2026, 10, 5), post="Phó Chủ tịch")
    texts = drafting.texts(drafted.document)
    keys = [found.key for found in drafting.keyed(drafted.document)]
    assert len(keys) == len(set(keys))
    assert len(texts) > 80
    assert all(text.strip() and "{" not in text and "None" not in text and "  " not in text for text in texts.values())
    assert not any("..;" in text or " ." in text or " ," in text for text in texts.values())
    assert sum(isinstance(block, Heading) and block.level == 2 for block in drafted.document.blocks) >= 8
    pages = pdf_pages(render(drafted.document, "pdf"))
    assert len(pages) > 8
    assert "Nơi nhận" in " ".join(pages)
