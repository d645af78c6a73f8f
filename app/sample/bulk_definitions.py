"""The definitions of a large sample as rows: units, bans, people, programmes, tasks, measures, targets, calendar, closed quarters."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from app.plan import periods
from app.sample import texts
from app.sample.bulk_facts import BulkMeasure, BulkPeriod, BulkTask, Scale, Table
from app.session import Session
from app.text import person_key, sort_key
from db.queries import filling

LEFT_OPEN = 2
"""So many of the newest quarters are still worked on."""

PEOPLE = 12
_OWN_SHARE = 3
_FINISHED_BEFORE, _FINISHED_AFTER = 4, 4
_OVER_UNITS = {"ratio": "ratio_of_sums", "count": "sum", "yesno": "count_meeting"}
_OVER_TIME = {"increment": "sum", "to_date_year": "latest", "snapshot": "latest"}


class Definitions:
    """Gathers rows table by table. ``fill`` first, then ``tables`` in the order in which they must be written."""

    def __init__(self, session: Session, new_uid: Callable[[], bytes], rng: random.Random) -> None:
        self._words = texts.table("phrases")
        self._conn = session.conn
        self._seat, self._own = session.office.seat_id, session.office.unit_id
        self._new_uid, self._rng = new_uid, rng
        self._ids = count(filling.next_id(self._conn, "item"))
        self._rows: dict[str, list[dict[str, Any]]] = {"item": []}

    def fill(self, units: int, tasks: int, targets: int, codes: Sequence[str]) -> Scale:
        """Make everything; what facts have to know of it is returned."""
        calendar = self._calendar(codes)
        unit_ids = self._units(units)
        programmes = self._programmes(self._bans(), calendar)
        own = max(len(programmes), tasks // _OWN_SHARE)
        made = [self._task(n, programmes, calendar, "own") for n in range(own)]
        made += [self._task(n, programmes, calendar, "passed_down") for n in range(tasks)]
        measures = self._measures(targets, programmes, calendar)
        return Scale(self._seat, self._own, tuple(unit_ids), tuple(made), tuple(measures), tuple(calendar))

    def tables(self) -> Iterator[Table]:
        """(table, columns, rows), identities first."""
        for table, rows in self._rows.items():
            if rows:
                columns = tuple(rows[0])
                yield table, columns, [tuple(row.values()) for row in rows]

    def _add(self, table: str, **values: Any) -> None:
        self._rows.setdefault(table, []).append(values)

    def _define(self, table: str, **values: Any) -> int:
        item = next(self._ids)
        self._add("item", id=item, uid=self._new_uid(), kind=table)
        self._add(table, id=item, seat_id=self._seat, **values)
        return item

    def _calendar(self, codes: Sequence[str]) -> list[BulkPeriod]:
        known, made = filling.known_periods(self._conn), []
        for index, code in enumerate(codes):
            period, (starts, ends) = periods.parse(code), periods.span(code)
            due = periods.default_due(code)
            if code not in known:
                self._add(
                    "period",
                    code=code,
                    kind=str(period.kind),
                    first_month=period.first_month,
                    last_month=period.last_month,
                )
            span = {"starts": starts.isoformat(), "ends": ends.isoformat(), "cutoff": ends.isoformat()}
            self._add("calendar", seat_id=self._seat, period=code, label="", **span, due=due.isoformat())
            closed = index < len(codes) - LEFT_OPEN
            made.append(BulkPeriod(code, starts, ends, closed))
            if closed:
                self._close(made[-1], due)
        return made

    def _close(self, period: BulkPeriod, due: date) -> None:
        at_ms = period.at_ms + (due - period.ends).days * 86_400_000
        self._define(
            "period_close", unit_id=self._own, period=period.code, at_ms=at_ms, person_id=None, person_text="Thu Hằng"
        )

    def _units(self, number: int) -> list[int]:
        words = self._words["units"]
        kinds = [
            (self._define("unit_kind", name=kind["name"], level=3, sector=kind["sector"]), kind)
            for kind in words["kinds"]
        ]
        made = []
        for position in range(number):
            kind_id, kind = kinds[position % len(kinds)]
            turn = position // len(kinds)
            head = kind["heads"][turn % len(kind["heads"])]
            place = words["places"][(position * 7) % len(words["places"])]
            again = position // (len(words["places"]) * len(kinds))
            name = f"{head} {place}" + (f" {again + 1}" if again else "")
            unit = self._define(
                "unit", kind_id=kind_id, code=f"DV{position + 1:04d}", valid_from=None, position=position + 1
            )
            full = f"{kind['name']} {name}"
            self._add(
                "unit_name", unit_id=unit, name=full, short=f"{kind['short']} {name}", name_key=sort_key(full), place=""
            )
            self._add("unit_parent", unit_id=unit, parent_id=self._own, purpose="org")
            made.append(unit)
        return made

    def _bans(self) -> list[int]:
        made = []
        for position, (code, name) in enumerate(self._words["bans"]["list"], 1):
            ban = self._define("ban", unit_id=self._own, code=code, position=position)
            self._add("ban_name", ban_id=ban, name=name)
            made.append(ban)
        people = self._words["people"]
        for number in range(PEOPLE):
            name = " ".join(self._rng.choice(people[part]) for part in ("family", "middle", "given"))
            person = self._define("person", name=name, name_key=person_key(name))
            self._define(
                "post_held",
                person_id=person,
                unit_id=self._own,
                ban_id=made[number % len(made)],
                post="Trưởng ban" if number < len(made) else "Chuyên viên",
            )
        return made

    def _programmes(self, bans: Sequence[int], calendar: Sequence[BulkPeriod]) -> list[int]:
        made = []
        starts = calendar[0].starts.replace(month=1, day=1).isoformat()
        for position, title in enumerate(self._words["programmes"]["titles"], 1):
            programme = self._define(
                "programme", number=str(position), title=title, position=position, starts=starts, ends="2030-12-31"
            )
            ban = bans[position % len(bans)]
            self._define("assignment", what_id=programme, role="lead", ban_id=ban, valid_from=starts)
            made.append(programme)
        return made

    def _task(self, number: int, programmes: Sequence[int], calendar: Sequence[BulkPeriod], scope: str) -> BulkTask:
        words, rng = self._words["tasks"], self._rng
        text = f"{rng.choice(words['verbs'])} {rng.choice(words['objects'])} {rng.choice(words['audiences'])}"
        due = None if number % 5 < 3 else self._due(calendar)
        column = number % len(programmes)
        task = self._define(
            "task",
            programme_id=programmes[column],
            number=f"{column + 1}.{number // len(programmes) + 1}{'a' if scope == 'own' else ''}",
            position=number + 1,
            text=text,
            product=rng.choice(("", "Kế hoạch", "Báo cáo", "Danh sách")),
            due=None if due is None else due.isoformat(),
            continuous=int(due is None),
            scope=scope,
            priority=rng.choice((0, 1, 1, 1, 2)),
        )
        return BulkTask(task, scope == "passed_down", due)

    def _due(self, calendar: Sequence[BulkPeriod]) -> date:
        """A day around the newest quarters, so that the open ones hold work that is done, late and to come."""
        quarters = self._rng.randint(-_FINISHED_BEFORE, _FINISHED_AFTER)
        day = calendar[-1].ends + timedelta(days=91 * quarters - self._rng.choice((0, 0, 15, 30)))
        return max(day, calendar[0].starts)

    def _measures(self, targets: int, programmes: Sequence[int], calendar: Sequence[BulkPeriod]) -> list[BulkMeasure]:
        made: list[BulkMeasure] = []
        words = self._words["measures"]["list"]
        years = calendar[0].starts.year, 2030
        for number in range(targets):
            if number % 2 == 0:
                made.append(self._measure(len(made), words[len(made) % len(words)], programmes))
            form = made[-1].form
            yearly = number % 2 == 0
            value = {"ratio": 80 if yearly else 90, "count": 200, "yesno": 90}[form]
            self._define(
                "target",
                measure_id=made[-1].id,
                number=str(number + 1),
                position=number + 1,
                text=f"{'Hằng năm' if yearly else 'Đến năm 2030'}: {made[-1].text.lower()} đạt từ {value} trở lên",
                comparator="ge",
                value=value,
                horizon="yearly" if yearly else "by",
                h_from=years[0] if yearly else None,
                h_to=years[1],
            )
        return made

    def _measure(self, position: int, words: dict[str, Any], programmes: Sequence[int]) -> BulkMeasure:
        again = position // len(self._words["measures"]["list"])
        text = words["text"] + (f" (nhóm {again + 1})" if again else "")
        measure = self._define(
            "measure",
            programme_id=programmes[position % len(programmes)],
            position=position + 1,
            text=text,
            form=words["form"],
            unit_text=words.get("unit", "%"),
            num_label=words.get("num", ""),
            den_label=words.get("den", ""),
            entry=words["entry"],
            over_time=_OVER_TIME[words["entry"]],
            over_units=_OVER_UNITS[words["form"]],
        )
        return BulkMeasure(measure, words["form"], text, words["entry"], words["size"], words["rate"])
