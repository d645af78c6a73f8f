"""Sheets over the review: all fields of one item, the lead of several, who joins in, where items go."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer

from app.errors import BadInput, PlanError
from app.given import brief
from app.i18n import msg, tr
from app.plan_import.draft import Duty, Horizon, Milestone, Programme, Reference, Target, Task
from app.plan_import.review import adding, changes
from app.plan_import.review.changes import Change
from app.plan_import.review.deciding import clause_key, link_clauses, linked
from app.plan_import.review.entries import OWN, PASSED_DOWN, REST, Entry, Review
from app.plan_import.review.written import SIGNS, level_text, read_level
from ui.fonts import Role
from ui.pages.plan_import.desk import Desk
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckBox, ComboBox, RadioGroup, TextArea, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

Made = Callable[[dict[str, Any]], Change]


class Forms:
    """Opens sheets over the page; what is saved is a correction that can be taken back."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self._desk = page, desk

    def _ask(self, title: str, form: Form, words: str, made: Made) -> Sheet:
        sheet = Sheet(title)
        sheet.set_form(form)

        def save() -> None:
            if not form.check():
                return
            try:
                change = made(form.values())
                # Tried first, so that what is refused is said where it was typed.
                change(self._desk.review)
            except PlanError as error:
                sheet.fail(error)
                return
            sheet.close_sheet()
            self._desk.do(words, change)

        sheet.set_primary(words, save)
        sheet.open_over(self._page)
        return sheet

    # --- one item

    def edit(self, entry: Entry | None) -> Sheet:
        """Everything of an item; of the document itself where none is given."""
        if entry is None:
            return self._document()
        form, item = Form(), entry.item
        form.add("text", tr("Nội dung"), TextArea(entry.text, lines=5))
        if isinstance(item, Task):
            self._task_fields(form, item)
        elif isinstance(item, Target):
            _target_fields(form, item)
        elif isinstance(item, Programme):
            form.add("number", tr("Số thứ tự"), TextField(item.number or ""))
            form.add("lead", tr("Ban chủ trì"), self._ban_field(item.lead))
        elif isinstance(item, Milestone):
            form.add("start", tr("Từ ngày"), DateField(item.start))
            form.add("end", tr("Đến ngày"), DateField(item.end))
        elif isinstance(item, Duty):
            form.add("body", tr("Ai thực hiện"), TextField(item.body))
            form.add("programmes", tr("Được giao chương trình số"), TextField(", ".join(item.programmes)), "1, 2")
        elif isinstance(item, Reference):
            form.add("number", tr("Số, ký hiệu"), TextField(item.number or ""))
            form.add("issued_on", tr("Ngày ban hành"), DateField(item.issued_on))
        return self._ask(tr("Sửa mục"), form, tr("Lưu mục"), lambda given: _edited(entry, given))

    def _document(self) -> Sheet:
        form, head = Form(), self._desk.review.head
        document = head.document
        form.add("kind", tr("Loại văn bản"), TextField(head.kind))
        form.add("number", tr("Số, ký hiệu"), TextField(document.number or ""), "27/KH-LĐLĐ")
        form.add("issued_on", tr("Ngày ban hành"), DateField(document.issued_on))
        form.add("title", tr("Trích yếu"), TextArea(head.title, lines=4))
        form.add("issuer", tr("Cơ quan ban hành"), TextField(document.issuer or ""))
        form.add("signer", tr("Người ký"), TextField(document.signer or ""))

        def made(given: dict[str, Any]) -> Change:
            fields = {key: value or None for key, value in given.items()}
            return lambda review: changes.edit_document(review, **fields)

        return self._ask(tr("Sửa văn bản"), form, tr("Lưu văn bản"), made)

    def _task_fields(self, form: Form, item: Task) -> None:
        form.add("start", tr("Từ ngày"), DateField(item.start))
        form.add("end", tr("Hạn"), DateField(item.end), tr("Để trống nếu là việc thường xuyên"))
        options = [(OWN, tr("Đơn vị mình làm")), (PASSED_DOWN, tr("Giao cấp dưới"))]
        form.add("scope", tr("Ai thực hiện"), RadioGroup(options, item.scope))
        form.add("lead", tr("Ban chủ trì"), self._ban_field(item.lead))
        form.add(
            "collaborators",
            tr("Phối hợp"),
            TextArea("\n".join(item.collaborators), lines=2),
            tr("Mỗi dòng một ban, đơn vị"),
        )
        form.add("group", tr("Thuộc mục"), TextField(item.group or ""))

    def _ban_field(self, lead: str | None) -> ComboBox:
        names = [name for _, _, name in self._desk.bans()]
        if lead and lead not in names:
            names.insert(0, lead)
        return ComboBox([("", tr("theo chương trình")), *((name, name) for name in names)], lead or "")

    def add(self, text: str, lines: Sequence[int], then: Callable[[int], object]) -> Sheet:
        """A further item, from words or from lines of the document; ``then`` gets its id."""
        form, made_as = Form(), self._desk.review.next_id
        form.add("text", tr("Nội dung"), TextArea(text, lines=5))
        form.add("kind", tr("Là"), RadioGroup([("task", tr("nhiệm vụ")), ("target", tr("chỉ tiêu"))], "task"))

        def made(given: dict[str, Any]) -> Change:
            return lambda review: adding.add(review, given["text"], lines, given["kind"])

        sheet = self._ask(tr("Thêm mục"), form, tr("Thêm mục"), made)
        sheet.closed.connect(lambda: QTimer.singleShot(0, self._page, lambda: then(made_as)))
        return sheet

    def clauses(self, directives: Sequence[int]) -> Sheet:
        """Which items carry out which clauses of the documents above."""
        form, review = Form(), self._desk.review
        found = [
            one for one in (self._desk.matches.clauses if self._desk.matches else ()) if one.directive_id in directives
        ]
        boxes = {clause_key(one): CheckBox(brief(one.text, _LONGEST_WORDS), linked(review, one)) for one in found}
        for one, box in zip(found, boxes.values(), strict=False):
            box.setToolTip(one.text)
            form.add_wide(box)
            words = tr("Mục trên: {clause}", clause=f"{one.label} {one.clause}".lstrip("- "))
            form.add_wide(Label(words, Role.SMALL, "text2", wrap=True))

        def made(_given: dict[str, Any]) -> Change:
            wanted = {key: box.isChecked() for key, box in boxes.items()}
            return lambda review: link_clauses(review, wanted)

        sheet = self._ask(tr("Mục của văn bản trên và mục thực hiện"), form, tr("Gắn các mục đã chọn"), made)
        if boxes:
            next(iter(boxes.values())).setFocus()
        return sheet

    # --- several items

    def lead(self, ids: Sequence[int]) -> Sheet:
        """Which ban leads the items that are selected."""
        form = Form()
        first = next((getattr(self._desk.review.entry(one).item, "lead", None) for one in ids), None)
        form.add("lead", tr("Ban chủ trì"), self._ban_field(first))
        form.add("other", tr("Hoặc ban khác"), TextField(), tr("Ban chưa có trong sổ được lập khi nhận"))
        title = tr("Giao ban chủ trì cho {n} mục", n=len(ids))

        def made(given: dict[str, Any]) -> Change:
            return lambda review: changes.lead(review, ids, given["other"] or given["lead"] or None)

        return self._ask(title, form, tr("Giao {n} mục", n=len(ids)), made)

    def collaborators(self, ids: Sequence[int]) -> Sheet:
        """Which bans join in the tasks that are selected."""
        form = Form()
        already = {name for one in ids for name in getattr(self._desk.review.entry(one).item, "collaborators", ())}
        names = [name for _, _, name in self._desk.bans()]
        boxes = {name: CheckBox(name, name in already) for name in dict.fromkeys([*names, *sorted(already)])}
        for box in boxes.values():
            form.add_wide(box)
        title = tr("Ban phối hợp của {n} mục", n=len(ids))

        def made(_given: dict[str, Any]) -> Change:
            chosen = [name for name, box in boxes.items() if box.isChecked()]
            return lambda review: changes.collaborators(review, ids, chosen)

        sheet = self._ask(title, form, tr("Lưu ban phối hợp"), made)
        if boxes:
            next(iter(boxes.values())).setFocus()
        return sheet

    def place(self, ids: Sequence[int]) -> Sheet:
        """Which programme and part of it the items go to."""
        form, review = Form(), self._desk.review
        options: list[tuple[object, str]] = []
        for programme in review.live("programme"):
            options.append(((programme.id, ""), programme.text))
            options += [((programme.id, group), f"    {group}") for group in _groups(review, programme.id)]
        here = review.entry(ids[0])
        value = (here.programme, getattr(here.item, "group", None) or "")
        form.add("place", tr("Chuyển đến"), ComboBox(options, value))
        form.add("group", tr("Hoặc mục mới"), TextField())

        def made(given: dict[str, Any]) -> Change:
            programme, group = given["place"] or (REST, "")
            return lambda review: changes.place_in(review, ids, programme, given["group"] or group or None)

        return self._ask(tr("Chuyển {n} mục", n=len(ids)), form, tr("Chuyển {n} mục", n=len(ids)), made)


