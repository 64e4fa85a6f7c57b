"""A coach's own calendar: given on the hours page, respected by free times, and never shown."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.models import BusyCalendar
from bkn_portal.core.errors import AccessDenied, StaleState
from bkn_portal.core.periods import Period
from bkn_portal.notifications.actions import plan_reminders, sweep
from bkn_portal.notifications.models import Reminder
from bkn_portal.worklist.queries import todos_for
from coaching import actions, queries
from coaching.models import CoachingSession
from tests.factories import (
    BusyCalendarFactory,
    BusyTimeFactory,
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    group_of,
)

from .conftest import book

PAGE, SUBSCRIBE, LEAVE = "coaching:coach_hours", "coaching:calendar_subscribe", "coaching:calendar_leave"
HOUR = timedelta(hours=1)
TEN = datetime(2026, 11, 25, 3, tzinfo=UTC)  # Wednesday 10.00 WIB, taken by BusyTimeFactory
SECRET = "https://calendar.example.org/private-Rahasia7/basic.ics"


@pytest.fixture
def profile(db):
    return CoachProfileFactory()


@pytest.fixture
def asked(profile):
    return CoachingEngagementFactory(coach=profile.person)


def _starts(engagement, now):
    return [slot.start for slot in queries.free_slots(engagement, now=now) if slot.start.date() == TEN.date()]


def test_slots_leave_out_what_the_coachs_own_calendar_calls_taken(asked, now):
    assert TEN in _starts(asked, now)
    BusyTimeFactory(calendar__person=asked.coach)
    assert _starts(asked, now) == [TEN - timedelta(hours=1), TEN + timedelta(hours=1)]


def test_slots_keep_the_break_around_it_and_mind_the_coachees_calendar_too(asked, profile, now):
    profile.break_minutes = 15
    profile.save()
    BusyTimeFactory(calendar__person=asked.coach)
    assert _starts(asked, now) == []  # 09.00 would end as the other begins
    BusyTimeFactory(calendar__person=asked.coachee, start=TEN + timedelta(days=1), end=TEN + timedelta(days=1, hours=2))
    free = [slot.start for slot in queries.free_slots(asked, now=now)]
    assert TEN + timedelta(days=1) not in free


def test_directory_and_first_free_time_follow_it(profile, now):
    BusyTimeFactory(calendar__person=profile.person, start=now, end=now + timedelta(days=10))
    times = queries.coach_times([profile.person], now=now)[profile.person_id]
    assert next(times.slots(timedelta(hours=1), now=now)).start > now + timedelta(days=9)


def test_booking_of_a_time_that_was_taken_meanwhile_is_refused(asked, now):
    BusyTimeFactory(calendar__person=asked.coach)
    with pytest.raises(PeriodTaken):
        book(asked, TEN, now)
    with pytest.raises(PeriodTaken):
        actions.hold_slot(engagement=asked, period=Period(TEN, TEN + timedelta(hours=1)), by=asked.coachee, now=now)


def test_times_of_a_portal_that_reads_none_any_more_count_for_nothing(asked, profile, client_of, at_now, now, settings):
    BusyTimeFactory(calendar__person=asked.coach)
    settings.BUSY_CALENDARS = False
    assert TEN in _starts(asked, now)
    text = client_of(profile.person).get(reverse(PAGE)).content.decode()
    forms = [f'action="{reverse(route)}"' in text for route in (LEAVE, SUBSCRIBE)]
    assert ("tidak dihitung lagi" in text, forms) == (True, [True, False])
    assert book(asked, TEN, now).start == TEN


def test_session_stands_when_the_calendar_names_its_time_later(asked, now):
    session = book(asked, TEN, now)
    BusyTimeFactory(calendar__person=asked.coach)
    session.refresh_from_db()
    assert session.state == session.State.SCHEDULED


TITLE = "Kalender Anda menandai waktu sesi terisi"
LINE = "Kalender Anda sendiri menandai waktu ini terisi"


@pytest.fixture(params=[("session", 1), ("introduction", 0)], ids=str)
def collided(request, asked):
    """A talk whose time the coach's calendar names later."""
    kind, number = request.param
    session = CoachingSessionFactory(engagement=asked, start=TEN, kind=kind, number=number)
    BusyTimeFactory(calendar__person=asked.coach)
    return session


def test_session_that_collides_later_is_pointed_out_to_its_coach_alone(collided, client_of, at_now, now):
    page, people = collided.get_absolute_url(), collided.engagement
    told = [LINE in client_of(person).get(page).content.decode() for person in (people.coach, people.coachee)]
    todos = [
        [(todo.url, todo.due) for todo in todos_for(person, now) if todo.title == TITLE]
        for person in (people.coach, people.coachee)
    ]
    assert (told, todos) == ([True, False], [[(page, TEN)], []])


