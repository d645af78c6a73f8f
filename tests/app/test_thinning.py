"""Which backups are given up: a law over any past, and the schedule in the design's words."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.thinning import Dated, to_delete

TODAY = date(2026, 9, 30)


def daily(days: int, each: int = 1) -> list[Dated]:
    """Backups of every day up to today, oldest first."""
    return [
        Dated(f"{day:04}-{number}", TODAY - timedelta(days=day))
        for day in reversed(range(days))
        for number in range(each)
    ]


def kept(backups: list[Dated], today: date = TODAY) -> list[Dated]:
    gone = set(to_delete(backups, today))
    return [backup for backup in backups if backup.name not in gone]


def test_today_and_yesterday_are_kept_whole_and_then_one_a_day() -> None:
    left = kept(daily(14, each=3))
    assert [(TODAY - backup.made).days for backup in left] == [*range(13, 1, -1), 1, 1, 1, 0, 0, 0]
    assert all(backup.name.endswith("-2") for backup in left[:12]), "the newest of each day"


def test_then_one_a_week_a_month_a_year() -> None:
    left = kept(daily(3 * 365))
    ages = [(TODAY - backup.made).days for backup in left]
    weekly = [age for age in ages if 14 <= age < 70]
    monthly = [age for age in ages if 70 <= age < 730]
    assert len(weekly) in (8, 9)
    assert len(monthly) in (22, 23)
    assert len([age for age in ages if age >= 730]) == 2
    assert len(left) < 50


def test_a_backup_that_shrank_stops_giving_up_any() -> None:
    backups = daily(400)
    assert to_delete(backups, TODAY)
    backups[-1] = Dated("shrunk", TODAY, shrank=True)
    assert to_delete(backups, TODAY) == ()


def test_what_a_person_made_is_never_given_up() -> None:
    pinned = Dated("theirs", date(2020, 1, 1), pinned=True)
    assert "theirs" not in to_delete([pinned, *daily(1000)], TODAY)


@st.composite
def pasts(draw: st.DrawFn) -> list[Dated]:
    """Any list of backups, oldest first."""
    ages = sorted(draw(st.lists(st.integers(0, 1500), max_size=60)), reverse=True)
    return [
        Dated(str(n), TODAY - timedelta(days=age), verified=draw(st.booleans()), pinned=draw(st.booleans()))
        for n, age in enumerate(ages)
    ]


@given(pasts())
def test_the_last_three_verified_are_never_given_up(backups: list[Dated]) -> None:
    gone = set(to_delete(backups, TODAY))
    assert not gone & {b.name for b in [b for b in backups if b.verified][-3:]}


@given(pasts())
def test_thinning_twice_gives_up_nothing_more(backups: list[Dated]) -> None:
    assert to_delete(kept(backups), TODAY) == ()


@given(pasts())
def test_only_verified_ones_stand_for_their_day(backups: list[Dated]) -> None:
    gone = set(to_delete(backups, TODAY))
    for backup in backups:
        if backup.verified and backup.name in gone:
            age = (TODAY - backup.made).days
            assert any(other.verified and other.name not in gone and other.made >= backup.made for other in backups), (
                age
            )


@given(pasts(), st.integers(1, 60))
def test_every_week_of_the_last_ten_that_had_a_backup_still_has_one(backups: list[Dated], later: int) -> None:
    left = kept(kept(backups), TODAY + timedelta(days=later))
    today = TODAY + timedelta(days=later)
    weeks = {b.made.isocalendar()[:2] for b in backups if b.verified and (today - b.made).days < 63}
    assert weeks <= {b.made.isocalendar()[:2] for b in left if b.verified}
