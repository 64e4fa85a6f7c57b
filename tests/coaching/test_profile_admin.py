"""HR's form of a coach's profile while the coach, or another HR admin, changes it too."""

from datetime import time

import pytest
from django.urls import reverse

from bkn_portal.bookings.slots import WeeklyWindow
from coaching import actions
from coaching.actions import HoursDraft, ProfileDraft
from coaching.models import CoachProfile
from tests.browser_form import sent_by_browser
from tests.factories import CoachProfileFactory, CompetencyFactory, EmployeeFactory

MORNINGS = tuple(WeeklyWindow(day, time(9), time(12)) for day in range(5))
FRIDAY = WeeklyWindow(4, time(13, 30), time(15))


@pytest.fixture
def hr(db, client_of):
    return client_of(EmployeeFactory(is_hr_admin=True))


@pytest.fixture
def competency(db):
    return CompetencyFactory(name="Analisis data")


@pytest.fixture
def profile(db, now):
    profile = CoachProfileFactory()
    offer(profile, now)
    return profile


def offer(profile, now, *, languages=("id",), themes=("team", "research"), competencies=()):
    """What the coach says on their own page."""
    draft = ProfileDraft("Sabar", languages, 3, "Ruang 3", themes, competencies)
    actions.change_profile(profile=profile, draft=draft, by=profile.person, now=now)


def keep_hours(profile, now, hours):
    actions.set_hours(profile=profile, draft=HoursDraft(hours), by=profile.person, now=now)


def address_of(profile):
    return reverse("admin:coaching_coachprofile_change", args=[profile.pk])


def stored(profile):
    """Themes, languages, competencies and the number of windows a week."""
    profile = CoachProfile.objects.get(pk=profile.pk)
    return (
        sorted(profile.themes.values_list("theme", flat=True)),
        sorted(profile.languages.values_list("language", flat=True)),
        [row.competency_id for row in profile.competencies.all()],
        sorted((row.window for row in profile.weekly_hours.all()), key=lambda window: (window.weekday, window.start)),
    )


def test_profile_left_as_shown_keeps_what_the_coach_stored_meanwhile(hr, profile, competency, at_now, now):
    page = hr.get(address_of(profile))
    offer(profile, now, languages=("id", "jv"), themes=("team", "software"), competencies=(competency.pk,))
    keep_hours(profile, now, (*MORNINGS, FRIDAY))
    assert hr.post(address_of(profile), sent_by_browser(page, place="Ruang 9")).status_code == 302
    assert stored(profile) == (["software", "team"], ["id", "jv"], [competency.pk], [*MORNINGS, FRIDAY])
    assert CoachProfile.objects.get().place == "Ruang 9"


def test_profile_fields_that_both_changed_are_told_and_nothing_is_stored(hr, profile, competency, at_now, now):
    page = hr.get(address_of(profile))
    offer(profile, now, languages=("id", "jv"), themes=("team",), competencies=(competency.pk,))
    keep_hours(profile, now, (*MORNINGS, FRIDAY))
    mine = {"languages": ["en"], "themes": ["software"], "competencies": [CompetencyFactory().pk]}
    hours = {"hours_0_start": "08:00", "hours_0_end": "12:00"}
    refused = hr.post(address_of(profile), sent_by_browser(page, **mine, **hours))
    told = (
        "Orang lain sudah menulis “{}” di sini sejak Anda membuka halaman. "
        "Simpan sekali lagi bila isian Anda yang dipakai."
    )
    assert refused.context["adminform"].form.errors == {
        "themes": [told.format("Manajemen tim")],
        "languages": [told.format("Indonesia, Jawa")],
        "competencies": [told.format("Analisis data")],
        "hours": [
            "Orang lain sudah mengubah isian ini sejak Anda membuka halaman. "
            "Simpan sekali lagi bila isian Anda yang dipakai."
        ],
    }
    assert stored(profile) == (["team"], ["id", "jv"], [competency.pk], [*MORNINGS, FRIDAY])


def test_profile_sent_again_after_the_warning_is_stored(hr, profile, at_now, now):
    page = hr.get(address_of(profile))
    keep_hours(profile, now, (*MORNINGS, FRIDAY))
    offer(profile, now, languages=("id", "jv"))
    mine = {f"hours_{place}_{end}": "" for place in range(14) for end in ("start", "end")}
    refused = hr.post(address_of(profile), sent_by_browser(page, languages=["en"], **mine))
    assert list(refused.context["adminform"].form.errors) == ["languages", "hours"]
    assert hr.post(address_of(profile), sent_by_browser(refused)).status_code == 302
    assert stored(profile) == (["research", "team"], ["en"], [], [])


def test_profile_refused_for_another_fault_remembers_what_the_first_page_showed(hr, profile, competency, at_now, now):
    """Also where it showed nothing chosen."""
    page, other = hr.get(address_of(profile)), CompetencyFactory()
    faulty = hr.post(address_of(profile), sent_by_browser(page, capacity="banyak", competencies=[other.pk]))
    offer(profile, now, competencies=(competency.pk,))
    again = hr.post(address_of(profile), sent_by_browser(faulty, capacity="3"))
    assert list(again.context["adminform"].form.errors) == ["competencies"]
    assert stored(profile)[2] == [competency.pk]


def test_profile_with_something_made_up_as_shown_is_answered(hr, profile, at_now):
    page = hr.get(address_of(profile))
    junk = {"initial-hours": "[{}", "initial-themes": '{"a": 1}', "initial-languages": "[[1]]"}
    assert hr.post(address_of(profile), sent_by_browser(page, **junk)).status_code == 302
