"""The sheets on this machine's own keys: the introduction to be handed over, the back-up under a passphrase, a new machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.bundles import keys, trust
from app.errors import BadInput
from app.i18n import msg, tr
from app.text import fold
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.exchange.digits import DigitGroups
from ui.pages.exchange.sheets import ask_once
from ui.widgets.fields import CheckBox, ComboBox, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.path_field import PathField

EVERYONE = 0
"""The choice of an introduction that is written for nobody in particular."""
_KEY_FILES = "Tiến Độ (*.age);;* (*)"
_INTRODUCTIONS = "Tiến Độ (*.gioithieu);;* (*)"


class SecretField(TextField):
    """A passphrase: not shown, kept exactly as it was typed, never written to the kept drafts."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """What was typed, blanks and all."""
        return self.text()


def ask_introduction(page: Page, context: PageContext, peer_id: int | None = None) -> None:
    """Write who we are into a file, and show the digits that we read out."""
    session = context.session
    job = context.jobs.write(lambda _progress: trust.own_fingerprint(session))
    job.succeeded.connect(lambda digits: _ask_introduction(page, context, digits, peer_id))
    job.failed.connect(page.fail)


def _ask_introduction(page: Page, context: PageContext, digits: str, peer_id: int | None) -> None:
    session = context.session
    known = [peer for peer in trust.peers(session) if not peer.via and peer.state != "ended"]
    form = Form()
    form.add_wide(
        Label(tr("Mã của văn phòng này, đọc qua điện thoại cho nơi nhận thư:"), Role.SMALL, "text2", wrap=True)
    )
    form.add_wide(DigitGroups(digits))
    form.add(
        "peer",
        tr("Viết cho"),
        ComboBox([(EVERYONE, tr("bất kỳ nơi nào")), *((peer.id, peer.name) for peer in known)], peer_id or EVERYONE),
        tr("Viết riêng cho nơi đã biết thì thư kèm mã đơn vị của họ ở đây."),
    )
    place = _beside(session.path, f"{_plain(session.path.stem)}.gioithieu")
    form.add("path", tr("Ghi vào tệp"), PathField(str(place), _INTRODUCTIONS, "save"))

    def write(given: dict[str, Any]) -> Path:
        trust.introduce(session, _path(given["path"]), given["peer"] or None)
        return _path(given["path"])

    title, words = tr("Thư giới thiệu của văn phòng này"), tr("Ghi thư giới thiệu")
    ask_once(page, context, title, form, words, write=write, done=_written(page))


def ask_back_up(page: Page, context: PageContext) -> None:
    """Back the private key up under a passphrase that is typed twice."""
    session = context.session
    form = Form()
    words = tr(
        "Khóa nằm ngoài sổ làm việc và không đi theo bản sao lưu của sổ. Mất khóa thì phải làm quen lại với mọi nơi. "
        "Cất bản sao lưu này và mật khẩu ở hai chỗ khác nhau."
    )
    form.add_wide(Label(words, tone="text2", wrap=True))
    form.add("passphrase", tr("Mật khẩu"), SecretField(), tr("Ít nhất {n} ký tự.", n=keys.LEAST_PASSPHRASE))
    form.add("again", tr("Gõ lại mật khẩu"), SecretField())
    place = _beside(session.path, f"{_plain(session.path.stem)}-khoa.age")
    form.add("path", tr("Ghi vào tệp"), PathField(str(place), _KEY_FILES, "save"))

    def write(given: dict[str, Any]) -> Path:
        if given["passphrase"] != given["again"]:
            raise BadInput(msg("Hai lần gõ mật khẩu không giống nhau. Gõ lại."), where="again")
        return keys.back_up(session, _path(given["path"]), given["passphrase"])

    ask_once(page, context, tr("Sao lưu khóa của máy này"), form, tr("Sao lưu khóa"), write=write, done=_written(page))


def ask_restore(page: Page, context: PageContext) -> None:
    """Bring the private key back from its back-up."""
    session = context.session
    form = Form()
    form.add("path", tr("Bản sao lưu khóa"), PathField("", _KEY_FILES, "open"))
    form.add("passphrase", tr("Mật khẩu"), SecretField())

    def write(given: dict[str, Any]) -> None:
        keys.restore(_path(given["path"]), given["passphrase"])
        keys.own_keys(session)  # says so where the key is not this workspace's

    title, said = tr("Khôi phục khóa"), tr("Đã khôi phục khóa")
    ask_once(page, context, title, form, title, write=write, done=lambda _none: page.said.emit(said, None))


def ask_new_machine(page: Page, context: PageContext) -> None:
    """Begin as a new machine: for keys that were lost or stolen."""
    session = context.session
    form = Form()
    words = tr(
        "Dùng khi khóa cũ bị mất hoặc lộ. Các nơi khác sẽ dừng nhận cho đến khi mở thư giới thiệu mới và so lại mã; "
        "những gì đã gửi trước đó vẫn còn giá trị. Việc này không hoàn tác được."
    )
    form.add_wide(Label(words, wrap=True))
    form.add("sure", tr("Xác nhận"), CheckBox(tr("Lập máy mới với khóa mới")))

    def write(given: dict[str, Any]) -> int:
        if not given["sure"]:
            raise BadInput(msg("Chưa đánh dấu xác nhận. Đánh dấu nếu chắc chắn."), where="sure")
        return keys.new_node(session)

    title = tr("Lập máy mới")
    ask_once(page, context, title, form, title, write=write, done=lambda _node: ask_introduction(page, context))


def _written(page: Page) -> Callable[[Path], None]:
    return lambda path: page.said.emit(tr("Đã ghi {path}", path=str(path)), None)


def _path(text: str) -> Path:
    if not text:
        raise BadInput(msg("Chưa chọn tệp. Gõ đường dẫn hoặc bấm biểu tượng thư mục."), where="path")
    return Path(text)


def _beside(workspace: Path, name: str) -> Path:
    return workspace.with_name(name)


def _plain(name: str) -> str:
    """A file name that every mail program and stick takes."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in fold(name))
    return "-".join(filter(None, kept.split("-"))) or "so"
