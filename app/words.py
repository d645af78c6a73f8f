"""The words of fixed sets: roles, kinds of nothing, phases, scopes, horizons, sectors. One place, so the same word stands everywhere."""

from app.i18n import Message, msg

ROLES: dict[str, Message] = {
    "lead": msg("Chủ trì"),
    "collaborate": msg("Phối hợp"),
    "watch": msg("Theo dõi"),
    "leader": msg("Lãnh đạo phụ trách"),
}
SECTORS: dict[str, Message] = {"state": msg("Khu vực nhà nước"), "non_state": msg("Khu vực ngoài nhà nước")}
SCOPES: dict[str, Message] = {"own": msg("Đơn vị làm"), "passed_down": msg("Giao cấp dưới")}
STATES: dict[str, Message] = {
    "not_started": msg("Chưa triển khai"),
    "in_progress": msg("Đang thực hiện"),
    "done": msg("Hoàn thành"),
    "paused": msg("Tạm dừng"),
    "cancelled": msg("Đã hủy"),
}
LIFECYCLES: dict[str, Message] = {
    "open": msg("Đang thực hiện"),
    "paused": msg("Tạm dừng"),
    "cancelled": msg("Đã hủy"),
    "ended": msg("Đã kết thúc"),
}
PHASES: dict[str, Message] = {"draft": msg("Đang ghi"), "submitted": msg("Đã trình")}
GIVEN: dict[str, Message] = {
    "value": msg("Có số liệu"),
    "none_occurred": msg("Không phát sinh"),
    "not_applicable": msg("Không áp dụng"),
}
NOT_REPORTED = msg("Chưa báo cáo")
REVISION_KINDS: dict[str, Message] = {
    "normal": msg("Nhật ký"),
    "answer": msg("Trả lời phiếu trả lại"),
    "amendment": msg("Đính chính"),
}
COMPARATORS: dict[str, Message] = {
    "ge": msg("từ mức giao trở lên"),
    "gt": msg("trên mức giao"),
    "eq": msg("đúng mức giao"),
    "le": msg("không quá mức giao"),
    "lt": msg("dưới mức giao"),
    "yes": msg("có làm"),
    "words": msg("bằng lời"),
}
HORIZONS: dict[str, Message] = {
    "yearly": msg("Hằng năm"),
    "by": msg("Đến năm"),
    "span": msg("Cả giai đoạn"),
    "school_year": msg("Năm học"),
    "term": msg("Nhiệm kỳ"),
    "none": msg("Không nêu"),
}
FORMS: dict[str, Message] = {
    "ratio": msg("Tỷ lệ"),
    "count": msg("Số lượng"),
    "money": msg("Số tiền"),
    "yesno": msg("Có hoặc không"),
    "words": msg("Bằng lời"),
}
CHANGE_KINDS: dict[str, Message] = {
    "edit": msg("Sửa"),
    "undo": msg("Hoàn tác"),
    "redo": msg("Làm lại"),
    "import": msg("Nhận gói"),
    "withdraw": msg("Rút gói"),
    "close": msg("Khóa kỳ"),
    "submit": msg("Trình duyệt"),
    "sign": msg("Ký báo cáo"),
    "bulk": msg("Ghi hàng loạt"),
    "migrate": msg("Nâng cấp"),
}
WHAT_KINDS: dict[str, Message] = {
    "task": msg("Nhiệm vụ"),
    "programme": msg("Chương trình"),
    "target": msg("Chỉ tiêu"),
    "measure": msg("Chỉ số"),
    "unit": msg("Đơn vị"),
    "ban": msg("Ban"),
    "person": msg("Cán bộ"),
    "directive": msg("Văn bản"),
    "section": msg("Mục"),
    "clause": msg("Điều khoản"),
    "evidence": msg("Minh chứng"),
    "progress": msg("Nhật ký"),
    "value": msg("Số liệu"),
}
PLAN_ROWS: dict[str, Message] = {
    "directives": msg("văn bản"),
    "references": msg("văn bản viện dẫn"),
    "clauses": msg("mục của văn bản"),
    "programmes": msg("chương trình"),
    "sections": msg("mục"),
    "tasks": msg("nhiệm vụ"),
    "measures": msg("chỉ số"),
    "targets": msg("chỉ tiêu"),
    "milestones": msg("mốc thời gian"),
    "duties": msg("trách nhiệm"),
    "bans": msg("ban mới"),
}
"""What a plan that is brought in becomes, for counts."""
PEER_ROLES: dict[str, Message] = {
    "parent": msg("Cấp trên"),
    "child": msg("Đơn vị trực thuộc"),
    "ban": msg("Máy của ban"),
    "office": msg("Văn phòng của ban"),
}
"""What a peer of the exchange is to us."""
PEER_STATES: dict[str, Message] = {
    "ok": msg("đã so mã"),
    "vouched": msg("nơi khác giới thiệu"),
    "waiting": msg("chưa có khóa"),
    "ended": msg("đã thu hồi"),
}
"""How far a peer is trusted."""
