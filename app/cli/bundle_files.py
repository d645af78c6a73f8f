"""Commands on the files of the exchange that change something: export, apply, withdraw, and decide what waits."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from app.bundles import applying, delivering, exporting, handing, letter, planning, trust, waiting, what_counts
from app.bundles.applying import Outcome
from app.bundles.delivering import Parcel
from app.bundles.handing import Handed
from app.bundles.plans import FilePlan, MergePlan
from app.cli import output, refs
from app.cli.bundle_preview import FILES, files_of, leave_with, put_plan, troubles_of
from app.cli.bundle_trust import find_peer, writing
from app.cli.frame import argument, command, option
from app.cli.kinds import WHOLE
from app.cli.lists import BOM
from app.cli.making import done
from app.cli.opening import FILE, changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.cli.speaking import speaking
from app.errors import BadInput, NotFound
from app.i18n import msg, tr
from app.session import Session
from app.text import fold

MANY_WITHDRAWN = "MANY_WITHDRAWN"


@command(
    "export", msg("Xuất gói cho một hay nhiều nơi, mỗi nơi một tệp: chép vào thư mục, USB, hoặc làm thư nháp .eml.")
)
@writing
@option("--to", "wanted", multiple=True, metavar="PEER", words=msg("Nơi nhận: tên hoặc #id; ghi nhiều lần được."))
@option("--all", "everyone", is_flag=True, words=msg("Gửi mọi nơi đã so mã."))
@option("--into", type=FILE, words=msg("Thư mục hoặc USB để chép tệp vào; ghi xong đọc lại và so."))
@option("--eml", type=FILE, words=msg("Ghi thư nháp kèm tệp vào FILE (một nơi nhận)."), metavar="FILE")
@option("--mail", multiple=True, metavar="ADDRESS", words=msg("Địa chỉ người nhận của thư nháp."))
@option("--period", words=msg("Kỳ mà gói nói đến, ví dụ 2026-Q3; gửi lên trên mà bỏ trống là quý đang làm."))
@option("--no-files", is_flag=True, words=msg("Không kèm tệp minh chứng."))
def export(
    session: Session, wanted: tuple[str, ...], everyone: bool, into: Path | None, eml: Path | None,
    mail: tuple[str, ...], period: str | None, no_files: bool,
) -> None:  # fmt: skip
    """Make files and put them where they are wanted."""
    if (into is None) == (eml is None):
        raise BadInput(msg("Chưa rõ ghi ra đâu. Ghi --into THƯ_MỤC hoặc --eml TỆP."), where="export")
    peers = _recipients(session, wanted, everyone=everyone)
    if eml is not None and len(peers) > 1:
        raise BadInput(msg("Thư nháp chỉ gửi một nơi. Ghi một --to, hoặc dùng --into."), where="--eml")
    code = None if period is None else refs.period(session, period)
    if into is not None:
        ids = [peer.id for peer in peers]
        handed = handing.hand_out(session, ids, into, period=code, with_files=not no_files, progress=speaking())
    else:
        handed = (_letter(session, peers[0], eml or Path(), mail, code, with_files=not no_files),)
    _tell_exported(handed)


@command(
    "apply", msg("Nhận gói: áp dụng đúng như bản xem trước, sau khi tự sao lưu; gói không nhận được thì nói rõ vì sao.")
)
@writing
@argument("places", FILES, metavar="FILE...", nargs=-1, required=True, type=FILE)
@option(
    "--accept",
    multiple=True,
    metavar="FILE",
    words=msg("Chỉ áp dụng gói này (tên tệp, nơi gửi hoặc mã kiểm); các gói khác để chờ."),
)
@option("--hold", multiple=True, metavar="FILE", words=msg("Để chờ gói này, áp dụng các gói khác."))
@option("--yes", is_flag=True, words=msg("Đồng ý cả những bản rút hơn một phần mười số dòng."))
@BOM
def apply(
    session: Session, places: tuple[Path, ...], accept: tuple[str, ...], hold: tuple[str, ...], yes: bool, bom: bool
) -> None:
    """Apply files as the preview says."""
    progress = speaking()
    merge = planning.plan(session, files_of(places), progress=progress)
    accepted = _accepted(merge, accept, hold)
    agreed = [
        state.seal.hash
        for file in merge.files
        if yes and file.key in accepted
        for state in file.held
        if state.code == MANY_WITHDRAWN
    ]
    if shared().format == "table":
        put_plan(session, merge, bom=bom)
    outcome = applying.apply(session, merge, accepted, agreed=agreed, progress=progress)
    _tell_applied(merge, outcome)
    leave_with(troubles_of(merge, agreed) | ({applying.BY_PERSON} if outcome.held else set()), places)


@command("withdraw", msg("Rút một gói đã nhận: mọi điều trở lại đúng như trước khi nhận."))
@changing
@argument(
    "bundle", msg("Số của gói trong sổ giao nhận (`apply` và `book --format json` in ra)."), metavar="ID", type=WHOLE
)
@option("--reason", required=True, words=msg("Lý do."))
def withdraw(session: Session, bundle: int, reason: str) -> None:
    """Take an applied file back."""
    applying.withdraw(session, bundle, reason=reason)


@command("held", msg("Những bản đang chờ người quyết định: của ai, bản nào, vì sao."))
@reading
@BOM
def list_held(session: Session, bom: bool) -> None:
    """List the states that wait."""
    found = waiting.waiting(session)
    if not found and shared().format == "table":
        click.echo(tr("Không có bản nào chờ quyết định."))
        return
    lines = [
        output.line(
            id=one.id,
            who=one.who,
            about=one.about,
            ver=one.ver,
            standing=one.standing_ver,
            since=output.moment(one.since_ms),
            made=output.moment(one.made_ms),
            code=one.code,
            reason=one.reason,
            files=", ".join(one.files),
            audience=one.audience,
        )
        for one in found
    ]
    output.put(_HELD if shared().format != "json" else (*_HELD, *_HELD_MORE), lines, shared().format, bom=bom)


@command("streams", msg("Bản đang tính của từng luồng, kèm mã trạng thái: hai nơi có cùng mã là có cùng nội dung."))
@reading
@BOM
def list_streams(session: Session, bom: bool) -> None:
    """List what counts of each stream."""
    lines = [
        output.line(**{name: getattr(one, name) for name in (*(col.key for col in _STREAMS), "audience", "own")})
        for one in what_counts.counting(session)
    ]
    more = (Col("audience", msg("Luồng")), Col("own", msg("Của sổ này")))
    output.put(_STREAMS if shared().format != "json" else (*_STREAMS, *more), lines, shared().format, bom=bom)


@command("decide", msg("Quyết định một bản đang chờ: nhận hoặc từ chối."))
@changing
@argument("state", msg("Số của bản, xem `tiendo bundle held`."), metavar="ID", type=WHOLE)
@option("--accept", "accept", is_flag=True, words=msg("Nhận: từ nay bản này được tính."))
@option("--refuse", "refuse", is_flag=True, words=msg("Từ chối: nơi gửi được báo trong gói tới."))
@option("--reason", default="", words=msg("Lý do."))
def decide(session: Session, state: int, accept: bool, refuse: bool, reason: str) -> None:
    """Accept or turn away a held state."""
    if accept == refuse:
        raise BadInput(msg("Chưa rõ nhận hay từ chối. Ghi --accept hoặc --refuse."), where="decide")
    applying.decide_held(session, state, accept=accept, reason=reason)


def _recipients(session: Session, wanted: Sequence[str], *, everyone: bool) -> list[trust.Peer]:
    if everyone and wanted:
        raise BadInput(msg("--all đã gồm mọi nơi, không đi cùng --to. Bỏ một trong hai."), where="--all")
    if everyone:
        known = [peer for peer in trust.peers(session) if peer.state == "ok"]
        if not known:
            raise NotFound(msg("Chưa làm quen với nơi nào. Bắt đầu bằng `tiendo bundle introduce`."))
        return known
    if not wanted:
        raise BadInput(msg("Chưa rõ gửi cho ai. Ghi --to TÊN, hoặc --all."), where="--to")
    return list(dict.fromkeys(find_peer(session, each) for each in wanted))


def _letter(
    session: Session, peer: trust.Peer, target: Path, mail: Sequence[str], period: str | None, *, with_files: bool
) -> Handed:
    """A draft under the name that was asked for."""
    code = handing.usual_period(session, peer) if period is None else period
    made = exporting.make(session, [peer.id], period=code, with_files=with_files, progress=speaking())
    ver = max((ver for _, ver in made.versions), default=None)
    drafted = letter.draft(session, Parcel(made.name, made.path), to=mail, whom=peer.name, period=code or None, ver=ver)
    name = target.name if target.suffix.lower() == ".eml" else f"{target.name}.eml"
    (lies,) = delivering.deliver(target.parent, [Parcel(name, drafted.content)])
    exporting.exported(session, made.bundle_ids, str(target.parent), lies.path.name)
    return Handed(peer.id, peer.name, made, lies, as_letter=True)


def _tell_exported(handed: Iterable[Handed]) -> None:
    facts: list[dict[str, Any]] = []
    for each in handed:
        made, path = each.made, str(each.delivered.path)
        facts.append(
            {
                "to": each.whom,
                "file": path,
                "sha256": made.sha256,
                "size": made.size,
                "bundles": list(made.bundle_ids),
                "versions": [{"audience": audience, "ver": ver} for audience, ver in made.versions],
                "attachments": made.attachments,
                "fresh": made.fresh,
            }
        )
        if shared().format == "json":
            continue
        words = {"path": path, "who": each.whom, "size": -(-made.size // 1024), "n": made.attachments}
        said = (
            tr("Đã xuất {path} cho {who}: {size} kB, {n} tệp đính kèm.", **words)
            if made.fresh
            else tr("Đã xuất {path} cho {who}: không có gì mới, vẫn là tệp trước.", **words)
        )
        click.echo(said)
    if shared().format == "json":
        output.put_json(facts)


def _accepted(merge: MergePlan, accept: Sequence[str], hold: Sequence[str]) -> set[str]:
    """The keys of the files that may count."""
    chosen = {file.key for file in merge.files}
    if accept:
        chosen = {key for each in accept for key in _keys(merge, each, "--accept")}
    return chosen - {key for each in hold for key in _keys(merge, each, "--hold")}


def _keys(merge: MergePlan, reference: str, where: str) -> set[str]:
    found = {file.key for file in merge.files if _is_meant(file, reference)}
    if not found:
        known = ", ".join(file.name for file in merge.files)
        raise BadInput(
            msg("“{ref}” không phải gói nào trong lần này. Đang có: {names}.", ref=reference, names=known), where=where
        )
    return found


def _is_meant(file: FilePlan, reference: str) -> bool:
    """By the file's name, its path, its sender, or the beginning of its hash."""
    short = Path(reference).name
    return (
        short == file.name
        or fold(reference) == fold(file.who)
        or (len(reference) > 7 and file.key.startswith(reference))
    )


