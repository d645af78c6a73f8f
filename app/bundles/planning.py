"""From files to a plan: each is opened, each state in it judged, the newest of each stream wins, whatever the order (DESIGN § 6)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from app.bundles import canonical, grants, opening, trust
from app.bundles.container import Opened
from app.bundles.deciding import CODES, Decision, Verdict, decide
from app.bundles.differences import differences, moves_of
from app.bundles.effects import effects
from app.bundles.judging import Rows, completeness, judge, rows_by_key, standing_rows
from app.bundles.names import safe_name
from app.bundles.objections import Unfit
from app.bundles.opening import OURS, Carrier
from app.bundles.parts import Seal
from app.bundles.plans import FilePlan, MergePlan, SealPlan
from app.bundles.seals import read_seal
from app.bundles.settling import TURNED_AWAY
from app.bundles.shapes import Row as ShapedRow
from app.bundles.wording import HELD
from app.collecting import uncollected
from app.errors import PlanError
from app.i18n import Message
from app.ids import uid_from_text, uid_text
from app.jobs import Progress
from app.session import Session
from db.connection import Row
from db.queries import exchange_files, exchange_rows, exchange_seals, peers

OPENERS = 2
"""Files opened at once: decrypting, unpacking and waiting for the disk leave Python's lock to the other."""

FINAL: Mapping[str, Message] = MappingProxyType(
    {TURNED_AWAY: HELD[TURNED_AWAY], str(grants.Code.revoked): grants.WORDS[grants.Code.revoked]}
)
"""Refusals that stay, by their codes: what was refused for its rows is judged anew each time, for what stands here may have been mended."""

Shaped = Mapping[str, Mapping[str, ShapedRow]]
Stream = tuple[str, str]
"""(seat, audience)."""


@dataclass(frozen=True)
class _Held:
    """The state of a stream that counts while planning: the seal, its rows, its row id (None: of another file of this plan)."""

    seal: Seal
    rows: Rows
    shaped: Shaped


@dataclass
class _Found:
    """A file that could be opened: its plan so far, and the rows of its states by hash."""

    plan: FilePlan
    seals: tuple[Seal, ...]
    rows: dict[str, Rows | Unfit]
    failed: dict[str, tuple[str, Message]]
    shaped: dict[str, Shaped] = field(default_factory=dict)


def plan(
    session: Session,
    paths: Sequence[Path],
    *,
    keys_folder: Path | None = None,
    progress: Progress | None = None,
) -> MergePlan:
    """What applying these files would do. Files that cannot be used are in it with the reason; nothing is written to the tables.

    Received files that are whole are kept beside the workspace, so that the stick may be pulled out.
    """
    basis = exchange_files.last_change(session.conn)
    with uncollected():
        return _planned(session, _once(_opened(session, paths, keys_folder, progress or Progress())), basis)


def _opened(
    session: Session, paths: Sequence[Path], keys_folder: Path | None, progress: Progress
) -> list["_Found | FilePlan"]:
    """The files, opened in the order given."""
    opened: list[_Found | FilePlan] = []
    with ThreadPoolExecutor(OPENERS) as pool:
        waiting = [pool.submit(_open, session, path, keys_folder) for path in paths]
        try:
            for number, one in enumerate(waiting):
                progress.report(number, len(paths), safe_name(paths[number].name))
                opened.append(one.result())
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return opened


def _once(opened: Iterable["_Found | FilePlan"]) -> list["_Found | FilePlan"]:
    """The same file twice is one file."""
    found: dict[str, _Found | FilePlan] = {}
    for one in opened:
        key = one.plan.key if isinstance(one, _Found) else one.key
        found.setdefault(key, one)
    return list(found.values())


def _open(session: Session, path: Path, keys_folder: Path | None) -> "_Found | FilePlan":
    name = safe_name(path.name)
    try:
        with opening.open_file(session, path, keys_folder) as opened:
            carried = opening.carrier(session, opened)
            kept_path = opening.keep_received(session, path)
            return _read(session, opened, carried, kept_path, name)
    except PlanError as wrong:
        code, words = opening.words_of(wrong)
        return FilePlan(key=f"{name}|{code}", path=path, name=name, code=code, reason=words)


def _read(session: Session, opened: Opened, carried: Carrier, path: Path, name: str) -> _Found:
    envelope, peer = opened.envelope, carried.peer
    rows: dict[str, Rows | Unfit] = {}
    failed: dict[str, tuple[str, Message]] = {}
    believed = trust.believed(session, peer["id"], envelope.roster) if carried.stands else ()
    for seal in opened.seals:
        try:
            opening.check_author(session, seal, believed)
            rows[seal.hash] = rows_by_key(((ref.name, opened.rows(ref.sha256)) for ref in seal.slices), seal.audience)
        except Unfit as unfit:
            rows[seal.hash] = unfit
        except PlanError as wrong:
            failed[seal.hash] = opening.words_of(wrong)
    file_plan = FilePlan(
        key=opened.outer.sha256,
        path=path,
        name=name,
        size=opened.outer.size,
        who=peer["name"],
        seat_id=peer["seat_id"],
        unit_id=peer["unit_id"],
        made_ms=envelope.made_ms,
        period=envelope.period,
        attachments=len(opened.files),
        attachment_bytes=sum(opened.file_size(sha256) for sha256 in opened.files),
        receipts=len(envelope.receipts),
    )
    return _Found(file_plan, opened.seals, rows, failed)


