"""Figures of measures with decimals: what is shown is what was typed."""

from app import display
from app.lists import LISTS
from app.people import units
from app.plan import calendar, targets, values
from app.reading import ListQuery, Reader
from app.session import Session


def test_the_counts_of_a_rate_with_decimals_are_shown_as_they_were_typed(office_session: Session) -> None:
    session = office_session
    unit = units.add_unit(session, name="CĐCS A", kind_id=units.add_unit_kind(session, name="CĐCS"))
    measure = targets.add_measure(session, programme_id=None, text="Tỷ lệ", form="ratio", decimals=1)
    calendar.open_period(session, "2026-Q3")
    values.log_value(session, measure, unit_id=unit, period="2026-Q3", num="47/50")
    spec, query, reader = LISTS["values"], ListQuery("2026-Q3"), Reader(session)
    row = next(iter(reader.rows(spec, query, reader.ids(spec, query)).values()))
    shown = {column.key: display.show(row[column.key], column, row) for column in spec.columns}
    assert (shown["num"], shown["den"]) == ("47,0", "50,0")
