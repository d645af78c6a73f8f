"""Every list of the program (DESIGN § 4, rule 4). A test checks each key against its view."""

from app.columns import Column, Kind, ListSpec
from app.i18n import msg
from app.plan.timeliness import STATUS_WORDS
from app.words import (
    CHANGE_KINDS,
    COMPARATORS,
    FORMS,
    GIVEN,
    HORIZONS,
    LIFECYCLES,
    PEER_ROLES,
    PEER_STATES,
    PHASES,
    ROLES,
    SCOPES,
    SECTORS,
    STATES,
    WHAT_KINDS,
)

_STATUS = {str(status): word for status, word in STATUS_WORDS.items()}
_PLAN = frozenset({"programme", "section", "task", "assignment", "ban", "ban_name"})
_ENTRIES = frozenset({"progress_entry", "progress_rev"})

PROGRAMMES = ListSpec(
    name="programmes",
    title=msg("Chương trình"),
    view="programmes",
    tables=_PLAN | _ENTRIES | {"directive", "target"},
    columns=(
        Column("number", msg("Số"), Kind.CODE, 5),
        Column("title", msg("Tên chương trình"), Kind.TEXT, 60),
        Column("lead", msg("Chủ trì"), Kind.CODE, 8),
        Column("tasks", msg("Nhiệm vụ"), Kind.COUNT, 9),
        Column("targets", msg("Chỉ tiêu"), Kind.COUNT, 8, 2),
        Column("overdue", msg("Quá hạn"), Kind.COUNT, 8),
        Column("logged", msg("Đã ghi"), Kind.COUNT, 7, 2),
        Column("expected", msg("Phải ghi"), Kind.COUNT, 8, 2),
        Column("directive", msg("Văn bản"), Kind.TEXT, 20, 3),
        Column("starts", msg("Từ ngày"), Kind.DATE, 10, 4),
        Column("ends", msg("Đến ngày"), Kind.DATE, 10, 4),
        Column("closed", msg("Kết thúc"), Kind.DATE, 10, 4),
    ),
    order_by=(("position", False),),
    search_kind="programme",
    per_period=True,
)

TASKS = ListSpec(
    name="tasks",
    title=msg("Nhiệm vụ"),
    view="tasks",
    tables=_PLAN | _ENTRIES | {"person"},
    columns=(
        Column("programme_number", msg("CT"), Kind.CODE, 4),
        Column("number", msg("TT"), Kind.CODE, 6),
        Column("text", msg("Nhiệm vụ"), Kind.LONG, 60),
        Column("lead", msg("Chủ trì"), Kind.CODE, 8),
        Column("person", msg("Người làm"), Kind.TEXT, 18, 3),
        Column("collaborators", msg("Phối hợp"), Kind.TEXT, 14, 3),
        Column("starts", msg("Bắt đầu"), Kind.DATE, 10, 4),
        Column("due", msg("Hạn"), Kind.DATE, 10),
        Column("status", msg("Tình trạng"), Kind.STATUS, 16, words=_STATUS),
        Column("percent", msg("Đạt %"), Kind.PERCENT, 6, 2),
        Column("result", msg("Kết quả"), Kind.LONG, 40, 3),
        Column("product", msg("Sản phẩm"), Kind.TEXT, 24, 4),
        Column("scope", msg("Phạm vi"), Kind.WORD, 14, 4, words=SCOPES),
        Column("lifecycle", msg("Vòng đời"), Kind.WORD, 14, 5, words=LIFECYCLES),
        Column("section", msg("Mục"), Kind.TEXT, 30, 5),
    ),
    order_by=(("programme_position", False), ("section_position", False), ("position", False)),
    search_kind="task",
    per_period=True,
)

TARGETS = ListSpec(
    name="targets",
    title=msg("Chỉ tiêu"),
    view="targets",
    tables=frozenset({"target", "measure", "programme", "target_value", "value_rev", "unit", "exemption"}),
    columns=(
        Column("programme_number", msg("CT"), Kind.CODE, 4),
        Column("number", msg("TT"), Kind.CODE, 5),
        Column("text", msg("Chỉ tiêu"), Kind.LONG, 60),
        Column("horizon", msg("Thời hạn"), Kind.WORD, 12, 2, words=HORIZONS),
        Column("h_to", msg("Năm"), Kind.CODE, 6, 2),
        Column("comparator", msg("So với mức giao"), Kind.WORD, 18, 4, words=COMPARATORS),
        Column("value", msg("Mức giao"), Kind.AMOUNT, 10),
        Column("num", msg("Tử số"), Kind.AMOUNT, 10),
        Column("den", msg("Mẫu số"), Kind.AMOUNT, 10),
        Column("val", msg("Thực hiện"), Kind.AMOUNT, 10),
        Column("n", msg("Đã báo cáo"), Kind.COUNT, 10),
        Column("m", msg("Phải báo cáo"), Kind.COUNT, 12),
        Column("unit_text", msg("ĐVT"), Kind.CODE, 10, 3),
        Column("form", msg("Loại"), Kind.WORD, 10, 4, words=FORMS),
    ),
    order_by=(("programme_position", False), ("position", False)),
    search_kind="target",
    per_period=True,
)

