"""``tiendo bundle``: two offices meet, lose keys and take them back, by command line alone."""

from pathlib import Path

import pytest

from tests.helpers.command_line import Desk, tiendo, tiendo_child

NAME = "Liên đoàn Lao động tỉnh Mẫu"
PASSPHRASE = "ngày ấy trời mưa rất to"  # noqa: S105 - of the tests


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """A province and a school on one machine."""
    made = []
    for name, called in (("tinh", NAME), ("truong", "Trường A")):
        assert tiendo("new", tmp_path / name, "--name", called).code == 0
        made.append(Desk(tmp_path / name, "--today", "2026-10-02"))
    made[0].do("unit add", "--name", "Trường A", "--kind", "CĐCS khu vực nhà nước")
    return made[0], made[1]


def introduced(desk: Desk, to: Desk, *more: str) -> tuple[Path, str]:
    """(the letter a desk wrote, the digits the other reads in it)."""
    letter = desk.path.parent / f"gt-{desk.path.name}"
    said = desk.json("bundle introduce", letter, *more)
    seen = to.json("bundle trust", letter, "--look")[0]
    assert seen["fingerprint"] == said["fingerprint"]
    return letter, seen["fingerprint"]


def meet(province: Desk, school: Desk) -> None:
    letter, digits = introduced(school, province)
    province.do("bundle trust", letter, "--role", "child", "--unit", "Trường A", "--fingerprint", digits)
    answer, back = introduced(province, school, "--to", "Trường A")
    school.do("bundle trust", answer, "--role", "parent", "--fingerprint", back)


def test_two_offices_meet(desks: tuple[Desk, Desk]) -> None:
    province, school = desks
    meet(province, school)
    child, parent = province.json("bundle peers")[0], school.json("bundle peers")[0]
    assert (child["name"], child["role"], child["state"], child["via"], child["seen"]) == (
        "Trường A",
        "child",
        "ok",
        "",
        None,
    )
    assert (parent["name"], parent["role"]) == (NAME, "parent")
    assert "Trường A" in province.do("list", "peers")
    assert "Đơn vị trực thuộc" in province.do("bundle peers")


def test_digits_that_differ_are_refused_in_one_sentence(desks: tuple[Desk, Desk]) -> None:
    province, school = desks
    letter, digits = introduced(school, province)
    for wrong in ("12345", digits[::-1], " "):
        province.refused("bundle trust", letter, "--role", "child", "--unit", "Trường A", "--fingerprint", wrong)
    assert province.json("bundle peers") == []
    assert "--role" in school.refused("bundle trust", introduced(province, school)[0], "--fingerprint", digits)


def test_the_digits_are_asked_where_they_are_not_given(desks: tuple[Desk, Desk]) -> None:
    province, school = desks
    letter, digits = introduced(school, province)
    given = ("bundle", "trust", province.path, letter, "--unit", "Trường A")
    assert tiendo_child(*given, stdin="").code == 130
    ran = tiendo_child(*given, stdin=digits + "\n")
    assert ran.code == 0
    assert digits in ran.err
    assert province.json("bundle peers")[0]["state"] == "ok"


def test_a_changed_key_is_a_stop_until_it_is_meant(desks: tuple[Desk, Desk]) -> None:
    province, school = desks
    meet(province, school)
    school.do("bundle keys new")
    letter, digits = introduced(school, province)
    assert province.json("bundle trust", letter, "--look")[0]["standing"] == "KEY_CHANGED"
    assert "DỪNG LẠI" in province.refused("bundle trust", letter, "--fingerprint", digits)
    province.do("bundle trust", letter, "--fingerprint", digits, "--replace")
    assert province.json("bundle peers")[0]["fingerprint"] == digits


def test_a_key_is_revoked_and_stays_so(desks: tuple[Desk, Desk]) -> None:
    province, school = desks
    meet(province, school)
    letter, digits = introduced(school, province)
    assert province.json("bundle revoke", "Trường A", "--reason", "Mất máy", "--look") == []
    assert "above=12" in province.refused("bundle revoke", "truong a", "--reason", "Mất máy", "--last-good", "abc")
    province.do("bundle revoke", "truong a", "--reason", "Mất máy")
    assert province.json("bundle peers")[0]["state"] == "ended"
    assert "thu hồi" in province.refused("bundle trust", letter, "--fingerprint", digits, "--replace")
    assert "#1 Trường A" in province.refused("bundle revoke", "Trường Z", "--reason", "Mất máy")
    assert "làm quen lại" in province.refused("undo")


def test_a_key_is_backed_up_lost_and_restored(
    desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    province, _ = desks
    saved = tmp_path / "khoa.age"
    monkeypatch.setenv("TIENDO_PASSPHRASE", "ngắn")
    province.refused("bundle keys backup", saved)
    monkeypatch.setenv("TIENDO_PASSPHRASE", PASSPHRASE)
    province.do("bundle keys backup", saved)
    digits = province.json("bundle introduce", tmp_path / "gt")["fingerprint"]
    monkeypatch.setenv("TIENDO_KEYS", str(tmp_path / "other machine"))
    assert "không có khóa" in province.refused("bundle introduce", tmp_path / "gt")
    province.do("bundle keys restore", saved)
    assert province.json("bundle introduce", tmp_path / "gt")["fingerprint"] == digits
