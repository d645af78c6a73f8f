"""The head of a document in every arrangement that files have (DOMAIN 5.3)."""

from datetime import date

import pytest

from tests.app.plan_import.documents import draft_of

BODY = """

Căn cứ Kế hoạch số 77/KH-TLĐ ngày 01/02/2020 của Tổng Liên đoàn;
I. NHIỆM VỤ
- Tổ chức hội thi cán bộ công đoàn giỏi.
"""

COLUMNS = """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU
CÔNG ĐOÀN NGÀNH GIÁO DỤC
Số: 12/KH-CĐN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thượng Mẫu, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tổ chức hội thi năm 2021"""

ARRANGEMENTS = {
    "left column, then right": COLUMNS,
    "line by line": """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CÔNG ĐOÀN NGÀNH GIÁO DỤC
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-CĐN
Thượng Mẫu, ngày 05 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức hội thi năm 2021""",
    "side by side, the country on two lines": """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH         CỘNG HÒA XÃ HỘI CHỦ NGHĨA
MẪU                             VIỆT NAM
CÔNG ĐOÀN NGÀNH                 Độc lập - Tự do - Hạnh phúc
GIÁO DỤC
Số: 12/KH-CĐN                   Thượng Mẫu, ngày 05 tháng 3 năm 2021
                      KẾ HOẠCH
               Tổ chức hội thi năm 2021""",
    "side by side": """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 CÔNG ĐOÀN NGÀNH GIÁO DỤC                Độc lập - Tự do - Hạnh phúc
      Số: 12 /KH-CĐN                Thượng Mẫu, ngày 05 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức hội thi năm 2021""",
    "parted by bars": """\
| LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| CÔNG ĐOÀN NGÀNH GIÁO DỤC | Độc lập – Tự do – Hạnh phúc |
| Số: 12/KH-CĐN | Thượng Mẫu, ngày 05 tháng 3 năm 2021 |
KẾ HOẠCH
Tổ chức hội thi năm 2021""",
    "bars on lines of their own, wrapped": """\
LIÊN ĐOÀN LAO ĐỘNG
TỈNH MẪU
|
CÔNG ĐOÀN NGÀNH GIÁO DỤC
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 12/KH-CĐN
|
Thượng Mẫu, ngày 05
tháng 3 năm 2021
|
KẾ HOẠCH
Tổ chức hội thi
năm 2021""",
    "all on one line": """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU CÔNG ĐOÀN NGÀNH GIÁO DỤC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc \
Số: 12/KH-CĐN Thượng Mẫu, ngày 5 tháng 3 năm 2021 KẾ HOẠCH Tổ chức hội thi năm 2021""",
    "behind junk of a site": "Trang chủ\nVăn bản mới\n~ . ,\n" + COLUMNS,
    "right column below the title": """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU
CÔNG ĐOÀN NGÀNH GIÁO DỤC
Số: 12/KH-CĐN
KẾ HOẠCH
Tổ chức hội thi năm 2021
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thượng Mẫu, ngày 05 tháng 3 năm 2021""",
}


