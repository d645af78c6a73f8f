"""Where lines break: filled lines for lists, balanced lines for centred names and titles."""

import re
from collections.abc import Callable, Sequence
from functools import cache

_BLANKS = re.compile(r"[ \t]+")

_TOGETHER = frozenset(
    [
        "ban chấp",
        "ban thường",
        "báo cáo",
        "bảo vệ",
        "cán bộ",
        "cao đẳng",
        "chấp hành",
        "chỉ tiêu",
        "chương trình",
        "công đoàn",
        "công nghiệp",
        "công tác",
        "cơ sở",
        "đại học",
        "đoàn viên",
        "đối với",
        "đơn vị",
        "giai đoạn",
        "giáo dục",
        "hoạt động",
        "kế hoạch",
        "kết quả",
        "khu công",
        "lao động",
        "liên đoàn",
        "mầm non",
        "năm học",
        "người lao",
        "nhà giáo",
        "nhiệm kỳ",
        "nhiệm vụ",
        "phổ thông",
        "phối hợp",
        "phương hướng",
        "thành phố",
        "thực hiện",
        "thường vụ",
        "tiểu học",
        "tình hình",
        "tổ chức",
        "tổng kết",
        "tổng liên",
        "trung học",
        "trực thuộc",
        "việt nam",
        "viên chức",
    ]
)
"""Pairs of syllables that are one word in names and titles: not torn apart when there is another way."""
_PLACES = ("tỉnh", "thành", "huyện", "quận", "xã", "phường", "đặc", "thị", "trường", "khu", "ngành", "của")
"""Words that begin the second half of a name ("Liên đoàn Lao động / tỉnh Mẫu"): good places to break before."""
_RAGGED, _TORN, _GOOD = 1.0, 0.6, -0.35


def filled(words: Sequence[str], width: float, measure: Callable[[str], float]) -> list[str]:
    """Words put into lines, each line as full as ``width`` allows; a wider word gets a line of its own."""
    lines: list[str] = []
    for word in words:
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def balanced(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """``text`` in as few lines as fit ``width``, about equally long and broken between words of sense, for centred
    lines.

    Forced breaks stay; a single word wider than ``width`` gets a line of its own. No lines for no text.
    """
    return tuple(line for part in text.split("\n") for line in _balanced(_words(part), width, measure))


def _words(text: str) -> tuple[str, ...]:
    """The words of a line; a no-break space is no place to break, and room left for the hand stays."""
    return tuple(word for word in _BLANKS.split(text) if word)


def _balanced(words: tuple[str, ...], width: float, measure: Callable[[str], float]) -> list[str]:
    """The cheapest way to break ``words`` into as many lines as filling needs."""
    plain = filled(words, width, measure)
    if len(plain) < 2 or max(map(measure, plain)) > width:
        return plain

    @cache
    def best(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        """Cost and ends of the cheapest ``lines`` lines from word ``start`` on."""
        if lines == 0:
            return (0.0 if start == len(words) else float("inf")), ()
        ways: list[tuple[float, tuple[int, ...]]] = [(float("inf"), ())]
        for end in range(start + 1, len(words) - lines + 2):
            length = measure(" ".join(words[start:end]))
            if length > width:
                break
            cost, ends = best(end, lines - 1)
            ways.append((cost + _RAGGED * (1 - length / width) ** 2 + _break_cost(words, end), (end, *ends)))
        return min(ways)

    ends = best(0, len(plain))[1]
    return [" ".join(words[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def _break_cost(words: Sequence[str], at: int) -> float:
    """What a break before word ``at`` costs: tearing a word or a number from its noun is dear, after a comma is
    good.
    """
    if at == len(words):
        return 0.0
    before, after = words[at - 1], words[at].lower()
    if f"{before} {after}".lower() in _TOGETHER or after[0].isdigit() or set(after.rstrip(".,;")) <= set("ivxlc"):
        return _TORN
    return _GOOD if before[-1] in ",;:" or after in _PLACES else 0.0
