"""The process that reads one foreign file and ends: ``python -m app.foreign.child FOLDER``.

The folder holds the job (``JOB``) and gets the answer (``ANSWER``). Nothing of Qt, the database or the workspace is loaded here. Exit code
0: an answer is there; OUT_OF_MEMORY; anything else: the reader died.
"""

import gc
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

import msgspec

from app.errors import PlanError
from app.foreign.limits import Limits, hold_to
from app.i18n import set_language

JOB, ANSWER = "job", "answer"
OUT_OF_MEMORY = 77


class Job(msgspec.Struct, frozen=True):
    """What to do: call ``reader`` ("package.module:function") with the file, its name for people and the options."""

    reader: str
    path: str
    name: str
    options: bytes
    limits: Limits
    language: str = "vi"


class Done(msgspec.Struct, frozen=True, tag="done"):
    """What the reader gave."""

    data: bytes


class Said(msgspec.Struct, frozen=True, tag="said"):
    """A sentence for a person instead: its text, the values of its placeholders, the place."""

    text: str
    values: dict[str, int | str]
    where: str = ""


class Died(msgspec.Struct, frozen=True, tag="died"):
    """The reader met what it did not expect; ``trace`` is for the log."""

    trace: str


Answer = Done | Said | Died


def main(folder: Path) -> int:
    """Do the job in ``folder``; returns the exit code."""
    # The process ends soon: looking for circles among a million paragraphs takes longer than reading them.
    gc.disable()
    job = msgspec.msgpack.decode((folder / JOB).read_bytes(), type=Job)
    set_language(job.language)
    hold_to(job.limits)
    try:
        data = msgspec.msgpack.encode(_answer(job))
        if len(data) > job.limits.answer:
            return OUT_OF_MEMORY
        (folder / ANSWER).write_bytes(data)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _answer(job: Job) -> Answer:
    module, _, function = job.reader.partition(":")
    try:
        read = getattr(import_module(module), function)
        return Done(read(Path(job.path), job.name, job.options))
    except MemoryError:
        raise
    except PlanError as error:
        values = {key: v if isinstance(v, int) else str(v) for key, v in error.message.args.items()}
        return Said(error.message.text, values, getattr(error, "where", ""))
    except Exception:  # the file is foreign: whatever it made the reader do is told, not shown as a crash
        return Died(traceback.format_exc()[-4000:])


if __name__ == "__main__":
    code = main(Path(sys.argv[1]))
    # Straight out: libraries that were fed a hostile file need not tidy up after themselves.
    os._exit(code)
