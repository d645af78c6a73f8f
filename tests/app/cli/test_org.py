"""The organisation from the command line: units with their succession, bans, people."""

from tests.helpers.command_line import Desk


def names(at: Desk, *more: str) -> set[str]:
    return {row["name"] for row in at.json("list", "units", *more)}


def test_a_unit_is_renamed_from_a_day_on(at: Desk) -> None:
    at.do("unit rename", "THPT Mẫu A", "--name", "THPT Chuyên Mẫu A", "--from", "01/09/2026")
    assert "THPT Chuyên Mẫu A" in names(at)
    assert at.json("show", "unit", "thpt mau a")["name"] == "THPT Chuyên Mẫu A"  # the old name still finds it


def test_a_wrong_entry_of_a_unit_is_corrected(at: Desk) -> None:
    at.do("unit edit", "Mầm non D", "--code", "MND", "--short", "MN D")
    assert at.json("show", "unit", "MND")["name"] == "Mầm non D"


def test_a_unit_is_split_with_shares(at: Desk) -> None:
    for name in ("Tiểu học C1", "Tiểu học C2"):
        at.do("unit add", "--name", name, "--kind", "CĐCS khu vực nhà nước", "--from", "01/11/2026")
    at.do(
        "unit split", "Tiểu học Mẫu C", "--into", "Tiểu học C1=2/3", "--into", "Tiểu học C2=1/3", "--on", "01/11/2026"
    )
    ended = at.json("show", "unit", "Tiểu học Mẫu C")
    assert ended["valid_until"] == "2026-11-01"
    assert "Ghi như" in at.refused("unit split", "THPT Mẫu A", "--into", "Tiểu học C1", "--on", "01/11/2026")


def test_a_unit_is_transferred_and_dissolved(at: Desk) -> None:
    at.do("unit add", "--name", "CĐ ngành Mẫu", "--kind", "Công đoàn cấp trên trực tiếp cơ sở")
    at.do("unit transfer", "THPT Mẫu B", "--parent", "CĐ ngành Mẫu", "--on", "01/10/2026")
    at.do("unit dissolve", "THPT Mẫu A", "--on", "01/12/2026", "--reason", "Trường giải thể")
    assert at.json("show", "unit", "THPT Mẫu A")["valid_until"] == "2026-12-01"


def test_kinds_bans_and_people(at: Desk) -> None:
    at.do("unit-kind add", "--name", "CĐCS trường mầm non", "--level", "3", "--sector", "non_state")
    at.do("unit add", "--name", "Mầm non F", "--kind", "CĐCS trường mầm non")
    at.do("ban add", "--name", "Ban chỉ đạo 35", "--code", "BCD", "--temporary")
    at.do("ban rename", "BCD", "--name", "Ban chỉ đạo chuyển đổi số", "--from", "01/10/2026")
    assert at.json("show", "ban", "bcd")["temporary"] is True
    at.do("ban close", "BCD", "--on", "01/12/2026")
    at.do("person post", "Trần Thị Lan", "--end", "01/10/2026")
    at.do("person post", "Trần Thị Lan", "--post", "Chánh Văn phòng", "--ban", "VP", "--from", "01/10/2026")
    assert at.json("show", "person", "tran thi lan")["post"] == "Chánh Văn phòng"
    at.do("person edit", "Trần Thị Lan", "--name", "Trần Thị Ngọc Lan")


def test_who_works_is_the_person_of_that_name(at: Desk) -> None:
    at.do("person add", "--name", "Lê Văn Minh", "--as", "tran thi lan")
    assert at.json("list", "changes", "--limit", "1")[0]["person_text"] == "Trần Thị Lan"


def test_the_office_itself_is_corrected(at: Desk) -> None:
    at.do("office", "--place", "Thành phố Mẫu", "--symbol", "{number}/{kind}-CĐM")
    assert "Sửa thông tin đơn vị" in at.do("undo")


def test_a_day_that_is_none_is_named_in_one_sentence(at: Desk) -> None:
    assert "31/02/2026" in at.refused("unit dissolve", "THPT Mẫu A", "--on", "31/02/2026", "--reason", "x")