@pytest.mark.parametrize("head", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_the_head_is_the_same_in_every_arrangement(head: str) -> None:
    document = draft_of(head + BODY).document
    assert (document.kind, document.title) == ("KẾ HOẠCH", "Tổ chức hội thi năm 2021")
    assert (document.number, document.symbol) == ("12/KH-CĐN", "KH-CĐN")
    assert (document.place, document.issued_on) == ("Thượng Mẫu", date(2021, 3, 5))
    assert (document.issuer, document.parent_issuer) == ("CÔNG ĐOÀN NGÀNH GIÁO DỤC", "LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU")


def test_a_document_without_a_head_is_not_given_one_from_what_it_cites() -> None:
    draft = draft_of(BODY)
    document = draft.document
    assert (document.number, document.issued_on, document.place, document.kind) == (None, None, None, None)
    assert [warning.code for warning in draft.warnings] == ["no_head"]
    assert [reference.number for reference in draft.references] == ["77/KH-TLĐ"]


def test_number_and_day_left_blank_stay_blank_and_are_told() -> None:
    head = """\
        CÔNG ĐOÀN PHƯỜNG MẪU ĐÔNG
        Số:      /KH-CĐP
        DỰ THẢO
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Mẫu Đông, ngày      tháng      năm 2026
        KẾ HOẠCH
        Phát triển đoàn viên
        """
    draft = draft_of(head)
    document = draft.document
    assert (document.number, document.symbol, document.issued_on, document.place) == (None, "KH-CĐP", None, "Mẫu Đông")
    assert {"draft", "no_number"} <= {warning.code for warning in draft.warnings}


def test_a_programme_issued_under_a_decision_says_which_and_has_no_number_of_its_own() -> None:
    head = """\
        CÔNG ĐOÀN GIÁO DỤC VIỆT NAM

        Chương trình 2
        NÂNG CAO NĂNG LỰC CÁN BỘ CÔNG ĐOÀN
        TRONG TÌNH HÌNH MỚI

        (Ban hành kèm theo Quyết định số: 48/QĐ-CĐN ngày 12 tháng 9
        năm 2024 của Công đoàn Giáo dục Việt Nam)
        """
    draft = draft_of(head + BODY)
    under = draft.document.issued_under
    assert under is not None
    assert (under.number, under.issued_on) == ("48/QĐ-CĐN", date(2024, 9, 12))
    assert draft.document.number is None
    programme = draft.programmes[0]
    assert (programme.number, programme.title) == ("2", "NÂNG CAO NĂNG LỰC CÁN BỘ CÔNG ĐOÀN TRONG TÌNH HÌNH MỚI")


def test_a_decision_in_front_of_the_plan_it_issues_is_not_the_plan() -> None:
    decision = """\
        LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU
        Số: 48/QĐ-LĐLĐ
        Mẫu, ngày 12 tháng 9 năm 2024
        QUYẾT ĐỊNH
        Về việc ban hành Kế hoạch
        Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chăm lo đoàn viên.
        KẾ HOẠCH
        Chăm lo đoàn viên năm 2025
        (Kèm theo Quyết định số 48/QĐ-LĐLĐ ngày 12/9/2024)
        """
    draft = draft_of(decision + BODY)
    assert (draft.document.kind, draft.document.title) == ("KẾ HOẠCH", "Chăm lo đoàn viên năm 2025")
    assert draft.document.number is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "Thực hiện Nghị quyết Đại hội XIII\n\nThực hiện Kế hoạch số 5/KH-LĐLĐ, Công đoàn ngành xây dựng như sau:",
            "Thực hiện Nghị quyết Đại hội XIII",
        ),
        (
            "TRIỂN KHAI\n\nNghị quyết Đại hội lần thứ XV\n\nCăn cứ Luật Công đoàn;",
            "TRIỂN KHAI Nghị quyết Đại hội lần thứ XV",
        ),
        (
            "Về công tác nữ công\nnăm học 2021 - 2022\nĐể thực hiện tốt, Ban Nữ công xây dựng kế hoạch như sau:",
            "Về công tác nữ công năm học 2021 - 2022",
        ),
    ],
)
def test_the_title_ends_where_the_introduction_begins(lines: str, title: str) -> None:
    draft = draft_of(f"KẾ HOẠCH\n{lines}\nI. NHIỆM VỤ\n- Tổ chức hội thi.")
    assert draft.document.title == title


def test_a_party_number_keeps_its_order() -> None:
    draft = draft_of("ĐẢNG ỦY CƠ QUAN\n*\nSố 05-KH/ĐU\nHà Nội, ngày 3 tháng 2 năm 2020\nKẾ HOẠCH\nKiểm tra năm 2020")
    assert (draft.document.number, draft.document.symbol) == ("05-KH/ĐU", "KH/ĐU")


def test_the_organ_that_decides_is_no_title() -> None:
    head = "QUYẾT ĐỊNH\nVề việc phê duyệt Kế hoạch nhà ở\ngiai đoạn 2026 - 2028\n\nBAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU\n"
    assert draft_of(head + BODY).document.title == "Về việc phê duyệt Kế hoạch nhà ở giai đoạn 2026 - 2028"


def test_a_day_that_a_scan_misread_is_still_the_day() -> None:
    document = draft_of("KẾ HOẠCH\nSố: 5/KH-CĐ\nMẫu, rigày 5 thárig 3 riăm 2021" + BODY).document
    assert (document.place, document.issued_on) == ("Mẫu", date(2021, 3, 5))


def test_a_letter_has_its_subject_for_a_title() -> None:
    draft = draft_of(
        "CÔNG ĐOÀN KHU KINH TẾ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 101/CĐKKT\tHải Mẫu, ngày 12 tháng 02 năm 2020\n"
        "V/v triển khai Tháng Công nhân năm 2020\nKính gửi: Các công đoàn cơ sở" + BODY
    )
    document = draft.document
    assert (document.title, document.number) == ("triển khai Tháng Công nhân năm 2020", "101/CĐKKT")
    assert (document.issuer, document.issued_on) == ("CÔNG ĐOÀN KHU KINH TẾ", date(2020, 2, 12))
