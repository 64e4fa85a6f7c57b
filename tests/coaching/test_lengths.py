"""HR keeps the lengths of sessions: what is added can be chosen at once, who has one that ended keeps it."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.errors import AccessDenied, DomainError
from coaching import actions
from coaching.actions import HoursDraft, ProfileDraft
from coaching.models import CoachProfile, SessionLength
from coaching.queries import nearest_to_usual
from tests.factories import CoachingEngagementFactory, CoachProfileFactory, EmployeeFactory, SupervisionFactory

from .conftest import GOAL

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:coaching_sessionlength_changelist"), reverse("admin:coaching_sessionlength_add")
YESTERDAY, TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
TWO_HOURS = {"minutes": "120", "valid_from": "2026-11-24", "valid_until": "", "source": "SE Kepala BKN 9/2026"}
WEEK = (WeeklyWindow(0, time(8), time(12)),)


@pytest.fixture
def hr():
    return EmployeeFactory(is_hr_admin=True)


@pytest.fixture
def office(hr, client_of, at_now):
    return client_of(hr)


def length(minutes, **changes):
    """A length as HR would change it now, or a new one."""
    row = SessionLength.objects.filter(minutes=minutes).first()
    row = row or SessionLength(minutes=minutes, valid_from=TODAY, source="SE Kepala BKN 9/2026")
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def end(*minutes):
    SessionLength.objects.filter(minutes__in=minutes).update(valid_until=YESTERDAY)


def offered(form, name="minutes"):
    return [minutes for minutes, _words in form.fields[name].choices]


def test_lengths_stand_from_the_first_day():
    assert [str(one) for one in SessionLength.objects.all()] == ["30 menit", "45 menit", "60 menit", "90 menit"]


def test_length_added_by_hr_can_be_chosen_at_once_everywhere(office, hr, client_of):
    assert office.post(ADD, TWO_HOURS).status_code == 302
    added = Event.objects.get(kind="coaching.length.added")
    assert (added.actor_id, added.target_id) == (hr.pk, "120")
    profile = CoachProfileFactory()
    coaching, _other = (CoachingEngagementFactory(coach=profile.person) for _each in range(2))
    client = client_of(profile.person)
    pages = {
        "coach_hours": ("hours_form", "session_minutes"),
        "group_create": ("pick", "minutes"),
        "session_record": ("form", "minutes"),
    }
    for route, (name, field) in pages.items():
        address = reverse(f"coaching:{route}", args=[coaching.pk] if route == "session_record" else [])
        assert offered(client.get(address).context[name], field) == [30, 45, 60, 90, 120], route
    draft = HoursDraft(hours=WEEK, session_minutes=120)
    actions.set_hours(profile=profile, draft=draft, by=profile.person, now=added.at)
    assert CoachProfile.objects.get().session_minutes == 120


def test_length_that_ended_is_offered_to_nobody_but_who_has_it(client_of, at_now, now):
    end(45, 90)
    profile, other = CoachProfileFactory(session_minutes=45), CoachProfileFactory()
    page = reverse("coaching:coach_hours")
    kept = offered(client_of(profile.person).get(page).context["hours_form"], "session_minutes")
    others = offered(client_of(other.person).get(page).context["hours_form"], "session_minutes")
    assert (kept, others) == ([30, 45, 60], [30, 60])
    actions.set_hours(profile=profile, draft=HoursDraft(hours=WEEK, session_minutes=45), by=profile.person, now=now)
    with pytest.raises(DomainError, match="Lama sesi ini tidak ditawarkan lagi"):
        actions.set_hours(profile=other, draft=HoursDraft(hours=WEEK, session_minutes=90), by=other.person, now=now)


def test_talk_of_a_coaching_whose_length_ended_is_recorded_with_it(client_of, at_now):
    end(90)
    coaching = CoachingEngagementFactory(session_minutes=90)
    form = client_of(coaching.coach).get(reverse("coaching:session_record", args=[coaching.pk])).context["form"]
    assert (offered(form), form["minutes"].value()) == ([30, 45, 60, 90], 90)


@pytest.mark.parametrize(
    ("on_offer", "usual"), [([30, 60, 90], 60), ([30, 45, 90], 45), ([50, 70], 50), ([120], 120), ([], 60)], ids=str
)
def test_usual_length_is_an_hour_or_what_is_nearest(on_offer, usual):
    assert nearest_to_usual(on_offer) == usual


def test_supervisor_without_a_profile_coaches_for_the_usual_length(now):
    end(60)
    led = SupervisionFactory()
    asked = actions.request_coaching(coach=led.supervisor, theme="team", goal=GOAL, by=led.employee, now=now)
    assert asked.session_minutes == 45


def test_new_coach_begins_with_a_length_that_is_on_offer(office, now):
    end(60)
    proposed = actions.propose_profile(draft=ProfileDraft(themes=("team",)), by=EmployeeFactory(), now=now)
    form = office.get(reverse("admin:coaching_coachprofile_add")).context["adminform"].form
    values = {"themes": ["team"], "languages": ["id"], "capacity": "3", "about": "Sabar", "place": ""}
    values |= {"session_minutes": "45", "notice_hours": "1", "break_minutes": "0"}
    inlines = {f"{name}-{key}_FORMS": "0" for name in ("days_off", "extra_hours") for key in ("TOTAL", "INITIAL")}
    person = EmployeeFactory()
    answer = office.post(reverse("admin:coaching_coachprofile_add"), {"person": person.pk, **values, **inlines})
    assert (offered(form, "session_minutes"), form["session_minutes"].value()) == ([30, 45, 90], 45)
    assert (answer.status_code, proposed.session_minutes, person.coach_profile.session_minutes) == (302, 45, 45)


def test_length_is_ended_in_the_admin_and_its_minutes_stay(office):
    page = reverse("admin:coaching_sessionlength_change", args=[90])
    assert office.post(page, {**TWO_HOURS, "minutes": "75", "valid_until": "2026-12-31"}).status_code == 302
    assert list(SessionLength.objects.values_list("minutes", flat=True)) == [30, 45, 60, 90]
    assert SessionLength.objects.get(minutes=90).valid_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"minutes": "60"}, "sudah ada"),
        ({"minutes": "10"}, "Paling kecil 15"),
        ({"minutes": "241"}, "Paling besar 240"),
        ({"minutes": "999999"}, "Paling besar 240"),
        ({"valid_until": "2026-11-23"}, "sebelum awal"),
        ({"source": ""}, "Mohon diisi"),
    ],
    ids=str,
)
def test_length_with_wrong_input_is_explained(office, changes, sentence):
    answer = office.post(ADD, {**TWO_HOURS, **changes})
    faults = " ".join(str(fault) for faults in answer.context["adminform"].form.errors.values() for fault in faults)
    assert (answer.status_code, sentence in faults, SessionLength.objects.count()) == (200, True, 4), faults


def test_last_length_cannot_end(hr, now):
    end(30, 45, 90)
    with pytest.raises(DomainError, match="Mulai 25 November 2026 tidak ada lagi lama sesi"):
        actions.save_length(length=length(60, valid_until=TODAY), by=hr, now=now)


def test_lengths_are_hrs_alone(now, office, client_of):
    for by in (EmployeeFactory(), EmployeeFactory(is_leader=True), EmployeeFactory(is_verifier=True)):
        with pytest.raises(AccessDenied):
            actions.save_length(length=length(120), by=by, now=now)
        assert client_of(by).get(LIST).status_code != 200
    assert office.get(LIST).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_lengths_list_takes_the_same_queries_with_one_and_three_rows(office, rows):
    SessionLength.objects.filter(minutes__gt=(30, 45, 60, 90)[rows - 1]).delete()
    office.get(LIST)
    with CaptureQueriesContext(connection) as captured:
        office.get(LIST)
    assert len(captured) == 3


BAD = {
    "coaching_length_range": {"minutes": 10},
    "coaching_length_dates": {"minutes": 120, "valid_until": YESTERDAY},
}


@pytest.mark.parametrize("name", BAD)
def test_length_against_a_rule_is_explained_and_refused(name):
    sentence = next(one for one in SessionLength._meta.constraints if one.name == name).violation_error_message
    with pytest.raises(ValidationError) as refusal:
        length(**BAD[name]).validate_constraints()
    assert refusal.value.messages == [str(sentence)]
    with pytest.raises(IntegrityError), transaction.atomic():
        length(**BAD[name]).save(force_insert=True)
