"""Commands on those we exchange files with: introduce oneself, compare digits and trust, take back; the keys of this machine."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from app.bundles import keys, trust
from app.cli import output, refs
from app.cli.frame import argument, command, group, option
from app.cli.making import done
from app.cli.opening import FILE, W_HELP, changing, open_for, reading, tell
from app.cli.options import shared
from app.cli.output import Col, Line
from app.errors import BadInput, NotFound, Refused
from app.i18n import msg, tr
from app.session import Session
from app.text import fold
from app.words import PEER_ROLES, PEER_STATES

PASSPHRASE = "TIENDO_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret
_PEER = msg("Nơi gửi nhận: tên hoặc #id.")
_UNIT = msg("Đơn vị: mã, tên hoặc #id.")


def writing(work: Callable[..., None]) -> Callable[..., None]:
    """A command that is handed the workspace W to write in, and says itself what it did."""

    @argument("w", W_HELP, metavar="W", type=FILE)
    @functools.wraps(work)
    def run(w: Path, **given: Any) -> None:
        session = open_for(w)
        try:
            work(session, **given)
        finally:
            session.close()

    return run


@command("introduce", msg("Ghi thư giới thiệu của văn phòng này vào một tệp, để gửi cho nơi cần làm quen."))
@writing
@argument("target", msg("Tệp sẽ ghi."), metavar="FILE", type=FILE)
@option("--to", "peer", words=msg("Viết riêng cho một nơi đã biết, kèm mã đơn vị của họ ở đây."))
def introduce(session: Session, target: Path, peer: str | None) -> None:
    """Write an introduction."""
    written = trust.introduce(session, target, None if peer is None else find_peer(session, peer).id)
    said = trust.own_fingerprint(session)
    result = {"file": str(target), "name": written.unit_name, "fingerprint": said}
    done(result, tr("Đã ghi thư giới thiệu {path}. Mã để đọc qua điện thoại: {digits}", path=str(target), digits=said))


@command("trust", msg("Mở thư giới thiệu, so mã qua điện thoại rồi xác nhận nơi gửi."))
@writing
@argument("source", msg("Thư giới thiệu nhận được."), metavar="FILE", type=FILE)
@option(
    "--role",
    type=click.Choice(trust.ROLES),
    words=msg("parent: cấp trên; child: trực thuộc; ban: máy của ban; office: văn phòng."),
)
@option("--unit", words=msg("Đơn vị của sổ này ứng với nơi gửi (vai trò child, parent)."))
@option("--new-unit", words=msg("Thêm đơn vị mới mang tên này (vai trò child)."))
@option("--kind", words=msg("Loại của đơn vị mới."))
@option("--ban", words=msg("Ban mà máy này ghi thay (vai trò ban)."))
@option("--fingerprint", metavar="DIGITS", words=msg("30 chữ số nơi gửi đã đọc; bỏ trống thì chương trình hỏi."))
@option("--replace", is_flag=True, words=msg("Chấp nhận khóa mới thay khóa đã biết, sau khi so lại mã."))
@option("--look", is_flag=True, words=msg("Chỉ xem thư nói gì, không ghi."))
def trust_peer(
    session: Session, source: Path, fingerprint: str | None, replace: bool, look: bool, **given: Any
) -> None:
    """Confirm another office's keys."""
    meeting = trust.look_at(session, source)
    if look:
        output.put(_MEETING, [_met(meeting)], shared().format)
        return
    role = given["role"] or meeting.role
    if role is None:
        raise BadInput(
            msg("Chưa rõ vai trò của {name}. Ghi --role.", name=meeting.introduction.unit_name), where="--role"
        )
    if fingerprint is None and meeting.standing is not trust.Standing.same:
        fingerprint = _asked(meeting)
    peer_id = trust.trust(
        session,
        meeting,
        role=role,
        unit_id=refs.find_if(session, "unit", given["unit"]),
        new_unit=given["new_unit"],
        kind_id=refs.find_if(session, "unit-kind", given["kind"]),
        ban_id=refs.find_if(session, "ban", given["ban"]),
        confirmed_fingerprint=fingerprint,
        replace=replace,
    )
    tell(session, peer_id, changed=True)


