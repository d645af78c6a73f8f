"""The few papers attached to what the bans of the province wrote."""

from pathlib import Path
from tempfile import TemporaryDirectory

from app.plan import evidence
from app.sample.story import Story
from db.queries import quarter
from db.queries.quarter import PROGRESS


def attach_evidence(story: Story, code: str) -> None:
    """Attach the quarter's papers to their entries."""
    session, office = story.session, story.session.office
    for words in story.plan["events"]["evidence"]:
        if words["quarter"] != code:
            continue
        entry = quarter.fact(session.conn, PROGRESS, story.tasks[words["task"]], office.unit_id, code, office.seat_id)
        if entry is None:
            continue
        with TemporaryDirectory() as folder:
            path = Path(folder) / words["name"]
            path.write_text(words["text"], encoding="utf-8", newline="")
            evidence.attach(session, "progress", entry["id"], path=path, note=words["note"])
