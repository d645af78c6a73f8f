"""The pictures of the manual and the README, taken of the real window on the sample province: they cannot go stale.

Runs inside the environment (``dev.py screenshots [NAME …]``), without a screen, at the client area of the smallest screens that offices
have (1366 × 698). The clock is frozen and the sample is seeded, so the same program takes the same pictures.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import screenshots_exchange
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from app import backup, directives, workspace
from app.bundles import trust
from app.clock import FrozenClock
from app.reports import drafting, layouts
from app.reports.content import Document
from app.sample.province import write_sample
from app.settings import Settings
from ui.application import make_application
from ui.pages.directives.page import DirectivesPage
from ui.pages.exchange.page import ExchangePage
from ui.pages.plan_import.page import PlanImportPage
from ui.pages.quarter.page import QuarterPage
from ui.pages.reports.page import ReportsPage
from ui.pages.settings.layout import LayoutSection
from ui.pages.settings.page import SettingsPage
from ui.pages.units.page import UnitsPage
from ui.program import Program
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet
from ui.workspace_window import WorkspaceWindow

CHECKOUT = Path(__file__).resolve().parent.parent
IMAGES = CHECKOUT / "resources" / "help" / "images"
CLIENT_AREA = QSize(1366, 698)
LARGEST_BYTES = 150_000
MORNING = "2026-10-02T08:02:00"
NOW = "2026-10-02T16:41:00"
SEARCHED = "thoa uoc"
PLAN = CHECKOUT / "resources" / "samples" / "chuong-trinh-phat-trien-doan-vien-2026-2030.pdf"
OWN_WORDS = "{composed} Các ban phối hợp chặt chẽ, đúng kế hoạch."
BEFORE = "Chương trình gồm 02 nhiệm vụ, chưa nhiệm vụ nào hoàn thành."
OWN_MEASURES = {"margin_left": 36.0, "body_size": 13.0}
BLOCK = "100\t28/09/2026\tĐã họp 4 lần\n80\tcuối tháng\tĐang chờ kinh phí\n120\t30/09/2026\tĐã xong"
PERSON = "Trần Thu Hằng"
FIRST_START_PATH = r"D:\TienDo\ldld-tinh-mau.tdb"
WITH_DETAILS = {"programmes", "targets", "units", "history"}
PAGES = ("overview", "programmes", "quarter", "targets", "closing", "units", "reports", "history", "settings")
SECONDS = 30
GROUNDS = 48
TELL_APART = 9


def main(arguments: list[str]) -> int:
    """Take all pictures, or those named; say what was written."""
    app = make_application(["tiendo"], theme="light")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tiendo-pictures-") as folder:
        for name, take in pictures(app, Path(folder)):
            if not arguments or name in arguments:
                print(f"{name}.png  {save(take(), IMAGES / f'{name}.png'):,} bytes")
    return 0


def pictures(app: QApplication, folder: Path) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how to get the widget to take it of; the sample is made when its first picture is asked for."""
    program = Program(app, Settings(person=PERSON, theme="light"), lambda _kept: None, FrozenClock(NOW))
    yield "first-start", lambda: first_start(app, program)
    window = sample_window(app, program, folder)
    for page in PAGES:
        yield page, lambda page=page: at_page(app, window, page)  # type: ignore[misc]  # a default binds the name of this turn
    yield "timeline", lambda: along_the_time(app, window)
    yield "list-filter", lambda: filtering(app, window)
    yield "paste", lambda: pasting(app, window)
    yield "coverage", lambda: covering(app, window)
    yield "search", lambda: searching(app, window)
    yield "reminders", lambda: reminding(app, window)
    yield "tour", lambda: touring(app, window)
    yield "plan-import", lambda: reviewing(app, window)
    yield "reports-text", lambda: rewriting(app, window)
    yield "settings-papers", lambda: measuring(app, window)
    yield "exchange", lambda: receiving(app, window, folder)
    yield "exchange-send", lambda: exchanging(app, window, "send")
    yield "exchange-book", lambda: exchanging(app, window, "book")
    window.close()


def first_start(app: QApplication, program: Program) -> QWidget:
    """The first-start screen, half answered."""
    program.show_start()
    screen = program.start_window
    if screen is None:
        raise RuntimeError("the first-start screen is not there")
    screen.resize(CLIENT_AREA)
    screen.name.set_value("Liên đoàn Lao động tỉnh Mẫu")
    screen.path.set_value(FIRST_START_PATH)
    app.processEvents()
    return screen


