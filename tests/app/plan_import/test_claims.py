"""Targets as plans word them: each measurable claim with its figure, comparison, horizon, base and measure (DOMAIN 2.6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan_import import claims
from app.plan_import.draft import Horizon, Target
from tests.app.plan_import.plan_texts import assert_linear, plan_texts

YEARLY = Horizon(kind="yearly")


def split(text: str, horizon: Horizon | None = None, section: str | None = None) -> tuple[Target, ...]:
    return claims.split(text, lines=(4, 5), horizon=horizon, section=section)


def shown(target: Target) -> str:
    """A claim in short: "85% at_least by 2025", "120 at_least 2021-2023", "words yearly"."""
    horizon = target.horizon
    ends = {"by": f"by {horizon.until}", "span": f"{horizon.since}-{horizon.until}", "none": ""}
    value = "" if target.value is None else f"{target.value}{'%' if target.unit == 'percent' else ''}"
    return " ".join(part for part in (value, target.comparator, ends.get(horizon.kind, horizon.kind)) if part)


CLAIMS = [
    ("Phấn đấu 100 % CĐCS đạt vững mạnh", ["100% at_least"]),
    ("Phấn đấu có từ 80% trở lên CĐCS đạt hoàn thành tốt nhiệm vụ", ["80% at_least"]),
    ("Trên 90% đoàn viên được học tập nghị quyết", ["90% more_than"]),
    ("Đạt trên 95% số CĐCS thực hiện tốt quy chế dân chủ", ["95% more_than"]),
    ("Giảm tỷ lệ đơn thư vượt cấp xuống dưới 1%", ["1% less_than"]),
    ("Không quá 5% CĐCS xếp loại không hoàn thành nhiệm vụ", ["5% at_most"]),
    ("Tối đa 10% tổng chi cho quản lý hành chính", ["10% at_most"]),
    ("Dành tối thiểu 60% kinh phí chi trực tiếp chăm lo đoàn viên", ["60% at_least"]),
    ("Hằng năm, kết nạp mới 1.500 đoàn viên, thành lập 10 CĐCS", ["1500 at_least yearly", "10 at_least yearly"]),
    ("Giai đoạn 2026 - 2030, kết nạp mới 12.500 đoàn viên", ["12500 at_least 2026-2030"]),
    ("Mỗi CĐCS giới thiệu ít nhất 01 đoàn viên ưu tú cho Đảng xem xét, bồi dưỡng, kết nạp/năm", ["1 at_least yearly"]),
    ("Đến năm 2025 đạt 70 %, năm 2030 đạt 80 %", ["70% at_least by 2025", "80% at_least by 2030"]),
    (
        "Đến năm 2025 có 70% CĐCS thu đúng, thu đủ kinh phí; đến năm 2030 có 90% CĐCS thu đúng, thu đủ kinh phí",
        ["70% at_least by 2025", "90% at_least by 2030"],
    ),
    (
        "100% CĐCS công lập, trong đó ít nhất 98% đối với ngoài công lập tổ chức hội nghị",
        ["100% at_least", "98% at_least"],
    ),
    ("Thu kinh phí công đoàn đạt 100% dự toán được giao", ["100% at_least"]),
    ("Trích nộp 25% kinh phí công đoàn lên cấp trên", ["25% equal"]),
    ("CĐCS được sử dụng 75% tổng số thu kinh phí", ["75% equal"]),
    ("100% trở lên các đơn vị có tổ chức công đoàn ký TƯLĐTT", ["100% at_least"]),
    ("Chỉ tiêu 1: Hằng năm có 95% CĐCS hoàn thành tốt nhiệm vụ trở lên", ["95% at_least yearly"]),
    ("Chỉ tiêu 2. 100% nữ đoàn viên được khám sức khỏe định kỳ ít nhất 01 lần/năm", ["100% at_least yearly"]),
    ("Hầu hết đoàn viên được tiếp cận thông tin", ["words"]),
    ("Không để xảy ra đình công trái pháp luật", ["yes"]),
    ("Thành lập được Ban nữ công ở các CĐCS có từ 10 nữ đoàn viên trở lên", ["yes"]),
    ("Tổ chức ít nhất 02 cuộc giám sát mỗi năm", ["2 at_least yearly"]),
    (
        "Mỗi năm tổ chức 03 lớp tập huấn, 02 hội thảo, 01 hội thi",
        ["3 at_least yearly", "2 at_least yearly", "1 at_least yearly"],
    ),
    (
        "Vận động ủng hộ Quỹ Mái ấm công đoàn 500 triệu đồng; hỗ trợ xây mới 05 nhà, sửa chữa 10 nhà",
        ["500 at_least", "5 at_least", "10 at_least"],
    ),
    ("Tỷ lệ đoàn viên công đoàn trên tổng số lao động đạt 98,5%", ["98.5% at_least"]),
    ("Tăng tỷ lệ CĐCS có website từ 30% lên 60%", ["60% at_least"]),
    (
        "Đến cuối nhiệm kỳ, 80% cán bộ công đoàn chuyên trách có trình độ đại học trở lên, 50% có trình độ trung cấp lý luận chính trị",
        ["80% at_least term", "50% at_least term"],
    ),
    (
        "Phấn đấu đến năm 2028: Có 55% cán bộ chủ chốt được đào tạo; 100% ủy viên UBKT được tập huấn",
        ["55% at_least by 2028", "100% at_least by 2028"],
    ),
    ("Có 02 sáng kiến cấp tỉnh trở lên mỗi năm", ["2 at_least yearly"]),
    ("Đạt từ 80-85% đoàn viên tham gia", ["80% at_least"]),
    ("Tiếp tục duy trì 100% đơn vị đạt chuẩn văn hóa", ["100% at_least"]),
    (
        "90% cán bộ công đoàn cơ sở và 70% tổ trưởng công đoàn được bồi dưỡng nghiệp vụ",
        ["90% at_least", "70% at_least"],
    ),
    ("CĐCS khu vực nhà nước đạt 90%, CĐCS ngoài nhà nước đạt 55%", ["90% at_least", "55% at_least"]),
    (
        "Phát triển đảng viên: giới thiệu 300 quần chúng ưu tú, trong đó 200 người được kết nạp",
        ["300 at_least", "200 at_least"],
    ),
    (
        "100% CĐCS có đủ điều kiện thành lập UBKT; thực hiện kiểm tra tài chính 100% đơn vị",
        ["100% at_least", "100% at_least"],
    ),
    ("Hoàn thành chỉ tiêu phát triển đoàn viên được giao.", ["yes"]),
    (
        "85% công nhân lao động được tuyên truyền, phổ biến pháp luật, 70% trở lên được học tập nâng cao trình độ.",
        ["85% at_least", "70% at_least"],
    ),
    ("Ít nhất 2/3 số CĐCS có mô hình mới", ["words"]),
    (
        "Phấn đấu trong nhiệm kỳ có ít nhất 05 tập thể, 10 cá nhân được tặng Bằng khen",
        ["5 at_least term", "10 at_least term"],
    ),
    (
        "Năm 2026 có ít nhất 20% CĐCS chuyển đổi số, năm 2027 là 50%, năm 2028 đạt 100%",
        ["20% at_least by 2026", "50% at_least by 2027", "100% at_least by 2028"],
    ),
    ("Bình quân mỗi CĐCS có 01 mô hình hay, cách làm hiệu quả", ["1 at_least"]),
    ("Tổ chức sơ kết 5 năm thực hiện Nghị quyết 02", ["yes"]),
    (
        "Hàng năm: 100% đoàn viên được tặng quà sinh nhật; 100% CĐCS có công trình chào mừng Đại hội",
        ["100% at_least yearly", "100% at_least yearly"],
    ),
    ("Số vụ ngừng việc tập thể giảm 10% so với nhiệm kỳ trước", ["10% at_least"]),
    (
        "Đảm bảo 100% CĐCS công khai tài chính. Phấn đấu 90% CĐCS sử dụng phần mềm kế toán.",
        ["100% at_least", "90% at_least"],
    ),
    ("Mức hỗ trợ xây mới là 60 triệu đồng/nhà.", ["60 at_least"]),
    ("Có ít nhất 1 (một) công trình cấp ngành", ["1 at_least"]),
    ("Trung bình mỗi quý 01 tin, bài trên Website", ["1 at_least yearly"]),
    ("100% số CĐCS doanh nghiệp có từ 25 lao động trở lên xây dựng, ký kết TƯLĐTT", ["100% at_least"]),
    ("Phấn đấu đạt và vượt 100% kế hoạch thu tài chính", ["100% at_least"]),
    ("Đạt 4/5 tiêu chí trở lên", ["yes"]),
    ("Đến năm 2030, tầm nhìn 2045: 95% người lao động là đoàn viên", ["95% at_least by 2030"]),
    (
        "Phấn đấu kết nạp mới từ 15.000 đoàn viên công đoàn trở lên và thành lập công đoàn ở 100% doanh nghiệp có từ 25 lao động trở lên.",
        ["15000 at_least", "100% at_least"],
    ),
    (
        "Hằng năm, có ít nhất 70% số doanh nghiệp ký kết thỏa ước, trong đó 60% thỏa ước đạt loại B trở lên.",
        ["70% at_least yearly", "60% at_least yearly"],
    ),
    (
        "Phấn đấu hết năm 2025, bình quân mỗi CĐCS giới thiệu ít nhất 01 đoàn viên công đoàn ưu tú cho Đảng",
        ["1 at_least by 2025"],
    ),
    (
        "100% cơ quan, trường học và hợp tác xã mở hội nghị, đối thoại; 65% trở lên nơi có công đoàn mở hội nghị.",
        ["100% at_least", "65% at_least"],
    ),
    (
        "Có trên 80% công đoàn cơ sở khu vực nhà nước và 45% công đoàn cơ sở khu vực ngoài nhà nước đạt tiêu chuẩn vững mạnh.",
        ["80% more_than", "45% more_than"],
    ),
    (
        "Thu kinh phí công đoàn đạt 90% trở lên trên tổng số phải thu, đoàn phí đạt 85%.",
        ["90% at_least", "85% at_least"],
    ),
    (
        "Phấn đấu đến năm 2023, cả nước có 12 triệu đoàn viên công đoàn, 100% doanh nghiệp có từ 25 lao động trở lên lập công đoàn.",
        ["12000000 at_least by 2023", "100% at_least by 2023"],
    ),
    ("Có 02 - 03 sáng kiến được công nhận", ["2 at_least"]),
    (
        "Tỷ lệ nữ tham gia BCH công đoàn các cấp từ 30% trở lên; nữ chủ tịch CĐCS ≥ 35%",
        ["30% at_least", "35% at_least"],
    ),
    ("Đến năm 2030 có khoảng 50% người lao động được tiếp cận", ["50% at_least by 2030"]),
    (
        "100% CBGVNV không vi phạm đạo đức nhà giáo. 98% đoàn viên đạt danh hiệu gia đình văn hóa.",
        ["100% at_least", "98% at_least"],
    ),
    ("SKKN cấp tỉnh: 03", ["3 at_least"]),
    ("Danh hiệu CSTĐ cấp cơ sở: 05 đồng chí", ["5 at_least"]),
    ("Kết nạp đảng viên: 02.", ["2 at_least"]),
    ("Số đoàn viên xuất sắc: 15/40 = 37,5%", ["37.5% at_least"]),
    ("Đoàn viên đạt danh hiệu “Giỏi việc trường, đảm việc nhà” 95% trở lên", ["95% at_least"]),
    ("Có từ 90 đến 95% đoàn viên tham gia", ["90% at_least"]),
    ("Giảm 50% số vụ TNLĐ nghiêm trọng", ["50% at_least"]),
    ("Kết nạp 1.000 - 1.200 đoàn viên", ["1000 at_least"]),
    ("Tuyên truyền cho trên 1 triệu lượt đoàn viên", ["1000000 more_than"]),
    ("thu nhập bình quân tăng 10 - 15%/năm", ["10% at_least yearly"]),
    ("Phấn đấu phát triển 1 CĐCS/năm", ["1 at_least yearly"]),
    ("kiểm tra đồng cấp ít nhất 1 lần/nhiệm kỳ", ["1 at_least term"]),
    ("hằng năm, mỗi công đoàn cấp trên cơ sở thành lập mới từ 1 đến 3 công đoàn cơ sở", ["1 at_least yearly"]),
    ("Chỉ tiêu về phát triển đoàn viên: Kết nạp mới 300 đoàn viên", ["300 at_least"]),
    ("100% đơn vị có Nghị quyết liên tịch, trong đó: 80% đơn vị loại tốt", ["100% at_least", "80% at_least"]),
    (
        "100% lao động được tuyên truyền; trên 95% đoàn viên nữ đạt danh hiệu “Hai giỏi”; 100% con đoàn viên học giỏi được thưởng",
        ["100% at_least", "95% more_than", "100% at_least"],
    ),
    (
        "Vận động 95% trở lên công nhân, viên chức, lao động tham gia; có từ 50% trở lên được khen",
        ["95% at_least", "50% at_least"],
    ),
    (
        "Hàng năm có từ 80% trở lên số CĐCS được công nhận vững mạnh (trong đó 30% vững mạnh xuất sắc), không có CĐCS yếu kém",
        ["80% at_least yearly"],
    ),
    ("Phấn đấu 100% CĐCS đạt vững mạnh, không có CĐCS yếu.", ["100% at_least"]),
    ("Duy trì thu kinh phí 2% đạt 95%, đoàn phí 1% đạt 100%", ["95% at_least", "100% at_least"]),
    ("- Phấn đấu 100%CĐCS đạt chuẩn", ["100% at_least"]),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_a_bullet_gives_each_claim_with_its_figure_comparison_and_horizon(text: str, expected: list[str]) -> None:
    assert [shown(target) for target in split(text)] == expected


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
    assert [shown(target) for target in split(text, heading)] == [expected]


def test_a_span_of_one_count_is_not_that_of_the_claim_behind_it() -> None:
    found = split(
        "Giai đoạn 2026-2028 kết nạp 90 đoàn viên, hầu hết nhóm trẻ lập được tổ công đoàn",
        Horizon(kind="by", until=2025),
    )
    assert [shown(target) for target in found] == ["90 at_least 2026-2028", "words by 2025"]


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
        ("90% trở lên", False),
        ("thu đạt 105% dự toán", False),
    ],
)
def test_a_threshold_that_cannot_be_is_flagged(text: str, odd: bool) -> None:
    assert [(warned.code, warned.line) for warned in claims.oddities(split(text))] == [("odd_threshold", 4)] * odd


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
