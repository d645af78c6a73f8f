"""Plans as they are found: on web pages with a title above the letterhead, with wrapped names, with words for numbers (DOMAIN 5.2, 5.3)."""

from datetime import date

import pytest

from app.plan_import.labels import split_label
from app.plan_import.responsible import listed
from app.plan_import.vocabulary import standard
from tests.app.plan_import.documents import draft_of, in_organisation, with_body

PAGE = """\
KẾ HOẠCH HOẠT ĐỘNG CÔNG TÁC CÔNG ĐOÀN NĂM HỌC 2020 - 2021
Thứ ba - 22/09/2020 08:15

CÔNG ĐOÀN GIÁO DỤC HUYỆN MẪU
CĐCS TRƯỜNG TIỂU HỌC MẪU ĐÔNG
----------
Số:   39/KH-CĐMĐ
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
-----------------------------------
Mẫu Đông, ngày 15 tháng 9 năm 2020

 KẾ HOẠCH

Hoạt động công tác công đoàn

Năm học 2020 – 2021

--------

          - Căn cứ điều lệ Công đoàn Việt Nam;
- Căn cứ tình hình thực tế của Công đoàn trường,

Ban chấp hành Công đoàn trường xây dựng Kế hoạch như sau:

I -  NHIỆM VỤ TRỌNG TÂM.
1. Làm tốt công tác tuyên truyền, vận động đoàn viên.
"""


def test_a_page_that_says_the_title_above_the_letterhead_is_read_from_the_letterhead_on() -> None:
    draft = draft_of(PAGE)
    assert draft.document.title == "Hoạt động công tác công đoàn Năm học 2020 – 2021"
    assert draft.document.issuer == "CĐCS TRƯỜNG TIỂU HỌC MẪU ĐÔNG"
    assert (draft.document.number, draft.document.issued_on) == ("39/KH-CĐMĐ", date(2020, 9, 15))


def test_bullets_that_say_what_the_plan_rests_on_are_no_tasks() -> None:
    assert [task.text for task in draft_of(PAGE).tasks] == ["Làm tốt công tác tuyên truyền, vận động đoàn viên."]


def test_a_title_in_capitals_goes_on_with_a_line_in_small_letters_behind_a_blank_one() -> None:
    draft = draft_of(
        "BAN CHẤP HÀNH TRUNG ƯƠNG\n***\nSố: 26 -CTr/TWĐTN-VP\nĐOÀN TNCS HỒ CHÍ MINH\n\nHà Nội, ngày 19 tháng 5 năm 2021\n\n"
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\n\nCỦA ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH\n\n"
        "thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng\n\n————\n\n"
        "Ban Chấp hành ban hành Chương trình, cụ thể như sau:\n\nI. NHIỆM VỤ\n- Tổ chức hội nghị trực tuyến toàn quốc.\n"
    )
    assert draft.document.title is not None
    assert draft.document.title.endswith("thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng")
    assert "unsure_role" not in {warning.code for warning in draft.warnings}


@pytest.mark.parametrize(
    ("text", "value"),
    [("Một là, chăm lo đời sống.", 1), ("Bốn là: phát triển đoàn viên.", 4), ("Thứ hai, đổi mới nội dung.", 2)],
)
def test_numbers_in_words_are_marks(text: str, value: int) -> None:
    label, rest = split_label(text, standard())
    assert label is not None
    assert (label.family, label.value) == ("ordinal", value)
    assert rest[0].islower()


@pytest.mark.parametrize("text", ["Hai bên thống nhất phối hợp.", "Năm 2025, tổ chức hội thi.", "Thứ Hai, ngày 05/8"])
def test_words_that_only_look_like_numbers_are_no_marks(text: str) -> None:
    assert split_label(text, standard())[0] is None


def test_tasks_counted_in_words_are_tasks() -> None:
    draft = with_body("""
        II. NỘI DUNG THI ĐUA
        Một là, thi đua thực hiện tốt quy tắc ứng xử trong cơ quan.
        Hai là, đẩy mạnh phong trào lao động sáng tạo.
        """)
    assert [task.text for task in draft.tasks] == [
        "thi đua thực hiện tốt quy tắc ứng xử trong cơ quan.",
        "đẩy mạnh phong trào lao động sáng tạo.",
    ]


def test_a_title_in_capitals_that_is_broken_over_two_lines_is_one() -> None:
    draft = with_body("""
        II. NHIỆM VỤ
        VÀ GIẢI PHÁP
        - Rà soát, sửa đổi các quy chế.
        III. KINH PHÍ
        THỰC HIỆN
        Kinh phí thực hiện từ nguồn tài chính công đoàn theo phân cấp.
        """)
    assert [(task.text, task.group) for task in draft.tasks] == [
        ("Rà soát, sửa đổi các quy chế.", "NHIỆM VỤ VÀ GIẢI PHÁP")
    ]


