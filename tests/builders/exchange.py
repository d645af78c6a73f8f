"""Two or more workspaces on one machine that have met each other: a province, a school below it, a ban's workstation."""

from dataclasses import dataclass
from pathlib import Path

from app import workspace
from app.bundles import exporting, meeting, planning, trust
from app.bundles.applying import Outcome, apply
from app.bundles.plans import MergePlan
from app.clock import FrozenClock
from app.people import offices
from app.session import Actor, Session

NOW = "2026-09-30T08:00:00"


@dataclass
class Place:
    """A workspace with the folder of its machine's keys."""

    session: Session
    keys: Path

    def send(self, peer_id: int, **more: object) -> Path:
        """Make a file for a peer; return it."""
        return exporting.make(self.session, [peer_id], keys_folder=self.keys, **more).path  # type: ignore[arg-type]  # handed on as given

    def preview(self, *paths: Path) -> MergePlan:
        """Plan what files would do."""
        return planning.plan(self.session, paths, keys_folder=self.keys)

    def take(self, *paths: Path) -> Outcome:
        """Preview and apply files."""
        return apply(self.session, self.preview(*paths), keys_folder=self.keys, back_up=False)

    def peer(self, role: str) -> int:
        """The first peer of a role."""
        return next(peer.id for peer in trust.peers(self.session) if peer.role == role)


def place(folder: Path, name: str, *, short: str = "", parent_name: str = "", seed: int = 1) -> Place:
    """A new workspace of an office, with keys of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = FrozenClock(NOW, step_ms=1000)
    session = workspace.create(folder / "so.tdb", clock=clock, actor=Actor("Nguyễn Thị Lan"), seed=seed)
    offices.set_up_office(session, name=name, short=short or name, parent_name=parent_name)
    return Place(session, folder / "keys")


def meet(above: Place, below: Place, *, unit_id: int, role: str = "child", ban_id: int | None = None) -> None:
    """Let two places introduce themselves and compare fingerprints, as people would by telephone."""
    letter = below.session.path.parent / "gioi-thieu.tiendo"
    meeting.introduce(below.session, letter, folder=below.keys)
    met = trust.look_at(above.session, letter)
    chosen = {"unit_id": unit_id} if role == "child" else {"ban_id": ban_id}
    peer = trust.trust(above.session, met, role=role, confirmed_fingerprint=met.fingerprint, **chosen)
    back = above.session.path.parent / "gioi-thieu-lai.tiendo"
    meeting.introduce(above.session, back, peer, folder=above.keys)
    other = trust.look_at(below.session, back)
    trust.trust(
        below.session,
        other,
        role="parent" if role == "child" else "office",
        confirmed_fingerprint=other.fingerprint,
    )
