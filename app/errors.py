"""What can go wrong in a way that a person can act on.

Anything else that is raised is a bug: logged, shown by the crash dialog, and the data is safe because of the transaction.
"""

from app.i18n import Message


class PlanError(Exception):
    """Something a person can act on. ``message`` says what happened, where, and what to do, in that order."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Refused(PlanError):
    """The rules of the work do not allow it now (a locked quarter, a missing reason, a wrong order of steps)."""


class NotFound(PlanError):
    """What was named does not exist in this workspace."""


class BadInput(PlanError):
    """Given data cannot be used. ``where`` names the place: a sheet and cell, a line, a field."""

    def __init__(self, message: Message, where: str = "") -> None:
        super().__init__(message)
        self.where = where


class Conflict(PlanError):
    """Somebody else changed the same thing in between; nothing was overwritten."""


class WorkspaceTrouble(PlanError):
    """The workspace file cannot be opened, locked, written or trusted."""


class Cancelled(Exception):
    """The person asked to stop. Not an error: nothing is shown."""
