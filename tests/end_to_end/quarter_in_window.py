"""The steps of SCENARIO.md as somebody does them before the window."""

from pathlib import Path

from app.clock import FrozenClock
from tests.ui.at_window import CTRL, AtWindow, Key

A, B, C, D, E = "THPT Mẫu A", "THPT Mẫu B", "Tiểu học Mẫu C", "Mầm non D", "Trường tư thục E"
STATE, NON_STATE = "CĐCS khu vực nhà nước", "CĐCS khu vực ngoài nhà nước"
TGNC, CSPL = "Ban Tuyên giáo - Nữ công (TGNC)", "Ban Chính sách - Pháp luật (CSPL)"
BANS = (("Văn phòng", "VP"), ("Ban Tuyên giáo - Nữ công", "TGNC"), ("Ban Chính sách - Pháp luật", "CSPL"))
ONE, TWO = "Tuyên truyền, giáo dục tạo sự đồng thuận", "Chăm lo, bảo vệ người lao động"
TASKS: dict[str, tuple[dict[str, object], ...]] = {
    ONE: (
        {"number": "T1", "text": "Tổ chức học tập nghị quyết", "due": "30/9/2026"},
        {"number": "T2", "text": "Đăng tin trên trang của ngành", "continuous": True},
        {"number": "T3", "text": "Biên soạn sổ tay tuyên truyền", "due": "31/12/2026"},
        {"number": "T4", "text": "Hội thi tại huyện Hoà Bình", "due": "15/8/2026"},
    ),
    TWO: (
        {"number": "T5", "text": "Khảo sát tiền lương", "due": "10/9/2026"},
        {"number": "T6", "text": "Tư vấn pháp luật", "continuous": True},
        {"number": "T7", "text": "Tổng kết mô hình Hòa Bình", "due": "30/6/2027"},
        {
            "number": "T8",
            "text": "Đối thoại tại nơi làm việc",
            "due": "30/9/2026",
            "to": "Cấp dưới: Khu vực ngoài nhà nước",
        },
    ),
}


def start_with_three_answers(me: AtWindow, path: Path) -> None:
    """The first-start screen by keyboard: the office's name, its year, where the file goes."""
    me.first_start()
    assert me.focus() is me.start.name
    me.type("Liên đoàn Lao động tỉnh Mẫu")
    me.press(Key.Key_Tab, times=2)
    me.retype(str(path))
    me.press(Key.Key_Return)
    me.made()


def enter_the_office(me: AtWindow) -> None:
    """Units and bans, each in its sheet."""
    me.go("units")
    for name, kind in ((A, STATE), (B, STATE), (C, STATE), (D, NON_STATE), (E, NON_STATE)):
        me.press(Key.Key_N, CTRL)
        me.save(name=name, kind_id=kind)
    me.click("Ban")
    for name, code in BANS:
        me.press(Key.Key_N, CTRL)
        me.save(name=name, code=code)
    me.click("Cán bộ")
    me.press(Key.Key_N, CTRL)
    me.save(name="Trần Thị Lan", post="Trưởng ban", ban_id="Ban Tuyên giáo - Nữ công")


def enter_the_plan(me: AtWindow) -> None:
    """Programmes with their lead bans, their tasks, one of them for the units below."""
    page = me.go("programmes")
    for number, title, lead in (("1", ONE, TGNC), ("2", TWO, CSPL)):
        me.click("Chương trình…")
        me.save(number=number, title=title, lead_ban_id=lead)
    for programme, tasks in TASKS.items():
        for task in tasks:
            me.stand(page.view, programme)
            me.press(Key.Key_N, CTRL)
            me.save(**task)


def enter_the_targets(me: AtWindow) -> None:
    """Three measures and four targets on them; the fourth counts what the third counts."""
    page = me.go("targets")
    studied = {"number": "M1", "text": "85% trở lên được học tập", "measure": "Đoàn viên được học nghị quyết"}
    admitted = {"number": "M2", "text": "Kết nạp 250 đoàn viên", "measure": "Đoàn viên mới kết nạp"}
    agreed = {"number": "M3", "text": "80% vào năm 2028", "measure": "Đơn vị ngoài nhà nước có thỏa ước"}
    span = {"horizon": "Cả giai đoạn", "h_from": "2026", "h_to": "2030"}
    first, second = f"1 {ONE}", f"2 {TWO}"
    me.press(Key.Key_N, CTRL)
    me.save(programme_id=first, **studied, form="Tỷ lệ", entry="Lũy kế từ đầu năm", value="85")
    me.press(Key.Key_N, CTRL)
    me.save(programme_id=first, **admitted, form="Số lượng", entry="Số phát sinh trong kỳ", value="250", **span)
    me.press(Key.Key_N, CTRL)
    me.save(
        **{"programme_id": second, **agreed, "form": "Tỷ lệ", "entry": "Số có tại ngày chốt", "value": "80"},
        horizon="Đến năm",
        h_to="2028",
        scope_sector="Khu vực ngoài nhà nước",
    )
    me.stand(page.view, "80% vào năm 2028")
    me.click("Thêm mức…")
    me.save(number="M3b", text="85% vào năm 2030", value="85", horizon="Đến năm", h_to="2030")


