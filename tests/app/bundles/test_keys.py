"""Private keys lie outside the workspace: with its machine, in a back-up under a passphrase, or nowhere."""

import os
import shutil
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths, workspace
from app import restore as restoring
from app.backup import back_up as back_up_workspace
from app.bundles import canonical, keys, trust
from app.bundles.keys import KeyMissing
from app.clock import FrozenClock
from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.people import offices
from app.session import Session
from db.queries import peers as queries
from tests.builders.neighbours import NOW, Place, place

PASSPHRASE = "ngày ấy trời mưa rất to"  # noqa: S105 - of the tests


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Place]:
    """An office with keys."""
    made = place(tmp_path, "Trường A", 1)
    yield made
    made.session.close()


def own_file(at: Place) -> Path:
    found = sorted(at.keys.glob("*.key"))
    assert len(found) == 1
    return found[0]


def public(session: Session) -> tuple[bytes, str]:
    row = queries.own_node(session.conn)
    assert row is not None
    return bytes(row["sign_key"]), row["age_key"]


def test_keys_are_made_once_and_their_public_halves_stand_in_the_workspace(office: Place) -> None:
    first = keys.own_keys(office.session, office.keys)
    assert keys.own_keys(office.session, office.keys) == first
    assert public(office.session) == (first.sign_key, first.age_key)
    assert first.age_secret not in repr(first)


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
def test_nobody_else_may_read_a_key(office: Place) -> None:
    path = own_file(office)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(office.keys.glob(".*")) == []


def test_no_private_key_is_ever_in_the_workspace(office: Place) -> None:
    mine = keys.own_keys(office.session, office.keys)
    office.session.checkpoint()
    held = office.session.path.read_bytes()
    assert mine.sign_seed not in held
    assert mine.sign_seed.hex().encode() not in held
    assert mine.age_secret.encode() not in held


def test_the_folder_may_be_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.KEYS, str(tmp_path / "khoa"))
    assert paths.key_folder() == tmp_path / "khoa"
    monkeypatch.delenv(paths.KEYS)
    assert paths.key_folder().name == "keys"


def test_a_copied_workspace_has_no_key_and_says_what_to_do(office: Place, tmp_path: Path) -> None:
    with pytest.raises(KeyMissing) as missing:
        keys.own_keys(office.session, tmp_path / "other machine")
    assert "bản sao lưu khóa" in str(missing.value)
    assert "thư giới thiệu" in str(missing.value)
    assert not (tmp_path / "other machine").exists()


def test_a_restored_workspace_keeps_its_node_and_finds_its_key(tmp_path: Path) -> None:
    path, folder = tmp_path / "so.tdb", tmp_path / "keys"
    session = workspace.create(path, clock=FrozenClock(NOW, step_ms=1), seed=1)
    offices.set_up_office(session, name="Trường A", short="A")
    before_keys = back_up_workspace(session)
    mine = keys.own_keys(session, folder)
    node = queries.own_node(session.conn)
    session.close()
    restored = restoring.restore(restoring.plan_restore(before_keys), clock=FrozenClock(NOW, step_ms=1))
    again = workspace.open_workspace(restored, clock=FrozenClock(NOW, step_ms=1))
    after = queries.own_node(again.conn)
    assert node is not None
    assert after is not None
    assert after["uid"] == node["uid"]
    assert keys.own_keys(again, folder) == mine
    assert public(again) == (mine.sign_key, mine.age_key)
    again.close()


@pytest.mark.parametrize("harm", ["cut", "flipped", "emptied", "swapped", "huge"])
def test_a_damaged_key_file_is_never_used(office: Place, tmp_path: Path, harm: str) -> None:
    path = own_file(office)
    data = path.read_bytes()
    other = place(tmp_path, "Trường B", 2)
    harmed = {
        "cut": data[:-5],
        "flipped": data.replace(b'"v":1', b'"v":2'),
        "emptied": b"",
        "swapped": own_file(other).read_bytes(),
        "huge": b" " * (keys.LARGEST + 1),
    }
    other.session.close()
    path.write_bytes(harmed[harm])
    with pytest.raises(KeyMissing):
        keys.own_keys(office.session, office.keys)
    assert path.read_bytes() == harmed[harm]


