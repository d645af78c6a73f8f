"""Every screen of the window by its name, and how a person comes there; office names that are as long as real ones get."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication

from app import directives, feedback
from app.i18n import tr
from app.people import bans, offices, persons, units
from app.plan import programmes, tasks
from app.session import Session
from tests.builders import received
from tests.ui.at_window import CTRL, AtWindow, Key

LONG = (
    "Nâng cao chất lượng hoạt động của công đoàn cơ sở ẪỔẾ Ặ trong các doanh nghiệp ngoài khu vực nhà nước, bảo vệ quyền và lợi"
    " ích hợp pháp, chính đáng của đoàn viên và người lao động trên địa bàn tỉnh giai đoạn 2026 - 2030, tầm nhìn đến năm 2045"
)
PLAN = (
    "KẾ HOẠCH\nTriển khai công tác năm 2026\n\nI. NỘI DUNG\n1. Thăm hỏi đoàn viên ốm đau trước ngày 30/6/2026.\n"
    f"2. {LONG}.\n3. Ban Tổ chức chủ trì tổ chức 02 lớp tập huấn cho cán bộ trong quý III/2026.\n"
)


def _nothing(_me: AtWindow) -> None:
    """Where the page itself is what is looked at."""


def _press_new(me: AtWindow) -> None:
    me.press(Key.Key_N, CTRL)
    me.settle()


def _escape(me: AtWindow) -> None:
    me.press(Key.Key_Escape)
    me.settle()


def _click(words: Callable[[], str]) -> Callable[[AtWindow], None]:
    def click(me: AtWindow) -> None:
        me.click(words(), me.window)
        me.settle()

    return click


def _palette(me: AtWindow) -> None:
    me.press(Key.Key_K, CTRL)
    me.type("cong doan")
    me.settle()


def _read_plan(me: AtWindow) -> None:
    QGuiApplication.clipboard().setText(PLAN)
    me.press(Key.Key_V, CTRL)
    me.settle()


def _open_files(me: AtWindow) -> None:
    """Files that came over a chat: one was cut on the way, one is none of ours."""
    folder = me.session.path.parent
    places = [folder / f"{LONG[:90]}.tiendo", folder / "ghi-chu.tiendo"]
    for place, content in zip(places, (b"age-encryption.org/v1\n-> X25519", b"PK\x03\x04"), strict=True):
        place.write_bytes(content)
    me.window.show_page("exchange", ("open", places))
    me.settle()


def _paper(name: str) -> Callable[[AtWindow], None]:
    def show(me: AtWindow) -> None:
        me.window.show_page("reports", (name, None))
        me.settle()

    return show


@dataclass(frozen=True)
class Screen:
    """A page, what is done on it to come to the screen, and what leaves it again."""

    name: str
    page: str
    enter: Callable[[AtWindow], None] = _nothing
    leave: Callable[[AtWindow], None] = _nothing
    paper: bool = False
    """It shows a sheet of paper, which is white in the dark too."""


SCREENS = (
    Screen("overview", "overview"),
    Screen("palette", "overview", _palette, _escape),
    Screen("programmes", "programmes"),
    Screen("task sheet", "programmes", _press_new, _escape),
    Screen("plan import", "plan_import"),
    Screen("plan review", "plan_import", _read_plan, paper=True),
    Screen("quarter's tasks", "quarter"),
    Screen("quarter of units", "quarter", _click(lambda: tr("Giao cấp dưới"))),
    Screen("quarter's figures", "quarter", _click(lambda: tr("Số liệu")), _click(lambda: tr("Nhiệm vụ"))),
    Screen("targets", "targets"),
    Screen("target sheet", "targets", _press_new, _escape),
    Screen("consolidation", "consolidation"),
    Screen("closing", "closing"),
    Screen("units", "units"),
    Screen("unit sheet", "units", _press_new, _escape),
    Screen("bans", "units", _click(lambda: tr("Ban"))),
    Screen("people", "units", _click(lambda: tr("Cán bộ")), _click(lambda: tr("Đơn vị cấp dưới"))),
    Screen("directives", "directives"),
    Screen("directive sheet", "directives", _press_new, _escape),
    Screen("coverage", "directives", _click(lambda: tr("Độ phủ")), _click(lambda: tr("Danh sách"))),
    Screen("feedback", "feedback"),
    Screen("reports", "reports", paper=True),
    Screen("words of a report", "reports", _click(lambda: tr("Lời văn")), _click(lambda: tr("Tham số")), paper=True),
    Screen("register", "reports", _paper("register"), _paper("quarter")),
    Screen("exchange", "exchange"),
    Screen("files received", "exchange", _open_files, _click(lambda: tr("Để sau"))),
    Screen("sending", "exchange", _click(lambda: tr("Gửi")), _click(lambda: tr("Nhận"))),
    Screen("hand-over book", "exchange", _click(lambda: tr("Sổ giao nhận")), _click(lambda: tr("Nhận"))),
    Screen("peers", "exchange", _click(lambda: tr("Nơi gửi nhận")), _click(lambda: tr("Nhận"))),
    Screen("history", "history"),
    Screen("settings", "settings"),
)

PAGES = frozenset(screen.name for screen in SCREENS if screen.enter is _nothing)
"""The screens that are a page as it is first seen."""


def walk(me: AtWindow, names: frozenset[str] = frozenset()) -> Iterator[Screen]:
    """Go to every screen (or those named), one after the other; what is opened on the way is closed again."""
    for screen in SCREENS:
        if names and screen.name not in names:
            continue
        me.window.show_page(screen.page)
        me.settle()
        screen.enter(me)
        yield screen
        screen.leave(me)


def lengthen(session: Session) -> None:
    """Give one of everything in the sample a name as long as they get."""
    today = "2026-10-01"
    offices.edit_office(session, name=f"Công đoàn {LONG}", short=LONG[:60])
    units.rename_unit(session, units.unit_lines(session)[0].id, name=LONG, short=LONG[:40], from_day=today)
    bans.rename_ban(session, bans.ban_lines(session)[0].id, name=f"Ban {LONG}", from_day=today)
    persons.edit_person(session, persons.person_lines(session)[0].id, name=f"Công Tằng Tôn Nữ {LONG[:60]}")
    first = programmes.tree(session)[0]
    assert first.id is not None
    assert first.sections[0].id is not None
    programmes.edit_programme(session, first.id, title=LONG)
    programmes.edit_section(session, first.sections[0].id, title=LONG)
    tasks.edit_task(session, first.sections[0].tasks[0].id, text=f"{LONG}; {LONG}")
    directives.edit_directive(
        session, directives.directive_lines(session)[0].id, abstract=LONG, issuer_text=f"Ban {LONG}"
    )
    given = received.given(session, f"Liên đoàn {LONG}")
    feedback.add(session, on_kind="task", on_id=given.task, kind="not_our_duty", text=f"{LONG}; {LONG}")
