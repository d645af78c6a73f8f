"""The commands in the order in which ``tiendo --help`` lists them: the order of the work."""

import click

from app.cli import lists, org, quarter, tasks
from app.cli.frame import Group


def add_commands(root: Group) -> None:
    """Put every command into the root group."""
    for each in (*lists.COMMANDS, *org.COMMANDS, *tasks.COMMANDS, *quarter.COMMANDS, *lists.STEPS):
        _add(root, each)


def _add(root: Group, made: click.Command) -> None:
    root.add_command(made)
