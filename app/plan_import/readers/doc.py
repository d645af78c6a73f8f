"""Old Word documents (.doc, Word 97 to 2003): turned into .docx by msdoc2docx, a library in plain Python, then read as such.

Runs in the child process (``read``). What the library does not understand is left to an office program, where there is one (``office``).
"""

from pathlib import Path

from app.errors import BadInput, PlanError
from app.i18n import msg
from app.plan_import.readers.answers import Options, Unread, answered, no_answer
from app.plan_import.readers.docx import read_docx
from app.plan_import.source import Source


def read(path: Path, name: str, options: bytes) -> bytes:
    """The reader for the child process: gives an encoded answer."""
    try:
        return answered(lambda wanted: read_doc(path, name, wanted), options)
    except Unread as unread:
        return no_answer(str(unread))


def read_doc(path: Path, name: str, options: Options) -> Source:
    """An old Word document as a source. Raises BadInput, LegacyText; Unread where the library gives up on it."""
    import doc2docx
    from doc2docx import errors

    converted = path.with_name("converted.docx")
    try:
        doc2docx.convert(path, converted)
    except errors.EncryptedDocumentError as locked:
        raise BadInput(
            msg("Tệp {name} có mật khẩu nên không đọc được. Bỏ mật khẩu rồi lưu lại.", name=name), name
        ) from locked
    except (MemoryError, PlanError):
        raise
    except Exception as gave_up:
        # Its own errors as well as slips of its own on a damaged file: both mean the same here.
        raise Unread(f"{type(gave_up).__name__}: {gave_up}") from gave_up
    return read_docx(converted, name, options)
