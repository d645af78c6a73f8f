"""A document as canonical JSON: the same content always gives the same bytes, so that its hash stands for what was signed."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from app.reports.content import Document


def content_bytes(document: Document) -> bytes:
    """The document in UTF-8 JSON, keys sorted; every part says its kind under "is"; numbers that are no integers are decimal texts."""
    plain = _plain(document)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            "is": type(value).__name__,
            **{field.name: _plain(getattr(value, field.name)) for field in fields(value)},
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, Fraction, float)):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value
