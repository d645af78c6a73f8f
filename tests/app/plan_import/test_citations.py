"""Cited documents, however plans write them (DOMAIN 5.4, 5.7)."""

from datetime import date

import pytest
from hypothesis import given

from app.plan_import import citations
from tests.app.plan_import.plan_texts import assert_linear, plan_texts

CITED = [
    ("Thực hiện Kế hoạch số 07/KH-CĐN ngày 13/8/2018 của Công đoàn Giáo dục Việt Nam", "07/KH-CĐN", "2018-08-13"),
    ("Căn cứ Quyết định số 933/QĐ-TLĐ, ngày 14/5/2024 của Đoàn Chủ tịch", "933/QĐ-TLĐ", "2024-05-14"),
    ("Quyết định số: 348/QĐ-CĐN ngày 12 tháng 9 năm 2024", "348/QĐ-CĐN", "2024-09-12"),
    ("Nghị quyết 06b/NQ-TLĐ ngày 29/01/2013", "06b/NQ-TLĐ", "2013-01-29"),
    ("Nghị quyết số 10c/NQ-BCH ngày 12/01/2017", "10c/NQ-BCH", "2017-01-12"),
    ("Công văn số 8019/TLĐ-TG ngày 03/12/2021của Tổng Liên đoàn", "8019/TLĐ-TG", "2021-12-03"),
    ("Kết luận 51-KL/TW ngày 30/5/2019", "51-KL/TW", "2019-05-30"),
    ("Chương trình số 18-CTr/TU ngày 13/8/2021", "18-CTr/TU", "2021-08-13"),
    ("Chương trình hành động số 18/CTr-LĐLĐ, ngày 04 tháng 10 năm 2021", "18/CTr-LĐLĐ", "2021-10-04"),
    ("Hướng dẫn số 39/HD - CĐN ngày 10 tháng 3 năm 2022", "39/HD-CĐN", "2022-03-10"),
    ("Nghị quyết số 29 NQ/TW ngày 04/11/2013", "29-NQ/TW", "2013-11-04"),
    ("NQ số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị", "02-NQ/TW", "2021-06-12"),
    ("thực hiện NQ 11-NQ/TU ngày 01/02/2021", "11-NQ/TU", "2021-02-01"),
    ("Công văn 175/CĐN-TGNC ngày 12/6/2018", "175/CĐN-TGNC", "2018-06-12"),
    ("Công văn số 199/CSPL-CĐN", "199/CSPL-CĐN", None),
    ("Kế hoạch số 90/KH-CĐGD ngày 05/3/2025", "90/KH-CĐGD", "2025-03-05"),
    ("Chương trình hành động số 04/CTrHĐ-CĐN ngày 22/10/2021", "04/CTrHĐ-CĐN", "2021-10-22"),
    ("Phương án số 01/PA-CĐGD", "01/PA-CĐGD", None),
    ("Đề án 07/ĐA-LĐLĐ", "07/ĐA-LĐLĐ", None),
    ("Công văn số 2301/LĐLĐ-CSPL", "2301/LĐLĐ-CSPL", None),
    ("Tờ trình số 07/TTr-CĐCS/2024", "07/TTr-CĐCS/2024", None),
    ("Công văn 01/2026/CV-CĐCS ngày 05/01/2026", "01/2026/CV-CĐCS", "2026-01-05"),
    ("Nghị định số 191/2013/NĐ-CP ngày 21 tháng 11 năm 2013 của Chính phủ", "191/2013/NĐ-CP", "2013-11-21"),
    ("Nghị định 30/2020/NĐ-CP", "30/2020/NĐ-CP", None),
    ("Luật số 50/2024/QH15", "50/2024/QH15", None),
    ("Luật Công đoàn số: 12/2012/QH13, ngày 20/6/2012", "12/2012/QH13", "2012-06-20"),
    ("Thông tư liên tịch số 09/2013/TTLT-BGDĐT-BTC-BNV", "09/2013/TTLT-BGDĐT-BTC-BNV", None),
    ("Chỉ thị số 05-CT/TW, ngày 15-5-2016 của Bộ Chính trị", "05-CT/TW", "2016-05-15"),
    ("Số 01 -BC/CB", "01-BC/CB", None),
    ("Kế hoạch hành động số 55/KH-UBND ngày 03 tháng 4 năm 2025", "55/KH-UBND", "2025-04-03"),
    ("Quyết định số  1454 / QĐ-TLĐ  ngày  28 / 11 / 2014", "1454/QĐ-TLĐ", "2014-11-28"),
    ("Chương trình phối hợp số 03/CTPH-LĐLĐ-SGDĐT ngày 12/4/2023", "03/CTPH-LĐLĐ-SGDĐT", "2023-04-12"),
    ("Quyết định số 2161/QĐ-TTg ngày 26/12/2023 của Thủ tướng", "2161/QĐ-TTg", "2023-12-26"),
    ("Thông báo số 47-TB/VPTW ngày 26/02/2024", "47-TB/VPTW", "2024-02-26"),
    ("Quy định số 212-QĐi/TW", "212-QĐi/TW", None),
    ("Công điện số 02/CĐ-TLĐ ngày 9-9-2024", "02/CĐ-TLĐ", "2024-09-09"),
    ("công văn số 4173/TLĐ-ToC", "4173/TLĐ-ToC", None),
    ("Kế hoạch 44/KH-CĐKT (ngày 12/9/2022)", "44/KH-CĐKT", "2022-09-12"),
    ("Quyết định 174/QĐ-TLĐ, 03/02/2020", "174/QĐ-TLĐ", "2020-02-03"),
    ("Nghị quyết số 06/NQ-MTTQ-ĐCT ngày 03/7/2020", "06/NQ-MTTQ-ĐCT", "2020-07-03"),
    ("Quyết định số 3169/QĐ-TLĐ, ngày\n07/9/2021 của Tổng Liên đoàn", "3169/QĐ-TLĐ", "2021-09-07"),
    ("Kế hoạch số 12/KH–LĐLĐ ngày 07 tháng 9/2021", "12/KH-LĐLĐ", "2021-09-07"),
    ("Quyết định số 12/QĐ - Ban Tổ chức", "12/QĐ", None),
    ("Kế hoạch số 12/KH-LĐLĐ của LĐLĐ tỉnh ngày 05/01/2025 về việc tổ chức", "12/KH-LĐLĐ", "2025-01-05"),
    ("Quyết định số 5/QĐ-CĐ của Ban Thường vụ, ban hành ngày 1 tháng 2 năm 2024", "5/QĐ-CĐ", "2024-02-01"),
    ("Kế hoạch số 12/KH-LĐLĐ của LĐLĐ tỉnh về hội thi ngày 20/11/2025", "12/KH-LĐLĐ", None),
    ("Hướng dẫn nhiệm vụ năm học 2017 - 2018 số 88/HD-CĐN ngày 05/9/2017", "88/HD-CĐN", "2017-09-05"),
]


