"""The sentences that the program writes in papers, and the office's own instead of them."""

from app.i18n import tr
from app.reports import phrases
from app.reports.phrases import Phrase
from ui.context import PageContext
from ui.pages.settings.chosen_list import ChosenList
from ui.widgets.buttons import Button
from ui.widgets.cells import Cell
from ui.widgets.fields import TextArea
from ui.widgets.form import FieldRow


class SentencesSection(ChosenList):
    """The templates by the part of the papers they stand in; one is rewritten below."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            (
                tr("Câu mẫu trong báo cáo"),
                tr("Đơn vị viết lại câu nào thì văn bản dùng câu đó; số liệu vẫn do chương trình điền."),
            ),
            [tr("Câu"), tr("Phần")],
            [440, 200],
        )
        self._text = TextArea(lines=3)
        self._row = FieldRow(" ", self._text)
        self.add(self._row)
        self._keep = Button(tr("Dùng câu này"), self.save)
        self._back = Button(tr("Dùng câu của chương trình"), self.take_back)
        self.add_buttons(self._keep, self._back)
        self.refresh()

    def read(self) -> tuple[list[list[Cell]], list[str]]:
        """A row per template, those of the office in stronger letters."""
        self._phrases = {phrase.name: phrase for phrase in phrases.phrases(self.context.session)}
        return [_cells(phrase) for phrase in self._phrases.values()], list(self._phrases)

    def show_chosen(self, name: str) -> None:
        """The template in the field below, with the places that the program fills."""
        phrase = self._phrases[name]
        self._row.set_label(phrase.group)
        places = ", ".join(f"{{{place}}}" for place in phrase.placeholders)
        self._row.set_hint(
            tr("Chỗ chương trình điền: {places}.", places=places) if places else tr("Câu này không có chỗ điền.")
        )
        self._text.set_value(phrase.text)
        self._back.setEnabled(phrase.own)

    def save(self) -> None:
        """Write the office's own sentence."""
        session, name, text = self.context.session, self.chosen, self._text.value()
        self.write(lambda _progress: phrases.change_phrase(session, name, text), tr("Đã đổi câu mẫu"))

    def take_back(self) -> None:
        """The program's sentence again."""
        session, name = self.context.session, self.chosen
        self.write(lambda _progress: phrases.reset_phrase(session, name), tr("Đã dùng lại câu của chương trình"))


def _cells(phrase: Phrase) -> list[Cell]:
    return [Cell(phrase.text, weight=600 if phrase.own else 400), Cell(phrase.group, tone="text2")]
