"""Doubts are questions in words whose answers change the draft and do not come again."""

from pathlib import Path

import msgspec
import pytest

from app.errors import BadInput, Refused
from app.plan_import.draft import PlanDraft, Reference, Target, Task
from app.plan_import.review import changes, keeping
from app.plan_import.review.adding import add, words_of
from app.plan_import.review.doubts import Doubt, doubts, notes
from app.plan_import.review.entries import Review, review_of, to_draft
from app.plan_import.review.retyping import retype
from app.plan_import.review.spans import recognised, tags
from app.plan_import.review.tree import tree_of
from app.plan_import.review.written import both_days, level_text, read_level, read_window
from tests.app.plan_import.review.drafts import small_review, source_of


def only(review: Review, key: str) -> Doubt:
    found = [doubt for doubt in doubts(review) if doubt.key.startswith(key)]
    assert len(found) == 1, [doubt.key for doubt in doubts(review)]
    return found[0]


def answered(review: Review, doubt: Doubt, words: str) -> Review:
    answer = next(answer for answer in doubt.answers if answer.words == words)
    assert answer.change is not None
    return answer.change(review)


def draft_of(**lists: object) -> Review:
    return review_of(msgspec.convert({"document": {"title": "Kế hoạch"}, **lists}, PlanDraft))


def test_at_least_all_is_asked_and_becomes_all_of_them() -> None:
    target = {
        "text": "100% trở lên công khai",
        "value": 100,
        "unit": "percent",
        "comparator": "at_least",
        "lines": [4, 4],
    }
    review = draft_of(targets=[target], warnings=[{"code": "odd_threshold", "line": 4}])
    doubt = only(review, "odd_threshold")
    assert doubt.question == "Văn bản ghi “100% trở lên”. Hiểu là bằng 100%?"
    after = answered(review, doubt, "Đúng, bằng 100%")
    assert to_draft(after).targets[0].comparator == "equal"
    assert doubts(after) == ()


def test_of_two_bans_named_one_is_chosen_to_lead_and_the_other_joins() -> None:
    task = {"text": "Rà soát", "collaborators": ["Ban Tổ chức", "Văn phòng"], "lines": [7, 7]}
    review = draft_of(tasks=[task])
    doubt = only(review, "lead")
    assert doubt.question == "Câu này nhắc hai ban: Ban Tổ chức, Văn phòng. Ban nào chủ trì?"
    made = to_draft(answered(review, doubt, "Văn phòng")).tasks[0]
    assert (made.lead, made.collaborators) == ("Văn phòng", ["Ban Tổ chức"])


def test_two_dates_of_one_citation_show_both_places_or_let_one_be_taken() -> None:
    source = source_of(
        "Căn cứ Quyết định số 933/QĐ-TLĐ ngày 14/5/2024;", "", "theo Quyết định 933/QĐ-TLĐ ngày 15/4/2024."
    )
    reference = {"number": "933/QĐ-TLĐ", "issued_on": "2024-05-14", "lines": [1, 1], "occurrences": [1, 3]}
    review = draft_of(references=[reference], warnings=[{"code": "conflicting_citation", "line": 1}])
    (doubt,) = doubts(review, source)
    assert doubt.lines == (1, 3)
    assert [answer.words for answer in doubt.answers] == ["Lấy 14/05/2024", "Lấy 15/04/2024", "Xem hai chỗ"]
    item = answered(review, doubt, "Lấy 15/04/2024").entries[-1].item
    assert isinstance(item, Reference)
    assert str(item.issued_on) == "2024-04-15"


def test_what_the_reader_is_not_sure_of_is_asked_and_can_be_another_kind() -> None:
    review = draft_of(tasks=[{"text": "95% đoàn viên", "lines": [3, 3], "confidence": 0.4, "lead": "Ban Tổ chức"}])
    doubt = only(review, "unsure")
    after = answered(review, doubt, "Là chỉ tiêu")
    assert [entry.kind for entry in after.live("target", "task")] == ["target"]
    assert doubts(after) == ()


def test_a_warning_stands_at_its_item_or_among_the_notes_and_is_never_lost() -> None:
    review = draft_of(
        tasks=[{"text": "Rà soát", "lines": [5, 6], "lead": "Ban Tổ chức"}],
        warnings=[
            {"code": "repeated_label", "line": 6},
            {"code": "mixed_unicode"},
            {"code": "odd", "line": 40, "message": "lạ"},
        ],
    )
    assert [doubt.key for doubt in doubts(review)] == ["repeated_label:6"]
    assert [warned.code for warned in notes(review)] == ["mixed_unicode", "odd"]
    assert tree_of(review).root.children[-1].text == "Ghi chú khi đọc"


