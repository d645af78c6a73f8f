"""Who is told to do what, the programmes given to bans, recipients and signer."""

import pytest

from app.plan_import.responsible import body_at_start, names_body
from app.plan_import.vocabulary import standard
from tests.app.plan_import.documents import draft_of, in_organisation, with_body


def told(body: str) -> list[tuple[str, list[str]]]:
    return [(duty.body, duty.texts) for duty in in_organisation(body).duties]


def test_headings_that_name_bodies_hold_their_duties() -> None:
    assert told("""
        1. Liên đoàn Lao động tỉnh
        - Thành lập Ban chỉ đạo.
        - Kiểm tra, giám sát.
        2. Đối với công đoàn cơ sở
        Xây dựng kế hoạch phù hợp.
        """) == [
        ("Liên đoàn Lao động tỉnh", ["Thành lập Ban chỉ đạo.", "Kiểm tra, giám sát."]),
        ("công đoàn cơ sở", ["Xây dựng kế hoạch phù hợp."]),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ban Tuyên giáo và Nữ công trực tiếp triển khai, theo dõi.", "Ban Tuyên giáo và Nữ công"),
        ("Ban Tổ chức tổ chức hội nghị sơ kết.", "Ban Tổ chức"),
        ("Văn phòng và các ban triển khai theo chức năng nhiệm vụ.", "Văn phòng và các ban"),
        ("Giao Ban Tài chính bố trí kinh phí.", "Ban Tài chính"),
        ("Phân công Ban Nữ công theo dõi.", "Ban Nữ công"),
        ("Ban Chấp hành giao cho Thường trực chỉ đạo các ban.", "Thường trực"),
        ("Trong quá trình thực hiện, CĐGD các tỉnh thường xuyên kiểm tra.", "CĐGD các tỉnh"),
        ("CĐGD các tỉnh, các đơn vị trực thuộc xây dựng kế hoạch.", "CĐGD các tỉnh, các đơn vị trực thuộc"),
        ("Uỷ ban Kiểm tra giám sát việc thực hiện.", "Uỷ ban Kiểm tra"),
        ("Ban Tổ chức (cơ quan thường trực) tổng hợp báo cáo.", "Ban Tổ chức (cơ quan thường trực)"),
        ("Đề nghị cấp ủy các cấp quan tâm chỉ đạo.", "cấp ủy các cấp"),
    ],
)
def test_a_sentence_says_whom_it_tells(text: str, body: str) -> None:
    found = body_at_start(text, standard())
    assert found is not None
    assert found[0] == body


@pytest.mark.parametrize(
    "text", ["Tổ chức hội nghị sơ kết.", "Nội dung được phổ biến rộng rãi.", "Xây dựng kế hoạch năm."]
)
def test_a_sentence_that_names_nobody_is_told_and_given_to_nobody(text: str) -> None:
    draft = in_organisation(f"- {text}")
    assert draft.duties == []
    assert [(w.code, w.line) for w in draft.warnings] == [("unsure_role", 15)]


def test_only_names_are_bodies_of_headings() -> None:
    words = standard()
    assert names_body("Đối với CĐGD các tỉnh/ thành phố", words) == "CĐGD các tỉnh/ thành phố"
    assert names_body("Công đoàn cấp trên trực tiếp cơ sở:", words) == "Công đoàn cấp trên trực tiếp cơ sở"
    assert names_body("Tăng cường công tác tuyên truyền", words) is None
    assert names_body("Công đoàn cơ sở tổ chức hội nghị", words) is None


def test_bans_told_inside_the_list_of_their_office_have_duties_of_their_own() -> None:
    assert told("""
        1. Các ban Liên đoàn Lao động tỉnh:
        - Ban Tổ chức: theo dõi, đôn đốc thực hiện kế hoạch.
        - Văn phòng bố trí kinh phí thực hiện.
        """) == [
        ("Ban Tổ chức", ["theo dõi, đôn đốc thực hiện kế hoạch."]),
        ("Văn phòng", ["Văn phòng bố trí kinh phí thực hiện."]),
    ]


def test_programmes_given_to_bans_have_them_as_lead() -> None:
    draft = with_body("""
        I. NHIỆM VỤ
        - Ban hành các chương trình sau:
        + Chương trình 1: Tuyên truyền.
        + Chương trình 2: Chăm lo đời sống.
        + Chương trình 3: Phát triển đoàn viên.
        II. TỔ CHỨC THỰC HIỆN
        - Ban Tuyên giáo trực tiếp triển khai chương trình 1 và chương trình 3;
        - Ban Chính sách làm đầu mối Chương trình số 2.
        """)
    assert [(one.number, one.title, one.lead) for one in draft.programmes] == [
        ("1", "Tuyên truyền", "Ban Tuyên giáo"),
        ("2", "Chăm lo đời sống", "Ban Chính sách"),
        ("3", "Phát triển đoàn viên", "Ban Tuyên giáo"),
    ]
    assert [duty.programmes for duty in draft.duties] == [["1", "3"], ["2"]]
    assert [task.details for task in draft.tasks] == [[]]


