"""What a workspace needs once a day, done beside the work: the ballast, the daily backup, thinning. Never in anyone's way."""

import logging

from app import backup, ballast
from app.errors import PlanError
from app.i18n import Message
from app.session import Session

log = logging.getLogger(__name__)


def look_after(session: Session) -> tuple[Message, ...]:
    """Do what is due; return what a person should hear of (a backup that failed or shrank). For a job after opening, and for closing."""
    if session.read_only:
        return ()
    ballast.keep(session.path)
    try:
        backup.back_up_if_due(session)
    except PlanError as trouble:
        log.info("the daily backup failed: %s", trouble)
        return (trouble.message,)
    stopped = backup.rotation_stopped(session.path)
    return () if stopped is None else (stopped,)
