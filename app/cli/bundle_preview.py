"""``tiendo bundle inspect`` and ``tiendo bundle preview``: what files are, and what applying them would do. Nothing is applied."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from app.bundles import inspecting, merge_words, planning, trust
from app.bundles.book_words import about
from app.bundles.effects import Effects
from app.bundles.found_files import look_into
from app.bundles.inspecting import Inspection, StateSeen
from app.bundles.opening import OURS
from app.bundles.plans import FilePlan, MergePlan, SealPlan
from app.cli import output
from app.cli.frame import argument, command
from app.cli.lists import BOM
from app.cli.opening import FILE, reading
from app.cli.options import shared
from app.cli.output import Col, Line
from app.cli.speaking import speaking
from app.display import show_instant
from app.errors import NotFound
from app.i18n import Message, msg, tr
from app.numbers import format_number
from app.session import Session
from app.words import PEER_ROLES

OWN_FILE = "OWN_FILE"
PROBLEMS = 3
"""The exit code where a file or a state waits for a person or is turned away."""

FILES = msg("Gói, hoặc thư mục (USB) có các gói: mọi gói trong đó được nhận ra theo nội dung.")


@command("inspect", msg("Xem tệp là gì: của ai, lập lúc nào, gồm những bản nào, chữ ký có đúng không. Không ghi gì."))
@reading
@argument("places", FILES, metavar="FILE...", nargs=-1, required=True, type=FILE)
@BOM
def inspect(session: Session, places: tuple[Path, ...], bom: bool) -> None:
    """Say what files are."""
    found = [inspecting.inspect(session, path) for path in files_of(places)]
    how = shared().format
    if how == "json":
        output.put_json([_facts(one) for one in found])
    elif how == "csv":
        output.put(_SEEN, [line for one in found for line in _seen_lines(one)], how, bom=bom)
    else:
        click.echo("\n\n".join(_description(one) for one in found))
    troubles = {one.code for one in found} | {state.code for one in found for state in one.states if state.reason}
    leave_with(troubles, places)


@command(
    "preview", msg("Xem trước: nhận các gói này thì thêm, sửa, rút dòng nào, gói nào để chờ, số liệu chính đổi ra sao.")
)
@reading
@argument("places", FILES, metavar="FILE...", nargs=-1, required=True, type=FILE)
@BOM
def preview(session: Session, places: tuple[Path, ...], bom: bool) -> None:
    """Say what applying would do."""
    merge = planning.plan(session, files_of(places), progress=speaking())
    put_plan(session, merge, bom=bom)
    leave_with(troubles_of(merge), places)


def troubles_of(merge: MergePlan, agreed: Collection[str] = ()) -> set[str]:
    """The codes of everything in a plan that waits or is turned away, but for the states (by hash) that a person agreed to."""
    held = (state for file in merge.files for state in (*file.held, *file.refused))
    states = {state.code for state in held if state.seal.hash not in agreed}
    return states | {file.code for file in merge.files}


def leave_with(troubles: set[str], places: Sequence[Path]) -> None:
    """Leave with the exit code of a check that found something. In a folder our own files may lie beside those that came."""
    found = troubles - {""} - ({OWN_FILE} if any(place.is_dir() for place in places) else set())
    if found:
        raise click.exceptions.Exit(PROBLEMS)


def files_of(places: Sequence[Path]) -> list[Path]:
    """The files that are meant: those named, and all bundles in the folders named. Raises NotFound where there is none."""
    found: list[Path] = []
    for place in places:
        if not place.is_dir():
            if not place.exists():
                raise NotFound(msg("Không thấy tệp {path}. Kiểm tra lại đường dẫn, cắm lại USB.", path=str(place)))
            found.append(place)
            continue
        there = look_into(place)
        for path in there.unreadable:
            click.echo(tr("Không đọc được {path}.", path=str(path)), err=True)
        if not there.bundles:
            raise NotFound(msg("Trong {folder} không có gói Tiến Độ nào.", folder=str(place)))
        found.extend(there.bundles)
    return list(dict.fromkeys(found))


def put_plan(session: Session, merge: MergePlan, *, bom: bool = False) -> None:
    """Print a plan as ``--format`` says."""
    how = shared().format
    if how == "json":
        output.put_json(plan_facts(session, merge))
        return
    rows = list(_plan_lines(session, merge))
    if how == "csv":
        output.put((*_ONE, *_CHANGES), rows, how, bom=bom)
        return
    for file in merge.files:
        click.echo(_headline(file))
        for state in file.seals:
            click.echo(f"  {_state_sentence(state, names_of(session))}")
        lines = [row for row in rows if row.raw["key"] == file.key and row.raw["field_key"] != "*"]
        if lines:
            output.put(_CHANGES, lines, how)
        click.echo("")
    _put_effects(merge.effects)
    click.echo(
        tr(
            "Tất cả: {new} dòng mới, {changed} dòng sửa, {withdrawn} dòng rút.",
            new=merge.counts.new,
            changed=merge.counts.changed,
            withdrawn=merge.counts.withdrawn,
        )
    )


def plan_facts(session: Session, merge: MergePlan) -> dict[str, Any]:
    """A plan for machines."""
    names = names_of(session)
    counts = merge.counts
    return {
        "files": [_file_facts(session, file, names) for file in merge.files],
        "new": counts.new,
        "changed": counts.changed,
        "withdrawn": counts.withdrawn,
        "effects": [str(sentence) for sentence in merge.effects.sentences()],
        "digest": merge.digest,
    }


def names_of(session: Session) -> dict[int, str]:
    """What each peer's seat is called."""
    return {peer.seat_id: peer.name for peer in trust.peers(session)}


