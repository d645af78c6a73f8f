"""Pictures of the pages of a foreign PDF."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import BadInput
from app.plan_import.readers import pages, read_source
from app.plan_import.readers.pages import MOST_PIXELS, picture
from tests.app.plan_import.readers import hostile
from tests.app.plan_import.readers.pdf_pages import HEIGHT, WIDTH, Drawing, pdf


def _page(drawing: Drawing) -> None:
    drawing.body(1)


def test_a_page_is_drawn_on_white_as_wide_as_wished(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", _page, _page)
    found = picture(path.read_bytes(), "a.pdf", 2, 600)
    assert found.width == 600
    assert found.height == pytest.approx(600 * HEIGHT / WIDTH, abs=1)
    assert len(found.data) == found.height * found.stride
    assert found.data[:3] == b"\xff\xff\xff"
    assert min(found.data) < 80
    assert read_source(path).page_sizes == ((595.28, 841.89),) * 2


def test_a_page_as_wide_as_a_town_becomes_a_small_picture(tmp_path: Path) -> None:
    hostile.pdf_huge_page(path := tmp_path / "a.pdf")
    try:
        found = picture(path.read_bytes(), "a.pdf", 1, 100_000)
    except BadInput:
        return
    assert found.width * found.height <= MOST_PIXELS * 1.01


def test_a_page_that_is_not_there_or_damaged_says_so(tmp_path: Path) -> None:
    data = pdf(tmp_path / "a.pdf", _page).read_bytes()
    for content, number in ((data, 2), (data[:200], 1), (b"", 1)):
        with pytest.raises(BadInput, match=r"a\.pdf"):
            picture(content, "a.pdf", number, 600)


def test_a_bomb_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LIMITS", replace(pages.LIMITS, seconds=4.0))
    hostile.pdf_double_bomb(path := tmp_path / "a.pdf")
    with pytest.raises(BadInput, match="Không đọc được tệp"):
        picture(path.read_bytes(), "a.pdf", 1, 600)
