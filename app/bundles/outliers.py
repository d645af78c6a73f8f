"""What looks wrong in the figures and texts of units, for a person to ask about: never a refusal, only a finding with what to do.

Each rule has a floor below which it is silent, because small offices move by small numbers: a rule that cries wolf is not read.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

from app.bundles.facts import Content
from app.bundles.jumps import LEAST, Jump, largest, last_quarter
from app.errors import BadInput
from app.given import brief
from app.i18n import Message, msg
from app.numbers import format_stored
from app.plan import periods
from app.plan.periods import PeriodKind, YearType
from app.plan.standing import AsOf
from app.session import Session
from db import expectations
from db.connection import Row
from db.queries import consolidation as queries
from db.queries import quarter as quarter_queries

STANDS = 4
"""Quarters in which a figure must be the same, or be there before it drops to nothing."""

FEW = 3
"""So many units may share a figure before it is no sign of copying any more."""

LEAST_COPIED = 3
"""Figures that two units must have in common."""

LEAST_TEXT = 60
"""Characters below which the same words are no wonder ("Đã hoàn thành theo kế hoạch")."""

_MOVING = 2, 3
"""Of the other units so large a part must have moved while one stood still."""


class OutlierKind(StrEnum):
    """What looks wrong."""

    over_100 = "over_100"
    jump = "jump"
    zero = "zero"
    constant = "constant"
    copied = "copied"
    same_text = "same_text"
    text_as_before = "text_as_before"


KIND_WORDS: Mapping[OutlierKind, Message] = MappingProxyType(
    {
        OutlierKind.over_100: msg("Tỷ lệ trên 100 %"),
        OutlierKind.jump: msg("Tăng giảm mười lần"),
        OutlierKind.zero: msg("Bỗng bằng không"),
        OutlierKind.constant: msg("Không đổi nhiều quý"),
        OutlierKind.copied: msg("Số giống đơn vị khác"),
        OutlierKind.same_text: msg("Chữ giống đơn vị khác"),
        OutlierKind.text_as_before: msg("Chữ giống quý trước"),
    }
)
"""The kinds in the order in which they are shown."""

_TODO: Mapping[OutlierKind, Message] = MappingProxyType(
    {
        OutlierKind.over_100: msg(
            "Hỏi lại đơn vị: tử số và mẫu số có bị đổi chỗ hay khác phạm vi không; trả lại nếu sai."
        ),
        OutlierKind.jump: msg(
            "Hỏi lại đơn vị: có nhầm đơn vị tính (nghìn, triệu) hay thừa thiếu một chữ số không; trả lại nếu sai."
        ),
        OutlierKind.zero: msg(
            "Hỏi lại đơn vị: không phát sinh thật hay quên ghi; nếu không phát sinh thì ghi đúng như vậy."
        ),
        OutlierKind.constant: msg("Xem minh chứng hoặc hỏi lại: số có được đếm lại trong quý này không."),
        OutlierKind.copied: msg("Đối chiếu hai đơn vị: đơn vị nào chép của đơn vị kia; trả lại cho đơn vị chép."),
        OutlierKind.same_text: msg("Đọc lại các đoạn này: hỏi từng đơn vị việc thực tế đã làm."),
        OutlierKind.text_as_before: msg("Hỏi đơn vị: quý này có gì mới; trả lại nếu chỉ chép lại."),
    }
)


@dataclass(frozen=True)
class Outlier:
    """One finding: whose, about which measure or task, in which quarter, and with whom it is shared."""

    kind: OutlierKind
    unit_id: int
    unit: str
    what_kind: str
    what_id: int
    what: str
    period: str
    sentence: Message
    others: tuple[int, ...] = ()

    @property
    def todo(self) -> Message:
        """What to do about it."""
        return _TODO[self.kind]


def find(
    session: Session, period: str, *, as_of: AsOf = "current", measure_ids: Sequence[int] | None = None
) -> tuple[Outlier, ...]:
    """What looks wrong in a quarter, by kind and then in the order of the plan. With ``measure_ids`` only figures of these measures;
    copying is then looked for among them. Raises BadInput for what is no quarter."""
    if periods.parse(period).kind is not PeriodKind.quarter:
        raise BadInput(msg("Tìm số bất thường theo quý. Chọn một quý, ví dụ 2026-Q3."), where="period")
    finder = _Finder(session, period, as_of, measure_ids)
    order = list(OutlierKind)
    return tuple(sorted(finder.all(), key=lambda found: order.index(found.kind)))


_Course = dict[str, Content | None]


class _Finder:
    """Looks through one quarter and those before it. Made for one call."""

    def __init__(self, session: Session, period: str, as_of: AsOf, measure_ids: Sequence[int] | None) -> None:
        self._session, self._period, self._as_of = session, period, as_of
        wanted = None if measure_ids is None else set(measure_ids)
        self._texts = wanted is None
        self._measures = {
            row["id"]: row for row in queries.measures(session.conn) if wanted is None or row["id"] in wanted
        }
        opened = [code for code in expectations.all_periods(session.conn) if code <= period]
        self._quarters = tuple(opened[-STANDS - 1 :])
        self._years = YearType(session.office.year_type)
        self._courses: dict[int, dict[int, _Course]] = {measure: defaultdict(dict) for measure in self._measures}
        rows = queries.answers(session.conn, list(self._measures), self._quarters, as_of)
        for row in rows:
            said = None if row["given"] is None else Content(row["given"], row["raw_num"], row["raw_den"], row["val"])
            self._courses[row["what_id"]][row["unit_id"]][row["period"]] = said
        units = {unit for courses in self._courses.values() for unit in courses}
        self._names = self._named(units)

    def all(self) -> Iterator[Outlier]:
        """Everything, figures measure by measure."""
        for measure in self._measures.values():
            yield from self._single(measure)
            yield from self._constant(measure)
        yield from self._copied()
        if self._texts:
            yield from self._same_text()
            yield from self._text_as_before()

    # --- one figure beside those before it

    def _single(self, measure: Row) -> Iterator[Outlier]:
        for unit, course in self._courses[measure["id"]].items():
            now = course.get(self._period)
            if now is None or now.given == "not_applicable":
                continue
            if measure["form"] == "ratio" and now.num is not None and now.den is not None and now.num > now.den:
                yield self._over(measure, unit, now.num, now.den)
            last = largest(course.get(last_quarter(self._period, measure, self._years)), now)
            if last is not None:
                number, was, becomes = last
                name, text = self._names.get(unit, ""), measure["text"]
                places = measure["decimals"]
                jump = Jump(unit, name, measure["id"], text, self._period, number, "last", was, becomes, places)
                yield self._about(OutlierKind.jump, unit, measure, jump.sentence)
            yield from self._zero(measure, unit, course, now)

    def _over(self, measure: Row, unit: int, num: int, den: int) -> Outlier:
        places = measure["decimals"]
        sentence = msg(
            "{unit} báo {num}/{den} ở “{measure}”, trên 100 % ({period}).",
            **self._given(unit, measure),
            num=format_stored(num, places),
            den=format_stored(den, places),
        )
        return self._about(OutlierKind.over_100, unit, measure, sentence)

    def _zero(self, measure: Row, unit: int, course: _Course, now: Content) -> Iterator[Outlier]:
        """A nought, after a figure in each of the quarters before that was never small. "Không phát sinh" is said on purpose."""
        before = [course.get(code) for code in self._quarters[:-1]][-(STANDS - 1) :]
        if len(before) < STANDS - 1 or now.given != "value" or _main(now) or measure["form"] == "yesno":
            return
        figures = [_main(said) for said in before]
        if last_quarter(self._period, measure, self._years) and all(figure >= LEAST for figure in figures):
            sentence = msg(
                "{unit} báo 0 ở “{measure}” ({period}); {n} quý trước đều có, quý liền trước {last}.",
                **self._given(unit, measure),
                n=len(figures),
                last=format_stored(figures[-1], measure["decimals"]),
            )
            yield self._about(OutlierKind.zero, unit, measure, sentence)

    def _constant(self, measure: Row) -> Iterator[Outlier]:
        """The same figure in so many quarters running, while most others moved."""
        codes = self._quarters[-STANDS:]
        if len(codes) < STANDS or measure["form"] == "yesno" or measure["over_units"] == "count_meeting":
            return
        courses = {unit: [course.get(code) for code in codes] for unit, course in self._courses[measure["id"]].items()}
        whole = {unit: said for unit, said in courses.items() if all(each is not None and _main(each) for each in said)}
        still = [unit for unit, said in whole.items() if all(each == said[0] for each in said)]
        moving, of = _MOVING
        if (len(whole) - len(still)) * of < len(whole) * moving:
            return
        for unit in still:
            said = whole[unit][0]
            if said is not None and _tells(said):
                sentence = msg(
                    "{unit} báo đúng {figure} ở “{measure}” trong {n} quý liền ({period}), khi {moved}/{all} đơn vị có đổi.",
                    **self._given(unit, measure),
                    figure=_written(said, measure),
                    n=STANDS,
                    moved=len(whole) - len(still),
                    all=len(whole),
                )
                yield self._about(OutlierKind.constant, unit, measure, sentence)

    # --- one unit beside others

    def _copied(self) -> Iterator[Outlier]:
        """Two units with several figures in common that few others have; each pair once, the later unit first asked."""
        alike: dict[tuple[int, Content], list[int]] = defaultdict(list)
        reported: Counter[int] = Counter()
        for measure, courses in self._courses.items():
            if self._measures[measure]["form"] == "yesno":
                continue
            for unit, course in courses.items():
                said = course.get(self._period)
                if said is not None and _tells(said):
                    alike[measure, said].append(unit)
                    reported[unit] += 1
        shared: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (measure, _), units in alike.items():
            if 1 < len(units) <= FEW:
                for pair in combinations(sorted(units), 2):
                    shared[pair].append(measure)
        for (one, other), measures in shared.items():
            if len(measures) >= LEAST_COPIED and 2 * len(measures) >= min(reported[one], reported[other]):
                first = self._measures[measures[0]]
                sentence = msg(
                    "{unit} và {other} báo giống hệt nhau {n} số liệu ({period}), trong đó có “{measure}”.",
                    **self._given(other, first),
                    other=self._names.get(one, ""),
                    n=len(measures),
                )
                yield self._about(OutlierKind.copied, other, first, sentence, (one,))

    def _same_text(self) -> Iterator[Outlier]:
        for row in queries.same_texts(self._session.conn, self._period, self._as_of, LEAST_TEXT):
            units = sorted(set(json.loads(row["units"])))
            names = self._named(units)
            sentence = msg(
                "{n} đơn vị ghi giống nhau từng chữ ở nhiệm vụ {task} ({period}): {names}.",
                n=len(units),
                task=f"{row['number']} {brief(row['text'])}".strip(),
                period=periods.label(self._period),
                names=", ".join(names.get(unit, "") for unit in units),
            )
            yield self._said(OutlierKind.same_text, units[0], names, row, sentence, tuple(units[1:]))

    def _text_as_before(self) -> Iterator[Outlier]:
        before = periods.previous(self._period)
        rows = queries.texts_as_before(self._session.conn, self._period, before, self._as_of, LEAST_TEXT)
        names = self._named({row["unit_id"] for row in rows})
        for row in rows:
            sentence = msg(
                "{unit} ghi đúng từng chữ của quý trước ở nhiệm vụ {task} ({period}).",
                unit=names.get(row["unit_id"], ""),
                task=f"{row['number']} {brief(row['text'])}".strip(),
                period=periods.label(self._period),
            )
            yield self._said(OutlierKind.text_as_before, row["unit_id"], names, row, sentence)

    # --- words

    def _named(self, units: Collection[int]) -> dict[int, str]:
        on = self._session.clock.today().isoformat()
        return quarter_queries.unit_names(self._session.conn, sorted(units), on)

    def _given(self, unit: int, measure: Row) -> dict[str, object]:
        return {
            "unit": self._names.get(unit, ""),
            "measure": brief(measure["text"]),
            "period": periods.label(self._period),
        }

    def _about(
        self, kind: OutlierKind, unit: int, measure: Row, sentence: Message, others: tuple[int, ...] = ()
    ) -> Outlier:
        name = self._names.get(unit, "")
        return Outlier(kind, unit, name, "measure", measure["id"], measure["text"], self._period, sentence, others)

    def _said(
        self,
        kind: OutlierKind,
        unit: int,
        names: Mapping[int, str],
        task: Row,
        sentence: Message,
        others: tuple[int, ...] = (),
    ) -> Outlier:
        what = f"{task['number']} {task['text']}".strip()
        return Outlier(kind, unit, names.get(unit, ""), "task", task["task_id"], what, self._period, sentence, others)


def _main(said: Content | None) -> int:
    """The number that a figure is about: its numerator or its value; 0 for nothing."""
    if said is None:
        return 0
    return said.val or 0 if said.num is None else said.num


def _tells(said: Content) -> bool:
    """Whether a figure is large enough that having it twice is no chance; all of all (12/12) is what many rightly have."""
    if said.num is not None and said.num == said.den:
        return False
    return max(said.num or 0, said.den or 0, said.val or 0) >= LEAST and bool(_main(said))


def _written(said: Content, measure: Row) -> str:
    places = measure["decimals"]
    if said.num is not None and said.den is not None:
        return f"{format_stored(said.num, places)}/{format_stored(said.den, places)}"
    return format_stored(_main(said), places)
