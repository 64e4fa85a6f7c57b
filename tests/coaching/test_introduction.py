"""An introductory talk: half an hour before the first session, closed with one click, counted nowhere."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.models import Booking
from bkn_portal.bookings.queries import feed_appointments
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.core.periods import Period
from bkn_portal.hours.models import LedgerEntry
from bkn_portal.notifications.actions import plan_reminders, sweep
from bkn_portal.notifications.models import Reminder
from bkn_portal.worklist.queries import agenda_for, todos_for
from coaching import actions, queries
from coaching.actions import Meeting
from coaching.models import CoachingSession, SessionKind
from coaching.queries.coach_hours import coach_hours
from tests.factories import CoachingSessionFactory, CoachProfileFactory, EmployeeFactory, SupervisionFactory

from .conftest import book, closing_of, full_feedback

NINE = datetime(2026, 11, 25, 2, tzinfo=UTC)  # Wednesday 09.00 WIB
HALF, HOUR, DAY = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)
KIND = SessionKind.INTRODUCTION
State = CoachingSession.State


def _introduce(engagement, now, start=NINE, length=HALF):
    period = Period(start, start + length)
    return actions.book_session(
        engagement=engagement, period=period, meeting=Meeting(), by=engagement.coachee, now=now, kind=KIND
    )


@pytest.fixture
def talk(engagement, now):
    return _introduce(engagement, now)


@pytest.fixture
def met(talk):
    actions.close_introduction(session=talk, by=talk.engagement.coach, now=NINE + HALF)
    return talk


def test_introduction_takes_half_an_hour_of_both(talk):
    assert (talk.number, str(talk), talk.minutes) == (0, "Perkenalan", 30)
    assert {row.period for row in Booking.objects.all()} == {Period(NINE, NINE + HALF)}
    assert Booking.objects.count() == 2


def test_introduction_as_long_as_a_session_is_not_offered(engagement, now):
    with pytest.raises(PeriodTaken):
        _introduce(engagement, now, length=HOUR)


def test_introduction_comes_once_and_before_the_first_session(engagement, talk, now):
    with pytest.raises(DomainError, match="sebelum sesi pertama"):
        _introduce(engagement, now, start=NINE + HALF)
    actions.cancel_session(session=talk, reason="Sakit", by=engagement.coach, now=now)
    again = _introduce(engagement, now, start=NINE + HALF)
    actions.cancel_session(session=again, reason="Sakit", by=engagement.coach, now=now)
    book(engagement, NINE, now)
    with pytest.raises(DomainError, match="sebelum sesi pertama"):
        _introduce(engagement, now, start=NINE + DAY)


def test_first_session_after_an_introduction_is_number_one(engagement, met, now):
    assert book(engagement, NINE + DAY, NINE + HOUR).number == 1


def test_introduction_is_closed_by_either_with_one_click(engagement, now):
    for by, start in ((engagement.coachee, NINE), (engagement.coach, NINE + HALF)):
        CoachingSession.objects.update(state=State.CANCELLED)
        talk = _introduce(engagement, now, start=start)
        with pytest.raises(DomainError, match="belum dimulai"):
            actions.close_introduction(session=talk, by=by, now=start - HALF)
        actions.close_introduction(session=talk, by=by, now=start)
        with pytest.raises(StaleState):
            actions.close_introduction(session=talk, by=by, now=start)


def test_introduction_is_closed_by_nobody_else_and_no_session_that_way(engagement, talk, now):
    with pytest.raises(AccessDenied):
        actions.close_introduction(session=talk, by=EmployeeFactory(is_hr_admin=True), now=NINE)
    session = CoachingSessionFactory(engagement=engagement, start=NINE + DAY)
    with pytest.raises(AccessDenied):
        actions.close_introduction(session=session, by=engagement.coach, now=NINE + 2 * DAY)


def test_introduction_takes_no_agenda_record_note_or_agreement(engagement, met):
    later = NINE + DAY
    with pytest.raises(AccessDenied):
        actions.write_agenda(session=met, agenda="x", by=engagement.coachee, now=later)
    with pytest.raises(AccessDenied):
        actions.give_feedback(session=met, feedback=full_feedback(later.date()), by=engagement.coach, now=later)
    with pytest.raises(AccessDenied):
        actions.write_note(session=met, note="x", by=engagement.coach, now=later)
    with pytest.raises(AccessDenied):
        actions.agree_session(session=met, reflection="x", by=engagement.coachee, now=later)
    assert LedgerEntry.objects.count() == 0


def test_introduction_counts_in_no_sum(engagement, met):
    later = NINE + DAY
    hours = coach_hours(engagement.coach, year=None, now=later)
    page = queries.engagement_page(engagement, engagement.coach, now=later)
    assert (hours.sessions, hours.people, page.progress, page.can_complete) == (0, 0, "0 dari 4 sesi", False)
    assert queries.outline(engagement).progress == "0 dari 4 sesi"
    with pytest.raises(DomainError, match="Belum ada sesi"):
        actions.complete_engagement(
            engagement=engagement, closing=closing_of(engagement), by=engagement.coachee, now=later
        )


def test_coaching_with_an_introduction_ahead_is_not_completed(engagement, talk, now):
    CoachingSessionFactory(engagement=engagement, start=now - DAY, state=State.AGREED)
    with pytest.raises(DomainError, match="belum tuntas"):
        actions.complete_engagement(
            engagement=engagement, closing=closing_of(engagement), by=engagement.coachee, now=now
        )
    actions.close_introduction(session=talk, by=engagement.coach, now=NINE + HALF)
    page = queries.engagement_page(engagement, engagement.coach, now=NINE + HALF)
    assert page.can_complete is True


def test_coaching_that_ends_early_takes_the_introduction_off(engagement, talk, now):
    actions.cancel_engagement(engagement=engagement, reason="Pindah", by=engagement.coachee, now=now)
    talk.refresh_from_db()
    assert (talk.state, Booking.objects.count()) == ("cancelled", 0)


def test_introduction_is_moved_to_another_half_hour(talk, now):
    period = Period(NINE + DAY, NINE + DAY + HALF)
    actions.move_session(session=talk, period=period, meeting=Meeting(), by=talk.engagement.coach, now=now)
    talk.refresh_from_db()
    assert (talk.period, talk.number) == (period, 0)
    long = Period(NINE + 2 * DAY, NINE + 2 * DAY + HOUR)
    with pytest.raises(PeriodTaken):
        actions.move_session(session=talk, period=long, meeting=Meeting(), by=talk.engagement.coach, now=now)


def test_introduction_is_remembered_before_and_nothing_is_owed_after(talk, now):
    plan_reminders(now=NINE - HOUR)
    for days in (1, 3, 7):
        plan_reminders(now=NINE + days * DAY + HOUR)
    found = set(Reminder.objects.values_list("kind", flat=True))
    told = {"coaching.session_booked", "coaching.session_invitation", "coaching.session_soon"}
    assert found == told | {"coaching.session_tomorrow"} & found


def test_introduction_stands_in_calendars_and_mails(talk, now):
    person = talk.engagement.coach
    assert [item.period for item in feed_appointments(person, now=now)] == [talk.period]
    with time_machine.travel(now, tick=False):
        sweep(now)
    text = next(one.body for one in mail.outbox if one.to == [person.email])
    assert ("Perkenalan\n" in text, "Sesi: " in text) == (True, False)


def test_introduction_stands_on_beranda_and_asks_the_coach_for_one_click(talk, now):
    coachee, coach = talk.engagement.coachee, talk.engagement.coach
    assert [[item.title for item in agenda_for(who, now)] for who in (coachee, coach)] == [["Perkenalan"]] * 2
    assert [todos_for(who, now) for who in (coachee, coach)] == [[], []]
    over = NINE + HOUR
    assert [todo.title for todo in todos_for(coach, over)] == ["Apakah perkenalannya terlaksana?"]
    assert [todo.title for todo in todos_for(coachee, over)] == ["Jadwalkan sesi coaching berikutnya"]
    actions.close_introduction(session=talk, by=coach, now=over)
    assert todos_for(coach, over) == []


def test_booking_page_offers_an_introduction_to_those_who_have_not_met(
    engagement, client_of, at_now, now, django_assert_num_queries
):
    client, page = client_of(engagement.coachee), reverse("coaching:session_book", args=[engagement.pk])
    link = reverse("coaching:introduction_book", args=[engagement.pk])
    assert link in client.get(page).content.decode()
    with django_assert_num_queries(8):
        text = client.get(link).content.decode()
    assert ("09.00–09.30" in text, "tanpa JP" in text) == (True, True)
    answer = client.post(link, {"start": NINE.isoformat(), "mode": "online", "place": ""})
    assert (answer.status_code, CoachingSession.objects.get().kind) == (302, "introduction")
    assert link not in client.get(page).content.decode()
    assert client.post(link, {"start": (NINE + HALF).isoformat(), "mode": "online"}).status_code == 422
    text = client.get(link).content.decode()
    assert ("hanya sekali" in text, f'href="{page}"' in text, 'name="mode"' in text) == (True, True, False)


def test_introduction_page_leads_from_the_plan_to_the_first_session(talk, client_of, now):
    page = talk.get_absolute_url()
    close = reverse("coaching:introduction_close", args=[talk.pk])
    with time_machine.travel(now, tick=False):
        client = client_of(talk.engagement.coachee)
        text = client.get(page).content.decode()
        assert (reverse("coaching:session_move", args=[talk.pk]) in text, close in text) == (True, False)
        assert "belum dimulai" in client.post(close, follow=True).content.decode()
    with time_machine.travel(NINE + HALF, tick=False):
        client = client_of(talk.engagement.coachee)
        assert close in client.get(page).content.decode()
        text = client.post(close, follow=True).content.decode()
    assert ("Terlaksana" in text, reverse("coaching:session_book", args=[talk.engagement_id]) in text) == (True, True)


def test_introduction_page_shows_both_clocks(db, client_of, at_now):
    coach = CoachProfileFactory(person__unit__time_zone="Asia/Jayapura").person
    talk = CoachingSessionFactory(engagement__coach=coach, kind=KIND, number=0)
    text = client_of(talk.engagement.coachee).get(talk.get_absolute_url()).content.decode()
    assert ("09.00–10.00 WIB" in text, "11.00 WIT" in text) == (True, True)


def test_introduction_is_nobody_elses_business(talk, client_of, at_now):
    supervisor = SupervisionFactory(employee=talk.engagement.coachee).supervisor
    for person in (supervisor, EmployeeFactory(is_hr_admin=True), EmployeeFactory()):
        assert client_of(person).get(talk.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "change",
    [{"number": 1}, {"state": "agreed"}, {"state": "feedback_given"}, {"is_unplanned": True}, {"agenda": "x"},
     {"kind": "session"}],
)  # fmt: skip
def test_introduction_that_would_count_is_refused_and_explained(talk, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingSession.objects.filter(pk=talk.pk).update(**change)
    for name, value in change.items():
        setattr(talk, name, value)
    with pytest.raises(ValidationError, match="Perkenalan tidak bernomor"):
        talk.validate_constraints()
