"""Names of bodies and titles that were taken over in capitals, as a citation writes them: a căn cứ stands in small letters (NĐ 30)."""

import re

_PROPER = (
    "Tổng Liên đoàn Lao động Việt Nam",
    "Liên đoàn Lao động",
    "Công đoàn Giáo dục Việt Nam",
    "Công đoàn Giáo dục",
    "Công đoàn ngành Giáo dục",
    "Công đoàn ngành",
    "Công đoàn cơ sở",
    "Công đoàn Viên chức",
    "Công đoàn Việt Nam",
    "Công đoàn tỉnh",
    "Công đoàn Trường",
    "Nghiệp đoàn",
    "Đoàn Chủ tịch",
    "Ban Thường vụ",
    "Ban Chấp hành",
    "Ban Tuyên giáo và Nữ công",
    "Ban Chính sách - Pháp luật",
    "Ban Tổ chức",
    "Ban Tài chính",
    "Ủy ban Kiểm tra",
    "Ủy ban nhân dân",
    "Bộ Giáo dục và Đào tạo",
    "Sở Giáo dục và Đào tạo",
    "Bộ Chính trị",
    "Ban Bí thư",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Đảng bộ",
    "Đảng",
    "Việt Nam",
    "Trường Đại học",
    "Trường Cao đẳng",
    "Trường",
    "Luật",
)
"""Names whose capitals do not follow from a rule; longer ones before those they begin with."""
_PROPER_FORMS = [(re.compile(rf"\b{re.escape(name.lower())}\b"), name) for name in _PROPER]
_PLACE = re.compile(
    r"\b((?:tỉnh ủy|thành ủy|huyện ủy|tỉnh|thành phố|quận|huyện|thị xã|phường|xã|đặc khu)\s+)((?:[^\W\d_]+(?:\s+-\s+|\s+|\b))+)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"\b(?:[BCDĐGHKLMNPQRSTVX]{2,}|UB[A-ZĐ]+|[IVX]+)\b")
"""Words without a vowel, and Roman numbers."""
_QUOTED = re.compile(r"([“\"‘]\s*)(\w)")
_AFTER_PLACE = re.compile(
    r"\b(?:về|và|giai|nhiệm|năm|quý|tháng|khóa|lần|đến|triển|thực|tổ|theo|trong|của|là|có|để)\b.*", re.DOTALL
)


def out_of_capitals(text: str) -> str:
    """``text`` in small letters with the capitals of names, where it stands in capitals; any other text as it is."""
    if not text.isupper() or " " not in text.strip():
        return text
    kept = iter(_ABBREVIATED.findall(text))
    low = _ABBREVIATED.sub("\x00", text).lower()
    for form, name in _PROPER_FORMS:
        low = form.sub(name, low)
    low = _PLACE.sub(lambda found: found[1] + _titled(found[2]), low)
    low = re.sub("\x00", lambda _found: next(kept), low)
    low = _QUOTED.sub(lambda found: found[1] + found[2].upper(), low)
    return low[:1].upper() + low[1:]


def _titled(name: str) -> str:
    """The name of a place: every syllable with a capital, up to where the sentence goes on."""
    rest = _AFTER_PLACE.search(name)
    place, after = (name[: rest.start()], name[rest.start() :]) if rest else (name, "")
    return re.sub(r"[^\W\d_]+", lambda word: word[0][:1].upper() + word[0][1:], place) + after
