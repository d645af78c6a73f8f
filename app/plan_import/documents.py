"""A plan from any file a person has: the document itself, or its marks as JSON."""

from dataclasses import dataclass
from pathlib import Path

from app.plan_import.draft import PlanDraft
from app.plan_import.plan_json import read_plan
from app.plan_import.readers import Legacy, read_source
from app.plan_import.recognise import recognise
from app.plan_import.source import Source

_LOOKED_AT = 64
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class PlanDocument:
    """What a file holds; ``source`` is None for marks, which have no text of their own."""

    draft: PlanDraft
    source: Source | None


def read_document(path: Path, *, legacy: Legacy = Legacy.ASK) -> PlanDocument:
    """Read a plan: .docx, .pdf, .doc, .txt, or marks (tiendo.plan/1), told by their content.

    Raises NotFound, BadInput with a sentence, and LegacyText where the text is in an old encoding and ``legacy`` is ASK.
    """
    if path.suffix.lower() == ".json" or _is_json(path):
        return PlanDocument(read_plan(path), None)
    source = read_source(path, legacy=legacy)
    return PlanDocument(recognise(source), source)


def _is_json(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
    return start.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"{")
