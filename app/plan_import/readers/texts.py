"""Plain text: the bytes of a ``.txt`` in whatever encoding, and what was pasted from the clipboard."""

import codecs
import re
import unicodedata

from app.errors import BadInput
from app.foreign.magic import utf16_without_mark
from app.i18n import msg, tr
from app.plan_import.draft import Warned
from app.plan_import.readers.legacy import Legacy, Part, best_encoding, settle
from app.plan_import.readers.syllables import score
from app.plan_import.source import Line, Source, SourceKind
from app.text import clean

LARGEST_TEXT = 5_000_000
"""Characters; a plan of 200 pages has 600,000."""

MOST_LINES = 100_000

SIGNS = {"\uf02d": "-", "\uf02b": "+", "\uf02a": "*", "\uf0b7": "•", "·": "•"}
"""What the letters of symbol fonts are that are no picture."""

_LINE_END = re.compile("\f?(?:\r\n|[\r\n\v\x85\u2028\u2029])\f*|\f+")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SYMBOL = re.compile("[\ue000-\uf8ff]")
_SURE = 0.75
_MOST_DAMAGED = 0.005
_SAMPLE = 100_000


def source_of_text(
    text: str,
    name: str = "",
    kind: SourceKind = "paste",
    *,
    legacy: Legacy = Legacy.ASK,
    sha256: str = "",
    warnings: tuple[Warned, ...] = (),
) -> Source:
    """A text as a source: each of its lines is one, blank ones too, so that the numbers are those of the text.

    Raises LegacyText where it is in an old encoding and nobody has decided yet; BadInput where it is empty, too long, or lost its letters.
    """
    called = name or tr("văn bản đã dán")
    if len(text) > LARGEST_TEXT:
        raise too_long(called)
    lines = _LINE_END.split(text)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise empty(called)
    if len(lines) > MOST_LINES:
        raise too_long(called)
    settled, told = settle([(Part(line),) for line in lines], legacy, called)
    numbered = tuple(Line(tidy(line), number) for number, line in enumerate(settled, 1))
    if not any(line.text for line in numbered):
        raise empty(called)
    return Source(called, kind, numbered, whole_paragraphs=False, sha256=sha256, warnings=(*warnings, *told))


def tidy(line: str) -> str:
    """A line as the recogniser gets it: NFC, plain spaces, nothing unseen, no blank ends; runs of spaces and tabs stay."""
    text = clean(line, LARGEST_TEXT).replace("\n", " ")
    return _without_symbols(text) if _SYMBOL.search(text) else text


def _without_symbols(text: str) -> str:
    """Letters of symbol fonts as signs: a bullet at the start stays one, figures and dashes come back, pictures go."""
    if _SYMBOL.match(text) and not _latin(text[0]).isdigit():
        text = f"{SIGNS.get(text[0], '-')} {text[1:].lstrip()}"
    return _SYMBOL.sub(lambda found: SIGNS.get(found.group(), _latin(found.group())), text).strip()


def _latin(letter: str) -> str:
    code = ord(letter) - 0xF000
    return chr(code) if 0x20 <= code < 0x40 else ""


def decoded(data: bytes, name: str) -> tuple[str, tuple[Warned, ...]]:
    """The text of a ``.txt``. Old encodings of one byte a letter stay as they are (``legacy`` finds them). BadInput where nothing fits."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), ()
    wide = utf16_without_mark(data[:4096])
    if wide:
        return data.decode(wide, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf8(data, name)


def _not_utf8(data: bytes, name: str) -> tuple[str, tuple[Warned, ...]]:
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("\N{REPLACEMENT CHARACTER}")
    if lost <= len(damaged) * _MOST_DAMAGED and score(damaged[:_SAMPLE]) > _SURE:
        line = damaged[: damaged.index("\N{REPLACEMENT CHARACTER}")].count("\n") + 1
        said = tr("Có {count} chỗ không đọc được chữ.", count=lost)
        return damaged, (Warned(code="damaged_text", line=line, message=said),)
    # Vietnamese of Windows: base letters and marks apart, composed again here. It is Unicode's own subset, so nothing is asked.
    windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if score(windows[:_SAMPLE]) >= _SURE:
        return windows, ()
    surface = data.decode("latin-1")
    if best_encoding(surface[:_SAMPLE]) is not None:
        return surface, ()
    western = data.decode("cp1252", "replace")
    if "\N{REPLACEMENT CHARACTER}" not in western and sum(byte > 127 for byte in data) < len(data) * 0.02:
        return western, ()
    raise BadInput(
        msg("Không nhận ra bảng mã của tệp {name}. Mở tệp bằng Notepad, lưu lại với mã UTF-8 rồi thử lại.", name=name),
        name,
    )


def too_long(name: str) -> BadInput:
    """What to say of a text that no plan is as long as."""
    return BadInput(
        msg(
            "{name} dài hơn mọi kế hoạch (quá {millions} triệu chữ cái hoặc {lines} dòng). Tách phần cần nhập rồi thử lại.",
            name=name,
            millions=LARGEST_TEXT // 1_000_000,
            lines=MOST_LINES,
        ),
        name,
    )


def empty(name: str) -> BadInput:
    """What to say of a text without a letter."""
    return BadInput(msg("{name} không có chữ nào. Chọn văn bản khác.", name=name), name)
