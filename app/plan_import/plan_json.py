"""The JSON of a plan: read safely (bounded in size and depth, every fault named by its place), and written as agreed."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from app.errors import BadInput, NotFound
from app.i18n import Message, msg
from app.plan_import.draft import SCHEMA, PlanDraft

LARGEST_BYTES = 20_000_000
DEEPEST = 40

_BRACKETS = re.compile(rb"[\[\]{}]")
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"')
_PLACE = re.compile(r" - at `(?P<place>[^`]+)`$")
_FAULTS = (
    (re.compile(r"Expected `(?P<wanted>.+)`, got `(?P<got>.+)`"), msg("cần {wanted}, gặp {got}")),
    (re.compile(r"Object missing required field `(?P<key>.+)`"), msg("thiếu khóa “{key}”")),
    (
        re.compile(r"Expected `(?P<wanted>array|str)` of length <= (?P<limit>\d+)"),
        msg("dài quá mức {limit}"),
    ),
    (re.compile(r"Expected `array` of length >= (?P<limit>\d+)"), msg("cần ít nhất {limit} phần tử")),
    (re.compile(r"Expected `(?:int|float)` (?P<rule>[<>]=? [\d.]+)"), msg("số phải {rule}")),
    (re.compile(r"Invalid RFC3339 encoded date"), msg("ngày phải viết như 2026-09-30")),
)
_WORDS = {
    "str": msg("chuỗi chữ"),
    "int": msg("số nguyên"),
    "float": msg("số"),
    "decimal": msg("số"),
    "date": msg("ngày"),
    "object": msg("nhóm khóa"),
    "array": msg("danh sách"),
    "null": msg("trống"),
    "bool": msg("đúng hoặc sai"),
}


def read_plan(source: Path | bytes) -> PlanDraft:
    """A marked plan from its JSON, a file or its bytes. BadInput names the place in the JSON; NotFound when there is no such file."""
    data = _bytes(source)
    name = source.name if isinstance(source, Path) else ""
    if _depth(data) > DEEPEST:
        raise BadInput(msg("Tệp kế hoạch lồng nhau quá {limit} lớp nên không đọc.", limit=DEEPEST), name)
    try:
        draft = msgspec.convert(_marks(msgspec.json.decode(data)), type=PlanDraft)
    except msgspec.ValidationError as error:
        raise _not_as_agreed(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            msg("Tệp {name} không phải JSON đọc được: {detail}.", name=name or "JSON", detail=str(error)), name
        ) from error
    if draft.schema is not None and draft.schema != SCHEMA:
        raise BadInput(
            msg("Tệp kế hoạch theo mẫu “{found}”, chương trình đọc mẫu “{known}”.", found=draft.schema, known=SCHEMA),
            "$.schema",
        )
    return draft


def to_json(draft: PlanDraft) -> bytes:
    """The JSON of a plan (schema ``tiendo.plan/1``): every key there, unknown scalars null, a figure a JSON number; one line, UTF-8."""
    whole = msgspec.to_builtins(draft, builtin_types=(date, Decimal))
    document = whole["document"]
    heading, kind = document.pop("heading"), document["kind"]
    document["kind"] = kind[0] if isinstance(kind, list) and kind else kind or None
    document["title"] = document["title"] or heading
    return msgspec.json.Encoder(decimal_format="number").encode({**whole, "schema": SCHEMA})


def _marks(whole: Any) -> Any:
    """Marks made by hand name a recipient by its text alone."""
    recipients = whole.get("recipients") if isinstance(whole, dict) else None
    if isinstance(recipients, list):
        whole["recipients"] = [{"text": each} if isinstance(each, str) else each for each in recipients]
    return whole


def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        size, data = len(source), source
    else:
        try:
            size = source.stat().st_size
            data = source.read_bytes() if size <= LARGEST_BYTES else b""
        except FileNotFoundError as error:
            raise NotFound(msg("Không thấy tệp {path}.", path=str(source))) from error
    if size > LARGEST_BYTES:
        raise BadInput(msg("Tệp kế hoạch lớn quá {limit} MB nên không đọc.", limit=LARGEST_BYTES // 1_000_000))
    return data


def _depth(data: bytes) -> int:
    """How deep lists and objects stand inside each other; what stands in strings does not count."""
    deepest = depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub(b"", data)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _not_as_agreed(text: str) -> BadInput:
    found = _PLACE.search(text)
    place = found["place"] if found else "$"
    detail = text[: found.start()] if found else text
    return BadInput(msg("Tệp kế hoạch không đúng mẫu tại {place}: {fault}.", place=place, fault=_fault(detail)), place)


def _fault(detail: str) -> Message | str:
    for pattern, words in _FAULTS:
        found = pattern.search(detail)
        if found:
            return Message(words.text, {name: _said(value) for name, value in found.groupdict().items()})
    return detail


def _said(types: str) -> str:
    """The names of JSON types in words; other values as they are."""
    return " / ".join(str(_WORDS[name]) if name in _WORDS else name for name in types.split(" | "))
