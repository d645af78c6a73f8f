"""A change of a row is told as people call things: states, dates and figures in words, references by what they refer to."""

import pytest

from app.bundles.merge_words import told
from app.bundles.plans import RowChange
from app.ids import uid_text
from app.plan import tasks
from app.session import Session
from db.queries import peers

Q3 = "2026-Q3"


@pytest.mark.parametrize(
    ("change", "field", "old", "new"),
    [
        (RowChange("changed", "progress", "k", "", "state", "in_progress", "done", Q3), "Trạng thái", "Đang thực hiện", "Hoàn thành"),
        (RowChange("changed", "progress", "k", "", "percent", "40", "100", Q3), "Tỷ lệ", "40%", "100%"),
        (RowChange("changed", "value", "k", "", "num", "1234.5", "40", Q3), "Tử số", "1.234,5", "40"),
        (RowChange("changed", "task", "k", "", "due", "2026-09-30", "2026-10-30"), "Thời hạn", "30/09/2026", "30/10/2026"),
        (RowChange("changed", "task", "k", "", "continuous", "0", "1"), "Thường xuyên", "không", "có"),
        (RowChange("changed", "task", "k", "", "given", "", "[{'sector': 'state'}]"), "Giao cho", "", ""),
        (RowChange("changed", "task", "k", "", "colour", "xanh", "đỏ"), "colour", "xanh", "đỏ"),
    ],
)  # fmt: skip
def test_a_changed_field_is_told_with_its_old_and_new_value(
    office_session: Session, change: RowChange, field: str, old: str, new: str
) -> None:
    (words,) = told(office_session, [change])
    assert (words.sign, words.field, words.old, words.new) == ("sửa", field, old, new)


@pytest.mark.parametrize(
    ("kind", "gist", "said"),
    [
        ("progress", "done", "Hoàn thành"),
        ("value", "1234.5/2000", "1.234,5/2.000"),
        ("value", "none_occurred", "Không phát sinh"),
        ("value", "có", "có"),
        ("review", "returned", "Trả lại"),
        ("feedback_answer", "accepted", "Đồng ý"),
        ("due_change", "2026-10-30", "30/10/2026"),
        ("unit", "", ""),
    ],
)
def test_a_new_row_says_in_a_word_what_it_says(office_session: Session, kind: str, gist: str, said: str) -> None:
    (words,) = told(office_session, [RowChange("new", kind, "k", "Về", "", "", gist, Q3)])
    assert (words.sign, words.title, words.period, words.new) == ("mới", "Về", "Quý III/2026", said)


def test_a_reference_is_told_by_what_it_refers_to_or_that_there_is_one(office_session: Session) -> None:
    task = tasks.add_task(office_session, text="Học tập nghị quyết")
    uid = uid_text(peers.uid(office_session.conn, task))
    strange = "01890000-0000-7000-8000-000000000000"
    (words,) = told(office_session, [RowChange("changed", "task", "k", "", "parent", strange, uid)])
    assert (words.field, words.old, words.new) == ("Thuộc nhiệm vụ", "có", "Học tập nghị quyết")
