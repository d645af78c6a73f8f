"""What each broken rule is called in a report of ``tiendo check``: how bad, and the sentence with its rows."""

from app.i18n import Message, msg

Rule = tuple[str, Message]

RULES: dict[str, Rule] = {
    "loose_reference": ("error", msg("{n} dòng của bảng {table} trỏ đến dòng không có: {ids}.")),
    "chain": (
        "error",
        msg("Chuỗi thay đổi bị đứt ở {n} chỗ: {ids}. Nhật ký đã bị sửa ngoài chương trình, hoặc tệp hỏng."),
    ),
    "log_text": ("error", msg("{n} thay đổi có nội dung khác lúc được ghi: {ids}. Nhật ký đã bị sửa, hoặc tệp hỏng.")),
    "log_cut_off": ("error", msg("Phần cuối nhật ký thay đổi đã mất: từng có đến thay đổi số {ids}.")),
    "unlike_the_log": (
        "error",
        msg(
            "{n} dòng của bảng {table} khác với lần thay đổi cuối trong nhật ký: {ids}. Bị sửa ngoài chương trình, hoặc tệp hỏng."
        ),
    ),
    "submission_altered": ("error", msg("{n} bản đã trình trong bảng {table} không còn như lúc trình: {ids}.")),
    "head_not_newest": ("error", msg("{n} dòng của bảng {table} không trỏ đến bản mới nhất của mình: {ids}.")),
    "points_at_no_submission": ("error", msg("{n} dòng của bảng {table} trỏ đến bản chưa trình hoặc không có: {ids}.")),
    "draft_below_the_head": ("error", msg("{n} dòng của bảng {table} còn bản nháp cũ dưới bản mới: {ids}.")),
    "written_after_the_lock": (
        "error",
        msg("{n} dòng của bảng {table} được trình sau khi khóa kỳ mà không phải đính chính: {ids}."),
    ),
    "two_answers_counted": (
        "error",
        msg("{n} dòng của bảng {table} được tính hai lần cho một đơn vị và một kỳ: {ids}."),
    ),
    "expectation_not_frozen": (
        "error",
        msg("Kỳ đã khóa mà {n} nhiệm vụ hoặc chỉ số chưa chốt số đơn vị phải báo cáo: {ids}."),
    ),
    "expectation_frozen_early": (
        "error",
        msg("Kỳ chưa khóa mà {n} nhiệm vụ hoặc chỉ số đã chốt số đơn vị phải báo cáo: {ids}."),
    ),
    "two_leads": (
        "error",
        msg("{n} việc có hơn một ban chủ trì cùng lúc (phân công số {ids}). Bàn giao để còn một ban."),
    ),
    "unit_above_itself": ("error", msg("{n} đơn vị là cấp trên của chính mình: {ids}.")),
    "task_above_itself": ("error", msg("{n} nhiệm vụ nằm dưới chính mình: {ids}.")),
    "task_too_deep": ("warning", msg("{n} nhiệm vụ nằm sâu hơn bốn cấp: {ids}.")),
    "section_of_another_programme": ("error", msg("{n} nhiệm vụ nằm trong phần của chương trình khác: {ids}.")),
    "two_names_at_once": ("error", msg("{n} đơn vị có hai tên trong cùng một thời gian (tên số {ids}).")),
    "numerator_over_denominator": ("warning", msg("{n} số liệu có tử số lớn hơn mẫu số: {ids}. Sửa một trong hai số.")),
    "ratio_without_base": ("error", msg("{n} số liệu tỷ lệ thiếu tử số hoặc mẫu số: {ids}.")),
    "review_of_nothing": ("error", msg("{n} lần duyệt không khớp với bản nào đã trình: {ids}.")),
    "calendar_out_of_order": (
        "error",
        msg("{n} kỳ có ngày đầu, ngày cuối, ngày chốt, hạn báo cáo không theo thứ tự: {ids}."),
    ),
    "settings_without_office": ("error", msg("Đơn vị của sổ làm việc không có trong sổ (thiết lập số {ids}).")),
    "undone_by_nobody": ("error", msg("{n} thay đổi được ghi là đã hoàn tác nhưng không có thay đổi hoàn tác: {ids}.")),
    "not_a_day": ("error", msg("{n} dòng của bảng {table} có ngày không đúng: {ids}.")),
    "ends_before_it_starts": ("error", msg("{n} dòng của bảng {table} kết thúc trước khi bắt đầu: {ids}.")),
    "identity_of_another_kind": ("error", msg("{n} dòng của bảng {table} mang mã định danh của loại khác: {ids}.")),
    "refers_to_another_kind": ("error", msg("{n} dòng của bảng {table} trỏ đến mục thuộc loại khác: {ids}.")),
}
