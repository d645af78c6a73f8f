"""A draft letter opens in a mail program as one to be sent, with the file in it byte for byte."""

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from app.bundles import letter
from app.bundles.delivering import Parcel, deliver
from app.errors import BadInput, Refused
from app.session import Session

DATA = b"age-encryption.org/v1\n" + bytes(range(256))


def opened(data: bytes | Path) -> EmailMessage:
    found = email.message_from_bytes(data if isinstance(data, bytes) else data.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_draft_says_in_vietnamese_what_it_brings_and_carries_the_file(
    office_session: Session, tmp_path: Path
) -> None:
    parcel = Parcel("ldld-tinh-mau-2026-q3-v14.tiendo", DATA)
    made = letter.draft(office_session, parcel, whom="Tổng Liên đoàn", period="2026-Q3", ver=14)
    (done,) = deliver(tmp_path, [made])
    assert done.path.name == "ldld-tinh-mau-2026-q3-v14.eml"
    found = opened(done.path)
    assert found["X-Unsent"] == "1"
    assert found["To"] is None
    assert found["From"] is None
    assert found["Subject"] == "Liên đoàn Lao động tỉnh Mẫu gửi gói dữ liệu quý III/2026"
    body = found.get_body(("plain",))
    assert body is not None
    text = body.get_content().replace("\r\n", "\n")  # the line ends of mail
    assert text.startswith("Kính gửi: Tổng Liên đoàn\n")
    assert "ldld-tinh-mau-2026-q3-v14.tiendo (bản 14, 1 kB)" in text
    (attached,) = found.iter_attachments()
    assert attached.get_filename() == "ldld-tinh-mau-2026-q3-v14.tiendo"
    assert attached.get_content_type() == "application/octet-stream"
    assert attached.get_content() == DATA


def test_a_draft_for_several_names_them(office_session: Session) -> None:
    made = letter.draft(office_session, Parcel("a.tiendo", DATA), to=("vp@congdoan.vn", " hai@mau.vn "))
    assert isinstance(made.content, bytes)
    assert opened(made.content)["To"] == "vp@congdoan.vn, hai@mau.vn"


def test_a_kept_file_can_be_attached(office_session: Session, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(DATA)
    made = letter.draft(office_session, Parcel("a.tiendo", path))
    assert isinstance(made.content, bytes)
    (attached,) = opened(made.content).iter_attachments()
    assert attached.get_content() == DATA


@pytest.mark.parametrize("text", ["", "vp", "vp@", "@mau.vn", "a b@mau.vn", "a@mau.vn\nBcc: x@y.vn"])
def test_what_is_no_address_is_refused(office_session: Session, text: str) -> None:
    with pytest.raises(BadInput, match="không phải địa chỉ thư"):
        letter.draft(office_session, Parcel("a.tiendo", DATA), to=(text,))


def test_a_file_that_no_mail_server_takes_is_refused(office_session: Session) -> None:
    with pytest.raises(Refused, match=r"nặng 19 MB.*Chép ra USB"):
        letter.draft(office_session, Parcel("a.tiendo", bytes(letter.MOST + 1)))


def test_lines_of_a_letter_are_as_short_as_mail_demands(office_session: Session) -> None:
    made = letter.draft(office_session, Parcel("a.tiendo", DATA * 50), whom="Đơn vị " * 60)
    assert isinstance(made.content, bytes)
    assert max(map(len, made.content.split(b"\r\n"))) <= 998
    assert b"\n" not in made.content.replace(b"\r\n", b"")
