"""The small streams of bundles: they count, stop at their cap, and tell of a full disk in words."""

from io import BytesIO

import pytest

from app.bundles.faults import Damaged, Fault
from app.bundles.streams import Capped, Chunks
from app.errors import WorkspaceTrouble
from tests.app.bundles.test_crypt import FullDisk


def test_no_more_is_taken_than_allowed() -> None:
    capped = Capped(BytesIO(), 4)
    assert capped.write(b"1234") == 4
    with pytest.raises(Damaged) as caught:
        capped.write(b"5")
    assert caught.value.code is Fault.too_large


def test_a_full_disk_under_the_temporary_file_is_said_so() -> None:
    with pytest.raises(WorkspaceTrouble, match="No space"):
        Capped(FullDisk(), 4).write(b"1")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pieces_read_as_one_stream_whatever_the_size_of_a_read(size: int) -> None:
    chunks = Chunks(iter([b"ab", b"", b"cde", b"f"]))
    read = []
    while data := chunks.read(size):
        read.append(data)
    assert b"".join(read) == b"abcdef"
    assert Chunks(iter([b"ab", b"c"])).read() == b"abc"
