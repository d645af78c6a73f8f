"""An office's own words stay in a paper when figures are refreshed, and what changed under them is told."""

import pytest

from app.errors import NotFound
from app.history import changes
from app.plan import closing
from app.reports import catalogue, drafting
from app.reports.content import BulletList, Document, Run, bullets, paragraph
from app.reports.drafting import MovedUnder
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import report
from tests.app.reports.test_quarterly import lines

KEY = "results.tasks"


def composed(quarter: Quarter) -> dict[str, str]:
    return drafting.texts(catalogue.build(quarter.session, "quarter", Q3, written=False))


def write(quarter: Quarter, key: str, text: str) -> None:
    drafting.write_over(quarter.session, "quarter", Q3, key, text, basis=composed(quarter)[key])


def test_a_text_written_over_takes_the_place_of_what_was_composed(submitted: Quarter) -> None:
    before = composed(submitted)[KEY]
    write(submitted, KEY, "Các nhiệm vụ được thực hiện đúng kế hoạch.")
    drafted = catalogue.compose(submitted.session, "quarter", Q3)
    assert "Các nhiệm vụ được thực hiện đúng kế hoạch." in lines(drafted.document)
    assert before not in lines(drafted.document)
    assert before in lines(drafted.composed)
    assert drafted.moved == ()
    own = drafted.written[KEY]
    assert (own.basis, own.person) == (before, "Người thử")
    assert own.at > 0


def test_own_words_stay_and_what_changed_under_them_is_told_when_figures_move(submitted: Quarter) -> None:
    before = composed(submitted)[KEY]
    write(submitted, KEY, "Đã hoàn thành 2/3 nhiệm vụ đến hạn.")
    submitted.log("T5", state="done", done_on="2026-09-09")
    submitted.submit()
    drafted = catalogue.compose(submitted.session, "quarter", Q3)
    assert "Đã hoàn thành 2/3 nhiệm vụ đến hạn." in lines(drafted.document)
    now = composed(submitted)[KEY]
    assert "3/3 nhiệm vụ đến hạn" in now
    assert drafted.moved == (MovedUnder(KEY, before, now, "Đã hoàn thành 2/3 nhiệm vụ đến hạn."),)


def test_every_other_paragraph_follows_the_figures(submitted: Quarter) -> None:
    write(submitted, KEY, "Lời riêng.")
    submitted.value("M1", "E", num="20/25")
    submitted.submit()
    text = " ".join(lines(catalogue.build(submitted.session, "quarter", Q3)))
    assert "73,3% (110/150), tính trên 5/5 đơn vị" in text
    assert "Lời riêng." in text


def test_a_bullet_can_be_written_over_left_out_and_taken_back(submitted: Quarter) -> None:
    submitted.log("T1", state="done", done_on="2026-09-28", result="Mở 02 lớp với 96 người.")
    submitted.submit()
    key = f"results.programme:{submitted.programmes[1]}.task:{submitted.tasks['T1']}"
    assert composed(submitted)[key] == "Nhiệm vụ T1: Mở 02 lớp với 96 người."
    write(submitted, key, "Đã mở 02 lớp.\nCó 96 người dự.")
    told = lines(catalogue.build(submitted.session, "quarter", Q3))
    assert told[told.index("Đã mở 02 lớp.") + 1] == "Có 96 người dự."
    write(submitted, key, " ")
    assert "Có 96 người dự." not in lines(catalogue.build(submitted.session, "quarter", Q3))
    drafting.take_back(submitted.session, "quarter", Q3, key)
    assert "Nhiệm vụ T1: Mở 02 lớp với 96 người." in lines(catalogue.build(submitted.session, "quarter", Q3))
    write(submitted, key, "Lần nữa.")
    assert "Lần nữa." in lines(catalogue.build(submitted.session, "quarter", Q3))


def test_each_edit_is_one_change_that_undo_takes_back(submitted: Quarter) -> None:
    write(submitted, KEY, "Lần một.")
    write(submitted, KEY, "Lần hai.")
    assert changes(submitted.session, 1)[0].what == "Sửa lời văn văn bản: Quý III/2026"
    submitted.session.undo()
    assert drafting.written(submitted.session, "quarter", Q3)[KEY].text == "Lần một."
    submitted.session.undo()
    assert drafting.written(submitted.session, "quarter", Q3) == {}


def test_a_text_whose_paragraph_is_gone_is_told_and_not_printed(submitted: Quarter) -> None:
    drafting.write_over(submitted.session, "quarter", Q3, "results.programme:0.opening", "Cũ.", basis="Có từ trước.")
    drafted = catalogue.compose(submitted.session, "quarter", Q3)
    assert drafted.moved == (MovedUnder("results.programme:0.opening", "Có từ trước.", "", "Cũ."),)
    assert "Cũ." not in lines(drafted.document)


def test_what_was_never_written_over_cannot_be_taken_back(submitted: Quarter) -> None:
    with pytest.raises(NotFound, match="không có lời văn riêng"):
        drafting.take_back(submitted.session, "quarter", Q3, KEY)


def test_texts_of_one_paper_period_and_ban_stay_with_it(submitted: Quarter) -> None:
    drafting.write_over(submitted.session, "quarter", Q3, KEY, "Riêng ban.", basis="", about="ban:1")
    assert drafting.written(submitted.session, "quarter", Q3) == {}
    assert list(drafting.written(submitted.session, "quarter", Q3, "ban:1")) == [KEY]


def test_what_a_sentence_rests_on_stays_known_under_own_words(submitted: Quarter) -> None:
    document = paper_of(paragraph(Run("Cũ", about=("task:9", "progress:4")), key="a"), bullets(paragraph("x", key="b")))
    over = {"a": drafting.WrittenOver("a", "Cũ", "Mới", 1, "")}
    applied, moved = drafting.apply(document, over)
    first = next(drafting.keyed(applied))
    assert (first.text, first.runs[0].about) == ("Mới", ("task:9", "progress:4"))
    assert moved == ()
    assert isinstance(applied.blocks[1], BulletList)


def test_every_paragraph_has_a_key_of_its_own_and_every_result_its_entry(closed: Quarter) -> None:
    document = catalogue.build(closed.session, "quarter", Q3)
    keys = [found.key for found in drafting.keyed(document)]
    assert len(keys) == len(set(keys))
    targets = [found for found in drafting.keyed(document) if ".target:" in found.key]
    assert targets
    assert all(any(name.startswith("target:") for run in found.runs for name in run.about) for found in targets)


def test_own_words_are_signed_as_they_stand(submitted: Quarter) -> None:
    write(submitted, KEY, "Lời của cơ quan.")
    closing.close_period(submitted.session, Q3)
    assert "Lời của cơ quan." in lines(catalogue.build(submitted.session, "quarter", Q3))


def paper_of(*blocks: object) -> Document:

    return report(blocks=blocks)
