"""How a workspace begins: from three answers, as the sample, or out of a backup."""

from dataclasses import dataclass
from pathlib import Path

from app import restore, workspace
from app.clock import Clock
from app.people import offices
from app.plan import calendar, periods
from app.session import Actor, Session
from app.text import clean_line

SAMPLE_NAME = "tinh-mau.tdb"


@dataclass(frozen=True)
class Answers:
    """The three answers of the first start: the office's full name, its year ("calendar" or "school"), and where the file goes."""

    name: str
    year_type: str
    path: Path


def make_workspace(answers: Answers, *, clock: Clock | None = None, actor: Actor | None = None) -> Session:
    """A new workspace for an office, with the present quarter opened. Raises what creating and setting up raise."""
    session = workspace.create(answers.path, clock=clock, actor=actor)
    try:
        name = clean_line(answers.name)
        offices.set_up_office(session, name=name, short=short_name(name), year_type=answers.year_type)
        calendar.open_period(session, periods.quarter_of(session.clock.today()))
    except BaseException:
        session.close()
        workspace.remove(answers.path)
        raise
    return session


def open_sample(folder: Path, *, actor: Actor | None = None) -> Session:
    """The sample workspace in a folder: made at the first time, opened from then on."""
    path = folder / SAMPLE_NAME
    if path.exists():
        return workspace.open_workspace(path, actor=actor)
    from app.sample import province

    session = workspace.create(path, actor=actor)
    try:
        province.write_sample(session)
    except BaseException:
        session.close()
        workspace.remove(path)
        raise
    return session


def restore_and_open(backup: Path, into: Path, *, actor: Actor | None = None) -> Session:
    """Put a backup in place (what is there is backed up first) and open it."""
    restore.restore(restore.plan_restore(backup, into=into))
    return workspace.open_workspace(into, actor=actor)


def short_name(name: str) -> str:
    """The usual short form: "Liên đoàn Lao động" is written LĐLĐ, "Công đoàn Giáo dục" CĐGD, "Công đoàn cơ sở" CĐCS."""
    short = name
    for long, letters in (
        ("Liên đoàn Lao động", "LĐLĐ"),
        ("Liên đoàn lao động", "LĐLĐ"),
        ("Công đoàn Giáo dục", "CĐGD"),
        ("Công đoàn cơ sở", "CĐCS"),
    ):
        short = short.replace(long, letters)
    return short
