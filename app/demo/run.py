"""``tiendo demo``: the main job from an empty folder to papers that one would hand to a chairman."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app import backup, checking, workspace
from app.clock import FrozenClock
from app.demo import exchange, office, quarter
from app.demo.exchange import Above
from app.i18n import Message, msg
from app.people import bans
from app.plan import calendar, figures, periods
from app.plan.closing import CODES
from app.session import Actor, Session
from app.text import fold
from app.words import PLAN_ROWS

SAMPLE_PERIOD = "2026-Q3"
ACTOR = "Trần Thị Lan"
Say = Callable[[Message], None]


@dataclass
class Done:
    """What a demonstration left: the workspace, the papers, the files that went up and came back, whether the check was clean, and the
    figures it told."""

    workspace: Path
    papers: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    backup: Path | None = None
    clean: bool = False
    told: dict[str, int] = field(default_factory=dict)


def on_sample(folder: Path, say: Say) -> Done:
    """The sample province: finish its newest quarter, close it, print, and take over the plans that come in for the years ahead.

    Raises Refused when the workspace is there already.
    """
    from app.sample import province

    session = _create(folder / "tinh-mau.tdb", "2026-07-01T08:00:00")
    try:
        province.write_sample(session)
        say(msg("Đã tạo sổ mẫu {path}", path=str(session.path)))
        with exchange.level_above(session, folder, SAMPLE_PERIOD, say) as above:
            done = _live(session, SAMPLE_PERIOD, folder, say)
            _send_up(session, above, SAMPLE_PERIOD, done, say)
            done.told["plans"] = _plans_arrive(session, say)
            _send_up(session, above, calendar.current(session), done, say)
        return _keep(session, done, say)
    finally:
        session.close()


def on_plans(folder: Path, files: Iterable[Path], say: Say) -> list[Done]:
    """Each plan in an office of its own, in a folder named after the file."""
    return [_on_plan(folder / _ascii(file.name.partition(".")[0]), file, say) for file in files]


def _on_plan(folder: Path, file: Path, say: Say) -> Done:
    session = _create(folder / "so.tdb", "2026-07-01T08:00:00")
    try:
        counts, code = office.bring_in(session, file)
        say(msg("Đã nhập {file}: {counts}", file=file.name, counts=_counted(counts, PLAN_ROWS)))
        with exchange.level_above(session, folder, code, say) as above:
            done = _live(session, code, folder, say)
            _send_up(session, above, code, done, say)
        done.told |= counts
        return _keep(session, done, say)
    finally:
        session.close()


def _create(path: Path, now: str) -> Session:
    path.parent.mkdir(parents=True, exist_ok=True)
    return workspace.create(path, clock=FrozenClock(now, step_ms=60_000), actor=Actor(ACTOR), seed=1)


def _live(session: Session, code: str, folder: Path, say: Say) -> Done:
    """The quarter and the papers, each told in a sentence."""
    period = periods.label(code)
    lived = quarter.live(session, code)
    say(
        msg(
            "{period}: ghi {tasks} nhiệm vụ và {values} số liệu, trình {submitted}, trả lại và trả lời {returned}, duyệt {approved} dòng",
            period=period,
            tasks=lived.logged_tasks,
            values=lived.logged_values,
            submitted=lived.submitted,
            returned=lived.returned,
            approved=lived.approved,
        )
    )
    say(msg("Trước khi khóa còn thấy: {found}", found=_counted(lived.checklist, CODES) or "0"))
    say(msg("Đã khóa {period}: {sentence}", period=period, sentence=_sentence(session, code)))
    done = Done(session.path)
    done.papers = _print(session, code, folder)
    for paper in done.papers:
        say(msg("Đã in {path}", path=str(paper)))
    done.told = {
        "logged_tasks": lived.logged_tasks,
        "logged_values": lived.logged_values,
        "submitted": lived.submitted,
        "returned": lived.returned,
        "approved": lived.approved,
        "papers": len(done.papers),
    }
    return done


def _plans_arrive(session: Session, say: Say) -> int:
    """The plan documents that ship with the program come in as they would; how many there were."""
    from app.sample import texts

    came = 0
    with texts.plan_documents() as files:
        for file, counts in office.plans_arrive(session, files):
            say(msg("Đã nhập {file}: {counts}", file=file.name, counts=_counted(counts, PLAN_ROWS)))
            came += 1
    return came


def _send_up(session: Session, above: Above, code: str, done: Done, say: Say) -> None:
    """Everything goes to the level above, and its receipt comes back."""
    told = exchange.reported(session, above, code, say)
    done.files += [told.up, told.back]
    for name, count in (("moved_above", told.moved), ("acknowledged", told.acknowledged)):
        done.told[name] = done.told.get(name, 0) + count


def _keep(session: Session, done: Done, say: Say) -> Done:
    """The backup and the check, which come last."""
    done.backup = backup.back_up(session)
    say(msg("Đã sao lưu {path}", path=str(done.backup)))
    done.clean = checking.check(session.path).ok
    say(msg("Kiểm tra sổ: {verdict}", verdict=msg("tốt") if done.clean else msg("có vấn đề, chạy `tiendo check`")))
    return done


def _print(session: Session, code: str, folder: Path) -> list[Path]:
    """The quarterly report three ways and the assignment sheet of every ban."""
    from app.reports import catalogue, writing

    papers = []
    report = catalogue.build(session, "quarter", code)
    for ending in ("pdf", "docx", "xlsx"):
        papers.append(folder / f"bao-cao-{code.lower()}.{ending}")
        writing.write(report, papers[-1])
    (folder / "phan-cong").mkdir(exist_ok=True)
    for ban in bans.ban_lines(session):
        papers.append(folder / "phan-cong" / f"{_ascii(ban.code)}.pdf")
        writing.write(catalogue.build(session, "assignment", code, ban_id=ban.id), papers[-1])
    return papers


def _sentence(session: Session, code: str) -> Message:
    """The state of the office's own tasks in one sentence."""
    found = figures.task_summary(session, code, as_of="closed")
    return msg(
        "{done} hoàn thành, {overdue} quá hạn trong {total} nhiệm vụ",
        done=found.done,
        overdue=found.overdue,
        total=found.total,
    )


def _counted(counts: Mapping[str, int], words: Mapping[str, Message]) -> str:
    """ "30 nhiệm vụ, 6 chỉ tiêu" in the order of ``words``."""
    return ", ".join(f"{counts[key]} {word}" for key, word in words.items() if counts.get(key))


def _ascii(name: str) -> str:
    return fold(name).replace(" ", "-") or "ke-hoach"