def test_details_go_with_their_task_and_come_back_with_it() -> None:
    review = small_review()
    task = next(review.live("task"))
    gone = changes.drop(review, [task.id])
    assert all(one.dropped for one in gone.entries if one.kind == "detail")
    assert changes.restore(gone, [task.id]) == review
    as_target = retype(review, [task.id], "target")
    made = next(one for one in to_draft(as_target).targets if one.text.startswith("Tặng quà"))
    assert made.text.endswith("quà bằng tiền; quà bằng hiện vật.")


def test_a_task_becomes_a_detail_of_the_one_before_and_a_detail_a_task() -> None:
    review = draft_of(tasks=[{"text": "Một", "lines": [1, 1]}, {"text": "Hai", "details": ["a", "b"], "lines": [2, 4]}])
    one, two = (entry.id for entry in review.live("task"))
    under = retype(review, [two], "detail")
    assert [(task.text, task.details) for task in to_draft(under).tasks] == [("Một", ["Hai", "a", "b"])]
    parts = [entry.id for entry in review.live("detail")]
    apart = retype(review, parts, "task")
    assert [task.text for task in to_draft(apart).tasks] == ["Một", "Hai", "a", "b"]
    with pytest.raises(Refused):
        retype(review, [one], "detail")


def test_a_task_moves_past_its_siblings_and_into_the_next_group() -> None:
    review = draft_of(
        tasks=[{"text": "A", "group": "I"}, {"text": "B", "group": "I"}, {"text": "C", "group": "II"}],
    )
    a, b, c = (entry.id for entry in review.live("task"))
    assert [task.text for task in to_draft(changes.move(review, a, 1)).tasks] == ["B", "A", "C"]
    moved = to_draft(changes.move(review, b, 1)).tasks
    assert [(task.text, task.group) for task in moved] == [("A", "I"), ("B", "II"), ("C", "II")]
    back = to_draft(changes.move(review, c, -1)).tasks
    assert [(task.text, task.group) for task in back] == [("A", "I"), ("B", "I"), ("C", "I")]
    with pytest.raises(Refused):
        changes.move(review, a, -1)


def test_the_programme_chosen_for_a_task_is_the_one_acceptance_finds() -> None:
    review = draft_of(
        programmes=[{"title": "Nhà ở", "number": "1"}, {"title": "Tết", "number": "2"}],
        tasks=[{"text": "Xây", "group": "Nhà ở"}],
        targets=[{"text": "40 nhà", "section": "Nhà ở"}],
    )
    task, target = next(review.live("task")), next(review.live("target"))
    moved = changes.place_in(review, [task.id, target.id], 2, "Việc chung")
    again = review_of(to_draft(moved))
    assert {entry.programme for entry in again.live("task", "target")} == {2}


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("≥ 95%", "≥ 95%"),
        ("12.500", "≥ 12.500"),
        ("= 100 %", "= 100%"),
        ("dưới 5%", "< 5%"),
        ("có", "có / không"),
        ("lời", "bằng lời"),
    ],
)
def test_levels_are_read_as_they_are_written(typed: str, level: str) -> None:
    comparator, value, unit = read_level(typed)
    assert level_text(Target(text="x", comparator=comparator, value=value, unit=unit)) == level


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("30/6/2026", "30/06/2026"),
        ("1/4/2026 - 30/6/2026", "01/04/2026 - 30/06/2026"),
        ("quý II/2026", "01/04/2026 - 30/06/2026"),
        ("thường xuyên", ""),
    ],
)
def test_windows_are_read_as_they_are_written(typed: str, days: str) -> None:
    assert both_days(*read_window(typed)) == days


def test_what_is_no_level_and_no_time_is_refused_with_an_example() -> None:
    with pytest.raises(BadInput, match="≥ 95%"):
        read_level("nhiều lắm")
    with pytest.raises(BadInput, match="quý II/2026"):
        read_window("khi nào xong")


def test_the_source_is_tagged_and_its_numbers_and_times_are_marked() -> None:
    review = draft_of(
        targets=[{"text": "95% trở lên", "value": 95, "lines": [1, 1]}],
        tasks=[
            {"text": "Rà soát", "lines": [2, 2], "confidence": 0.3},
            {"text": "Nộp", "lines": [3, 3], "scope": "passed_down"},
        ],
    )
    source = source_of(
        "1. Phấn đấu 95% trở lên doanh nghiệp, mỗi năm 150 - 200 đoàn viên",
        "2. Rà soát, xong trước ngày 28/02/2026.",
        "- Nộp báo cáo",
    )
    found = tags(review, frozenset(doubt.entry for doubt in doubts(review)))
    assert [(line, tag.word, tag.tone) for line, here in found.items() for tag in here] == [
        (1, "CT", "ok"),
        (2, "NV", "warn"),
        (3, "CD", "text2"),
    ]
    marked = {
        line: [source.lines[line - 1].text[a:b] for a, b in spans] for line, spans in recognised(review, source).items()
    }
    assert marked[1] == ["95% trở lên", "150 - 200 đoàn viên"]
    assert "28/02/2026" in marked[2][0]


