"""What tables and columns are called when history tells of them, and how their values are put into words.

A column that is not here is not told: owners, positions, keys and counters mean nothing to a reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.directives import LINK_WORDS
from app.i18n import Message, msg
from app.words import (
    COMPARATORS,
    FORMS,
    GIVEN,
    HORIZONS,
    LIFECYCLES,
    ROLES,
    SCOPES,
    SECTORS,
    STATES,
)

DATE, FLAG, TEXT, FIGURE, PERCENT, PERIOD = "date", "flag", "text", "figure", "percent", "period"


@dataclass(frozen=True, slots=True)
class Told:
    """How a column is told: its name, and as what: a date, a flag, ..., a table whose row it names, or words for fixed values."""

    name: Message
    how: str | Mapping[str, Message] = TEXT


@dataclass(frozen=True, slots=True)
class TableWords:
    """What a row of a table is called, and its columns in the order in which they are told."""

    noun: Message
    columns: Mapping[str, Told] = field(default_factory=dict)


FREQUENCIES: dict[str, Message] = {
    "month": msg("hằng tháng"),
    "quarter": msg("hằng quý"),
    "semester": msg("học kỳ"),
    "year": msg("hằng năm"),
    "once": msg("một lần"),
}
PRIORITIES: dict[str, Message] = {"0": msg("thấp"), "1": msg("thường"), "2": msg("cao")}
VERDICTS: dict[str, Message] = {
    "received": msg("Đã nhận"),
    "approved": msg("Duyệt"),
    "returned": msg("Trả lại"),
}
EVENTS: dict[str, Message] = {
    "found": msg("thành lập"),
    "rename": msg("đổi tên"),
    "merge": msg("sáp nhập"),
    "split": msg("chia tách"),
    "transfer": msg("chuyển giao"),
    "dissolve": msg("giải thể"),
}
ENTRIES: dict[str, Message] = {
    "increment": msg("số phát sinh trong kỳ"),
    "to_date_year": msg("lũy kế từ đầu năm"),
    "to_date_span": msg("lũy kế cả giai đoạn"),
    "snapshot": msg("số tại ngày chốt"),
}
REPORTERS: dict[str, Message] = {"units": msg("các đơn vị"), "office": msg("cơ quan")}
_FROM, _UNTIL = Told(msg("Từ ngày"), DATE), Told(msg("Đến ngày"), DATE)
_NUMBER, _TEXT = Told(msg("Số")), Told(msg("Nội dung"))
_REASON, _GONE = Told(msg("Lý do")), Told(msg("Đã xóa"))

TABLES: dict[str, TableWords] = {
    "task": TableWords(
        msg("nhiệm vụ"),
        {
            "number": _NUMBER,
            "text": _TEXT,
            "programme_id": Told(msg("Chương trình"), "programme"),
            "section_id": Told(msg("Mục"), "section"),
            "parent_id": Told(msg("Thuộc nhiệm vụ"), "task"),
            "starts": Told(msg("Bắt đầu"), DATE),
            "due": Told(msg("Thời hạn"), DATE),
            "continuous": Told(msg("Thường xuyên"), FLAG),
            "scope": Told(msg("Phạm vi"), SCOPES),
            "priority": Told(msg("Mức ưu tiên"), PRIORITIES),
            "frequency": Told(msg("Nhịp báo cáo"), FREQUENCIES),
            "product": Told(msg("Sản phẩm")),
            "details": Told(msg("Chi tiết")),
            "needs_evidence": Told(msg("Cần minh chứng"), FLAG),
            "measurable": Told(msg("Nêu số liệu"), FLAG),
            "clause_id": Told(msg("Điều khoản"), "clause"),
            "directive_id": Told(msg("Văn bản"), "directive"),
            "lifecycle": Told(msg("Trạng thái"), LIFECYCLES),
            "lifecycle_reason": _REASON,
            "lifecycle_on": Told(msg("Kể từ"), DATE),
            "gone": _GONE,
        },
    ),
    "assignment": TableWords(
        msg("phân công"),
        {
            "role": Told(msg("Vai trò"), ROLES),
            "ban_id": Told(msg("Ban"), "ban"),
            "person_id": Told(msg("Người"), "person"),
            "unit_id": Told(msg("Đơn vị"), "unit"),
            "unit_kind_id": Told(msg("Loại đơn vị"), "unit_kind"),
            "sector": Told(msg("Khu vực"), SECTORS),
            "due": Told(msg("Thời hạn riêng"), DATE),
            "valid_until": Told(msg("Thôi từ ngày"), DATE),
            "reason": _REASON,
        },
    ),
    "due_change": TableWords(msg("gia hạn"), {"reason": Told(msg("Lý do đổi hạn"))}),
    "programme": TableWords(
        msg("chương trình"),
        {
            "number": _NUMBER,
            "title": Told(msg("Tên")),
            "directive_id": Told(msg("Văn bản"), "directive"),
            "term_id": Told(msg("Nhiệm kỳ"), "term"),
            "starts": _FROM,
            "ends": _UNTIL,
            "frequency": Told(msg("Nhịp báo cáo"), FREQUENCIES),
            "closed": Told(msg("Kết thúc"), DATE),
            "close_reason": _REASON,
            "gone": _GONE,
        },
    ),
    "section": TableWords(msg("mục"), {"number": _NUMBER, "title": Told(msg("Tên mục")), "gone": _GONE}),
    "milestone": TableWords(
        msg("mốc"),
        {"text": Told(msg("Mốc")), "starts": _FROM, "ends": _UNTIL, "reached": Told(msg("Đạt ngày"), DATE)},
    ),
    "measure": TableWords(
        msg("chỉ số"),
        {
            "text": Told(msg("Chỉ số")),
            "form": Told(msg("Dạng"), FORMS),
            "unit_text": Told(msg("Đơn vị tính")),
            "decimals": Told(msg("Số lẻ")),
            "num_label": Told(msg("Tử số là")),
            "den_label": Told(msg("Mẫu số là")),
            "frequency": Told(msg("Nhịp báo cáo"), FREQUENCIES),
            "entry": Told(msg("Cách nhập"), ENTRIES),
            "reported_by": Told(msg("Nơi báo cáo"), REPORTERS),
            "scope_sector": Told(msg("Khu vực"), SECTORS),
            "scope_kind_id": Told(msg("Loại đơn vị"), "unit_kind"),
            "programme_id": Told(msg("Chương trình"), "programme"),
        },
    ),
    "target": TableWords(
        msg("chỉ tiêu"),
        {
            "number": _NUMBER,
            "text": _TEXT,
            "comparator": Told(msg("So sánh"), COMPARATORS),
            "value": Told(msg("Mức giao"), FIGURE),
            "horizon": Told(msg("Thời hạn"), HORIZONS),
            "h_from": Told(msg("Từ năm")),
            "h_to": Told(msg("Đến năm")),
            "base_text": Told(msg("Tính trên")),
            "lifecycle": Told(msg("Trạng thái"), LIFECYCLES),
            "lifecycle_reason": _REASON,
        },
    ),
    "allotment": TableWords(
        msg("mức giao"),
        {
            "unit_id": Told(msg("Giao cho"), "unit"),
            "period": Told(msg("Kỳ"), PERIOD),
            "value": Told(msg("Mức giao"), FIGURE),
            "gone": _GONE,
        },
    ),
    "unit_kind": TableWords(
        msg("loại đơn vị"),
        {"name": Told(msg("Tên")), "level": Told(msg("Cấp")), "sector": Told(msg("Khu vực"), SECTORS)},
    ),
    "unit": TableWords(
        msg("đơn vị"),
        {
            "code": Told(msg("Mã")),
            "kind_id": Told(msg("Loại đơn vị"), "unit_kind"),
            "valid_from": _FROM,
            "valid_until": _UNTIL,
            "gone": _GONE,
        },
    ),
    "unit_name": TableWords(
        msg("tên đơn vị"),
        {
            "name": Told(msg("Tên")),
            "short": Told(msg("Tên ngắn")),
            "symbol_template": Told(msg("Mẫu ký hiệu")),
            "place": Told(msg("Địa danh")),
            "valid_from": _FROM,
            "valid_until": _UNTIL,
        },
    ),
    "unit_parent": TableWords(
        msg("cấp trên"),
        {"parent_id": Told(msg("Cấp trên"), "unit"), "valid_from": _FROM, "valid_until": _UNTIL},
    ),
    "unit_event": TableWords(
        msg("việc tổ chức"),
        {
            "kind": Told(msg("Việc"), EVENTS),
            "happened_on": Told(msg("Ngày"), DATE),
            "directive_id": Told(msg("Văn bản"), "directive"),
        },
    ),
    "ban": TableWords(
        msg("ban"),
        {
            "code": Told(msg("Mã")),
            "temporary": Told(msg("Tạm thời"), FLAG),
            "valid_from": _FROM,
            "valid_until": _UNTIL,
            "successor_id": Told(msg("Ban kế tục"), "ban"),
            "gone": _GONE,
        },
    ),
    "ban_name": TableWords(msg("tên ban"), {"name": Told(msg("Tên")), "valid_from": _FROM, "valid_until": _UNTIL}),
    "person": TableWords(msg("cán bộ"), {"name": Told(msg("Họ tên")), "gone": _GONE}),
    "post_held": TableWords(
        msg("chức vụ"),
        {
            "post": Told(msg("Chức vụ")),
            "ban_id": Told(msg("Ban"), "ban"),
            "unit_id": Told(msg("Đơn vị"), "unit"),
            "valid_from": _FROM,
            "valid_until": Told(msg("Thôi từ ngày"), DATE),
        },
    ),
    "directive": TableWords(
        msg("văn bản"),
        {
            "kind": Told(msg("Loại văn bản")),
            "as_written": Told(msg("Số, ký hiệu")),
            "issued": Told(msg("Ngày ban hành"), DATE),
            "issuer_text": Told(msg("Nơi ban hành")),
            "abstract": Told(msg("Trích yếu")),
            "place": Told(msg("Nơi ký")),
            "signer_text": Told(msg("Người ký")),
            "recipients": Told(msg("Nơi nhận")),
            "gone": _GONE,
        },
    ),
    "directive_link": TableWords(
        msg("quan hệ văn bản"),
        {"kind": Told(msg("Quan hệ"), LINK_WORDS), "to_id": Told(msg("Với"), "directive")},
    ),
    "clause": TableWords(msg("điều khoản"), {"label": Told(msg("Số mục")), "text": _TEXT}),
    "clause_link": TableWords(msg("điều khoản thực hiện"), {}),
    "duty": TableWords(msg("trách nhiệm"), {"body": Told(msg("Nơi thực hiện")), "text": _TEXT}),
    "progress_entry": TableWords(msg("nhật ký"), {"on_behalf_ban": Told(msg("Ghi thay"), "ban")}),
    "progress_rev": TableWords(
        msg("nhật ký"),
        {
            "reason": _REASON,
            "authority_text": Told(msg("Căn cứ")),
            "given": Told(msg("Có số hay không"), GIVEN),
            "state": Told(msg("Trạng thái"), STATES),
            "percent": Told(msg("Tỷ lệ"), PERCENT),
            "done_on": Told(msg("Ngày xong"), DATE),
            "result": Told(msg("Kết quả")),
            "difficulty": Told(msg("Khó khăn")),
            "cause": Told(msg("Nguyên nhân")),
            "proposal": Told(msg("Đề xuất")),
        },
    ),
    "target_value": TableWords(msg("số liệu"), {"on_behalf_ban": Told(msg("Ghi thay"), "ban")}),
    "value_rev": TableWords(
        msg("số liệu"),
        {
            "reason": _REASON,
            "authority_text": Told(msg("Căn cứ")),
            "given": Told(msg("Có số hay không"), GIVEN),
            "num": Told(msg("Tử số"), FIGURE),
            "den": Told(msg("Mẫu số"), FIGURE),
            "val": Told(msg("Số"), FIGURE),
            "note": Told(msg("Ghi chú")),
        },
    ),
    "review": TableWords(msg("xét duyệt"), {"verdict": Told(msg("Kết quả xét"), VERDICTS), "reason": _REASON}),
    "slip": TableWords(msg("phiếu trả lại"), {"no": _NUMBER, "period": Told(msg("Kỳ"), PERIOD), "reason": _REASON}),
    "evidence": TableWords(
        msg("minh chứng"), {"name": Told(msg("Minh chứng")), "note": Told(msg("Ghi chú")), "gone": _GONE}
    ),
    "period_close": TableWords(msg("khóa kỳ"), {"period": Told(msg("Khóa"), PERIOD)}),
    "calendar": TableWords(
        msg("lịch kỳ"),
        {
            "period": Told(msg("Kỳ"), PERIOD),
            "cutoff": Told(msg("Ngày chốt"), DATE),
            "due": Told(msg("Hạn báo cáo"), DATE),
        },
    ),
    "setting": TableWords(msg("thiết lập"), {"name": Told(msg("Tên")), "value": Told(msg("Giá trị"))}),
    "paper_text": TableWords(msg("lời văn báo cáo"), {"period": Told(msg("Kỳ"), PERIOD), "text": _TEXT}),
    "report": TableWords(msg("báo cáo"), {"period": Told(msg("Kỳ"), PERIOD), "signed_on": Told(msg("Ngày ký"), DATE)}),
}

TITLES = frozenset({"number", "text", "title", "name", "label", "post", "as_written", "period", "no"})
"""Columns that say which row it is: told without their own names where a row is new."""

# What a new row need not tell, because it is what every row begins as.
BEGINNINGS: dict[str, object] = {
    "scope": "own",
    "priority": 1,
    "frequency": "quarter",
    "lifecycle": "open",
    "given": "value",
    "decimals": 0,
}
