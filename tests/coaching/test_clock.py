"""The coach's time for an answer: in working days, shown to both, lengthened by holidays, kind at its end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.bookings.actions import delete_holiday, save_holiday
from bkn_portal.bookings.models import Holiday
from bkn_portal.notifications.actions import deliver_due
from bkn_portal.notifications.models import Reminder
from coaching import actions, queries
from coaching.models import CoachingEngagement, CoachProfile
from tests.factories import (
    CoachingEngagementFactory,
    CoachProfileFactory,
    EmployeeFactory,
    HolidayFactory,
    SupervisionFactory,
)

from .conftest import GOAL

FRIDAY = date(2026, 11, 27)
State = CoachingEngagement.State


@pytest.fixture
def asked(db, now):
    """A request made on Tuesday 24 November: without holidays its answer is due on Tuesday 1 December."""
    coach, coachee = CoachProfileFactory().person, EmployeeFactory()
    return actions.request_coaching(coach=coach, theme="team", goal=GOAL, by=coachee, now=now)


def _ends(engagement):
    engagement.refresh_from_db()
    return engagement.answer_by.astimezone(UTC).isoformat()


@pytest.mark.parametrize(("off", "end"), [([], "2026-12-01"), ([FRIDAY], "2026-12-02")])
def test_answer_deadline_skips_holidays(db, now, off, end):
    for day in off:
        HolidayFactory(day=day)
    assert queries.deadline_for(EmployeeFactory(), now).date().isoformat() == end


def test_answer_clock_counts_working_days_and_names_holidays(asked, now):
    HolidayFactory(day=FRIDAY, name="Cuti bersama")
    CoachingEngagement.objects.update(answer_by=queries.deadline_for(asked.coach, now))
    asked.refresh_from_db()
    clock = queries.answer_clock(asked, now=now)
    assert (clock.days_left, clock.skipped) == (5, [(FRIDAY, "Cuti bersama")])


@pytest.mark.parametrize("state", [State.ACTIVE, State.EXPIRED, State.DECLINED])
def test_answer_clock_of_an_answered_request_is_none(asked, now, state):
    asked.state = state
    assert queries.answer_clock(asked, now=now) is None


def test_a_new_holiday_lengthens_waiting_requests_and_its_removal_shortens_none(asked, now):
    hr, holiday = EmployeeFactory(is_hr_admin=True), Holiday(day=FRIDAY, name="Cuti bersama", source="Keputusan")
    save_holiday(holiday=holiday, by=hr, now=now)
    assert _ends(asked) == "2026-12-02T16:59:00+00:00"
    delete_holiday(holiday=holiday, by=hr, now=now)
    assert _ends(asked) == "2026-12-02T16:59:00+00:00"


def test_both_see_the_clock(asked, client_of, at_now):
    pages = [
        (asked.coachee, "engagement_detail"),
        (asked.coach, "engagement_detail"),
        (asked.coach, "engagement_answer"),
    ]
    texts = [client_of(who).get(reverse(f"coaching:{page}", args=[asked.pk])).content.decode() for who, page in pages]
    assert ["Tersisa 5 hari kerja" in text for text in texts] == [True] * 3


def test_silence_pauses_the_coach_and_tells_both(asked, now):
    late = asked.answer_by + timedelta(minutes=1)
    assert actions.expire_requests(now=late) == 1
    assert CoachProfile.objects.get(person=asked.coach).state == "paused"
    assert set(Reminder.objects.filter(due_at=late).values_list("kind", "recipient")) == {
        ("coaching.request_expired", asked.coachee_id),
        ("coaching.profile_paused", asked.coach_id),
    }
    assert Event.objects.filter(kind="coaching.profile.paused_unanswered", actor_id=None).count() == 1


def test_silence_of_a_supervisor_pauses_nobody(db, now):
    relation = SupervisionFactory()
    CoachProfileFactory(person=relation.supervisor)
    asked = actions.request_coaching(coach=relation.supervisor, theme="team", goal=GOAL, by=relation.employee, now=now)
    actions.expire_requests(now=asked.answer_by)
    assert CoachProfile.objects.get().state == "active"


def test_silence_leaves_running_coaching_alone(asked, now):
    running = CoachingEngagementFactory(coach=asked.coach)
    actions.expire_requests(now=asked.answer_by)
    running.refresh_from_db()
    assert running.state == "active"


def test_the_pause_mail_opens_the_way_back(asked, client_of, at_now):
    late = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
    at_now.move_to(late)
    actions.expire_requests(now=late)
    deliver_due(now=late)
    page = reverse("coaching:coach_profile")
    assert [page in message.body for message in mail.outbox if message.to == [asked.coach.email]][-1] is True
    client_of(asked.coach).post(reverse("coaching:coach_state"), {"state": "active"})
    assert CoachProfile.objects.get(person=asked.coach).state == "active"


@pytest.mark.parametrize("language", ["id", "en"])
def test_mails_after_silence_can_be_read_and_tell_no_content(db, language, now, at_now):
    asked = CoachingEngagementFactory(
        state=State.REQUESTED, theme_id="wellbeing", coach__language=language, coachee__language=language, answer_by=now
    )
    actions.expire_requests(now=now)
    deliver_due(now=now)
    texts = [message.subject + message.body + message.alternatives[0].content for message in mail.outbox]
    secrets = [asked.goal.statement, asked.theme.name, asked.theme.name_en, asked.coachee.nip, asked.coach.nip]
    assert (len(texts), [secret for secret in secrets for text in texts if secret in text]) == (2, [])
