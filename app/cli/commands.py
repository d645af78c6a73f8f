"""The commands in the order in which ``tiendo --help`` lists them: the order of the work."""

import click

from app.cli import (
    bundle,
    closing,
    consolidate,
    demo,
    feedback,
    figures,
    history,
    lists,
    making,
    org,
    paper_layouts,
    paper_texts,
    papers,
    plan,
    plan_import,
    quarter,
    rules,
    safety,
    tasks,
)
from app.cli.frame import Group

ORDER: tuple[click.Command, ...] = (
    *making.MAKING,
    *lists.COMMANDS,
    *org.COMMANDS,
    *plan_import.COMMANDS,
    *plan.COMMANDS,
    *tasks.COMMANDS,
    *rules.COMMANDS,
    *quarter.COMMANDS,
    *closing.COMMANDS,
    *feedback.COMMANDS,
    *figures.COMMANDS,
    *consolidate.COMMANDS,
    *papers.COMMANDS,
    *paper_texts.COMMANDS,
    *paper_layouts.COMMANDS,
    *bundle.COMMANDS,
    *history.COMMANDS,
    *lists.STEPS,
    *safety.COMMANDS,
    *demo.COMMANDS,
    *making.ABOUT,
)


def add_commands(root: Group) -> None:
    """Put every command into the root group."""
    for each in ORDER:
        root.add_command(each)
