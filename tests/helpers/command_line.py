"""Running ``tiendo`` as a person would: in this process for speed, or as a child for what only a process shows."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import i18n
from app.cli.main import run
from tests.helpers.sources import CHECKOUT


@dataclass(frozen=True)
class Ran:
    """How a command line ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


def tiendo(*args: object) -> Ran:
    """Run a command line in this process."""
    out, err, language = io.StringIO(), io.StringIO(), i18n.language()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(arg) for arg in args])
    i18n.set_language(language)
    return Ran(code, out.getvalue(), err.getvalue())


def tiendo_child(*args: object, stdin: str = "", **environment: str) -> Ran:
    """Run a command line as its own process."""
    done = subprocess.run(
        [sys.executable, "-c", "from app.cli.main import main; main()", *(str(arg) for arg in args)],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        input=stdin.encode(),
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class Desk:
    """A person at a workspace: every command gets the workspace as its first argument after the command's words.

    ``do`` wants success and gives what was printed; ``refused`` wants exit code 1 and gives the sentence.
    """

    def __init__(self, path: Path, *shared: str) -> None:
        self.path = path
        self.shared = list(shared)

    def run(self, words: str, *args: object, child: bool = False) -> Ran:
        """Run ``tiendo <words> W <args>``."""
        runner = tiendo_child if child else tiendo
        return runner(*self.shared, *words.split(), self.path, *args)

    def do(self, words: str, *args: object, child: bool = False) -> str:
        """Run it; it must succeed without a word on stderr."""
        ran = self.run(words, *args, child=child)
        assert (ran.code, ran.err) == (0, ""), (words, args, ran)
        return ran.out.strip()

    def refused(self, words: str, *args: object) -> str:
        """Run it; it must be refused in one sentence on stderr."""
        ran = self.run(words, *args)
        assert ran.code == 1, (words, args, ran)
        assert ran.out == "", ran
        assert ran.err.count("\n") == 1, ran
        return ran.err.strip()

    def json(self, words: str, *args: object) -> Any:
        """Run it with ``--format json``."""
        return json.loads(self.do(words, *args, "--format", "json"))