def sample_window(app: QApplication, program: Program, folder: Path) -> WorkspaceWindow:
    """The window on a new sample."""
    session = workspace.create(folder / "tinh-mau.tdb", clock=FrozenClock(NOW), seed=1)
    write_sample(session)
    session.clock = FrozenClock(MORNING)
    backup.back_up(session, reason="daily")
    session.close()
    program.open_path(folder / "tinh-mau.tdb")
    window = program.window
    if window is None:
        raise RuntimeError("the window did not open")
    window.resize(CLIENT_AREA)
    settle(app, window)
    window.greeting.clear()
    return window


def at_page(app: QApplication, window: WorkspaceWindow, page: str) -> QWidget:
    """The window at a page, with the details of something on it where that page has details."""
    shown = window.show_page(page)
    settle(app, window)
    window.area.want_details(page in WITH_DETAILS)
    if isinstance(shown, QuarterPage):
        shown.view.go(2, shown.model.column_at("result") or 0)
    else:
        choose(shown)
        focused = app.focusWidget()
        if focused is not None:
            focused.clearFocus()
        if isinstance(focused, QLineEdit):
            focused.deselect()
    settle(app, window)
    return window


def covering(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """What of the plan that has most programmes nobody does, measures or reports."""
    close_sheets(window)
    page = window.show_page("directives")
    if not isinstance(page, DirectivesPage):
        raise TypeError(type(page).__name__)
    settle(app, window)
    window.area.want_details(True)
    plan = max(directives.directive_lines(window.session), key=lambda one: one.programmes)
    page.show_gaps(plan.id)
    settle(app, window)
    return window


def searching(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The palette over the overview, with words typed without accents."""
    window.show_page("overview")
    window.palette_overlay.open(SEARCHED)
    settle(app, window)
    return window


def along_the_time(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The programmes along the time, without the details beside them."""
    shown = at_page(app, window, "programmes")
    window.area.want_details(False)
    settle(app, window)
    return shown


def filtering(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The sheet in which the rows of a column are chosen, over the list of units."""
    page = window.show_page("units")
    if not isinstance(page, UnitsPage):
        raise TypeError(type(page).__name__)
    window.area.want_details(False)
    settle(app, window)
    page.shown.tools.ask_filter("kind")
    settle(app, window)
    return window


def pasting(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """A block from a spreadsheet over the grid, of which two cells do not fit."""
    close_sheets(window)
    page = window.show_page("quarter")
    if not isinstance(page, QuarterPage):
        raise TypeError(type(page).__name__)
    settle(app, window)
    page.view.go(2, page.model.column_at("percent") or 0)
    app.clipboard().setText(BLOCK)
    page.view.setFocus()
    app.sendEvent(page.view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))
    settle(app, window)
    return window


def reminding(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The reminders over the overview."""
    window.palette_overlay.close_palette()
    window.open_reminders()
    settle(app, window)
    return window


def touring(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The first step of the tour."""
    window.open_reminders()
    window.start_tour()
    settle(app, window)
    return window


def reviewing(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The review of the sample's programme, at the first thing that the reader is not sure of."""
    page = window.show_page("plan_import")
    if not isinstance(page, PlanImportPage):
        raise TypeError(type(page).__name__)
    page.read_files([PLAN])
    settle(app, window)
    press(page, "F8")
    settle(app, window)
    return window


def rewriting(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The quarterly report while a paragraph is rewritten; of the others one is the office's own, and under one the figures moved."""
    page = window.show_page("reports")
    if not isinstance(page, ReportsPage):
        raise TypeError(type(page).__name__)
    settle(app, window)
    made, session = page.made, window.session
    if made is None or made.drafted is None:
        raise RuntimeError("no report is shown")
    moved, edited, own = around_a_result(made.drafted.composed)
    composed = drafting.texts(made.drafted.composed)
    for key, basis in ((own, composed[own]), (moved, BEFORE)):
        words = OWN_WORDS.format(composed=composed[key])
        drafting.write_over(session, made.choice.name, made.period, key, words, basis=basis)
    page.refresh()
    settle(app, window)
    page.show_texts()
    page.texts.stand_on(edited)
    settle(app, window)
    press(page, "F2")
    settle(app, window)
    return window


def around_a_result(composed: Document) -> tuple[str, str, str]:
    """The keys of the paragraph before the first that rests on an entry of the log, of that one, and of the third behind it."""
    known = list(drafting.keyed(composed))
    at = next(at for at, one in enumerate(known) if any("progress:" in name for run in one.runs for name in run.about))
    return known[at - 1].key, known[at].key, known[at + 3].key


def measuring(app: QApplication, window: WorkspaceWindow) -> QWidget:
    """The measures of the page in the settings, two of them the office's own, one of these outside the decree's range."""
    layouts.choose(window.session, OWN_MEASURES)
    page = window.show_page("settings")
    if not isinstance(page, SettingsPage):
        raise TypeError(type(page).__name__)
    settle(app, window)
    section = page.sections["layout"]
    if isinstance(section, LayoutSection):
        section.stand_on(next(iter(OWN_MEASURES)))
    page.show_item("layout")
    settle(app, window)
    return window


def receiving(app: QApplication, window: WorkspaceWindow, folder: Path) -> QWidget:
    """Files of three units before they are applied, at one that changes what was there."""
    files = screenshots_exchange.received(window.session, folder)
    settle(app, window)
    page = exchange_page(app, window)
    page.open_places(files)
    settle(app, window)
    page.receive.list.stand_on(max(page.receive.list.shown_files(), key=lambda file: file.counts.changed).key)
    settle(app, window)
    return window


def exchanging(app: QApplication, window: WorkspaceWindow, part: str) -> QWidget:
    """Another part of the exchange, as it stands after the files were looked at."""
    page = exchange_page(app, window)
    page.show_part(part)
    settle(app, window)
    if part == "send":
        page.sending.choose([peer.id for peer in trust.peers(window.session)][:2])
        settle(app, window)
    return window


def exchange_page(app: QApplication, window: WorkspaceWindow) -> ExchangePage:
    """The exchange, with its details."""
    close_sheets(window)
    page = window.show_page("exchange")
    if not isinstance(page, ExchangePage):
        raise TypeError(type(page).__name__)
    window.area.want_details(True)
    settle(app, window)
    return page


def close_sheets(window: WorkspaceWindow) -> None:
    """Close what was opened for the picture before."""
    for sheet in window.findChildren(Sheet):
        sheet.close_sheet()


def press(page: Page, keys: str) -> None:
    """Do what the keys do on a page."""
    next(action for action in page.actions_for_menu() if action.shortcut().toString() == keys).trigger()


def choose(page: QWidget) -> None:
    """Put the cursor on the first row that is no heading."""
    view = getattr(page, "view", None)
    if not isinstance(view, QAbstractItemView) or not view.model().rowCount():
        return
    index = view.model().index(0, 0)
    while view.model().rowCount(index):
        index = view.model().index(0, 0, index)
    view.setCurrentIndex(index)


def settle(app: QApplication, window: WorkspaceWindow) -> None:
    """Let what is read beside the window arrive, and be painted."""
    for _turn in range(3):
        window.jobs.wait_idle(SECONDS)
        app.processEvents()


def save(widget: QWidget, path: Path) -> int:
    """Write the picture of a widget in 256 colours, which nobody can tell from all of them; return its size in bytes."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    few = image.convertToFormat(QImage.Format.Format_Indexed8, palette(image), Qt.ImageConversionFlag.AvoidDither)
    if not few.save(str(path), quality=0):
        raise RuntimeError(f"{path} cannot be written")
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise RuntimeError(f"{path.name} has {size:,} bytes, more than {LARGEST_BYTES:,}")
    return size


def palette(image: QImage) -> list[int]:
    """256 colours of the picture: the grounds and inks it has most of, then none close to another, so that a rare mark keeps its own."""
    most = [color for color, _count in Counter(memoryview(image.constBits()).cast("I")).most_common()]
    chosen = most[:GROUNDS]
    for color in most[GROUNDS:]:
        if all(distance(color, other) >= TELL_APART for other in chosen):
            chosen.append(color)
    return chosen[:256]


def distance(one: int, other: int) -> int:
    """How far two colours are apart in their most different part (red, green or blue)."""
    return max(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (16, 8, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
