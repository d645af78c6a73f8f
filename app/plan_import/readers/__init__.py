"""Readers of documents: each turns a file of its kind into a ``Source``; ``reading`` chooses by the file's first bytes."""

from app.plan_import.readers.legacy import Legacy, LegacyText
from app.plan_import.readers.reading import read_source
from app.plan_import.readers.texts import source_of_text

__all__ = ["Legacy", "LegacyText", "read_source", "source_of_text"]
