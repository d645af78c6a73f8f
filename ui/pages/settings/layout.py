"""The page of printed papers: by the decree, or with measures of the office's own."""

from dataclasses import asdict
from decimal import Decimal
from functools import partial

from app.i18n import tr
from app.numbers import format_number
from app.reports import layouts
from app.reports.layouts import MEASURES, Measure
from ui.context import PageContext
from ui.pages.settings.chosen_list import ChosenList
from ui.widgets.buttons import Button
from ui.widgets.cells import Cell
from ui.widgets.fields import NumberField
from ui.widgets.form import FieldRow

_DECIMALS = 2


class LayoutSection(ChosenList):
    """The measures with what is in use and what the rule says; one is changed below, all go back to the decree by one button."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            (tr("Trình bày văn bản in"), tr("Theo Nghị định 30/2020/NĐ-CP, trừ những kích thước đơn vị tự đặt.")),
            [tr("Kích thước"), tr("Đang dùng"), tr("Quy định"), tr("Theo")],
            [250, 90, 110, 190],
        )
        self._field = NumberField(decimals=_DECIMALS, minimum=0)
        self._row = FieldRow(" ", self._field)
        self.add(self._row)
        self._own = Button(tr("Đặt kích thước này"), self.save)
        self._default = Button(tr("Lấy lại theo quy định"), self.give_back)
        self._decree = Button(tr("In đúng Nghị định 30"), self.by_decree)
        self.add_buttons(self._own, self._default, self._decree)
        self.refresh()

    def read(self) -> tuple[list[list[Cell]], list[str]]:
        """A row per measure; what leaves its rule is told apart by a mark and a word."""
        layout = layouts.of(self.context.session)
        self._values = {name: value for name, value in asdict(layout).items() if isinstance(value, float)}
        own = layouts.chosen(self.context.session)
        self._decree.setEnabled(bool(own))
        return [self._cells(measure, own) for measure in MEASURES], [measure.name for measure in MEASURES]

    def _cells(self, measure: Measure, own: dict[str, float]) -> list[Cell]:
        value = self._values[measure.name]
        outside = not measure.low <= value <= measure.high
        rule = (
            _amount(measure.low) if measure.low == measure.high else f"{_amount(measure.low)} - {_amount(measure.high)}"
        )
        return [
            Cell(str(measure.words)),
            Cell(
                f"{_amount(value)} {measure.unit}".strip(),
                mark="due_soon" if outside else "",
                tone="warn" if outside else "text",
                weight=600 if measure.name in own else 400,
            ),
            Cell(f"{rule} {measure.unit}".strip(), tone="text2"),
            Cell(
                tr("ngoài quy định") if outside else str(measure.source).partition("/")[0],
                tone="warn" if outside else "text2",
            ),
        ]

    def show_chosen(self, name: str) -> None:
        """The measure in the field below."""
        measure = next(one for one in MEASURES if one.name == name)
        unit = f" ({measure.unit})" if measure.unit else ""
        self._row.set_label(f"{measure.words}{unit}")
        default = f"{_amount(measure.default)} {measure.unit}".strip()
        self._row.set_hint(tr("Mặc định {default}. Nguồn: {source}.", default=default, source=measure.source))
        self._field.set_value(_decimal(self._values[name]))
        self._default.setEnabled(self._values[name] != measure.default)

    def save(self) -> None:
        """Set the measure that is chosen to what stands in the field."""
        problem, value = self._field.problem(), self._field.value()
        if problem or value is None:
            self._row.set_problem(problem or tr("Ghi kích thước."))
            return
        self._choose({self.chosen: float(value)}, tr("Đã đổi trình bày văn bản in"))

    def give_back(self) -> None:
        """Take the decree's measure again for the chosen one."""
        self._choose({self.chosen: None}, tr("Đã lấy lại kích thước theo quy định"))

    def by_decree(self) -> None:
        """None of the office's own measures any more."""
        session = self.context.session
        self.write(lambda _progress: layouts.by_decree(session), tr("Văn bản in đúng Nghị định 30"))

    def _choose(self, measures: dict[str, float | None], said: str) -> None:
        self._row.clear_problem()
        self.write(lambda _progress: partial(layouts.choose, self.context.session)(measures), said)


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:g}")


def _amount(value: float) -> str:
    return format_number(_decimal(value))