def test_another_key_in_the_place_of_ours_is_not_taken_for_it(office: Place) -> None:
    path = own_file(office)
    values = canonical.decode(path.read_bytes())
    path.unlink()
    with office.session.change(msg("Thử")) as change:
        node = queries.own_node(change.connection)
        assert node is not None
        change.update("node", node["id"], sign_key=None, age_key=None)
    keys.own_keys(office.session, office.keys)
    path.write_bytes(canonical.encode(values))
    with pytest.raises(KeyMissing):
        keys.own_keys(office.session, office.keys)


def test_a_key_comes_back_from_its_back_up_with_the_passphrase(office: Place, tmp_path: Path) -> None:
    saved, elsewhere = tmp_path / "khoa.age", tmp_path / "new pc"
    mine = keys.own_keys(office.session, office.keys)
    keys.back_up(office.session, saved, unicodedata.normalize("NFD", PASSPHRASE), office.keys)
    assert mine.age_secret.encode() not in saved.read_bytes()
    with pytest.raises(BadInput):
        keys.restore(saved, PASSPHRASE + "!", elsewhere)
    assert not elsewhere.exists()
    keys.restore(saved, PASSPHRASE, elsewhere)
    keys.restore(saved, PASSPHRASE, elsewhere)
    assert keys.own_keys(office.session, elsewhere) == mine


def test_a_back_up_needs_a_passphrase_worth_the_name(office: Place, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=str(keys.LEAST_PASSPHRASE)):
        keys.back_up(office.session, tmp_path / "khoa.age", "1234567", office.keys)
    assert not (tmp_path / "khoa.age").exists()


def test_what_is_no_back_up_of_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        keys.restore(tmp_path / "không có", PASSPHRASE, tmp_path)
    (tmp_path / "khac").write_bytes(b"PK\x03\x04")
    with pytest.raises(BadInput):
        keys.restore(tmp_path / "khac", PASSPHRASE, tmp_path)


def test_a_key_is_not_written_over_by_another_of_its_name(office: Place, tmp_path: Path) -> None:
    saved = tmp_path / "khoa.age"
    keys.back_up(office.session, saved, PASSPHRASE, office.keys)
    own_file(office).unlink()
    with office.session.change(msg("Thử")) as change:
        node = queries.own_node(change.connection)
        assert node is not None
        change.update("node", node["id"], sign_key=None, age_key=None)
    second = keys.own_keys(office.session, office.keys)
    with pytest.raises(Refused):
        keys.restore(saved, PASSPHRASE, office.keys)
    assert keys.own_keys(office.session, office.keys) == second


def test_a_new_machine_has_new_keys_in_a_new_epoch_and_still_opens_what_was_on_its_way(office: Place) -> None:
    old = keys.own_keys(office.session, office.keys)
    before = queries.own_places(office.session.conn, office.session.office.seat_id)
    keys.new_node(office.session, office.keys)
    new = keys.own_keys(office.session, office.keys)
    assert new != old
    assert keys.opening_keys(office.session, office.keys) == (new, old)
    after = queries.own_places(office.session.conn, office.session.office.seat_id)
    assert {name: place_[0] for name, place_ in after.items()} == {
        name: place_[0] + 1 for name, place_ in before.items()
    }
    with pytest.raises(Refused):
        office.session.undo()


def test_a_workspace_from_before_the_new_machine_does_not_sign_with_the_old_key(office: Place, tmp_path: Path) -> None:
    office.session.checkpoint()
    earlier = tmp_path / "earlier.tdb"
    shutil.copy(office.session.path, earlier)
    keys.new_node(office.session, office.keys)
    old = workspace.open_workspace(earlier, clock=FrozenClock(NOW, step_ms=1))
    with pytest.raises(KeyMissing):
        keys.own_keys(old, office.keys)
    old.close()


def test_a_new_machine_works_where_the_key_is_lost(office: Place) -> None:
    own_file(office).unlink()
    with pytest.raises(KeyMissing):
        trust.own_fingerprint(office.session, office.keys)
    keys.new_node(office.session, office.keys)
    assert len(trust.own_fingerprint(office.session, office.keys).split()) == 6