@pytest.mark.parametrize(("text", "number", "issued_on"), CITED)
def test_a_cited_document_is_known_by_its_number_in_either_order_and_its_date(
    text: str, number: str, issued_on: str | None
) -> None:
    (cited,) = citations.find(text)
    assert (cited.number, cited.issued_on and str(cited.issued_on), cited.short) == (number, issued_on, False)


@pytest.mark.parametrize(
    "text",
    [
        "gồm chương trình 1 và chương trình 2;",
        "kỷ niệm 20/11 và 8/3, trực 24/7",
        "đạt 20/25 đơn vị, 12/15 trường",
        "Điều 5/Quy chế",
        "tỷ lệ 1/Phòng",
        "ngày 28/7/1929 - CĐVN",
        "Nghị quyết Đại hội XIII Công đoàn Việt Nam",
        "giai đoạn 2021-2025, 100% CĐCS",
        "dịch Covid -19. Mọi đơn vị",
        "Ban Chính sách - Pháp luật",
        "Quý III/2021",
        "bình quân 1/CĐCS",
        "mức 02/ĐV",
        "",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert citations.find(text) == ()


def test_a_date_behind_two_numbers_is_of_both() -> None:
    found = citations.find("Quyết định số 217-QĐ/TW và 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị")
    assert [(cited.number, cited.issued_on) for cited in found] == [
        ("217-QĐ/TW", date(2013, 12, 12)),
        ("218-QĐ/TW", date(2013, 12, 12)),
    ]


def test_a_document_cited_again_in_short_is_not_a_second_one() -> None:
    found, odd = citations.gather(
        [
            (3, 3, "Thực hiện Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị về “Đổi mới tổ chức”"),
            (7, 8, "theo tinh thần Nghị quyết 02 của Bộ Chính trị"),
            (9, 9, "triển khai Nghị quyết số 02-NQ/TW"),
            (12, 12, "chương trình 2 của Tổng Liên đoàn"),
        ],
        "04/CTrHĐ-CĐN",
    )
    assert [(reference.number, reference.occurrences, reference.lines) for reference in found] == [
        ("02-NQ/TW", [3, 7, 9], [3, 3])
    ]
    assert found[0].text == "Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị về “Đổi mới tổ chức”"
    assert odd == []


def test_the_documents_own_number_is_not_cited() -> None:
    found, _ = citations.gather([(1, 1, "Số: 04 /CTrHĐ-CĐN"), (2, 2, "Kế hoạch số 4/KH-CĐN")], "04/CTrHĐ-CĐN")
    assert [reference.number for reference in found] == ["4/KH-CĐN"]


def test_the_fullest_citation_gives_the_date() -> None:
    found, _ = citations.gather([(1, 1, "Kế hoạch số 07/KH-CĐN"), (4, 4, "Kế hoạch số 07/KH-CĐN ngày 13/8/2018")], None)
    assert [(reference.issued_on, reference.lines) for reference in found] == [(date(2018, 8, 13), [4, 4])]


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["Kế hoạch số 389-KH/TW ngày 05/3/2020", "Kế hoạch số 389-KH/TU ngày 05/3/2020"], ["conflicting_citation"]),
        (["Quyết định số 348/QĐ-CĐN", "Quyết định số 348/QĐ-CDN ngày 12/9/2024"], ["conflicting_citation"]),
        (["Kế hoạch số 07/KH-CĐN ngày 13/8/2018", "Kế hoạch số 07/KH-CĐN ngày 18/8/2018"], ["conflicting_citation"]),
        (["Kế hoạch số 389-KH/TU ngày 05 tháng 3 tháng 2020"], ["wrong_date"]),
        (["Quyết định số 12/QĐ-CĐN ngày 31/02/2021"], ["wrong_date"]),
        (["Chương trình số 18-CTr/TU ngày 13/8/2021", "Chương trình số 18/CTr-LĐLĐ ngày 04/10/2021"], []),
        (["Quyết định số 217-QĐ/TW ngày 12/12/2013", "Quyết định số 218-QĐ/TW ngày 12/12/2013"], []),
    ],
)
def test_citations_that_disagree_and_wrong_dates_are_flagged(texts: list[str], codes: list[str]) -> None:
    _, odd = citations.gather([(line, line, text) for line, text in enumerate(texts, 1)], None)
    assert [warned.code for warned in odd] == codes


