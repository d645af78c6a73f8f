"""A province and a school exchange a quarter, each by its own window, with nothing but files between them."""

from pathlib import Path
from typing import cast

from app import start, workspace
from app.bundles import book, trust
from app.bundles.book_words import State
from app.clock import FrozenClock
from app.people import units
from app.plan import calendar, progress, reviews, tasks
from app.session import Actor
from tests.ui.at_window import CTRL, AtWindow, Key
from tests.ui.conftest import TODAY
from ui.pages.exchange.page import ExchangePage

Q3 = "2026-Q3"
PROVINCE, SCHOOL = "Liên đoàn Lao động tỉnh Mẫu", "CĐCS Trường THPT Mẫu A"


def made(folder: Path, name: str) -> Path:
    """A new workspace with the quarter open."""
    folder.mkdir()
    answers = start.Answers(name, "calendar", folder / "so.tdb")
    session = start.make_workspace(answers, clock=FrozenClock(TODAY, step_ms=1), actor=Actor("Thu Hằng"))
    if all(info.code != Q3 for info in calendar.opened(session)):
        calendar.open_period(session, Q3)
    session.close()
    return folder / "so.tdb"


def at(me: AtWindow, path: Path) -> ExchangePage:
    """Close what is open and go to the exchange of another office."""
    me.restart(path)
    me.window.resize(1366, 698)  # the platform without a screen remembers a smaller one
    me.press(Key.Key_0, CTRL)
    me.settle()
    return cast(ExchangePage, me.page)


def confirm(me: AtWindow, role: str, **more: object) -> None:
    """Say in the sheet who it is, and that all digits were heard."""
    form = me.sheet.form
    assert form is not None
    for key, value in {"role": role, **more, "compared": True}.items():
        form.editors()[key].set_value(value)  # type: ignore[attr-defined]  # every field has it
    me.press(Key.Key_Return, CTRL)
    me.settle()


def send(me: AtWindow, page: ExchangePage, stick: Path) -> Path:
    """Send to whoever there is; return the new file."""
    before = set(stick.iterdir())
    page.start_sending(None)
    me.settle()
    page.sending._folder.set_value(str(stick))
    me.click("Gửi 1 gói", page)
    me.settle()
    (new,) = set(stick.iterdir()) - before
    return new


def receive(me: AtWindow, page: ExchangePage, file: Path) -> None:
    """Open a file, look, and apply it."""
    page.open_places([file])
    me.settle()
    assert page.receive.reviewing, page.message.text()
    me.press(Key.Key_F9)
    me.settle()
    assert not page.receive.reviewing, page.message.text()


def test_a_quarter_goes_round_by_window_and_both_books_agree(me: AtWindow, tmp_path: Path) -> None:
    province, school = made(tmp_path / "tinh", PROVINCE), made(tmp_path / "truong", SCHOOL)
    stick = tmp_path / "usb"
    stick.mkdir()
    me.open(province)
    units.add_unit(me.session, name=SCHOOL, kind_id=units.unit_kinds(me.session)[-1].id)

    # The school introduces itself.
    page = at(me, school)
    page.introduce()
    me.settle()
    me.save(path=str(stick / "truong.gioithieu"))

    # The province hears the digits on the telephone, and answers with a letter of its own.
    page = at(me, province)
    page.open_places([stick])
    me.settle()
    assert page.shown == "peers"
    confirm(me, "child", unit=units.unit_lines(me.session)[0].id)
    me.fill(path=str(stick / "tinh.gioithieu"))
    me.settle()
    assert [(peer.name, peer.role, peer.state) for peer in trust.peers(me.session)] == [(SCHOOL, "child", "ok")]

    page = at(me, school)
    page.open_places([stick / "tinh.gioithieu"])
    me.settle()
    confirm(me, "parent")
    if me.sheet_is_open():
        me.press(Key.Key_Escape)  # a letter back is offered; the province knows the school already
    assert [(peer.role, peer.state) for peer in trust.peers(me.session)] == [("parent", "ok")]

    # A task goes down.
    page = at(me, province)
    tasks.add_task(me.session, text="Học tập nghị quyết", scope="passed_down", due="2026-09-30")
    down = send(me, page, stick)
    page = at(me, school)
    receive(me, page, down)
    (task,) = me.session.conn.execute("SELECT id, text FROM task").fetchall()
    assert task["text"] == "Học tập nghị quyết"

    # Progress comes up.
    progress.log_progress(me.session, task["id"], period=Q3, state="done", done_on="2026-09-20", result="Đã xong")
    reviews.submit(me.session, period=Q3)
    me.settle()
    up = send(me, page, stick)
    page = at(me, province)
    page.open_places([up])
    me.settle()
    assert "Học tập nghị quyết" in " ".join(" ".join(row) for row in me.table(page.receive.file.view))
    me.press(Key.Key_F9)
    me.settle()
    assert "1 gói đã gửi nay được báo nhận." in me.texts(page.receive.idle)
    (entry,) = me.session.conn.execute("SELECT unit_id, counted FROM progress_entry").fetchall()
    assert entry["counted"] == 1

    # The receipt goes back, asked for right where the file was applied.
    me.click("Gửi giấy báo nhận…", page)
    me.settle()
    assert page.shown == "send"
    receipt = send(me, page, stick)
    page = at(me, school)
    receive(me, page, receipt)

    me.close()
    told = {}
    for path in (province, school):
        session = workspace.open_workspace(path, clock=FrozenClock(TODAY, step_ms=1))
        told[path] = {line.sha256: (line.way, line.state) for line in book.lines(session) if line.sha256}
        session.close()
    assert set(told[province]) == set(told[school]), "every file stands in both books"
    for sha256, (way, state) in told[province].items():
        other_way, other_state = told[school][sha256]
        assert {way, other_way} == {"in", "out"}
        assert state in {State.ACKNOWLEDGED, State.APPLIED, State.EXPORTED, State.READ}
        assert other_state in {State.ACKNOWLEDGED, State.APPLIED, State.EXPORTED, State.READ}