def _put_effects(effects: Effects) -> None:
    sentences = effects.sentences()
    if sentences:
        click.echo(tr("Số liệu chính thay đổi:"))
        for sentence in sentences:
            click.echo(f"  {sentence}")


def _headline(file: FilePlan) -> str:
    if file.code:
        return tr("{name}: không nhận [{code}] {reason}", name=file.name, code=file.code, reason=str(file.reason))
    counts = file.counts
    return tr(
        "{name}: {who}, lập {at}{period}: {standing}; {new} mới, {changed} sửa, {withdrawn} rút",
        name=file.name,
        who=file.who,
        at=show_instant(file.made_ms),
        period=f", {merge_words.period_words(file.period)}" if file.period else "",
        standing=str(merge_words.STANDINGS[file.standing]),
        new=counts.new,
        changed=counts.changed,
        withdrawn=counts.withdrawn,
    )


def _state_sentence(state: SealPlan, names: dict[int, str]) -> str:
    if state.own_again:
        return tr("bản {ver}: {fate}", ver=state.seal.ver, fate=str(merge_words.OWN_AGAIN))
    who = names.get(state.seat_id or 0, "")
    parts = [
        tr(
            "{about}{of}, bản {ver}: {fate}",
            about=str(about(None, state.seal.audience)),
            of=f" ({who})" if state.relayed and who else "",
            ver=state.seal.ver,
            fate=str(merge_words.FATES[state.verdict]),
        )
    ]
    if state.replaces is not None:
        parts.append(tr("thay bản {ver}", ver=state.replaces))
    if state.reason is not None:
        parts.append(f"[{state.code}] {state.reason}")
    if state.closed:
        parts.append(
            tr("chạm kỳ đã khóa: {periods}", periods=", ".join(merge_words.period_words(code) for code in state.closed))
        )
    return "; ".join(parts)


def _plan_lines(session: Session, merge: MergePlan) -> Iterator[Line]:
    """Each changed row; and what is held or turned away as a row of its own, whose ``field_key`` is ``*``."""
    for file in merge.files:
        one = {"key": file.key, "file": file.name, "who": file.who}
        if file.code:
            yield _troubled(one, str(merge_words.STANDINGS["refused"]), file.code, file.reason)
        for state in file.seals:
            if state.reason is not None:
                yield _troubled(one, str(merge_words.FATES[state.verdict]), state.code, state.reason)
            for change, words in zip(state.changes, merge_words.told(session, state.changes), strict=True):
                shown = {**one, **{name: getattr(words, name) for name in _WORDS}}
                yield Line(shown, {**one, "field_key": change.field})


def _troubled(one: dict[str, str], fate: str, code: str, reason: Message | None) -> Line:
    return Line(
        {**one, "sign": fate, "title": f"[{code}] {'' if reason is None else reason}"}, {**one, "field_key": "*"}
    )


def _file_facts(session: Session, file: FilePlan, names: dict[int, str]) -> dict[str, Any]:
    counts = file.counts
    return {
        "key": file.key,
        "file": file.name,
        "path": str(file.path),
        "who": file.who,
        "seat_id": file.seat_id,
        "unit_id": file.unit_id,
        "period": file.period,
        "made": show_instant(file.made_ms) if file.made_ms else "",
        "standing": file.standing,
        "code": file.code,
        "reason": file.reason,
        "new": counts.new,
        "changed": counts.changed,
        "withdrawn": counts.withdrawn,
        "attachments": file.attachments,
        "receipts": file.receipts,
        "states": [_state_facts(session, state, names) for state in file.seals],
    }