UNITS = ListSpec(
    name="units",
    title=msg("Đơn vị"),
    view="units",
    tables=frozenset({"unit", "unit_name", "unit_kind", "unit_parent"}),
    columns=(
        Column("code", msg("Mã"), Kind.CODE, 8),
        Column("name", msg("Tên đơn vị"), Kind.TEXT, 48),
        Column("kind", msg("Loại"), Kind.TEXT, 28, 2),
        Column("sector", msg("Khu vực"), Kind.WORD, 22, 3, words=SECTORS),
        Column("parent", msg("Trực thuộc"), Kind.TEXT, 30, 3),
        Column("valid_from", msg("Từ ngày"), Kind.DATE, 10, 4),
        Column("valid_until", msg("Đến trước ngày"), Kind.DATE, 14, 4),
    ),
    order_by=(("position", False), ("name_key", False)),
    sort_keys={"name": "name_key"},
    search_kind="unit",
)

BANS = ListSpec(
    name="bans",
    title=msg("Ban"),
    view="bans",
    tables=frozenset({"ban", "ban_name", "post_held", "assignment"}),
    columns=(
        Column("code", msg("Mã"), Kind.CODE, 8),
        Column("name", msg("Tên ban"), Kind.TEXT, 40),
        Column("people", msg("Cán bộ"), Kind.COUNT, 8),
        Column("leads", msg("Việc chủ trì"), Kind.COUNT, 12),
        Column("temporary", msg("Lâm thời"), Kind.FLAG, 9, 3),
        Column("valid_from", msg("Từ ngày"), Kind.DATE, 10, 4),
        Column("valid_until", msg("Đến trước ngày"), Kind.DATE, 14, 4),
    ),
    order_by=(("position", False), ("code", False)),
    search_kind="ban",
)

PEOPLE = ListSpec(
    name="people",
    title=msg("Cán bộ"),
    view="people",
    tables=frozenset({"person", "post_held", "ban", "ban_name"}),
    columns=(
        Column("name", msg("Họ tên"), Kind.TEXT, 28),
        Column("post", msg("Chức vụ"), Kind.TEXT, 24),
        Column("ban", msg("Ban"), Kind.TEXT, 30),
        Column("valid_from", msg("Từ ngày"), Kind.DATE, 10, 3),
    ),
    order_by=(("name_key", False),),
    sort_keys={"name": "name_key"},
    search_kind="person",
)

DIRECTIVES = ListSpec(
    name="directives",
    title=msg("Văn bản"),
    view="directives",
    tables=frozenset({"directive", "clause", "programme"}),
    columns=(
        Column("as_written", msg("Số, ký hiệu"), Kind.CODE, 18),
        Column("issued", msg("Ngày"), Kind.DATE, 10),
        Column("kind", msg("Loại"), Kind.TEXT, 18),
        Column("abstract", msg("Trích yếu"), Kind.LONG, 60),
        Column("issuer_text", msg("Cơ quan ban hành"), Kind.TEXT, 30, 2),
        Column("clauses", msg("Mục"), Kind.COUNT, 6, 3),
        Column("programmes", msg("Chương trình"), Kind.COUNT, 12, 3),
    ),
    order_by=(("issued", True),),
    search_kind="directive",
)

ASSIGNMENTS = ListSpec(
    name="assignments",
    title=msg("Phân công"),
    view="assignments",
    tables=_PLAN | {"person", "unit_name"},
    columns=(
        Column("what_kind", msg("Loại"), Kind.WORD, 12, words=WHAT_KINDS),
        Column("number", msg("TT"), Kind.CODE, 6),
        Column("what", msg("Nội dung"), Kind.LONG, 50),
        Column("role", msg("Vai trò"), Kind.WORD, 18, words=ROLES),
        Column("ban_code", msg("Ban"), Kind.CODE, 8),
        Column("person", msg("Cán bộ"), Kind.TEXT, 20),
        # A unit or kind by its name, or the word of a sector.
        Column("unit", msg("Giao cho"), Kind.WORD, 30, words=SECTORS),
        Column("due", msg("Hạn nội bộ"), Kind.DATE, 10, 3),
        Column("valid_from", msg("Từ ngày"), Kind.DATE, 10, 3),
        Column("valid_until", msg("Đến trước ngày"), Kind.DATE, 14, 3),
        Column("reason", msg("Lý do"), Kind.TEXT, 30, 4),
    ),
    order_by=(("what_id", False), ("role", False)),
)

