"""The exchange with the level above, for ``tiendo demo``: it gives a task and a measure down, the quarter comes up, its receipt comes back.

Both workspaces and the keys of both machines lie in the folder of the demonstration; the person's own keys are not touched.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from app import start, workspace
from app.bundles import applying, handing, meeting, planning, trust
from app.bundles.applying import Outcome
from app.bundles.plans import MergePlan
from app.clock import FrozenClock, local
from app.demo import quarter
from app.i18n import Message, msg
from app.people import bans, office_facts, offices
from app.plan import assignments, calendar, periods, programmes, targets, tasks
from app.session import Actor, Session

PARENT = "Tổng Liên đoàn Lao động Việt Nam"
ACTOR = "Nguyễn Văn Hùng"
_EARLIER = timedelta(days=20)
"""How long before the cut-off the level above gives its plan."""

Say = Callable[[Message], None]


@dataclass(frozen=True)
class Above:
    """The workspace above: its session, where the keys of the demonstration lie, and the folder that stands for the stick."""

    session: Session
    keys: Path
    stick: Path


@dataclass(frozen=True)
class Told:
    """What came of it: the file that went up and the one that came back, figures that moved above, files of ours now acknowledged."""

    up: Path
    back: Path
    moved: int
    acknowledged: int


@contextmanager
def level_above(session: Session, folder: Path, code: str, say: Say) -> Iterator[Above]:
    """A level above that has met this office and given it a task and a measure for the quarter; its file was taken here."""
    quarter.go_to(session, date.fromisoformat(calendar.info(session, code).cutoff) - _EARLIER, "08:00")
    stick, keys = folder / "gui-nhan", folder / "khoa"
    stick.mkdir(exist_ok=True)
    name = office_facts.facts(session).parent or PARENT
    above = workspace.create(folder / "cap-tren.tdb", clock=_now(session), actor=Actor(ACTOR), seed=2)
    try:
        offices.set_up_office(above, name=name, short=start.short_name(name))
        calendar.open_period(above, code)
        made = Above(above, keys, stick)
        digits = _meet(made, session)
        say(msg("Đã làm quen với {name}, mã đọc qua điện thoại: {digits}", name=name, digits=digits))
        _plan(above, code)
        (down,) = handing.hand_out(above, _ids(above), stick, keys_folder=keys)
        _take(session, made, down.delivered.path)
        _lead(session)
        say(msg("{name} giao xuống 1 nhiệm vụ, 1 chỉ tiêu: {path}", name=name, path=str(down.delivered.path)))
        yield made
    finally:
        above.close()


def reported(session: Session, above: Above, code: str, say: Say) -> Told:
    """Send everything up that this office owns: previewed and applied there, and the receipt comes back."""
    above.session.clock = _now(session)
    (up,) = handing.hand_out(session, _ids(session), above.stick, period=code, keys_folder=above.keys)
    say(msg("Đã gửi lên {path}: {size} kB", path=str(up.delivered.path), size=-(-up.made.size // 1024)))
    seen = planning.plan(above.session, [up.delivered.path], keys_folder=above.keys)
    sentences = seen.effects.sentences()
    for sentence in sentences:
        say(msg("Cấp trên xem trước: {sentence}", sentence=sentence))
    _applied(above.session, seen, above.keys)
    (back,) = handing.hand_out(above.session, _ids(above.session), above.stick, keys_folder=above.keys)
    outcome = _take(session, above, back.delivered.path)
    say(
        msg(
            "Cấp trên đã nhận; giấy báo nhận đã về trong {path}: {n} gói được báo nhận",
            path=str(back.delivered.path),
            n=outcome.acknowledged,
        )
    )
    return Told(up.delivered.path, back.delivered.path, len(sentences), outcome.acknowledged)


def _now(session: Session) -> FrozenClock:
    """The same instant for both, at the pace of the demonstration."""
    return FrozenClock(local(session.clock.now_ms()).isoformat(), step_ms=quarter.STEP)


def _ids(session: Session) -> list[int]:
    return [peer.id for peer in trust.peers(session)]


def _meet(above: Above, below: Session) -> str:
    """Introductions both ways; each side's digits are those that the other reads out."""
    letter, back = above.stick / "thu-gioi-thieu-duoi", above.stick / "thu-gioi-thieu-tren"
    meeting.introduce(below, letter, folder=above.keys)
    met = trust.look_at(above.session, letter)
    said = trust.own_fingerprint(below, above.keys)
    peer = trust.trust(
        above.session, met, role="child", new_unit=met.introduction.unit_name, confirmed_fingerprint=said
    )
    meeting.introduce(above.session, back, peer, folder=above.keys)
    answered = trust.look_at(below, back)
    read_out = trust.own_fingerprint(above.session, above.keys)
    trust.trust(below, answered, role="parent", confirmed_fingerprint=read_out)
    return said


def _plan(above: Session, code: str) -> None:
    """One programme with a task and a measure for every unit below."""
    starts, ends = periods.span(code)
    programme = programmes.add_programme(
        above, title="Phát triển đoàn viên, xây dựng tổ chức", starts=starts.isoformat()
    )
    tasks.add_task(
        above,
        text="Báo cáo công tác phát triển đoàn viên",
        programme_id=programme,
        scope="passed_down",
        due=ends.isoformat(),
    )
    measure = targets.add_measure(
        above, programme_id=programme, text="Người lao động là đoàn viên", num_label="đoàn viên", den_label="lao động"
    )
    targets.add_target(above, measure, text="Từ 90 % trở lên", comparator="ge", value=Decimal(90), horizon="yearly")


def _take(session: Session, above: Above, path: Path) -> Outcome:
    return _applied(session, planning.plan(session, [path], keys_folder=above.keys), above.keys)


def _applied(session: Session, seen: MergePlan, keys: Path) -> Outcome:
    return applying.apply(session, seen, keys_folder=keys, back_up=False)


def _lead(session: Session) -> None:
    """The first ban leads what came from above."""
    ban = next(iter(bans.ban_lines(session)))
    for programme in programmes.tree(session):
        if programme.id is not None and assignments.lead_of(session, programme.id) is None:
            assignments.assign(session, programme.id, role="lead", ban_id=ban.id)
