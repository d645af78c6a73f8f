"""LibreOffice or Word, where installed, for old documents that our own reader does not understand: they save them as .docx.

Runs in the child process (``convert``), with a profile of its own, so that neither settings nor open windows of the person are touched, and
without macros. LibreOffice ends with the child. Word is started by Windows itself: if it hangs, it stays until the person closes it.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from app.errors import BadInput
from app.foreign.limits import MEGABYTE, Limits
from app.i18n import msg

LIMITS = Limits(memory=4096 * MEGABYTE, seconds=90.0)
"""An office program asks for much address space at its start and takes long at its first."""

_NAMES = ("soffice", "libreoffice")
_FOLDERS = (
    "C:/Program Files/LibreOffice/program",
    "C:/Program Files (x86)/LibreOffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
)
_WORD = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.Visible = $false; $word.DisplayAlerts = 0; $word.AutomationSecurity = 3
  $document = $word.Documents.Open($env:TIENDO_FROM, $false, $true, $false, 'none')
  $document.SaveAs2($env:TIENDO_TO, 16)
  $document.Close(0)
} finally { $word.Quit() }
"""


def convert(path: Path, name: str, _options: bytes) -> bytes:
    """The .docx that an office program makes of a file. Raises BadInput where none is installed or none can."""
    # The program goes by the ending, and the copy has none.
    source, target = path.with_name("old.doc"), path.with_name("old.docx")
    path.replace(source)
    for command in _commands(source):
        environment = {**os.environ, "TIENDO_FROM": str(source), "TIENDO_TO": str(target)}
        subprocess.run(  # noqa: S603  # programs found on this machine, no shell, arguments of ours
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if target.exists():
            return target.read_bytes()
    raise BadInput(
        msg(
            "Không đọc được tệp Word cũ {name}. Mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi nhập tệp đó.",
            name=name,
        ),
        name,
    )


def _commands(source: Path) -> list[Sequence[str]]:
    commands: list[Sequence[str]] = []
    program = next(filter(None, map(shutil.which, [*_NAMES, *(f"{folder}/soffice" for folder in _FOLDERS)])), None)
    if program is not None:
        profile = (source.parent / "profile").as_uri()
        options = ("--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent))
        commands.append((program, f"-env:UserInstallation={profile}", *options, str(source)))
    shell = shutil.which("powershell") if os.name == "nt" else None
    if shell is not None:
        commands.append((shell, "-NoProfile", "-NonInteractive", "-Command", _WORD))
    return commands