def _tell_applied(merge: MergePlan, outcome: Outcome) -> None:
    facts: dict[str, Any] = {
        "applied": outcome.applied,
        "held": outcome.held,
        "refused": outcome.refused,
        "unchanged": outcome.unchanged,
        "acknowledged": outcome.acknowledged,
        "taken_back": outcome.taken_back,
        "attachments": outcome.attachments,
        "waiting": outcome.waiting,
        "backup": None if outcome.backup is None else str(outcome.backup),
        "files": [
            {
                "file": file.name,
                "who": file.who,
                "bundle": outcome.bundle_ids.get(file.key),
                "standing": file.standing,
                "code": file.code,
            }
            for file in merge.files
        ],
    }
    numbers = ", ".join(
        f"{file.name} (#{outcome.bundle_ids[file.key]})" for file in merge.files if file.key in outcome.bundle_ids
    )
    said = tr(
        "Gói: {applied} áp dụng, {held} để chờ, {refused} không nhận, {unchanged} không có gì mới; "
        "{acknowledged} gói đã gửi được báo nhận.",
        **{name: facts[name] for name in ("applied", "held", "refused", "unchanged", "acknowledged")},
    )
    back = tr("Lấy lại {n} dòng của sổ này sau khi khôi phục.", n=outcome.taken_back) if outcome.taken_back else ""
    entered = tr("Trong sổ giao nhận: {numbers}", numbers=numbers) if numbers else ""
    done(facts, "\n".join(filter(None, (said, back, entered))))


_STREAMS = (
    Col("who", msg("Của")),
    Col("about", msg("Nội dung")),
    Col("epoch", msg("Lần khôi phục"), right=True),
    Col("ver", msg("Bản"), right=True),
    Col("held", msg("Để chờ"), right=True),
    Col("state", msg("Mã trạng thái")),
)
_HELD = (
    Col("id", msg("Số"), right=True),
    Col("who", msg("Của")),
    Col("about", msg("Nội dung")),
    Col("ver", msg("Bản"), right=True),
    Col("standing", msg("Đang dùng bản"), right=True),
    Col("since", msg("Chờ từ")),
    Col("code", msg("Mã")),
    Col("reason", msg("Vì sao"), cut=True),
)
_HELD_MORE = (Col("made", msg("Lập lúc")), Col("files", msg("Tệp")), Col("audience", msg("Luồng")))

SENDING = (export,)
TAKING = (apply, withdraw, list_held, decide, list_streams)