def test_a_broken_file_among_the_kept_reviews_hinders_nothing(tmp_path: Path) -> None:
    workspace = tmp_path / "so.tdb"
    document = tmp_path / "ke-hoach.txt"
    document.write_text("Kế hoạch", encoding="utf-8")
    kept = keeping.begin(workspace, "00112233aabb", source_of("Kế hoạch"), small_review(), document)
    (keeping.folder(workspace) / "ffffffff0000.json").write_text("{", encoding="utf-8")
    document.unlink()
    (back,) = keeping.kept_reviews(workspace)
    assert back == kept
    assert back.document is not None
    assert back.document.read_text(encoding="utf-8") == "Kế hoạch"
    keeping.give_up(workspace, back)
    (keeping.folder(workspace) / "ffffffff0000.json").unlink()
    assert keeping.kept_reviews(workspace) == ()


def test_an_empty_item_and_days_in_the_wrong_order_are_refused() -> None:
    review = small_review()
    task = next(review.live("task"))
    assert isinstance(task.item, Task)
    with pytest.raises(BadInput):
        changes.edit(review, task.id, text="  ")
    with pytest.raises(BadInput):
        changes.window(review, task.id, task.item.end, task.item.start)


def test_what_the_reader_did_not_see_is_added_from_its_line_beside_its_neighbours() -> None:
    review = draft_of(
        tasks=[{"text": "Một", "group": "I", "lines": [2, 2]}, {"text": "Ba", "group": "II", "lines": [6, 6]}],
    )
    source = source_of("I", "1. Một", "", "a) Hai việc", "II", "3. Ba")
    words = words_of(source, (4,))
    assert words == "Hai việc"
    added = add(review, words, (4,))
    assert [(task.text, task.group) for task in to_draft(added).tasks] == [
        ("Một", "I"),
        ("Hai việc", "I"),
        ("Ba", "II"),
    ]
    as_target = add(review, "95% đơn vị", (4,), "target")
    assert [target.text for target in to_draft(as_target).targets] == ["95% đơn vị"]
    with pytest.raises(BadInput):
        add(review, " ", ())


def test_sentences_that_became_no_item_are_shown_so_that_nothing_is_lost_silently() -> None:
    long = "Các đơn vị xây dựng kế hoạch cụ thể và báo cáo kết quả"
    source = source_of(
        "KẾ HOẠCH",
        "1. Rà soát",
        "II. TỔ CHỨC THỰC HIỆN CÁC NHIỆM VỤ CỦA KẾ HOẠCH NĂM",
        f"2. {long}",
        "trước ngày 05/12.",
        "3. Nộp",
    )
    review = draft_of(tasks=[{"text": "Rà soát", "lines": [2, 2]}, {"text": "Nộp", "lines": [6, 6]}])
    branch = tree_of(review, source).root.children[-1]
    assert branch.text == "Đoạn không thành mục nào"
    assert [(node.lines, node.text) for node in branch.children] == [((4, 5), f"2. {long} trước ngày 05/12.")]
    added = add(review, words_of(source, (4, 5)), (4, 5))
    assert [task.text for task in to_draft(added).tasks] == ["Rà soát", f"{long} trước ngày 05/12.", "Nộp"]
    assert tree_of(added, source).root.children[-1].text != "Đoạn không thành mục nào"


def test_items_of_which_the_reader_is_unsure_for_one_reason_are_settled_together() -> None:
    tasks = [
        {"text": f"Việc {n}", "lines": [n, n], "confidence": 0.46, "lead": "Văn phòng", "details": ["a"]}
        for n in (2, 3, 4)
    ]
    review = draft_of(tasks=tasks)
    found = doubts(review)
    assert [doubt.key for doubt in found] == ["unsure"] * 3
    assert doubts(answered(review, found[0], "Đúng cả 3 mục")) == ()


def test_what_is_doubted_of_the_head_stands_at_the_document_and_is_corrected_there() -> None:
    review = review_of(
        msgspec.convert(
            {
                "document": {"kind": "KẾ HOẠCH", "title": "x", "lines": [1, 4]},
                "warnings": [{"code": "no_number", "line": 2}],
            },
            PlanDraft,
        )
    )
    row = tree_of(review).root.children[0]
    assert (row.kind, row.text) == ("document", "Kế hoạch (chưa có số)")
    assert [child.text for child in row.children] == ["Số của văn bản để trống."]
    kept = answered(review, only(review, "no_number"), "Giữ như văn bản")
    assert doubts(kept) == ()
    named = changes.edit_document(review, number="27/KH-LĐLĐ")
    assert to_draft(named).document.number == "27/KH-LĐLĐ"
