"""Receiving opened files into the workspace: their seals are kept, the book is written, and the tables are written anew at the end."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from app import attachments
from app.bundles import opening, receipts, taking_back, trust
from app.bundles.container import Opened
from app.bundles.deciding import Verdict, decide
from app.bundles.judging import judge, standing_rows
from app.bundles.objections import Unfit
from app.bundles.plans import FilePlan, SealPlan
from app.bundles.projecting import project
from app.bundles.sealing import keep
from app.bundles.seals import read_seal
from app.bundles.settling import let_count
from app.bundles.taking_back import Returned, TakingBack
from app.bundles.wording import HELD
from app.errors import Conflict, Refused
from app.i18n import Message, msg
from app.jobs import Progress
from app.session import Session
from db import exchange_store
from db.connection import Row
from db.exchange_store import KeptSlice
from db.queries import exchange_files, exchange_seals, exchange_uses, peers
from db.store import Change

BY_PERSON = "BY_PERSON"
"""The code of a state that a person put aside at the preview."""


EVIDENCE = "evidence"
"""The slice that names attachments."""


@dataclass
class Outcome:
    """What was done. ``bundle_ids`` by file key; ``waiting`` counts rows that refer to something that is not here (yet), by kind.

    ``taken_back`` is how many rows of our own came back after a restore; ``acknowledged`` how many of our files are now known to have come.
    """

    applied: int = 0
    held: int = 0
    refused: int = 0
    unchanged: int = 0
    bundle_ids: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    taken_back: int = 0
    acknowledged: int = 0
    attachments: int = 0
    backup: Path | None = None


_BOOKED = {
    Verdict.apply: ("applied", "applied"),
    Verdict.hold: ("held", "held"),
    Verdict.refuse: ("refused", "refused"),
    Verdict.same: ("read", "unchanged"),
}
"""How a file stands in the book, and as what it is counted, by the best that becomes of a state in it."""


class Receiving:
    """One applying. ``agreed``: hashes of held states that a person said yes to; ``accepted``: of all states in files that he lets in."""

    def __init__(
        self, session: Session, change: Change, outcome: Outcome, *, agreed: Collection[str], accepted: Collection[str]
    ) -> None:
        self._session = session
        self._change = change
        self._outcome = outcome
        self._agreed = agreed
        self._accepted = accepted
        self._concerned: dict[int, None] = {}
        self._returned: list[Returned] = []

    def note_refused(self) -> None:
        """A file that cannot be used is not in the book: nobody can say for sure whose it is. The person was told why."""
        self._outcome.refused += 1

    def take(self, file: FilePlan, keys_folder: Path | None, *, accept: bool) -> None:
        """Take one file: what it says of others' keys, its states, its receipts, its attachments."""
        with opening.open_file(self._session, file.path, keys_folder) as opened:
            if opened.outer.sha256 != file.key:
                raise Conflict(
                    msg("Tệp {name} không còn là tệp đã xem trước. Xem trước lại rồi áp dụng.", name=file.name)
                )
            carried = opening.carrier(self._session, opened)
            if carried.stands:
                trust.take_roster(self._change, carried.peer["id"], opened.envelope.roster)
            bundle_id = self._book(file, carried.peer, accept=accept)
            for seal_plan in file.seals:
                self._state(seal_plan, opened, bundle_id, accept=accept)
            if carried.stands:
                self._outcome.acknowledged += receipts.take(
                    self._session,
                    self._change,
                    carried.peer["seat_id"],
                    opened.envelope.receipts,
                    wanted=opened.envelope.wanted,
                    bundle_id=bundle_id,
                )
            self._files(file, opened)
        self._outcome.bundle_ids[file.key] = bundle_id

    def finish(self, progress: Progress) -> None:
        """Write the tables anew for every seat whose states moved; for all where rows of ours came back that theirs may speak of."""
        if not self._returned:
            self._outcome.waiting = self._projected(self._concerned, progress)
            return
        back = TakingBack(self._session, self._change, self._returned)
        everyone = [row["seat_id"] for row in peers.peers(self._change.connection)]
        self._outcome.taken_back = back.definitions()
        self._projected(everyone, progress)
        self._outcome.taken_back += back.facts()
        self._outcome.waiting = self._projected(everyone, progress)

    def _projected(self, seats: Collection[int], progress: Progress) -> dict[str, int]:
        """Write the tables anew for these seats; return what waits, by kind."""
        waiting: dict[str, int] = {}
        for number, seat_id in enumerate(seats):
            progress.report(number, len(seats), str(msg("Đang ghi vào sổ")))
            for kind, count in project(self._session, self._change, [seat_id]).waiting.items():
                waiting[kind] = waiting.get(kind, 0) + count
        return waiting

    def _book(self, file: FilePlan, peer: Row, *, accept: bool) -> int:
        fates = {self._fate(plan, accept=accept)[0] for plan in file.seals}
        standing = next((fate for fate in (Verdict.apply, Verdict.hold, Verdict.refuse) if fate in fates), Verdict.same)
        status, counts = _BOOKED[standing]
        setattr(self._outcome, counts, getattr(self._outcome, counts) + 1)
        code, why = self._trouble(file, accept=accept)
        key = {"way": "in", "sha256": file.key, "seat_id": peer["seat_id"]}
        before = exchange_files.bundles_of_hash(self._change.connection, "in", file.key)
        if standing is Verdict.same and before:
            return int(before[0]["id"])  # the same file again: the book says so already
        return exchange_store.put(
            self._change,
            "bundle",
            key,
            node_id=peer["node_id"],
            period=file.period or None,
            at_ms=self._session.clock.now_ms(),
            made_ms=file.made_ms,
            file_name=file.name,
            size=file.size,
            status=status,
            code=code or None,
            reason=None if why is None else why.stored(),
            person_text=self._session.actor.text,
        )

    def _fate(self, plan_: SealPlan, *, accept: bool) -> tuple[Verdict, str]:
        """What becomes of a state after the person's word on it and on its file; with the code of why it does not count."""
        agreed = plan_.verdict is Verdict.hold and plan_.seal.hash in self._agreed
        if plan_.verdict is not Verdict.apply and not agreed:
            return plan_.verdict, plan_.code
        return (Verdict.apply, "") if accept or plan_.seal.hash in self._accepted else (Verdict.hold, BY_PERSON)

    def _trouble(self, file: FilePlan, *, accept: bool) -> tuple[str, Message | None]:
        """The first reason why a state of a file does not count."""
        for plan_ in file.seals:
            verdict, code = self._fate(plan_, accept=accept)
            if code and verdict in {Verdict.hold, Verdict.refuse}:
                return code, HELD[BY_PERSON] if code == BY_PERSON else plan_.reason
        return "", None

    def _state(self, plan_: SealPlan, opened: Opened, bundle_id: int, *, accept: bool) -> None:
        verdict, code = self._fate(plan_, accept=accept)
        if plan_.seat_id == self._session.office.seat_id:
            if verdict is Verdict.apply:
                back = taking_back.returned(self._session, self._change, plan_.seal, opened)
                self._returned.extend([] if back is None else [back])
            return
        if plan_.verdict is Verdict.hold and verdict is Verdict.apply:
            verdict = self._as_of_now(plan_)
        if verdict in {Verdict.same, Verdict.older}:
            self._carried(plan_, bundle_id, verdict)
            return
        seal_id = self._keep(plan_, opened, verdict, code)
        if seal_id is None:
            return
        before = None
        if verdict is Verdict.apply:
            row = exchange_seals.seal(self._change.connection, seal_id)
            if row is None:
                raise KeyError(seal_id)
            if plan_.seat_id is None or plan_.verdict is Verdict.hold:
                self._judge_late(row)
            before = exchange_seals.standing(self._change.connection, row["seat_id"], row["audience"])
            let_count(self._change, row, before)
            self._concerned[row["seat_id"]] = None
        exchange_store.put(
            self._change,
            "bundle_seal",
            {"bundle_id": bundle_id, "seal_id": seal_id},
            role="relayed" if plan_.relayed else "own",
            verdict=str(verdict),
            code=code or None,
            before_id=None if before is None else before["id"],
        )

    def _as_of_now(self, plan_: SealPlan) -> Verdict:
        """What becomes of a state that a person agreed to, where another of the same plan counts already: a newer one stays."""
        row = None
        if plan_.seat_id is not None:
            row = exchange_seals.standing(self._change.connection, plan_.seat_id, plan_.seal.audience)
        verdict = Verdict.apply if row is None else decide(read_seal(row["manifest"], row["sig"]), plan_.seal).verdict
        return verdict if verdict in {Verdict.same, Verdict.older} else Verdict.apply

    def _judge_late(self, row: Row) -> None:
        """The rows are held against what stands here now: of a seat that became known only by the roster of this very file, and of a
        state that waited until somebody agreed to it."""
        peer = peers.peer_of_seat(self._change.connection, row["seat_id"])
        try:
            judge(self._session, peer, standing_rows(self._change.connection, row["id"], row["audience"]))
        except Unfit as unfit:
            raise Refused(unfit.objection.reason) from unfit

    def _carried(self, plan_: SealPlan, bundle_id: int, verdict: Verdict) -> None:
        known = exchange_seals.by_hash(self._change.connection, plan_.seal.hash)
        if known is None or exchange_uses.carries(self._change.connection, bundle_id, known["id"]):
            return
        role = "relayed" if plan_.relayed else "own"
        self._change.insert("bundle_seal", bundle_id=bundle_id, seal_id=known["id"], role=role, verdict=str(verdict))

    def _keep(self, plan_: SealPlan, opened: Opened, verdict: Verdict, code: str) -> int | None:
        """The row of a seal, kept as it came; None where nobody knows its author, so that there is nothing to hang it on."""
        slices = [
            KeptSlice(ref.name, ref.sha256, ref.plain_sha256, opened.slice(ref.sha256), ref.plain_size, ref.rows)
            for ref in plan_.seal.slices
            if verdict is not Verdict.refuse
        ]
        known = exchange_seals.by_hash(self._change.connection, plan_.seal.hash)
        if known is not None:
            return self._keep_again(known, slices, verdict, code)
        seat = peers.item(self._change.connection, bytes.fromhex(plan_.seal.seat.replace("-", "")))
        node = peers.node(self._change.connection, bytes.fromhex(plan_.seal.node.replace("-", "")))
        if seat is None or node is None or seat["kind"] != "seat":
            return None
        return keep(
            self._change,
            seat["id"],
            plan_.seal,
            slices,
            node_id=node["id"],
            status="refused" if verdict is Verdict.refuse else "held",
            at_ms=self._session.clock.now_ms(),
            code=code or None,
        )

    def _keep_again(self, known: Row, slices: list[KeptSlice], verdict: Verdict, code: str) -> int:
        """A state that was here before: turned away as it stood then, withdrawn, or settled by one that was withdrawn since."""
        if known["status"] == "refused" and verdict is not Verdict.refuse:
            exchange_store.keep_slices(self._change, known["id"], slices)
        if known["status"] in {"refused", "withdrawn", "superseded"} and verdict is Verdict.hold:
            self._change.update("seal", known["id"], status="held", code=code or None)
        return int(known["id"])

    def _files(self, file: FilePlan, opened: Opened) -> None:
        """Attachments that evidence in the file names: kept under their hash. Anything else that lies in it is left there."""
        named = _mimes(file, opened)
        for sha256 in opened.files:
            if sha256 not in named:
                continue
            target = attachments.path_of(self._session.path, sha256)
            if not target.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                opened.save_file(sha256, target)
            self._outcome.attachments += 1
            row = exchange_files.presence(self._change.connection, sha256)
            if row is None:
                size = opened.file_size(sha256)
                self._change.insert("file", sha256=sha256, size=size, mime=named[sha256], presence="here")
            elif row["presence"] != "here":
                self._change.update("file", row["id"], presence="here")


def _mimes(file: FilePlan, opened: Opened) -> dict[str, str]:
    """The kind of content of everything that evidence names in the states of a file that were not turned away."""
    return {
        str(row.get("sha256")): str(row.get("mime", ""))
        for plan_ in file.seals
        if plan_.verdict is not Verdict.refuse
        for ref in plan_.seal.slices
        if ref.name == EVIDENCE
        for row in opened.rows(ref.sha256)
    }