PROGRESS = ListSpec(
    name="progress",
    title=msg("Nhật ký tiến độ"),
    view="progress",
    tables=_ENTRIES | {"task"},
    columns=(
        Column("period", msg("Kỳ"), Kind.PERIOD, 13),
        Column("number", msg("TT"), Kind.CODE, 6),
        Column("task", msg("Nhiệm vụ"), Kind.LONG, 44),
        Column("unit", msg("Đơn vị"), Kind.TEXT, 28),
        Column("state", msg("Trạng thái"), Kind.WORD, 16, words=STATES),
        Column("percent", msg("%"), Kind.PERCENT, 5),
        Column("done_on", msg("Ngày xong"), Kind.DATE, 10, 2),
        Column("result", msg("Kết quả"), Kind.LONG, 44),
        Column("difficulty", msg("Khó khăn"), Kind.LONG, 30, 3),
        Column("cause", msg("Nguyên nhân"), Kind.LONG, 30, 4),
        Column("proposal", msg("Đề xuất"), Kind.LONG, 30, 4),
        Column("phase", msg("Bước"), Kind.WORD, 10, 2, words=PHASES),
        Column("person_text", msg("Người ghi"), Kind.TEXT, 18, 4),
        Column("at_ms", msg("Ghi lúc"), Kind.INSTANT, 18, 4),
    ),
    order_by=(("period", True), ("task_id", True), ("unit_id", True)),
    settled=True,
    search_kind="progress",
)

VALUES = ListSpec(
    name="values",
    title=msg("Số liệu thực hiện"),
    view="values",
    tables=frozenset({"target_value", "value_rev", "measure"}),
    columns=(
        Column("period", msg("Kỳ"), Kind.PERIOD, 13),
        Column("measure", msg("Chỉ số"), Kind.LONG, 44),
        Column("unit", msg("Đơn vị"), Kind.TEXT, 28),
        Column("given", msg("Nội dung"), Kind.WORD, 16, words=GIVEN),
        Column("num", msg("Tử số"), Kind.AMOUNT, 10),
        Column("den", msg("Mẫu số"), Kind.AMOUNT, 10),
        Column("val", msg("Số liệu"), Kind.AMOUNT, 10),
        Column("note", msg("Ghi chú"), Kind.LONG, 24, 3),
        Column("phase", msg("Bước"), Kind.WORD, 10, 2, words=PHASES),
        Column("person_text", msg("Người ghi"), Kind.TEXT, 18, 4),
        Column("at_ms", msg("Ghi lúc"), Kind.INSTANT, 18, 4),
    ),
    order_by=(("period", True), ("measure_id", True), ("unit_id", True)),
    settled=True,
)

PERIODS = ListSpec(
    name="periods",
    title=msg("Kỳ"),
    view="periods",
    tables=frozenset({"calendar", "period_close"}),
    columns=(
        Column("period", msg("Kỳ"), Kind.PERIOD, 16),
        Column("starts", msg("Từ ngày"), Kind.DATE, 10),
        Column("ends", msg("Đến ngày"), Kind.DATE, 10),
        Column("cutoff", msg("Chốt số liệu"), Kind.DATE, 12),
        Column("due", msg("Hạn nộp"), Kind.DATE, 10),
        Column("expected", msg("Phải ghi"), Kind.COUNT, 9),
        Column("closed_ms", msg("Khóa lúc"), Kind.INSTANT, 18),
    ),
    order_by=(("period", True),),
)

CHANGES = ListSpec(
    name="changes",
    title=msg("Lịch sử thay đổi"),
    view="changes",
    tables=frozenset({"change"}),
    columns=(
        Column("at_ms", msg("Lúc"), Kind.INSTANT, 18),
        Column("person_text", msg("Người làm"), Kind.TEXT, 20),
        Column("label", msg("Thay đổi"), Kind.MESSAGE, 70),
        Column("kind", msg("Loại"), Kind.WORD, 14, 2, words=CHANGE_KINDS),
        Column("rows", msg("Dòng"), Kind.COUNT, 7, 3),
        Column("undone", msg("Đã hoàn tác"), Kind.FLAG, 11, 2),
    ),
    order_by=(("id", True),),
)

PEERS = ListSpec(
    name="peers",
    title=msg("Nơi gửi nhận"),
    view="peers",
    tables=frozenset({"peer", "seat_node", "node", "bundle", "unit_name", "ban_name"}),
    columns=(
        Column("name", msg("Nơi gửi nhận"), Kind.TEXT, 40),
        Column("role", msg("Vai trò"), Kind.WORD, 18, words=PEER_ROLES),
        Column("state", msg("Tình trạng"), Kind.WORD, 18, words=PEER_STATES),
        Column("unit", msg("Đơn vị"), Kind.TEXT, 30, 4),
        Column("ban", msg("Ban"), Kind.TEXT, 24, 4),
        Column("via", msg("Qua"), Kind.TEXT, 24, 3),
        Column("since_ms", msg("So mã lúc"), Kind.INSTANT, 18, 2),
        Column("seen_ms", msg("Nhận lần cuối"), Kind.INSTANT, 18),
    ),
    order_by=(("position", False), ("further", False), ("name", False)),
)

LISTS: dict[str, ListSpec] = {
    spec.name: spec
    for spec in (
        PROGRAMMES, TASKS, TARGETS, UNITS, BANS, PEOPLE, DIRECTIVES, ASSIGNMENTS, PROGRESS, VALUES, PERIODS, CHANGES, PEERS,
    )
}  # fmt: skip
