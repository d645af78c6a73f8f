"""Documents: numbers as written and taken apart, clauses, links."""

import pytest

from app import directives
from app.errors import BadInput, NotFound
from app.session import Session
from tests.helpers.rows import rows_of


@pytest.mark.parametrize(
    ("as_written", "number", "symbol"),
    [
        ("933/QĐ-TLĐ", "933", "QĐ-TLĐ"),
        ("06b/NQ-TLĐ", "06b", "NQ-TLĐ"),
        ("18-CTr/TU", "18", "CTr/TU"),
        ("01 -BC/CB", "01", "BC/CB"),
        ("07/TTr-CĐCS/2024", "07", "TTr-CĐCS/2024"),
        ("01/2026/CV-CĐCS", "01/2026", "CV-CĐCS"),
        ("199/CSPL-CĐN", "199", "CSPL-CĐN"),
        ("không số", "", ""),
    ],
)
def test_a_number_is_kept_as_written_and_taken_apart(
    office_session: Session, as_written: str, number: str, symbol: str
) -> None:
    directives.add_directive(office_session, kind="Văn bản", as_written=as_written)
    line = directives.directive_lines(office_session)[0]
    assert (line.as_written, line.number, line.symbol) == (as_written, number, symbol)


def test_clauses_stand_as_in_the_document(office_session: Session) -> None:
    plan = directives.add_directive(office_session, kind="Kế hoạch", as_written="07/KH-CĐN")
    directives.add_clause(office_session, plan, label="III.2", text="Sau", line1=20, line2=21)
    directives.add_clause(office_session, plan, label="III.1", text="Trước", path="Phần III", line1=10)
    assert [(line.label, line.text) for line in directives.clause_lines(office_session, plan)] == [
        ("III.1", "Trước"),
        ("III.2", "Sau"),
    ]
    assert directives.directive_lines(office_session)[0].clauses == 2


def test_the_newest_document_comes_first_and_undated_ones_last(office_session: Session) -> None:
    for issued in ("2026-01-05", None, "2026-03-01"):
        directives.add_directive(office_session, kind="Công văn", issued=issued, abstract=str(issued))
    assert [line.issued for line in directives.directive_lines(office_session)] == ["2026-03-01", "2026-01-05", None]


def test_a_link_said_twice_stands_once(office_session: Session) -> None:
    plan = directives.add_directive(office_session, kind="Kế hoạch", as_written="07/KH-CĐN")
    above = directives.add_directive(office_session, kind="Nghị quyết", as_written="06b/NQ-TLĐ")
    directives.link(office_session, plan, above, "implements")
    directives.link(office_session, plan, above, "implements")
    assert len(rows_of(office_session, "directive_link")) == 1
    with pytest.raises(BadInput, match="không dẫn chính nó"):
        directives.link(office_session, plan, plan, "cites")
    with pytest.raises(BadInput, match="Quan hệ văn bản"):
        directives.link(office_session, plan, above, "loves")


def test_a_document_needs_a_kind_and_a_real_day(office_session: Session) -> None:
    with pytest.raises(BadInput, match="Loại văn bản đang để trống"):
        directives.add_directive(office_session, kind="")
    with pytest.raises(BadInput, match="Không đọc được ngày") as caught:
        directives.add_directive(office_session, kind="Kế hoạch", issued="2026-02-30")
    assert caught.value.where == "Ngày ban hành"
    with pytest.raises(NotFound, match="văn bản số 99999"):
        directives.add_clause(office_session, 99999, label="I")
