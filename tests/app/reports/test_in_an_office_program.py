"""The Word and Excel papers opened and printed by LibreOffice; skipped where it is not installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.reports.content import Appendix
from app.reports.writing import render
from tests.app.reports.papers import pdf_pages, report, targets, words

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
AS_TIMES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<cachedir>{cache}</cachedir><match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>"""

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def printed(data: bytes, ending: str, folder: Path) -> list[str]:
    """The pages of the file as LibreOffice prints them, with Tinos in place of Times New Roman."""
    (folder / f"x.{ending}").write_bytes(data)
    settings = folder / "fonts.conf"
    settings.write_text(AS_TIMES.format(fonts=FONTS, cache=folder / "cache"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), f"x.{ending}"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, timeout=50)
    return pdf_pages((folder / "x.pdf").read_bytes())


def test_word_prints_the_same_pages_as_the_pdf(tmp_path: Path) -> None:
    document = report(appendices=(Appendix("Một", (targets(30),)), Appendix("Hai", (targets(3),), landscape=False)))
    word, pdf = printed(render(document, "docx"), "docx", tmp_path), pdf_pages(render(document, "pdf"))
    assert len(word) == len(pdf)
    assert set(words(" ".join(word)).split()) == set(words(" ".join(pdf)).split())
    assert [words(page)[:2] for page in word][1] == "2 "


def test_excel_prints_every_row_with_its_titles(tmp_path: Path) -> None:
    pages = printed(render(report(appendices=(Appendix("Một", (targets(60),)),)), "xlsx"), "xlsx", tmp_path)
    text = words(" ".join(pages))
    assert all(f"quyết số {at} " in text for at in range(60))
    assert all("Quý III" in page for page in pages if "nghị quyết số" in words(page))
    assert "###" not in text