def _planned(session: Session, opened: Sequence["_Found | FilePlan"], basis: tuple[int, str]) -> MergePlan:
    """Decide each stream over all files at once, its older states first."""
    judged: dict[str, SealPlan] = {}
    for seals in _by_stream(opened).values():
        judged.update(_stream(session, seals))
    files: list[FilePlan] = []
    for one in opened:
        if isinstance(one, FilePlan):
            files.append(one)
            continue
        carrier_seat = uid_text(peers.uid(session.conn, one.plan.seat_id or 0))
        plans = tuple(
            replace(judged[seal.hash], relayed=seal.seat != carrier_seat) for seal in one.seals if seal.hash in judged
        )
        files.append(replace(one.plan, seals=_first_only(plans, files)))
    moves = [move for file in files for seal in file.applying for move in seal.moves]
    digest = hashlib.sha256(canonical.encode([_said(file) for file in files])).hexdigest()
    return MergePlan(tuple(files), basis, effects(session, moves), digest, {file.key: file for file in files})


def _first_only(plans: Iterable[SealPlan], before: Iterable[FilePlan]) -> tuple[SealPlan, ...]:
    """A state that another file of the plan brings already is the same there and counts once."""
    brought = {plan.seal.hash for file in before for plan in file.seals if plan.verdict is Verdict.apply}
    return tuple(
        replace(plan, verdict=Verdict.same, moves=(), changes=(), counts=type(plan.counts)())
        if plan.verdict is Verdict.apply and plan.seal.hash in brought
        else plan
        for plan in plans
    )


def _by_stream(opened: Iterable["_Found | FilePlan"]) -> dict[Stream, list[tuple[Seal, "_Found"]]]:
    found: dict[Stream, dict[str, tuple[Seal, _Found]]] = {}
    for one in opened:
        if isinstance(one, _Found):
            for seal in one.seals:
                found.setdefault((seal.seat, seal.audience), {}).setdefault(seal.hash, (seal, one))
    return {
        stream: sorted(seals.values(), key=lambda pair: (pair[0].epoch.ordinal, pair[0].ver, pair[0].hash))
        for stream, seals in found.items()
    }


def _stream(session: Session, arrived: Sequence[tuple[Seal, _Found]]) -> dict[str, SealPlan]:
    """The plans of one stream's states by hash. Of several that would count one after the other only the last does.

    Of those that wait the rows are told as well: somebody is asked to say yes to them.
    """
    first = arrived[0][0]
    seat = peers.item(session.conn, uid_from_text(first.seat))
    seat_id = None if seat is None else int(seat["id"])
    peer = None if seat_id is None else peers.peer_of_seat(session.conn, seat_id)
    if seat_id == session.office.seat_id:
        return {seal.hash: _come_back(session, seal, found) for seal, found in arrived}
    standing = None if seat_id is None else exchange_seals.standing(session.conn, seat_id, first.audience)
    origin = _of_row(session, standing)
    known, counting = origin, None
    plans: dict[str, SealPlan] = {}
    for seal, found in arrived:
        decided = _judged(session, seal, found, peer, seat_id, known)
        if decided.verdict is Verdict.apply:
            if counting is not None:
                plans[counting] = _older(plans[counting])
            rows = found.rows[seal.hash]
            known = _Held(seal, rows if isinstance(rows, dict) else {}, found.shaped.get(seal.hash, {}))
            counting = seal.hash
        plans[seal.hash] = decided
        if decided.verdict is Verdict.hold and peer is not None:
            plans[seal.hash] = _with_rows_if_fit(session, decided, peer, origin, found)
    if counting is not None and peer is not None and known is not None:
        plans[counting] = _with_rows(session, plans[counting], peer, origin, known)
    return plans


def _of_row(session: Session, row: Row | None) -> _Held | None:
    if row is None:
        return None
    return _Held(read_seal(row["manifest"], row["sig"]), standing_rows(session.conn, row["id"], row["audience"]), {})