def test_a_list_of_months_may_go_over_new_year() -> None:
    draft = with_body("""
        II. KẾ HOẠCH CỤ THỂ
        * Tháng 12 + tháng 01/2021:
        - Sơ kết học kỳ I; kiểm tra tài chính công đoàn.
        """)
    assert [(task.start, task.end) for task in draft.tasks] == [(date(2020, 12, 1), date(2021, 1, 31))]


def test_a_plain_line_that_names_a_body_before_a_colon_heads_the_paragraph_below() -> None:
    draft = in_organisation("""
        Văn phòng Công đoàn ngành:
        Tham mưu tổ chức lễ phát động; tổng hợp đăng ký của các đơn vị.
        Công đoàn cơ sở:
        Phát động thi đua đến từng đoàn viên.
        """)
    assert [(duty.body, duty.texts) for duty in draft.duties] == [
        ("Văn phòng Công đoàn ngành", ["Tham mưu tổ chức lễ phát động; tổng hợp đăng ký của các đơn vị."]),
        ("Công đoàn cơ sở", ["Phát động thi đua đến từng đoàn viên."]),
    ]


def test_what_a_month_plan_says_of_the_month_before_is_no_task() -> None:
    draft = with_body("""
        I. Đánh giá công tác hoạt động Công đoàn tháng 04/2020:
        - Tiếp tục tuyên truyền, vận động đoàn viên nêu cao tinh thần dân chủ.
        II. Kế hoạch hoạt động Công Đoàn tháng 5/2020
        - Thăm hỏi đoàn viên ốm đau, gia đình khó khăn.
        """)
    assert [task.text for task in draft.tasks] == ["Thăm hỏi đoàn viên ốm đau, gia đình khó khăn."]


def test_a_heading_that_begins_with_chi_tieu_holds_targets_whatever_they_are_about() -> None:
    draft = with_body("""
        II. MỤC TIÊU, NHIỆM VỤ NĂM 2023
        1. Chỉ tiêu xây dựng tổ chức công đoàn
        - Kết nạp 05 đoàn viên mới trở lên.
        """)
    assert [(str(target.value), target.comparator) for target in draft.targets] == [("5", "at_least")]
    assert draft.tasks == []


def test_the_line_a_scan_or_page_draws_says_nothing() -> None:
    draft = with_body("""
        II. NHIỆM VỤ
        - Tổ chức hội nghị triển khai.
        |
        ————
        - Sơ kết việc thực hiện kế hoạch.
        """)
    assert [task.text for task in draft.tasks] == ["Tổ chức hội nghị triển khai.", "Sơ kết việc thực hiện kế hoạch."]


CUT = """\
ỦY
BAN NHÂN DÂN
TỈNH MẪU
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
220/KH-UBND
|
Cần
Mẫu, ngày 26 tháng 10
năm 2022
|
KẾ HOẠCH
TRIỂN KHAI THỰC HIỆN ĐỀ ÁN TRÊN ĐỊA BÀN TỈNH MẪU
Thực hiện Quyết định số 131/QĐ-TTg
ngày 25 tháng 01 năm 2022 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. NHIỆM VỤ
- Tổ chức quán triệt, phổ biến các văn bản.
"""


def test_names_that_a_page_cut_behind_the_first_word_are_whole() -> None:
    document = draft_of(CUT).document
    assert (document.issuer, document.number) == ("ỦY BAN NHÂN DÂN TỈNH MẪU", "220/KH-UBND")
    assert (document.place, document.issued_on) == ("Cần Mẫu", date(2022, 10, 26))


def test_names_that_a_page_cut_are_whole_with_blank_lines_between_too() -> None:
    document = draft_of(CUT.replace("\n", "\n\n")).document
    assert (document.issuer, document.number) == ("ỦY BAN NHÂN DÂN TỈNH MẪU", "220/KH-UBND")


def test_the_symbol_says_the_type_where_its_line_is_lost() -> None:
    document = draft_of(
        "ỦY BAN NHÂN DÂN\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\nSố: 186/KH-UBND |\nMẫu, ngày 30 tháng 9 năm 2022 |\n"
        "THỰC HIỆN NGHỊ QUYẾT SỐ 96/NQ-CP NGÀY 01/8/2022 CỦA CHÍNH PHỦ\n"
        "Thực hiện Nghị quyết số 96/NQ-CP ngày 01/8/2022 của Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n"
        "I. NHIỆM VỤ\n- Tổ chức quán triệt nghị quyết.\n"
    ).document
    assert (document.kind, document.number) == ("KẾ HOẠCH", "186/KH-UBND")
    assert document.title == "THỰC HIỆN NGHỊ QUYẾT SỐ 96/NQ-CP NGÀY 01/8/2022 CỦA CHÍNH PHỦ"


def test_a_day_with_gaps_on_both_sides_is_a_day() -> None:
    document = draft_of(
        "CĐCS TRƯỜNG MẪU\nSố:  26  -CTr/CĐ\nMẫu, ngày   19    tháng 5 năm 2021\nCHƯƠNG TRÌNH\nCông tác năm 2021"
    )
    assert document.document.issued_on == date(2021, 5, 19)


