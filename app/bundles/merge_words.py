"""A plan of files in words: what becomes of a file and of each state in it, and each row that changes, as people call it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from app import feedback
from app.bundles.deciding import Verdict
from app.bundles.plans import RowChange
from app.dates import format_date
from app.errors import BadInput
from app.history_words import DATE, FIGURE, FLAG, PERCENT, TABLES, VERDICTS, Told
from app.i18n import Message, msg, tr
from app.ids import uid_from_text
from app.numbers import format_number
from app.plan import periods
from app.session import Session
from app.words import GIVEN, STATES
from db.queries import exchange_rows

STANDINGS: Mapping[str, Message] = MappingProxyType(
    {
        "apply": msg("nhận được"),
        "hold": msg("để chờ"),
        "refused": msg("không nhận"),
        "nothing": msg("không có gì mới"),
    }
)
"""What a file is good for."""

FATES: Mapping[Verdict, Message] = MappingProxyType(
    {
        Verdict.apply: msg("áp dụng"),
        Verdict.same: msg("đã có"),
        Verdict.older: msg("cũ hơn bản đang dùng"),
        Verdict.hold: msg("để chờ"),
        Verdict.refuse: msg("không nhận"),
    }
)
"""What becomes of a state."""

OWN_AGAIN = msg("bản của chính sổ này được gửi trả, lấy lại phần đã mất")

SIGNS: Mapping[str, Message] = MappingProxyType({"new": msg("mới"), "changed": msg("sửa"), "withdrawn": msg("rút")})

_TABLES = {"progress": "progress_rev", "value": "value_rev"}
_NOUNS: Mapping[str, Message] = MappingProxyType(
    {"feedback": msg("kiến nghị"), "feedback_answer": msg("trả lời kiến nghị")}
)
_FIELDS: Mapping[str, Message] = MappingProxyType(
    {
        "given": msg("Giao cho"),
        "rev": msg("Lần trình"),
        "verdict": msg("Kết quả xét"),
        "cells": msg("Ô phải sửa"),
        "state": msg("Trạng thái"),
        "new_due": msg("Thời hạn mới"),
        "position": msg("Thứ tự"),
        "person_text": msg("Người làm"),
        "slip": msg("Theo phiếu trả lại"),
        "sha256": msg("Tệp đính kèm"),
        "size": msg("Cỡ tệp"),
        "name": msg("Tên"),
        "value": msg("Giá trị"),
        "text": msg("Nội dung"),
        "period": msg("Kỳ"),
    }
)
_GISTS: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {"progress": STATES, "review": VERDICTS, "feedback_answer": feedback.VERDICTS}
)
_REFERENCE = 36  # letters of an identity as text


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A row change as people read it; ``field`` and ``old`` are empty for a row that is new or withdrawn as a whole."""

    sign: str
    noun: str
    title: str
    period: str
    field: str
    old: str
    new: str


def told(session: Session, changes: Iterable[RowChange]) -> tuple[ChangeWords, ...]:
    """Row changes in words; references are told by what they refer to, where it is known here."""
    found = tuple(changes)
    uids = {text for change in found for text in (change.old, change.new) if _is_reference(text)}
    titles = exchange_rows.titles(session.conn, [uid_from_text(uid) for uid in uids])
    known = {uid: titles.get(uid_from_text(uid), "") for uid in uids}
    return tuple(_told(change, known) for change in found)


def _told(change: RowChange, titles: Mapping[str, str]) -> ChangeWords:
    column = _column(change.kind, change.field)
    return ChangeWords(
        sign=str(SIGNS[change.sign]),
        noun=str(_noun(change.kind)),
        title=change.title,
        period=period_words(change.period),
        field=str(_called(change.field, column)),
        old=_said(change.old, change.field, column, titles),
        new=_gist(change.kind, change.new) if change.sign == "new" else _said(change.new, change.field, column, titles),
    )


def _gist(kind: str, text: str) -> str:
    """What a new row says, in words."""
    if kind in _GISTS:
        return str(_GISTS[kind].get(text, text))
    if kind == "value":
        return str(GIVEN[text]) if text in GIVEN else "/".join(_figure(part) for part in text.split("/"))
    if kind in {"task", "due_change"} and text:
        return format_date(text)
    return _figure(text) if kind == "allotment" else text


def _figure(text: str) -> str:
    """A figure as people write it; a measure in words, or of yes and no, says something else."""
    try:
        return format_number(Decimal(text))
    except ArithmeticError:
        return text


def _noun(kind: str) -> Message | str:
    words = TABLES.get(_TABLES.get(kind, kind))
    return _NOUNS.get(kind) or (words.noun if words is not None else kind)


def _column(kind: str, field: str) -> Told | None:
    words = TABLES.get(_TABLES.get(kind, kind))
    if words is None:
        return None
    return words.columns.get(field) or words.columns.get(f"{field}_id")


def _called(field: str, column: Told | None) -> Message | str:
    if column is not None:
        return column.name
    return _FIELDS.get(field, field)


def _said(text: str, field: str, column: Told | None, titles: Mapping[str, str]) -> str:
    """A value as people write it; lists of addressees are told by their name alone."""
    if not text or text.startswith(("[", "(", "{")):
        return ""
    if _is_reference(text):
        return titles.get(text, "") or tr("có")
    if column is None:
        return str(VERDICTS.get(text, text)) if field == "verdict" else text
    how = column.how
    if isinstance(how, Mapping):
        return str(how.get(text, text))
    if how == FLAG:
        return tr("có") if text == "1" else tr("không")
    if how == DATE:
        return format_date(text)
    if how == PERCENT:
        return f"{text}%"
    return _figure(text) if how == FIGURE else text


def _is_reference(text: str) -> bool:
    return len(text) == _REFERENCE and text.count("-") == 4 and text.replace("-", "").isalnum()


def period_words(code: str) -> str:
    """A period as people call it; as it is written where this program does not know it."""
    if not code:
        return ""
    try:
        return str(periods.label(code))
    except BadInput:
        return code
