"""The office: as papers name it."""

from app.i18n import tr
from app.people import office_facts, offices
from ui.context import PageContext
from ui.pages.settings.section import Section
from ui.widgets.fields import RadioGroup, TextField
from ui.widgets.form import Form


class OfficeSection(Section):
    """Names, symbol, place, the unit above, and how the year runs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, tr("Đơn vị"), tr("In ở đầu văn bản và dùng trong số, ký hiệu."))
        self.form = Form(beside=True)
        self.form.add("name", tr("Tên đầy đủ"), TextField())
        self.form.add("short", tr("Tên gọn"), TextField())
        self.form.add("parent_name", tr("Cấp trên trực tiếp"), TextField())
        self.form.add("place", tr("Địa danh"), TextField(), tr("Đứng trước ngày tháng trên văn bản."))
        hint = tr("{number} là số, {kind} là chữ viết tắt loại văn bản, ví dụ {number}/{kind}-LĐLĐ.").format
        self.form.add("symbol_template", tr("Mẫu ký hiệu"), TextField(), hint(number="{number}", kind="{kind}"))
        years = [("calendar", tr("Năm dương lịch")), ("school", tr("Năm học"))]
        self.form.add("year_type", tr("Theo dõi theo"), RadioGroup(years))
        self.add(self.form)
        self.add_button(tr("Lưu đơn vị"), self.save)
        self.refresh()

    def refresh(self) -> None:
        """Show the office as it is."""
        known = office_facts.facts(self.context.session)
        shown = {
            "name": known.name,
            "short": known.short,
            "parent_name": known.parent,
            "place": known.place,
            "symbol_template": known.symbol_template,
            "year_type": known.year_type,
        }
        for key, value in shown.items():
            self.form.row(key).editor.set_value(value)  # type: ignore[attr-defined]  # every editor of ours has it

    def save(self) -> None:
        """Write what stands in the fields."""
        if self.form.check():
            given = self.form.values()
            session = self.context.session
            self.write(lambda _progress: offices.edit_office(session, **given), tr("Đã lưu thông tin đơn vị"))