def test_two_unions_on_one_line_are_the_issuer_and_the_level_above() -> None:
    document = draft_of("LIÊN ĐOÀN LAO ĐỘNG TP MẪU CĐCS MẦM NON II\n|\nKẾ HOẠCH HOẠT ĐỘNG\nTháng 6/2022").document
    assert (document.issuer, document.parent_issuer) == ("CĐCS MẦM NON II", "LIÊN ĐOÀN LAO ĐỘNG TP MẪU")


def test_a_sentence_that_only_closes_the_plan_is_nobodys_duty() -> None:
    draft = in_organisation("""
        1. Công đoàn cơ sở
        Phát động thi đua đến từng đoàn viên.
        Kế hoạch này được phổ biến đến toàn thể đoàn viên./.
        """)
    assert [duty.texts for duty in draft.duties] == [["Phát động thi đua đến từng đoàn viên."]]


def test_a_line_that_says_whom_the_list_names_leaves_the_duties_to_those_named() -> None:
    draft = in_organisation("""
        1. Các cơ quan, đơn vị sau đây chịu trách nhiệm tổ chức thực hiện Kế hoạch:
        a) Sở Nội vụ tham mưu tổ chức triển khai Kế hoạch.
        b) Ban Tài chính bố trí kinh phí thực hiện.
        """)
    assert [duty.body for duty in draft.duties] == ["Sở Nội vụ", "Ban Tài chính"]


def test_a_schedule_parted_in_stages_is_a_step_of_its_own_too() -> None:
    draft = with_body("""
        I. THỜI GIAN, ĐỊA ĐIỂM
        Từ ngày 10/3/2026 đến ngày 30/9/2026, chia làm 02 đợt:
        Đợt 1: từ 10/3/2026 đến 31/5/2026.
        Đợt 2: từ 01/6/2026 đến 30/9/2026.
        II. NỘI DUNG
        - Tổ chức hội thi.
        """)
    assert [(step.start, step.end) for step in draft.milestones] == [
        (date(2026, 3, 10), date(2026, 9, 30)),
        (date(2026, 3, 10), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2026, 9, 30)),
    ]


def test_a_plain_sentence_of_a_schedule_that_begins_with_a_time_is_a_step() -> None:
    draft = with_body("""
        I. THỜI GIAN THỰC HIỆN
        Từ tháng 3 đến tháng 9 năm 2026, theo điều kiện của từng đơn vị.
        Thời gian cụ thể sẽ có thông báo sau.
        II. NỘI DUNG
        - Tổ chức hội thi.
        """)
    assert [(step.start, step.end) for step in draft.milestones] == [(date(2026, 3, 1), date(2026, 9, 30))]


def test_a_duty_named_by_its_topic_is_given_to_who_has_it() -> None:
    draft = in_organisation("1. Chế độ báo cáo: Các CĐCS gửi báo cáo về Ban Tổ chức trước ngày 20/12/2026.")
    assert [duty.body for duty in draft.duties] == ["Các CĐCS"]


def test_a_numbered_closing_sentence_is_no_riddle() -> None:
    draft = in_organisation("""
        1. Các CĐCS xây dựng kế hoạch thực hiện.
        2. Trong quá trình thực hiện nếu có khó khăn, vướng mắc đề nghị phản ánh về LĐLĐ tỉnh.
        """)
    assert "unsure_role" not in {warning.code for warning in draft.warnings}


def test_a_bullet_behind_a_hyphen_at_the_edge_of_the_paper_is_no_item() -> None:
    line = "- Xây dựng cơ sở y tế văn minh, thân thiện với người bệnh và cộng đồng dân cư trên địa bàn tỉnh xanh"
    body = "\n".join(
        [
            "I. NHIỆM VỤ",
            *[
                f"- {'Thực hiện tốt quy chế phối hợp giữa công đoàn và chuyên môn ' * 2}.".replace(" .", ".")[:98] + "."
                for _ in range(12)
            ],
            line,
            "- sạch - đẹp.",
        ]
    )
    assert (
        draft_of("KẾ HOẠCH\nCông tác năm 2026\n\n" + body)
        .tasks[-1]
        .text.endswith("trên địa bàn tỉnh xanh - sạch - đẹp.")
    )


def test_headings_without_marks_below_the_schedule_keep_their_own_part() -> None:
    draft = with_body("""
        Thời gian
        Đợt 1: từ 10/3/2026 đến 31/5/2026.
        Nội dung thi đua
        Một là, thi đua thực hiện tốt quy tắc ứng xử trong cơ quan.
        Hai là, đẩy mạnh phong trào lao động sáng tạo.
        """)
    assert len(draft.tasks) == 2
    assert len(draft.milestones) == 1


def test_people_with_a_capital_behind_va_belong_to_the_name() -> None:
    words = standard()
    assert listed("Cục Nhà giáo và Cán bộ quản lý", words) == ["Cục Nhà giáo và Cán bộ quản lý"]
    assert listed("Ban Tổ chức và cán bộ công đoàn", words) == ["Ban Tổ chức", "cán bộ công đoàn"]
