"""Every way in which a file from elsewhere can be bad, each with the sentence a person reads."""

from enum import StrEnum

from app.errors import PlanError
from app.i18n import Message, msg


class Fault(StrEnum):
    """The code of a fault: stable, for the hand-over book and for scripts."""

    empty = "EMPTY"
    too_large = "TOO_LARGE"
    not_a_bundle = "NOT_A_BUNDLE"
    is_introduction = "IS_INTRODUCTION"
    is_workspace = "IS_WORKSPACE"
    is_zip = "IS_ZIP"
    mail_text = "MAIL_TEXT"
    line_ends = "LINE_ENDS"
    two_files = "TWO_FILES"
    not_encrypted = "NOT_ENCRYPTED"
    not_for_us = "NOT_FOR_US"
    broken = "BROKEN"
    newer = "NEWER_FORMAT"
    feature = "UNKNOWN_FEATURE"
    cut = "CUT_SHORT"
    trailing = "TRAILING_BYTES"
    signature = "BAD_SIGNATURE"
    content = "WRONG_CONTENT"
    sections = "WRONG_SECTIONS"
    malformed = "MALFORMED"
    encoding = "NOT_UTF8"
    text = "FORBIDDEN_TEXT"
    json = "NOT_CANONICAL"
    number = "BAD_NUMBER"
    depth = "TOO_DEEP"
    long = "TOO_LONG"
    bomb = "BOMB"
    packed = "BAD_SLICE"
    incomplete = "SLICE_MISSING"
    state = "WRONG_STATE"
    introduction = "BAD_INTRODUCTION"


_SENTENCES: dict[Fault, Message] = {
    Fault.empty: msg("Tệp {name} rỗng. Nhờ nơi gửi xuất và gửi lại."),
    Fault.too_large: msg("Tệp {name} lớn quá mức cho phép nên không đọc. Nhờ nơi gửi bớt tệp đính kèm rồi xuất lại."),
    Fault.not_a_bundle: msg("Tệp {name} không phải là gói Tiến Độ. Chọn tệp có đuôi .tiendo do nơi gửi xuất ra."),
    Fault.is_introduction: msg(
        "Tệp {name} là thư giới thiệu, không phải gói dữ liệu. Mở thư ở mục Gửi nhận, phần Nơi gửi nhận, để xác nhận."
    ),
    Fault.is_workspace: msg(
        "Tệp {name} là sổ làm việc, không phải gói dữ liệu. Mở sổ bằng lệnh Mở; muốn gửi thì xuất gói .tiendo."
    ),
    Fault.is_zip: msg("Tệp {name} là tệp nén. Giải nén rồi chọn các tệp .tiendo ở trong."),
    Fault.mail_text: msg(
        "Tệp {name} là bức thư hoặc bản chép dạng chữ của gói, chưa phải gói. Mở thư, lưu tệp đính kèm .tiendo ra rồi chọn tệp đó."
    ),
    Fault.line_ends: msg(
        "Tệp {name} bị đổi dấu xuống dòng trên đường gửi nên hỏng. Nhờ gửi lại dưới dạng tệp đính kèm hoặc chép qua USB."
    ),
    Fault.two_files: msg("Tệp {name} gồm nhiều gói bị ghép làm một. Nhờ nơi gửi gửi lại từng tệp."),
    Fault.not_encrypted: msg(
        "Gói {name} không được mã hóa nên không nhận: không biết ai đã xem hoặc sửa. Nhờ nơi gửi xuất lại bằng chương trình."
    ),
    Fault.not_for_us: msg(
        "Không mở được gói {name}: gói gửi cho nơi khác, gửi theo khóa cũ của ta, hoặc đã hỏng. "
        "Hỏi nơi gửi đã có thư giới thiệu mới nhất của ta chưa, rồi nhờ xuất lại."
    ),
    Fault.broken: msg(
        "Tệp {name} bị hỏng hoặc bị cắt cụt trên đường gửi. Chép hoặc tải lại; nếu vẫn hỏng, nhờ gửi lại."
    ),
    Fault.newer: msg("Gói {name} do bản Tiến Độ mới hơn làm ra. Cập nhật chương trình rồi mở lại."),
    Fault.feature: msg(
        "Gói {name} cần tính năng “{where}” mà bản Tiến Độ này chưa có. Cập nhật chương trình rồi mở lại."
    ),
    Fault.cut: msg("Gói {name} thiếu phần cuối. Nhờ nơi gửi xuất và gửi lại."),
    Fault.trailing: msg("Gói {name} có dữ liệu lạ ở cuối nên không nhận. Nhờ nơi gửi xuất và gửi lại."),
    Fault.signature: msg(
        "Chữ ký của gói {name} không đúng: nội dung đã bị sửa. Không dùng gói này; gọi điện cho nơi gửi."
    ),
    Fault.content: msg("Nội dung trong gói {name} không khớp mã kiểm ({where}). Nhờ nơi gửi xuất và gửi lại."),
    Fault.sections: msg("Mục lục của gói {name} không khớp với nội dung ({where}). Nhờ nơi gửi xuất lại."),
    Fault.malformed: msg("Gói {name} sai mẫu tại {where}. Nhờ nơi gửi cập nhật chương trình rồi xuất lại."),
    Fault.encoding: msg("Gói {name} có chữ không đúng bảng mã Unicode. Nhờ nơi gửi xuất lại."),
    Fault.text: msg(
        "Gói {name} có ký tự ẩn hoặc đảo chiều chữ, có thể để đánh lừa người đọc. Nhờ nơi gửi kiểm tra rồi xuất lại."
    ),
    Fault.json: msg(
        "Dữ liệu trong gói {name} không viết theo dạng chuẩn. Nhờ nơi gửi cập nhật chương trình rồi xuất lại."
    ),
    Fault.number: msg("Gói {name} có con số không hợp lệ. Nhờ nơi gửi xuất lại."),
    Fault.depth: msg("Gói {name} có dữ liệu lồng nhau quá sâu. Nhờ nơi gửi xuất lại."),
    Fault.long: msg("Gói {name} có phần dài quá mức cho phép ({where}). Nhờ nơi gửi xuất lại."),
    Fault.bomb: msg("Gói {name} bung ra lớn bất thường (bom nén) nên không đọc. Gọi điện cho nơi gửi."),
    Fault.packed: msg("Phần {where} của gói {name} nén sai cách nên không đọc được. Nhờ nơi gửi xuất lại."),
    Fault.incomplete: msg("Gói {name} thiếu phần {where} mà nó kê khai. Nhờ nơi gửi xuất và gửi lại."),
    Fault.state: msg("Bản kê trong gói {name} không khớp các phần của nó ({where}). Nhờ nơi gửi xuất lại."),
    Fault.introduction: msg("Thư giới thiệu {name} bị hỏng hoặc đã bị sửa. Nhờ nơi gửi làm và gửi lại thư khác."),
}


class Damaged(PlanError):
    """A file, or a part of one, that cannot be used. ``code`` says how, ``where`` which part of it, empty for the whole."""

    def __init__(self, code: Fault, where: str = "", name: str = "") -> None:
        called = name or msg("dữ liệu")
        super().__init__(Message(_SENTENCES[code].text, {"name": called, "where": where}))
        self.code = code
        self.where = where

    def called(self, name: str) -> "Damaged":
        """The same fault of a file that people call ``name``."""
        return Damaged(self.code, self.where, name)
