"""From a file or a text to a review: read, recognised, kept."""

import secrets
from dataclasses import replace
from pathlib import Path

from app.i18n import tr
from app.jobs import Progress
from app.plan_import.readers import Legacy, read_source, source_of_text
from app.plan_import.recognise import recognise
from app.plan_import.review import keeping
from app.plan_import.review.entries import review_of
from app.plan_import.review.keeping import Kept
from app.plan_import.source import Source

STEPS = 3


def open_file(workspace: Path, file: Path, legacy: Legacy = Legacy.ASK, progress: Progress | None = None) -> Kept:
    """Read a document and keep its draft for review.

    Raises what the readers raise: LegacyText where an old encoding has to be asked about, BadInput or NotFound with a sentence, Cancelled.
    """
    _report(progress, 0, tr("Đang đọc {name}", name=file.name))
    source = read_source(file, legacy=legacy, progress=progress)
    return _kept(workspace, source, file, progress)


def open_text(workspace: Path, text: str, legacy: Legacy = Legacy.ASK, progress: Progress | None = None) -> Kept:
    """Read a pasted text and keep its draft for review; the same errors."""
    _report(progress, 0, tr("Đang đọc nội dung đã dán"))
    source = source_of_text(text, legacy=legacy)
    return _kept(workspace, source if source.name else replace(source, name=tr("Nội dung đã dán")), None, progress)


def _kept(workspace: Path, source: Source, file: Path | None, progress: Progress | None) -> Kept:
    _report(progress, 1, tr("Đang nhận ra chỉ tiêu, nhiệm vụ"))
    draft = recognise(source)
    _report(progress, 2, tr("Đang lưu bản nháp"))
    kept = keeping.begin(workspace, secrets.token_hex(6), source, review_of(draft), file)
    _report(progress, STEPS, "")
    return kept


def _report(progress: Progress | None, done: int, words: str) -> None:
    if progress is not None:
        progress.report(done, STEPS, words)