def test_a_plan_that_lists_no_programmes_is_one() -> None:
    draft = in_organisation("- Văn phòng theo dõi.")
    assert [(one.number, one.title) for one in draft.programmes] == [(None, "Công tác năm 2026")]


def test_the_closing_sentence_gives_nobody_anything_to_do() -> None:
    body = "- Văn phòng theo dõi, tổng hợp.\nTrên đây là kế hoạch, đề nghị các công đoàn cơ sở thực hiện./."
    assert told(body) == [("Văn phòng", ["Văn phòng theo dõi, tổng hợp."])]


ENDS = {
    "one after the other": "Nơi nhận:\n- Thường trực Tỉnh ủy (b/c);\n- Lưu: VT.\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nNguyễn Thị Mai\n",
    "signature first": "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n(Đã ký)\nNguyễn Thị Mai\nNơi nhận:\n- Thường trực Tỉnh ủy (b/c);\n- Lưu: VT.\n",
    "side by side": (
        "Nơi nhận:                        TM. BAN THƯỜNG VỤ\n- Thường trực Tỉnh ủy (b/c);        CHỦ TỊCH\n"
        "- Lưu: VT.\n                                 Nguyễn Thị Mai\n"
    ),
    "parted by bars": "| Nơi nhận: | TM. BAN THƯỜNG VỤ |\n| - Thường trực Tỉnh ủy (b/c); | CHỦ TỊCH |\n| - Lưu: VT. | Nguyễn Thị Mai |\n",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_recipients_and_signer_are_found_however_they_stand(end: str) -> None:
    draft = draft_of(f"KẾ HOẠCH\nCông tác nữ công\n\nI. NHIỆM VỤ\n- Tọa đàm./.\n\n{end}")
    assert [one.text for one in draft.recipients] == ["Thường trực Tỉnh ủy (b/c)", "Lưu: VT"]
    assert draft.document.signer == "Nguyễn Thị Mai"
    assert [task.text for task in draft.tasks] == ["Tọa đàm./."]


def test_the_bare_name_of_a_unit_signs_for_no_person() -> None:
    draft = draft_of(
        "KẾ HOẠCH\nCông tác\n\nI. NHIỆM VỤ\n- Tọa đàm./.\n\n**BAN CHẤP HÀNH\nCÔNG ĐOÀN GIÁO DỤC TỈNH MẪU**"
    )
    assert (draft.document.signer, draft.document.issuer) == (None, "CÔNG ĐOÀN GIÁO DỤC TỈNH MẪU")
    assert len(draft.tasks) == 1


def test_programmes_counted_in_words_are_given_by_them() -> None:
    draft = with_body("""
        I. NHIỆM VỤ
        Chương trình thứ nhất: Tuyên truyền giáo dục
        - Mở lớp.
        Chương trình thứ hai: Chăm lo đời sống
        - Vận động quỹ.
        II. PHÂN CÔNG
        - Chương trình thứ hai do Ban Chính sách phụ trách.
        """)
    assert [(one.number, one.title, one.lead) for one in draft.programmes] == [
        ("1", "Tuyên truyền giáo dục", None),
        ("2", "Chăm lo đời sống", "Ban Chính sách"),
    ]


def test_a_heading_may_tell_several_bodies_in_one_paragraph() -> None:
    assert told("""
        1. Các sở, ban, ngành tỉnh; UBND các huyện
        Căn cứ chức năng, nhiệm vụ xây dựng kế hoạch.
        2. Đề nghị Ủy ban MTTQ Việt Nam tỉnh
        Tham gia tổ chức triển khai.
        """) == [
        ("Các sở, ban, ngành tỉnh; UBND các huyện", ["Căn cứ chức năng, nhiệm vụ xây dựng kế hoạch."]),
        ("Ủy ban MTTQ Việt Nam tỉnh", ["Tham gia tổ chức triển khai."]),
    ]


def test_a_body_no_list_knows_is_taken_from_before_the_verb_and_is_less_sure() -> None:
    draft = in_organisation("- Tổ tư vấn pháp luật tiếp nhận, giải đáp thắc mắc.")
    assert [(duty.body, duty.texts) for duty in draft.duties] == [
        ("Tổ tư vấn pháp luật", ["Tổ tư vấn pháp luật tiếp nhận, giải đáp thắc mắc."])
    ]


def test_a_short_heading_over_a_list_is_the_body_though_it_holds_a_verb() -> None:
    assert told("1. CĐCS được kiểm tra\n- Chuẩn bị báo cáo, hồ sơ.") == [
        ("CĐCS được kiểm tra", ["Chuẩn bị báo cáo, hồ sơ."])
    ]
