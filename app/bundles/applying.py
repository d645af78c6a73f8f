"""Applying a plan, taking an applied file back, deciding what waits: each one change (DESIGN § 6). A backup comes before what is let in.

What the preview said is what is done: where anything was written since, the plan is made anew and must say the same, or nothing happens.
"""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from app import backup
from app.bundles.deciding import Verdict
from app.bundles.judging import judge, standing_rows
from app.bundles.objections import Unfit
from app.bundles.planning import digest_of, plan
from app.bundles.plans import MergePlan
from app.bundles.projecting import project
from app.bundles.receiving import BY_PERSON, Outcome, Receiving
from app.bundles.settling import WITHDRAWN, let_count, stand_again, turn_away
from app.collecting import uncollected
from app.errors import Conflict, NotFound, Refused
from app.i18n import msg
from app.jobs import Progress
from app.session import Session
from db.queries import exchange_files, exchange_seals, exchange_uses, peers
from db.store import Change

__all__ = ["BY_PERSON", "Outcome", "apply", "decide_held", "withdraw"]


def apply(
    session: Session,
    merge: MergePlan,
    accepted: Collection[str] | None = None,
    *,
    agreed: Collection[str] = (),
    keys_folder: Path | None = None,
    progress: Progress | None = None,
    back_up: bool = True,
) -> Outcome:
    """Apply a plan: all of it, or the files whose keys are ``accepted``; the states of the others wait.

    ``agreed``: hashes of held states (many withdrawn, incomplete) that a person said yes to. Not undone but withdrawn.
    Raises Conflict where the plan would say something else by now, Refused where there is nothing to do.
    """
    progress = progress or Progress()
    keys = {file.key for file in merge.files} if accepted is None else set(accepted)
    merge = _as_previewed(session, merge, keys_folder, progress)
    if not any(not file.code for file in merge.files):
        raise Refused(msg("Không có gói nào dùng được. Xem lý do ở từng gói."))
    outcome = Outcome()
    if back_up:
        progress.report(0, 1, str(msg("Đang sao lưu trước khi nhận")))
        outcome.backup = backup.back_up_before(session, "before-import")
    label = msg("Nhận gói của {names}", names=_names(merge, keys))
    with uncollected(), session.change(label, kind="import", counter_action="withdraw") as change, change.in_bulk():
        sure = {seal.seal.hash for file in merge.files if file.key in keys for seal in file.seals}
        work = Receiving(session, change, outcome, agreed=set(agreed), accepted=sure)
        for number, file in enumerate(merge.files):
            progress.report(number, len(merge.files), file.who or file.name)
            if file.code:
                work.note_refused()
            else:
                work.take(file, keys_folder, accept=file.key in keys)
        work.finish(progress)
    return outcome


def withdraw(session: Session, bundle_id: int, *, reason: str) -> None:
    """Take an applied file back: what counted before it counts again, exactly. The file stays in the book.

    Refused where a later state has come since, or where something of ours rests on it (reviews, a locked period).
    """
    bundle = exchange_files.bundle(session.conn, bundle_id)
    if bundle is None or bundle["way"] != "in":
        raise NotFound(msg("Không có gói đã nhận số {id} trong sổ giao nhận.", id=bundle_id))
    if not reason.strip():
        raise Refused(msg("Rút gói phải có lý do. Ghi lý do rồi rút."))
    lines = [row for row in exchange_files.seals_of_bundle(session.conn, bundle_id) if row["verdict"] == Verdict.apply]
    if not lines or any(row["status"] != "applied" for row in lines):
        raise Refused(msg("Gói này không còn là bản đang dùng: đã có bản mới hơn hoặc đã rút. Rút bản mới nhất trước."))
    label = msg("Rút gói đã nhận {name}: {reason}", name=bundle["file_name"], reason=reason.strip())
    hung = exchange_uses.orphaned_reviews(session.conn, session.office.seat_id)
    with session.change(label, kind="withdraw", counter_action="import") as change:
        for line in lines:
            change.update("seal", line["seal_id"], status="withdrawn", code=WITHDRAWN)
            stand_again(change, line)
        change.update("bundle", bundle_id, status="withdrawn", reason=reason.strip())
        project(session, change, dict.fromkeys(line["seat_id"] for line in lines))
        _refuse_hung(session, change, hung)


def decide_held(session: Session, seal_id: int, *, accept: bool, reason: str = "", back_up: bool = True) -> None:
    """A person's decision on a state that waits: it counts from now on, after a backup, or is turned away. Raises NotFound, Refused."""
    row = exchange_seals.seal(session.conn, seal_id)
    if row is None or row["status"] != "held":
        raise NotFound(msg("Bản này không còn chờ quyết định. Mở lại danh sách."))
    if accept and back_up:
        backup.back_up_before(session, "before-import")
    peer = peers.peer_of_seat(session.conn, row["seat_id"])
    name = "" if peer is None else peer["name"]
    verb = (
        msg("Nhận bản đang giữ của {name}", name=name) if accept else msg("Từ chối bản đang giữ của {name}", name=name)
    )
    with session.change(verb, kind="import", counter_action="withdraw") as change:
        if not accept:
            turn_away(change, row, reason.strip())
            return
        try:
            judge(session, peer, standing_rows(change.connection, seal_id, row["audience"]))
        except Unfit as unfit:
            raise Refused(unfit.objection.reason) from unfit
        standing = exchange_seals.standing(change.connection, row["seat_id"], row["audience"])
        let_count(change, row, standing)
        for line in exchange_uses.lines_of_seal(change.connection, seal_id):
            change.update("bundle_seal", line["id"], verdict=str(Verdict.apply), before_id=standing and standing["id"])
            change.update("bundle", line["bundle_id"], status="applied", code=None)
        project(session, change, [row["seat_id"]])


def _as_previewed(session: Session, merge: MergePlan, keys_folder: Path | None, progress: Progress) -> MergePlan:
    """The plan, still true: made anew where something was written since, and then it must say the same."""
    if exchange_files.last_change(session.conn) == merge.basis:
        return merge
    usable = {file.key: file for file in merge.files if not file.code}
    again = plan(session, [file.path for file in usable.values()], keys_folder=keys_folder, progress=progress)
    if digest_of(again) != digest_of(merge, usable) or again.moves() != merge.moves():
        raise Conflict(
            msg("Từ lúc xem trước đến giờ sổ đã thay đổi nên gói sẽ đem lại kết quả khác. Xem trước lại rồi áp dụng.")
        )
    anew = {file.key: replace(file, name=usable[file.key].name) for file in again.files}
    return replace(again, files=tuple(anew.get(file.key, file) for file in merge.files), by_key=anew)


def _names(merge: MergePlan, keys: Collection[str]) -> str:
    names = list(dict.fromkeys(file.who for file in merge.files if file.who and file.key in keys))
    return ", ".join(names[:3]) + (f" (+{len(names) - 3})" if len(names) > 3 else "")


def _refuse_hung(session: Session, change: Change, before: int) -> None:
    """Refuse where reviews of ours were about what the file brought: they would be about nothing. ``before``: as many were already."""
    hung = exchange_uses.orphaned_reviews(change.connection, session.office.seat_id) - before
    if hung > 0:
        raise Refused(
            msg(
                "Sổ này đã duyệt hoặc trả lại {n} dòng của gói nên không rút được. Chờ bản mới của đơn vị, hoặc trả lại kèm lý do.",
                n=hung,
            )
        )
