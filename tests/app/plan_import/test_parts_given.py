"""Which parts of a plan a ban is given."""

import pytest

from app.plan_import.parts_given import only_leads, parts, stands_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo dõi các nhiệm vụ tại điểm 1 và điểm 6 mục III.", (("III", "1"), ("III", "6"))),
        ("phụ trách khoản 1, 2 và 3 Mục II", (("II", "1"), ("II", "2"), ("II", "3"))),
        ("chủ trì các nội dung tại mục III và mục IV", (("III", ""), ("IV", ""))),
        ("thực hiện điểm a khoản 2", (("2", "a"),)),
        ("theo dõi điểm 1.2 mục III; đôn đốc mục V", (("III", "1.2"), ("V", ""))),
        ("thực hiện điểm 3 trong năm", ()),
        ("đạt mục tiêu đề ra, phần lớn đơn vị", ()),
    ],
)
def test_parts_are_read_with_the_part_they_stand_in(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert parts(text) == expected


def test_an_item_stands_in_a_part_by_its_labels_in_order() -> None:
    assert stands_in(["III.", "1.", "1.2"], [("III", "1")])
    assert stands_in(["III", "6", "-"], [("III", "1"), ("III", "6")])
    assert not stands_in(["II", "1"], [("III", "1")])
    assert not stands_in(["1", "III"], [("III", "1")])


def test_a_duty_that_says_only_who_leads_is_told_from_one_that_says_what_to_do() -> None:
    body = "Ban Tổ chức"
    assert only_leads(body, "Ban Tổ chức chủ trì tham mưu, theo dõi các nhiệm vụ tại điểm 4 mục III.")
    assert not only_leads(body, "Ban Tổ chức bảo đảm kinh phí, chủ trì nhiệm vụ thu tại điểm 7 mục III.")
