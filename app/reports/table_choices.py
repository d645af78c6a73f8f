"""How the tables of papers are set up in this office: whether TT runs through a table or starts again under each title row."""

from app.errors import BadInput
from app.i18n import msg
from app.people import offices
from app.reports.content import Numbering
from app.session import Session
from db.queries import workspace

SETTING = "paper_numbering"
CHOICES = (Numbering.RUNNING, Numbering.RESTARTING)


def numbering_of(session: Session, wanted: str = "") -> Numbering:
    """The numbering that is wanted, else the office's, else running. Raises BadInput for a word that is none."""
    if wanted:
        return _checked(wanted)
    kept = workspace.setting(session.conn, SETTING)
    return Numbering(kept) if kept in {choice.value for choice in CHOICES} else Numbering.RUNNING


def choose_numbering(session: Session, wanted: str) -> None:
    """Set how TT runs in this office's papers: "running" or "restarting". Undoable. Raises BadInput."""
    offices.set_setting(session, SETTING, _checked(wanted).value)


def _checked(wanted: str) -> Numbering:
    found = next((choice for choice in CHOICES if choice.value == wanted), None)
    if found is None:
        raise BadInput(
            msg("Không có cách đánh số “{wanted}”. Chọn running (liên tục) hoặc restarting (từng nhóm).", wanted=wanted)
        )
    return found