@command("peers", msg("Những nơi trao đổi tệp: tên, vai trò, mã khóa, từ khi nào, qua ai, lần nhận cuối."))
@reading
def list_peers(session: Session) -> None:
    """List the peers."""
    output.put(_PEERS, [_peer_line(peer) for peer in trust.peers(session)], shared().format)


@command("revoke", msg("Thu hồi khóa của một nơi (mất máy, lộ khóa, rút máy của ban); phần đã nhận trước mốc vẫn giữ."))
@writing
@argument("peer", _PEER)
@option("--reason", required=True, words=msg("Lý do."))
@option(
    "--last-good",
    multiple=True,
    metavar="STREAM=VERSION",
    words=msg("Phiên bản cuối còn tin được, ví dụ above=12; bỏ trống là mọi phần đã nhận."),
)
@option("--look", is_flag=True, words=msg("Chỉ in những gói nằm sau mốc, không thu hồi."))
def revoke(session: Session, peer: str, reason: str, last_good: tuple[str, ...], look: bool) -> None:
    """Take a key back."""
    found, good = find_peer(session, peer), dict(_good(each) for each in last_good)
    if look:
        output.put(_BEYOND, [_beyond_line(each) for each in trust.beyond(session, found.id, good)], shared().format)
        return
    result = trust.revoke(session, found.id, reason=reason, last_good=good)
    lines = [_beyond_line(each) for each in result.beyond]
    if shared().format == "json":
        output.put_json({"peer": result.peer_id, "beyond": [line.raw for line in lines]})
        return
    tell(session, None, changed=True)
    if lines:
        click.echo(tr("Các gói đã nhận sau mốc, cần xem và rút lại từng gói:"))
        output.put(_BEYOND, lines, "table")


@command("backup", msg("Sao lưu khóa của máy này vào một tệp có mật khẩu (hỏi, hoặc biến TIENDO_PASSPHRASE)."))
@writing
@argument("target", msg("Tệp sẽ ghi."), metavar="FILE", type=FILE)
def back_up_keys(session: Session, target: Path) -> None:
    """Back up the private key."""
    path = keys.back_up(session, target, _passphrase(twice=True))
    done(
        {"file": str(path)}, tr("Đã sao lưu khóa vào {path}. Cất tệp và mật khẩu ở hai nơi khác nhau.", path=str(path))
    )


@command("restore", msg("Khôi phục khóa của sổ này từ bản sao lưu khóa."))
@writing
@argument("source", msg("Bản sao lưu khóa."), metavar="FILE", type=FILE)
def restore_keys(session: Session, source: Path) -> None:
    """Bring a private key back."""
    stored = keys.restore(source, _passphrase(twice=False))
    keys.own_keys(session)  # says so where the key is not this workspace's
    done({"node": stored.node}, tr("Đã khôi phục khóa {node}.", node=stored.node))


@command("new", msg("Lập máy mới với khóa mới khi khóa cũ bị mất hoặc lộ; sau đó gửi lại thư giới thiệu cho mọi nơi."))
@changing
def new_keys(session: Session) -> int:
    """Begin as a new machine."""
    return keys.new_node(session)


