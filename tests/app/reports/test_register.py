"""The register of numbers: per calendar year and kind, no doubles, gaps only as void numbers; any paper of the set can be signed."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import BadInput, NotFound, Refused
from app.plan import evidence
from app.reports import catalogue, layouts
from app.reports.register import registering, signing
from tests.app.plan.quarter_fixture import Q3, Quarter

DAY = date(2026, 10, 5)


def sheet(quarter: Quarter, signer: str = "") -> int:
    return signing.sign(
        quarter.session, Q3, name="assignment", options={"ban_id": quarter.bans["TGNC"]}, signed_on=DAY, signer=signer
    )


def test_each_kind_of_paper_counts_its_own_numbers_in_a_calendar_year(closed: Quarter) -> None:
    signing.sign(closed.session, Q3, signed_on=DAY, number=117, signer="Nguyễn Văn A")
    sheet(closed, signer="Nguyễn Văn A")
    sheet(closed)
    found = {(line.doc_kind, line.number) for line in registering.lines(closed.session, 2026)}
    assert found == {("BC", 117), ("TB", 1), ("TB", 2)}
    assert signing.next_number(closed.session, 2027) == 1


def test_a_sheet_or_letter_is_signed_while_the_quarter_runs_and_a_report_only_after_its_close(
    submitted: Quarter,
) -> None:
    assert sheet(submitted)
    with pytest.raises(Refused, match="chưa khóa"):
        signing.sign(submitted.session, Q3, signed_on=DAY)


def test_what_goes_out_without_a_number_is_not_signed_and_said_so(closed: Quarter) -> None:
    with pytest.raises(Refused, match="không cấp số"):
        signing.sign(closed.session, Q3, name="targets")


def test_a_signed_sheet_is_printed_again_byte_by_byte_and_moves_no_figure(closed: Quarter) -> None:
    report = sheet(closed)
    first = signing.reprint(closed.session, report)
    assert signing.reprint(closed.session, report) == first
    assert signing.moved(closed.session, report) == ()


def test_the_register_shows_void_numbers_with_their_reason_and_what_was_replaced(closed: Quarter) -> None:
    first = signing.sign(closed.session, Q3, signed_on=DAY)
    signing.sign(closed.session, Q3, signed_on=DAY, number=3, gap_reason="viết nhầm", replaces=first, as_of="current")
    newest, void, oldest = registering.lines(closed.session, 2026, "BC")
    assert (newest.number, newest.state, newest.replaced, newest.period) == (3, "issued", False, Q3)
    assert (void.number, void.state, void.reason, void.report_id) == (2, "void", "viết nhầm", None)
    assert (oldest.number, oldest.replaced) == (1, True)
    assert registering.gaps(closed.session, 2026) == ()


def test_a_number_is_void_only_where_no_gap_opens_behind_the_newest(closed: Quarter) -> None:
    signing.sign(closed.session, Q3, signed_on=DAY)
    with pytest.raises(Refused, match="Số 9 năm 2026 chưa tới lượt: số tiếp theo là 2"):
        registering.void_number(closed.session, 2026, 9, reason="viết nhầm")
    with pytest.raises(BadInput, match="bắt đầu từ 1"):
        registering.void_number(closed.session, 2026, 0, reason="viết nhầm")
    registering.void_number(closed.session, 2026, 2, reason="viết nhầm")
    registering.void_number(closed.session, 2026, 14, reason="cấp trên sổ giấy", doc_kind="KH")
    assert registering.gaps(closed.session, 2026) == registering.gaps(closed.session, 2026, "KH") == ()
    assert registering.next_number(closed.session, 2026, "KH") == 15


def test_the_scan_of_the_signed_paper_hangs_on_its_number(closed: Quarter, tmp_path: Path) -> None:
    report = signing.sign(closed.session, Q3, signed_on=DAY)
    scan = tmp_path / "Báo cáo đã ký.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    registering.attach_scans(closed.session, report, [scan])
    (line,) = registering.lines(closed.session, 2026)
    assert (line.report_id, line.scans) == (report, 1)
    assert evidence.of(closed.session, "report", report)[0].path.read_bytes() == b"%PDF-1.4 scan"
    with pytest.raises(NotFound):
        registering.attach_scans(closed.session, report + 1000, [scan])


def test_a_paper_is_signed_on_the_page_that_the_office_chose(closed: Quarter) -> None:
    plain = signing.sign(closed.session, Q3, signed_on=DAY)
    layouts.choose(closed.session, {"margin_left": 34})
    other = signing.sign(closed.session, Q3, signed_on=DAY, replaces=plain)
    assert signing.reprint(closed.session, plain) != signing.reprint(closed.session, other)


def test_every_signable_paper_names_the_kind_its_number_counts_in() -> None:
    kinds = {paper.name: paper.doc_kind for paper in catalogue.PAPERS.values() if paper.signable}
    assert {"quarter", "amendments", "assignment"} <= kinds.keys()
    assert kinds["quarter"] == "BC"
