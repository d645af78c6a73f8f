"""What the disk did, in words: what, where, what is safe, what to do; a bug stays a bug."""

import sqlite3
from pathlib import Path

import pytest

from app.errors import Refused
from app.i18n import msg
from app.troubles import explain, spoken
from db.connection import StorageTrouble, trouble_of
from tests.helpers import storage

SAVED_AT = 1_790_761_260_000
"""16:41 in Viet Nam."""


def test_a_full_disk_is_said_in_the_words_of_the_design() -> None:
    error = explain(StorageTrouble("disk_full"), Path("/srv/so/so.tdb"), SAVED_AT)
    assert str(error) == "Ổ /srv/so đã đầy. Đã lưu được đến 16:41; dọn chỗ trống rồi ghi tiếp."


@pytest.mark.parametrize("kind", ["disk_full", "readonly", "corrupt", "not_ours", "busy", "io"])
@pytest.mark.parametrize("saved", [None, SAVED_AT])
def test_every_trouble_has_a_sentence_that_ends(kind: str, saved: int | None) -> None:
    text = str(explain(StorageTrouble(kind), Path("/srv/so/so.tdb"), saved))
    assert text.endswith(".")
    assert "{" not in text


def test_damage_met_while_reading_is_no_bug(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    for number in range(300):
        storage.put(session, f"n{number}", "x" * 300)
    session.close()
    data = bytearray(session.path.read_bytes())
    for page in range(8192, len(data), 4096):
        if b"x" * 300 in data[page : page + 4096]:
            data[page : page + 4096] = bytes(4096)
    session.path.write_bytes(data)
    reader = storage.raw(session.path)
    with pytest.raises(sqlite3.DatabaseError) as met:
        reader.execute("SELECT * FROM setting").fetchall()
    reader.close()
    error = spoken(met.value)
    assert error is not None
    assert "khôi phục từ bản sao lưu" in str(error)


def test_what_a_person_can_act_on_passes_and_a_bug_stays_one() -> None:
    refused = Refused(msg("Quý này đã khóa."))
    assert spoken(refused) is refused
    assert spoken(ZeroDivisionError()) is None
    assert trouble_of(sqlite3.IntegrityError("x")) is None
    assert spoken(sqlite3.OperationalError("no such table: x")) is None
