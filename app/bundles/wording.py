"""Why a state waits for a person or was turned away, in words: what is wrong and what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from app.i18n import Message, msg

HELD: Mapping[str, Message] = MappingProxyType(
    {
        "FORK": msg(
            "Có hai bản khác nhau cho cùng một lần gửi: có thể sổ bị chép sang máy khác rồi ghi ở cả hai nơi, hoặc khóa bị lộ. "
            "Gọi điện hỏi đơn vị bản nào đúng rồi chọn."
        ),
        "RESTORED": msg(
            "Đơn vị đã khôi phục sổ từ bản sao lưu cũ hơn bản đang có ở đây. Bản mới được giữ lại, bản đang có sẽ gửi trả "
            "trong gói tới để đơn vị lấy lại phần đã mất."
        ),
        "LATE_STATE": msg(
            "Bản này được lập trước khi đơn vị khôi phục sổ và đến muộn. Bản này được giữ lại và sẽ gửi trả để đơn vị lấy lại phần đã mất."
        ),
        "INCOMPLETE": msg("Bản này thiếu dòng đã có ở đây mà không nói lý do. Hỏi nơi gửi trước khi nhận."),
        "MANY_WITHDRAWN": msg("Bản này rút hơn một phần mười số dòng đã gửi. Xem lại rồi đồng ý nếu đúng."),
        "BY_PERSON": msg("Được giữ lại để xem sau."),
        "TURNED_AWAY": msg("Bản này đã bị từ chối ở đây."),
    }
)