def test_session_that_began_or_was_called_off_collides_no_more(collided, client_of, at_now, now):
    coach, page = collided.engagement.coach, collided.get_absolute_url()

    def told(moment):
        at_now.move_to(moment)
        text = client_of(coach).get(page).content.decode()
        return LINE in text, [todo.title for todo in todos_for(coach, moment)].count(TITLE)

    assert (told(TEN - timedelta(minutes=1)), told(TEN)) == ((True, 1), (False, 0))
    at_now.move_to(now)
    actions.cancel_session(session=collided, reason="x", by=coach, now=now)
    assert told(now) == (False, 0)


def test_session_collides_with_nothing_where_the_portal_reads_no_calendars(collided, client_of, at_now, now, settings):
    settings.BUSY_CALENDARS = False
    coach = collided.engagement.coach
    text = client_of(coach).get(collided.get_absolute_url()).content.decode()
    assert (LINE in text, [todo.title for todo in todos_for(coach, now)].count(TITLE)) == (False, 0)


OWN = "Itu sesi ini sendiri"


def _dismiss(client, session, **fields):
    url = reverse("coaching:session_collision", args=[session.pk])
    page = client.post(url, {"sequence": session.sequence, **fields}, follow=True)
    return page.redirect_chain[-1][0], [message.level_tag for message in page.context["messages"]]


def test_collision_with_the_session_itself_is_dismissed_until_it_moves(collided, client_of, at_now, now):
    coach, page = collided.engagement.coach, collided.get_absolute_url()
    client = client_of(coach)

    def told():
        text = client.get(page).content.decode()
        return LINE in text, OWN in text, [todo.title for todo in todos_for(coach, now)].count(TITLE)

    assert told() == (True, True, 1)
    assert _dismiss(client, collided) == (page, ["success"])
    assert (told(), Event.objects.latest("pk").kind) == ((False, False, 0), "coaching.session.collision_dismissed")
    later = TEN + timedelta(minutes=30)
    CoachingSession.objects.update(start=later, end=later + HOUR, sequence=1)
    assert told() == (True, True, 1)


@pytest.mark.parametrize(
    "change", [{"sequence": 1}, {"state": "cancelled"}, {"start": TEN - HOUR}], ids=["moved", "cancelled", "began"]
)
def test_collision_of_a_session_that_changed_meanwhile_is_not_dismissed(collided, now, change):
    seen = CoachingSession.objects.select_related("engagement").get()
    CoachingSession.objects.update(**change)
    with pytest.raises(StaleState):
        actions.dismiss_collision(session=seen, seen=0, by=seen.engagement.coach, now=now)
    assert CoachingSession.objects.get().copied_start is None


def test_collision_dismissed_without_saying_which_time_was_seen_is_refused(collided, client_of, at_now):
    told = _dismiss(client_of(collided.engagement.coach), collided, sequence="")
    assert (told, CoachingSession.objects.get().copied_start) == ((collided.get_absolute_url(), ["error"]), None)


def test_collision_is_not_the_coachees_to_dismiss(collided, now):
    with pytest.raises(AccessDenied):
        actions.dismiss_collision(session=collided, seen=0, by=collided.engagement.coachee, now=now)


def test_collision_of_a_group_is_dismissed_for_all_of_it(asked, client_of, at_now, now):
    group = group_of(asked, CoachingEngagementFactory(coach=asked.coach), start=TEN)
    group.sessions.filter(engagement=asked).update(state="cancelled")
    BusyTimeFactory(calendar__person=asked.coach)
    client = client_of(asked.coach)
    assert f"/sesi/{group.sessions.get(state='scheduled').pk}/kalender-sendiri/" in _text(client, group)
    assert _dismiss(client, group.sessions.get(state="scheduled")) == (group.get_absolute_url(), ["success"])
    assert (LINE in _text(client, group), [todo.title for todo in todos_for(asked.coach, now)].count(TITLE)) == (
        False,
        0,
    )


def _text(client, page):
    return client.get(page.get_absolute_url()).content.decode()


def test_calendar_of_the_coachee_points_out_nothing(asked, client_of, at_now, now):
    session = book(asked, TEN, now)
    BusyTimeFactory(calendar__person=asked.coachee)
    BusyTimeFactory(calendar__person=asked.coach, start=TEN + HOUR, end=TEN + 2 * HOUR)  # begins as it ends
    text = client_of(asked.coach).get(session.get_absolute_url()).content.decode()
    assert (LINE in text, [todo.title for todo in todos_for(asked.coach, now)].count(TITLE)) == (False, 0)


def test_group_that_collides_later_is_one_todo_and_one_line(asked, client_of, at_now, now):
    group = group_of(asked, CoachingEngagementFactory(coach=asked.coach), start=TEN)
    BusyTimeFactory(calendar__person=asked.coach)
    text = client_of(asked.coach).get(group.get_absolute_url()).content.decode()
    todos = [todo.url for todo in todos_for(asked.coach, now) if todo.title == TITLE]
    assert (LINE in text, todos) == (True, [group.get_absolute_url()])


