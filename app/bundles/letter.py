"""A letter with a file attached, as a draft (``.eml``): a mail program opens it, the person looks at it and sends it."""

import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from app.bundles.delivering import Parcel
from app.errors import BadInput, Refused
from app.i18n import msg, tr
from app.numbers import format_number
from app.people import office_facts
from app.plan import periods
from app.session import Session

MOST = 18 * 1024 * 1024
"""Bytes of a file that can be sent: mail servers take letters of 25 MB, and what is attached grows by more than a third."""

_ADDRESS = re.compile(r"([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")

UNSENT = "X-Unsent"
"""The header by which mail programs open a letter as a draft to be sent, not as one that was received."""


def draft(
    session: Session,
    parcel: Parcel,
    *,
    to: Sequence[str] = (),
    whom: str = "",
    period: str | None = None,
    ver: int | None = None,
) -> Parcel:
    """The draft of a letter with a file, ready for ``delivering.deliver``; ``whom`` is addressed, ``to`` may stay empty.

    Raises Refused for a file too large for a letter, BadInput for an address that is none. OSError where the file is gone.
    """
    content = parcel.content if isinstance(parcel.content, bytes) else parcel.content.read_bytes()
    if len(content) > MOST:
        words = msg(
            "Gói {name} nặng {size} MB, thư điện tử thường chỉ nhận đến {most} MB. Chép ra USB hoặc bớt tệp đính kèm.",
            name=parcel.name,
            size=format_number(-(-len(content) >> 20)),
            most=format_number(MOST >> 20),
        )
        raise Refused(words)
    office = office_facts.facts(session).name
    about = periods.inside(period) if period else tr("công tác")
    letter = EmailMessage(policy=SMTP)
    letter[UNSENT] = "1"
    if to:
        letter["To"] = [_address(text) for text in to]
    letter["Subject"] = tr("{office} gửi gói dữ liệu {period}", office=office, period=about)
    letter.set_content(_text(office, parcel.name, len(content), whom, about, ver), cte="base64")
    letter.add_attachment(content, maintype="application", subtype="octet-stream", filename=parcel.name)
    return Parcel(f"{parcel.name.rsplit('.', 1)[0]}.eml", bytes(letter))


def _text(office: str, name: str, size: int, whom: str, about: str, ver: int | None) -> str:
    dear = tr("Kính gửi: {whom}", whom=whom) if whom else tr("Kính gửi quý cơ quan,")
    kept = tr("bản {ver}, ", ver=ver) if ver is not None else ""
    lines = (
        dear,
        "",
        tr("{office} gửi gói dữ liệu {period}.", office=office, period=about),
        tr("Tệp kèm theo: {name} ({ver}{size} kB).", name=name, ver=kept, size=format_number(-(-size // 1024))),
        "",
        tr("Cách nhận: lưu tệp về máy, mở chương trình Tiến Độ, vào Gửi nhận, bấm Mở gói và chọn tệp này."),
        tr("Nội dung đã mã hóa, chỉ đơn vị nhận mở được. Nhận xong, đề nghị gửi lại gói có giấy báo nhận."),
        "",
        tr("Trân trọng."),
    )
    return "\n".join(lines) + "\n"


def _address(text: str) -> Address:
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        words = msg("“{text}” không phải địa chỉ thư. Ghi như ten@congdoan.vn.", text=text)
        raise BadInput(words, where=str(msg("Địa chỉ thư")))
    return Address(username=found[1], domain=found[2])
