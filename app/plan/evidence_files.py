"""Evidence as files a person can open: under their own names, and never those of the attachments folder themselves.

There a file has no name but its SHA-256, so that no program of the machine would know it, and what is saved over it would break it.
"""

import re
import shutil
import tempfile
from pathlib import Path

from app.errors import NotFound, Refused
from app.i18n import msg
from app.plan.evidence import Evidence

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RUNS = frozenset(
    {
        *(".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".lnk", ".url", ".hta", ".js", ".jse", ".vbs"),
        *(".vbe", ".wsf", ".ps1", ".jar", ".sh", ".desktop", ".reg", ".cpl"),
    }
)
LONGEST_NAME = 120


def opened_copy(file: Evidence) -> Path:
    """A copy under the file's name in a folder of its own among the temporary files; the same again for the same file.

    NotFound when this machine does not have the file, Refused for programs: evidence comes from elsewhere too, and is never run.
    """
    if not file.path.is_file():
        raise NotFound(msg("Tệp {name} chưa có trên máy này. Xin tệp ở nơi đã gửi rồi thêm lại.", name=file.name))
    name = safe_name(file.name)
    if Path(name).suffix.lower() in _RUNS:
        raise Refused(msg("{name} là chương trình, không phải giấy tờ, nên không được mở từ đây.", name=file.name))
    folder = Path(tempfile.gettempdir()) / "tiendo" / file.sha256[:16]
    target = folder / name
    if not (target.is_file() and target.stat().st_size == file.size):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.path, target)
    return target


def safe_name(name: str) -> str:
    """The name without what a file system does not take, or what would lead out of the folder."""
    cleaned = _UNFIT.sub("_", name).strip(" .")
    stem, dot, suffix = cleaned.rpartition(".")
    if not dot:
        return cleaned[:LONGEST_NAME] or "tep"
    return f"{stem[: LONGEST_NAME - len(suffix)]}.{suffix[:20]}"
