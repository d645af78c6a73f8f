"""The catalogue: every text of the sources is in it, has its English with the same placeholders, and gives the same bytes."""

import gettext
import io
from pathlib import Path

import dev_messages
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from dev_messages import Text, faults, merged, mo_bytes, po_bytes, texts, texts_of

SOURCE = """
def f(session, n):
    session.say(msg("Giao {task}", task=1))
    tr("Đã lưu {n} dòng", n=n)
    tr(n)
"""


def with_english(**english: str) -> Catalog:
    catalogue = Catalog(locale="en")
    for key, string in english.items():
        catalogue.add({"saved": "Đã lưu {n} dòng", "given": "Giao {task}"}[key], string)
    return catalogue


def test_texts_are_found_where_they_stand() -> None:
    assert list(texts_of(SOURCE, "app/x.py")) == [
        Text("Giao {task}", "app/x.py", 3),
        Text("Đã lưu {n} dòng", "app/x.py", 4),
        Text(None, "app/x.py", 5),
    ]


def test_what_a_person_must_mend_is_named() -> None:
    found = list(texts_of(SOURCE, "app/x.py"))
    catalogue = merged(found, with_english(saved="Saved {m} rows"))
    assert faults(found, catalogue) == [
        "app/x.py:5: the first argument of tr/msg must be a literal",
        "app/x.py: no English for 'Giao {task}'",
        "app/x.py: other placeholders in the English of 'Đã lưu {n} dòng'",
    ]


def test_the_same_sources_give_the_same_bytes_and_gettext_reads_them() -> None:
    found = list(texts_of(SOURCE, "app/x.py"))
    first = merged(found, with_english(saved="Saved {n} rows", given="Give {task}"))
    again = merged(list(reversed(found)), read_po(io.BytesIO(po_bytes(first)), locale="en"))
    assert (po_bytes(again), mo_bytes(again)) == (po_bytes(first), mo_bytes(first))
    spoken = gettext.GNUTranslations(io.BytesIO(mo_bytes(first)))
    assert spoken.gettext("Giao {task}") == "Give {task}"


def test_a_text_that_left_the_sources_leaves_the_catalogue() -> None:
    catalogue = merged([Text("Giao {task}", "a.py", 1)], with_english(saved="Saved {n} rows", given="Give {task}"))
    assert [message.id for message in catalogue if message.id] == ["Giao {task}"]


def test_all_texts_of_the_program_are_literals(checkout: Path) -> None:
    assert [f"{text.file}:{text.line}" for text in texts(checkout) if text.text is None] == []


def test_the_english_is_complete_and_compiled(capsys: pytest.CaptureFixture[str]) -> None:
    if not dev_messages.PO.exists():
        pytest.skip("no catalogue yet")
    assert dev_messages.main(["--check"]) == 0, capsys.readouterr().out
