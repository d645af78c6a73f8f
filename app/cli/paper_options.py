"""What a paper can be told on the command line, for printing, signing and editing its text: for whom, what of it, who signs."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from app.cli import refs
from app.cli.frame import option
from app.cli.kinds import DAY, WHOLE
from app.dates import from_iso
from app.i18n import msg
from app.session import Session

F = TypeVar("F", bound=Callable[..., Any])

_WHOM = {"ban": "ban_id", "person": "person_id", "unit": "unit_id", "programme": "programme_id"}

_SIGNER = option("--signer", words=msg("Người ký."))
_MUST_SIGN = option("--signer", required=True, words=msg("Người ký."))
_FRAME = (
    option("--post", words=msg("Chức vụ người ký.")),
    option("--authority", words=msg("Ký thay mặt ai, ví dụ “Ban Thường vụ”.")),
    option("--recipient", "recipients", multiple=True, words=msg("Nơi nhận; ghi nhiều lần được.")),
)
_WHOSE = (
    option("--ban", words=msg("Ban mà giấy tờ lập cho.")),
    option("--person", words=msg("Cán bộ mà giấy tờ lập cho.")),
    option("--unit", words=msg("Đơn vị mà giấy tờ lập cho.")),
    option("--programme", words=msg("Chỉ một chương trình (kế hoạch).")),
)
_OWN = (
    option(
        "--as-of", type=click.Choice(["closed", "current"]), words=msg("Số lúc khóa kỳ (khi đã khóa) hoặc số hiện nay.")
    ),
    option("--appendix", "appendices", multiple=True, words=msg("Phụ lục: targets, tasks, bans, units, charts.")),
    option(
        "--numbering",
        type=click.Choice(["running", "restarting"]),
        words=msg("Cột TT: liên tục hoặc đánh lại từng nhóm."),
    ),
    option("--attached-to", words=msg("Văn bản mà biểu kèm theo, ví dụ “Báo cáo số 05/BC-LĐLĐ ngày 05/10/2026”.")),
    option("--reply-by", type=DAY, words=msg("Hạn mới trong công văn đôn đốc.")),
    option(
        "--item", "items", multiple=True, words=msg("Dòng của biên bản giao nhận: “nội dung | số lượng | ghi chú”.")
    ),
    option("--giver", words=msg("Người giao, chức vụ.")),
    option("--receiver", words=msg("Người nhận, chức vụ.")),
)
_DAY = (
    option("--day", type=DAY, words=msg("Ngày ghi trên văn bản.")),
    option("--number", type=WHOLE, words=msg("Số văn bản.")),
)


def printing(work: F) -> F:
    """All that a paper can be told."""
    return _with((*_WHOSE, *_OWN, *_DAY, _SIGNER, *_FRAME), work)


def signing(work: F) -> F:
    """What a paper can be told when it is signed; day and number come from the register."""
    return _with((*_WHOSE, *_OWN, _MUST_SIGN, *_FRAME), work)


def whom(work: F) -> F:
    """Only for whom a paper is."""
    return _with(_WHOSE, work)


def said(session: Session, given: Mapping[str, Any]) -> dict[str, Any]:
    """The options as the catalogue takes them: what was not given is left out, names become ids."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        if value is None or value == ():
            continue
        if name in _WHOM:
            found[_WHOM[name]] = refs.find(session, name, value)
        elif name in {"day", "reply_by"}:
            found[name] = from_iso(value)
        else:
            found[name] = value
    return found


def _with(options: tuple[Callable[[Any], Any], ...], work: F) -> F:
    for each in reversed(options):
        work = each(work)
    return work