def _state_facts(session: Session, state: SealPlan, names: dict[int, str]) -> dict[str, Any]:
    return {
        "who": names.get(state.seat_id or 0, ""),
        "audience": state.seal.audience,
        "ver": state.seal.ver,
        "epoch": state.seal.epoch.ordinal,
        "replaces": state.replaces,
        "relayed": state.relayed,
        "verdict": state.verdict,
        "code": state.code,
        "reason": state.reason,
        "new": state.counts.new,
        "changed": state.counts.changed,
        "withdrawn": state.counts.withdrawn,
        "closed": list(state.closed),
        "state_hash": state.seal.state,
        "hash": state.seal.hash,
        "changes": [
            {
                "sign": change.sign,
                "kind": change.kind,
                "key": change.key,
                "title": change.title,
                "field": change.field,
                "old": change.old,
                "new": change.new,
                "period": change.period,
                "words": {name: getattr(words, name) for name in _WORDS},
            }
            for change, words in zip(state.changes, merge_words.told(session, state.changes), strict=True)
        ],
    }


def _facts(one: Inspection) -> dict[str, Any]:
    plain = ("name", "size", "sha256", "who", "role", "program", "period", "recipients", "receipts", "introduced")
    more = ("wanted", "attachments", "attachment_bytes", "code", "reason")
    made = "" if one.made_ms is None else show_instant(one.made_ms)
    states = [{name: getattr(state, name) for name in _STATE} for state in one.states]
    return {name: getattr(one, name) for name in (*plain, *more)} | {
        "path": str(one.path),
        "fingerprint": one.digits,
        "made": made,
        "states": states,
    }


def _description(one: Inspection) -> str:
    """A file as lines of text."""
    lines = [f"{one.name}"]
    if one.made_ms is not None:
        who = one.who or tr("chưa rõ")
        role = f" ({PEER_ROLES[one.role]})" if one.role else ""
        lines.append("  " + tr("Của: {who}{role}", who=who, role=role))
        lines.append(
            "  " + tr("Lập lúc {at}, chương trình {program}", at=show_instant(one.made_ms), program=one.program)
        )
        if one.period:
            lines.append("  " + tr("Về {period}", period=merge_words.period_words(one.period)))
        if one.digits:
            lines.append("  " + tr("Ký bằng khóa có mã {digits}", digits=one.digits))
        lines.append("  " + _holds(one))
    lines.extend(f"  {_seen_sentence(state)}" for state in one.states)
    if one.code:
        lines.append("  " + tr("Không nhận [{code}] {reason}", code=one.code, reason=str(one.reason)))
    return "\n".join(lines)


def _holds(one: Inspection) -> str:
    return tr(
        "{size} kB, {recipients} nơi nhận, {receipts} giấy báo nhận, {attachments} tệp đính kèm",
        size=format_number(-(-one.size // 1024)),
        recipients=one.recipients,
        receipts=one.receipts,
        attachments=one.attachments,
    )


def _seen_sentence(state: StateSeen) -> str:
    fate = merge_words.OWN_AGAIN if state.code == OURS else merge_words.FATES[state.verdict]
    said = tr(
        "{about}{of}, bản {ver}, lập {at}, {rows} dòng: {fate}",
        about=str(state.about),
        of=f" ({state.who})" if state.relayed and state.who else "",
        ver=state.ver,
        at=show_instant(state.made_ms),
        rows=state.rows,
        fate=str(fate),
    )
    return said if state.reason is None else f"{said} [{state.code}] {state.reason}"


def _seen_lines(one: Inspection) -> Iterable[Line]:
    file = {"file": one.name, "who": one.who, "made": "" if one.made_ms is None else show_instant(one.made_ms)}
    if one.code:
        reason = "" if one.reason is None else str(one.reason)
        yield Line({**file, "fate": str(merge_words.STANDINGS["refused"]), "code": one.code, "reason": reason}, {})
    for state in one.states:
        yield Line(
            {
                **file,
                "author": state.who,
                "about": str(state.about),
                "ver": str(state.ver),
                "rows": str(state.rows),
                "fate": str(merge_words.FATES[state.verdict]),
                "code": state.code,
                "reason": "" if state.reason is None else str(state.reason),
            },
            {},
        )


_STATE = ("who", "audience", "about", "ver", "epoch", "made_ms", "rows", "relayed", "verdict", "code", "reason")
_WORDS = ("sign", "noun", "title", "period", "field", "old", "new")
_ONE = (Col("file", msg("Tệp")), Col("who", msg("Nơi gửi")))
_CHANGES = (
    Col("sign", msg("Thay đổi")),
    Col("noun", msg("Loại")),
    Col("title", msg("Về"), cut=True),
    Col("period", msg("Kỳ")),
    Col("field", msg("Mục ghi")),
    Col("old", msg("Đang là"), cut=True),
    Col("new", msg("Sẽ là"), cut=True),
)
_SEEN = (
    Col("file", msg("Tệp")),
    Col("who", msg("Nơi gửi")),
    Col("made", msg("Lập lúc")),
    Col("author", msg("Của")),
    Col("about", msg("Nội dung")),
    Col("ver", msg("Bản"), right=True),
    Col("rows", msg("Dòng"), right=True),
    Col("fate", msg("Tình trạng")),
    Col("code", msg("Mã")),
    Col("reason", msg("Lý do")),
)

COMMANDS = (inspect, preview)
