"""Opening the workspace for a command, and telling what a change did.

``changing`` and ``reading`` give a command its first argument W and hand it the open session.
"""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from app import workspace
from app.cli import output
from app.cli.frame import argument
from app.cli.options import shared
from app.i18n import Message, msg, tr
from app.lists import CHANGES
from app.reading import ListQuery, Reader
from app.session import Actor, Session
from app.text import clean_line, fold
from db.queries import references

W_HELP = msg("Sổ làm việc, có hoặc không có đuôi .tdb.")
FILE = click.Path(path_type=Path)


def changing(work: Callable[..., Any]) -> Callable[..., None]:
    """A command that changes the workspace W: it is handed the session and returns the new id or None; what was done is printed."""

    @argument("w", W_HELP, metavar="W", type=FILE)
    @functools.wraps(work)
    def run(w: Path, **given: Any) -> None:
        session = open_for(w)
        try:
            changed: list[int] = []
            session.subscribe(lambda touched: changed.append(len(touched)))
            result = work(session, **given)
            tell(session, result, changed=bool(changed))
        finally:
            session.close()

    return run


def reading(work: Callable[..., Any]) -> Callable[..., Any]:
    """A command that only looks at the workspace W: no lock is taken, so that it also runs beside the open window."""

    @argument("w", W_HELP, metavar="W", type=FILE)
    @functools.wraps(work)
    def run(w: Path, **given: Any) -> Any:
        session = open_for(w, read_only=True)
        try:
            return work(session, **given)
        finally:
            session.close()

    return run


def tell(session: Session, result: Any, *, changed: bool) -> None:
    """Print what the newest change did, and the id of what it made."""
    label = str(newest_label(session)) if changed else tr("Không có gì khác trước, không ghi.")
    made = result if isinstance(result, int) and not isinstance(result, bool) else None
    if shared().format == "json":
        output.put_json({"changed": changed, "id": made, "label": label, "result": None if made else result})
        return
    click.echo(label if made is None else f"{label} (#{made})")


def newest_label(session: Session) -> Message:
    """The label of the newest change."""
    reader = Reader(session)
    newest = list(reader.ids(CHANGES, ListQuery(), limit=1))
    row = reader.rows(CHANGES, ListQuery(), newest)[newest[0]]
    return Message.restored(row["label"])


def open_for(path: Path, *, read_only: bool = False) -> Session:
    """The session on a workspace, worked by whom ``--as`` names, at the time ``--today`` says."""
    given = shared()
    actor = Actor(clean_line(given.actor)) if given.actor else None
    session = workspace.open_workspace(path, clock=given.clock(), actor=actor, read_only=read_only)
    if actor is not None:
        session.actor = known_actor(session, actor.text)
    return session


def known_actor(session: Session, name: str) -> Actor:
    """The person of that name in the workspace where there is exactly one, else the name alone."""
    folded = fold(name)
    same = [row for row in references.all_of(session.conn, "person") if fold(row["name"]) == folded]
    return Actor(same[0]["name"], int(same[0]["id"])) if len(same) == 1 else Actor(name)
