"""HR sees, adds and takes back the exceptions to a coach's hours."""

from datetime import date, time

import pytest
from django.urls import reverse

from bkn_portal.audit.models import Event
from coaching.models import DayOff, ExtraHours
from tests.factories import CoachProfileFactory, DayOffFactory, EmployeeFactory, ExtraHoursFactory

DAYS, HOURS = "coaching_dayoff", "coaching_extrahours"


@pytest.fixture
def hr(db, client_of):
    return client_of(EmployeeFactory(is_hr_admin=True))


@pytest.fixture
def profile(db):
    return CoachProfileFactory()


def _add(client, model, **values):
    return client.post(reverse(f"admin:{model}_add"), values)


def test_hr_adds_days_off_and_extra_hours_by_the_coachs_dates(hr, profile, at_now):
    _add(hr, DAYS, profile=profile.pk, first_day="2026-12-01", last_day="2026-12-03")
    _add(hr, HOURS, profile=profile.pk, day="2026-12-05", start="08:00", end="10:00")
    days, hours = DayOff.objects.get(), ExtraHours.objects.get()
    assert (days.first_day, days.last_day) == (date(2026, 12, 1), date(2026, 12, 3))
    assert (hours.day, hours.start, hours.end) == (date(2026, 12, 5), time(8), time(10))
    kinds = ["coaching.profile.day_off_added", "coaching.profile.extra_hours_added"]
    assert sorted(Event.objects.values_list("kind", flat=True)) == kinds


@pytest.mark.parametrize(
    ("model", "values", "sentence"),
    [
        (DAYS, {"first_day": "2026-11-26", "last_day": "2026-11-30"}, "sudah tercatat libur"),
        (DAYS, {"first_day": "2026-12-03", "last_day": "2026-12-01"}, "tidak boleh sebelum hari pertama"),
        (HOURS, {"day": "2026-11-28", "start": "08:00", "end": "09:00"}, "Sebagian jam ini"),
        (HOURS, {"day": "2026-11-30", "start": "08:00", "end": "08:30"}, "tidak cukup untuk satu sesi"),
        (DAYS, {"first_day": "2190-12-30", "last_day": "2190-12-31"}, "setahun lagi"),
        (DAYS, {"first_day": "9999-12-30", "last_day": "9999-12-31"}, "Tanggal ini tidak dikenali"),
        (HOURS, {"day": "2026-11-29", "start": "10:00", "end": "09:00"}, "Jam selesai"),
    ],
)
def test_exception_that_can_not_be_is_explained_to_hr(hr, profile, at_now, model, values, sentence):
    DayOffFactory(profile=profile), ExtraHoursFactory(profile=profile)
    answer = _add(hr, model, profile=profile.pk, **values)
    assert (answer.status_code, DayOff.objects.count(), ExtraHours.objects.count()) == (200, 1, 1)
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(("model", "factory"), [(DAYS, DayOffFactory), (HOURS, ExtraHoursFactory)])
def test_hr_takes_exceptions_back_and_changes_none(hr, profile, at_now, model, factory):
    row = factory(profile=profile)
    page = reverse(f"admin:{model}_changelist")
    assert profile.person.name in hr.get(page).content.decode()
    assert hr.post(reverse(f"admin:{model}_change", args=[row.pk]), {"profile": profile.pk}).status_code == 403
    chosen = {"action": "take_back", "_selected_action": [row.pk]}
    assert "Sesi yang sudah dijadwalkan tetap" in hr.post(page, chosen).content.decode()
    hr.post(page, {**chosen, "confirmed": "1"})
    assert type(row).objects.count() == 0


def test_profile_page_shows_hr_what_is_ahead(hr, profile, at_now):
    DayOffFactory(profile=profile), ExtraHoursFactory(profile=profile)
    DayOffFactory(profile=profile, first_day=date(2026, 10, 5), last_day=date(2026, 10, 6))
    text = hr.get(reverse("admin:coaching_coachprofile_change", args=[profile.pk])).content.decode()
    assert [day in text for day in ("25 November 2026", "28 November 2026", "5 Oktober 2026")] == [True, True, False]


def test_exceptions_are_closed_to_whoever_is_not_hr(profile, client_of):
    for person in (profile.person, EmployeeFactory(is_verifier=True), EmployeeFactory(is_leader=True)):
        answer = client_of(person).get(reverse(f"admin:{DAYS}_changelist"))
        assert answer.status_code == 302