def _groups(review: Review, programme: int) -> list[str]:
    groups = (
        one.item.group for one in review.live("task") if one.programme == programme and isinstance(one.item, Task)
    )
    return list(dict.fromkeys(group for group in groups if group))


FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Between which a year is one; as the contract of a plan has it."""

_LONGEST_WORDS = 46
_HORIZONS = ("none", "yearly", "by", "span", "school_year", "term")


def _target_fields(form: Form, item: Target) -> None:
    names = {
        "none": tr("không nêu thời hạn"),
        "yearly": tr("hằng năm"),
        "by": tr("đến năm"),
        "span": tr("giai đoạn"),
        "school_year": tr("năm học"),
        "term": tr("cả nhiệm kỳ"),
    }
    hint = tr("Ghi như “≥ 95%”, “= 100%”, “12.500”, “có” hoặc “lời”")
    form.add(
        "value",
        tr("Mức"),
        TextField(level_text(item) if item.value is not None or item.comparator not in SIGNS else ""),
        hint,
    )
    form.add("base", tr("Tính trên"), TextField(item.base or ""))
    form.add("horizon", tr("Thời hạn"), ComboBox([(key, names[key]) for key in _HORIZONS], item.horizon.kind))
    form.add_pair(
        ("since", tr("Từ năm"), TextField(str(item.horizon.since or ""))),
        ("until", tr("Đến năm"), TextField(str(item.horizon.until or ""))),
    )


def _edited(entry: Entry, given: dict[str, Any]) -> Change:
    fields = dict(given)
    item = entry.item
    if isinstance(item, Target):
        comparator, value, unit = read_level(fields.pop("value"))
        since, until = (_year(fields.pop(key), key) for key in ("since", "until"))
        fields |= {
            "comparator": comparator,
            "value": value,
            "unit": unit,
            "base": fields["base"] or None,
            "horizon": Horizon(kind=fields["horizon"], since=since, until=until),
        }
    elif isinstance(item, Task):
        fields["lead"] = fields["lead"] or None
        fields["group"] = fields["group"] or None
        fields["collaborators"] = [line.strip() for line in fields["collaborators"].splitlines() if line.strip()]
    elif isinstance(item, Duty):
        fields["programmes"] = [part.strip() for part in fields["programmes"].split(",") if part.strip()]
        fields["body"] = fields["body"] or item.body
    elif isinstance(item, Milestone):
        fields["start"] = fields["start"] or item.start
        fields["end"] = fields["end"] or item.end
    elif isinstance(item, Programme | Reference):
        fields = {key: value or None if key != "text" else value for key, value in fields.items()}
    if isinstance(item, Duty | Milestone | Reference) and not fields["text"].strip():
        # These may stand without words of their own.
        del fields["text"]
    return lambda review: changes.edit(review, entry.id, **fields)


def _year(typed: str, where: str) -> int | None:
    if not typed:
        return None
    if not typed.isdigit() or not FIRST_YEAR <= int(typed) <= LAST_YEAR:
        raise BadInput(msg("“{typed}” không phải là năm. Ghi như “2026”.", typed=typed), where)
    return int(typed)