def find_peer(session: Session, reference: str) -> trust.Peer:
    """The one peer that is meant by #id, number or name. Raises NotFound or Refused (ambiguous)."""
    everyone, number = trust.peers(session), reference.removeprefix("#")
    called = fold(reference)
    found = [peer for peer in everyone if number.isdecimal() and peer.id == int(number)]
    found = found or [peer for peer in everyone if called in {fold(peer.name), fold(peer.unit), fold(peer.ban)}]
    if len(found) == 1:
        return found[0]
    names = "; ".join(f"#{peer.id} {peer.name}" for peer in found or everyone)
    if found:
        raise Refused(msg("“{ref}” chỉ nhiều nơi: {names}. Ghi rõ bằng #id.", ref=reference, names=names))
    raise NotFound(msg("Không có nơi gửi nhận “{ref}”. Đang có: {names}.", ref=reference, names=names or "–"))


def _asked(meeting: trust.Meeting) -> str:
    """The digits as the person types them, beside those of the file."""
    click.echo(f"{meeting.introduction.unit_name}: {meeting.words}", err=True)
    click.echo(tr("Mã trong thư: {digits}", digits=meeting.fingerprint), err=True)
    return str(click.prompt(tr("Gõ 30 chữ số nơi gửi đọc qua điện thoại"), err=True))


def _passphrase(*, twice: bool) -> str:
    """From the environment, else asked without showing it."""
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    again = tr("Gõ lại mật khẩu") if twice else False
    return str(click.prompt(tr("Mật khẩu"), hide_input=True, confirmation_prompt=again, err=True))


def _good(text: str) -> tuple[str, int]:
    audience, equals, ver = text.rpartition("=")
    if not equals or not ver.isdecimal():
        raise BadInput(msg("“{text}” không đúng dạng. Ghi như above=12.", text=text), where="--last-good")
    return audience, int(ver)


_MEETING = (
    Col("name", msg("Nơi gửi")),
    Col("standing", msg("Tình trạng")),
    Col("fingerprint", msg("Mã trong thư")),
    Col("known", msg("Mã đã biết")),
    Col("role", msg("Vai trò")),
    Col("words", msg("Nghĩa là"), cut=True),
)
_PEERS = (
    Col("id", msg("Số"), right=True),
    Col("name", msg("Nơi gửi nhận")),
    Col("role", msg("Vai trò")),
    Col("unit", msg("Đơn vị"), cut=True),
    Col("ban", msg("Ban"), cut=True),
    Col("state", msg("Tình trạng")),
    Col("fingerprint", msg("Mã khóa")),
    Col("since", msg("Từ")),
    Col("via", msg("Qua")),
    Col("seen", msg("Nhận cuối")),
)
_BEYOND = (
    Col("bundle", msg("Gói"), right=True),
    Col("file", msg("Tệp"), cut=True),
    Col("at", msg("Lúc")),
    Col("audience", msg("Luồng")),
    Col("ver", msg("Phiên bản"), right=True),
)


def _met(meeting: trust.Meeting) -> Line:
    return output.line(
        name=meeting.introduction.unit_name,
        standing=meeting.standing.value,
        fingerprint=meeting.fingerprint,
        known=meeting.known_fingerprint,
        role=meeting.role,
        words=str(meeting.words),
    )


def _peer_line(peer: trust.Peer) -> Line:
    values = output.line(
        id=peer.id,
        name=peer.name,
        role=peer.role,
        unit=peer.unit,
        ban=peer.ban,
        state=peer.state,
        fingerprint=peer.fingerprint,
        since=output.moment(peer.since_ms),
        via=peer.via,
        seen=output.moment(peer.seen_ms),
    )
    words = {"role": str(PEER_ROLES[peer.role]), "state": str(PEER_STATES[peer.state])}
    return Line({**values.shown, **words}, values.raw)


def _beyond_line(each: trust.Beyond) -> Line:
    return output.line(
        bundle=each.bundle_id, file=each.file_name, at=output.moment(each.at_ms), audience=each.audience, ver=each.ver
    )


COMMANDS = (
    introduce,
    trust_peer,
    list_peers,
    revoke,
    group("keys", msg("Khóa của máy này: sao lưu, khôi phục, lập máy mới."), [back_up_keys, restore_keys, new_keys]),
)
