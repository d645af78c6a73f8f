"""Odd texts made of the words and signs of plans, and a check that reading takes time in proportion to a text."""

import time
from collections.abc import Callable

from hypothesis import strategies as st

from app.plan_import.draft import Target
from app.plan_import.when import Window

_BITS = [
    "tháng",
    "quý",
    "năm",
    "ngày",
    "năm học",
    "giai đoạn",
    "từ",
    "đến",
    "trước",
    "hằng năm",
    "và",
    "trở lên",
    "ít nhất",
    "phấn đấu",
    "nhiệm kỳ",
    "Nghị quyết số",
    "Quyết định",
    "KH-CĐN",
    "QĐ/TW",
    "NQ-",
    "/",
    "-",
    "–",
    ",",
    ";",
    ".",
    ":",
    "(",
    ")",
    "“",
    "”",
    "%",
    " ",
    "  ",
    "\u00a0",
    "1",
    "02",
    "8",
    "12",
    "15/6",
    "31",
    "100",
    "12.500",
    "38,05",
    "2018",
    "2025",
    "2021-2025",
    "III",
    "IV",
    "i",
    "l",
    "lần/năm",
    "đoàn viên",
    "CĐCS",
    "kết nạp",
    "hầu hết",
    "một",
    "hai",
    "đồng",
    "triệu",
    "\n",
    "İ",
    "Ⅳ",
    "½",
    "e\u0301",
    "\x00",
]


def shown(window: Window | None) -> str:
    """A window in short: "2025-01-01..2025-03-31", "2025-11-20", "until 2025-12-31", "since 2025-01-01"."""
    if window is None:
        return ""
    kind = {"span": "", "deadline": "until ", "start": "since "}[window.kind]
    return f"{kind}{window.start}" if window.start == window.end else f"{kind}{window.start}..{window.end}"


def claim_in_short(target: Target) -> str:
    """A claim in short: "85% at_least by 2025", "120 at_least 2021-2023", "words yearly"."""
    horizon = target.horizon
    ends = {"by": f"by {horizon.until}", "span": f"{horizon.since}-{horizon.until}", "none": ""}
    value = "" if target.value is None else f"{target.value}{'%' if target.unit == 'percent' else ''}"
    return " ".join(part for part in (value, target.comparator, ends.get(horizon.kind, horizon.kind)) if part)


def plan_texts() -> st.SearchStrategy[str]:
    """Texts that look like plans run through a bad scanner, and any text at all."""
    bits = st.lists(st.sampled_from(_BITS), max_size=24)
    return bits.map(" ".join) | bits.map("".join) | st.text(max_size=60)


def assert_linear(read: Callable[[str], object], unit: str) -> None:
    """Ten times the text takes about ten times as long: far less than the hundred times of a quadratic reader."""
    short, long = (unit * (size // len(unit)) for size in (2_000, 20_000))
    read(short)
    assert _seconds(read, long) < 30 * max(_seconds(read, short), 0.002)


def _seconds(read: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started