def _judged(
    session: Session, seal: Seal, found: _Found, peer: Row | None, seat_id: int | None, known: _Held | None
) -> SealPlan:
    plan = SealPlan(seal, seat_id, relayed=False, verdict=Verdict.refuse)
    if seal.hash in found.failed:
        code, words = found.failed[seal.hash]
        return replace(plan, code=code, reason=words)
    earlier = exchange_seals.by_hash(session.conn, seal.hash)
    if earlier is not None and (earlier["status"] == "held" or earlier["code"] in FINAL):
        standing = _known_before(plan, earlier, known, seal)
        if standing is not None:
            return standing
    decision = decide(None if known is None else known.seal, seal)
    if decision.verdict in {Verdict.same, Verdict.older}:
        return replace(plan, verdict=decision.verdict)
    if (earlier is None or earlier["status"] == "refused") and grants.is_revoked(session, seal.node):
        return replace(plan, code=str(grants.Code.revoked), reason=grants.WORDS[grants.Code.revoked])
    rows = found.rows[seal.hash]
    try:
        if isinstance(rows, Unfit):
            raise rows
        found.shaped[seal.hash] = judge(session, peer, rows)
    except Unfit as unfit:
        return replace(plan, code=unfit.objection.code, reason=unfit.objection.reason)
    if decision.verdict is Verdict.hold:
        return _held(plan, decision)
    objection = None if known is None else completeness(known.rows, rows)
    if objection is not None:
        return replace(plan, verdict=Verdict.hold, code=objection.code, reason=objection.reason)
    return replace(plan, verdict=Verdict.apply)


def _held(plan: SealPlan, decision: Decision) -> SealPlan:
    return replace(plan, verdict=Verdict.hold, code=str(decision.code), reason=HELD[str(decision.code)])


def _known_before(plan: SealPlan, earlier: Row, known: _Held | None, seal: Seal) -> SealPlan | None:
    """A state that waits already, or that a person turned away: the file does not change that.

    None where it waited for another to be cleared up that has been since: it is judged like a new one.
    """
    if earlier["status"] == "refused":
        return replace(plan, code=earlier["code"], reason=FINAL[earlier["code"]])
    decision = decide(None if known is None else known.seal, seal)
    if known is not None and decision.verdict in {Verdict.same, Verdict.older}:
        return replace(plan, verdict=Verdict.older)
    code = earlier["code"] or ""
    if code in CODES and decision.verdict is Verdict.apply:
        return None
    return replace(plan, verdict=Verdict.hold, code=code, reason=HELD.get(code))


def _come_back(session: Session, seal: Seal, found: _Found) -> SealPlan:
    """A state of ours: known, or lost in a restore and to be taken back, or one that somebody only says is ours."""
    plan = SealPlan(seal, session.office.seat_id, relayed=False, verdict=Verdict.same, code=OURS)
    if exchange_seals.by_hash(session.conn, seal.hash) is not None:
        return plan
    if seal.hash in found.failed:
        code, words = found.failed[seal.hash]
        return replace(plan, verdict=Verdict.refuse, code=code, reason=words)
    rows = found.rows[seal.hash]
    try:
        if isinstance(rows, Unfit):
            raise rows
        judge(session, None, rows)
    except Unfit as unfit:
        return replace(plan, verdict=Verdict.refuse, code=unfit.objection.code, reason=unfit.objection.reason)
    return replace(plan, verdict=Verdict.apply)


def _older(plan: SealPlan) -> SealPlan:
    return replace(plan, verdict=Verdict.older)


def _with_rows_if_fit(session: Session, plan: SealPlan, peer: Row, origin: _Held | None, found: _Found) -> SealPlan:
    rows = found.rows[plan.seal.hash]
    if isinstance(rows, Unfit):
        return plan
    try:
        shaped = found.shaped.get(plan.seal.hash) or judge(session, peer, rows)
    except Unfit:  # what was held before is judged again when somebody says yes
        return plan
    return _with_rows(session, plan, peer, origin, _Held(plan.seal, rows, shaped))


def _with_rows(session: Session, plan: SealPlan, peer: Row, origin: _Held | None, new: _Held) -> SealPlan:
    counts, changes = differences(session, {} if origin is None else origin.rows, new.rows)
    moves = moves_of(session, peer, new.shaped)
    closed = exchange_rows.closed_periods(session.conn, session.office.unit_id)
    touched = sorted({move.period for move in moves} & closed)
    replaces = None if origin is None else origin.seal.ver
    return replace(plan, counts=counts, changes=changes, moves=moves, closed=tuple(touched), replaces=replaces)


def _said(file: FilePlan) -> list[object]:
    """What a plan says of a file, for its digest."""
    return [
        file.key,
        file.code,
        [
            [plan.seal.hash, str(plan.verdict), plan.code, plan.counts.new, plan.counts.changed, plan.counts.withdrawn]
            for plan in file.seals
        ],
    ]


def digest_of(plan_: MergePlan, keys: Mapping[str, object] | None = None) -> str:
    """The digest of some files of a plan."""
    chosen = [_said(file) for file in plan_.files if keys is None or file.key in keys]
    return hashlib.sha256(canonical.encode(chosen)).hexdigest()
