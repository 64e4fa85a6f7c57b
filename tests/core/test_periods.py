from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.core.periods import Period, Zone, at_local, local_date, zone_label

moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
lengths = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=3))
periods = st.builds(lambda start, length: Period(start, start + length), moments, lengths)


@given(periods, periods)
def test_period_overlap_is_mutual_and_means_a_shared_moment(one, other):
    shared = max(one.start, other.start) < min(one.end, other.end)
    assert one.overlaps(other) == other.overlaps(one) == shared


@given(periods)
def test_period_does_not_overlap_its_neighbour(one):
    assert not one.overlaps(Period(one.end, one.end + one.length))


def test_period_that_ends_before_it_starts_is_an_error(now):
    for end in (now, now - timedelta(minutes=45)):
        with pytest.raises(ValueError, match="ends after"):
            Period(now, end)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 1, 1)), st.times(), st.sampled_from(list(Zone)))
def test_local_time_there_and_back_is_the_same_day(day, clock, zone):
    assert local_date(at_local(day, clock, zone), zone) == day


def test_zones_are_an_hour_apart():
    noon = [at_local(date(2026, 11, 24), time(12), zone) for zone in (Zone.WIB, Zone.WITA, Zone.WIT)]
    assert [moment.astimezone(UTC).hour for moment in noon] == [5, 4, 3]
    assert [zone_label(zone) for zone in (*Zone.values, "Europe/Paris")] == ["WIB", "WITA", "WIT", "Europe/Paris"]
