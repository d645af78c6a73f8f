"""The sentences of papers are templates of the program that an office may change, and cannot break."""

import re
from datetime import date

import pytest

from app.errors import BadInput, NotFound
from app.people import offices
from app.reports import catalogue, phrases
from app.reports.phrases import Phrases, change_phrase, reset_phrase
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.test_quarterly import text_of


def text(quarter: Quarter) -> str:
    return text_of(catalogue.build(quarter.session, "quarter", Q3, day=date(2026, 10, 5)))


def test_an_office_prints_its_own_words_and_goes_back_to_the_programs(closed: Quarter) -> None:
    before = text(closed)
    assert "báo cáo kết quả thực hiện nhiệm vụ quý III năm 2026 như sau:" in before
    change_phrase(closed.session, "head.opening", "{who} xin báo cáo {subject}, cụ thể:")
    assert "xin báo cáo kết quả thực hiện nhiệm vụ quý III năm 2026, cụ thể:" in text(closed)
    assert [each.name for each in phrases.phrases(closed.session) if each.own] == ["head.opening"]
    reset_phrase(closed.session, "head.opening")
    assert text(closed) == before


def test_changing_a_template_is_one_undoable_change(closed: Quarter) -> None:
    before = text(closed)
    change_phrase(closed.session, "proposals.none", "Không có kiến nghị.")
    assert "Không có kiến nghị." in text(closed)
    closed.session.undo()
    assert text(closed) == before


def test_a_name_that_the_program_does_not_fill_in_is_refused(closed: Quarter) -> None:
    with pytest.raises(BadInput, match=re.escape("không có chỗ trống {tien}. Chỗ trống dùng được: {who}, {subject}")):
        change_phrase(closed.session, "head.opening", "{who} báo cáo {tien}")
    for broken in ("{who", "{who!r}", "{who.x}", "{0}", "{who:>9}"):
        with pytest.raises(BadInput):
            change_phrase(closed.session, "head.opening", broken)
    with pytest.raises(BadInput, match="không được để trống"):
        change_phrase(closed.session, "head.opening", "  ")
    with pytest.raises(NotFound, match=r"Không có câu mẫu “head\.ending”"):
        change_phrase(closed.session, "head.ending", "x")
    with pytest.raises(NotFound):
        reset_phrase(closed.session, "head.ending")


def test_templates_that_another_program_wrote_never_keep_a_paper_from_printing(closed: Quarter) -> None:
    for kept in ('{"head.opening": "{unknown}"}', "no json", "[1]"):
        offices.set_setting(closed.session, phrases.SETTING, kept)
        assert "như sau:" in text(closed)


def test_every_template_is_written_as_official_papers_are() -> None:
    names = [name for name, _, _ in phrases._of_program()]
    assert len(names) == len(set(names)) > 100
    for name, group, sentence in phrases._of_program():
        assert sentence == " ".join(sentence.split()) or sentence != sentence.strip(), name
        assert not re.search(r"[!]|vui lòng|bạn |quý vị", sentence.lower()), name
        assert "  " not in sentence, name
        assert group, name


def test_filling_in_needs_every_value() -> None:
    say = Phrases.default()
    with pytest.raises(KeyError):
        say.text("head.opening", who="Ban Thường vụ")
    run = say.run("head.opening", "task:1", who="Ban Thường vụ", subject="kết quả")
    assert (run.text, run.about) == ("Ban Thường vụ báo cáo kết quả như sau:", ("task:1",))
