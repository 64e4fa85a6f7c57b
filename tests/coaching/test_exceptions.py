"""Exceptions to a coach's hours: what makes no sense is refused, and booked sessions on days off are told."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.errors import DomainError
from coaching import actions, queries
from coaching.actions import HoursDraft
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    DayOffFactory,
    ExtraHoursFactory,
    group_of,
)

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def profile(db):
    return CoachProfileFactory()


@pytest.fixture
def asked(profile):
    return CoachingEngagementFactory(coach=profile.person)


@pytest.mark.parametrize(
    ("minutes", "end", "words"),
    [(45, time(9, 30), "Senin 09.00–09.30: tidak cukup"), (30, time(9, 15), "Senin 09.00–09.15: tidak cukup")],
)
def test_set_hours_too_short_for_a_session_is_refused(profile, now, minutes, end, words):
    draft = HoursDraft(hours=(WeeklyWindow(0, time(9), end),), session_minutes=minutes)
    with pytest.raises(DomainError, match=words):
        actions.set_hours(profile=profile, draft=draft, by=profile.person, now=now)


def test_extra_hours_too_short_for_a_session_are_refused(profile, now):
    add = {"profile": profile, "day": WEDNESDAY, "start": time(13), "by": profile.person, "now": now}
    with pytest.raises(DomainError, match=r"13\.00–13\.59: tidak cukup untuk satu sesi 60 menit"):
        actions.add_extra_hours(end=time(13, 59), **add)
    actions.add_extra_hours(end=time(14), **add)


@pytest.mark.parametrize(("start", "end"), [(time(8), time(10)), (time(7), time(9)), (time(7), time(12))])
def test_extra_hours_that_overlap_others_are_refused(profile, now, start, end):
    ExtraHoursFactory(profile=profile)
    add = {"profile": profile, "start": start, "end": end, "by": profile.person, "now": now}
    with pytest.raises(DomainError, match="Sebagian jam ini"):
        actions.add_extra_hours(day=date(2026, 11, 28), **add)
    actions.add_extra_hours(day=date(2026, 11, 29), **add)


def test_extra_hours_back_to_back_are_stored(profile, now):
    ExtraHoursFactory(profile=profile)
    add = {"profile": profile, "start": time(10), "end": time(11), "by": profile.person, "now": now}
    actions.add_extra_hours(day=date(2026, 11, 28), **add)
    assert profile.extra_hours.count() == 2


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 20), date(2026, 11, 23), "sudah lewat"),
        (date(9999, 12, 31), date(9999, 12, 31), "setahun lagi"),
        (date(2027, 11, 26), date(2027, 11, 26), "setahun lagi"),
        (date(2026, 12, 1), date(2027, 12, 3), "paling lama satu tahun"),
    ],
)
def test_day_off_out_of_all_reason_is_refused(profile, now, first, last, words):
    with pytest.raises(DomainError, match=words):
        actions.add_day_off(profile=profile, first_day=first, last_day=last, by=profile.person, now=now)


def test_day_off_that_runs_already_is_stored(profile, now):
    run = {"first_day": date(2026, 11, 20), "last_day": date(2027, 11, 20)}
    assert actions.add_day_off(profile=profile, by=profile.person, now=now, **run).pk


def test_day_off_over_booked_sessions_names_and_links_them(profile, asked, client_of, at_now):
    session = CoachingSessionFactory(engagement=asked, start=datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    others = CoachingEngagementFactory.create_batch(2, coach=profile.person)
    group = group_of(*others, start=datetime(2026, 11, 26, 2, 0, tzinfo=UTC))
    CoachingSessionFactory(engagement=asked, start=datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    days = {"first_day": "2026-11-25", "last_day": "2026-11-26"}
    page = client_of(profile.person).post(reverse("coaching:day_off_add"), days, follow=True)
    [message] = page.context["messages"]
    assert (message.level_tag, "ada 2 sesi yang sudah dijadwalkan" in str(message)) == ("warning", True)
    links = re.findall(r'<li><a href="(/coaching/(?:sesi|kelompok)/[^"]+)">', page.content.decode())
    assert links == [session.get_absolute_url(), group.get_absolute_url()]
    session.refresh_from_db()
    assert session.state == "scheduled"


def test_day_off_without_sessions_is_just_saved(profile, client_of, at_now):
    days = {"first_day": "2026-11-25", "last_day": "2026-11-26"}
    page = client_of(profile.person).post(reverse("coaching:day_off_add"), days, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["success"]


def test_hours_page_asks_the_same_number_of_queries_for_one_and_three_days_off(profile, asked, now):
    counts, (profile,) = [], queries.kept_profile(profile.person)
    for number in (1, 2):
        for day in range(number):
            start = datetime(2026, 11, 24 + number + day, 2, 0, tzinfo=UTC)
            CoachingSessionFactory(engagement=asked, start=start)
            DayOffFactory(profile=profile, first_day=start.date(), last_day=start.date())
        with CaptureQueriesContext(connection) as captured:
            page = queries.hours_page(profile, now=now)
        counts.append((len(page.days_off), len(captured)))
    assert counts == [(1, 3), (3, 3)]
