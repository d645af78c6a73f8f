"""The program itself: who works, language, light or dark."""

from app.i18n import language, tr
from ui.context import PageContext
from ui.pages.settings.section import Section
from ui.widgets.buttons import Segmented
from ui.widgets.fields import TextField
from ui.widgets.form import FieldRow


class ProgramSection(Section):
    """Takes effect at once and is kept for this person on this computer; nothing of the office's work changes."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, tr("Chương trình trên máy này"), tr("Chỉ áp dụng cho người dùng máy này."))
        program = context.program
        self._person = TextField(program.settings.person or context.session.actor.text)
        self._person.editingFinished.connect(lambda: program.choose_person(self._person.value()))
        self.add(
            FieldRow(tr("Người làm việc"), self._person, tr("Đứng cạnh mỗi thay đổi, từ lần mở sổ sau."), beside=True)
        )
        languages = Segmented([("vi", "Tiếng Việt"), ("en", "English")], language(), name=tr("Ngôn ngữ"))
        languages.changed.connect(lambda chosen: program.choose_language(str(chosen)))
        self.add(FieldRow(tr("Ngôn ngữ"), languages, beside=True))
        themes = [("light", tr("Sáng")), ("dark", tr("Tối")), ("system", tr("Theo máy"))]
        theme = Segmented(themes, program.settings.theme, name=tr("Giao diện"))
        theme.changed.connect(program.choose_theme)
        self.add(FieldRow(tr("Giao diện"), theme, beside=True))

        self.add_button(tr("Xem giới thiệu trong năm bước"), program.start_tour, kind="link")

    def refresh(self) -> None:
        """Nothing of the workspace is shown here."""
