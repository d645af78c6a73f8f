"""Which backups to give up: every day for two weeks, then one a week, one a month, one a year (DESIGN § 9). Pure; deletes nothing."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

DAYS_ALL = 2
DAYS_DAILY = 14
DAYS_WEEKLY = 70
DAYS_MONTHLY = 730
ALWAYS_KEPT = 3


@dataclass(frozen=True)
class Dated:
    """A backup as thinning sees it: in the order they were made, ``made`` the day in Viet Nam.

    ``pinned``: a person asked for it and only a person deletes it. ``shrank``: it holds a third less than the one before, and nobody said
    that this is right.
    """

    name: str
    made: date
    verified: bool = True
    pinned: bool = False
    shrank: bool = False


def to_delete(backups: Sequence[Dated], today: date) -> tuple[str, ...]:
    """The names to delete, oldest first.

    Nothing while a backup that shrank has not been explained: the older ones may be the only good ones.

    Only verified ones count: they alone represent their day, week, month or year (the newest of each), and the last three are always
    kept. An unverified one goes as soon as a newer verified one is there.
    """
    if any(backup.shrank for backup in backups):
        return ()
    verified = [backup for backup in backups if backup.verified]
    kept = {backup.name for backup in verified[-ALWAYS_KEPT:]}
    seen: set[Hashable] = set()
    for backup in reversed(verified):
        slot = _slot(backup, today)
        if slot not in seen:
            seen.add(slot)
            kept.add(backup.name)
    newest = len(backups) - 1 - next((n for n, backup in enumerate(reversed(backups)) if backup.verified), len(backups))
    return tuple(
        backup.name
        for position, backup in enumerate(backups)
        if not backup.pinned and backup.name not in kept and (backup.verified or position < newest)
    )


def _slot(backup: Dated, today: date) -> Hashable:
    """What a backup represents at its age; of those with the same slot one stays."""
    age = (today - backup.made).days
    if age < DAYS_ALL:
        return backup.name
    if age < DAYS_DAILY:
        return backup.made
    if age < DAYS_WEEKLY:
        return backup.made.isocalendar()[:2]
    if age < DAYS_MONTHLY:
        return "month", backup.made.year, backup.made.month
    return "year", backup.made.year
