"""When a coach can be booked: hours, exceptions, holidays, notice, breaks, lengths and zones."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.bookings import actions as bookings
from bkn_portal.bookings.models import Holiday
from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.errors import AccessDenied, DomainError
from bkn_portal.core.periods import Period
from coaching import actions, queries
from coaching.actions import HoursDraft
from coaching.models import CoachProfile, DayOff, ExtraHours
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    DayOffFactory,
    EmployeeFactory,
    ExtraHoursFactory,
    group_of,
)

WEDNESDAY = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = "coaching:coach_hours"


@pytest.fixture
def profile(db):
    """Wednesdays 09.00–12.00 WIB, an hour each."""
    profile = CoachProfileFactory()
    profile.weekly_hours.exclude(weekday=2).delete()
    return profile


@pytest.fixture
def asked(profile):
    return CoachingEngagementFactory(coach=profile.person)


def _clocks(engagement, now, day=WEDNESDAY):
    """Starts on a day in WIB."""
    starts = [slot.start.astimezone(UTC) + timedelta(hours=7) for slot in queries.free_slots(engagement, now=now)]
    return [f"{start:%H.%M}" for start in starts if start.date() == day]


def _change(engagement, **fields):
    CoachProfile.objects.update(**fields)
    if "session_minutes" in fields:
        type(engagement).objects.update(session_minutes=fields["session_minutes"])
        engagement.refresh_from_db()


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, ["09.00", "10.00", "11.00"]),
        ({"session_minutes": 30}, ["09.00", "09.30", "10.00", "10.30", "11.00", "11.30"]),
        ({"session_minutes": 45}, ["09.00", "09.45", "10.30", "11.15"]),
        ({"session_minutes": 90}, ["09.00", "10.30"]),
        ({"break_minutes": 15}, ["09.00", "10.15"]),
        ({"break_minutes": 30, "session_minutes": 45}, ["09.00", "10.15"]),
        ({"notice_hours": 24}, ["09.00", "10.00", "11.00"]),
        ({"notice_hours": 48}, []),
    ],
)
def test_slots_follow_length_break_and_notice(asked, now, rules, expected):
    _change(asked, **rules)
    assert _clocks(asked, now) == expected


def test_slots_keep_the_break_around_what_the_coach_promised(asked, now):
    _change(asked, break_minutes=15)
    ten = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    bookings.book(people=[asked.coach], period=Period(ten, ten + timedelta(minutes=30)), kind="x", object_id=1)
    assert _clocks(asked, now) == ["10.45"]


def test_slots_need_no_break_around_what_the_coachee_promised(asked, now):
    _change(asked, break_minutes=15)
    ten = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    bookings.book(people=[asked.coachee], period=Period(ten, ten + timedelta(hours=1)), kind="x", object_id=1)
    assert _clocks(asked, now) == ["09.00", "11.00"]


def test_slots_on_days_off_and_holidays_are_none(asked, profile, now):
    Holiday.objects.create(day=date(2026, 12, 2), name="Libur", source="SKB")
    assert _clocks(asked, now, date(2026, 12, 2)) == []
    assert _clocks(asked, now) != []
    DayOffFactory(profile=profile)
    assert _clocks(asked, now) == []


def test_slots_of_extra_hours_stand_on_a_day_off_too(asked, profile, now):
    DayOffFactory(profile=profile)
    ExtraHoursFactory(profile=profile, day=WEDNESDAY, start=time(13), end=time(14))
    assert _clocks(asked, now) == ["13.00"]


def test_hours_are_the_coachs_own_clock_and_both_zones_are_printed(profile, client_of, at_now):
    coachee = EmployeeFactory(unit__time_zone="Asia/Jayapura")
    engagement = CoachingEngagementFactory(coach=profile.person, coachee=coachee)
    text = client_of(coachee).get(reverse("coaching:session_book", args=[engagement.pk])).content.decode()
    assert ("11.00–12.00" in text, "09.00 WIB" in text, "WIT" in text) == (True, True, True)


def test_coach_times_ask_the_same_number_of_queries_for_one_and_three(db, now):
    counts = []
    for number in (1, 3):
        people = [profile.person for profile in CoachProfileFactory.create_batch(number)]
        with CaptureQueriesContext(connection) as captured:
            queries.coach_times(people, now=now)
        counts.append(len(captured))
    assert counts == [1, 1]


def test_set_hours_replaces_the_week_and_tells_the_audit(profile, now):
    draft = HoursDraft(
        hours=(WeeklyWindow(0, time(8), time(9)),), session_minutes=45, notice_hours=24, break_minutes=15
    )
    actions.set_hours(profile=profile, draft=draft, by=profile.person, now=now)
    profile.refresh_from_db()
    assert [row.window for row in profile.weekly_hours.all()] == list(draft.hours)
    assert (profile.session_minutes, profile.notice_hours, profile.break_minutes) == (45, 24, 15)
    assert list(Event.objects.values_list("kind", flat=True)) == ["coaching.profile.hours_set"]


def test_set_hours_that_overlap_is_refused(profile, now):
    hours = (WeeklyWindow(0, time(8), time(10)), WeeklyWindow(0, time(9), time(11)))
    with pytest.raises(DomainError, match="bertumpuk"):
        actions.set_hours(profile=profile, draft=HoursDraft(hours=hours), by=profile.person, now=now)


def test_availability_is_kept_by_the_coach_and_hr_alone(profile, now):
    for by in (EmployeeFactory(), EmployeeFactory(is_leader=True), EmployeeFactory(is_verifier=True)):
        with pytest.raises(AccessDenied):
            actions.set_hours(profile=profile, draft=HoursDraft(), by=by, now=now)
        with pytest.raises(AccessDenied):
            actions.add_day_off(profile=profile, first_day=WEDNESDAY, last_day=WEDNESDAY, by=by, now=now)
        with pytest.raises(AccessDenied):
            actions.add_extra_hours(profile=profile, day=WEDNESDAY, start=time(9), end=time(10), by=by, now=now)
    actions.set_hours(profile=profile, draft=HoursDraft(), by=EmployeeFactory(is_hr_admin=True), now=now)


def test_day_off_that_overlaps_another_is_refused(profile, now):
    DayOffFactory(profile=profile)
    with pytest.raises(DomainError, match="sudah tercatat libur"):
        actions.add_day_off(
            profile=profile, first_day=date(2026, 11, 26), last_day=date(2026, 11, 30), by=profile.person, now=now
        )


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (DayOff, {"first_day": date(2026, 11, 26), "last_day": date(2026, 11, 25)}),
        (ExtraHours, {"day": WEDNESDAY, "start": time(10), "end": time(9)}),
    ],
)
def test_exception_that_ends_before_it_begins_is_refused_by_the_database(profile, model, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(profile=profile, **fields)


@pytest.mark.parametrize(
    "fields", [{"session_minutes": 10}, {"notice_hours": 2}, {"break_minutes": 7}], ids=["length", "notice", "break"]
)
def test_profile_with_other_rules_is_refused_by_the_database(profile, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachProfile.objects.update(**fields)


def _week(profile, **spans):
    rules = {"session_minutes": "45", "notice_hours": "24", "break_minutes": "15"}
    return {"seen": queries.stored_hours(profile), **rules, **spans}


def test_hours_page_saves_the_week(profile, client_of, at_now):
    spans = {"hours_0_start": "09:00", "hours_0_end": "11:30", "hours_1_start": "13:00", "hours_1_end": "15:00"}
    answer = client_of(profile.person).post(reverse(PAGE), _week(profile, **spans))
    assert answer.status_code == 302
    assert [str(row) for row in profile.weekly_hours.all()] == ["Senin 09.00–11.30", "Senin 13.00–15.00"]


def test_hours_page_of_an_old_tab_is_told_and_saved_when_sent_again(profile, client_of, at_now):
    client, spans = client_of(profile.person), {"hours_0_start": "09:00", "hours_0_end": "11:30"}
    old = _week(profile, **spans)
    client.post(reverse(PAGE), _week(profile, hours_4_start="13:00", hours_4_end="15:00"))
    answer = client.post(reverse(PAGE), old)
    assert (answer.status_code, 'value="09:00"' in answer.content.decode()) == (422, True)
    assert [str(row) for row in profile.weekly_hours.all()] == ["Rabu 13.00–15.00"]
    fresh = {**old, "seen": queries.stored_hours(CoachProfile.objects.get(pk=profile.pk))}
    assert [client.post(reverse(PAGE), values).status_code for values in (fresh, fresh)] == [302, 302]
    assert [str(row) for row in profile.weekly_hours.all()] == ["Senin 09.00–11.30"]


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ({"hours_0_start": "09:00"}, "Senin: isi kedua jamnya"),
        ({"hours_2_start": "x", "hours_2_end": "10:00"}, "Selasa: isi kedua jamnya"),
        ({"hours_2_start": "25:00", "hours_2_end": "26:00"}, "Selasa: isi kedua jamnya"),
        ({"hours_2_start": "1" * 500, "hours_2_end": "\x00"}, "Selasa: isi kedua jamnya"),
        ({"hours_4_start": "10:00", "hours_4_end": "09:00"}, "Rabu: jam selesai"),
        (
            {"hours_0_start": "09:00", "hours_0_end": "11:00", "hours_1_start": "10:00", "hours_1_end": "12:00"},
            "bertumpuk",
        ),
    ],
)
def test_hours_page_refuses_wrong_hours_and_keeps_what_was_typed(profile, client_of, at_now, spans, sentence):
    answer = client_of(profile.person).post(reverse(PAGE), _week(profile, **spans))
    text = answer.content.decode()
    assert (answer.status_code, sentence in text) == (422, True)
    assert f'value="{spans.get("hours_0_start", "")}"' in text
    assert [str(row) for row in profile.weekly_hours.all()] == ["Rabu 09.00–12.00"]


def test_hours_page_adds_and_removes_exceptions(profile, client_of, at_now):
    client = client_of(profile.person)
    client.post(reverse("coaching:day_off_add"), {"first_day": "2026-12-01", "last_day": "2026-12-03"})
    client.post(reverse("coaching:extra_hours_add"), {"day": "2026-12-05", "start": "08:00", "end": "10:00"})
    text = client.get(reverse(PAGE)).content.decode()
    assert ("Selasa, 1 Desember – Kamis, 3 Desember" in text, "Sabtu, 5 Desember · 08.00–10.00" in text) == (True, True)
    client.post(reverse("coaching:day_off_remove", args=[DayOff.objects.get().pk]))
    client.post(reverse("coaching:extra_hours_remove", args=[ExtraHours.objects.get().pk]))
    assert (DayOff.objects.count(), ExtraHours.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("route", "values"),
    [
        ("day_off_add", {"first_day": "2026-11-20", "last_day": "2026-11-23"}),
        ("day_off_add", {"first_day": "2026-12-03", "last_day": "2026-12-01"}),
        ("day_off_add", {"first_day": "2026-12-03", "last_day": "2029-12-01"}),
        ("day_off_add", {"first_day": "31-31-2026", "last_day": ""}),
        ("day_off_add", {"first_day": "9999-12-31", "last_day": "9999-12-31"}),
        ("extra_hours_add", {"day": "2026-11-23", "start": "08:00", "end": "09:00"}),
        ("extra_hours_add", {"day": "9999-12-31", "start": "08:00", "end": "09:00"}),
        ("extra_hours_add", {"day": "2026-12-05", "start": "10:00", "end": "09:00"}),
        ("extra_hours_add", {"day": "2026-12-05", "start": "10:00", "end": "10:30"}),
    ],
)
def test_exception_with_wrong_dates_is_refused(profile, client_of, at_now, route, values):
    answer = client_of(profile.person).post(reverse(f"coaching:{route}"), values)
    assert (answer.status_code, DayOff.objects.count(), ExtraHours.objects.count()) == (422, 0, 0)


def test_exception_of_another_coach_is_not_found(profile, client_of, at_now):
    others = DayOffFactory(), ExtraHoursFactory()
    client = client_of(profile.person)
    for route, row in zip(("day_off_remove", "extra_hours_remove"), others, strict=True):
        assert client.post(reverse(f"coaching:{route}", args=[row.pk])).status_code == 404


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "introduction", "number": 0},
        {"state": "cancelled"},
        {"state": "no_show"},
        {"state": "held", "is_unplanned": True},
    ],
    ids=str,
)
def test_next_booking_begins_like_the_last_regular_session(engagement, other):
    usual = {"place": "Ruang 1", "mode": "in_person"}
    CoachingSessionFactory(engagement=engagement, start=NINE, state="held", **usual)
    group_of(engagement, start=NINE + 6 * DAY)
    CoachingSessionFactory(
        **{"engagement": engagement, "number": 3, "start": NINE + 7 * DAY, "place": "https://a.example", **other}
    )
    assert queries.usual_meeting(engagement) == usual
    planned = {"place": "Ruang 2", "mode": "in_person"}
    CoachingSessionFactory(engagement=engagement, number=4, start=NINE + 8 * DAY, **planned)
    assert queries.usual_meeting(engagement) == planned


@pytest.mark.parametrize(("place", "mode"), [("https://rapat.example/a", "online"), ("Ruang 2", "in_person")])
def test_first_booking_at_a_link_is_online(engagement, place, mode):
    CoachProfile.objects.filter(person=engagement.coach).update(place=place)
    assert queries.usual_meeting(engagement) == {"place": place, "mode": mode}
