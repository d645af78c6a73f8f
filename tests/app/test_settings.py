"""A person's settings: kept between starts, never in the way."""

from pathlib import Path

import pytest

from app import paths, settings
from app.settings import Settings


def test_what_was_chosen_is_there_at_the_next_start() -> None:
    chosen = Settings(language="en", theme="dark", geometry="AdnQywAD", recent=("a.tdb",))
    settings.save(chosen)
    assert settings.load() == chosen
    assert paths.settings_file().is_file()


def test_the_first_start_has_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"theme": "purple"}', b'{"recent": "lon"}', b"\xff\xfe", b"[" * 2_000_000]
)
def test_a_broken_file_gives_defaults_and_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert settings.load(path) == Settings()
    assert (tmp_path / "settings.json.broken").read_bytes() == content
    settings.save(Settings(theme="dark"), path)
    assert settings.load(path).theme == "dark"


def test_settings_of_a_newer_program_do_not_hurt(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "of_tomorrow": 1}')
    assert settings.load(path).theme == "dark"


def test_the_workspace_opened_last_comes_first_and_only_once(tmp_path: Path) -> None:
    chosen = Settings()
    for name in ("a.tdb", "b.tdb", "a.tdb"):
        chosen = chosen.opened(tmp_path / name)
    assert chosen.last_workspace == str(tmp_path / "a.tdb")
    assert chosen.recent == (str(tmp_path / "a.tdb"), str(tmp_path / "b.tdb"))
    for number in range(20):
        chosen = chosen.opened(tmp_path / f"{number}.tdb")
    assert len(chosen.recent) == settings.RECENT


def test_what_is_kept_of_a_workspace_belongs_to_one_person_and_never_grows_without_end(tmp_path: Path) -> None:
    chosen, path = Settings(), tmp_path / "settings.json"
    for number in range(30):
        lan = chosen.kept_of(tmp_path / "a.tdb", "Lan").after_opening(f"task:{number}")
        lan = lan.after_setting_aside(f"due:{number}", "2026-10-03").after_opening("task:1")
        chosen = Settings(kept=chosen.keeping(lan))
    for number in range(500):
        lan = lan.after_setting_aside(f"returned:{number}", "")
    settings.save(Settings(kept=chosen.keeping(lan)), path)
    again = settings.load(path)
    assert again.kept_of(tmp_path / "a.tdb", "Hà").opened == ()
    assert again.kept_of(tmp_path / "b.tdb", "Lan").opened == ()
    kept = again.kept_of(tmp_path / "a.tdb", "Lan")
    assert kept.opened[:3] == ("task:1", "task:29", "task:28")
    assert len(kept.opened) == settings.MOST_THINGS
    assert len(kept.set_aside) == settings.MOST_SET_ASIDE
    assert next(reversed(kept.set_aside)) == "returned:499"
    for number in range(30):
        again = Settings(kept=again.keeping(again.kept_of(tmp_path / f"{number}.tdb", "Lan")))
    assert len(again.kept) == settings.MOST_KEPT
