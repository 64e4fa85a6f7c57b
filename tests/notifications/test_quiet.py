from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.core.periods import Zone
from bkn_portal.notifications.quiet import Route, next_digest, quiet_until, route

zones = st.sampled_from(list(Zone))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize("zone", list(Zone))
@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-24 09:00", None),
        ("2026-11-24 06:00", None),
        ("2026-11-24 19:59", None),
        ("2026-11-24 05:59", "2026-11-24 06:00"),
        ("2026-11-24 20:00", "2026-11-25 06:00"),
        ("2026-11-27 20:00", "2026-11-30 06:00"),
        ("2026-11-28 12:00", "2026-11-30 06:00"),
        ("2026-11-29 23:59", "2026-11-30 06:00"),
        ("2026-11-30 00:00", "2026-11-30 06:00"),
    ],
)
def test_quiet_until_at_local_clock_ends_at_six_of_a_working_day(zone, now, end):
    assert quiet_until(local(now, zone), zone) == (end and local(end, zone))


def test_quiet_until_of_one_moment_differs_by_zone():
    moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # 19.00 WIB, 20.00 WITA, 21.00 WIT
    assert [quiet_until(moment, zone) for zone in Zone] == [
        None,
        datetime(2026, 11, 24, 22, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 21, 0, tzinfo=UTC),
    ]


@given(moments, zones)
def test_quiet_until_at_any_moment_ends_in_open_time(now, zone):
    end = quiet_until(now, zone)
    assert end is None or (now < end <= now + timedelta(days=3) and quiet_until(end, zone) is None)


@given(moments, zones, st.booleans())
def test_next_digest_at_any_moment_is_half_past_seven_of_a_working_day(now, zone, weekly):
    at = next_digest(now, zone, weekly=weekly).astimezone(ZoneInfo(zone))
    assert now < at <= now + timedelta(days=7)
    assert (at.hour, at.minute) == (7, 30)
    assert at.weekday() == 0 if weekly else at.weekday() < 5


def test_next_digest_at_its_own_time_is_the_next_one():
    monday = local("2026-11-30 07:30", Zone.WIT)
    assert next_digest(monday, Zone.WIT, weekly=True) == monday + timedelta(days=7)
    assert next_digest(monday, Zone.WIT, weekly=False) == monday + timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Route.MAIL),
        ({"by_mail": False}, Route.INBOX),
        ({"quiet_end": 1}, Route.LATER),
        ({"quiet_end": 9}, Route.INBOX),
        ({"quiet_end": 1, "can_wait": False}, Route.MAIL),
        ({"digest_at": 1}, Route.DIGEST),
        ({"digest_at": 9}, Route.MAIL),
        ({"digest_at": 1, "can_wait": False}, Route.MAIL),
        ({"digest_at": 1, "by_mail": False}, Route.INBOX),
    ],
)
def test_route_by_what_is_known_goes_there(changes, expected, now):
    hours = {name: now + timedelta(hours=value) for name, value in changes.items() if name.endswith(("_end", "_at"))}
    facts = {"can_wait": True, "by_mail": True, "quiet_end": None, "digest_at": None, **changes, **hours}
    assert route(expires_at=now + timedelta(hours=5), **facts) is expected
