"""Make the plan documents of the tests out of their annotated sources: ``python -m tests.plans.make [FOLDER…]``.

Writes ``NAME.txt`` and ``NAME.expected.json`` beside every ``NAME.plan``; Word files and PDFs are made where a test wants them. With
``--papers`` the plans of ``samples`` are also written as official papers into resources/samples, where the program has them.
"""

import json
import sys
from pathlib import Path
from typing import Literal

from tests.plans.marks import Mark, marks
from tests.plans.official_file import write_official
from tests.plans.pdf_file import write_pdf
from tests.plans.source import PlanSource, read
from tests.plans.word_file import write_docx

HERE = Path(__file__).parent
FOLDERS = ("open", "aside", "samples")
PAPERS = HERE.parents[1] / "resources" / "samples"
Kind = Literal["txt", "docx", "pdf"]
KINDS: tuple[Kind, ...] = ("txt", "docx", "pdf")


def plans(folder: Path) -> list[PlanSource]:
    """The annotated sources of a folder, by name."""
    return [read(path) for path in sorted(folder.glob("*.plan"))]


def write(plan: PlanSource, folder: Path, kind: Kind) -> tuple[Path, Mark]:
    """Write the plan as a file of a kind into the folder; the file and the marks a reader makes in it."""
    path = folder / f"{plan.name}.{kind}"
    if kind == "txt":
        path.write_text(plan.text, encoding="utf-8")
    elif kind == "docx":
        write_docx(plan, path)
    else:
        write_pdf(plan, path)
    return path, marks(plan, kind)


def as_json(mark: Mark) -> str:
    """The marks as they stand in an ``.expected.json``."""
    return json.dumps(mark, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write text and marks of every plan of the folders."""
    if "--papers" in arguments:
        arguments.remove("--papers")
        for plan in plans(HERE / "samples"):
            write_official(plan, PAPERS)
    for folder in [Path(name) for name in arguments] or [HERE / name for name in FOLDERS]:
        for plan in plans(folder):
            _, mark = write(plan, folder, "txt")
            (folder / f"{plan.name}.expected.json").write_text(as_json(mark), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
