"""The page of an office: Nghị định 30 exactly, or measures of its own, kept with the workspace.

Every measure has a name a clerk understands, its unit, the range that the decree (or usual practice, DOMAIN 1.1) allows, and where it
comes from. A measure outside the decree's range is taken, because offices do print so, and said.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from app.errors import BadInput
from app.i18n import Message, msg
from app.numbers import format_number
from app.people import offices
from app.reports.layout import ND30, Layout, customised
from app.session import Session
from db.queries import workspace

SETTING = "paper_layout"
_DECREE = msg("Nghị định 30/2020/NĐ-CP, Phụ lục I")
_PRACTICE = msg("thông lệ")


@dataclass(frozen=True)
class Measure:
    """A measure that an office may change: ``low`` to ``high`` is what ``source`` allows, in ``unit`` ("mm", "pt", "" for times)."""

    name: str
    words: Message
    unit: str
    low: float
    high: float
    source: Message = _DECREE

    @property
    def default(self) -> float:
        """What it is when nobody chose."""
        return float(getattr(ND30, self.name))


MEASURES = (
    Measure("margin_top", msg("Lề trên"), "mm", 20, 25),
    Measure("margin_bottom", msg("Lề dưới"), "mm", 20, 25),
    Measure("margin_left", msg("Lề trái"), "mm", 30, 35),
    Measure("margin_right", msg("Lề phải"), "mm", 15, 20),
    Measure("appendix_margin_left", msg("Lề trái trang phụ lục nằm ngang"), "mm", 15, 30, _PRACTICE),
    Measure("appendix_margin_right", msg("Lề phải trang phụ lục nằm ngang"), "mm", 15, 25, _PRACTICE),
    Measure("page_number_size", msg("Cỡ số trang"), "pt", 13, 14),
    Measure("head_left_width", msg("Chiều rộng cột tên cơ quan"), "mm", 60, 75, _PRACTICE),
    Measure("nation_size", msg("Cỡ chữ quốc hiệu"), "pt", 12, 13),
    Measure("motto_size", msg("Cỡ chữ tiêu ngữ"), "pt", 13, 14),
    Measure("agency_size", msg("Cỡ chữ tên cơ quan"), "pt", 12, 13),
    Measure("number_size", msg("Cỡ chữ số, ký hiệu"), "pt", 13, 13),
    Measure("place_date_size", msg("Cỡ chữ địa danh, ngày tháng"), "pt", 13, 14),
    Measure("kind_size", msg("Cỡ chữ tên loại văn bản"), "pt", 13, 14),
    Measure("abstract_size", msg("Cỡ chữ trích yếu"), "pt", 13, 14),
    Measure("subject_size", msg("Cỡ chữ trích yếu công văn"), "pt", 12, 13),
    Measure("body_size", msg("Cỡ chữ nội dung"), "pt", 13, 14),
    Measure("first_line_indent", msg("Lùi đầu dòng"), "mm", 10, 12.7),
    Measure("paragraph_space", msg("Khoảng cách giữa các đoạn"), "pt", 6, 12),
    Measure("line_spacing", msg("Khoảng cách dòng"), "", 1, 1.5),
    Measure("signer_size", msg("Cỡ chữ người ký"), "pt", 13, 14),
    Measure("signature_space", msg("Khoảng để ký và đóng dấu"), "mm", 20, 35, _PRACTICE),
    Measure("recipients_title_size", msg("Cỡ chữ “Nơi nhận:”"), "pt", 12, 12),
    Measure("recipients_size", msg("Cỡ chữ danh sách nơi nhận"), "pt", 11, 11),
    Measure("appendix_label_size", msg("Cỡ chữ “Phụ lục”"), "pt", 14, 14),
    Measure("appendix_title_size", msg("Cỡ chữ tên phụ lục"), "pt", 13, 14),
    Measure("attached_size", msg("Cỡ chữ dòng “Kèm theo”"), "pt", 13, 14),
    Measure("table_size", msg("Cỡ chữ trong bảng"), "pt", 11, 12, _PRACTICE),
    Measure("note_size", msg("Cỡ chữ ghi chú"), "pt", 11, 12, _PRACTICE),
)
"""What an office may change, in the order of the page."""

SMALLEST_TEXT_WIDTH = 100.0
"""Millimetres; less room beside the margins holds no head of a document."""

_BY_NAME = {measure.name: measure for measure in MEASURES}


def of(session: Session) -> Layout:
    """The page of this office: the decree's, with the office's own measures in place."""
    return customised(ND30, chosen(session))


def chosen(session: Session) -> dict[str, float]:
    """The office's own measures by name; empty where it prints by the decree."""
    kept = workspace.setting(session.conn, SETTING)
    if not kept:
        return {}
    own: dict[str, float] = json.loads(kept)
    return own


def choose(session: Session, measures: Mapping[str, float | None]) -> tuple[Message, ...]:
    """Set measures of the page; None takes the decree's again. One change; returns what now lies outside the rule.

    Raises BadInput for a measure that is not known, that no page can have, or margins that leave no room for the text.
    """
    own = chosen(session)
    for name, value in measures.items():
        if name not in _BY_NAME:
            raise BadInput(msg("Không có thiết lập trình bày “{name}”", name=name), where=name)
        if value is None or value == _BY_NAME[name].default:
            own.pop(name, None)
        else:
            own[name] = float(value)
    layout = customised(ND30, own)
    _require_room(layout)
    _keep(session, own)
    return outside(layout)


def by_decree(session: Session) -> None:
    """Print exactly by the decree again: none of the office's own measures is kept."""
    _keep(session, {})


def _keep(session: Session, own: Mapping[str, float]) -> None:
    with session.change(msg("Đổi cách trình bày văn bản in")):
        offices.set_setting(session, SETTING, json.dumps(own, sort_keys=True))


def outside(layout: Layout) -> tuple[Message, ...]:
    """The measures that lie outside their rule, each in a sentence."""
    values = asdict(layout)
    return tuple(
        msg(
            "{name}: {value} ngoài mức {low} - {high} ({source}).",
            name=measure.words,
            value=amount(values[measure.name], measure.unit),
            low=amount(measure.low),
            high=amount(measure.high, measure.unit),
            source=measure.source,
        )
        for measure in MEASURES
        if not measure.low <= values[measure.name] <= measure.high
    )


def amount(value: float, unit: str = "") -> str:
    """A measure as it is written: "12,7 mm"."""
    return f"{format_number(Decimal(f'{value:g}'))} {unit}".strip()


def _require_room(layout: Layout) -> None:
    width = layout.text_width
    height = layout.page_height - layout.margin_top - layout.margin_bottom
    if (
        min(width, height, layout.landscape_width) < SMALLEST_TEXT_WIDTH
        or layout.head_right_width < SMALLEST_TEXT_WIDTH / 2
    ):
        raise BadInput(
            msg(
                "Các lề này chỉ còn {width} mm cho phần chữ. Thu lề lại.",
                width=round(min(width, height)),
            ),
            where=str(msg("Lề trang")),
        )
    smallest = min(
        layout.body_size, layout.table_size, layout.note_size, layout.recipients_size, layout.line_spacing * 6
    )
    if smallest < 5:
        raise BadInput(msg("Cỡ chữ dưới 5 pt không đọc được trên giấy. Chọn cỡ lớn hơn."), where=str(msg("Cỡ chữ")))