@pytest.mark.parametrize("number", [1, 3])
def test_todos_of_a_coach_cost_the_same_queries_however_many_sessions_collide(
    asked, now, number, django_assert_num_queries
):
    for each in range(number):
        CoachingSessionFactory(engagement=asked, number=each + 1, start=TEN + each * HOUR)
    BusyTimeFactory(calendar__person=asked.coach, end=TEN + 3 * HOUR)
    todos_for(asked.coach, now)  # what is remembered for a minute
    with django_assert_num_queries(4):
        todos = todos_for(asked.coach, now)
    assert [todo.title for todo in todos].count(TITLE) == number


def test_page_takes_an_address_and_never_shows_it(profile, client_of, at_now):
    client = client_of(profile.person)
    answer = client.post(reverse(SUBSCRIBE), {"address": SECRET.replace("https", "webcal")}, follow=True)
    text = answer.content.decode()
    assert BusyCalendar.objects.get().address == SECRET
    words = ("Rahasia7", "calendar.example.org", "Akan dibaca dalam beberapa menit")
    assert [word in text for word in words] == [False, True, True]


@pytest.mark.parametrize(
    "address",
    ["", "http://calendar.example.org/a.ics", "https://me:word@example.org/a.ics", "https://example.org:8080/", "nama",
     "https://" + "a" * 1100, "https://\x00example.org/"],
)  # fmt: skip
def test_page_refuses_what_is_no_address_of_a_calendar(profile, client_of, at_now, address):
    answer = client_of(profile.person).post(reverse(SUBSCRIBE), {"address": address})
    assert (answer.status_code, BusyCalendar.objects.count()) == (422, 0)
    assert "<details open>" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://calendar.example.org/a.ics", "diawali https://"),
        ("https://10.20.30.40/a.ics", "menuju jaringan internal"),
        ("webcal://localhost/a.ics", "menuju jaringan internal"),
        ("https://example.org:8443/a.ics", "tidak membaca dari port itu"),
    ],
)
def test_page_says_what_of_the_address_is_to_blame(profile, client_of, at_now, address, sentence):
    answer = client_of(profile.person).post(reverse(SUBSCRIBE), {"address": address})
    [error] = answer.context["form"].errors["address"]
    assert (answer.status_code, sentence in error) == (422, True)


def test_page_says_when_it_was_read_and_what_is_wrong(profile, client_of, at_now, now):
    calendar, client = BusyCalendarFactory(person=profile.person), client_of(profile.person)
    assert "Terakhir dibaca Selasa, 24 November, 08.00 WIB" in client.get(reverse(PAGE)).content.decode()
    calendar.fault, calendar.failing_since = "refused", now
    calendar.save()
    text = client.get(reverse(PAGE)).content.decode()
    assert "Tidak terbaca sejak Selasa, 24 November, 09.00 WIB" in text
    assert ("mungkin sudah dicabut" in text, "hasil bacaan Selasa, 24 November" in text) == (True, True)


def test_page_lets_the_calendar_go(profile, client_of, at_now):
    BusyTimeFactory(calendar__person=profile.person)
    assert client_of(profile.person).post(reverse(LEAVE)).status_code == 302
    assert BusyCalendar.objects.count() == 0


def test_page_of_a_portal_that_reads_none_says_so(profile, client_of, at_now, settings):
    settings.BUSY_CALENDARS = False
    answer = client_of(profile.person).post(reverse(SUBSCRIBE), {"address": SECRET})
    assert (answer.status_code, "tidak membaca kalender dari luar" in answer.content.decode()) == (422, True)


def test_calendar_of_a_coach_who_says_goodbye_is_forgotten(profile, now):
    BusyCalendarFactory(person=profile.person)
    actions.leave_coaching(profile=profile, by=profile.person, now=now)
    assert BusyCalendar.objects.count() == 0


@pytest.mark.parametrize(("days", "number"), [(2, 0), (3, 1)])
def test_coach_is_told_once_when_it_fails_for_days(profile, now, days, number):
    BusyCalendarFactory(person=profile.person, fault="refused", failing_since=now - timedelta(days=days))
    plan_reminders(now=now)
    plan_reminders(now=now + timedelta(hours=1))
    told = Reminder.objects.filter(kind="coaching.calendar_unread")
    assert [row.recipient for row in told] == [profile.person] * number


def test_coach_is_told_nothing_by_a_portal_that_reads_none(profile, now, settings):
    BusyCalendarFactory(person=profile.person, fault="refused", failing_since=now - timedelta(days=4))
    settings.BUSY_CALENDARS = False
    plan_reminders(now=now)
    assert not Reminder.objects.filter(kind="coaching.calendar_unread").exists()


def test_mail_about_a_calendar_that_fails_names_no_address(profile, now):
    BusyCalendarFactory(person=profile.person, fault="refused", failing_since=now - timedelta(days=4))
    with time_machine.travel(now, tick=False):
        sweep(now)
    message = next(one for one in mail.outbox if one.to == [profile.person.email])
    assert (message.subject, "calendar.example.org" in message.body) == ("Kalender Anda tidak terbaca", False)
    assert reverse(PAGE) in message.body
