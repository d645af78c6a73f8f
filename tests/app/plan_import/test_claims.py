"""Targets as plans word them: each measurable claim with its figure, comparison, horizon, base and measure (DOMAIN 2.6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan_import import claims
from app.plan_import.draft import Horizon, Target
from tests.app.plan_import.plan_texts import assert_linear, claim_in_short, plan_texts

YEARLY = Horizon(kind="yearly")


def split(text: str, horizon: Horizon | None = None, section: str | None = None) -> tuple[Target, ...]:
    return claims.split(text, lines=(4, 5), horizon=horizon, section=section)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Phấn đấu 88% tổ khối phòng ban, 64% tổ khối trực thuộc được xếp loại khá trở lên.",
            ["Phấn đấu 88% tổ khối phòng ban", "64% tổ khối trực thuộc được xếp loại khá trở lên."],
        ),
        (
            "96% tổ khối mầm non và 72% trở lên tổ khối tiểu học được khen",
            ["96% tổ khối mầm non", "72% trở lên tổ khối tiểu học được khen"],
        ),
        (
            "Kết nạp 310 đoàn viên, hầu hết trường tư thục có từ 20 lao động trở lên lập được công đoàn.",
            ["Kết nạp 310 đoàn viên", "hầu hết trường tư thục có từ 20 lao động trở lên lập được công đoàn."],
        ),
        (
            "100% tổ công đoàn họp đúng lịch; ghi biên bản, lưu hồ sơ theo mẫu.",
            ["100% tổ công đoàn họp đúng lịch; ghi biên bản, lưu hồ sơ theo mẫu."],
        ),
        (
            "100% tổ công đoàn công khai thu chi; công đoàn huyện được thẩm tra sổ sách đúng hạn.",
            ["100% tổ công đoàn công khai thu chi", "công đoàn huyện được thẩm tra sổ sách đúng hạn."],
        ),
        (
            "100% đoàn viên được khám bệnh, tư vấn, nghỉ mát, tham quan (ít nhất 50% là nữ, 20% trẻ).",
            ["100% đoàn viên được khám bệnh, tư vấn, nghỉ mát, tham quan (ít nhất 50% là nữ, 20% trẻ)."],
        ),
        (
            "95% đoàn viên tham gia hội thao, trong đó có ít nhất 02 đội nữ",
            ["95% đoàn viên tham gia hội thao", "trong đó có ít nhất 02 đội nữ"],
        ),
        (
            "Đẩy mạnh phát triển đoàn viên. Phấn đấu kết nạp mới 500 đoàn viên.",
            ["Phấn đấu kết nạp mới 500 đoàn viên."],
        ),
    ],
)
def test_a_sentence_is_cut_between_claims_and_nowhere_else(text: str, parts: list[str]) -> None:
    assert [target.text for target in split(text)] == parts


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("85% đoàn viên", YEARLY, "85% at_least yearly"),
        ("85% đoàn viên đến năm 2025", YEARLY, "85% at_least by 2025"),
        ("giai đoạn 2027-2029 kết nạp 640 đoàn viên", Horizon(kind="by", until=2023), "640 at_least 2027-2029"),
        ("100% CĐCS xây dựng kế hoạch hằng năm", Horizon(kind="by", until=2028), "100% at_least by 2028"),
        ("mỗi năm kết nạp 20 đoàn viên", Horizon(kind="by", until=2028), "20 at_least yearly"),
        ("100% CĐCS tổ chức đối thoại ít nhất 01 lần/năm", Horizon(kind="by", until=2028), "100% at_least yearly"),
        ("100% CĐCS học tập Nghị quyết giai đoạn 2021-2030", YEARLY, "100% at_least yearly"),
        ("80% đơn vị hưởng ứng phong trào “Thi đua giai đoạn 2020-2025”", YEARLY, "80% at_least yearly"),
        ("hầu hết đoàn viên được thăm hỏi", YEARLY, "words yearly"),
    ],
)
def test_a_claim_has_its_own_horizon_else_that_of_the_heading(text: str, heading: Horizon, expected: str) -> None:
    assert [claim_in_short(target) for target in split(text, heading)] == [expected]


def test_a_span_of_one_count_is_not_that_of_the_claim_behind_it() -> None:
    found = split(
        "Giai đoạn 2026-2028 kết nạp 90 đoàn viên, hầu hết nhóm trẻ lập được tổ công đoàn",
        Horizon(kind="by", until=2025),
    )
    assert [claim_in_short(target) for target in found] == ["90 at_least 2026-2028", "words by 2025"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("85% trở lên đoàn viên được học tập", "đoàn viên"),
        ("ít nhất 45% số đơn thư của đoàn viên được trả lời đúng hạn", "số đơn thư của đoàn viên"),
        ("thu đạt 93% trở lên so với dự toán quỹ xã hội của huyện.", "dự toán quỹ xã hội của huyện"),
        ("kết nạp 20 đoàn viên", None),
    ],
)
def test_what_a_share_is_taken_of_is_told(text: str, base: str | None) -> None:
    assert [target.base for target in split(text)] == [base]


def test_a_claim_keeps_its_place_its_sentence_and_its_section() -> None:
    (target,) = split("Chỉ tiêu 3: Có 85% đoàn viên được tập huấn ít nhất 01 lần/ năm", section="Chỉ tiêu hằng năm")
    assert (target.lines, target.section, target.frequency) == ([4, 5], "Chỉ tiêu hằng năm", "01 lần/năm")
    assert target.text == target.text_full == "Có 85% đoàn viên được tập huấn ít nhất 01 lần/ năm"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Giai đoạn 2024-2026 kết nạp được 75 đoàn viên", "Giai đoạn 2024-2028 kết nạp được 140 đoàn viên Công đoàn"),
        ("Phấn đấu có 90% trở lên số đơn vị ký kết Thỏa ước lao động tập thể", "99% đơn vị ký kết được TƯLĐTT"),
        ("Đến năm 2025, 70% CĐCS có website", "Phấn đấu đến năm 2030 có ít nhất 90% số công đoàn cơ sở có website."),
    ],
)
def test_claims_on_the_same_thing_at_different_horizons_get_one_measure(one: str, other: str) -> None:
    joined = claims.join_measures([*split(one), *split(other)])
    assert len(joined) == 2
    assert len({target.measure for target in joined}) == 1
    assert joined[0].measure


def test_a_second_year_in_one_sentence_measures_the_same() -> None:
    joined = claims.join_measures(split("Năm 2026 có 20% CĐCS chuyển đổi số, năm 2027 là 50%, năm 2028 đạt 100%"))
    assert len({target.measure for target in joined}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100% đơn vị công lập tổ chức hội nghị", "95% đơn vị ngoài công lập tổ chức hội nghị"),
        ("100% đoàn viên được tặng quà", "100% nữ đoàn viên được tặng quà"),
        ("kết nạp 120 đoàn viên", "85% đoàn viên được kết nạp"),
        ("90% CĐCS thu đúng kinh phí", "90% CĐCS có website"),
    ],
)
def test_claims_on_different_things_keep_their_own_measures(one: str, other: str) -> None:
    joined = claims.join_measures([*split(one), *split(other)])
    assert len({target.measure for target in joined}) == 2


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("100% trở lên số tổ ký giao ước", True),
        ("100 % số đơn vị trở lên ký kết", True),
        ("trên 100% đoàn viên tham gia", True),
        ("100% đơn vị đạt loại tốt trở lên so với năm trước được khen", False),
        ("100% CĐCS đạt loại khá trở lên", False),
        ("90% trở lên", False),
        ("thu đạt 105% dự toán", False),
    ],
)
def test_a_threshold_that_cannot_be_is_flagged(text: str, odd: bool) -> None:
    assert [(warned.code, warned.line) for warned in claims.oddities(split(text))] == [("odd_threshold", 4)] * odd


def test_a_share_that_is_to_be_lower_later_is_flagged() -> None:
    stated = [
        *split("100% đơn vị ký thỏa ước", Horizon(kind="by", until=2023)),
        *split("80% đơn vị ký thỏa ước", Horizon(kind="by", until=2025)),
        *split("85% đơn vị ký thỏa ước", Horizon(kind="by", until=2030)),
        *split("70% CĐCS có website", Horizon(kind="by", until=2025)),
        *split("60% đoàn viên nữ được khám", Horizon(kind="by", until=2030)),
    ]
    assert [warned.code for warned in claims.oddities(claims.join_measures(stated))] == ["falling_target"]


@given(plan_texts(), st.sampled_from([None, YEARLY, Horizon(kind="by", until=2025)]))
def test_claims_are_parts_of_the_bullet_in_its_order(text: str, heading: Horizon | None) -> None:
    behind = 0
    for target in claims.join_measures(split(text, heading)):
        assert target.text
        assert target.text_full is not None
        assert target.text in target.text_full
        place = text.find(target.text, behind)
        assert place >= behind
        behind = place + len(target.text)


@pytest.mark.parametrize(
    "unit",
    [
        "90% a, ",
        "90% a; ",
        "đến năm 2025, ",
        "100% ",
        ", ",
        " ",
        "(",
        "“",
        "và ",
        "A. ",
        "kết nạp 5 a, ",
        "từ 5 a trở lên ",
        "công đoàn cơ sở ",
    ],
)
def test_splitting_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert_linear(lambda text: claims.join_measures(split(text)), unit)