def log_the_quarter(me: AtWindow) -> None:
    """The grid by keyboard: the office's own tasks, what the units did, what they reported."""
    page = me.go("quarter")
    _column(me, "T1", "state", ("hoàn", "đang", "đang", "hoàn", "đang", "đang", "chưa"))
    _column(me, "T1", "done_on", ("28/9",))
    _column(me, "T4", "done_on", ("20/8",))
    _column(me, "T3", "percent", ("40",))
    _column(me, "T5", "percent", ("70",))
    me.settle()
    assert page.fact() == "nộp trước 05/10/2026 · 7/7 đã ghi"
    me.click("Giao cấp dưới")
    me.settle()
    _column(me, D, "state", ("hoàn",))
    _column(me, D, "done_on", ("15/9",))
    me.settle()
    me.click("Số liệu")
    me.settle()
    for measure, figures in (
        ("M1", {A: "40/50", B: "27/30", C: "18/20", D: "5/25"}),
        ("M2", {A: "3", B: "0", C: "không phát sinh", D: "2"}),
        ("M3", {D: "1/1"}),  # the units of the state sector are not asked: their rows are not there
    ):
        for unit, figure in figures.items():
            stand_on_value(me, measure, unit)
            me.type(figure)
            me.press(Key.Key_Return)
    me.settle()


def stand_on_value(me: AtWindow, measure: str, unit: str) -> None:
    """Stand on the figure of a unit for a measure, in the part of the values."""
    page = me.page
    model = page.model  # type: ignore[attr-defined]  # the quarter page
    numbers = {"M1": "Đoàn viên được học", "M2": "Đoàn viên mới", "M3": "Đơn vị ngoài"}
    group = next(one.id for one in model.grid.groups if one.title.startswith(numbers[measure]))
    for line in range(model.rowCount()):
        row = model.row_at(line)
        if row is not None and row.group == group and row.text == unit:
            page.view.setFocus()  # type: ignore[attr-defined]  # the quarter page
            page.view.go(line, model.column_at("num"))  # type: ignore[attr-defined]  # the quarter page
            return
    raise AssertionError(f"no row for {measure} of {unit}")


def _column(me: AtWindow, first: str, column: str, texts: tuple[str, ...]) -> None:
    """Type into a column from a row on, Enter after each."""
    page = me.page
    model = page.model  # type: ignore[attr-defined]  # the quarter page
    line = next(
        at
        for at in range(model.rowCount())
        if (row := model.row_at(at)) is not None and first in (row.number, row.text)
    )
    page.view.setFocus()  # type: ignore[attr-defined]  # the quarter page
    page.view.go(line, model.column_at(column))  # type: ignore[attr-defined]  # the quarter page
    for text in texts:
        me.type(text)
        me.press(Key.Key_Return)


def at(clock: FrozenClock, day: str) -> None:
    """Let it be nine o'clock on a day."""
    clock.set(f"{day}T09:00:00")


def submit_everything(me: AtWindow) -> None:
    """From the grid; what it leaves is submitted from the guide of the close."""
    me.go("quarter")
    me.click("Nhiệm vụ", me.page)
    me.settle()
    me.click("Trình duyệt…")
    me.press(Key.Key_Return, CTRL)
    me.settle()
    me.go("closing")
    if me.has_button("Trình tất cả bản nháp"):
        me.click("Trình tất cả bản nháp")
        me.settle()
    assert not me.has_button("Trình tất cả bản nháp")


def return_and_answer(me: AtWindow, clock: FrozenClock) -> None:
    """The office returns B's M2 with a reason; B answers that nothing occurred."""
    page = me.go("quarter")
    me.click("Số liệu", me.page)
    me.settle()
    stand_on_value(me, "M2", B)
    action = next(one for one in page.rows.menu().actions() if one.text().startswith("Trả lại 1 dòng"))
    action.trigger()
    me.save(reason="Ghi 0 hay không phát sinh?")
    at(clock, "2026-10-02")
    page.show_item(("filter", "returned"))
    stand_on_value(me, "M2", B)
    me.type("không phát sinh")
    me.press(Key.Key_Return)
    me.settle()
    page.filters.clear()
    me.go("closing")
    me.click("Trình tất cả bản nháp")
    me.settle()


def checklist(me: AtWindow) -> dict[str, list[str]]:
    """What each step of the guide lists, by the step's key."""
    page = me.go("closing")
    found = {}
    for key in ("missing", "values", "returned", "inconsistent", "same", "submit", "lock"):
        page.show_step(key)
        found[key] = [" · ".join(filter(None, row)) for row in me.table(page.view)]
    return found


def close_the_quarter(me: AtWindow) -> None:
    """The lock is the last step and asks once more."""
    me.go("closing")
    me.click("Khóa quý…")
    me.click("Khóa quý III/2026")
    me.settle()


def sign_the_report(me: AtWindow) -> None:
    """The report of the locked quarter is signed and kept."""
    me.go("reports")
    me.click("Ký, giữ số liệu…")
    me.save()


def amend(me: AtWindow) -> None:
    """D amends M1 after the lock, with a reason."""
    me.go("quarter")
    me.click("Số liệu", me.page)
    me.settle()
    stand_on_value(me, "M1", D)
    me.click("Đính chính…")
    me.save(val="20/25", reason="Đếm sót lớp tập huấn tháng 9")


def merge_the_last_unit(me: AtWindow) -> None:
    """E is merged into D on 1 November."""
    page = me.go("units")
    me.click("Đơn vị cấp dưới")
    me.stand(page.shown.view, E)
    me.click("Sáp nhập vào đơn vị khác…")
    me.save(into=D, on="1/11/2026")


def enter_the_plan_of_one_task(me: AtWindow) -> None:
    """One task outside any programme, logged as a draft."""
    me.go("programmes")
    me.press(Key.Key_N, CTRL)
    me.save(number="T1", text="Tổ chức học tập nghị quyết", due="30/9/2026")
    me.go("quarter")
    _column(me, "T1", "state", ("đang",))
    me.settle()
