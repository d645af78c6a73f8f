"""Files of the exchange are found by what they hold, whatever a chat, a stick or a person did to their names."""

from pathlib import Path

import pytest

from app.bundles import found_files
from app.bundles.found_files import look_into
from app.errors import NotFound

BUNDLE = b"age-encryption.org/v1\n-> X25519 abc\n"
INTRODUCTION = b"TIENDO-INTRODUCTION 1\n{}\n"
NAMES = ("ldld.tiendo", ".an.tiendo", "bao-cao.txt", "goi.zip", "KHONG-TEN", "Gói quý III (1).tiendo")


def test_bundles_are_found_by_content_under_any_name(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(BUNDLE)
    assert {path.name for path in look_into(tmp_path).bundles} == set(NAMES)


def test_other_files_are_passed_over_whatever_they_are_called(tmp_path: Path) -> None:
    (tmp_path / "giả.tiendo").write_bytes(b"[autorun]\nopen=x.exe\n")
    (tmp_path / "autorun.inf").write_bytes(b"[autorun]\nopen=x.exe\n")
    (tmp_path / "ldld.tiendo.lnk").write_bytes(b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60))
    (tmp_path / "rỗng.tiendo").touch()
    found = look_into(tmp_path)
    assert (found.bundles, found.introductions, found.unreadable, found.more) == ((), (), (), False)


def test_introductions_are_told_from_bundles(tmp_path: Path) -> None:
    (tmp_path / "gioi-thieu.txt").write_bytes(INTRODUCTION)
    assert [path.name for path in look_into(tmp_path).introductions] == ["gioi-thieu.txt"]


def test_folders_below_are_looked_into_but_no_links(tmp_path: Path) -> None:
    deep = tmp_path / "Quý III" / "Công đoàn xã Hải Mẫu"
    deep.mkdir(parents=True)
    (deep / "a.tiendo").write_bytes(BUNDLE)
    (tmp_path / "vòng").symlink_to(tmp_path)
    (tmp_path / "liên kết.tiendo").symlink_to(deep / "a.tiendo")
    assert look_into(tmp_path).bundles == (deep / "a.tiendo",)


def test_one_file_is_looked_at_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BUNDLE)
    (tmp_path / "b.txt").write_bytes(BUNDLE)
    assert look_into(path).bundles == (path,)


def test_a_stick_full_of_other_things_is_not_read_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_files, "MOST", 3)
    for number in range(5):
        (tmp_path / f"{number}.tiendo").write_bytes(BUNDLE)
    found = look_into(tmp_path)
    assert (len(found.bundles), found.more) == (3, True)


def test_what_cannot_be_read_is_named_and_the_rest_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.tiendo", "b.tiendo"):
        (tmp_path / name).write_bytes(BUNDLE)
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.tiendo":
            raise PermissionError(13, "no")
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]  # as it was called

    monkeypatch.setattr(Path, "open", refuse)
    found = look_into(tmp_path)
    assert [path.name for path in found.bundles] == ["b.tiendo"]
    assert [path.name for path in found.unreadable] == ["a.tiendo"]


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Cắm lại USB"):
        look_into(tmp_path / "usb")