def test_a_cited_document_younger_than_the_plan_is_flagged() -> None:
    cited = [(5, 5, "Kế hoạch số 07/KH-CĐN ngày 13/8/2018")]
    _, odd = citations.gather(cited, None, issued_on=date(2018, 8, 1))
    assert [(warned.code, warned.line) for warned in odd] == [("citation_after_issue", 5)]
    assert citations.gather(cited, None, issued_on=date(2018, 9, 1))[1] == []


def test_a_wrong_date_keeps_the_reading_that_is_meant() -> None:
    (cited,) = citations.find("Kế hoạch số 389-KH/TU ngày 05 tháng 3 tháng 2020")
    assert cited.issued_on == date(2020, 3, 5)


@given(plan_texts())
def test_a_citation_holds_its_own_text_and_citations_stand_in_order(text: str) -> None:
    behind = 0
    for cited in citations.find(text):
        assert behind <= cited.first < cited.last <= len(text)
        assert text[cited.first : cited.last] == cited.text
        behind = cited.last


@given(plan_texts())
def test_no_text_is_too_odd_to_be_searched_for_documents(text: str) -> None:
    references, _ = citations.gather([(1, 1, text), (2, 2, text)], None)
    assert len({reference.number for reference in references}) == len(references)


@pytest.mark.parametrize(
    "unit", ["Nghị quyết ", "số ", "12/", "12/NQ-", "12/NQ-TW ", "Quyết định số 5/QĐ-TLĐ ngày 1/1/2020, ", " ", "ngày "]
)
def test_searching_for_documents_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert_linear(citations.find, unit)
