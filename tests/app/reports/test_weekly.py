"""The list for the weekly meeting stands on one page, whatever there is to tell, and counts what does not fit."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotFound
from app.i18n import msg
from app.people import bans, offices, persons
from app.plan import assignments, calendar, programmes, reviews, tasks
from app.reports import catalogue
from app.reports.content import Document, GroupRow, Paragraph, Row, Table
from app.reports.papers.one_page import GROUP_ROW, Line, Listing, Widths, fitted, height
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words

LONG = "Liên đoàn Lao động tỉnh và các công đoàn ngành địa phương, công đoàn cấp trên trực tiếp cơ sở khu vực phía Nam sông Mẫu"


def page(session: Session, ban_id: int, day: date) -> Document:
    return catalogue.build(session, "weekly", Q3, ban_id=ban_id, day=day)


def listed(document: Document) -> dict[str, list[list[str]]]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    found: dict[str, list[list[str]]] = {}
    title = ""
    for row in table.rows:
        if isinstance(row, GroupRow):
            title = row.text
            found[title] = []
        elif isinstance(row, Row):
            found[title].append([cell.text for cell in row.cells])
    return found


def opening(document: Document) -> str:
    (first,) = (block for block in document.blocks if isinstance(block, Paragraph))
    return first.text


def test_a_ban_sees_what_is_late_first(submitted: Quarter) -> None:
    document = page(submitted.session, submitted.bans["CSPL"], date(2026, 10, 1))
    assert document.abstract == "Ban Chính sách - Pháp luật, ngày 01/10/2026"
    assert listed(document) == {
        "Quá hạn (02)": [
            ["Nhiệm vụ T5", "", "10/9/2026", "Quá hạn 21 ngày, 70%"],
            ["Nhiệm vụ T8", "", "30/9/2026", "Quá hạn 1 ngày, 1/2 đơn vị xong"],
        ]
    }
    assert opening(document) == (
        "Chủ trì 04 nhiệm vụ, trong đó 01 nhiệm vụ giao các đơn vị. Cần nêu tại giao ban: 02 việc quá hạn."
    )


def test_what_is_due_stands_under_its_week_and_what_is_done_with_its_day(submitted: Quarter) -> None:
    submitted.task("T11", 1, due="2026-10-08")
    submitted.task("T12", 1, due="2026-10-15")
    submitted.task("T13", 1, due="2026-10-16")
    found = listed(page(submitted.session, submitted.bans["TGNC"], date(2026, 10, 1)))
    assert found["Đến hạn trong 7 ngày tới (01)"] == [["Nhiệm vụ T11", "", "08/10/2026", "Còn 7 ngày"]]
    assert found["Đến hạn trong 8 đến 14 ngày tới (01)"] == [["Nhiệm vụ T12", "", "15/10/2026", "Còn 14 ngày"]]
    assert [row[0] for row in found["Chưa ghi nhật ký quý III năm 2026 (03)"]] == [
        "Nhiệm vụ T11",
        "Nhiệm vụ T12",
        "Nhiệm vụ T13",
    ]
    assert found["Đã xong từ tuần trước (01)"] == [["Nhiệm vụ T1", "", "28/9/2026", "Đúng hạn"]]


def test_a_task_due_today_is_not_late_yet(submitted: Quarter) -> None:
    found = listed(page(submitted.session, submitted.bans["CSPL"], date(2026, 9, 10)))
    assert found["Đến hạn trong 7 ngày tới (01)"] == [["Nhiệm vụ T5", "", "10/9/2026", "Hạn hôm nay, 70%"]]


def test_what_came_back_and_who_does_it_stand_there(submitted: Quarter) -> None:
    session = submitted.session
    person = persons.add_person(session, name="Phạm An")
    assignments.assign(session, submitted.tasks["T5"], role="lead", ban_id=submitted.bans["CSPL"], person_id=person)
    value = submitted.value("M1", "D", num="6/25")
    submitted.submit()
    reviews.return_(session, value_ids=[value], reason="Kiểm tra tử số", cells=["num"])
    day = date(2026, 10, 1)
    assert listed(page(session, submitted.bans["CSPL"], day))["Quá hạn (02)"][0][1] == "Phạm An"
    back = listed(page(session, submitted.bans["TGNC"], day))["Bị trả lại, chưa trình lại (01)"]
    assert back == [["Chỉ số M1", "Mầm non D", "", "Kiểm tra tử số"]]


def test_a_ban_with_nothing_to_tell_gets_a_sentence(submitted: Quarter) -> None:
    document = page(submitted.session, submitted.bans["VP"], date(2026, 10, 1))
    text = words(pdf_pages(render(document, "pdf"))[0])
    assert "Không có việc cần nêu tại giao ban" in text


def test_an_unknown_ban_is_refused(submitted: Quarter) -> None:
    with pytest.raises(NotFound, match="Không có ban số 999"):
        page(submitted.session, 999, date(2026, 10, 1))


def test_three_hundred_tasks_and_long_names_stay_on_one_page(session: Session) -> None:
    offices.set_up_office(session, name=LONG, short="LĐLĐ", place="Mẫu", parent_name=LONG)
    ban = bans.add_ban(session, name=LONG, code="DAI")
    person = persons.add_person(session, name="Công Tằng Tôn Nữ Thị Minh Nguyệt Quỳnh Hương")
    calendar.open_period(session, Q3)
    programme = programmes.add_programme(session, title="Chương trình", lead_ban_id=ban)
    first = date(2026, 8, 1)
    with session.change(msg("Nhập 300 nhiệm vụ")):
        for at in range(300):
            task = tasks.add_task(
                session, text=f"{at} {LONG}", programme_id=programme, due=(first + timedelta(days=at % 90)).isoformat()
            )
            if at % 3 == 0:
                assignments.assign(session, task, role="lead", ban_id=ban, person_id=person)
    document = page(session, ban, date(2026, 9, 15))
    pages = pdf_pages(render(document, "pdf"))
    assert len(pages) == 1
    found = listed(document)
    shown = sum(len(rows) for title, rows in found.items() if title.startswith("Quá hạn"))
    assert 1 <= shown < 150
    assert f"và {150 - shown} việc khác" in words(pages[0]) or any("việc khác" in title for title in found)


_LINES = st.lists(
    st.text(alphabet="ab ", min_size=1, max_size=120).map(lambda text: Line(text, text[:30], "", text[:60]))
)


@given(st.lists(_LINES, max_size=6), st.integers(250, 600))
def test_lists_fit_the_room_and_lose_no_line_uncounted(lists: list[list[Line]], room: int) -> None:
    widths = Widths(36, 11, 18)
    listings = [Listing(f"Mục {at}", tuple(lines)) for at, lines in enumerate(lists)]
    shown = fitted(listings, room, widths)
    used = sum(height(line, widths) for listing in shown for line in listing.lines)
    used += sum(GROUP_ROW * (2 if listing.rest else 1) for listing in shown)
    assert used <= room
    assert [len(listing.lines) + listing.rest for listing in shown] == [len(lines) for lines in lists if lines]
